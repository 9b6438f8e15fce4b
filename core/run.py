"""One optimizer on one problem: step, record, rewind, branch, and change of settings in mid-run."""

import math
import sys
from dataclasses import dataclass
from itertools import count
from time import perf_counter

import numpy as np

from core.batches import Batches
from core.history import Checkpoints, GrowingArray
from core.optimizers import Array, GradientAt, Optimizer, State, Step
from core.problems import Problem, Sampling
from core.snapshot import Ending, EndReason, Piecewise, RunSnapshot
from core.text import tr

CHECKPOINT_BYTES = 4_000_000

_revisions = count(1)


@dataclass(frozen=True)
class Settings:
    """What a run steps with, from row `since` on. The list of them is all that is needed to replay the run."""

    since: int
    optimizer: Optimizer
    sampling: Sampling


class Run:
    """The sole owner of one optimizer's numbers.

    Row k of the history is the point after k steps and the exact loss there; row 0 is the start. The run is a function of
    (problem, start, seed, settings): however it was chunked, paused, rewound or branched, the rows are equal to the bit.
    """

    def __init__(
        self,
        label: str,
        problem: Problem,
        start: tuple[float, float],
        seed: int,
        optimizer: Optimizer,
        sampling: Sampling | None = None,
    ) -> None:
        """Begin at `start`.

        Raises:
            ValueError: if the loss at `start` is not finite.
        """
        self.label = label
        self.problem = problem
        self.start = (float(start[0]), float(start[1]))
        self.seed = seed
        self.last_step: Step | None = None
        self._batches = Batches(seed)
        self._settings = [Settings(0, optimizer, sampling or Sampling())]
        self._begin()

    def _begin(self) -> None:
        theta = np.array(self.start)
        with np.errstate(all="ignore"):
            loss = self.problem.loss(theta)
        if not math.isfinite(loss):
            raise ValueError(
                tr("f is not finite at the start ({x}, {y}). Choose a start nearer to the minimum.").format(
                    x=self.start[0], y=self.start[1]
                )
            )
        self._path: GrowingArray[np.float64] = GrowingArray((2,))
        self._loss: GrowingArray[np.float64] = GrowingArray()
        self._clock_steps: GrowingArray[np.int64] = GrowingArray((), np.int64)
        self._clock_seconds: GrowingArray[np.float64] = GrowingArray()
        self._checkpoints = Checkpoints(CHECKPOINT_BYTES)
        self._path.append(theta)
        self._loss.append(loss)
        self._clock_steps.append(0)
        self._clock_seconds.append(0.0)
        self._theta: Array = theta
        self._state: State = self.optimizer.init(theta)
        self._checkpoints.offer(0, theta, self._state)
        self.last_step = None
        self.ending: Ending | None = None
        self.revision = next(_revisions)

    @property
    def step(self) -> int:
        """The last recorded row."""
        return len(self._loss) - 1

    @property
    def optimizer(self) -> Optimizer:
        """The optimizer as it was set last."""
        return self._settings[-1].optimizer

    @property
    def sampling(self) -> Sampling:
        """How batches are drawn, as it was set last."""
        return self._settings[-1].sampling

    def advance(self, steps: int) -> int:
        """Take up to `steps` steps and return how many were recorded; fewer only when the run ends.

        A step to a point where f is not finite is not recorded: it ends the run as diverged, and nothing is clamped.
        """
        if self.ending is not None:
            return 0
        began, first = perf_counter(), self.step
        goal = first + steps
        while self.step < goal and self.ending is None:
            settings, changes_at = self._settings_from(self.step)
            self._advance_to(min(goal, changes_at), settings)
        if self.step > first:
            self._clock_steps.append(self.step)
            self._clock_seconds.append(self._seconds_so_far() + perf_counter() - began)
        return self.step - first

    def _advance_to(self, goal: int, settings: Settings) -> None:
        optimizer, loss_of = settings.optimizer, self.problem.loss
        theta, state = self._theta, self._state
        with np.errstate(all="ignore"):
            for k in range(self.step, goal):
                taken = optimizer.step(theta, self._gradient_at(settings, k), state)
                loss = loss_of(taken.theta)
                self.last_step = taken
                if not math.isfinite(loss):
                    self.ending = Ending(EndReason.DIVERGED, k + 1)
                    break
                theta, state = taken.theta, taken.state
                self._path.append(theta)
                self._loss.append(loss)
                self._checkpoints.offer(k + 1, theta, state)
        self._theta, self._state = theta, state

    def configure(self, optimizer: Optimizer, sampling: Sampling | None = None, since: int | None = None) -> None:
        """Use these settings from row `since` on, or from the next step; the rows so far stay. An ended run stays ended.

        `since` may lie ahead: a run that is behind others takes the change where they took it.

        Raises:
            ValueError: if `optimizer` is another rule, whose state would not fit, or if `since` is a row before the last.
        """
        since = self.step if since is None else since
        if since < self.step:
            raise ValueError(tr("The steps up to {step} are taken; rewind to change settings before it.").format(step=self.step))
        if type(optimizer) is not type(self.optimizer):
            raise ValueError(tr("A run keeps its update rule; start another run for {name}.").format(name=optimizer.name))
        kept = [earlier for earlier in self._settings if earlier.since < since]
        self._settings = [*kept, Settings(since, optimizer, sampling or self.sampling)]

    def restart(self) -> None:
        """Go back to the start with the settings of now, as if they had held from the beginning."""
        self._settings = [Settings(0, self.optimizer, self.sampling)]
        self._begin()

    def rewind(self, step: int) -> None:
        """Go back to row `step` and forget the rows and the changes of settings after it.

        The nearest checkpoint is replayed, so the state is exact. A change of settings made at `step` itself is kept.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        self._theta, self._state, self.last_step = self._moment(step)
        self._settings = [settings for settings in self._settings if settings.since <= step]
        self._path.truncate(step + 1)
        self._loss.truncate(step + 1)
        self._checkpoints = self._checkpoints.truncated(step)
        self._rewind_clock(step)
        self.ending = None
        self.revision = next(_revisions)

    def branch(self, step: int, label: str) -> "Run":
        """Another run that shares the past of this one up to row `step`, with the whole optimizer state.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        theta, state, last_step = self._moment(step)
        twin = Run(label, self.problem, self.start, self.seed, self.optimizer, self.sampling)
        twin._settings = [settings for settings in self._settings if settings.since <= step]
        twin._path, twin._loss = self._path.copy(step + 1), self._loss.copy(step + 1)
        twin._clock_steps, twin._clock_seconds = (
            self._clock_steps.copy(len(self._clock_steps)),
            self._clock_seconds.copy(len(self._clock_seconds)),
        )
        twin._checkpoints = self._checkpoints.truncated(step)
        twin._theta, twin._state, twin.last_step = theta, state, last_step
        twin._rewind_clock(step)
        return twin

    def snapshot(self) -> RunSnapshot:
        """The run as it stands: scalars and read-only views, no copies."""
        return RunSnapshot(
            label=self.label,
            optimizer=self.optimizer,
            sampling=self.sampling,
            revision=self.revision,
            path=self._path.view(),
            loss=self._loss.view(),
            ending=self.ending,
            evaluations=self._evaluations(),
            seconds=Piecewise(self._clock_steps.view(), self._clock_seconds.view()),
        )

    def _gradient_at(self, settings: Settings, step: int) -> GradientAt:
        if settings.optimizer.samples:
            return self.problem.batch_gradient(settings.sampling, self._batches, step)
        return self.problem.gradient

    def _moment(self, step: int) -> tuple[Array, State, Step | None]:
        """Parameters, state and last step's record at row `step`, replayed from the nearest checkpoint before it."""
        if not 0 <= step <= self.step:
            raise ValueError(tr("There is no step {step} to go back to; the run has steps 0 to {last}.").format(step=step, last=self.step))
        k, theta, state = self._checkpoints.nearest(max(step - 1, 0))
        taken: Step | None = None
        with np.errstate(all="ignore"):
            for row in range(k, step):
                settings, _ = self._settings_from(row)
                taken = settings.optimizer.step(theta, self._gradient_at(settings, row), state)
                theta, state = taken.theta, taken.state
        return theta, state, taken

    def _settings_from(self, row: int) -> tuple[Settings, int]:
        """The settings of the step that follows `row`, and the row at which the next ones begin."""
        following = [settings.since for settings in self._settings if settings.since > row]
        in_force = self._settings[len(self._settings) - len(following) - 1]
        return in_force, following[0] if following else sys.maxsize

    def _seconds_so_far(self) -> float:
        return float(self._clock_seconds.view()[-1])

    def _rewind_clock(self, step: int) -> None:
        knots = self._clock_steps.view()
        seconds = float(np.interp(step, knots, self._clock_seconds.view()))
        kept = int(np.searchsorted(knots, step))
        self._clock_steps.truncate(kept)
        self._clock_seconds.truncate(kept)
        self._clock_steps.append(step)
        self._clock_seconds.append(seconds)

    def _evaluations(self) -> Piecewise:
        """Gradient evaluations spent: linear in the step as long as the settings stay."""
        knots, values = [0], [0.0]
        begun = [settings for settings in self._settings if settings.since <= self.step]
        ends = [settings.since for settings in begun[1:]] + [self.step]
        for settings, end in zip(begun, ends, strict=True):
            cost = self.problem.evaluations(settings.optimizer.samples, settings.sampling)
            values.append(values[-1] + cost * (end - knots[-1]))
            knots.append(end)
        return Piecewise(np.array(knots), np.array(values))
