"""A small network on small pictures, and what its runs have to be equal in."""

import dataclasses
from functools import cache

from core.experiment.run import Run
from core.optimizers.base import Optimizer
from core.problems.base import Sampling
from core.problems.kinds import recommended_optimizer
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.helpers.small_data import small_dataset

DATASET = small_dataset(120, 80)
# Room for a handful of moments, so that going back has to replay.
BUDGET = 12_000
SMALL = Sampling(batch_size=16)
Settings = tuple[int, Optimizer, Sampling]


@cache
def problem(**changes) -> NetworkProblem:
    return NetworkProblem(NetworkSetup("small", **{"hidden": (8,), "test_every": 5, **changes}), DATASET)


def optimizer(key: str, **changes) -> Optimizer:
    return dataclasses.replace(recommended_optimizer(key, NetworkSetup("small")), **changes)


def fresh(key="adam", seed=0, sampling=SMALL, shape=None, **changes) -> Run:
    task = problem(**(shape or {}))
    return Run(key, task, task.start(seed), seed, optimizer(key, **changes), sampling, BUDGET)


def facts(run: Run) -> list[object]:
    """All that has to be equal to the bit."""
    s = run.snapshot()
    arrays = (s.loss, s.held_out.steps, s.held_out.loss, s.held_out.accuracy, s.theta, s.layers.gradient, s.layers.update_ratio)
    return [s.step, s.termination, *(array.tobytes() for array in arrays)]


def straight(key: str, seed: int, shape, log: list[Settings], goal: int) -> Run:
    """The same settings taken as they come, without a pause or a way back."""
    (_, first, sampling), *changes = log
    task = problem(**shape)
    run = Run(key, task, task.start(seed), seed, first, sampling, BUDGET)
    for since, then, sampling in changes:
        run.advance(since - run.step)
        run.configure(then, sampling)
    run.advance(goal - run.step)
    return run
