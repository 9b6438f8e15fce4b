"""A network as one run meets it: the loss and the gradient of each step, in pieces where all the data are asked for."""

import math
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.batches import Minibatches
from core.mlp import Array, Inputs, Pass, backward, cross_entropy, forward, predictions
from core.optimizers import GradientAt
from core.problems import Scores, Settings

if TYPE_CHECKING:
    from core.network_problem import NetworkProblem


# For the gradients over all training images at the last parameters, and these: 16 of the textbook network. Each takes half a
# second, so going back a few steps, and on again, should not need them anew.
_KEPT_TRAINING_BYTES = 16_000_000
# Of a small network thousands would fit, and each new vector of parameters is compared with all that are kept.
_MOST_KEPT_TRAININGS = 16


class Batch(NamedTuple):
    """Images that are looked at together: inputs (n, …) and labels (n,)."""

    inputs: Inputs
    labels: NDArray[np.intp]


class _Looked(NamedTuple):
    """A forward pass of one batch, which the gradient at the same point goes back through."""

    theta: Array
    batch: Batch
    passed: Pass

    def is_of(self, theta: Array, batch: Batch) -> bool:
        """Whether this is what a forward pass would give."""
        return self.theta is theta and self.batch is batch


class _Sums:
    """Loss, gradient and right answers summed over chunks of images, as far as they have come."""

    def __init__(self, theta: Array) -> None:
        self.theta = theta
        self.done = 0
        self.loss = 0.0
        self.right = 0
        self.gradient: Array | None = None


def _has_same_bits(one: Array, other: Array) -> bool:
    bits = f"u{one.itemsize}"
    return one is other or (one.dtype == other.dtype and np.array_equal(one.view(bits), other.view(bits)))


class NetworkCourse:
    """The losses and gradients of one run.

    The loss of row k is that of batch k at the parameters W of row k. It is found by the forward pass that the gradient of
    the next step needs anyway, so it costs nothing, except for NAG, whose gradient is taken elsewhere, at W + αv.
    """

    def __init__(self, problem: "NetworkProblem", seed: int, minibatches: Minibatches) -> None:
        self.deadline = math.inf
        self._problem = problem
        self._seed = seed
        self._minibatches = minibatches
        self._looked: _Looked | None = None
        self._held: tuple[tuple[int, int], Batch] | None = None
        self._trainings: list[_Sums] = []
        self._testing: _Sums | None = None

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        return self._problem.draws_batches(settings.optimizer) or self._whole_gradient(theta)

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        if not self._problem.draws_batches(settings.optimizer):
            return lambda point: self._all_data(point)
        batch = self._batch(step, settings)
        return lambda point: self._batch_gradient(point, batch)

    def loss(self, theta: Array, step: int, settings: Settings) -> float | None:
        if self._problem.draws_batches(settings.optimizer):
            looked = self._look(theta, self._batch(step, settings))
            return cross_entropy(looked.passed, looked.batch.labels) + self._problem.penalty(theta)
        if step == 0:
            return self._problem.start_loss(theta)
        if not self._whole_gradient(theta):
            return None
        return self._training_at(theta).loss / self._problem.train_count + self._problem.penalty(theta)

    def test(self, theta: Array) -> Scores | None:
        count = self._problem.test_count
        known = self._problem.last_scores
        if known is not None and known[0] is theta:
            return known[1]
        if self._testing is None or self._testing.theta is not theta:
            self._testing = _Sums(theta)
        sums = self._testing
        while sums.done < count:
            batch = self._problem.test_chunk(sums.done)
            passed = forward(self._problem.network, theta, batch.inputs)
            sums.loss += cross_entropy(passed, batch.labels) * len(batch.labels)
            sums.right += int(np.count_nonzero(predictions(passed.shifted) == batch.labels))
            sums.done += len(batch.labels)
            if sums.done < count and perf_counter() >= self.deadline:
                return None
        scores = Scores(sums.loss / count, sums.right / count)
        self._problem.last_scores = theta, scores
        return scores

    def _batch(self, step: int, settings: Settings) -> Batch:
        key = (step, settings.sampling.batch_size)
        if self._held is None or self._held[0] != key:
            # First, so that the next batch takes its memory, which is still in the cache.
            self._held = None
            self._held = key, self._problem.batch(self._seed, step, self._minibatches.indices(*key))
        return self._held[1]

    def _look(self, theta: Array, batch: Batch) -> _Looked:
        if self._looked is None or not self._looked.is_of(theta, batch):
            self._looked = _Looked(theta, batch, forward(self._problem.network, theta, batch.inputs))
        return self._looked

    def _batch_gradient(self, point: Array, batch: Batch) -> Array:
        passed = self._look(point, batch).passed
        # What the pass has kept is not needed again, and the rule finds its memory in the cache.
        self._looked = None
        gradient = backward(self._problem.network, passed, batch.labels)
        self._problem.add_penalty_gradient(gradient, point)
        return gradient

    def _whole_gradient(self, theta: Array) -> bool:
        """Sum loss and gradient over all training images, as far as there is time; whether it is done."""
        problem, sums = self._problem, self._training_at(theta)
        while sums.done < problem.train_count:
            batch = problem.train_chunk(sums.done)
            passed = forward(problem.network, theta, batch.inputs)
            share = len(batch.labels) / problem.train_count
            gradient = backward(problem.network, passed, batch.labels)
            gradient *= share
            sums.gradient = gradient if sums.gradient is None else sums.gradient + gradient
            sums.loss += cross_entropy(passed, batch.labels) * len(batch.labels)
            sums.done += len(batch.labels)
            if sums.done < problem.train_count and perf_counter() >= self.deadline:
                return False
        return True

    def _training_at(self, theta: Array) -> _Sums:
        """The sums over all training images at these parameters, however far they have come. Those asked for last are kept."""
        if self._trainings and self._trainings[-1].theta is theta:
            return self._trainings[-1]
        # A step that is taken again, after going back, leads to an equal vector and not to the same one.
        sums = next((kept for kept in reversed(self._trainings) if _has_same_bits(kept.theta, theta)), None) or _Sums(theta)
        # Three, so that going back step after step needs one new gradient each time.
        affordable = max(3, min(_MOST_KEPT_TRAININGS, _KEPT_TRAINING_BYTES // (2 * theta.nbytes)))
        self._trainings = [*(kept for kept in self._trainings if kept is not sums), sums][-affordable:]
        return sums

    def _all_data(self, point: Array) -> Array:
        sums = self._training_at(point)
        assert sums.gradient is not None, "prepare comes first, and only gd takes all data, which looks nowhere else"
        gradient = sums.gradient.copy()
        self._problem.add_penalty_gradient(gradient, point)
        return gradient
