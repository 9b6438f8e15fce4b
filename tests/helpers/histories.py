"""What tests of time compare: records to the bit, and rows against a plain loop over the update rule that knows no `Run`."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.experiment.arrival import Arrival
from core.experiment.snapshot import StepRecord
from core.problems.base import Sampling, Settings
from core.problems.batches import Batches
from core.problems.function import FunctionProblem


def bits(value):
    """A value as bytes, with what it is made of."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, float | np.floating):
        return np.float64(value).tobytes()
    if hasattr(value, "items"):
        return tuple((name, bits(part)) for name, part in value.items())
    return value


def record_facts(record: StepRecord | None):
    """All that a record tells, to the bit."""
    if record is None:
        return None
    taken = record.taken
    parts = (record.theta, record.state, taken.theta, taken.state, taken.terms)
    return record.number, record.optimizer, *(bits(part) for part in parts)


class Row(NamedTuple):
    """One row of the plain loop: the loss there, and the record of the step that led to it."""

    theta: np.ndarray
    loss: float
    record: StepRecord | None


class PlainLoop:
    """The rows of one settings log on one function, taken one after the other, and never taken back."""

    def __init__(self, problem: FunctionProblem, start: Sequence[float], seed: int, log: Sequence[tuple]) -> None:
        self._problem, self._batches = problem, Batches(seed)
        self._log = [Settings(since, optimizer, sampling or Sampling()) for since, optimizer, sampling in log]
        theta = np.array(start, np.float64)
        self._state = self._log[0].optimizer.init(theta)
        self.rows = [Row(theta, problem.loss(theta), None)]
        self.failed: StepRecord | None = None

    def upto(self, step: int) -> list[Row]:
        """The rows 0 to `step`; fewer where a row is not finite, and then `failed` is the record of the step to it."""
        while len(self.rows) <= step and self.failed is None:
            self._take()
        return self.rows[: step + 1]

    def _take(self) -> None:
        row, theta = len(self.rows) - 1, self.rows[-1].theta
        settings = [each for each in self._log if each.since <= row][-1]
        if settings.optimizer.samples:
            gradient = self._problem.batch_gradient(settings.sampling, self._batches, row)
        else:
            gradient = self._problem.gradient
        with np.errstate(all="ignore"):
            taken = settings.optimizer.step(theta, gradient, self._state)
            loss = self._problem.loss(taken.theta)
        record = StepRecord(row + 1, settings.optimizer, theta, self._state, taken)
        squares = taken.state.get({"adagrad": "h", "rmsprop": "h", "adam": "v"}.get(settings.optimizer.key), 0.0)
        if np.isfinite(loss) and np.isfinite(squares).all():
            self.rows.append(Row(taken.theta, loss, record))
            self._state = taken.state
        else:
            self.failed = record


def arrival_by_definition(loss, level: float, hold: int) -> Arrival | None:
    """The first row from which on `hold` + 1 rows are at or below `level`, looked for in the whole history."""
    below = [bool(value <= level) for value in loss]
    first = next((k for k in range(len(below) - hold) if all(below[k : k + hold + 1])), None)
    return None if first is None else Arrival(first, first + hold)
