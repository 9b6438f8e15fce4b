"""Which images and which units of a network are worth a look: pure decisions, and the numbers that go with them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.optimizers.base import Array
from core.problems.network import NetworkProblem

# The mistakes are looked for among so many test images, a piece at a time: who has found enough need not ask on.
SEARCHED, _PIECE = 2000, 250


class Answers(NamedTuple):
    """What a network says of some test images.

    indices : (n,) of the images in the test set;  probabilities : (n, classes);  labels : (n,) the right answers
    """

    indices: NDArray[np.intp]
    probabilities: Array
    labels: NDArray[np.intp]

    @property
    def predictions(self) -> NDArray[np.intp]:
        """The most probable class of each image, (n,)."""
        return np.argmax(self.probabilities, axis=1)

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which images are told right, (n,); none where the network has diverged."""
        return (self.predictions == self.labels) & np.isfinite(self.probabilities).all(axis=1)


def balanced_choice(labels: NDArray[np.integer], count: int, seed: int) -> NDArray[np.intp]:
    """`count` indices of a set with these labels, in turn one of each class as long as there are some; a function of `seed`."""
    order = np.random.RandomState(seed).permutation(len(labels))
    # The how-manieth of its class an image is: all the first ones come before all the second ones.
    rank = np.empty(len(labels), np.intp)
    for label in np.unique(labels):
        places = np.flatnonzero(labels[order] == label)
        rank[places] = np.arange(len(places))
    return order[np.lexsort((labels[order], rank))][:count]


def answers(problem: NetworkProblem, theta: Array, indices: NDArray[np.intp]) -> Answers:
    """What the network with these parameters says of these test images."""
    data = problem.dataset
    return Answers(indices, problem.probabilities(theta, data.test_images[indices]), data.test_labels[indices].astype(np.intp))


def mistakes(problem: NetworkProblem, theta: Array, most: int) -> Answers:
    """The first `most` mistakes among the first `SEARCHED` test images."""
    end = min(SEARCHED, problem.test_count)
    found, count = [], 0
    for first in range(0, max(end, 1), _PIECE):
        said = answers(problem, theta, np.arange(first, min(first + _PIECE, end)))
        wrong = np.flatnonzero(~said.right)[: most - count]
        found.append(Answers(said.indices[wrong], said.probabilities[wrong], said.labels[wrong]))
        count += len(wrong)
        if count >= most:
            break
    indices, probabilities, labels = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Answers(indices, probabilities, labels)


def unit_pictures(problem: NetworkProblem, vector: Array) -> Array:
    """What each unit of the first layer has of a flat vector, as pictures (units, rows, columns); the bias is left out."""
    rows, columns = problem.dataset.train_images.shape[1:]
    return problem.network.matrices(vector)[0][:-1].T.reshape(-1, rows, columns)


def largest_first(pictures: Array) -> NDArray[np.intp]:
    """The units in the order of their norm, the largest first."""
    norms = np.sqrt((pictures.astype(np.float64) ** 2).sum(axis=(1, 2)))
    return np.argsort(-np.nan_to_num(norms, nan=-1.0), kind="stable")


class UnitPage(NamedTuple):
    """The units that are seen at once. shown : their numbers in order;  number : which page it is, from 0;  pages : of how many"""

    shown: list[int]
    number: int
    pages: int


def unit_page(order: Sequence[int], kept: Sequence[int], number: int, room: int) -> UnitPage:
    """Page `number` of the units in `order`, or the last one. Those that are `kept` stand in front on every page.

    At least one place of `room` is left to leaf through the others; units for which that leaves no place in front come
    first among them.
    """
    front = list(kept[: max(0, room - 1)]) if len(kept) < len(order) else []
    others = [*kept[len(front) :], *(unit for unit in order if unit not in kept)]
    places = max(1, room - len(front))
    count = max(1, -(-len(others) // places))
    number = min(number, count - 1)
    return UnitPage(front + others[number * places : (number + 1) * places], number, count)


def largest_value(pictures: Array) -> float:
    """The largest absolute value that is finite; 0 where there is none."""
    finite = pictures[np.isfinite(pictures)]
    return float(np.abs(finite).max()) if finite.size else 0.0
