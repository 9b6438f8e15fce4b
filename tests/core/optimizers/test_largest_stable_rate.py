"""The learning rate from which on a rule diverges on a quadratic function, against the rule itself."""

from dataclasses import replace

import numpy as np
import pytest

from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.base import Array, Optimizer
from core.problems.function import function_setup
from core.problems.kinds import largest_stable_rate
from core.problems.network_setup import NetworkSetup

QUADRATIC = [key for key, function in FUNCTIONS.items() if function.quadratic]
LIMITED = [OPTIMIZERS["gd"](0.1), *(OPTIMIZERS[key](0.1, momentum=alpha) for key in ("momentum", "nag") for alpha in (0.0, 0.5, 0.9, 0.95))]


def distance_after(optimizer: Optimizer, key: str, steps: int) -> float:
    """How far from the minimum the rule is then, beside where it began."""
    function = FUNCTIONS[key]
    (minimum,) = function.points
    at = np.array([minimum.x, minimum.y])

    def gradient_at(theta: Array) -> Array:
        return np.array(function.gradient(*theta))

    theta = np.array(function.start)
    begun = float(np.linalg.norm(theta - at))
    state = optimizer.init(theta)
    for _ in range(steps):
        theta, state, _terms = optimizer.step(theta, gradient_at, state)
    return float(np.linalg.norm(theta - at)) / begun


@pytest.mark.parametrize("key", QUADRATIC)
@pytest.mark.parametrize("optimizer", LIMITED, ids=str)
def test_that_a_rule_grows_just_above_the_limit_and_dies_away_just_below(optimizer: Optimizer, key: str) -> None:
    rate = largest_stable_rate(optimizer, function_setup(key))
    assert rate is not None
    steps = 4000
    below = replace(optimizer, learning_rate=0.99 * rate)
    above = replace(optimizer, learning_rate=1.01 * rate)
    assert distance_after(below, key, steps) < 1e-3
    assert distance_after(above, key, steps // 4) > 1e3


def test_that_the_limits_are_those_of_the_literature() -> None:
    line = function_setup("line-fit")
    assert largest_stable_rate(OPTIMIZERS["gd"](0.1), line) == pytest.approx(0.240181, rel=1e-5)
    bowl = function_setup("seed-bowl")  # λ = 2
    assert largest_stable_rate(OPTIMIZERS["gd"](0.1), bowl) == 1.0
    assert largest_stable_rate(OPTIMIZERS["momentum"](0.1, momentum=0.9), bowl) == pytest.approx(1.9)
    assert largest_stable_rate(OPTIMIZERS["nag"](0.1, momentum=0.9), bowl) == pytest.approx(1.357 / 2, rel=1e-3)


@pytest.mark.parametrize("key", ["sgd", "adagrad", "rmsprop", "adam"])
def test_that_no_limit_is_claimed_for_random_batches_and_adapted_steps(key: str) -> None:
    assert largest_stable_rate(OPTIMIZERS[key](0.1), function_setup("line-fit")) is None


def test_that_no_limit_is_claimed_where_the_curvature_changes() -> None:
    assert largest_stable_rate(OPTIMIZERS["gd"](0.1), function_setup("rosenbrock")) is None
    assert largest_stable_rate(OPTIMIZERS["gd"](0.1), function_setup("saddle")) is None
    assert largest_stable_rate(OPTIMIZERS["gd"](0.1), NetworkSetup("digits")) is None
