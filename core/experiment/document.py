"""An experiment as a file keeps it: all that determines its curves to the bit, the step it had reached, and how it was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.experiment.setup import DEFAULT_STEPS, RunSetup, Setup
from core.experiment.snapshot import RunPlan, Snapshot
from core.problems.base import ProblemSetup, Sampling, Settings
from core.problems.kinds import kind_of, recommended_sampling
from core.view import USUAL, View

MOST_RUNS = 100
"""Of one experiment, branches and all: as many as a file may have."""


@dataclass(frozen=True)
class Document:
    """What is minimised, the seed, and for each run everything that was ever set, with its step.

    steps   how far `run` and `export` go
    plans   the runs; a branch stands after the run that it branched off
    reached the step at which the window stood
    """

    problem: ProblemSetup
    seed: int
    plans: tuple[RunPlan, ...]
    title: str = ""
    steps: int = DEFAULT_STEPS
    reached: int = 0
    view: View = USUAL

    @property
    def setup(self) -> Setup:
        """The runs with the settings that were made last."""
        return self._setup_of(RunSetup(plan.label, *plan.settings[-1][1:], plan.parent) for plan in self.plans)

    @property
    def beginning(self) -> Setup:
        """The runs with the settings of their first step, none of them a branch."""
        return self._setup_of(RunSetup(plan.label, *plan.settings[0][1:]) for plan in self.plans)

    @property
    def off(self) -> frozenset[str]:
        """The labels of the runs that do not take part."""
        return frozenset(plan.label for plan in self.plans if not plan.on)

    @property
    def opening_step(self) -> int:
        """The step to compute to when it is opened: where it stood, and in any case so far that every setting made holds."""
        return max([self.reached, *(plan.settings[-1].since for plan in self.plans), *(plan.fork for plan in self.plans)])

    @property
    def content(self) -> tuple[object, ...]:
        """What a user would lose: equal for two documents that differ only in how far they were played and how they are looked at."""
        return self.problem, self.seed, self.plans, self.title

    def _setup_of(self, runs: Iterable[RunSetup]) -> Setup:
        return Setup(self.problem, self.seed, tuple(runs), self.title, self.steps)


def document_of(setup: Setup, off: frozenset[str] = frozenset(), view: View = USUAL) -> Document:
    """A document of a setup that is at its start."""
    runs = setup.without_branches().runs
    plans = (RunPlan(run.label, (Settings(0, run.optimizer, run.sampling),), on=run.label not in off) for run in runs)
    return Document(setup.problem, setup.seed, without_unused_sampling(plans, setup), setup.title, setup.steps, 0, view)


def snapshot_document(snapshot: Snapshot, view: View = USUAL) -> Document:
    """A document of what an experiment was doing when the snapshot was taken.

    Raises:
        ValueError: if the snapshot is not one of an experiment.
    """
    setup = snapshot.setup
    if setup is None:
        raise ValueError("a snapshot without its setup cannot be kept")
    reached = snapshot.last_step
    # Who opens the file sees the same curves when it is run.
    return Document(
        setup.problem, setup.seed, without_unused_sampling(snapshot.plans, setup), setup.title, reached or setup.steps, reached, view
    )


def without_unused_sampling(plans: Iterable[RunPlan], setup: Setup) -> tuple[RunPlan, ...]:
    """The same plans with the usual sampling wherever it does not matter how batches are drawn: nothing else is written of it."""
    kind, usual = kind_of(setup.problem), recommended_sampling(setup.problem)

    def sampling_that_matters(settings: Settings) -> Sampling:
        if not kind.draws_batches(settings.optimizer):
            return usual
        # A network's batches are real images, without noise.
        return replace(usual, **{name: getattr(settings.sampling, name) for name in kind.sampling})

    found = []
    for plan in plans:
        log: list[Settings] = []
        for settings in plan.settings:
            settings = settings._replace(sampling=sampling_that_matters(settings))
            if not log or log[-1][1:] != settings[1:]:
                log.append(settings)
        found.append(replace(plan, settings=tuple(log)))
    return tuple(found)
