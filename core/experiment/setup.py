"""All that determines an experiment: what a file holds, and what the window edits."""

from collections import Counter
from dataclasses import dataclass, replace

from core.optimizers import TEACHING_ORDER
from core.optimizers.base import Optimizer
from core.problems.base import ProblemSetup, Sampling
from core.problems.function import DEFAULT_FUNCTION, function_setup
from core.problems.kinds import KINDS, kind_of, recommended_optimizer, recommended_sampling
from core.problems.network_setup import DEFAULT_DATASET, NetworkSetup
from core.text import tr

DEFAULT_STEPS = KINDS[0].usual.steps
LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True)
class RunSetup:
    """One run of an experiment: its rule with hyperparameters, its label, and how its batches are drawn.

    A branch names its `parent`, the run whose past it shares. At which step it forked is a fact of the run, not of its setup.
    """

    label: str
    optimizer: Optimizer
    sampling: Sampling = Sampling()
    parent: str | None = None


@dataclass(frozen=True)
class Setup:
    """What is minimised, the seed, and the runs that race."""

    problem: ProblemSetup
    seed: int
    runs: tuple[RunSetup, ...]
    title: str = ""
    steps: int = DEFAULT_STEPS

    def with_run(self, changed: RunSetup) -> "Setup":
        """The same setup with the run of that label replaced; what it branched off stays."""
        return replace(self, runs=tuple(replace(changed, parent=run.parent) if run.label == changed.label else run for run in self.runs))

    def with_branch(self, branch: RunSetup) -> "Setup":
        """The same setup with a branch more, the last."""
        return replace(self, runs=(*self.runs, branch))

    def without_branch(self, label: str) -> "Setup":
        """The same setup without this branch; what branched off it is from now on a branch of its parent.

        Raises:
            ValueError: if there is no such branch.
        """
        gone = next((run for run in self.runs if run.label == label and run.parent is not None), None)
        if gone is None:
            raise ValueError(tr("There is no branch {label} to remove.").format(label=label))
        left = (run for run in self.runs if run is not gone)
        return replace(self, runs=tuple(replace(run, parent=gone.parent) if run.parent == label else run for run in left))

    def without_branches(self) -> "Setup":
        """The runs that begin at the start: what an experiment that begins anew consists of."""
        roots = tuple(run for run in self.runs if run.parent is None)
        return self if len(roots) == len(self.runs) else replace(self, runs=roots)

    @property
    def off_at_first(self) -> frozenset[str]:
        """The labels of the runs that do not take part until somebody switches them on."""
        off = kind_of(self.problem).usual.off
        return frozenset(run.label for run in self.runs if run.optimizer.key in off)

    @property
    def batch_size(self) -> int:
        """That of most runs that draw batches."""
        kind = kind_of(self.problem)
        sizes = Counter(run.sampling.batch_size for run in self.runs if kind.draws_batches(run.optimizer))
        return sizes.most_common(1)[0][0] if sizes else recommended_sampling(self.problem).batch_size

    def with_problem(self, problem: ProblemSetup, batch_size: int | None = None) -> "Setup":
        """The same runs on a problem that was changed a little; all with this batch size, if it is another than that of most.

        Who changes something else leaves alone what single runs have of their own.
        """
        runs = self.runs
        if batch_size is not None and batch_size != self.batch_size:
            runs = tuple(replace(run, sampling=replace(run.sampling, batch_size=batch_size)) for run in runs)
        return replace(self, problem=problem, runs=runs, title=problem.title)


def full_setup(problem: ProblemSetup, seed: int = 0) -> Setup:
    """The textbook's optimizers on this problem, with the learning rates recommended for it."""
    sampling = recommended_sampling(problem)
    runs = tuple(RunSetup(key, recommended_optimizer(key, problem), sampling) for key in TEACHING_ORDER)
    return Setup(problem, seed, runs, title=problem.title, steps=kind_of(problem).usual.steps)


def default_setup(function: str = DEFAULT_FUNCTION, seed: int = 0) -> Setup:
    """The textbook's optimizers on one function, from its own start, with its recommended learning rates."""
    return full_setup(function_setup(function), seed)


def default_network_setup(dataset: str = DEFAULT_DATASET, seed: int = 0) -> Setup:
    """The textbook's optimizers on its network, with the learning rates of its comparison."""
    return full_setup(NetworkSetup(dataset), seed)


def on_problem(setup: Setup, problem: ProblemSetup) -> Setup:
    """The same runs and seed on another problem of the kind: its learning rates and noise; what else was set stays."""
    noise = recommended_sampling(problem).noise
    runs = tuple(
        replace(
            run,
            optimizer=replace(run.optimizer, learning_rate=problem.recommended_rate(run.optimizer.key)),
            sampling=replace(run.sampling, noise=noise),
        )
        for run in setup.runs
    )
    return Setup(problem, setup.seed, runs, title=problem.title, steps=setup.steps)
