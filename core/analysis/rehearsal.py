"""A race before the race: where the textbook's runs will go, so that a view can be made for them. Nobody sees it."""

from functools import lru_cache

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.setup import Setup, full_setup
from core.experiment.snapshot import RunSnapshot
from core.functions import Function
from core.optimizers.base import Array
from core.problems.base import Problem
from core.problems.function import FunctionProblem, FunctionSetup

STEPS = 60


@lru_cache(maxsize=32)
def rehearse(function: Function, start: tuple[float, float], steps: int = STEPS) -> tuple[Array, ...]:
    """The paths (n, 2) of the textbook's runs at the rates recommended for the function, of those that did not diverge.

    Always the same for a function and a start, whatever has been set since. 7 runs of 60 steps take about 6 ms. None where f is not finite
    at the start.
    """
    try:
        setup = full_setup(FunctionSetup(function.key, start))
        experiment = Experiment(setup, problem=FunctionProblem(function))
    except ValueError:
        return ()
    with np.errstate(all="ignore"):
        experiment.advance(steps)
    return tuple(run.path.copy() for run in experiment.snapshot().runs if run.termination is None)


@lru_cache(maxsize=8)
def rehearse_runs(setup: Setup, problem: Problem, labels: tuple[str, ...], steps: int = STEPS) -> tuple[RunSnapshot, ...]:
    """The runs of a setup with these labels as they will be after some steps, as they are set: the race itself, to the bit.

    Keeps the last few, for whoever asks at each frame. Empty where f is not finite at the start.
    """
    try:
        experiment = Experiment(setup, problem=problem)
    except ValueError:
        return ()
    with np.errstate(all="ignore"):
        experiment.advance(steps)
    return tuple(run for run in experiment.snapshot().runs if run.label in labels)


def reached_minima(function: Function, paths: tuple[Array, ...]) -> Array:
    """The minima (k, 2) that are within reach: for each path the one nearest to its end. Empty where the function has none."""
    minima = np.array([[point.x, point.y] for point in function.points if "minimum" in point.kind]).reshape(-1, 2)
    if not len(minima) or not paths:
        return minima[:0]
    ends = np.array([path[-1] for path in paths])
    nearest = ((ends[:, np.newaxis, :] - minima[np.newaxis, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    # Not by `np.unique`, which loads NumPy's masked arrays: 12 ms of each start.
    return minima[sorted(set(nearest.tolist()))]
