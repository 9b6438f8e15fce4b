"""A multilayer perceptron that learns to tell images apart: the problem that all runs of a race share."""

import math
from collections.abc import Sequence
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import DataError, Dataset
from core.hyperparameters import hyperparameters_of
from core.number_text import setting_text, thousands
from core.optimizers.base import Array, GradientAt, Optimizer
from core.problems.base import Problem, Sampling, Scores, Settings
from core.problems.batches import Minibatches
from core.problems.mlp import (
    ForwardPass,
    Inputs,
    Network,
    backward,
    cross_entropy,
    forward,
    initial_parameters,
    layer_norms,
    layer_places,
    predictions,
    with_ones,
)
from core.problems.network_setup import NetworkSetup
from core.text import tr

# Images that go through the network at once where there are many: a few milliseconds of work, and some megabytes. Of images
# larger than MNIST's there are fewer, so that their pixels are not more.
CHUNK = 1000
_CHUNK_PIXELS = CHUNK * 784
_WHITE = 255
# The 10,000 test images of MNIST also in float64, if no pixel is blank in all of them. Further ones are made anew for each test.
_KEPT_TEST_BYTES = 64_000_000
# Of the last steps one in so many is kept to go back to. With every second one a step would take a thirtieth longer, since
# what is kept makes the next step write to memory that is not in the cache.
_RECENT_SPACING = 8
# For the gradients over all training images at the last parameters, and these: 16 of the textbook network. Each takes half a
# second, so going back a few steps, and on again, should not need them anew.
_KEPT_TRAINING_BYTES = 16_000_000
# Of a small network thousands would fit, and each new vector of parameters is compared with all that are kept.
_MOST_KEPT_TRAININGS = 16


class Batch(NamedTuple):
    """Images that go through the network together: inputs (n, …) and labels (n,)."""

    inputs: Inputs
    labels: NDArray[np.intp]


