"""All that determines an experiment: what a file holds, and what the window edits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType

from core.functions import FUNCTIONS
from core.hyperparameters import check_fields, hyperparameter
from core.mlp import ACTIVATIONS
from core.optimizers import OPTIMIZERS, Optimizer
from core.problems import Sampling
from core.text import mark, tr

DEFAULT_FUNCTION = "seed-bowl"
DEFAULT_DATASET = "mnist"
DEFAULT_STEPS = 100
DEFAULT_NETWORK_STEPS = 2000
LARGEST_SEED = 2**63 - 1
INITS = ("he", "xavier")
# One batch gradient a step makes a race; the whole training set costs as much as hundreds of them, so it waits.
OFF_ON_NETWORKS = frozenset({"gd"})
MOST_UNITS, MOST_LAYERS = 4096, 12


@dataclass(frozen=True)
class FunctionSetup:
    """A function of two variables, a key of `FUNCTIONS`, and the point where all runs begin."""

    function: str
    start: tuple[float, float]


@dataclass(frozen=True)
class NetworkSetup:
    """A multilayer perceptron and the images it learns; the defaults are those of the textbook's comparison of optimizers.

    dataset      a key of the data library
    hidden       units of each hidden layer
    activation   "relu", "sigmoid" or "tanh"
    init         "he", "xavier", or the standard deviation of all weights; biases start at 0
    train_size   only the first so many training images are used; None: all of them
    replacement  whether a batch is drawn with replacement; without it every image comes once in an epoch
    double       float64 instead of float32

    Raises:
        ValueError: if a field is out of its range.
    """

    dataset: str = DEFAULT_DATASET
    hidden: tuple[int, ...] = (100, 100, 100, 100)
    activation: str = "relu"
    init: str | float = "he"
    weight_decay: float = hyperparameter(
        "λ",
        mark("Weight decay"),
        mark("λ/2 times the sum of all squared weights is added to the loss. 0: none."),
        default=0.0,
        maximum=10.0,
        slider=(1e-6, 0.1),
        scale="log",
    )
    replacement: bool = hyperparameter(
        "",
        mark("With replacement"),
        mark("Each batch is drawn afresh from all images. Off: every image comes once in an epoch."),
        default=True,
        scale="switch",
    )
    train_size: int | None = None
    test_every: int = hyperparameter(
        "n",
        mark("Test every"),
        mark("Steps between two measurements of the accuracy on the test images."),
        default=100,
        minimum=1,
        maximum=1_000_000,
        slider=(1, 1000),
        scale="log",
    )
    record_layers: bool = hyperparameter(
        "",
        mark("Record layers"),
        mark("Keep the norm of the gradient and the size of the update beside the weights, for each layer and step."),
        default=False,
        scale="switch",
    )
    double: bool = hyperparameter(
        "",
        mark("float64"),
        mark("Compute with 64-bit numbers instead of 32: slower, and closer to the formulas."),
        default=False,
        scale="switch",
    )

    def __post_init__(self) -> None:
        check_fields(self)
        mistakes = []
        if not all(1 <= units <= MOST_UNITS for units in self.hidden) or len(self.hidden) > MOST_LAYERS:
            mistakes.append(
                tr("hidden = {value}: up to {layers} layers of 1 to {units} units").format(
                    value=list(self.hidden), layers=MOST_LAYERS, units=MOST_UNITS
                )
            )
        if self.activation not in ACTIVATIONS:
            mistakes.append(tr("activation = {value}: one of {names}").format(value=self.activation, names=", ".join(ACTIVATIONS)))
        if self.init not in INITS and not (isinstance(self.init, float) and 0 <= self.init <= 100):
            mistakes.append(tr("init = {value}: he, xavier, or a number from 0 to 100").format(value=self.init))
        if self.train_size is not None and self.train_size < 1:
            mistakes.append(tr("train_size = {value}: at least 1").format(value=self.train_size))
        if mistakes:
            raise ValueError("; ".join(mistakes))


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


def draws_batches(optimizer: Optimizer, problem: FunctionSetup | NetworkSetup) -> bool:
    """Whether it matters to this rule how batches are drawn: on a function only to SGD, on a network to all but gd."""
    return optimizer.samples if isinstance(problem, FunctionSetup) else not optimizer.takes_all_data


def recommended_rate(key: str, problem: FunctionSetup | NetworkSetup) -> float:
    """The learning rate recommended for the optimizer of that key."""
    if isinstance(problem, NetworkSetup):
        return _network_rates()[key]
    return FUNCTIONS[problem.function].recommended[key]


def recommended_optimizer(key: str, problem: str | FunctionSetup | NetworkSetup) -> Optimizer:
    """The optimizer of that key with the learning rate recommended for the problem or function, all else at its default."""
    if isinstance(problem, str):
        problem = function_setup(problem)
    return OPTIMIZERS[key](learning_rate=recommended_rate(key, problem))


def recommended_sampling(problem: str | FunctionSetup | NetworkSetup) -> Sampling:
    """Batches of the usual size, on a function drawn as far around the point as it recommends."""
    if isinstance(problem, NetworkSetup):
        return Sampling(batch_size=128)
    return Sampling(noise=FUNCTIONS[problem if isinstance(problem, str) else problem.function].recommended_noise)


def function_setup(function: str) -> FunctionSetup:
    """The function with its own start."""
    return FunctionSetup(function, FUNCTIONS[function].start)


def default_setup(function: str = DEFAULT_FUNCTION, seed: int = 0) -> Setup:
    """All seven optimizers on one function, from its own start, with its recommended learning rates."""
    return Setup(function_setup(function), seed, _all_runs(function_setup(function)), title=FUNCTIONS[function].name)


def default_network_setup(dataset: str = DEFAULT_DATASET, seed: int = 0) -> Setup:
    """All seven optimizers on the textbook's network, with the learning rates of its comparison."""
    problem = NetworkSetup(dataset)
    return Setup(problem, seed, _all_runs(problem), title=network_title(problem), steps=DEFAULT_NETWORK_STEPS)


# Keys that are written otherwise in a text.
_WRITTEN = {"mnist": "MNIST", "relu": "ReLU"}


def network_title(problem: NetworkSetup) -> str:
    """What stands over a picture: the data set, and the hidden layers with their σ, where there are any."""
    layers = ("-".join(map(str, problem.hidden)), problem.activation) if problem.hidden else ()
    return " · ".join(_WRITTEN.get(part, part) for part in (problem.dataset, *layers))


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
    return tuple(RunSetup(key, recommended_optimizer(key, problem), sampling) for key in OPTIMIZERS)


@cache
def _network_rates() -> Mapping[str, float]:
    """Optimizer key → learning rate on networks, read once from ``resources/recommended_networks.toml``."""
    text = resources.files("resources").joinpath("recommended_networks.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: float(rate) for key, rate in tomllib.loads(text).items()})
