"""The plane in which the weights of all runs move most: principal component analysis of their trails.

A plane through the common start W₀: the two orthonormal directions d₁, d₂ that hold most of the squared distances of the
samples from W₀. What is subtracted is the start and not the mean, so that the start and all distances from it along the
plane are true, and so that the mean of the runs, which nobody visited, is not taken for a place. Lorch, "Visualizing deep
network training trajectories with PCA" (2016), and Li et al., "Visualizing the loss landscape of neural nets" (2018),
section 7.2, do the same with a fixed point of the path, its end, which several runs do not share.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import CheckpointTrail
from core.optimizers.base import Array

Float64Array = NDArray[np.float64]

# Of one run. Gram's matrix costs the square of the number of all samples, times the dimensions.
MOST_SAMPLES = 16
# Samples this many times as far from the start as samples usually are have run away, if it is also so far as the second number
# times the size of the start: at the first steps some rules take a thousand times as long a step as others.
_FAR, _FAR_BY_SIZE = 30.0, 3.0
_BLOCK = 8192
# An eigenvalue below this part of the largest, times the number of samples, is rounding.
_ROUNDING = 1e-14


@dataclass(frozen=True, eq=False)
class PrincipalPlane:
    """The points W₀ + a·d₁ + b·d₂.

    origin : (n,) W₀;  directions : (2, n) float64, orthonormal
    shares : the part of the samples' squared distances from W₀ that lies along each direction, from 0 to 1
    ranks  : which principal direction each is, (1, 2), or (2, 1) where they were kept in the order of an earlier plane
    reach  : samples that are further from the start have run away, and were left out
    """

    origin: Array
    directions: Float64Array
    shares: tuple[float, float]
    ranks: tuple[int, int]
    reach: float

    @property
    def dimensions(self) -> int:
        """The length of a vector of parameters."""
        return len(self.origin)

    def project(self, theta: Array) -> Float64Array:
        """(a, b) of the point in the plane that is nearest to `theta` (n,); not finite where `theta` is astronomically far.

        In the precision of the weights: a picture shows no more, and it is done for every step.
        """
        with np.errstate(all="ignore"):
            return (self._own_directions @ (theta - self.origin)).astype(np.float64)

    @cached_property
    def _own_directions(self) -> Array:
        return self.directions.astype(self.origin.dtype)

    def point(self, a: float, b: float) -> Array:
        """The parameters W₀ + a·d₁ + b·d₂, (n,), in the precision of the start."""
        return (self.origin + np.array([a, b]) @ self.directions).astype(self.origin.dtype)


def thin(trail: CheckpointTrail, most: int = MOST_SAMPLES) -> tuple[Array, ...]:
    """At most so many points of a trail, spread evenly over its steps, the last one among them."""
    if len(trail.points) <= most:
        return trail.points
    wanted = np.linspace(trail.steps[0], trail.steps[-1], most)
    after = np.searchsorted(trail.steps, wanted).clip(1, len(trail.steps) - 1)
    before = after - 1
    nearest = np.where(wanted - trail.steps[before] < trail.steps[after] - wanted, before, after)
    return tuple(trail.points[index] for index in np.unique(nearest).tolist())


def principal_plane(origin: Array, samples: Sequence[Array], before: PrincipalPlane | None = None) -> PrincipalPlane | None:
    """The plane through `origin` (n,), n ≥ 2, that holds most of the samples (n,); None if none has left the start.

    Samples that are not finite or have run away are left out. Without `before` the signs are such that the samples lie more
    to the positive side; with it, the directions have its order and its signs, so that a picture does not turn over.
    """
    distances = np.array([_distance(sample, origin) for sample in samples])
    reach = _reach(distances, float(np.linalg.norm(origin.astype(np.float64))))
    kept = [sample for sample, distance in zip(samples, distances.tolist(), strict=True) if 0 < distance <= reach]
    if not kept:
        return None
    gram = _gram_matrix(kept, origin)
    # Divided, because squares of what is tiny or huge are not numbers; the directions are the same.
    eigenvalues, vectors = np.linalg.eigh(gram / gram.max())
    eigenvalues, vectors = eigenvalues[::-1], vectors[:, ::-1]
    rank = 2 if len(kept) > 1 and eigenvalues[1] > eigenvalues[0] * len(kept) * _ROUNDING else 1
    directions = _combine(kept, origin, vectors[:, :rank].T)
    if rank == 1:
        directions = np.vstack([directions, _across(directions[0])])
    directions = _orthonormal(directions)
    total = float(np.trace(gram))
    coordinates = vectors[:, :rank] * np.sqrt(eigenvalues[:rank])
    shares = [float(share) for share in np.maximum(eigenvalues[:rank], 0.0) * (float(gram.max()) / total)] + [0.0] * (2 - rank)
    ranks = (1, 2)
    if before is not None and before.dimensions == len(origin):
        overlap = directions @ before.directions.T
        if abs(overlap[0, 1]) + abs(overlap[1, 0]) > abs(overlap[0, 0]) + abs(overlap[1, 1]):
            directions, shares, overlap, ranks = directions[::-1], shares[::-1], overlap[::-1], (2, 1)
        signs = np.where(np.diag(overlap) < 0, -1.0, 1.0)
    else:
        signs = np.array([_sign(column) for column in coordinates.T] + [1.0] * (2 - rank))
    return PrincipalPlane(origin, np.ascontiguousarray(directions * signs[:, np.newaxis]), (shares[0], shares[1]), ranks, reach)


def _distance(sample: Array, origin: Array) -> float:
    """‖sample − origin‖₂; infinite or nan where it is not a number."""
    with np.errstate(all="ignore"):
        return float(np.linalg.norm(np.subtract(sample, origin, dtype=np.float64)))


def _reach(distances: Float64Array, size: float) -> float:
    usual = distances[np.isfinite(distances) & (distances > 0)]
    return max(_FAR_BY_SIZE * size, _FAR * float(np.median(usual))) if len(usual) else 0.0


def _blocks(origin: Array) -> list[slice]:
    return [slice(first, first + _BLOCK) for first in range(0, len(origin), _BLOCK)]


def _differences(samples: Sequence[Array], origin: Array, block: slice) -> Float64Array:
    """The rows W − W₀ within a block of dimensions, float64: all of them would be too much memory."""
    rows = np.empty((len(samples), len(origin[block])))
    for row, sample in zip(rows, samples, strict=True):
        np.subtract(sample[block], origin[block], out=row, dtype=np.float64)
    return rows


def _gram_matrix(samples: Sequence[Array], origin: Array) -> Float64Array:
    """The inner products of all W − W₀ with each other."""
    gram = np.zeros((len(samples), len(samples)))
    for block in _blocks(origin):
        rows = _differences(samples, origin, block)
        gram += rows @ rows.T
    return gram


def _combine(samples: Sequence[Array], origin: Array, weights: Float64Array) -> Float64Array:
    """Σ weights · (W − W₀): (k, m) weights of the m samples give (k, n)."""
    return np.hstack([weights @ _differences(samples, origin, block) for block in _blocks(origin)])


def _across(direction: Float64Array) -> Float64Array:
    """A vector that is not parallel to this one: where there is no second direction, any will do."""
    vector = np.zeros_like(direction)
    vector[np.argmin(np.abs(direction))] = 1.0
    return vector


def _orthonormal(directions: Float64Array) -> Float64Array:
    """Gram and Schmidt, twice, because once is not enough where the second direction is small against the first."""
    first = directions[0] / np.linalg.norm(directions[0])
    second = directions[1] / np.linalg.norm(directions[1])
    for _ in range(2):
        second = second - (first @ second) * first
        second /= np.linalg.norm(second)
    return np.vstack([first, second])


def _sign(coordinates: Float64Array) -> float:
    """The sign that brings more of the samples to the positive side; where they balance, the furthest one."""
    total = math.fsum(coordinates.tolist())
    if abs(total) <= 1e-9 * float(np.abs(coordinates).sum()):
        total = float(coordinates[np.argmax(np.abs(coordinates))])
    return -1.0 if total < 0 else 1.0
