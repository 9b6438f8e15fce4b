"""One optimizer on one problem: step, record, rewind, branch, and change of settings in mid-run."""

import math
import sys
from itertools import count
from time import perf_counter

import numpy as np
from numpy.typing import ArrayLike

from core.experiment.arrival import Arrival, ArrivalWatch
from core.experiment.history import Checkpoints, GrowingArray
from core.experiment.recorders import Recorder, TestRecord, TimeRecord, WorkRecord, begun_count, step_recorders
from core.experiment.replay import Checkpoint, Replay
from core.experiment.snapshot import NO_TRAIL, RunSnapshot, StepRecord, Termination, TerminationReason
from core.optimizers.base import Array, Optimizer, State, Step
from core.problems.base import Problem, Sampling, Settings
from core.text import tr

CHECKPOINT_BYTES = 4_000_000

_revisions = count(1)


class Run:
    """The sole owner of one optimizer's numbers.

    Row k of the history is the point after k steps and the loss there, as the problem defines it; row 0 is the start. The
    run is a function of (problem, start, seed, settings): however it was chunked, paused, rewound or branched, the rows are
    equal to the bit.
    """

    def __init__(
        self,
        label: str,
        problem: Problem,
        start: ArrayLike,
        seed: int,
        optimizer: Optimizer,
        sampling: Sampling | None = None,
        checkpoint_bytes: int = CHECKPOINT_BYTES,
    ) -> None:
        """Begin at `start`, (n,) parameters; whole numbers become floats.

        Raises:
            ValueError: if the loss at `start` is not finite.
        """
        self.label = label
        self.problem = problem
        start = np.asarray(start)
        self.start: Array = start if np.issubdtype(start.dtype, np.floating) else start.astype(np.float64)
        self.seed = seed
        self.parent: str | None = None
        """The run that this one is a branch of."""
        self.fork = 0
        """The row up to which the past is the parent's."""
        self.last_step: Step | None = None
        self._before: tuple[Optimizer, Array, State] | None = None
        self._checkpoint_bytes = checkpoint_bytes
        self._oracle = problem.oracle(seed)
        self._work = WorkRecord(problem)
        self._begin([Settings(0, optimizer, sampling or Sampling())])

    def _begin(self, settings: list[Settings]) -> None:
        """Stand at row 0 under these settings; if the loss is not finite there, nothing is changed."""
        theta = self.start
        self._oracle.work_until(math.inf)
        with np.errstate(all="ignore"):
            loss = self._oracle.loss(theta, 0, settings[0])
        if loss is None or not math.isfinite(loss):
            raise ValueError(self.problem.refusal(theta))
        self._settings = settings
        self._path: GrowingArray[np.float64] = GrowingArray((self.problem.dimensions or 0,))
        self._loss: GrowingArray[np.float64] = GrowingArray()
        recent = self.problem.recent_spacing(self.optimizer)
        self._checkpoints = Checkpoints(self._checkpoint_bytes, self.problem.checkpoint_spacing, recent)
        self._recorders = step_recorders(self.problem, self.optimizer)
        self._tests = TestRecord(self.problem.test_every)
        self._time = TimeRecord()
        self._watch = ArrivalWatch(self.problem.finish_level(loss), self.problem.finish.hold)
        if self.problem.dimensions is not None:
            self._path.append(theta)
        self._loss.append(loss)
        self._theta: Array = theta
        self._state: State = self.optimizer.init(theta)
        self._unfinished: Step | None = None
        self._checkpoints.offer(0, theta, self._state)
        self.last_step, self._before = None, None
        self.termination: Termination | None = None
        self.revision = next(_revisions)

    @property
    def step(self) -> int:
        """The last recorded row."""
        return len(self._loss) - 1

    @property
    def record(self) -> StepRecord | None:
        """The last step as it was taken, recorded or, where the run diverged, not; None before the first."""
        if self.last_step is None or self._before is None:
            return None
        return StepRecord(self.step if self.termination is None else self.termination.step, *self._before, self.last_step)

    @property
    def progress(self) -> tuple[object, ...]:
        """What `advance` changes: the rows, the tests, and whether the run has ended."""
        return self.revision, self.step, self._tests.count, self.termination

    @property
    def optimizer(self) -> Optimizer:
        """The optimizer as it was set last."""
        return self._settings[-1].optimizer

    @property
    def sampling(self) -> Sampling:
        """How batches are drawn, as it was set last."""
        return self._settings[-1].sampling

    @property
    def settings(self) -> tuple[Settings, ...]:
        """All settings with the row that they hold from, also those that the run has yet to come to."""
        return tuple(self._settings)

    @property
    def is_testing(self) -> bool:
        """Whether the test of the last row is due and not finished."""
        return self._tests.is_due(self.step)

    @property
    def arrival(self) -> Arrival | None:
        """When the run came to the finish, once it has held it."""
        return self._watch.look(self._loss.view())

    @property
    def earliest_arrival(self) -> int:
        """The first row by which an arrival is known, or, of a run that has not arrived, could be."""
        return self._watch.earliest(self._loss.view())

    def advance(self, steps: int, deadline: float = math.inf) -> int:
        """Take up to `steps` steps and return how many were recorded.

        Fewer are taken when the run ends, or when something that takes long, a gradient over all data or a test, is not
        finished at `deadline`, in seconds of `perf_counter`. A step to a point where the loss is not finite, or with squares
        that are not, is not recorded: it ends the run as diverged, and nothing is clamped.
        """
        began, first = perf_counter(), self.step
        self._oracle.work_until(deadline)
        goal = first + steps
        while self._finish_test() and self.step < goal and self.termination is None:
            settings, changes_at = self._settings_from(self.step)
            stop = min(goal, changes_at, self._tests.next_due(self.step))
            if not self._advance_to(stop, settings):
                break
        self._time.append(self.step, perf_counter() - began)
        return self.step - first

    def test_now(self) -> None:
        """Test the last row, if there is test data and it is not yet tested, as at the end of an experiment."""
        if self.problem.test_every:
            self._tests.demand(self.step)
            self._oracle.work_until(math.inf)
            self._finish_test()

    def _finish_test(self) -> bool:
        """Do what is left of a due test; False if there was no time for all of it."""
        if not self.is_testing:
            return True
        with np.errstate(all="ignore"):
            scores = self._oracle.test(self._theta)
        if scores is not None:
            self._tests.append(self.step, scores)
        return scores is not None

    def _advance_to(self, goal: int, settings: Settings) -> bool:
        """Step to row `goal` under one set of settings; False if the time was up before that."""
        optimizer, oracle, recorders = settings.optimizer, self._oracle, tuple(self._recorders.values())
        path = self._path if self.problem.dimensions is not None else None
        theta, state = self._theta, self._state
        # A step over a batch is never left half done, so the record before it can go first: its memory, still in the cache, is
        # used again, and a step takes a tenth less.
        is_quick = self.problem.draws_batches(optimizer)
        finished = True
        with np.errstate(all="ignore"):
            for k in range(self.step, goal):
                taken = self._unfinished
                if taken is None:
                    if not oracle.prepare(theta, k, settings):
                        finished = False
                        break
                    if is_quick:
                        self.last_step, self._before = None, None
                    taken = optimizer.step(theta, oracle.gradient_at(theta, k, settings), state)
                loss = oracle.loss(taken.theta, k + 1, settings)
                if loss is None:
                    self._unfinished, finished = taken, False
                    break
                self._unfinished = None
                self.last_step, self._before = taken, (optimizer, theta, state)
                if not math.isfinite(loss) or optimizer.has_overflowed(taken.state):
                    self.termination = Termination(TerminationReason.DIVERGED, k + 1)
                    break
                for recorder in recorders:
                    recorder.append(theta, taken)
                theta, state = taken.theta, taken.state
                if path is not None:
                    path.append(theta)
                self._loss.append(loss)
                self._checkpoints.offer(k + 1, theta, state)
        self._theta, self._state = theta, state
        return finished

    def configure(self, optimizer: Optimizer, sampling: Sampling | None = None, since: int | None = None) -> None:
        """Use these settings from row `since` on, or from the next step; the rows so far stay. An ended run stays ended.

        `since` may lie ahead: a run that is behind others takes the change where they took it. Of a run that ended, the step
        that failed was taken under the settings of then, so a change holds from behind it.

        Raises:
            ValueError: if `optimizer` is another rule, whose state would not fit, if `since` is a row before the last, or if the
                loss at the start is not finite with these settings. Then nothing is changed.
        """
        since = self.step if since is None else since
        if self.termination is not None:
            since = max(since, self.termination.step)
        if since < self.step:
            raise ValueError(tr("The steps up to {step} are taken; rewind to change settings before it.").format(step=self.step))
        self._check_rule(optimizer)
        kept = [earlier for earlier in self._settings if earlier.since < since]
        now = Settings(since, optimizer, sampling or self.sampling)
        # What was in force already is no change.
        log = kept if kept and kept[-1][1:] == now[1:] else [*kept, now]
        if since == 0 and self.problem.is_noisy:
            # The loss of row 0 is that of the first batch, which may be another one now.
            self._begin(log)
            return
        self._settings = log
        if since == self.step:
            self._unfinished = None

    def restart(self, optimizer: Optimizer | None = None, sampling: Sampling | None = None) -> None:
        """Go back to the start with these settings, or those of now, as if they had held from the beginning; a branch to its fork.

        Like `return_to_checkpoint`, a branch may stop a little before its fork, to be brought forward by `advance`.

        Raises:
            ValueError: if `optimizer` is another rule, or if the loss at the start is not finite with these settings. Then
                nothing is changed.
        """
        optimizer, sampling = optimizer or self.optimizer, sampling or self.sampling
        self._check_rule(optimizer)
        if self.fork:
            # A branch that has not come to its fork yet is on its way there.
            if self.step >= self.fork:
                self.return_to_checkpoint(self.fork)
            self.configure(optimizer, sampling, since=self.fork)
        else:
            self._begin([Settings(0, optimizer, sampling)])

    def rewind(self, step: int) -> None:
        """Go back to row `step` and forget the rows and the changes of settings after it.

        The nearest checkpoint is replayed, so the state is exact. A change of settings made at `step` itself is kept.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        self.return_to_checkpoint(step)
        self.advance(step - self.step)

    def return_to_checkpoint(self, step: int) -> None:
        """Go back to a row from which `advance` leads to row `step` as it was: the first part of `rewind`, which is quick.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        self._check_recorded(step)
        # One step before it, so that the record of the step that led to it is made again.
        kept, theta, state = self._checkpoints.nearest(max(step - 1, 0))
        self._theta, self._state = theta, state
        self._settings = [settings for settings in self._settings if settings.since <= step]
        self._path.truncate(kept + 1)
        self._loss.truncate(kept + 1)
        with_the_rows: tuple[Recorder, ...] = (self._tests, *self._recorders.values())
        for recorder in with_the_rows:
            recorder.truncate(kept)
        self._checkpoints = self._checkpoints.until(kept)
        self._watch.begin_anew()
        self.forget_after(step)
        self._unfinished, self.last_step, self._before, self.termination = None, None, None, None
        self.revision = next(_revisions)

    def forget_after(self, step: int) -> None:
        """Forget the time of the rows after `step`, to which a run may be on its way again, and what is shared with the parent."""
        self._time.truncate(step)
        self.fork = min(self.fork, step)

    def branch(self, step: int, label: str) -> "Run":
        """Another run that shares the past of this one up to row `step`, with the whole optimizer state.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        twin = self.begin_branch(step, label)
        twin.advance(step - twin.step)
        return twin

    def begin_branch(self, step: int, label: str) -> "Run":
        """The quick part of `branch`: the twin stands at a checkpoint from which `advance` leads to row `step`.

        Raises:
            ValueError: if `step` is not a recorded row.
        """
        self._check_recorded(step)
        twin = Run(
            label, self.problem, self.start, self.seed, self._settings[0].optimizer, self._settings[0].sampling, self._checkpoint_bytes
        )
        twin._settings = list(self._settings)
        count = self.step + 1
        twin._path, twin._loss = self._path.copy(len(self._path)), self._loss.copy(count)
        twin._tests, twin._time, twin._checkpoints = self._tests.copy(), self._time.copy(), self._checkpoints
        twin._recorders = {key: recorder.copy() for key, recorder in self._recorders.items()}
        twin.return_to_checkpoint(step)
        twin.share_past(self.label, step)
        return twin

    def share_past(self, parent: str | None, fork: int) -> None:
        """Be a branch of run `parent`, whose past this one has up to row `fork`."""
        self.parent, self.fork = parent, fork

    def replay(self, step: int, known: Checkpoint | None = None) -> Replay:
        """The step that led to row `step`, to be taken again without moving this run.

        `known` may be a checkpoint that an earlier replay reached, since when the past was not rewritten.

        Raises:
            ValueError: if no step led to a recorded row `step`.
        """
        self._check_recorded(step)
        begin = Checkpoint(*self._checkpoints.nearest(max(step - 1, 0)))
        if known is not None and begin.step < known.step < step:
            begin = known
        return Replay(self.problem, self.seed, self._settings, begin, step)

    def set_checkpoint_bytes(self, count: int) -> None:
        """What the moments to go back to may take from the next one on."""
        self._checkpoint_bytes = count
        self._checkpoints.set_byte_budget(count)

    def _check_rule(self, optimizer: Optimizer) -> None:
        if type(optimizer) is not type(self.optimizer):
            raise ValueError(tr("A run keeps its update rule; start another run for {name}.").format(name=optimizer.name))

    def _check_recorded(self, step: int) -> None:
        if not 0 <= step <= self.step:
            raise ValueError(tr("There is no step {step} to go back to; the run has steps 0 to {last}.").format(step=step, last=self.step))

    def snapshot(self) -> RunSnapshot:
        """The run as it stands: scalars and read-only views, no copies."""
        changes, evaluations = self._work.snapshot(self._settings, self.step)
        return RunSnapshot(
            label=self.label,
            optimizer=self.optimizer,
            sampling=self.sampling,
            revision=self.revision,
            path=self._path.view(),
            loss=self._loss.view(),
            termination=self.termination,
            evaluations=evaluations,
            seconds=self._time.view(),
            theta=self._theta,
            record=self.record,
            held_out=self._tests.view(),
            trail=self._checkpoints.trail() if self.problem.dimensions is None else NO_TRAIL,
            recorded={key: rows for key, recorder in self._recorders.items() if (rows := recorder.view()) is not None},
            changes=changes,
            kept_bytes=self._checkpoints.nbytes,
            parent=self.parent,
            fork=self.fork,
            arrival=self.arrival,
        )

    def _settings_from(self, row: int) -> tuple[Settings, int]:
        """The settings of the step that follows `row`, and the row at which the next ones begin."""
        begun = begun_count(self._settings, row)
        return self._settings[begun - 1], self._settings[begun].since if begun < len(self._settings) else sys.maxsize
