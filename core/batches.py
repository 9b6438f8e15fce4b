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
