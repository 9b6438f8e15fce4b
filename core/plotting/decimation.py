"""Fewer rows that look the same: the extremes of long append-only arrays, kept while the arrays grow."""

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

_FACTOR = 8
# Two sides of everything: 0 the minimum, 1 the maximum. The lowest of some values is the highest of their negatives, and to seek both at
# once takes half as many calls: few rows are looked at, so that the calls are what a frame pays for.
_SIGN = np.array([[-1.0], [1.0]])
_SIDE = np.array([[0], [1]])


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
            level.append(self._extremes(depth, start, stop, _FACTOR))
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
            inner = self._extremes(depth, start * group, stop * group, group)
            pieces = [inner, self._extremes_between(first, start * size), self._extremes_between(stop * size, last + 1)]
        rows = np.concatenate([np.array([first, last]), *(piece.reshape(-1) for piece in pieces)])
        # Sorted and each once; np.unique takes four times as long.
        rows.sort()
        return rows[np.concatenate([[True], rows[1:] != rows[:-1]])]

    def bucket_rows(self, depth: int, buckets: Indices) -> tuple[Indices, Indices]:
        """The rows of the minimum and of the maximum of each column in complete buckets of 8^depth rows, depth ≥ 1.

        buckets : (k,), bucket b begins at row b · 8^depth;  returns two arrays (k, columns)
        """
        found = self._levels[depth - 1].rows[buckets]
        return found[:, 0], found[:, 1]

    def _members(self, depth: int, start: int, stop: int) -> Indices:
        """What lies below level `depth`, from `start` to `stop`: (members, 2, columns) rows. Below depth 0 lie the rows themselves."""
        if depth > 0:
            return self._levels[depth - 1].rows[start:stop]
        return np.broadcast_to(np.arange(start, stop)[:, np.newaxis, np.newaxis], (stop - start, 2, self._columns))

    def _extremes(self, depth: int, start: int, stop: int, group: int) -> Indices:
        """The rows of the extremes in buckets of `group` members, of `start` to `stop` below level `depth`: (buckets, 2, columns)."""
        if depth > 0:
            return self._best(self._members(depth, start, stop).reshape(-1, group, 2, self._columns))
        # Rows themselves need no index each, and each side by itself is faster for many: most of the work is done here.
        members = self._rows[start:stop].reshape(-1, group, self._columns)
        best = np.empty((len(members), 2, self._columns), np.int64)
        np.fmin(members, np.inf).argmin(axis=1, out=best[:, 0])
        np.fmax(members, -np.inf).argmax(axis=1, out=best[:, 1])
        best += np.arange(start, stop, group)[:, np.newaxis, np.newaxis]
        return best

    def _best(self, members: Indices) -> Indices:
        """The rows with the extremes of each bucket, (buckets, 2, columns), of (buckets, members, 2, columns). NaN is none."""
        if members.shape[1] == 1:
            return members[:, 0]
        column = np.arange(self._columns)
        values = np.fmax(self._rows[members, column] * _SIGN, -np.inf)
        return members[np.arange(len(members))[:, np.newaxis, np.newaxis], values.argmax(axis=1), _SIDE, column]

    def _extremes_between(self, first: int, stop: int) -> Indices:
        """The rows of the extremes of each column among the rows `first` … `stop` − 1, (1, 2, columns); none if empty."""
        pieces: list[Indices] = []
        depth = 0
        # The ragged ends come from the finest level, and the aligned middle from the next coarser one, as long as there is one.
        while first < stop:
            next_first, next_stop = -(-first // _FACTOR) * _FACTOR, stop // _FACTOR * _FACTOR
            if next_first >= next_stop:
                next_first = next_stop = stop
            pieces += [self._members(depth, start, end) for start, end in ((first, next_first), (next_stop, stop)) if start < end]
            first, stop, depth = next_first // _FACTOR, next_stop // _FACTOR, depth + 1
        return self._best(np.concatenate(pieces)[np.newaxis]) if pieces else np.empty((0, 2, self._columns), np.int64)


class _Level:
    """The extremes of all complete buckets of one size, in an array that doubles when it is full.

    rows : (count, 2, columns) row indices. Four bytes each: two thousand million rows do not fit into memory anyway.
    """

    def __init__(self, columns: int) -> None:
        self.count = 0
        self._storage = np.empty((16, 2, columns), np.int32)

    @property
    def rows(self) -> Indices:
        return self._storage[: self.count]  # type: ignore[return-value]

    def append(self, rows: Indices) -> None:
        needed = self.count + len(rows)
        if needed > len(self._storage):
            larger = np.empty((max(needed, 2 * len(self._storage)), *self._storage.shape[1:]), np.int32)
            larger[: self.count] = self.rows
            self._storage = larger
        self._storage[self.count : needed] = rows
        self.count = needed


def _depth_of(size: int) -> tuple[int, int]:
    """Which level lies just below buckets of `size` rows (0: the rows themselves), and how many of its members make one."""
    depth, group = 0, size
    while group >= _FACTOR and group % _FACTOR == 0:
        depth, group = depth + 1, group // _FACTOR
    return depth, group
