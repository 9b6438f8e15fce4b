"""The runs of the experiment as one list in one surface: a card for each, whose columns stand below one another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.experiment.result import places
from core.experiment.setup import RunSetup
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.kinds import recommended_sampling
from gui.parameters.optimizer_card import OptimizerCard
from gui.style.run_style import RunStyle, in_families
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import MARGIN, RADIUS_SHEET, RIM
from gui.widgets.roving_focus import RovingFocus
from gui.widgets.sparkline import NO_SCALE, SparkScale

_LONGEST_BRANCH_NAME_PX = 116


class RunList(QWidget):
    """Has a card for each run of `set_runs`, before which there is none. Setters emit nothing; signals follow the user's hand only."""

    configured = Signal(str, object, object)
    """Label, optimizer, sampling."""
    toggled = Signal(str, bool)
    hovered = Signal(object)
    """The label of the run whose card the mouse is over, or None."""
    focused = Signal(object)
    """The label of the run to whose card the keyboard has come, or None."""
    opened = Signal(str)
    removal_requested = Signal(str)
    value_refused = Signal(str)

    def __init__(self, tab_after: QWidget, parent: QWidget | None = None) -> None:
        """Tab comes here after the widget `tab_after`."""
        super().__init__(parent)
        self._tab_after = tab_after
        self._theme = LIGHT
        self._raised: str | None = None
        self._scale: SparkScale | None = None
        self.cards: dict[str, OptimizerCard] = {}
        self.roving = RovingFocus(self, is_list=True)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, RIM, 0, RIM)
        self._stack.setSpacing(0)

    def set_runs(self, runs: Sequence[RunSetup], styles: Mapping[str, RunStyle]) -> list[OptimizerCard]:
        """Have a card for each of these runs, a branch below its family; returns the cards that are new.

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
        made = []
        for run in runs:
            if run.label not in self.cards:
                made.append(self._add(run, styles[run.label]))
            elif self.cards[run.label].header.face.style != styles[run.label]:
                self.cards[run.label].set_run_style(styles[run.label])
        self._put_in_order([run.label for run in in_families(runs)])
        if made:
            self.align_names()
        self.update()
        return made

    def set_problem(self, problem: ProblemSetup, batch_size: int | None) -> None:
        """What the runs minimise now; `batch_size` stands in for the recommended one, unless None."""
        sampling = recommended_sampling(problem)
        if batch_size is not None:
            sampling = replace(sampling, batch_size=batch_size)
        for card in self.cards.values():
            card.set_problem(problem, sampling)

    def set_optimizer(self, label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        """Show these values exactly on the run's card."""
        self.cards[label].set_configuration(optimizer, sampling)

    @property
    def raised(self) -> str | None:
        """The label of the run whose card is marked."""
        return self._raised

    def raise_run(self, label: str | None) -> None:
        """Mark the card of this run; None: of none."""
        if label != self._raised:
            self._raised = label
            self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show every run's loss and its way, how it ended, and in which place it arrived; meant for a slow clock, four times a second."""
        found = places(snapshot.runs)
        lowest = snapshot.problem.infimum or 0.0
        shown = [run for run in snapshot.runs if run.label in self.cards]
        changed = {run.label for run in shown if self._take_in(run, lowest)}
        scales = [self.cards[run.label].header.curve.scale() for run in shown]
        scale = reduce(SparkScale.joined, [scale for scale in scales if scale is not None], NO_SCALE)
        for run in shown:
            card = self.cards[run.label]
            card.show_run(run, snapshot.problem, found.get(run.label))
            if run.label in changed or scale != self._scale:
                card.header.show_curve(scale)
        self._scale = scale

    def _take_in(self, run: RunSnapshot, lowest: float) -> bool:
        return self.cards[run.label].header.curve.update(run.loss, run.revision, lowest)

    def forget_runs(self) -> None:
        """Show no losses: another race is on its way."""
        for card in self.cards.values():
            card.show_no_run()
        self._scale = None

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        for card in self.cards.values():
            card.set_theme(theme)
        self.update()

    def align_names(self) -> None:
        """Let the names take one column; a branch has a long one, for which the columns of the others should not move."""
        names = [OPTIMIZERS[key].name for key in dict.fromkeys((*TEACHING_ORDER, *self.cards)) if key in OPTIMIZERS]
        width = max((card.name_width(name) for card in self.cards.values() for name in names), default=0.0)
        for label, card in self.cards.items():
            own = width if label in OPTIMIZERS else max(width, min(card.name_width(), _LONGEST_BRANCH_NAME_PX))
            card.header.set_name_width(own)

    def _add(self, run: RunSetup, style: RunStyle) -> OptimizerCard:
        card = OptimizerCard(run.label, run.optimizer, run.sampling, style, self, is_branch=run.parent is not None)
        card.configured.connect(self.configured)
        card.toggled.connect(self.toggled)
        card.hovered.connect(self.hovered)
        card.focused.connect(self.focused)
        card.opened.connect(self.opened)
        card.removal_requested.connect(self.removal_requested)
        card.value_refused.connect(self.value_refused)
        self.cards[run.label] = card
        self._stack.addWidget(card)
        card.set_theme(self._theme)
        card.show()
        return card

    def _put_in_order(self, labels: Sequence[str]) -> None:
        """Let these cards stand in this order, as seen and for Tab, and those that are out of sight behind them."""
        self.cards = {label: self.cards[label] for label in dict.fromkeys((*labels, *self.cards))}
        before = self._tab_after
        for place, card in enumerate(self.cards.values()):
            if self._stack.indexOf(card) != place:
                self._stack.removeWidget(card)
                self._stack.insertWidget(place, card)
            for widget in card.focus_chain:
                QWidget.setTabOrder(before, widget)
                before = widget
        beside = [widget for card in self.cards.values() for widget in card.beside_header]
        self.roving.set_members([card.header for card in self.cards.values()], beside)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = [card for card in self.cards.values() if card.isVisibleTo(self)]
        if not seen:
            return
        half = RIM / 2
        sheet = QPainterPath()
        sheet.addRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS_SHEET, RADIUS_SHEET)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(sheet, QColor(self._theme.surface))
        painter.setClipPath(sheet)
        for card in seen:
            if card.label == self._raised:
                painter.fillRect(card.geometry(), QColor(self._theme.raised))
        painter.setClipping(False)
        painter.setPen(QColor(self._theme.border))
        painter.drawPath(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for card in seen[1:]:
            top = card.geometry().top()
            painter.drawLine(QPointF(MARGIN, top), QPointF(self.width() - MARGIN, top))
        painter.end()
