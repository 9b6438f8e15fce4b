"""What an analysis has found of the runs that a plot shows: computed off the GUI thread, and nothing of it twice."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from core.experiment.snapshot import RunSnapshot, RunValues, Snapshot
from core.problems.base import Problem
from core.text import tr
from gui.plots.registry import Analyse, PlotSpec
from gui.widgets.background_task import BackgroundTask, TaskContext

_log = logging.getLogger(__name__)
_NOTHING = RunValues(np.empty(0))


@dataclass(frozen=True, eq=False)
class _Known:
    """What was found of a run with this past: all up to, and without, the step `end`."""

    label: str
    revision: int
    end: int
    values: RunValues


class RunAnalysis(QObject):
    """Keeps what the spec's `analyse` has found of each run, by the run's revision, and has it go on where it stopped.

    A spec without one has nothing to wait for: its values are known at once.

    One snapshot is under work at a time. Of those that are asked for meanwhile the newest waits; it is begun at once where the past of a
    run was rewritten, as nobody wants the old one any more. What was found before a cancel is kept.
    """

    changed = Signal()
    """More is known, or it is known why there is nothing."""

    def __init__(self, spec: PlotSpec, parent: QObject) -> None:
        super().__init__(parent)
        self._spec = spec
        self._known: dict[str, _Known] = {}
        self._task: BackgroundTask | None = None
        self._under_work: Snapshot | None = None
        self._waiting: Snapshot | None = None
        self._failed: frozenset[int] | None = None
        self._closed = False
        self.failure = ""
        """Why nothing is computed any more until a past is another one, to be shown; empty where all is well."""

    @property
    def is_busy(self) -> bool:
        """Whether something is computed now."""
        return self._task is not None

    def values_of(self, run: RunSnapshot, problem: Problem) -> RunValues | None:
        """What is known of a run, at most up to its last step; None where that is nothing."""
        if self._spec.analyse is None:
            return self._spec.values_of(run, problem)
        known = self._known.get(run.label)
        if known is None or known.revision != run.revision or not len(known.values.values):
            return None
        return known.values.until(run.step)

    def sparse_state(self, snapshot: Snapshot) -> tuple[object, ...] | None:
        """All that a plot of sparse values depends on, for most steps bring none; None where each step has a value."""
        values = [(run, self.values_of(run, snapshot.problem)) for run in snapshot.runs]
        if any(shown is not None and shown.steps is None for _, shown in values):
            return None
        return tuple((run.label, run.revision, 0 if shown is None else len(shown.values), run.termination) for run, shown in values)

    def ask(self, snapshot: Snapshot) -> None:
        """Have computed what is not known yet of the runs of this snapshot, which is on the same problem as those before."""
        if self._closed or self._failed == _revisions(snapshot):
            return
        if self._task is not None:
            self._waiting = snapshot
            if self._under_work is None or not _revisions(self._under_work) <= _revisions(snapshot):
                self._task.cancel()
            return
        if not (work := self._missing(snapshot)):
            return
        self._under_work = snapshot
        self._task = task = BackgroundTask(self._spec.key, partial(_report_all, work), self)
        task.progressed.connect(self._on_found)
        task.succeeded.connect(self._on_all_found)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_ended)
        task.start()

    def compute(self, snapshot: Snapshot) -> None:
        """The same here and now, for a picture, which nobody draws again when more is known."""
        for pieces in self._missing(snapshot):
            for known in pieces:
                self._known[known.label] = known

    def cancel(self) -> None:
        """Nobody wants to know more for now. What is known stays known."""
        self._waiting = None
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """The runs to come are others, on another problem."""
        self.cancel()
        self._known.clear()
        self._under_work, self._failed, self.failure = None, None, ""

    def close(self) -> None:
        """End what is under way and wait for it: at most as long as one piece takes."""
        self._closed, self._waiting = True, None
        if self._task is not None:
            self._task.close()

    def _missing(self, snapshot: Snapshot) -> list[Iterator[_Known]]:
        """What has to be gone through to know all of this snapshot; what was known of other pasts goes."""
        if self._spec.analyse is None:
            return []
        pasts = {run.label: run.revision for run in snapshot.runs}
        self._known = {label: known for label, known in self._known.items() if pasts.get(label) == known.revision}
        known_of = {run.label: self._known.get(run.label) or _Known(run.label, run.revision, 0, _NOTHING) for run in snapshot.runs}
        missing = [run for run in snapshot.runs if known_of[run.label].end <= run.step]
        if not missing:
            return []
        problem = snapshot.problem.private_copy()
        return [_pieces(self._spec.analyse, run, problem, known_of[run.label]) for run in missing]

    @Slot(object)
    def _on_found(self, known: _Known) -> None:
        self._known[known.label] = known
        self.changed.emit()

    @Slot(object)
    def _on_all_found(self, found: list[_Known]) -> None:
        if self._under_work is not None:  # else the runs have gone meanwhile
            self._known |= {known.label: known for known in found}
            self.failure, self._failed = "", None
            self.changed.emit()
        self._on_ended()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        _log.error("the analysis %s failed", self._spec.key, exc_info=error)
        if self._under_work is not None:
            self._failed = _revisions(self._under_work)
            self.failure = tr("This could not be computed: {error}.").format(error=error)
            self.changed.emit()
        self._on_ended()

    @Slot()
    def _on_ended(self) -> None:
        self._task = self._under_work = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.ask(waiting)


def _revisions(snapshot: Snapshot) -> frozenset[int]:
    """The pasts of all runs, each of which has a number of its own."""
    return frozenset(run.revision for run in snapshot.runs)


def _pieces(analyse: Analyse, run: RunSnapshot, problem: Problem, known: _Known) -> Iterator[_Known]:
    """What is known of the run after each piece of its analysis, which goes on where `known` ends."""
    for piece in analyse(run, problem, known.end):
        values = _joined(known.values, piece)
        if len(piece.values):
            known = _Known(run.label, run.revision, len(values.values) if values.steps is None else int(values.steps[-1]) + 1, values)
        yield known
    if known.values.steps is None and len(known.values.values) not in (0, run.step + 1):
        raise ValueError(f"{len(known.values.values)} values for {run.step + 1} rows, and not their steps")
    # Where values are known at some steps only, there may be none at the last.
    yield _Known(run.label, run.revision, run.step + 1, known.values)


def _joined(before: RunValues, piece: RunValues) -> RunValues:
    if not len(before.values):
        return piece
    values = np.concatenate([before.values, piece.values])
    if before.steps is None or piece.steps is None:
        return RunValues(values)
    return RunValues(values, np.concatenate([before.steps, piece.steps]))


def _report_all(work: list[Iterator[_Known]], context: TaskContext) -> list[_Known]:
    """All that was found of each run, reported piece by piece."""
    found: list[_Known] = []
    for pieces in work:
        known = None
        for known in pieces:
            context.report(known)
        if known is not None:
            found.append(known)
    return found
