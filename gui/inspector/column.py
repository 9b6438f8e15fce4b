"""One run that is inspected: its rule with numbers, its state before and after, its effective step."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.experiment.snapshot import RunSnapshot
from core.experiment.termination import termination_text
from core.optimizers.symbols import Phase
from core.problems.base import Problem
from core.steps.lines import lines_of
from core.steps.phases import phases_of, sentence
from core.steps.tables import layer_table, state_rows
from core.text import tr
from gui.inspector.layer_grid import LayerGrid
from gui.inspector.rate_plot import RatePlot
from gui.inspector.rule_view import RuleView
from gui.inspector.state_table import StateTable
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme, numeric_font
from gui.style.tokens import GAP
from gui.widgets.run_choice import RunChoice

# So much holds the widest number of a line and the table.
LEAST_WIDTH = 308
# One line of a rule: all is scrolled in a low window, which asks for no more.
_LEAST_PAGES = 48


class InspectorColumn(QWidget):
    """Shows the last step of one run, as far as its sub-steps have come."""

    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Two columns share their room evenly, whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(LEAST_WIDTH)
        self.choice = RunChoice(self)
        self.choice.run_chosen.connect(self._on_run_chosen)
        self.step = QLabel(self)
        self.step.setFont(numeric_font(self.font()))
        self.step.setProperty("role", "muted")
        self.step.setMargin(0)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rule = RuleView(self)
        self.table = StateTable(self)
        self.rates = RatePlot(self)
        self.layers = LayerGrid(self)
        self.header = QHBoxLayout()
        self.header.setSpacing(GAP)
        self.header.addWidget(self.choice)
        self.header.addWidget(self.step)
        self.header.addStretch(1)
        inside = QWidget(self)
        self._parts = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.rule, self.table, self.rates, self.layers):
            column.addWidget(widget)
        column.addStretch(1)
        self.pages = QScrollArea(self)
        self.pages.setWidgetResizable(True)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setMinimumHeight(_LEAST_PAGES)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pages.setAccessibleName(tr("Step inspector"))
        self.pages.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.pages.viewport().setAutoFillBackground(False)
        # Told whenever what is scrolled, or its window, has another height: when Qt has laid out what a step asked for.
        self.pages.verticalScrollBar().rangeChanged.connect(self._show_part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GAP, 0, 0)
        outer.setSpacing(GAP)
        outer.addLayout(self.header)
        outer.addWidget(self.sentence)
        outer.addWidget(self.pages, 1)
        self._part: Phase | None = None
        self._set_sizes()

    def _set_sizes(self) -> None:
        metrics = QFontMetrics(numeric_font(QApplication.font()))
        # Of a fixed size, a label that changes at every step asks nothing of the layout of the whole window.
        widest = max(metrics.horizontalAdvance(_step_text(*each)) for each in ((99_999, False), (99_999, True)))
        self.step.setFixedSize(widest, metrics.height() + 4)
        # Room for two lines always, so that the rule below does not jump.
        self.sentence.setMinimumHeight(2 * QFontMetrics(QApplication.font()).lineSpacing())

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""
        self.choice.set_runs(runs, styles)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._set_sizes()
        self.setMinimumWidth(theme.wrapped_px(LEAST_WIDTH))
        self.choice.set_theme(theme)
        for widget in (self.rule, self.table, self.rates, self.layers):
            widget.set_theme(theme)

    def show_run(self, problem: Problem, run: RunSnapshot | None, phase: Phase, mid_step: bool, index: int | None = None) -> None:
        """Show the last step of a run, or the one that failed, up to this phase of it; on a network of the weight at `index`."""
        self._part = None
        if run is None:
            self.step.clear()
            self.sentence.setText(tr("No run is switched on"))
            return
        record = run.record
        if record is None:
            self.step.setText(_step_text(run.step))
            self.sentence.setText(tr("This is the start. Take a step (→) to see the rule with its numbers."))
            self.rule.show_step(run.optimizer, (), Phase.MOVE, False)
            self.table.show_rows(run.optimizer, ())
        else:
            self.step.setText(_step_text(record.number, mid_step and phase is not Phase.MOVE))
            words = self._words(run, phase, mid_step)
            if words != self.sentence.text():
                self.sentence.setText(words)
            self.rule.show_step(record.optimizer, lines_of(record), phase, mid_step, index)
            self._part = phase if mid_step else None
            self._show_part()
            self.table.show_rows(record.optimizer, state_rows(record, index), phase is Phase.MOVE)
        self._put_rates(first=not mid_step)
        self.rates.set_variables(problem.variables)
        self.rates.show_run(run, index)
        self.layers.setVisible(index is not None and record is not None)
        if index is not None and record is not None:
            self.layers.show_table(record.optimizer, layer_table(problem, record))

    @Slot()
    def _show_part(self) -> None:
        """Scroll to the lines of the part of a step that is explained now, if one is."""
        if self._part is not None:
            top, height = self.rule.part_of(self._part)
            self.pages.ensureVisible(0, round(top + height / 2), 0, math.ceil(height / 2))

    def _put_rates(self, first: bool) -> None:
        """Above the rule while whole steps are taken, where it is the story; below all else while a step is taken apart."""
        place = 0 if first else self._parts.count() - 2
        if self._parts.indexOf(self.rates) != place:
            self._parts.removeWidget(self.rates)
            self._parts.insertWidget(place, self.rates)

    def _words(self, run: RunSnapshot, phase: Phase, mid_step: bool) -> str:
        if run.termination is not None:
            return f"{display_name(run.label)}: {termination_text(run)}"
        if not mid_step:
            return tr(run.optimizer.description)
        # While another rule beside it goes through a part that this one has not, its last part is still what was said.
        own = [each for each in phases_of(run.optimizer) if each <= phase]
        return sentence(run.optimizer, own[-1]) if own else tr("This rule does not look ahead.")

    @Slot(str)
    def _on_run_chosen(self, label: str) -> None:
        self.run_chosen.emit(label)


def _step_text(step: int, under_way: bool = False) -> str:
    """Which step is shown; the counter and all the rest stand where the last one ended while this one is `under_way`."""
    return (tr("In step {step}") if under_way else tr("Step {step}")).format(step=step)
