"""What crosses from the worker to the window: frozen records with read-only views of append-only history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.experiment.arrival import Arrival
from core.experiment.setup import Setup
from core.optimizers.base import Array, Optimizer, State, Step
from core.problems.base import Problem, Sampling, Settings

Float64Array = NDArray[np.float64]


class TerminationReason(Enum):
    """Why a run takes no further step."""

    DIVERGED = "diverged"


@dataclass(frozen=True)
class Termination:
    """A run ended: the step that could not be recorded, and why. The last recorded row is step − 1."""

    reason: TerminationReason
    step: int


@dataclass(frozen=True)
class Piecewise:
    """A quantity known at some steps, and linear between them, such as seconds or gradient evaluations.

    knots : (k,) int64, never decreasing;  values : (k,) float64
    """

    knots: NDArray[np.int64]
    values: Float64Array

    def at(self, steps: NDArray[np.int64] | Float64Array) -> Float64Array:
        """The quantity at these steps, shape of `steps`."""
        return np.interp(steps, self.knots, self.values)

    def until(self, step: int) -> "Piecewise":
        """The same up to this step."""
        kept, last = int(np.searchsorted(self.knots, step)), np.array([step])
        return Piecewise(np.concatenate([self.knots[:kept], last]), np.concatenate([self.values[:kept], self.at(last)]))


class RunValues(NamedTuple):
    """A quantity of one run over its steps, such as its loss.

    values : (k,) float64;  steps : (k,) int64, the step of each where they are known at some steps only, None where row k is step k
    """

    values: Float64Array
    steps: NDArray[np.int64] | None = None

    def until(self, step: int) -> "RunValues":
        """The values up to this step."""
        if self.steps is None:
            return RunValues(self.values[: step + 1])
        count = int(np.searchsorted(self.steps, step, side="right"))
        return RunValues(self.values[:count], self.steps[:count])


@dataclass(frozen=True)
class HeldOut:
    """Loss and accuracy on the test data, at the steps where they were measured; empty where there is none.

    steps : (k,) int64, increasing;  loss, accuracy : (k,) float64, accuracy from 0 to 1
    """

    steps: NDArray[np.int64]
    loss: Float64Array
    accuracy: Float64Array

    def until(self, step: int) -> "HeldOut":
        """The measurements up to this step."""
        count = int(np.searchsorted(self.steps, step, side="right"))
        return HeldOut(self.steps[:count], self.loss[:count], self.accuracy[:count])


@dataclass(frozen=True)
class CheckpointTrail:
    """Parameters and state at some kept steps, sparse in the past and dense near the end, the start always among them.

    steps : (k,) int64, increasing;  points : k vectors of parameters, states : k states, neither to be written to
    """

    steps: NDArray[np.int64]
    points: tuple[Array, ...]
    states: tuple[State, ...] = ()

    def until(self, step: int) -> "CheckpointTrail":
        """The moments up to this step."""
        count = int(np.searchsorted(self.steps, step, side="right"))
        return CheckpointTrail(self.steps[:count], self.points[:count], self.states[:count])


@dataclass(frozen=True)
class LayerNorms:
    """For each step taken, and each layer: ‖gradient‖ and ‖update‖ / ‖weights before it‖; empty unless asked for.

    gradient, update_ratio : (step, layers) float64, row k belongs to the step that follows row k
    """

    gradient: Float64Array
    update_ratio: Float64Array


_NO_VALUES: Float64Array = np.empty(0)
_NO_STEPS: NDArray[np.int64] = np.empty(0, np.int64)
NOTHING_HELD_OUT = HeldOut(_NO_STEPS, _NO_VALUES, _NO_VALUES)
NO_TRAIL = CheckpointTrail(_NO_STEPS, ())
SCALES, LAYERS = "scales", "layers"
"""Keys of what is recorded of each step."""
_NO_SCALES: Float64Array = np.empty((0, 2))
_NO_NORMS = LayerNorms(np.empty((0, 0)), np.empty((0, 0)))


class StepRecord(NamedTuple):
    """One step as it was taken: the row it leads to, the rule, parameters and state before it, and what came of it.

    number : 1 for the step from the start;  theta, state : before the step
    """

    number: int
    optimizer: Optimizer
    theta: Array
    state: State
    taken: Step


@dataclass(frozen=True)
class RunSnapshot:
    """One run as it stands. `revision` stays while rows are only appended and is new when the past was rewritten.

    path : (step + 1, dimensions) float64, row k is the point after k steps; without rows on a network
    loss : (step + 1,) float64; on a function the exact f at that point, on a network the loss of batch k at the parameters
    theta : the parameters now;  record : the step that led there, or, of a diverged run, the one that failed, if one was taken
    """

    label: str
    optimizer: Optimizer
    sampling: Sampling
    revision: int
    path: Float64Array
    loss: Float64Array
    termination: Termination | None
    evaluations: Piecewise
    seconds: Piecewise
    theta: Array = field(default_factory=lambda: _NO_VALUES)
    record: StepRecord | None = None
    held_out: HeldOut = NOTHING_HELD_OUT
    trail: CheckpointTrail = NO_TRAIL
    recorded: Mapping[str, Float64Array] = field(default_factory=dict)
    """What was measured of each step, by its key in `recorders.RECORDERS`: (step, …), row k of the step that follows row k of `loss`."""
    kept_bytes: int = 0
    """What the checkpoints take in memory."""
    changes: tuple[Settings, ...] = ()
    """The settings up to the last row, the first since row 0: where they differ, somebody changed them in mid-run."""
    parent: str | None = None
    """The run that this one is a branch of."""
    fork: int = 0
    """The row up to which the past of a branch is its parent's."""
    arrival: Arrival | None = None
    """When the run came to the finish, once it has held it."""

    @property
    def step(self) -> int:
        """The last recorded step; row 0 is the start."""
        return len(self.loss) - 1

    @property
    def scales(self) -> Float64Array:
        """(step, dimensions) what the rule took the root of in each step on a function; empty for a rule without a root."""
        return self.recorded.get(SCALES, _NO_SCALES)

    @property
    def layers(self) -> LayerNorms:
        """The norms of each layer at each step; empty unless they were asked for."""
        rows = self.recorded.get(LAYERS)
        return _NO_NORMS if rows is None else LayerNorms(rows[:, 0], rows[:, 1])


