"""The view of the race: the start, where the runs go, and the minima that they reach."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pytestqt.qtbot import QtBot

from core.analysis.rehearsal import reached_minima, rehearse
from core.functions import FUNCTIONS
from core.geometry import Box
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.zoom import race

HOME = Box(-10.0, 10.0, -5.0, 5.0)


@pytest.fixture
def canvas(qtbot: QtBot) -> FunctionCanvas:
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 600)
    return canvas


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_the_first_view_shows_start_paths_and_reached_minima(key: str, canvas: FunctionCanvas) -> None:
    function = FUNCTIONS[key]
    canvas.set_problem(FunctionProblem(function))
    x_min, x_max, y_min, y_max = canvas.view_range()
    assert canvas.is_fitted
    low, high = np.array([x_min, y_min]), np.array([x_max, y_max])
    home_low, home_high = np.array(function.view[::2]), np.array(function.view[1::2])
    assert (high - low >= 0.35 * (home_high - home_low) - 1e-9).all()
    paths = rehearse(function, function.start)
    for points in (np.array([function.start]), reached_minima(function, paths), *paths):
        near = points[((points >= home_low) & (points <= home_high)).all(axis=1)]
        assert ((near > low) & (near < high)).all()


def test_that_the_race_fills_its_view_where_it_is_long(canvas: FunctionCanvas) -> None:
    """On the seed bowl the race lies between −1.2 and 2 of a landscape from −10 to 10: a sixth of its height."""
    canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    x_min, x_max, y_min, y_max = canvas.view_range()
    assert 10 < x_max - x_min < 15
    assert y_max - y_min == pytest.approx(7.0)


def test_that_a_race_from_elsewhere_has_its_own_view(canvas: FunctionCanvas) -> None:
    canvas.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]), (-4.0, -4.0))
    x_min, x_max, _, y_max = canvas.view_range()
    assert x_min < -4.0 < x_max
    assert y_max < 3.0
    before = canvas.view_range()
    canvas.set_start(4.0, -3.0)
    assert canvas.view_range() == before, "the view stays until somebody asks"
    canvas.fit()
    assert canvas.view_range() != before


def test_that_where_nothing_can_be_raced_the_whole_landscape_is_shown(canvas: FunctionCanvas) -> None:
    function = FUNCTIONS["rosenbrock"]
    canvas.set_problem(FunctionProblem(function))
    canvas.set_start(1e200, 0.0)
    canvas.fit()
    assert canvas.view_range()[1] > 1e200, "the start at least"


@settings(max_examples=100)
@given(arrays(np.float64, st.tuples(st.integers(1, 20), st.just(2)), elements=st.floats(-1e3, 1e3)))
def test_that_a_race_is_seen_with_room_around_it_and_with_enough_of_what_lies_around(points: np.ndarray) -> None:
    box = race(HOME, points)
    seen = points[(np.abs(points) <= np.array([10.0, 5.0])).all(axis=1)]
    if not len(seen):
        assert box == HOME
        return
    low, high = np.array([box.x_min, box.y_min]), np.array([box.x_max, box.y_max])
    size = np.ptp(seen, axis=0)
    assert (high - low >= np.maximum(0.35 * np.array([20.0, 10.0]), 1.24 * size) - 1e-9).all()
    assert (seen - low >= 0.12 * size - 1e-9).all()
    assert (high - seen >= 0.12 * size - 1e-9).all()
