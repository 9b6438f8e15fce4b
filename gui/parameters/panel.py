"""The panel on the left: the problem, and the list of the runs. It owns presentation and no truth."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.experiment.setup import RunSetup
from core.experiment.snapshot import Snapshot
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.kinds import KINDS, ProblemKind, kind_of
from core.text import tr
from gui.parameters.experiment_form import ExperimentForm
from gui.parameters.optimizer_card import OptimizerCard
from gui.parameters.problem_form import ProblemForm
from gui.parameters.run_list import RunList
from gui.style.icons import refresh_icons
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import GAP, MARGIN, TIGHT

_LEAST_WIDTH = 328
_MOST_WIDTH = 420
# Below the heading.
_FORM_PLACE = 1


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
        self._problem = KINDS[0].default(None)
        self._forms: dict[str, ProblemForm] = {}
        self._theme = LIGHT
        self.race = ExperimentForm(self)
        self.runs = RunList(self.race.replay, self)
        self._scroll = self._lay_out()
        self.form_of(KINDS[0]).show()
        self._show_recommended()
        self._align_names()
        self.race.seed_edited.connect(self.seed_edited)
        self.race.new_seed_requested.connect(self.new_seed_requested)
        self.race.replay_toggled.connect(self.replay_toggled)
        self.race.value_refused.connect(self.value_refused)
        self.runs.configured.connect(self.optimizer_configured)
        self.runs.toggled.connect(self.run_toggled)
        self.runs.hovered.connect(self.run_hovered)
        self.runs.focused.connect(self.run_focused)
        self.runs.value_refused.connect(self.value_refused)
        self.runs.removal_requested.connect(self.removal_requested)
        self.runs.opened.connect(self._on_card_opened)
        self.runs.roving.came_to.connect(self._on_came_to)

    @property
    def cards(self) -> Mapping[str, OptimizerCard]:
        """The card of each run, by its label."""
        return self.runs.cards

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
        """Have a card for each of these runs; a branch stands below its family."""
        if self.runs.set_runs(runs, styles):
            self._show_recommended()

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Mark the card of this run, at once; None: of none."""
        self.runs.raise_run(label)

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
        self.runs.set_optimizer(label, optimizer, sampling)

    def set_run_on(self, label: str, on: bool) -> None:
        """Show whether the run takes part."""
        self.cards[label].set_on(on)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show every run's loss, how it ended, and in which place it arrived; meant for a slow clock, four times a second."""
        self.runs.show_snapshot(snapshot)

    def forget_runs(self) -> None:
        """Show no losses: another race is on its way."""
        self.runs.forget_runs()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        least, most = (_LEAST_WIDTH, _MOST_WIDTH) if theme.is_for_audience else (theme.px(_LEAST_WIDTH), theme.px(_MOST_WIDTH))
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        for form in self._forms.values():
            form.set_theme(theme)
        self.race.set_theme(theme)
        self.runs.set_theme(theme)
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
        column.addWidget(self.runs)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        content.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_room_for_bar)
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
        self.runs.set_problem(self._problem, self.form.batch_size)

    def _align_names(self) -> None:
        captions = [self.race.caption, *(form.caption for form in self._forms.values() if form.caption is not None)]
        for caption in captions:
            caption.setMinimumWidth(0)  # a label wants at least what it has
        widest = max(caption.sizeHint().width() for caption in captions)
        for caption in captions:
            caption.setMinimumWidth(widest)
        self.runs.align_names()

    def _on_problem_chosen(self, problem: ProblemSetup) -> None:
        self._show_kind(problem)
        self.problem_chosen.emit(problem)

    def _keep_room_for_bar(self) -> None:
        """Keep the place of the scroll bar on the right free, so that nothing moves sideways when a card opens."""
        bar = self._scroll.verticalScrollBar()
        self._column.setContentsMargins(0, MARGIN, 0 if bar.maximum() > bar.minimum() else bar.sizeHint().width(), MARGIN)

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
            self._keep_room_for_bar()


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    return label
