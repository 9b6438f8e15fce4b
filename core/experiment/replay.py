"""One past step taken again, beside the run and without moving it: what a user who looks back is shown."""

import math
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

import numpy as np

from core.experiment.snapshot import StepRecord
from core.optimizers.base import Array, State
from core.problems.base import Oracle, Problem, Settings


class Checkpoint(NamedTuple):
    """Parameters and optimizer state of row `step`, from which the run goes on."""

    step: int
    theta: Array
    state: State


def settings_after(log: Sequence[Settings], row: int) -> Settings:
    """The settings in force for the step that follows `row`."""
    return next(settings for settings in reversed(log) if settings.since <= row)


class Replay:
    """The step that led to row `step` of a run, taken again from an earlier checkpoint, by the same rules and settings.

    It has an oracle of its own, so the run is left alone. The record is equal to the bit to the one that the run had.
    """

    def __init__(self, problem: Problem, seed: int, log: Sequence[Settings], begin: Checkpoint, step: int) -> None:
        """From `begin`, a checkpoint before row `step`, under the settings of `log`, the first of which holds from row 0.

        Raises:
            ValueError: if `begin` is not before `step`.
        """
        if begin.step >= step:
            raise ValueError(f"row {step} is not after row {begin.step}")
        self.step = step
        self._log = tuple(log)
        self._oracle: Oracle = problem.oracle(seed)
        self._checkpoint = begin
        self.record: StepRecord | None = None
        """The step, once it is taken."""

    @property
    def checkpoint(self) -> Checkpoint:
        """The last row that is reached."""
        return self._checkpoint

    @property
    def left(self) -> int:
        """How many steps are still to be taken."""
        return self.step - self._checkpoint.step

    def work(self, deadline: float = math.inf) -> bool:
        """Go on until `deadline`, in seconds of `perf_counter`, one piece at least; True once the record is there."""
        oracle = self._oracle
        oracle.work_until(deadline)
        with np.errstate(all="ignore"):
            while self.record is None:
                row, theta, state = self._checkpoint
                settings = settings_after(self._log, row)
                if not oracle.prepare(theta, row, settings):
                    return False
                taken = settings.optimizer.step(theta, oracle.gradient_at(theta, row, settings), state)
                self._checkpoint = Checkpoint(row + 1, taken.theta, taken.state)
                if row + 1 == self.step:
                    self.record = StepRecord(self.step, settings.optimizer, theta, state, taken)
                elif perf_counter() >= deadline:
                    return False
        return True
