"""Fewer rows that look the same: the extremes of long append-only arrays, kept while the arrays grow."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

_FACTOR = 8


class _Candidates(NamedTuple):
    """Row indices among which extremes are sought; `low` and `high` are (buckets, members, columns)."""

    low: Indices
    high: Indices


class ExtremesPyramid:
    """Where the minimum and the maximum of every column lie, for buckets of 8, 64, 512, 4096 … rows.

    The array that is watched may only grow. New rows cost amortised constant time each, whatever went before, and
    `select` costs time in proportion to its answer. NaN is never an extreme, unless a bucket holds nothing else.
    """

    def __init__(self, columns: int) -> None:
        """An empty pyramid for arrays of shape (n, `columns`)."""
        self._columns = columns
        self.reset()

    def reset(self) -> None:
        """Forget everything, because the past was rewritten."""
        self._rows = np.empty((0, self._columns))
        self._levels: list[_Level] = []

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> NDArray[np.float64]:
        """The watched array as of the last `update`, (n, columns)."""
        return self._rows

    @property
    def depth(self) -> int:
        """How many sizes of buckets there are: those of depth d hold 8^d rows, and 8^depth rows are the most."""
        return len(self._levels)

    def update(self, rows: NDArray[np.float64]) -> None:
        """Take in what was appended. `rows` is the whole (n, columns) array so far; only its new end is read.

        Raises:
            ValueError: the shape does not fit, or there are fewer rows than before (call `reset` first).
        """
        if rows.ndim != 2 or rows.shape[1] != self._columns:
            raise ValueError(f"rows have the shape {rows.shape}, not (n, {self._columns})")
        if len(rows) < len(self._rows):
            raise ValueError(f"{len(rows)} rows are fewer than the {len(self._rows)} before")
        self._rows = rows
        size = _FACTOR
        for depth in range(64):
            complete = len(rows) // size
            if complete == 0:
                break
            if depth == len(self._levels):
                self._levels.append(_Level(self._columns))
            level = self._levels[depth]
            if complete == level.count:
                break
            start, stop = level.count * _FACTOR, complete * _FACTOR
            if depth == 0:
                level.append(*self._extremes_of_rows(start, stop))
            else:
                level.append(*self._extremes(self._candidates(depth, start, stop, _FACTOR)))
            size *= _FACTOR

    def select(self, first: int, last: int, most: int) -> Indices:
        """About `most` increasing row indices from `first` to `last` (both are included) that keep the envelope.

        Every row where they are few enough; else the rows of the extremes of each column in equal buckets. Buckets are
        aligned to multiples of their size, so that a picture does not flicker while rows are appended.

        Raises:
            IndexError: not 0 ≤ first ≤ last < number of rows.
        """
        if not 0 <= first <= last < len(self._rows):
            raise IndexError(f"rows {first} to {last} of {len(self._rows)}")
        total = last - first + 1
        if total <= most:
            return np.arange(first, last + 1)
        per_bucket = 2 * self._columns
        size = 2
        while size <= per_bucket or (total // size + 2) * per_bucket > max(most, 3 * per_bucket):
            size *= 2
        start, stop = -(-first // size), (last + 1) // size
        if start >= stop:
            pieces = [self._extremes_between(first, last + 1)]
        else:
            depth, group = _depth_of(size)
            inner = self._extremes(self._candidates(depth, start * group, stop * group, group))
            pieces = [*inner, self._extremes_between(first, start * size), self._extremes_between(stop * size, last + 1)]
        rows = np.concatenate([np.array([first, last]), *(piece.reshape(-1) for piece in pieces)])
        # Sorted and each once; np.unique takes four times as long.
        rows.sort()
        return rows[np.concatenate([[True], rows[1:] != rows[:-1]])]

    def bucket_rows(self, depth: int, buckets: Indices) -> tuple[Indices, Indices]:
        """The rows of the minimum and of the maximum of each column in complete buckets of 8^depth rows, depth ≥ 1.

        buckets : (k,), bucket b begins at row b · 8^depth;  returns two arrays (k, columns)
        """
        level = self._levels[depth - 1]
        return level.low[buckets], level.high[buckets]

    def _candidates(self, depth: int, start: int, stop: int, group: int) -> _Candidates:
        """The members `start` to `stop` below level `depth`, in buckets of `group`; depth 0 has the rows themselves below it."""
        shape = ((stop - start) // group, group, self._columns)
        if depth == 0:
            rows = np.broadcast_to(np.arange(start, stop)[:, np.newaxis], (stop - start, self._columns)).reshape(shape)
            return _Candidates(rows, rows)
        below = self._levels[depth - 1]
        return _Candidates(below.low[start:stop].reshape(shape), below.high[start:stop].reshape(shape))

    def _extremes(self, candidates: _Candidates) -> tuple[Indices, Indices]:
        """The rows of the minimum and the maximum in each bucket, each (buckets, columns)."""
        column = np.arange(self._columns)
        low, high = self._rows[candidates.low, column], self._rows[candidates.high, column]
        lowest = np.where(np.isnan(low), np.inf, low).argmin(axis=1)
        highest = np.where(np.isnan(high), -np.inf, high).argmax(axis=1)
        bucket = np.arange(len(low))[:, np.newaxis]
        return candidates.low[bucket, lowest, column], candidates.high[bucket, highest, column]

    def _extremes_of_rows(self, start: int, stop: int) -> tuple[Indices, Indices]:
        """The same for buckets of 8 of the rows themselves, without an index for each of them: most of the work is done here."""
        members = self._rows[start:stop].reshape(-1, _FACTOR, self._columns)
        unknown = np.isnan(members)
        first = np.arange(start, stop, _FACTOR)[:, np.newaxis]
        return (
            first + np.where(unknown, np.inf, members).argmin(axis=1),
            first + np.where(unknown, -np.inf, members).argmax(axis=1),
        )

    def _extremes_between(self, first: int, stop: int) -> Indices:
        """The rows of the extremes of each column among the rows `first` … `stop` − 1, in any order; none if empty."""
        if first >= stop:
            return np.empty(0, np.int64)
        lows: list[Indices] = []
        highs: list[Indices] = []
        depth = 0
        # The ragged ends come from the finest level, and the aligned middle from the next coarser one, as long as there is one.
        while first < stop:
            next_first, next_stop = -(-first // _FACTOR) * _FACTOR, stop // _FACTOR * _FACTOR
            if next_first >= next_stop:
                next_first = next_stop = stop
            for start, end in ((first, next_first), (next_stop, stop)):
                members = self._candidates(depth, start, end, 1)
                lows.append(members.low[:, 0])
                highs.append(members.high[:, 0])
            first, stop, depth = next_first // _FACTOR, next_stop // _FACTOR, depth + 1
        joined = _Candidates(np.concatenate(lows)[np.newaxis], np.concatenate(highs)[np.newaxis])
        return np.concatenate(self._extremes(joined))


class _Level:
    """The extremes of all complete buckets of one size, in arrays that double when they are full.

    low, high : (count, columns) row indices. Four bytes each: two thousand million rows do not fit into memory anyway.
    """

    def __init__(self, columns: int) -> None:
        self.count = 0
        self._storage = np.empty((2, 16, columns), np.int32)

    @property
    def low(self) -> Indices:
        return self._storage[0, : self.count]  # type: ignore[return-value]

    @property
    def high(self) -> Indices:
        return self._storage[1, : self.count]  # type: ignore[return-value]

    def append(self, low: Indices, high: Indices) -> None:
        needed = self.count + len(low)
        if needed > self._storage.shape[1]:
            larger = np.empty((2, max(needed, 2 * self._storage.shape[1]), self._storage.shape[2]), np.int32)
            larger[:, : self.count] = self._storage[:, : self.count]
            self._storage = larger
        self._storage[0, self.count : needed] = low
        self._storage[1, self.count : needed] = high
        self.count = needed


def _depth_of(size: int) -> tuple[int, int]:
    """Which level lies just below buckets of `size` rows (0: the rows themselves), and how many of its members make one."""
    depth, group = 0, size
    while group >= _FACTOR and group % _FACTOR == 0:
        depth, group = depth + 1, group // _FACTOR
    return depth, group
