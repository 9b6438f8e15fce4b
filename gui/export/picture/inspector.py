"""The step inspector in a picture: one column for each run that is looked into, without its lists and scroll bars."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from core.experiment.replay import Checkpoint, Replay
from core.experiment.snapshot import RunSnapshot, Snapshot, StepRecord
from core.optimizers.symbols import Phase
from core.problems.base import Problem
from gui.inspector.column import LEAST_WIDTH, InspectorColumn
from gui.plots.legend import RunChip
from gui.style.run_style import RunStyle
from gui.style.theme import Theme
from gui.style.tokens import GAP


class InspectorPart(QWidget):
    """Shows the last step of one or two runs. What a snapshot of the past does not keep of that step is computed again."""

    def __init__(self, labels: Sequence[str], styles: Mapping[str, RunStyle], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels = tuple(labels)
        self._columns = []
        self._index: int | None = None
        self._problem_of: Problem | None = None
        self._problem: Problem | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for label in self._labels:
            column = InspectorColumn(self)
            column.choice.hide()
            column.header.insertWidget(0, RunChip(label, styles[label], theme, column))
            column.set_runs([(label, True)], styles)
            column.set_theme(theme)
            column.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            row.addWidget(column, 1)
            self._columns.append(column)
        self.setMinimumWidth(theme.wrapped_px(LEAST_WIDTH) * len(self._columns))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the last step that each run has taken in this snapshot."""
        problem = snapshot.problem
        if self._problem_of is not problem:
            # Of its own: the race may be using the other one in its thread meanwhile.
            self._problem_of, self._problem = problem, problem.private_copy()
        own = replace(snapshot, problem=self._problem or problem)
        runs = {run.label: with_record(own, run) for run in snapshot.runs if run.label in self._labels}
        for label, column in zip(self._labels, self._columns, strict=True):
            run = runs.get(label)
            if problem.dimensions is None and self._index is None and run is not None and run.record is not None:
                # The weight that moved most: many do not move at all, since their pixel is always blank.
                self._index = int(np.argmax(np.abs(run.record.taken.terms["Δ"])))
            index = (self._index or 0) if problem.dimensions is None else None
            column.show_run(snapshot.problem, run, Phase.MOVE, False, index)

    def make_room(self) -> None:
        """Ask for as much width as the tables need, and at the width of now for as much height, so that nothing is cut off."""
        narrow = [max(0, _layout_of(column).totalMinimumSize().width() - column.pages.viewport().width()) for column in self._columns]
        if any(narrow):
            # Columns are as wide as each other.
            least = max(column.width() + missing for column, missing in zip(self._columns, narrow, strict=True))
            self.setMinimumWidth(len(self._columns) * (least + 8))
        missing = max((_wanted_height(column) - column.pages.viewport().height() for column in self._columns), default=0)
        self.setMinimumHeight(max(0, self.height() + missing))


def with_record(snapshot: Snapshot, run: RunSnapshot) -> RunSnapshot:
    """The run with the record of its last step, taken again where the snapshot does not have it."""
    if run.record is not None or run.step == 0:
        return run
    return replace(run, record=_replay(snapshot, run))


def _replay(snapshot: Snapshot, run: RunSnapshot) -> StepRecord | None:
    kept = int(np.searchsorted(run.trail.steps, run.step, side="left")) - 1
    if kept >= 0 and len(run.trail.states) > kept:
        begin = Checkpoint(int(run.trail.steps[kept]), run.trail.points[kept], run.trail.states[kept])
    elif len(run.path) and run.changes:
        start = np.array(run.path[0])
        begin = Checkpoint(0, start, run.changes[0].optimizer.init(start))
    else:
        return None
    replay = Replay(snapshot.problem, snapshot.seed, run.changes, begin, run.step)
    replay.work(math.inf)
    return replay.record


def _layout_of(column: InspectorColumn) -> QLayout:
    inside = column.pages.widget()
    layout = inside.layout() if inside is not None else None
    assert layout is not None
    return layout


def _wanted_height(column: InspectorColumn) -> int:
    layout, width = _layout_of(column), column.pages.viewport().width()
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
