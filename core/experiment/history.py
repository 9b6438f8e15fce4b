"""Append-only rows that grow without limit, and checkpoints within a byte budget."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.experiment.snapshot import CheckpointTrail
from core.optimizers.base import Array, State

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
    """The parameters and optimizer state at some steps, within a byte budget.

    They are spread evenly; when the budget is used up, every second one is dropped and the distance doubles. With `recent`,
    the last steps are kept more densely, the closer to the last the denser, up to one in `recent`, a power of two, so that
    stepping back is quick; these count in the budget too, and all together are no more than `MOST`. The start is always kept,
    and so is the last checkpoint offered where `recent` is set, whatever the budget.
    """

    # Of a small network a budget pays for a hundred thousand, and each snapshot lists all there are. So many lie two steps apart
    # after a thousand steps and a thousand after a million: a replay between two of them takes a small network a moment. The plane
    # of the weight paths is found from sixteen of each run, and a path drawn through some hundreds is smooth.
    MOST = 1024
    # What a state costs besides its arrays' data: the dict, the array objects.
    _OVERHEAD_BYTES = 400
    # A recent checkpoint at an odd multiple of 2ᵇ is kept until it is this times 2ᵇ steps old.
    _KEPT_FOR = 4

    def __init__(self, byte_budget: int, spacing: int = 512, recent: int | None = None) -> None:
        self._byte_budget = byte_budget
        self._spacing = spacing
        self._recent = recent
        # Side by side, in the order of the steps: to find one is a bisection, and to list them all three quick copies.
        self._steps = array("q")
        self._points: list[Array] = []
        self._states: list[State] = []
        self._bytes_each = 0
        self._trail: CheckpointTrail | None = None

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def spacing(self) -> int:
        """The distance in steps between checkpoints, which is also the longest replay."""
        return self._spacing

    @property
    def nbytes(self) -> int:
        """What the kept checkpoints take."""
        return len(self) * self._bytes_each

    def set_byte_budget(self, count: int) -> None:
        """What the kept checkpoints may take, from the next that is offered on."""
        self._byte_budget = count

    def offer(self, step: int, theta: Array, state: State) -> None:
        """Keep this checkpoint, which comes after all that are kept, if it falls on the spacing, or as a recent one."""
        if step % self._spacing and self._recent is None:
            return
        if self._recent is not None:
            self._let_go(step)
        self._steps.append(step)
        self._points.append(theta)
        self._states.append(state)
        self._trail = None
        if not self._bytes_each:
            arrays = [theta, *(value for value in state.values() if isinstance(value, np.ndarray))]
            self._bytes_each = self._OVERHEAD_BYTES + sum(each.nbytes for each in arrays)
        while self._is_full and self._spacing <= step:
            self._spacing *= 2
            self._keep([k for k, kept in enumerate(self._steps) if kept % self._spacing_at(step - kept) == 0 or kept == step])
        if self._is_full:
            self._keep([0, *range(len(self) + 1 - self._affordable, len(self))])

    def _let_go(self, step: int) -> None:
        """Drop the recent checkpoints that have been kept for long enough when `step` comes: two at most."""
        # What goes at once leaves memory that is still in the cache, and what is kept does not.
        densest = self._densest
        if (step - 1) % densest:
            self._drop(step - 1)
        # The multiples of 2ᵇ that are not multiples of 2ᵇ⁺¹ lie 2ᵇ⁺¹ apart: one of them comes of age when the next is new.
        power = step & -step
        if densest <= power < self._spacing:
            self._drop(step - self._KEPT_FOR * power)

    def _drop(self, step: int) -> None:
        place = bisect_left(self._steps, step)
        if place < len(self) and self._steps[place] == step:
            del self._steps[place], self._points[place], self._states[place]

    def _keep(self, places: Sequence[int]) -> None:
        self._steps = array("q", [self._steps[k] for k in places])
        self._points = [self._points[k] for k in places]
        self._states = [self._states[k] for k in places]

    @property
    def _densest(self) -> int:
        """The distance of the checkpoints just before the last. As long as there is room for more, every second one is kept."""
        assert self._recent is not None
        return min(self._recent, max(2, self._spacing))

    @property
    def _affordable(self) -> int:
        count = max(2, self._byte_budget // self._bytes_each)
        return count if self._recent is None else min(count, self.MOST)

    @property
    def _is_full(self) -> bool:
        return len(self) > self._affordable

    def _spacing_at(self, age: int) -> int:
        if self._recent is None:
            return self._spacing
        reach = 2 * age // self._KEPT_FOR
        return min(self._spacing, max(self._densest, 1 << (reach.bit_length() - 1) if reach else 1))

    def nearest(self, step: int) -> tuple[int, Array, State]:
        """The last checkpoint at or before `step`."""
        place = bisect_right(self._steps, step) - 1
        return self._steps[place], self._points[place], self._states[place]

    def trail(self) -> CheckpointTrail:
        """The parameters at the kept steps; the same object until another checkpoint is kept."""
        if self._trail is None:
            self._trail = CheckpointTrail(np.array(self._steps, np.int64), tuple(self._points), tuple(self._states))
        return self._trail

    def until(self, step: int) -> "Checkpoints":
        """A copy without the checkpoints after `step`. The kept checkpoints are shared, since nothing mutates them."""
        twin = Checkpoints(self._byte_budget, self._spacing, self._recent)
        count = bisect_right(self._steps, step)
        twin._steps, twin._points, twin._states = self._steps[:count], self._points[:count], self._states[:count]
        twin._bytes_each = self._bytes_each
        return twin
