"""Several runs that share the problem, the start, the batches and the seed, stepped in lockstep."""

from collections.abc import Collection
from time import perf_counter

from core.data.library import DataLibrary
from core.experiment.document import MOST_RUNS, Document
from core.experiment.result import ResultWatch, result_step
from core.experiment.run import CHECKPOINT_BYTES, Run
from core.experiment.setup import RunSetup, Setup
from core.experiment.snapshot import PastStep, RunPlan, Snapshot
from core.optimizers.base import Optimizer
from core.problems.base import Problem, Sampling
from core.problems.kinds import problem_of
from core.text import tr

# Between two looks at the clock, every run on a function takes as many steps as fit in about this time.
_ROUND_SECONDS = 0.001
_FOREVER = float("inf")
NETWORK_CHECKPOINT_BYTES = 512_000_000
"""For the checkpoints of all runs together."""


class Experiment:
    """Runs in lockstep. A run that diverged stays where it ended; the others go on.

    `step` is the step reached, and no run is ahead of it. A run that was switched off waits; switched on again, it catches up
    to that step first, as does a run that was restarted.
    """

    def __init__(
        self,
        setup: Setup,
        generation: int = 0,
        off: Collection[str] = (),
        library: DataLibrary | None = None,
        checkpoint_bytes: int = NETWORK_CHECKPOINT_BYTES,
        problem: Problem | None = None,
    ) -> None:
        """Set all runs to the start.

        `library` is where a network's images come from, and `checkpoint_bytes` what its runs may keep together to go back
        to; `problem` is that of the setup, if it is there already. Branches of the setup go: they have a past that begins
        elsewhere.

        Raises:
            ValueError: if the loss at the start is not finite, or two runs share a label.
            DataError: if the data cannot be had.
        """
        setup = setup.without_branches()
        self.setup = setup
        self.generation = generation
        self.library = library
        self.problem = problem or problem_of(setup.problem, library)
        self._checkpoint_bytes = checkpoint_bytes
        start = self.problem.start(setup.seed, setup.problem.chosen_start)
        bytes_each = self._bytes_each() if self.problem.takes_long else CHECKPOINT_BYTES
        self.runs = {
            run.label: Run(run.label, self.problem, start, setup.seed, run.optimizer, run.sampling, bytes_each) for run in setup.runs
        }
        if len(self.runs) != len(setup.runs):
            raise ValueError("labels must be unique")
        self.step = 0
        self._off = set(off) & set(self.runs)
        self._steps_each_round = 1

    @classmethod
    def from_document(
        cls,
        document: Document,
        generation: int = 0,
        library: DataLibrary | None = None,
        checkpoint_bytes: int = NETWORK_CHECKPOINT_BYTES,
        problem: Problem | None = None,
    ) -> "Experiment":
        """The experiment of a document at its start; every run makes its changes of settings at the steps where they were made.

        A branch takes the steps of its parent's past again, which are equal to the bit. `work` leads to any step.

        Raises:
            ValueError: if the loss at the start is not finite, or two runs share a label.
            DataError: if the data cannot be had.
        """
        experiment = cls(document.beginning, generation, document.off, library, checkpoint_bytes, problem)
        experiment.setup = document.setup
        for plan in document.plans:
            run = experiment.runs[plan.label]
            for since, optimizer, sampling in plan.settings[1:]:
                run.configure(optimizer, sampling, since)
            run.share_past(plan.parent, plan.fork)
        return experiment

    @property
    def active(self) -> list[Run]:
        """The runs that are switched on and have not ended."""
        return [run for run in self.runs.values() if run.label not in self._off and run.termination is None]

    @property
    def is_behind(self) -> bool:
        """Whether a run has to catch up with the step that the experiment has reached."""
        return bool(self._behind())

    @property
    def progress(self) -> tuple[object, ...]:
        """What work changes: equal as long as a snapshot would show nothing new. A slow step may take many pieces of work."""
        return (self.generation, self.step, *(run.progress for run in self.runs.values() if run.label not in self._off))

    def _behind(self) -> list[Run]:
        """The runs that are not yet where the experiment is, or whose last row is still to be tested."""
        return [
            run
            for run in self.runs.values()
            if run.label not in self._off and (run.is_testing or (run.termination is None and run.step < self.step))
        ]

    def advance(self, steps: int) -> None:
        """Take this many steps with every active run, after those behind have caught up."""
        self.work(self.step + steps, _FOREVER)

    def has_result(self, after: int) -> bool:
        """Whether, on the way from step `after` to the one reached, the race has come to where it has nothing more to show."""
        result = result_step(self._racing)
        return result is not None and after < result <= self.step

    @property
    def _racing(self) -> list[Run]:
        """The runs that race for a finish: those that are switched on, where there is one."""
        return [run for run in self.runs.values() if run.label not in self._off] if self.problem.has_finish else []

    def work(self, target: int, seconds: float, result_after: int | None = None) -> bool:
        """Step toward `target` for about this long, at least one piece; True when there is nothing left to do.

        The experiment's step goes on first, and then every run catches up with it. Where steps are quick, all active runs
        are at the same step on return, except those that had more to catch up; where they are slow, some may be one behind.
        Where `result_after` is given, the race goes no further than to the first step after that one at which it has its result.
        """
        deadline = perf_counter() + seconds
        slow, rounds = self.problem.takes_long, 0
        watch = ResultWatch(self._racing, result_after) if result_after is not None else None
        while True:
            began, before, is_full = perf_counter(), self.step, True
            behind = self._behind()
            if not behind:
                active = self.active
                reach = target if watch is None else min(target, watch.reach(self.step))
                if not active or self.step >= reach:
                    return True
                # Slow rounds end by themselves, so that somebody sees all runs at the same step.
                if rounds and (began >= deadline or (slow and seconds < _FOREVER)):
                    return False
                self.step = min(reach, self.step + self._steps_each_round)
                if watch is not None:
                    self.step = watch.lead(before, self.step)
                is_full = self.step - before == self._steps_each_round
                behind = active
            elif rounds and began >= deadline:
                return False
            goal = min(self.step, min(run.step for run in behind) + self._steps_each_round)
            rounds += 1
            for run in [run for run in behind if run.step < goal or run.is_testing]:
                run.advance(max(0, goal - run.step), deadline)
                if slow and perf_counter() >= deadline:
                    break
            if not self.active:
                # Also one that waits may have come further, and whoever looks back or saves wants all rows.
                self.step = max(run.step for run in self.runs.values())
            self._fit_round(perf_counter() - began, is_full)

    def test_now(self) -> None:
        """Test every run where it stands, if there is test data, as at the end of an experiment."""
        for run in self.runs.values():
            if run.label not in self._off:
                run.test_now()

    def _fit_round(self, seconds: float, is_full: bool) -> None:
        # Runs on a network go step by step, since they share the batch of the step.
        if self.problem.takes_long:
            return
        if seconds > 2 * _ROUND_SECONDS:
            self._steps_each_round = max(1, self._steps_each_round // 2)
        elif is_full and seconds < _ROUND_SECONDS / 2:
            self._steps_each_round = min(4096, self._steps_each_round * 2)

    def switch(self, label: str, on: bool) -> None:
        """Let a run take part, or not."""
        (self._off.discard if on else self._off.add)(label)

    @property
    def off(self) -> frozenset[str]:
        """The labels of the runs that do not take part."""
        return frozenset(self._off)

    def configure(self, label: str, optimizer: Optimizer, sampling: Sampling, replay: bool) -> None:
        """Change a run's settings: from the next step on, or with `replay` from the start, to catch up to this step.

        A run that is behind takes the change at the step that the experiment has reached, not wherever it happens to be.
        A branch is replayed from its fork. What branched off a run that is replayed keeps its own past, and shares with
        that run only what was not replayed.

        Raises:
            ValueError: if `optimizer` is another rule than the run's, or if the loss at the start is not finite with these
                settings. Then nothing is changed.
        """
        run = self.runs[label]
        if replay:
            run.restart(optimizer, sampling)
        else:
            run.configure(optimizer, sampling, since=max(run.step, self.step))
        self.setup = self.setup.with_run(RunSetup(label, optimizer, sampling))
        if replay:
            for other in self.runs.values():
                if other.parent == label:
                    other.share_past(label, min(other.fork, run.fork))

    def branch(self, label: str, step: int, new_label: str, optimizer: Optimizer, sampling: Sampling) -> None:
        """Begin another run with the past of run `label` up to row `step`, and these settings from there on.

        It has the whole optimizer state of that row, and catches up with the experiment's step as `work` goes on. Going back
        before the fork moves the fork: the branch is then a run that goes on from there with its own settings.

        Raises:
            ValueError: if there is no such run or row, if the new label is taken, if `optimizer` is another rule, or if there
                are as many runs as a file can hold.
        """
        parent = self.runs.get(label)
        if parent is None:
            raise ValueError(tr("There is no run {label} to branch from.").format(label=label))
        if new_label in self.runs:
            raise ValueError(tr("There is a run {label} already. Choose another name.").format(label=new_label))
        if len(self.runs) >= MOST_RUNS:
            sentence = tr("There are {most} runs, and an experiment cannot have more. Remove a branch to make room for another.")
            raise ValueError(sentence.format(most=MOST_RUNS))
        twin = parent.begin_branch(step, new_label)
        twin.configure(optimizer, sampling, since=step)
        self.runs[new_label] = twin
        self.setup = self.setup.with_branch(RunSetup(new_label, optimizer, sampling, label))
        self._share_checkpoint_bytes()

    def remove_branch(self, label: str) -> None:
        """Take a branch away. What branched off it becomes a branch of its parent, and shares with that what it shared before.

        Raises:
            ValueError: if there is no such branch.
        """
        self.setup = self.setup.without_branch(label)
        gone = self.runs.pop(label)
        self._off.discard(label)
        for run in self.runs.values():
            if run.parent == label:
                run.share_past(gone.parent, min(run.fork, gone.fork))
        self._share_checkpoint_bytes()

    def _bytes_each(self) -> int:
        return self._checkpoint_bytes // max(1, len(self.setup.runs))

    def _share_checkpoint_bytes(self) -> None:
        """Where a step takes long, all runs share one budget. What a branch has in common with its parent is counted twice."""
        if self.problem.takes_long:
            for run in self.runs.values():
                run.set_checkpoint_bytes(self._bytes_each())

    def rewind(self, step: int) -> None:
        """Take every run back to `step`, from where it goes on with the settings of now.

        A run that ended before `step` stays as it is.
        """
        self.begin_rewind(step)
        self.work(self.step, _FOREVER)

    def begin_rewind(self, step: int) -> None:
        """The quick part of `rewind`: every run goes to a checkpoint, from which `work` brings it forward to `step`."""
        for setup in self.setup.runs:
            run = self.runs[setup.label]
            # A run that was on its way from a checkpoint, and stands there, has to take the step that leads to it again.
            lacks_record = run.step == step > 0 and run.record is None
            if run.step > step or lacks_record or (run.termination is not None and run.termination.step > step):
                run.return_to_checkpoint(step)
            # Also for a run that waits before `step`: it may have a change ahead, or time, for a step that is no more.
            run.forget_after(step)
            run.configure(setup.optimizer, setup.sampling, since=max(step, run.step))
        self.step = min(step, self.step)
        self.generation += 1

    def with_setup(
        self, setup: Setup, catch_up: bool = False, off: Collection[str] | None = None, checkpoint_bytes: int | None = None
    ) -> "Experiment":
        """A fresh experiment of another setup; with `catch_up` it replays to the same step. What is not given stays."""
        problem = self.problem if setup.problem == self.setup.problem else None
        off = self._off if off is None else off
        count = self._checkpoint_bytes if checkpoint_bytes is None else checkpoint_bytes
        fresh = Experiment(setup, self.generation + 1, off, self.library, count, problem)
        fresh.stand_at(self.step if catch_up else 0)
        return fresh

    def stand_at(self, step: int) -> None:
        """Be at this step although no run has come to it yet; `work` brings them."""
        self.step = step

    def take_over(self, before: "Experiment | None") -> None:
        """Come after another: what is shown of this one is newer than all of that."""
        self.generation = before.generation + 1 if before is not None else 0

    def snapshot(self, past_step: PastStep | None = None) -> Snapshot:
        """All runs that take part, as they stand, and what was computed for somebody who looks back."""
        runs = tuple(run.snapshot() for run in self.runs.values() if run.label not in self._off)
        setup = self.setup
        start = setup.problem.chosen_start
        plans = tuple(RunPlan(run.label, run.settings, run.parent, run.fork, run.label not in self._off) for run in self.runs.values())
        return Snapshot(self.generation, self.step, self.problem, start, setup.seed, runs, past_step, setup=setup, plans=plans)
