"""Debiased exponential smoothing of arrays that grow, as TensorBoard does it."""

import numpy as np
from numpy.typing import NDArray

Float64Array = NDArray[np.float64]

MAXIMUM_SMOOTHING = 0.999

# Small enough that a block and its passes stay in the processor's cache, large enough that Python's share is nothing.
_BLOCK = 4096
_LARGEST = np.finfo(np.float64).max


class DebiasedSmoothing:
    """s ← βs + (1 − β)x from s = 0, shown as s / (1 − βᵗ), so that the first values are not pulled toward zero.

    `update` costs time in proportion to the new rows only.
    """

    def __init__(self, beta: float, offset: float = 0.0) -> None:
        """Smoothing by β: 0 shows the values themselves, 0.999 remembers about a thousand. `offset` is subtracted first.

        Raises:
            ValueError: if β is not in [0, 0.999].
        """
        if not 0.0 <= beta <= MAXIMUM_SMOOTHING:
            raise ValueError(f"the smoothing {beta} is not between 0 and {MAXIMUM_SMOOTHING}")
        self.beta = beta
        self.offset = offset
        self.reset()

    def reset(self) -> None:
        """Forget everything, because the past was rewritten."""
        self._shown = np.empty(0)
        self._count = 0
        self._average = 0.0

    def update(self, values: Float64Array) -> Float64Array:
        """The smoothed (n,) float64 array of `values`, the whole finite (n,) array so far. Only its new end is read.

        The result is a read-only view; earlier ones stay valid.

        Raises:
            ValueError: if there are fewer values than before (call `reset` first).
        """
        if len(values) < self._count:
            raise ValueError(f"{len(values)} values are fewer than the {self._count} before")
        self._reserve(len(values))
        for first in range(self._count, len(values), _BLOCK):
            block = values[first : first + _BLOCK] - self.offset
            averages = _moving_averages(block, self.beta, self._average)
            self._average = float(averages[-1])
            with np.errstate(over="ignore"):
                quotients = averages / _divisors(self.beta, first + 1, len(block))
            # The largest losses there are must not become infinite by rounding.
            np.clip(quotients, -_LARGEST, _LARGEST, out=self._shown[first : first + len(block)])
        self._count = len(values)
        shown = self._shown[: self._count]
        shown.flags.writeable = False
        return shown

    def _reserve(self, count: int) -> None:
        if count > len(self._shown):
            larger = np.empty(max(count, 2 * len(self._shown)))
            larger[: self._count] = self._shown[: self._count]
            self._shown = larger


def smooth(values: Float64Array, beta: float) -> Float64Array:
    """All of a finite (n,) array smoothed at once."""
    return DebiasedSmoothing(beta).update(values)


def _moving_averages(values: Float64Array, beta: float, before: float) -> Float64Array:
    """s after each of the values, from s = `before`.

    The recurrence is run by doubling: a sum over 1, 2, 4 … values becomes one over twice as many, with the weight β to
    that power. No weight exceeds 1, so nothing overflows that the plain loop would not, and nothing cancels.
    """
    averages = (1.0 - beta) * values
    averages[0] += beta * before
    reach = 1
    while reach < len(averages) and (weight := beta**reach) > 0.0:
        averages[reach:] += weight * averages[:-reach]
        reach *= 2
    return averages


def _divisors(beta: float, first: int, count: int) -> Float64Array | float:
    """1 − βᵗ for t = `first` and the next, (count,); or just 1.0 where βᵗ no longer counts, since tiny powers are slow."""
    if beta**first < 2.0**-60:
        return 1.0
    return np.asarray(1.0 - beta ** np.arange(first, first + count))
