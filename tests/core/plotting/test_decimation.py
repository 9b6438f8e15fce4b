"""The extremes pyramid: an envelope that is exact, kept while rows are appended, within a budget."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plotting.decimation import ExtremesPyramid

COLUMNS = st.integers(1, 3)
MOST = st.integers(2, 200)


@st.composite
def grown(draw: st.DrawFn, with_gaps: bool = False) -> tuple[np.ndarray, ExtremesPyramid]:
    """Rows, some of them NaN if asked for, and a pyramid that saw them in chunks."""
    columns, count = draw(COLUMNS), draw(st.integers(1, 1500))
    rows = np.random.default_rng(draw(st.integers(0, 10_000))).normal(size=(count, columns))
    if draw(st.booleans()):
        rows = rows.round(0)  # many equal values
    if with_gaps:
        rows[draw(st.lists(st.integers(0, count - 1), max_size=40))] = np.nan
    pyramid = ExtremesPyramid(columns)
    for stop in sorted(draw(st.lists(st.integers(0, count), max_size=8))):
        pyramid.update(rows[:stop])
    pyramid.update(rows)
    return rows, pyramid


def ranges(draw: st.DataObject, count: int) -> tuple[int, int]:
    first = draw.draw(st.integers(0, count - 1))
    return first, draw.draw(st.integers(first, count - 1))


@given(grown(), MOST, st.data())
def test_that_the_extremes_of_every_column_are_selected(made: tuple[np.ndarray, ExtremesPyramid], most: int, data: st.DataObject) -> None:
    rows, pyramid = made
    first, last = ranges(data, len(rows))
    chosen = pyramid.select(first, last, most)
    part = rows[first : last + 1]
    assert (rows[chosen].min(axis=0) == part.min(axis=0)).all()
    assert (rows[chosen].max(axis=0) == part.max(axis=0)).all()


@given(grown(), MOST, st.data())
def test_that_rows_increase_and_keep_both_ends(made: tuple[np.ndarray, ExtremesPyramid], most: int, data: st.DataObject) -> None:
    rows, pyramid = made
    first, last = ranges(data, len(rows))
    chosen = pyramid.select(first, last, most)
    assert chosen.dtype == np.int64
    assert (chosen[0], chosen[-1]) == (first, last)
    assert (np.diff(chosen) > 0).all()


@given(grown(), MOST, st.data())
def test_that_the_budget_is_kept(made: tuple[np.ndarray, ExtremesPyramid], most: int, data: st.DataObject) -> None:
    rows, pyramid = made
    first, last = ranges(data, len(rows))
    chosen = pyramid.select(first, last, most)
    # Three buckets and the two ends are the least that can be had.
    assert len(chosen) <= max(most, 6 * rows.shape[1]) + 2


@given(grown(), st.data())
def test_that_few_rows_are_given_whole(made: tuple[np.ndarray, ExtremesPyramid], data: st.DataObject) -> None:
    rows, pyramid = made
    first, last = ranges(data, len(rows))
    assert pyramid.select(first, last, last - first + 1).tolist() == list(range(first, last + 1))


@given(grown(), MOST, st.data())
def test_that_the_envelope_is_kept_in_every_part(made: tuple[np.ndarray, ExtremesPyramid], most: int, data: st.DataObject) -> None:
    rows, pyramid = made
    first, last = ranges(data, len(rows))
    chosen = pyramid.select(first, last, most)
    # The most extreme row of any stretch is no further than a bucket from one that was selected and is as extreme. Buckets are at
    # most this long: half as long they would be too short, or too many.
    per_bucket = 2 * rows.shape[1]
    length = max(2 * per_bucket, math.ceil(2 * (last - first + 1) / (max(most, 3 * per_bucket) / per_bucket - 2)))
    start = data.draw(st.integers(first, last))
    stop = min(last + 1, start + length)
    near = chosen[(chosen >= start - length) & (chosen < stop + length)]
    assert (rows[near].max(axis=0) >= rows[start:stop].max(axis=0)).all()
    assert (rows[near].min(axis=0) <= rows[start:stop].min(axis=0)).all()


@given(grown(with_gaps=True), MOST)
def test_that_nan_hides_no_extreme(made: tuple[np.ndarray, ExtremesPyramid], most: int) -> None:
    rows, pyramid = made
    chosen = pyramid.select(0, len(rows) - 1, most)
    for column in range(rows.shape[1]):
        known = rows[~np.isnan(rows[:, column]), column]
        if known.size:
            assert np.nanmax(rows[chosen, column]) == known.max()
            assert np.nanmin(rows[chosen, column]) == known.min()


@given(grown(), MOST)
def test_that_chunks_give_the_same_as_one_piece(made: tuple[np.ndarray, ExtremesPyramid], most: int) -> None:
    rows, pyramid = made
    fresh = ExtremesPyramid(rows.shape[1])
    fresh.update(rows)
    assert pyramid.select(0, len(rows) - 1, most).tolist() == fresh.select(0, len(rows) - 1, most).tolist()


class Counting(np.ndarray):
    """An array that counts how many of its rows are read by slices and indices."""

    read = 0

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        part = np.asarray(self)[key]
        Counting.read += len(part) if part.ndim else 1
        return part


def test_that_an_update_reads_about_as_much_as_was_appended() -> None:
    rows = np.random.default_rng(0).normal(size=(200_000, 2))
    pyramid = ExtremesPyramid(2)
    pyramid.update(rows[:150_000].view(Counting))
    Counting.read = 0
    for stop in range(150_100, 200_000, 100):
        pyramid.update(np.asarray(rows)[:stop].view(Counting))
    assert 0 < Counting.read < 3 * 50_000


def test_that_reset_forgets() -> None:
    pyramid = ExtremesPyramid(1)
    pyramid.update(np.arange(1000.0)[:, np.newaxis])
    pyramid.reset()
    pyramid.update(-np.arange(100.0)[:, np.newaxis])
    assert len(pyramid) == 100
    assert pyramid.select(0, 99, 4)[-1] == 99


def test_that_fewer_rows_than_before_are_refused() -> None:
    pyramid = ExtremesPyramid(2)
    pyramid.update(np.zeros((10, 2)))
    with pytest.raises(ValueError, match="9 rows are fewer than the 10"):
        pyramid.update(np.zeros((9, 2)))
    with pytest.raises(ValueError, match="shape"):
        pyramid.update(np.zeros((20, 3)))


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (4, 3), (0, 10)])
def test_that_rows_that_do_not_exist_are_refused(first: int, last: int) -> None:
    pyramid = ExtremesPyramid(1)
    pyramid.update(np.zeros((10, 1)))
    with pytest.raises(IndexError):
        pyramid.select(first, last, 5)