@dataclass(frozen=True)
class RunPlan:
    """All that determines a run of an experiment besides the problem and the seed, whether it takes part now or not.

    settings : every setting with the row it holds from, ascending, the first since row 0; of a branch also those of its past
    """

    label: str
    settings: tuple[Settings, ...]
    parent: str | None = None
    fork: int = 0
    on: bool = True


@dataclass(frozen=True)
class PastStep:
    """What was computed for somebody who looks at a past step: the record of each run there, by label, as far as it is known.

    A run that was not longer then has its own record in its snapshot. `done` is the part of the work that is done, 0 to 1.
    """

    step: int
    records: Mapping[str, StepRecord]
    is_complete: bool
    done: float = 1.0


@dataclass(frozen=True)
class Snapshot:
    """All runs at one moment. `step` is the step that the experiment has reached; an ended run may be shorter.

    `start` is where the runs on a function begin; empty on a network. `reached` is None, or, where the snapshot shows an
    earlier moment, the `last_step` of the present. `setup` and `plans` are those of the experiment, with the runs
    that do not take part.
    """

    generation: int
    step: int
    problem: Problem
    start: tuple[float, ...]
    seed: int
    runs: tuple[RunSnapshot, ...]
    past_step: PastStep | None = None
    reached: int | None = None
    setup: Setup | None = None
    plans: tuple[RunPlan, ...] = ()

    @property
    def finish_level(self) -> float | None:
        """The loss of the finish; None where there is none, and without runs."""
        return self.problem.finish_level(float(self.runs[0].loss[0])) if self.runs else None

    @property
    def last_step(self) -> int:
        """The step that the experiment has really reached: where every run has ended, the last one that failed, which is no row."""
        if self.reached is not None:
            return self.reached
        endings = [run.termination.step for run in self.runs if run.termination is not None]
        return max([self.step, *endings]) if len(endings) == len(self.runs) else self.step
