"""A run computed once more: every row with the step that led there, equal to the bit to what the run had."""

import math
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.experiment.replay import Checkpoint, settings_after
from core.experiment.snapshot import RunSnapshot, Snapshot, StepRecord
from core.optimizers.base import Array
from core.problems.base import Problem, Settings

# A gradient over all data is summed in pieces of about this long, between which somebody may cancel.
_PIECE_SECONDS = 0.02


Tick = Callable[[int], None]


class Row(NamedTuple):
    """Row k of a run: the parameters after k steps, the loss there, and the step that led there; without one at the start.

    `settings` are those of that step. `failed` marks the step of a diverged run that was not recorded: its numbers are as they
    were computed, infinite or nan.
    """

    step: int
    theta: Array
    loss: float
    record: StepRecord | None = None
    settings: Settings | None = None
    failed: bool = False


def begin_before(snapshot: Snapshot, problem: Problem, run: RunSnapshot, first: int) -> Checkpoint:
    """From where the rows from `first` on are computed: the last checkpoint kept before it, or else the start."""
    kept = [
        checkpoint
        for checkpoint in zip(run.trail.steps.tolist(), run.trail.points, run.trail.states, strict=False)
        if 0 < checkpoint[0] < first
    ]
    if kept:
        return Checkpoint(*kept[-1])
    start = problem.start(snapshot.seed, snapshot.start)
    return Checkpoint(0, start, run.changes[0].optimizer.init(start))


def last_row(run: RunSnapshot) -> int:
    """The last row that can be told: the last that was recorded, or the step at which the run diverged."""
    return run.step if run.termination is None else run.termination.step


def recompute(problem: Problem, run: RunSnapshot, seed: int, begin: Checkpoint, last: int, tick: Tick) -> Iterator[Row]:
    """The rows after `begin` up to row `last`, and row 0 if it begins at the start.

    The losses are the recorded ones, and the steps are taken again by the same rules and settings. `tick` is told,
    between two pieces of work, how many steps more are taken, and may raise to break off.
    """
    oracle = problem.oracle(seed)
    row, theta, state = begin
    if row == 0:
        yield Row(0, theta, float(run.loss[0]))
    for row in range(begin.step, min(last, last_row(run))):
        failed = row == run.step
        settings = settings_after(run.changes, row)
        with np.errstate(all="ignore"):
            record = run.record if failed and run.record is not None and run.record.number == row + 1 else None
            if record is None:
                oracle.work_until(perf_counter() + _PIECE_SECONDS)
                while not oracle.prepare(theta, row, settings):
                    tick(0)
                    oracle.work_until(perf_counter() + _PIECE_SECONDS)
                taken = settings.optimizer.step(theta, oracle.gradient_at(theta, row, settings), state)
                record = StepRecord(row + 1, settings.optimizer, theta, state, taken)
            theta, state = record.taken.theta, record.taken.state
            if failed:
                oracle.work_until(math.inf)
                loss = oracle.loss(theta, row + 1, settings)
                loss = math.nan if loss is None else loss
            else:
                loss = float(run.loss[row + 1])
        tick(1)
        yield Row(row + 1, theta, loss, record, settings, failed)


def rows_at(problem: Problem, snapshot: Snapshot, run: RunSnapshot, steps: NDArray[np.int64], tick: Tick) -> Iterator[Row]:
    """The rows of `run` with these numbers, which increase; the steps between them are taken and not told."""
    wanted = iter(steps.tolist())
    step = next(wanted, None)
    if step is not None:
        for row in recompute(problem, run, snapshot.seed, begin_before(snapshot, problem, run, step), int(steps[-1]), tick):
            if row.step == step:
                yield row
                step = next(wanted, None)


def steps_to_take(snapshot: Snapshot, problem: Problem, run: RunSnapshot, steps: NDArray[np.int64]) -> int:
    """How many steps it takes to come by all of these rows."""
    return int(steps[-1]) - begin_before(snapshot, problem, run, int(steps[0])).step if len(steps) else 0
