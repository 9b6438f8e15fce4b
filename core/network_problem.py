"""A multilayer perceptron that learns to tell images apart: the problem that all runs of a race share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.batches import Minibatches
from core.data.dataset import DataError, Dataset
from core.mlp import Array, Inputs, Network, cross_entropy, forward, initial_parameters, layer_norms, with_ones
from core.network_course import Batch, NetworkCourse
from core.optimizers import Optimizer
from core.problems import Problem, Sampling, Scores
from core.setups import NetworkSetup
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


class NetworkProblem(Problem):
    """The mean cross-entropy of a network's predictions, plus the weight decay. θ is a flat vector of float32 or float64.

    All runs share the start, which follows from the seed, and the batches, which follow from seed and step.
    """

    infimum = 0.0
    has_path = False
    takes_long = True
    checkpoint_spacing = 1

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
        self.network = Network((dataset.pixels, *setup.hidden, dataset.classes), setup.activation)
        self.train_count = setup.train_size or count
        self.test_every = setup.test_every
        self.records_layers = setup.record_layers
        self.dtype = np.dtype(np.float64 if setup.double else np.float32)
        self._scale = self.dtype.type(1 / _WHITE)
        self._train_pixels = dataset.train_images[: self.train_count].reshape(self.train_count, -1)
        self._train_labels = dataset.train_labels[: self.train_count].astype(np.intp)
        self._test_pixels = dataset.test_images.reshape(len(dataset.test_images), -1)
        self._test_labels = dataset.test_labels.astype(np.intp)
        self._batches: dict[tuple[int, int, int], Batch] = {}
        self._test_chunks: dict[int, Batch] = {}
        self._kept_test_bytes = 0
        self._start_loss: tuple[Array, float] | None = None
        self.last_scores: tuple[Array, Scores] | None = None
        """The parameters that were tested last, and how: all runs begin with the same ones."""
        self._decayed = _decayed_entries(self.network, self.dtype) if setup.weight_decay else None

    # What a run asks for

    def start(self, seed: int) -> Array:
        """The parameters at which all runs begin, (parameter_count,), read-only."""
        key = np.array([seed, 3], np.uint64)
        theta = initial_parameters(self.network, self.setup.init, np.random.RandomState(np.random.Philox(key=key)), self.dtype)
        theta.flags.writeable = False
        return theta

    def course(self, seed: int) -> NetworkCourse:
        return NetworkCourse(self, seed, Minibatches(seed, self.train_count, self.setup.replacement))

    def refusal(self, start: Array) -> str:
        return tr("The loss is not finite at the start. Choose smaller weights to begin with.")

    def draws_batches(self, optimizer: Optimizer) -> bool:
        """All rules but gd learn from batches, as they do in practice."""
        return not optimizer.takes_all_data

    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        return sampling.batch_size if self.draws_batches(optimizer) else self.train_count

    def recent_spacing(self, optimizer: Optimizer) -> int | None:
        """A step over all training images takes so long that it should not be taken twice to go back."""
        return _RECENT_SPACING if self.draws_batches(optimizer) else 1

    def norms(self, vectors: Sequence[Array]) -> NDArray[np.float64]:
        return layer_norms(self.network, vectors)

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

    @property
    def test_count(self) -> int:
        """How many test images there are."""
        return len(self._test_labels)

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

    # What the eyes ask for

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