class NetworkProblem(Problem):
    """The mean cross-entropy of a network's predictions, plus the weight decay. θ is a flat vector of float32 or float64.

    All runs share the start, which follows from the seed, and the batches, which follow from seed and step.
    """

    kind = NetworkSetup.kind
    infimum = 0.0
    dimensions = None
    takes_long = is_noisy = has_data = True
    checkpoint_spacing = 1
    loss_symbol, loss_unit = "L", "nat"

    def __init__(self, setup: NetworkSetup, dataset: Dataset) -> None:
        """The network of `setup` on `dataset`.

        Raises:
            DataError: if there are fewer training images than `train_size` asks for.
        """
        count = len(dataset.train_images)
        if setup.train_size is not None and setup.train_size > count:
            raise DataError(
                tr("train_size = {wanted:,}, but {dataset} has {count:,} training images. Ask for fewer, or leave train_size out.").format(
                    wanted=setup.train_size, dataset=dataset.key, count=count
                )
            )
        self.setup = setup
        self.dataset = dataset
        self.network: Network = Network((dataset.pixels, *setup.hidden, dataset.classes), setup.activation)
        self.train_count = self.epoch_size = setup.train_size or count
        self.test_every = setup.test_every
        self.records_layers = setup.record_layers
        self.dtype = np.dtype(setup.precision)
        self._scale = self.dtype.type(1 / _WHITE)
        self._train_pixels = dataset.train_images[: self.train_count].reshape(self.train_count, -1)
        self._train_labels = dataset.train_labels[: self.train_count].astype(np.intp)
        self._test_pixels = dataset.test_images.reshape(len(dataset.test_images), -1)
        self._test_labels = dataset.test_labels.astype(np.intp)
        self.test_count = len(self._test_labels)
        self._batches: dict[tuple[int, int, int], Batch] = {}
        self._test_chunks: dict[int, Batch] = {}
        self._kept_test_bytes = 0
        self._start_loss: tuple[Array, float] | None = None
        self.last_scores: tuple[Array, Scores] | None = None
        """The parameters that were tested last, and how: all runs begin with the same ones."""
        self._decayed = _decayed_entries(self.network, self.dtype) if setup.weight_decay else None

    # What a run asks for

    def start(self, seed: int, chosen: tuple[float, ...] = ()) -> Array:
        """The parameters at which all runs begin, (parameter_count,), read-only; they follow from the seed."""
        key = np.array([seed, 3], np.uint64)
        theta = initial_parameters(self.network, self.setup.init, np.random.RandomState(np.random.Philox(key=key)), self.dtype)
        theta.flags.writeable = False
        return theta

    def oracle(self, seed: int) -> "NetworkOracle":
        return NetworkOracle(self, seed, Minibatches(seed, self.train_count, self.setup.replacement))

    def refusal(self, start: Array) -> str:
        return tr("The loss is not finite at the start. Choose smaller weights to begin with.")

    @staticmethod
    def draws_batches(optimizer: Optimizer | type[Optimizer]) -> bool:
        """All rules but gd learn from batches, as they do in practice."""
        return not optimizer.takes_all_data

    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        return sampling.batch_size if self.draws_batches(optimizer) else self.train_count

    def recent_spacing(self, optimizer: Optimizer) -> int | None:
        """A step over all training images takes so long that it should not be taken twice to go back."""
        return _RECENT_SPACING if self.draws_batches(optimizer) else 1

    def norms(self, vectors: Sequence[Array]) -> NDArray[np.float64]:
        return layer_norms(self.network, vectors)

    @property
    def parameter_count(self) -> int:
        return self.network.parameter_count

    def private_copy(self) -> "NetworkProblem":
        return NetworkProblem(self.setup, self.dataset)

    def facts(self, start: tuple[float, ...]) -> dict[str, Any]:
        """The setup with all that follows from it, and where each layer stands in the parameters."""
        table = self.setup.table()
        facts = {name: table[name] for name in ("dataset", "hidden", "activation", "init")} | {
            "train_size": self.train_count,
            "test_size": self.test_count,
            "parameters": self.parameter_count,
            "precision": self.dtype.name,
            "layers": layer_places(self.network.sizes),
        }
        return facts | {name: value for name, value in table.items() if name not in facts}

    def caption(self, start: tuple[float, ...]) -> list[str]:
        """The network, its images, and the fields that are not as usual."""
        said = [self.setup.title, tr("{count} images").format(count=thousands(self.train_count))]
        for spec in hyperparameters_of(type(self.setup)):
            value = getattr(self.setup, spec.name)
            if spec.caption and value != spec.default:
                said.append(tr(spec.caption).format(**{spec.name: value if spec.words else setting_text(value)}))
        return said

    # Batches

    def batch(self, seed: int, step: int, indices: NDArray[np.intp]) -> Batch:
        """The training images with these indices, ready for the network; runs at the same step share them."""
        key = (seed, step, len(indices))
        if key not in self._batches:
            # The other runs are at the step before it and hold its batch themselves.
            self._batches = {kept: batch for kept, batch in self._batches.items() if kept[1] == step}
            self._batches[key] = Batch(self.inked_inputs(self._train_pixels.take(indices, axis=0)), self._train_labels[indices])
        return self._batches[key]

    def train_chunk(self, first: int) -> Batch:
        """The training images from `first` on, a chunk of them."""
        chunk = slice(first, first + self._chunk)
        return Batch(self.inputs(self._train_pixels[chunk]), self._train_labels[chunk])

    def test_chunk(self, first: int) -> Batch:
        """The test images from `first` on, a chunk of them; kept, since they are asked for every `test_every` steps."""
        if first not in self._test_chunks:
            chunk = slice(first, first + self._chunk)
            made = Batch(self.inked_inputs(self._test_pixels[chunk]), self._test_labels[chunk])
            if self._kept_test_bytes + made.inputs.x.nbytes > _KEPT_TEST_BYTES:
                return made
            self._kept_test_bytes += made.inputs.x.nbytes
            self._test_chunks[first] = made
        return self._test_chunks[first]

    def start_loss(self, theta: Array) -> float:
        """The loss over all training images at a start; kept, because the runs begin there again and again."""
        if self._start_loss is None or self._start_loss[0] is not theta:
            total = 0.0
            for first in range(0, self.train_count, self._chunk):
                batch = self.train_chunk(first)
                total += cross_entropy(forward(self.network, theta, batch.inputs), batch.labels) * len(batch.labels)
            self._start_loss = theta, total / self.train_count + self.penalty(theta)
        return self._start_loss[1]

    @property
    def _chunk(self) -> int:
        """How many images go through the network at once."""
        return max(1, min(CHUNK, _CHUNK_PIXELS // self.dataset.pixels))

    def inputs(self, pixels: NDArray[np.uint8]) -> Inputs:
        """Images (n, …) as inputs of the network: one column each, from 0 to 1."""
        pixels = pixels.reshape(len(pixels), -1)
        # In memory a row for each image, as they come: turned round, the conversion would take twice as long.
        x = np.empty((len(pixels), pixels.shape[1] + 1), self.dtype)
        np.multiply(pixels, self._scale, out=x[:, :-1])
        x[:, -1] = 1
        return Inputs(x.T)

    def inked_inputs(self, pixels: NDArray[np.uint8]) -> Inputs:
        """The same without the pixels that are blank in every image, a third of them: less to multiply, the same result."""
        ink = np.empty(pixels.shape[1] + 1, np.uint8)
        np.bitwise_or.reduce(pixels, axis=0, out=ink[:-1])
        ink[-1] = 1  # the ones, which go with b
        (rows,) = (ink != 0).nonzero()
        x = with_ones(len(rows) - 1, len(pixels), self.dtype)
        x[:-1] = pixels.T[rows[:-1]]
        # After the floats, in place: over so few pixels a product of two types takes NumPy a fifth longer.
        x[:-1] *= self._scale
        return Inputs(x, rows)

    # Weight decay

    def penalty(self, theta: Array) -> float:
        """λ/2 · Σ W², over weights and not over biases."""
        if self._decayed is None:
            return 0.0
        return 0.5 * self.setup.weight_decay * float(np.sum(self._decayed * theta * theta, dtype=np.float64))

    def add_penalty_gradient(self, gradient: Array, theta: Array) -> None:
        """gradient += λW."""
        if self._decayed is not None:
            gradient += self.dtype.type(self.setup.weight_decay) * self._decayed * theta

    # What the views of a network ask for

    def probabilities(self, theta: Array, images: NDArray[np.uint8]) -> Array:
        """How probable each class is for each image (n, rows, columns): (n, classes)."""
        with np.errstate(all="ignore"):
            return forward(self.network, theta, self.inputs(images)).probabilities.T


def _decayed_entries(network: Network, dtype: np.dtype) -> Array:
    """1 for every weight and 0 for every bias, a flat vector."""
    ones = np.ones(network.parameter_count, dtype)
    for W in network.matrices(ones):
        W[-1] = 0
    return ones


class _BatchPass(NamedTuple):
    """A forward pass of one batch, which the gradient at the same point goes back through."""

    theta: Array
    batch: Batch
    passed: ForwardPass

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


class NetworkOracle:
    """The losses and gradients of one run.

    The loss of row k is that of batch k at the parameters W of row k. It is found by the forward pass that the gradient of
    the next step needs anyway, so it costs nothing, except for NAG, whose gradient is taken elsewhere, at W + αv.
    """

    def __init__(self, problem: "NetworkProblem", seed: int, minibatches: Minibatches) -> None:
        self._deadline = math.inf
        self._problem = problem
        self._seed = seed
        self._minibatches = minibatches
        self._last_pass: _BatchPass | None = None
        self._held: tuple[tuple[int, int], Batch] | None = None
        self._trainings: list[_Sums] = []
        self._testing: _Sums | None = None

    def work_until(self, deadline: float) -> None:
        """Stop at `deadline`, in seconds of `perf_counter`, from now on."""
        self._deadline = deadline

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        return self._problem.draws_batches(settings.optimizer) or self._whole_gradient(theta)

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        if not self._problem.draws_batches(settings.optimizer):
            return lambda point: self._all_data(point)
        batch = self._batch(step, settings)
        return lambda point: self._batch_gradient(point, batch)

    def loss(self, theta: Array, step: int, settings: Settings) -> float | None:
        if self._problem.draws_batches(settings.optimizer):
            last = self._forward_pass(theta, self._batch(step, settings))
            return cross_entropy(last.passed, last.batch.labels) + self._problem.penalty(theta)
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
            if sums.done < count and perf_counter() >= self._deadline:
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

    def _forward_pass(self, theta: Array, batch: Batch) -> _BatchPass:
        if self._last_pass is None or not self._last_pass.is_of(theta, batch):
            self._last_pass = _BatchPass(theta, batch, forward(self._problem.network, theta, batch.inputs))
        return self._last_pass

    def _batch_gradient(self, point: Array, batch: Batch) -> Array:
        passed = self._forward_pass(point, batch).passed
        # What the pass has kept is not needed again, and the rule finds its memory in the cache.
        self._last_pass = None
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
            if sums.done < problem.train_count and perf_counter() >= self._deadline:
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
