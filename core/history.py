"""Append-only rows that grow without limit, and checkpoints within a byte budget."""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.optimizers import Array, State

Scalar = TypeVar("Scalar", bound=np.generic)

_FIRST_CAPACITY = 256


class GrowingArray(Generic[Scalar]):
    """Rows that are only appended. Views handed out stay valid: growing and truncating move to new memory.

    Appending is amortised O(1). The memory is at most twice that of the rows, and three times while they move.
    """

    def __init__(self, row_shape: tuple[int, ...] = (), dtype: type[Scalar] = np.float64) -> None:  # type: ignore[assignment]
        self._rows: NDArray[Scalar] = np.empty((_FIRST_CAPACITY, *row_shape), dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, row: ArrayLike) -> None:
        """Add one row."""
        if self._count == len(self._rows):
            self._move(2 * self._count)
        self._rows[self._count] = row
        self._count += 1

    def truncate(self, count: int) -> None:
        """Keep the first `count` rows. What older views show is left alone."""
        if count < self._count:
            self._count = count
            self._move(max(_FIRST_CAPACITY, 1 << count.bit_length()))

    def view(self) -> NDArray[Scalar]:
        """A read-only view of the rows, no copy."""
        rows = self._rows[: self._count]
        rows.flags.writeable = False
        return rows

    def copy(self, count: int) -> "GrowingArray[Scalar]":
        """An independent array with the first `count` rows."""
        twin: GrowingArray[Scalar] = GrowingArray(self._rows.shape[1:], self._rows.dtype.type)
        twin._rows, twin._count = self._rows, count
        twin._move(max(_FIRST_CAPACITY, 1 << count.bit_length()))
        return twin

    def _move(self, capacity: int) -> None:
        rows = np.empty((capacity, *self._rows.shape[1:]), self._rows.dtype)
        rows[: self._count] = self._rows[: self._count]
        self._rows = rows


class Checkpoints:
    """The parameters and optimizer state at some steps, spread evenly, within a byte budget.

    When the budget is used up, every second checkpoint is dropped and the distance doubles. The start is always kept.
    """

    # What a state costs besides its arrays' data: the dict, the array objects.
    _OVERHEAD_BYTES = 400

    def __init__(self, byte_budget: int, spacing: int = 512) -> None:
        self._byte_budget = byte_budget
        self._spacing = spacing
        self._kept: dict[int, tuple[Array, State]] = {}
        self._bytes_each = 0

    @property
    def spacing(self) -> int:
        """The distance in steps between checkpoints, which is also the longest replay."""
        return self._spacing

    def offer(self, step: int, theta: Array, state: State) -> None:
        """Keep this moment if it falls on the spacing."""
        if step % self._spacing or step in self._kept:
            return
        self._kept[step] = (theta, state)
        arrays = [theta, *(value for value in state.values() if isinstance(value, np.ndarray))]
        self._bytes_each = self._OVERHEAD_BYTES + sum(array.nbytes for array in arrays)
        while len(self._kept) > 2 and len(self._kept) * self._bytes_each > self._byte_budget:
            self._spacing *= 2
            self._kept = {k: kept for k, kept in self._kept.items() if k % self._spacing == 0}

    def nearest(self, step: int) -> tuple[int, Array, State]:
        """The last checkpoint at or before `step`."""
        k = step - step % self._spacing
        while k not in self._kept:
            k -= self._spacing
        return (k, *self._kept[k])

    def truncated(self, step: int) -> "Checkpoints":
        """A copy without the checkpoints after `step`. The kept moments are shared, since nothing mutates them."""
        twin = Checkpoints(self._byte_budget, self._spacing)
        twin._kept = {k: kept for k, kept in self._kept.items() if k <= step}
        twin._bytes_each = self._bytes_each
        return twin
