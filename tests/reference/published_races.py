"""The two published experiments on MNIST, as far as somebody wants them: the seed course's network and the textbook's race.

The textbook measures a batch's loss after it was learned from, at the parameters of the next row, where it is lower than
what a row of ours has: the loss of a batch that the network has not yet learned from. Both are here.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.experiment.run import Run
from core.optimizers.adaptive import AdaGrad, Adam, RMSProp
from core.optimizers.base import Optimizer
from core.optimizers.gradient_descent import StochasticGradientDescent
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling, Settings
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.reference.network_races import mnist

# Batches of 100 are drawn with replacement, and an epoch is as many steps as would see every image once.
COURSE = NetworkSetup(hidden=(50,), activation="sigmoid", init=0.01, test_every=1_000_000)
COURSE_RATE, COURSE_BATCH, STEPS_AN_EPOCH = 0.1, 100, 600
TEXTBOOK = NetworkSetup(test_every=1_000_000)
TEXTBOOK_BATCH = 128
TEXTBOOK_RULES = (StochasticGradientDescent(0.01), Momentum(0.01), AdaGrad(0.01), Adam(0.001))
# With the short memory of 0.9 and ten times the rate that suits it, its first steps are three times as long as those of Adam.
WILD_RMSPROP = RMSProp(0.01, decay=0.9)
LAST = 100


class Course(NamedTuple):
    """Accuracy on all training images at the beginning of each epoch, and on the test images at the end; 0 to 1."""

    train: list[float]
    test: float


class Race(NamedTuple):
    """The losses of all rows, those of the last batches after they were learned from, and the accuracy on the test images, 0 to 1."""

    losses: NDArray[np.float64]
    after: NDArray[np.float64]
    test: float


def course(seed: int, steps: int) -> Course:
    """784-50-10, sigmoid, weights 0.01·N(0, 1), SGD with 0.1 on batches of 100."""
    problem, run = _begun(COURSE, StochasticGradientDescent(COURSE_RATE), COURSE_BATCH, seed)
    train = []
    while run.step < steps:
        train.append(_accuracy(problem, run))
        run.advance(min(STEPS_AN_EPOCH, steps - run.step))
    return Course(train, _test_accuracy(run))


def race(optimizer: Optimizer, seed: int, steps: int) -> Race:
    """784-100×4-10, ReLU, He, batches of 128; start and batches follow from the seed, so all rules share them."""
    problem, run = _begun(TEXTBOOK, optimizer, TEXTBOOK_BATCH, seed)
    run.advance(max(0, steps - LAST))
    batches, settings, after = problem.oracle(seed), Settings(0, run.optimizer, run.sampling), []
    for step in range(run.step, steps):
        run.advance(1)
        after.append(batches.loss(run.snapshot().theta, step, settings))
    return Race(run.snapshot().loss, np.array(after), _test_accuracy(run))


def _begun(setup: NetworkSetup, optimizer: Optimizer, batch: int, seed: int) -> tuple[NetworkProblem, Run]:
    problem = NetworkProblem(setup, mnist())
    return problem, Run(optimizer.key, problem, problem.start(seed), seed, optimizer, Sampling(batch_size=batch))


def _accuracy(problem: NetworkProblem, run: Run) -> float:
    images, labels = mnist().train_images, mnist().train_labels
    right = 0
    for first in range(0, len(images), 1000):
        chunk = slice(first, first + 1000)
        right += np.count_nonzero(problem.probabilities(run.snapshot().theta, images[chunk]).argmax(axis=1) == labels[chunk])
    return float(right / len(images))


def _test_accuracy(run: Run) -> float:
    run.test_now()
    return float(run.snapshot().held_out.accuracy[-1])
