"""The training loss over a plane through the space of weights, on a grid, in pieces, coarse to fine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.analysis.principal_plane import PrincipalPlane
from core.geometry import Box
from core.problems.mlp import ACTIVATIONS, Inputs, Network, cross_entropy, forward, with_ones
from core.problems.network import NetworkProblem

Float64Array = NDArray[np.float64]

MOST_IMAGES = 2000
GRID = 33
# The distances between the grid points of one level; each level has the points of those before it.
_STRIDES = (4, 2, 1)


@dataclass(frozen=True, eq=False)
class LossGrid:
    """The loss at the points of a grid over a part of a plane.

    x, y : (k,) increasing coordinates a and b;  values : (k, k), row i belongs to y[i]; nan where the loss is not finite
    images, all_images : over how many training images, of how many
    """

    plane: PrincipalPlane
    box: Box
    x: Float64Array
    y: Float64Array
    values: Float64Array
    images: int
    all_images: int

    def value(self, a: float, b: float) -> float:
        """The loss at a point, between grid points by linear interpolation; nan outside."""
        if not (self.x[0] <= a <= self.x[-1] and self.y[0] <= b <= self.y[-1]):
            return math.nan
        column, row = _place(self.x, a), _place(self.y, b)
        i, j = min(int(row), len(self.y) - 2), min(int(column), len(self.x) - 2)
        q, p = row - i, column - j
        v = self.values
        return float((1 - q) * ((1 - p) * v[i, j] + p * v[i, j + 1]) + q * ((1 - p) * v[i + 1, j] + p * v[i + 1, j + 1]))


def _place(axis: Float64Array, value: float) -> float:
    return (value - float(axis[0])) / float(axis[-1] - axis[0]) * (len(axis) - 1)


class PlaneLoss:
    """The loss of a network at W₀ + a·d₁ + b·d₂ over a fixed subset of the training images, the same for every point.

    The first layer is linear in a and b, so its products with the images, which are most of the work, are done once.
    """

    def __init__(self, problem: NetworkProblem, plane: PrincipalPlane, most_images: int = MOST_IMAGES) -> None:
        self._problem = problem
        self._plane = plane
        self.images = min(most_images, problem.train_count)
        # Spread over all that are trained on: they need not be in random order.
        chosen = np.arange(self.images) * problem.train_count // self.images
        pixels = problem.dataset.train_images[chosen].reshape(self.images, -1)
        self._labels = problem.dataset.train_labels[chosen].astype(np.intp)
        x, rows = problem.inked_inputs(pixels)
        assert rows is not None
        network, dtype = problem.network, problem.dtype
        self._sigma = ACTIVATIONS[network.activation]
        self._rest = Network(network.sizes[1:], network.activation)
        # The vectors W₀, d₁, d₂, each as the network takes it.
        vectors = [plane.origin, *plane.directions.astype(dtype)]
        first = [network.matrices(vector)[0] for vector in vectors]
        self._first_z = [W.take(rows, axis=0).T @ x for W in first]
        self._others = [vector[first[0].size :] for vector in vectors]

    def at(self, a: float, b: float) -> float:
        """The mean cross-entropy and the weight decay at a point of the plane; nan where it is not finite."""
        with np.errstate(all="ignore"):
            z = self._mix(self._first_z, a, b)
            loss = self._cross_entropy(z, self._mix(self._others, a, b)) + self._penalty(a, b)
        return loss if math.isfinite(loss) else math.nan

    def _mix(self, three: Sequence[NDArray[np.floating]], a: float, b: float) -> NDArray[np.floating]:
        dtype = self._problem.dtype.type
        mixed = three[1] * dtype(a)
        mixed += three[2] * dtype(b)
        mixed += three[0]
        return mixed

    def _cross_entropy(self, z: NDArray[np.floating], others: NDArray[np.floating]) -> float:
        if len(self._rest.sizes) == 1:
            z = z - z.max(axis=0)
            losses = np.log(np.exp(z).sum(axis=0)) - z[self._labels, np.arange(self.images)]
            return float(losses.mean(dtype=np.float64))
        hidden = with_ones(len(z), z.shape[1], z.dtype)
        self._sigma.apply(z)
        hidden[:-1] = z
        return cross_entropy(forward(self._rest, others, Inputs(hidden)), self._labels)

    def _penalty(self, a: float, b: float) -> float:
        return self._problem.penalty(self._plane.point(a, b)) if self._problem.setup.weight_decay else 0.0


class SurfaceWork:
    """The computation of a `LossGrid`, done in pieces, so that one may look at it, and stop it, at any time."""

    def __init__(self, problem: NetworkProblem, plane: PrincipalPlane, box: Box, most_images: int = MOST_IMAGES, size: int = GRID) -> None:
        """Over `box` of the plane, on size × size points; size − 1 is a multiple of 4."""
        self._loss = PlaneLoss(problem, plane, most_images)
        self._plane, self._box = plane, box
        self._all_images = problem.train_count
        self._x, self._y = np.linspace(box.x_min, box.x_max, size), np.linspace(box.y_min, box.y_max, size)
        self._values = np.full((size, size), np.nan)
        self._points: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        seen: set[tuple[int, int]] = set()
        for stride in _STRIDES:
            level = [(i, j) for i in range(0, size, stride) for j in range(0, size, stride)]
            self._points += [point for point in level if point not in seen]
            seen.update(level)
            self._ends.append((len(self._points), stride))
        self._done = 0

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._done / len(self._points)

    @property
    def is_done(self) -> bool:
        """Whether the finest level is complete."""
        return self._done == len(self._points)

    def work(self, seconds: float) -> LossGrid | None:
        """Go on for about this long, at least one point; the grid of a level if one was completed."""
        deadline = perf_counter() + seconds
        while not self.is_done:
            i, j = self._points[self._done]
            self._values[i, j] = self._loss.at(float(self._x[j]), float(self._y[i]))
            self._done += 1
            stride = next((stride for end, stride in self._ends if end == self._done), None)
            if stride is not None:
                return self._grid(stride)
            if perf_counter() >= deadline:
                break
        return None

    def _grid(self, stride: int) -> LossGrid:
        part = slice(None, None, stride)
        values = self._values[part, part].copy()
        return LossGrid(self._plane, self._box, self._x[part], self._y[part], values, self._loss.images, self._all_images)


def upsample(values: Float64Array) -> Float64Array:
    """A smooth surface through the same values, (k, k) → (2k − 1, 2k − 1), exact for cubics away from the edges.

    Four-point interpolation: Dyn, Levin and Gregory, "A 4-point interpolatory subdivision scheme for curve design" (1987).
    """
    return _upsample_rows(_upsample_rows(values).T).T


def _upsample_rows(values: Float64Array) -> Float64Array:
    ends = np.vstack([2 * values[:1] - values[1:2], values, 2 * values[-1:] - values[-2:-1]])
    middle = (9 * (ends[1:-2] + ends[2:-1]) - (ends[:-3] + ends[3:])) / 16
    result = np.empty((2 * len(values) - 1, values.shape[1]))
    result[::2], result[1::2] = values, middle
    return result
