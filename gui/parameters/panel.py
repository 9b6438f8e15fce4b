"""The panel on the left: the problem, and a card for each run. It owns presentation and no truth."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.experiment.result import places
from core.experiment.setup import RunSetup
from core.experiment.snapshot import Snapshot
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.kinds import KINDS, ProblemKind, kind_of, recommended_sampling
from core.text import tr
from gui.parameters.experiment_form import ExperimentForm
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.problem_form import ProblemForm
from gui.style.icons import refresh_icons
from gui.style.run_style import RunStyle, in_families
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import GAP, MARGIN, TIGHT
from gui.widgets.roving_focus import RovingFocus

_LEAST_WIDTH = 312
_MOST_WIDTH = 404
# Below the heading.
_FORM_PLACE = 1
_LONGEST_BRANCH_NAME_PX = 116


class ParameterPanel(QWidget):
    """Shows the experiment's settings and asks for changes. Setters emit nothing; signals follow the user's hand only.

    There is a card for each run of the experiment: of `set_runs`, before which there is none.
    """

    problem_chosen = Signal(object)
    """A `ProblemSetup`: another problem, on which other learning rates are recommended."""
    problem_edited = Signal(object, object)
    """A `ProblemSetup` with something changed, and the batch size of all runs, or None: the learning rates stay."""
    start_edited = Signal(object)
    """Where all runs begin, a tuple."""
    seed_edited = Signal(object)
    """A Python int, which may be larger than Qt's."""
    new_seed_requested = Signal()
    optimizer_configured = Signal(str, object, object)
    run_toggled = Signal(str, bool)
    run_hovered = Signal(object)
    """The label of the run whose card the mouse is over, or None."""
    run_focused = Signal(object)
    """The label of the run to whose card the keyboard has come, or None."""
    removal_requested = Signal(str)
    """The label of a branch that the user wants to go."""
    replay_toggled = Signal(bool)
    value_refused = Signal(str)
    """Why a typed value was not taken, in a sentence or two; the field shows the value before it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Parameters"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self.cards: dict[str, OptimizerCard] = {}
        self._problem = KINDS[0].default(None)
        self._forms: dict[str, ProblemForm] = {}
        self._theme = LIGHT
        self.race = ExperimentForm(self)
        self._scroll = self._lay_out()
        self._roving = RovingFocus(self, is_list=True)
        self._roving.came_to.connect(self._on_came_to)
        self.form_of(KINDS[0]).show()
        self._show_recommended()
        self._align_names()
        self.race.seed_edited.connect(self.seed_edited)
        self.race.new_seed_requested.connect(self.new_seed_requested)
        self.race.replay_toggled.connect(self.replay_toggled)
        self.race.value_refused.connect(self.value_refused)

    @property
    def form(self) -> ProblemForm:
        """The form of the problem that is shown."""
        return self.form_of(kind_of(self._problem))

    def form_of(self, kind: ProblemKind) -> ProblemForm:
        """The form of this kind, made at the first call: a window that opens on a function should not wait for the others."""
        if kind.form not in self._forms:
            form: ProblemForm = import_module(f"gui.parameters.{kind.form}_form").FORM(self)
            form.hide()
            form.set_theme(self._theme)
            self._column.insertWidget(_FORM_PLACE + len(self._forms), form)
            form.chosen.connect(self._on_problem_chosen)
            form.edited.connect(self.problem_edited)
            form.start_edited.connect(self.start_edited)
            form.value_refused.connect(self.value_refused)
            self._forms[kind.form] = form
            # Made late, it would come last under Tab; it belongs before the seed.
            forms = [widget for each in self._forms.values() for widget in each.focus_chain]
            chain = [*forms, *self.race.focus_chain]
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)
        return self._forms[kind.form]

    def show_problem(self, problem: ProblemSetup, batch_size: int) -> None:
        """Show this problem, and the batch size of most runs. The optimizers stay; set them too."""
        self.form_of(kind_of(problem)).set_setup(problem, batch_size)
        self._show_kind(problem)

    def set_start(self, *start: float) -> None:
        """Show this start."""
        self.form.set_start(*start)

    def set_seed(self, seed: int) -> None:
        """Show this seed."""
        self.race.set_seed(seed)

    def set_replay(self, on: bool) -> None:
        """Show whether tuning replays."""
        self.race.set_replay(on)

    def set_runs(self, runs: Sequence[RunSetup], styles: Mapping[str, RunStyle]) -> None:
        """Have a card for each of these runs; a branch stands below its family.

        A card that is named for its rule is kept out of sight while there is no such run, open or closed as it was left.
        """
        rules = {run.label: run.optimizer.key for run in runs}
        gone = [label for label, card in self.cards.items() if rules.get(label, label) != card.optimizer.key]
        for label in gone:
            card = self.cards.pop(label)
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        for label, card in self.cards.items():
            card.setVisible(label in rules)
        for run in runs:
            if run.label not in self.cards:
                self._add_card(run, styles[run.label])
            elif self.cards[run.label].header.run_style != styles[run.label]:
                self.cards[run.label].set_run_style(styles[run.label])
        self._put_in_order([run.label for run in in_families(runs)])

    def _add_card(self, run: RunSetup, style: RunStyle) -> None:
        card = OptimizerCard(run.label, run.optimizer, run.sampling, style, self, is_branch=run.parent is not None)
        card.configured.connect(self.optimizer_configured)
        card.toggled.connect(self.run_toggled)
        card.hovered.connect(self.run_hovered)
        card.focused.connect(self.run_focused)
        card.value_refused.connect(self.value_refused)
        card.opened.connect(self._on_card_opened)
        card.removal_requested.connect(self.removal_requested)
        self.cards[run.label] = card
        self._stack.addWidget(card)
        card.set_theme(self._theme)
        self._show_recommended()
        self._align_names()
        card.show()

    def _put_in_order(self, labels: Sequence[str]) -> None:
        """Let these cards stand in this order, as seen and for Tab, and those that are out of sight behind them."""
        self.cards = {label: self.cards[label] for label in dict.fromkeys((*labels, *self.cards))}
        before: QWidget = self.race.replay
        for place, card in enumerate(self.cards.values()):
            if self._stack.indexOf(card) != place:
                self._stack.removeWidget(card)
                self._stack.insertWidget(place, card)
            for widget in card.focus_chain:
                QWidget.setTabOrder(before, widget)
                before = widget
        beside = [widget for card in self.cards.values() for widget in card.beside_header]
        self._roving.set_members([card.header for card in self.cards.values()], beside)

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Mark the card of this run, at once; None: of none."""
        for card in self.cards.values():
            card.set_raised(card.label == label)

    def go_to_rate(self, label: str) -> None:
        """Open the card of a run, and give the keys to its learning rate."""
        card = self.cards[label]
        card.set_open(True)
        if card.details is not None:
            card.details.rows["learning_rate"].focus_chain[0].setFocus(Qt.FocusReason.TabFocusReason)

    def set_note(self, label: str, note: str) -> None:
        """Say something that is particular to a run here, on its card; nothing where it is empty."""
        if label in self.cards:
            self.cards[label].set_note(note)

    def clear_notes(self) -> None:
        """Say nothing particular on any card."""
        for card in self.cards.values():
            card.set_note("")

    def set_optimizer(self, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        """Show these values exactly on the run's card."""
        self.cards[label].set_configuration(optimizer, sampling)

    def set_run_on(self, label: str, on: bool) -> None:
        """Show whether the run takes part."""
        self.cards[label].set_on(on)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show every run's loss, how it ended, and in which place it arrived; meant for a slow clock, four times a second."""
        found = places(snapshot.runs)
        for run in snapshot.runs:
            if run.label in self.cards:
                self.cards[run.label].show_run(run, snapshot.problem, found.get(run.label))

    def forget_runs(self) -> None:
        """Show no losses: another race is on its way."""
        for card in self.cards.values():
            card.show_no_run()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        least, most = (_LEAST_WIDTH, _MOST_WIDTH) if theme.is_for_audience else (theme.px(_LEAST_WIDTH), theme.px(_MOST_WIDTH))
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        for form in self._forms.values():
            form.set_theme(theme)
        self.race.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)
        refresh_icons(self, theme)

    def _lay_out(self) -> QScrollArea:
        self._content = content = QWidget(self)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(0, MARGIN, GAP, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(_heading(tr("Problem"), content))
        column.addWidget(self.race)
        column.addSpacing(TIGHT)
        column.addWidget(_heading(tr("Optimizers"), content))
        self._stack = QVBoxLayout()
        self._stack.setSpacing(TIGHT)
        column.addLayout(self._stack)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        content.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        return scroll

    def _show_kind(self, problem: ProblemSetup) -> None:
        self._problem = problem
        for form in self._forms.values():
            form.setVisible(form is self.form)
        self._show_recommended()

    def _show_recommended(self) -> None:
        problem = self._problem
        sampling = recommended_sampling(problem)
        if self.form.batch_size is not None:
            sampling = replace(sampling, batch_size=self.form.batch_size)
        for card in self.cards.values():
            card.set_problem(problem, sampling)

    def _align_names(self) -> None:
        captions = [self.race.caption, *(form.caption for form in self._forms.values() if form.caption is not None)]
        for caption in captions:
            caption.setMinimumWidth(0)  # a label wants at least what it has
        widest = max(caption.sizeHint().width() for caption in captions)
        for caption in captions:
            caption.setMinimumWidth(widest)
        names = [OPTIMIZERS[key].name for key in dict.fromkeys((*TEACHING_ORDER, *self.cards)) if key in OPTIMIZERS]
        width = max((card.name_width(name) for card in self.cards.values() for name in names), default=0.0)
        for label, card in self.cards.items():
            # A branch has a long name, for which the columns of the others should not move.
            own = width if label in OPTIMIZERS else max(width, min(card.name_width(), _LONGEST_BRANCH_NAME_PX))
            card.header.set_name_width(own)

    def _on_problem_chosen(self, problem: ProblemSetup) -> None:
        self._show_kind(problem)
        self.problem_chosen.emit(problem)

    def _on_scroll_range_changed(self, low: int, high: int) -> None:
        # The scroll bar's place on the right is kept free, so that nothing moves sideways when a card opens.
        bar_width = self._scroll.verticalScrollBar().sizeHint().width()
        self._column.setContentsMargins(0, MARGIN, 0 if high > low else bar_width, MARGIN)

    def _on_card_opened(self, label: str) -> None:
        card = self.cards[label]
        # The new height counts from here on, so that all of the card can be brought into view.
        self._column.activate()
        self._content.resize(self._content.width(), max(self._content.sizeHint().height(), self._scroll.viewport().height()))
        self._scroll.ensureWidgetVisible(card, 0, 8)
        self._scroll.ensureWidgetVisible(card.header, 0, 8)

    def _on_came_to(self, header: QWidget) -> None:
        self._scroll.ensureWidgetVisible(header, 0, 8)

    # Qt's own names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._align_names()


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    return label
