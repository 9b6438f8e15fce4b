"""Random batches as a function of (seed, step): the same whenever, and however often, a step is taken."""

import numpy as np
from numpy.typing import NDArray

# Draws are made for this many steps at once, because starting a generator costs more than a step does.
_BLOCK = 64


class Batches:
    """Random numbers for the batch of each step.

    A larger batch begins with the points of a smaller one, so runs with different batch sizes still share their draws.
    `RandomState` is used because NumPy promises never to change its streams (NEP 19); Philox because it can start anywhere.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._block_key: tuple[str, int, int] | None = None
        self._block: NDArray[np.float64] = np.empty((0, 0, 0))

    def normals(self, step: int, count: int) -> NDArray[np.float64]:
        """Standard normal numbers of shape (count, 2) for the step that follows row `step`."""
        return self._draws("normals", step, count, 2)

    def indices(self, step: int, population: int, count: int) -> NDArray[np.intp]:
        """`count` different numbers below `population`, sorted; all of them where `count` reaches it."""
        if count >= population:
            return np.arange(population)
        keys = self._draws("uniforms", step, population, 1)[:, 0]
        return np.sort(np.argsort(keys, kind="stable")[:count])

    def _draws(self, kind: str, step: int, count: int, columns: int) -> NDArray[np.float64]:
        block, row = divmod(step, _BLOCK)
        if self._block_key != (kind, block, count):
            philox = np.random.Philox(key=np.array([self._seed, 0], np.uint64), counter=np.array([0, block, 0, 0], np.uint64))
            stream = np.random.RandomState(philox)
            shape = (count, _BLOCK, columns)
            self._block = stream.standard_normal(shape) if kind == "normals" else stream.random_sample(shape)
            self._block_key = (kind, block, count)
        return self._block[:, row, :]


class Minibatches:
    """Which images each step learns from: indices below `population`, a function of (seed, step).

    With replacement every index is drawn by itself. Without it, the steps read on through one shuffled epoch after the
    other, so every image comes once in an epoch, all batches are full, and one of them may hold the end of an epoch and the
    beginning of the next.
    """

    def __init__(self, seed: int, population: int, replacement: bool) -> None:
        self._seed = seed
        self._population = population
        self._replacement = replacement
        self._block_key: tuple[int, int] | None = None
        self._block: NDArray[np.intp] = np.empty((0, 0), np.intp)
        self._shuffled: dict[int, NDArray[np.intp]] = {}

    def indices(self, step: int, count: int) -> NDArray[np.intp]:
        """The (count,) indices for the step that follows row `step`, in no particular order."""
        if self._replacement:
            return self._draw(step, count)
        first, stop = step * count, (step + 1) * count
        epochs = range(first // self._population, (stop - 1) // self._population + 1)
        parts = [self._epoch(epoch)[max(0, first - epoch * self._population) : stop - epoch * self._population] for epoch in epochs]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _draw(self, step: int, count: int) -> NDArray[np.intp]:
        # As in `Batches`, a larger batch begins with the images of a smaller one.
        block, row = divmod(step, _BLOCK)
        if self._block_key != (block, count):
            drawn = self._stream(1, block).random_sample((count, _BLOCK))
            self._block = np.ascontiguousarray((drawn * self._population).astype(np.intp).T)
            self._block_key = (block, count)
        return self._block[row]

    def _epoch(self, epoch: int) -> NDArray[np.intp]:
        if epoch not in self._shuffled:
            # Runs that catch up are an epoch behind at times; more are not needed.
            self._shuffled = {kept: order for kept, order in self._shuffled.items() if abs(kept - epoch) <= 1}
            self._shuffled[epoch] = self._stream(2, epoch).permutation(self._population)
        return self._shuffled[epoch]

    def _stream(self, kind: int, number: int) -> np.random.RandomState:
        """An own stream for each block or epoch, apart from those of `Batches`."""
        key = np.array([self._seed, kind], np.uint64)
        return np.random.RandomState(np.random.Philox(key=key, counter=np.array([0, number, 0, 0], np.uint64)))
