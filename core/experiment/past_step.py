"""Looking at a past step of an experiment: the record of every run there, computed in pieces, while no run is moved."""

import math
from time import perf_counter
from types import MappingProxyType

from core.experiment.experiment import Experiment
from core.experiment.replay import Checkpoint, Replay
from core.experiment.run import Run
from core.experiment.snapshot import PastStep, StepRecord


class PastStepReader:
    """The records of all runs that take part at one step, which may be moved. Where a run's past is rewritten, it begins anew."""

    def __init__(self, experiment: Experiment, step: int) -> None:
        self.experiment = experiment
        self.step = step
        self._revisions: dict[str, int] = {}
        self._records: dict[str, StepRecord] = {}
        self._replays: dict[str, Replay] = {}
        # The rows that were reached last, by run, with the revision they belong to: looking goes from step to step.
        self._reached: dict[str, tuple[int, Checkpoint]] = {}
        self._longest = 0

    def move_to(self, step: int) -> None:
        """Look at another step."""
        self.step = step
        self._revisions, self._records, self._replays, self._longest = {}, {}, {}, 0

    @property
    def is_complete(self) -> bool:
        """Whether all that can be known is known."""
        return not self._waiting()

    @property
    def past_step(self) -> PastStep:
        """What is known so far."""
        waiting = self._waiting()
        left = sum(self._steps_left(run) for run in waiting)
        self._longest = max(self._longest, left)
        done = 1.0 - left / self._longest if left else 1.0
        return PastStep(self.step, MappingProxyType(dict(self._records)), not waiting, done)

    def work(self, seconds: float = math.inf) -> bool:
        """Go on for about this long, one piece at least; True when all that can be known is known."""
        deadline = perf_counter() + seconds
        while waiting := self._waiting():
            run = waiting[0]
            replay = self._replay_of(run)
            if replay.work(deadline):
                assert replay.record is not None
                self._records[run.label] = replay.record
            self._reached[run.label] = run.revision, replay.checkpoint
            if perf_counter() >= deadline:
                break
        return not self._waiting()

    def _waiting(self) -> list[Run]:
        """The runs that took a step to this row, went on from there, and whose record is not known yet."""
        runs = [run for run in self.experiment.runs.values() if run.label not in self.experiment.off]
        for run in runs:
            if self._revisions.get(run.label) != run.revision:
                self._revisions[run.label] = run.revision
                self._records.pop(run.label, None)
                self._replays.pop(run.label, None)
        return [run for run in runs if run.label not in self._records and self._is_past(run)]

    def _is_past(self, run: Run) -> bool:
        # Of a run that diverged the last record is that of the step that failed, not of its last row.
        return 0 < self.step < run.step or (0 < self.step == run.step and run.termination is not None)

    def _replay_of(self, run: Run) -> Replay:
        if run.label not in self._replays:
            revision, checkpoint = self._reached.get(run.label, (0, None))
            self._replays[run.label] = run.replay(self.step, checkpoint if revision == run.revision else None)
        return self._replays[run.label]

    def _steps_left(self, run: Run) -> int:
        return self._replay_of(run).left
