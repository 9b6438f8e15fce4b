"""The textbook's network on MNIST in float64: the losses of the first steps of each rule, for the comparison with PyTorch."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import Dataset
from core.data.four_files import read_folder
from core.experiment.run import Run
from core.problems.base import Sampling
from core.problems.batches import Minibatches
from core.problems.kinds import recommended_optimizer
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.helpers.mnist_files import needed_mnist_folder

STEPS = 200
SEED, BATCH = 0, 128
# gd takes all its data at every step. So many images are two chunks, the second one not full.
GD_IMAGES = 1100

Float64Array = NDArray[np.float64]


@cache
def mnist() -> Dataset:
    """The real MNIST; without it the test is skipped, but on the CI it fails."""
    return read_folder(needed_mnist_folder(), "mnist", "MNIST")


def setup_of(key: str) -> NetworkSetup:
    """784-100×4-10, ReLU, He, as the textbook's comparison of optimizers has it, in float64."""
    return NetworkSetup(precision="float64", train_size=GD_IMAGES if key == "gd" else None)


def start_of(key: str) -> Float64Array:
    """The flat vector of the shared start."""
    return NetworkProblem(setup_of(key), mnist()).start(SEED)


def indices_of(key: str, step: int) -> NDArray[np.intp]:
    """The training images that the step after row `step` learns from."""
    count = len(mnist().train_images)
    return np.arange(GD_IMAGES) if key == "gd" else Minibatches(SEED, count, replacement=True).indices(step, BATCH)


def our_losses(key: str, steps: int = STEPS) -> Float64Array:
    """Rows 0 to `steps` of the loss of a run: row k is the loss of batch k at the parameters W after k steps.  → (steps + 1,)"""
    setup = setup_of(key)
    problem = NetworkProblem(setup, mnist())
    run = Run(key, problem, problem.start(SEED), SEED, recommended_optimizer(key, setup), Sampling(batch_size=BATCH))
    run.advance(steps)
    return run.snapshot().loss
