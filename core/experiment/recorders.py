"""What a run keeps beside its rows: time, work, tests, the scale of each axis, and the norms of each layer where they are asked for."""

import sys
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.experiment.history import GrowingArray
from core.experiment.snapshot import NO_NORMS, NO_SCALES, NOTHING_HELD_OUT, HeldOut, LayerNorms, Piecewise
from core.optimizers.base import Array, Optimizer, Step
from core.optimizers.equations import scale_symbol
from core.problems.base import Problem, Scores, Settings


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
            seconds = float(self.snapshot().at(np.array([last]))[0])
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

    def snapshot(self) -> Piecewise:
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

    def snapshot(self) -> HeldOut:
        """The tests so far, as read-only views."""
        if not self._every:
            return NOTHING_HELD_OUT
        scores = self._scores.view()
        return HeldOut(self._steps.view(), scores[:, 0], scores[:, 1])


class LayerRecord:
    """‖gradient‖ and ‖update‖ / ‖weights‖ of each layer at each step, if the problem asks for them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.is_on = problem.records_layers
        self._norms: GrowingArray[np.float64] | None = None

    def append(self, theta: Array, taken: Step) -> None:
        """Keep the norms of the step that was taken from `theta`."""
        norms = self._problem.norms([taken.terms["g"], taken.terms["Δ"], theta])
        if self._norms is None:
            self._norms = GrowingArray((2, len(norms)))
        self._norms.append([norms[:, 0], norms[:, 1] / norms[:, 2]])

    def truncate(self, steps: int) -> None:
        """Forget all after the first `steps` steps."""
        if self._norms is not None:
            self._norms.truncate(steps)

    def copy(self) -> "LayerRecord":
        """An independent record of the same steps."""
        twin = LayerRecord(self._problem)
        twin._norms = None if self._norms is None else self._norms.copy(len(self._norms))
        return twin

    def snapshot(self) -> LayerNorms:
        """The norms so far, as read-only views."""
        if self._norms is None:
            return NO_NORMS
        norms = self._norms.view()
        return LayerNorms(norms[:, 0], norms[:, 1])


class ScaleRecord:
    """What the rule took the root of in each step, of the coordinates of a function: h, or Adam's v̂."""

    def __init__(self, problem: Problem, optimizer: Optimizer) -> None:
        self._problem, self._optimizer = problem, optimizer
        self._symbol = scale_symbol(optimizer) or ""
        self.is_on = problem.dimensions is not None and bool(self._symbol)
        self._scales: GrowingArray[np.float64] | None = GrowingArray((problem.dimensions or 0,)) if self.is_on else None

    def append(self, taken: Step) -> None:
        """Keep that of one step."""
        assert self._scales is not None
        self._scales.append(taken.terms[self._symbol])

    def truncate(self, steps: int) -> None:
        """Forget all after the first `steps` steps."""
        if self._scales is not None:
            self._scales.truncate(steps)

    def copy(self) -> "ScaleRecord":
        """An independent record of the same steps."""
        twin = ScaleRecord(self._problem, self._optimizer)
        twin._scales = None if self._scales is None else self._scales.copy(len(self._scales))
        return twin

    def view(self) -> NDArray[np.float64]:
        """The steps so far, (steps, dimensions), read-only."""
        return NO_SCALES if self._scales is None else self._scales.view()
