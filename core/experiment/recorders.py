"""What a run keeps beside its rows: time, work, tests, and whatever is measured of each step, such as the scale of each axis."""

import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.experiment.history import GrowingArray
from core.experiment.snapshot import LAYERS, NOTHING_HELD_OUT, SCALES, HeldOut, Piecewise
from core.optimizers.base import Array, Optimizer, Step
from core.optimizers.equations import scale_symbol
from core.problems.base import Problem, Scores, Settings

Measure = Callable[[Array, Step], ArrayLike]
"""What is recorded of a step, from where it began and what was computed on the way: numbers, always as many."""


class Recorder(Protocol):
    """What a run keeps beside its rows, and what of it goes with the rows that are forgotten and to a branch."""

    def truncate(self, last: int) -> None:
        """Forget what came after row `last`."""

    def copy(self) -> Self:
        """An independent record of the same."""

    def view(self) -> object:
        """What is kept so far, read-only, as it stands in a snapshot."""


class TimeRecord:
    """The seconds that it took to come to some rows, the first and the last of them among these."""

    def __init__(self) -> None:
        self._steps: GrowingArray[np.int64] = GrowingArray((), np.int64)
        self._seconds: GrowingArray[np.float64] = GrowingArray()
        self._steps.append(0)
        self._seconds.append(0.0)

    def append(self, step: int, seconds: float) -> None:
        """Add the seconds that it took to come to row `step`; rows that are taken again keep their time."""
        if step > self._steps.view()[-1]:
            self._steps.append(step)
            self._seconds.append(self._seconds.view()[-1] + seconds)

    def truncate(self, last: int) -> None:
        """Forget the time of the rows after `last`."""
        steps = self._steps.view()
        if steps[-1] > last:
            seconds = float(self.view().at(np.array([last]))[0])
            kept = int(np.searchsorted(steps, last))
            self._steps.truncate(kept)
            self._seconds.truncate(kept)
            self._steps.append(last)
            self._seconds.append(seconds)

    def copy(self) -> "TimeRecord":
        """An independent record of the same time."""
        twin = TimeRecord()
        twin._steps, twin._seconds = self._steps.copy(len(self._steps)), self._seconds.copy(len(self._seconds))
        return twin

    def view(self) -> Piecewise:
        """The seconds so far, as read-only views."""
        return Piecewise(self._steps.view(), self._seconds.view())


def begun_count(log: Sequence[Settings], row: int) -> int:
    """How many of these settings, in the order of their rows, have begun at `row`."""
    return bisect_right(log, row, key=lambda settings: settings.since)


