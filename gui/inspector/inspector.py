"""The step inspector: one run, or two side by side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.optimizers.symbols import Phase
from core.steps.phases import SubStep
from core.text import tr
from gui.inspector.column import InspectorColumn
from gui.inspector.weight_picker import WeightPicker
from gui.plots.legend import RunLegend
from gui.style.icons import size_buttons
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import FIELD, GAP, LOOSE, TIGHT


class Inspector(QFrame):
    """Columns beside each other; the second one only if two runs are to be compared."""

    runs_chosen = Signal()
    """Another run is looked into, or another number of them."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """`actions` become buttons at the top right."""
        super().__init__(parent)
        self.setAccessibleName(tr("Step inspector"))
        self._on: set[str] = set()
        self.columns = (InspectorColumn(self), InspectorColumn(self))
        self._rule = QFrame(self)
        self._rule.setProperty("role", "divider")
        self._rule.setFixedWidth(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(LOOSE)
        row.addWidget(self.columns[0], 1)
        row.addWidget(self._rule)
        row.addWidget(self.columns[1], 1)
        self.tools = QWidget(self)
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(TIGHT)
        self._buttons = [QToolButton(self.tools) for _ in actions]
        for action, button in zip(actions, self._buttons, strict=True):
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tools.addWidget(button)
        size_buttons(self._buttons, LIGHT, FIELD)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.legend = RunLegend(LIGHT, self)
        self.legend.setAccessibleName(tr("Runs on the canvas"))
        if (chips := self.legend.layout()) is not None:
            chips.setContentsMargins(0, GAP, 0, 0)
        self._is_alone = False
        outer.addWidget(self.legend)
        outer.addLayout(row, 1)
        self.picker = WeightPicker(self)
        self.picker.hide()
        outer.addWidget(self.picker)
        self.set_beside(False)
        self.picker.picked.connect(self.runs_chosen)
        for column in self.columns:
            column.run_chosen.connect(self.runs_chosen)

    @property
    def is_beside(self) -> bool:
        """Whether two runs stand side by side."""
        return not self.columns[1].isHidden()

    def set_beside(self, on: bool) -> None:
        """Look into a second run beside the first, or not."""
        self.columns[1].setVisible(on)
        self._rule.setVisible(on)
        # At the top right of all, whichever column that is.
        self.columns[on].header.addWidget(self.tools)
        self._part()
        self.runs_chosen.emit()

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        for column in self.columns:
            column.set_runs(runs, styles)
        self._on = {label for label, on in runs if on}
        self.legend.set_runs(runs, styles)
        self._part()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        for column in self.columns:
            column.set_theme(theme)
        self.legend.set_theme(theme)
        size_buttons(self._buttons, theme, FIELD)
        self.tools.setHidden(theme.is_for_audience)

    def set_alone(self, on: bool) -> None:
        """Whether nothing else in the window tells which run is which; then a legend does."""
        self._is_alone = on
        self._show_legend()

    def _show_legend(self) -> None:
        # The runs that are looked into are named already.
        self.legend.setVisible(self._is_alone and not self._on <= set(self.labels()))

    def choose(self, labels: Sequence[str]) -> None:
        """Look into these runs, one or two."""
        for column, label in zip(self.columns, labels, strict=False):
            column.choice.choose(label)
        self.set_beside(len(labels) > 1)

    def choose_next(self, by: int = 1) -> None:
        """Look into the next run with the first column, or the one before."""
        choice = self.columns[0].choice
        if choice.count():
            choice.setCurrentIndex((choice.currentIndex() + by) % choice.count())
            self._part()
            self.runs_chosen.emit()

    def labels(self) -> tuple[str, ...]:
        """The runs that are looked into."""
        shown = self.columns if self.is_beside else self.columns[:1]
        return tuple(column.choice.label for column in shown if column.choice.label)

    def show_snapshot(self, snapshot: Snapshot, sub_step: SubStep | None) -> None:
        """Show the last step of the chosen runs; with a sub-step, as far as that has come."""
        runs = {run.label: run for run in snapshot.runs}
        self.legend.show_endings(snapshot.runs)
        index = self._picked_index(snapshot)
        for column in self.columns if self.is_beside else self.columns[:1]:
            run = runs.get(column.choice.label)
            mid_step = sub_step is not None and _is_at(run, sub_step.step)
            column.show_run(snapshot.problem, run, sub_step.phase if sub_step is not None and mid_step else Phase.MOVE, mid_step, index)

    def _picked_index(self, snapshot: Snapshot) -> int | None:
        """Which weight is looked at; None on a function, whose few parameters are all shown."""
        network = snapshot.problem.network
        self.picker.setVisible(network is not None)
        if network is None:
            return None
        self.picker.set_network(network)
        return self.picker.index

    def _part(self) -> None:
        """Two columns do not show the same run, and a legend shows the others."""
        first, second = (column.choice for column in self.columns)
        if self.is_beside and first.label == second.label and first.count() > 1:
            second.choose(second.itemData((second.currentIndex() + 1) % second.count()))
        self._show_legend()


def _is_at(run: RunSnapshot | None, step: int) -> bool:
    """Whether the last step of a run is this one. One that ended before is past it."""
    return run is not None and run.record is not None and run.record.number == step
