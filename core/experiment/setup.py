"""All that determines an experiment: what a file holds, and what the window edits."""

from dataclasses import dataclass, replace

from core.functions import FUNCTIONS
from core.optimizers import TEACHING_ORDER
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
from core.problems.function import FunctionSetup
from core.problems.kinds import OFF_ON_NETWORKS, function_setup, recommended_optimizer, recommended_sampling
from core.problems.network_setup import DEFAULT_DATASET, NetworkSetup, network_title
from core.text import tr

DEFAULT_FUNCTION = "seed-bowl"
DEFAULT_STEPS = 100
DEFAULT_NETWORK_STEPS = 2000
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

    problem: FunctionSetup | NetworkSetup
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
        if isinstance(self.problem, FunctionSetup):
            return frozenset()
        return frozenset(run.label for run in self.runs if run.optimizer.key in OFF_ON_NETWORKS)


def default_setup(function: str = DEFAULT_FUNCTION, seed: int = 0) -> Setup:
    """The textbook's optimizers on one function, from its own start, with its recommended learning rates."""
    return Setup(function_setup(function), seed, _all_runs(function_setup(function)), title=FUNCTIONS[function].name)


def default_network_setup(dataset: str = DEFAULT_DATASET, seed: int = 0) -> Setup:
    """The textbook's optimizers on its network, with the learning rates of its comparison."""
    problem = NetworkSetup(dataset)
    return Setup(problem, seed, _all_runs(problem), title=network_title(problem), steps=DEFAULT_NETWORK_STEPS)


def on_function(setup: Setup, function: str) -> Setup:
    """The same runs and seed on another function: its own start, learning rates and noise; what else was set stays."""
    noise = recommended_sampling(function).noise
    runs = tuple(
        RunSetup(
            run.label,
            replace(run.optimizer, learning_rate=recommended_optimizer(run.optimizer.key, function).learning_rate),
            replace(run.sampling, noise=noise),
        )
        for run in setup.runs
    )
    return Setup(function_setup(function), setup.seed, runs, title=FUNCTIONS[function].name, steps=setup.steps)


def _all_runs(problem: FunctionSetup | NetworkSetup) -> tuple[RunSetup, ...]:
    sampling = recommended_sampling(problem)
    return tuple(RunSetup(key, recommended_optimizer(key, problem), sampling) for key in TEACHING_ORDER)
