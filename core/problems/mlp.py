"""A multilayer perceptron as pure functions on one flat parameter vector.

Layer l maps a column vector a to σ(Wᵀa + b); the last layer has no σ, and the softmax of its scores z gives the
probabilities of the classes. The flat vector holds W⁽¹⁾, b⁽¹⁾, W⁽²⁾, b⁽²⁾, … one behind the other, each W row by row, a row for
each input. So W and the b below it are one matrix, Ŵ, and a layer is one product with â, which is a with a last 1. Many
images are the columns of one matrix, and the last row of â is ones:

    z = Ŵᵀâ,   a = σ(z),   δ = ∂L/∂z,   ∂L/∂Ŵ = âδᵀ,   one layer back: δ ← Wδ ⊙ σ′(z)

Columns and not rows, because 128 images fill the registers of a processor where 100 units do not: a step takes a
thirtieth less. `np.dot` and not @, which takes a microsecond or two longer to begin, fourteen times a step.

The letters are those of Nielsen, "Neural Networks and Deep Learning" (2015), chapter 2; the ones are those of Bishop,
"Pattern Recognition and Machine Learning" (2006), section 5.1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.optimizers.base import Array
from core.text import mark

Labels = NDArray[np.integer]


@dataclass(frozen=True)
class Network:
    """The shape of a multilayer perceptron: the units of each layer, from the inputs to the classes, and σ.

    `activation` is a key of `ACTIVATIONS`.
    """

    sizes: tuple[int, ...]
    activation: str = "relu"

    @cached_property
    def _places(self) -> tuple[tuple[slice, tuple[int, int]], ...]:
        places, begin = [], 0
        for inputs, outputs in pairwise(self.sizes):
            end = begin + (inputs + 1) * outputs
            places.append((slice(begin, end), (inputs + 1, outputs)))
            begin = end
        return tuple(places)

    @cached_property
    def parameter_count(self) -> int:
        """The length of the flat vector."""
        return self._places[-1][0].stop

    def index_of(self, layer: int, row: int, unit: int) -> int:
        """Where in the flat vector the weight stands that leads from input `row` of a layer to `unit`; the last row is b. All from 0."""
        place, (_, outputs) = self._places[layer]
        return int(place.start) + row * outputs + unit

    def place_of(self, index: int) -> tuple[int, int, int]:
        """Layer, row and unit, from 0, of an entry of the flat vector: the other way round."""
        layer = next(number for number, (place, _) in enumerate(self._places) if index < place.stop)
        place, (_, outputs) = self._places[layer]
        row, unit = divmod(index - int(place.start), outputs)
        return layer, row, unit

    def matrices(self, theta: Array) -> list[Array]:
        """Ŵ of each layer, (inputs + 1, outputs): views into the flat vector (parameter_count,). The last row is b."""
        return [theta[place].reshape(shape) for place, shape in self._places]


class Activation(NamedTuple):
    """σ and its derivative, both in place.

    apply : z → σ(z);  times_derivative : δ, a → δ ⊙ σ′(z), with σ′ written by a = σ(z)
    """

    name: str
    apply: Callable[[Array], None]
    times_derivative: Callable[[Array, Array], None]


def _relu(z: Array) -> None:
    # Against an array: with a number NumPy's maximum takes three times as long.
    np.maximum(z, _zeros(z.shape, z.dtype), out=z)


# Few, since those for many images and units are large.
@lru_cache(maxsize=4)
def _zeros(shape: tuple[int, ...], dtype: np.dtype) -> Array:
    zeros = np.zeros(shape, dtype)
    zeros.flags.writeable = False
    return zeros


def _times_relu_derivative(delta: Array, a: Array) -> None:
    # Numbers before they are multiplied: within a product NumPy turns truths into numbers a piece at a time, which takes longer.
    delta *= (a > 0).astype(a.dtype)


def _sigmoid(z: Array) -> None:
    # 1 / (1 + e⁻ᶻ) = (1 + tanh(z/2)) / 2, which never overflows.
    z *= 0.5
    np.tanh(z, out=z)
    z += 1
    z *= 0.5


def _times_sigmoid_derivative(delta: Array, a: Array) -> None:
    delta *= a
    delta *= 1 - a


def _tanh(z: Array) -> None:
    np.tanh(z, out=z)


def _times_tanh_derivative(delta: Array, a: Array) -> None:
    delta *= 1 - a * a


ACTIVATIONS: dict[str, Activation] = {
    "relu": Activation(mark("ReLU"), _relu, _times_relu_derivative),
    "sigmoid": Activation(mark("sigmoid"), _sigmoid, _times_sigmoid_derivative),
    "tanh": Activation(mark("tanh"), _tanh, _times_tanh_derivative),
}


class Inputs(NamedTuple):
    """Columns for the network. Inputs that are 0 in every column may be left out: they add nothing, and have no gradient.

    x : (k + 1, n) â of the first layer, its last row ones;  rows : (k + 1,) the rows of Ŵ⁽¹⁾ that stand for the rows of x,
    the last of them b, or None where they are all there
    """

    x: Array
    rows: NDArray[np.intp] | None = None


class ForwardPass(NamedTuple):
    """What one forward pass leaves for the way back.

    matrices : Ŵ of each layer but the first, where the way back ends;  activations : â of each layer but the last
    shifted : (classes, n) scores less the largest of their column;  exponentials : e^shifted;  totals : (n,) their sums
    """

    inputs: Inputs
    matrices: list[Array]
    activations: list[Array]
    shifted: Array
    exponentials: Array
    totals: Array

    @property
    def probabilities(self) -> Array:
        """softmax(z) = e^z / Σe^z, (classes, n)."""
        return self.exponentials / self.totals


def forward(network: Network, theta: Array, inputs: Inputs) -> ForwardPass:
    """The scores of all columns, and all on the way to them."""
    sigma = ACTIVATIONS[network.activation]
    W, *later = network.matrices(theta)
    if inputs.rows is not None:
        # All of them are there: "clip" spares a look at each.
        W = W.take(inputs.rows, axis=0, mode="clip")
    activations = [inputs.x]
    for following in later:
        a = with_ones(W.shape[1], inputs.x.shape[1], theta.dtype)
        z = a[:-1]
        np.dot(W.T, activations[-1], out=z)
        sigma.apply(z)
        activations.append(a)
        W = following
    z = np.dot(W.T, activations[-1])
    # Less the largest score, so that no exponential overflows; the softmax is the same.
    z -= np.maximum.reduce(z, axis=0)
    exponentials = np.exp(z)
    return ForwardPass(inputs, later, activations, z, exponentials, np.add.reduce(exponentials, axis=0))


def cross_entropy(passed: ForwardPass, labels: Labels) -> float:
    """The mean of −log softmax(z)[label] = log Σe^z − z[label] over the columns."""
    losses = np.log(passed.totals) - passed.shifted[labels, np.arange(len(labels))]
    return float(np.add.reduce(losses, dtype=np.float64)) / len(labels)


def backward(network: Network, passed: ForwardPass, labels: Labels) -> Array:
    """The gradient of `cross_entropy`, a flat vector: backpropagation. At the scores, δ = (softmax(z) − one-hot) / n."""
    sigma = ACTIVATIONS[network.activation]
    gradient = np.empty(network.parameter_count, passed.shifted.dtype)
    derivatives = network.matrices(gradient)
    delta = passed.probabilities
    delta[labels, np.arange(len(labels))] -= 1
    delta /= len(labels)
    for number in range(len(derivatives) - 1, 0, -1):
        a = passed.activations[number]
        np.dot(a, delta.T, out=derivatives[number])
        # From the ones, and so through b, nothing leads further back.
        delta = np.dot(passed.matrices[number - 1][:-1], delta)
        sigma.times_derivative(delta, a[:-1])
    x, rows = passed.inputs
    if rows is None:
        np.dot(x, delta.T, out=derivatives[0])
    else:
        derivatives[0].fill(0)
        derivatives[0][rows] = np.dot(x, delta.T)
    return gradient


def with_ones(rows: int, columns: int, dtype: np.dtype) -> Array:
    """Room for â: (rows + 1, columns), of which the last row is ones and the rest not yet written."""
    room = np.empty((rows + 1, columns), dtype)
    room[-1] = 1
    return room


def initial_parameters(network: Network, init: str | float, random: np.random.RandomState, dtype: np.dtype) -> Array:
    """A start for the flat vector: normal weights of the standard deviation that `init` names, biases 0.

    "he" is √(2/inputs), for ReLU (He et al. 2015, equation 10); "xavier" is √(1/inputs), as the textbook behind the
    seed article has it (Glorot and Bengio 2010 average inputs and outputs); a number is the standard deviation itself.
    """
    theta = np.zeros(network.parameter_count, dtype)
    for W in network.matrices(theta):
        inputs = len(W) - 1
        deviation = {"he": (2 / inputs) ** 0.5, "xavier": (1 / inputs) ** 0.5}[init] if isinstance(init, str) else init
        W[:-1] = deviation * random.standard_normal((inputs, W.shape[1]))
    return theta


def predictions(probabilities: Array) -> NDArray[np.intp]:
    """The most probable class of each column, (n,)."""
    return np.argmax(probabilities, axis=0)


def layer_norms(network: Network, vectors: Sequence[Array]) -> NDArray[np.float64]:
    """‖·‖₂ of each layer's part of each flat vector, (layers, vectors)."""
    parts = zip(*(network.matrices(vector) for vector in vectors), strict=True)
    return np.array([[np.linalg.norm(part.astype(np.float64)) for part in layer] for layer in parts])


def layer_places(sizes: tuple[int, ...]) -> list[dict[str, Any]]:
    """Where each layer stands in the flat vector: a matrix (inputs + 1, units), row by row, the last row the biases."""
    places, first = [], 0
    for inputs, units in pairwise(sizes):
        places.append({"first": first, "shape": [inputs + 1, units]})
        first += (inputs + 1) * units
    return places
