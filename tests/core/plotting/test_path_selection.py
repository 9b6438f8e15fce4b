"""Which rows of a path are drawn: what can be seen is kept, whatever else there is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import Box
from core.plotting.decimation import ExtremesPyramid
from core.plotting.path_selection import select_path

BOX = Box(-10.0, 10.0, -10.0, 10.0)
RESOLUTION = (0.05, 0.05)


def selected(path: np.ndarray, most: int = 400, box: Box = BOX) -> tuple[np.ndarray, int]:
    pyramid = ExtremesPyramid(2)
    pyramid.update(path)
    rows, last = select_path(pyramid, box, RESOLUTION, most)
    return rows, last


def distance_to_polyline(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """How far each point is from a polyline."""
    start, way = corners[:-1], np.diff(corners, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-300)
    part = np.clip(((points[:, np.newaxis] - start) * way).sum(axis=2) / length, 0, 1)
    nearest = start + part[..., np.newaxis] * way
    return np.sqrt(((points[:, np.newaxis] - nearest) ** 2).sum(axis=2)).min(axis=1)


def test_that_a_short_descent_before_a_long_rest_is_kept_row_by_row() -> None:
    descent = np.stack([np.linspace(-9, 0, 40), np.linspace(5, 0, 40)], axis=1)
    path = np.concatenate([descent, np.zeros((200_000, 2))])
    rows, last = selected(path)
    assert rows[:39].tolist() == list(range(39))
    assert last == len(path) - 1
    assert len(rows) < 300


@given(st.integers(0, 1000), st.integers(1, 4000), st.floats(0.0005, 0.3))
def test_that_no_visible_point_is_further_away_than_the_resolution(seed: int, count: int, step: float) -> None:
    path = np.random.default_rng(seed).normal(size=(count, 2)).cumsum(axis=0) * step
    rows, last = selected(path)
    part = path[: last + 1]
    visible = part[(np.abs(part) <= 10).all(axis=1)][::7]
    if len(visible) and len(rows) > 1:
        assert distance_to_polyline(visible, path[rows]).max() <= np.hypot(*RESOLUTION)


@given(st.integers(0, 1000), st.integers(2, 3000))
def test_that_rows_increase_from_the_first_to_the_last(seed: int, count: int) -> None:
    path = np.random.default_rng(seed).normal(size=(count, 2))
    rows, last = selected(path, most=20)
    assert (np.diff(rows) > 0).all()
    assert (rows[0], rows[-1]) == (0, last)


def test_that_noise_is_selected_from_its_beginning_as_far_as_the_budget_goes() -> None:
    path = np.random.default_rng(0).normal(size=(50_000, 2))
    rows, last = selected(path, most=100)
    assert rows.tolist() == list(range(800))
    assert last == 799


def test_that_what_is_out_of_the_box_costs_little_and_crosses_nothing() -> None:
    turn = np.linspace(0, 300, 60_000)
    path = np.stack([40 + 15 * np.cos(turn), 15 * np.sin(turn)], axis=1)
    rows, last = selected(path)
    assert last == len(path) - 1
    assert len(rows) < 1500
    assert (path[rows, 0] > 20).all()


def test_that_huge_coordinates_do_no_harm() -> None:
    path = np.array([[0.0, 0.0], [1e308, -1e308], [-1.7e308, 1.7e308], [1.0, 1.0]] * 500)
    rows, last = selected(path, most=1000)
    assert rows.tolist() == list(range(2000))
    assert last == 1999
