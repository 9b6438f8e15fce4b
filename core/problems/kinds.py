"""The kinds of problem, and all that differs by kind."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from core.data.dataset import DataError
from core.data.library import DataLibrary
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.base import Problem, Sampling
from core.problems.function import FunctionProblem, FunctionSetup
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from core.text import tr
from core.view import Panel

# One batch gradient a step makes a race; the whole training set costs as much as hundreds of them, so it waits.
OFF_ON_NETWORKS = frozenset({"gd"})
NETWORK_PANELS: frozenset[Panel] = frozenset({"accuracy", "sight", "weights", "layers"})
"""The panels that only a network has."""
FUNCTION_SPEED = 4.0
"""Steps per second where a scene does not say: on a function slow enough to talk about each step."""


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


@cache
def _network_rates() -> Mapping[str, float]:
    """Optimizer key → learning rate on networks, read once from ``resources/recommended_networks.toml``."""
    text = resources.files("resources").joinpath("recommended_networks.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: float(rate) for key, rate in tomllib.loads(text).items()})


def usual_panels(problem: FunctionSetup | NetworkSetup, inspects: bool) -> tuple[Panel, ...]:
    """The panels of a scene that does not name them."""
    panels: tuple[Panel, ...] = ("canvas", "loss") if isinstance(problem, FunctionSetup) else ("loss", "accuracy")
    return (*panels, "inspector") if inspects else panels


def usual_speed(problem: FunctionSetup | NetworkSetup) -> float | None:
    """The speed of a scene that does not name it: a network takes all that there is."""
    return FUNCTION_SPEED if isinstance(problem, FunctionSetup) else None


def problem_of(setup: FunctionSetup | NetworkSetup, library: DataLibrary | None) -> Problem:
    """The problem that a setup names, with its data loaded from the library.

    Raises:
        DataError: if the data cannot be had.
    """
    if isinstance(setup, FunctionSetup):
        return FunctionProblem(FUNCTIONS[setup.function])
    if library is None:
        raise DataError(tr("There is no data library to load {dataset} from.").format(dataset=setup.dataset))
    return NetworkProblem(setup, library.load(setup.dataset))