class WorkRecord:
    """The settings that the rows were computed with, and what they cost. Summed anew only where there are others."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._log: Sequence[Settings] = ()
        self._begun: tuple[Settings, ...] = ()
        self._since: NDArray[np.int64] = np.empty(0, np.int64)
        self._costs: NDArray[np.float64] = np.empty(0)
        self._spent: NDArray[np.float64] = np.empty(0)

    def snapshot(self, log: Sequence[Settings], step: int) -> tuple[tuple[Settings, ...], Piecewise]:
        """The settings of the rows up to `step`, and the gradient evaluations spent: linear as long as the settings stay.

        A log of other settings is another object.
        """
        count = begun_count(log, step)
        if log is not self._log or count != len(self._begun):
            self._log, self._begun = log, tuple(log[:count])
            self._since = np.array([settings.since for settings in self._begun], np.int64)
            self._costs = np.array([self._problem.evaluations(settings.optimizer, settings.sampling) for settings in self._begun], float)
            self._spent = np.concatenate([[0.0], np.cumsum(self._costs[:-1] * np.diff(self._since))])
        spent = self._spent[-1] + self._costs[-1] * (step - self._since[-1])
        return self._begun, Piecewise(np.concatenate([self._since, [step]]), np.concatenate([self._spent, [spent]]))


class TestRecord:
    """The scores on the test data: due at step 0 and then every so many steps, or when they are demanded."""

    __test__ = False  # nothing for a test runner to collect

    def __init__(self, every: int) -> None:
        """`every` is the number of steps between two tests; 0 makes none."""
        self._every = every
        self._demanded: int | None = None
        self._steps: GrowingArray[np.int64] = GrowingArray((), np.int64)
        self._scores: GrowingArray[np.float64] = GrowingArray((2,))

    @property
    def count(self) -> int:
        """How many tests were made."""
        return len(self._steps)

    def is_due(self, step: int) -> bool:
        """Whether the row `step`, the last there is, has to be tested before the run goes on."""
        if not self._every or (step % self._every and step != self._demanded):
            return False
        return not len(self._steps) or self._steps.view()[-1] != step

    def next_due(self, step: int) -> int:
        """The next row after `step` that will have to be tested."""
        return (step // self._every + 1) * self._every if self._every else sys.maxsize

    def demand(self, step: int) -> None:
        """Make a test of row `step` due."""
        self._demanded = step

    def append(self, step: int, scores: Scores) -> None:
        """Keep the scores of row `step`."""
        self._steps.append(step)
        self._scores.append(scores)

    def truncate(self, last: int) -> None:
        """Forget the tests of the rows after `last`."""
        count = int(np.searchsorted(self._steps.view(), last, side="right"))
        self._steps.truncate(count)
        self._scores.truncate(count)
        self._demanded = None

    def copy(self) -> "TestRecord":
        """An independent record of the same tests."""
        twin = TestRecord(self._every)
        twin._steps, twin._scores = self._steps.copy(len(self._steps)), self._scores.copy(len(self._scores))
        return twin

    def view(self) -> HeldOut:
        """The tests so far, as read-only views."""
        if not self._every:
            return NOTHING_HELD_OUT
        scores = self._scores.view()
        return HeldOut(self._steps.view(), scores[:, 0], scores[:, 1])


class StepRecorder:
    """A row of numbers for each step that was taken: row k is that of the step which follows row k of the history."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._rows: GrowingArray[np.float64] | None = None

    def append(self, theta: Array, taken: Step) -> None:
        """Keep what is measured of the step that was taken from `theta`."""
        row = self._measure(theta, taken)
        if self._rows is None:
            self._rows = GrowingArray(np.shape(row))
        self._rows.append(row)

    def truncate(self, last: int) -> None:
        """Forget the steps after row `last`."""
        if self._rows is not None:
            self._rows.truncate(last)

    def copy(self) -> "StepRecorder":
        """An independent record of the same steps."""
        twin = StepRecorder(self._measure)
        twin._rows = None if self._rows is None else self._rows.copy(len(self._rows))
        return twin

    def view(self) -> NDArray[np.float64] | None:
        """The steps so far, (steps, …), read-only; None before the first."""
        return None if self._rows is None else self._rows.view()


def _scale_of(problem: Problem, optimizer: Optimizer) -> Measure | None:
    """What the rule takes the root of, of the coordinates of a function: h, or Adam's v̂."""
    symbol = scale_symbol(optimizer)
    if problem.dimensions is None or symbol is None:
        return None
    return lambda theta, taken: taken.terms[symbol]


def _layer_norms_of(problem: Problem, optimizer: Optimizer) -> Measure | None:
    """‖gradient‖ and ‖update‖ / ‖weights‖ of each layer, (2, layers), if the problem asks for them."""
    if not problem.records_layers:
        return None

    def norms_of(theta: Array, taken: Step) -> ArrayLike:
        norms = problem.norms([taken.terms["g"], taken.terms["Δ"], theta])
        return [norms[:, 0], norms[:, 1] / norms[:, 2]]

    return norms_of


RECORDERS: Mapping[str, Callable[[Problem, Optimizer], Measure | None]] = {SCALES: _scale_of, LAYERS: _layer_norms_of}
"""What is recorded of each step, by its key in `RunSnapshot.recorded`: how it is measured; None where there is no such thing."""


def step_recorders(problem: Problem, optimizer: Optimizer) -> dict[str, StepRecorder]:
    """A recorder, by its key, of all that is to be recorded of the steps of this rule on this problem."""
    measures = {key: measure_of(problem, optimizer) for key, measure_of in RECORDERS.items()}
    return {key: StepRecorder(measure) for key, measure in measures.items() if measure is not None}
