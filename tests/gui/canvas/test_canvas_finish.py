"""The finish on the canvas: the line where f is as low as that, wherever the view is."""

import numpy as np
import pytest

from core.functions import FUNCTIONS
from core.geometry import Box
from core.problems.function import FunctionProblem
from gui.canvas.finish_layer import finish_lines, pieces_in_view
from gui.canvas.geometry import ViewMapping
from tests.helpers.canvas import run, snapshot


def usual_level(function):
    return FunctionProblem(function).finish_level(function.value(*function.start))


def test_that_the_finish_of_the_bowl_is_its_ellipse():
    (line,) = finish_lines(FUNCTIONS["seed-bowl"], 0.4)
    # x²/10 + y² = 0.4 has half axes of 2 and √0.4.
    assert np.abs(line).max(axis=0) == pytest.approx([2.0, 0.4**0.5], rel=1e-3)
    assert line[:, 0] ** 2 / 10 + line[:, 1] ** 2 == pytest.approx(np.full(len(line), 0.4), rel=1e-3)


@pytest.mark.parametrize("key", [key for key, function in FUNCTIONS.items() if function.infimum is not None])
def test_that_each_minimum_that_is_low_enough_is_encircled(key):
    function = FUNCTIONS[key]
    level = usual_level(function)
    lines = [line for line in finish_lines(function, level) if len(line) > 20]
    assert lines
    for line in lines:
        heights = (function.value(line[:, 0], line[:, 1]) - function.infimum) / (level - function.infimum)
        assert heights == pytest.approx(np.ones(len(line)), abs=0.05)
        assert line[0].tolist() == line[-1].tolist(), "closed"
    for point in function.points:
        if point.kind == "minimum" and point.value < level:
            assert any((line.min(axis=0) <= (point.x, point.y)).all() and (line.max(axis=0) >= (point.x, point.y)).all() for line in lines)


def test_that_four_minima_have_four_lines_and_one_that_is_too_high_none():
    assert len(finish_lines(FUNCTIONS["himmelblau"], usual_level(FUNCTIONS["himmelblau"]))) == 4
    assert len(finish_lines(FUNCTIONS["styblinski-tang"], usual_level(FUNCTIONS["styblinski-tang"]))) == 1
    assert finish_lines(FUNCTIONS["seed-bowl"], 0.0) == ()


def test_that_only_what_may_be_seen_of_a_line_is_drawn():
    square = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]])
    whole = ViewMapping(Box(-1, 11, -1, 11), 120, 120)
    assert [len(piece) for piece in pieces_in_view(square, whole)] == [5]
    corner = ViewMapping(Box(9, 11, 9, 11), 120, 120)
    assert [len(piece) for piece in pieces_in_view(square, corner)] == [3]
    assert pieces_in_view(square, ViewMapping(Box(3, 4, 3, 4), 120, 120)) == []
    deep = pieces_in_view(square, ViewMapping(Box(10 - 1e-9, 10 + 1e-9, 5, 5 + 1e-9), 120, 120))
    assert max(np.abs(piece).max() for piece in deep) <= 1e4


def test_that_the_canvas_shows_the_finish_of_its_runs_and_lists_it(driver):
    one = run("gd", [(-9.0, 2.0), (0.0, 0.0)])
    one.loss[:] = (400.0, 0.0)
    assert "finish" not in driver.canvas._key.texts()
    driver.canvas.show_snapshot(snapshot(one))
    assert driver.canvas._finish.level == pytest.approx(0.4)
    assert "finish" in driver.canvas._key.texts()
    bare = driver.canvas.grab().toImage()
    driver.canvas._finish.set_finish(FUNCTIONS["seed-bowl"], None)
    assert driver.canvas.grab().toImage() != bare
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["saddle"]))
    assert driver.canvas._finish.level is None
    assert "finish" not in driver.canvas._key.texts()
