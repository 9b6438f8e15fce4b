"""What is drawn of a path and of the ground, as numbers: how long lines are, where they go on, and which height a value has."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.functions import FUNCTIONS
from core.geometry import Box
from core.plotting.decimation import ExtremesPyramid
from gui.canvas.geometry import ViewMapping
from gui.canvas.ink import STRONG_PX, TAIL_ROWS, RunInk
from gui.canvas.landscape import HeightScale, make_landscape
from gui.canvas.paths import Pyramids
from tests.helpers.canvas import run, spiral

MAPPING = ViewMapping(Box(-10.0, 10.0, -10.0, 10.0), 600.0, 600.0)
PIXEL = 20 / 600


def ink_of(mapping=MAPPING):
    return RunInk(mapping, ExtremesPyramid(2))


def length(points):
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def straight(count, step_px):
    """A path that goes to and fro on a line in whole steps of so many pixels, within the view."""
    place = np.abs((np.arange(count) * step_px + 250) % 1000 - 500) * PIXEL - 8
    return np.stack([place, np.zeros(count)], axis=1)


# Paths


@pytest.mark.parametrize("stops", [(300,), (1, 2, 3, 50, 51, 300), (100, 200, 300)])
def test_that_a_path_that_grows_has_the_line_of_one_that_is_drawn_at_once(stops):
    path = spiral(300)
    ink = ink_of()
    inks = [ink.whole(path[: stops[0]]), *(ink.new(path[:stop]) for stop in stops[1:])]
    pixels = MAPPING.to_pixels(path)
    segments = np.vstack([each.segments for each in inks])
    assert segments[0, :2].tolist() == pytest.approx(pixels[0].tolist())
    assert (segments[1:, :2] == segments[:-1, 2:]).all(), "nothing is left out"
    assert np.hypot(*(segments[-1, 2:] - pixels[-1])) < 1.0
    way = 0.0
    for piece in (piece for each in inks for piece in each.pieces):
        assert piece.before_px == pytest.approx(way), "the dashes go on where they were"
        assert length(piece.points) <= 320
        way += length(piece.points)
    assert way == pytest.approx(length(pixels), rel=0.01)
    assert ink.strong_end is None
    assert not len(ink.tail(path).segments)


def test_that_many_rows_at_once_are_thinned_out_between_the_old_head_and_the_new_one():
    path = straight(5000, 0.6)
    ink = ink_of()
    ink.whole(path[:100])
    new = ink.new(path[:2500])
    pixels = MAPPING.to_pixels(path)
    assert 20 < len(new.segments) < 1000
    assert new.segments[0, :2].tolist() == pytest.approx(pixels[99].tolist())
    assert new.segments[-1, 2:].tolist() == pytest.approx(pixels[2499].tolist())
    assert (new.segments[1:, :2] == new.segments[:-1, 2:]).all()
    assert all((np.abs(pixels - mark).max(axis=1) < 1e-6).any() for mark in new.marks), "where steps ended, and nowhere between"


@pytest.mark.parametrize("step_px", [3.0, 9.0, 41.0, 100.0])
def test_that_marks_stand_where_steps_ended_and_at_least_40_pixels_of_line_apart(step_px):
    path = np.stack([np.arange(60) * step_px * PIXEL - 9, np.zeros(60)], axis=1)
    ends = MAPPING.to_pixels(path[1:])
    marks = ink_of().whole(path).marks
    assert all((np.abs(ends - mark).max(axis=1) < 1e-6).any() for mark in marks)
    spacing = np.ceil(40.0 / step_px) * step_px
    reach = min(59 * step_px, ends[:, 0].max() - MAPPING.to_pixels(path[:1])[0, 0])
    in_sight = marks[:, 0] < MAPPING.width
    assert in_sight.sum() == min(int(reach // spacing), int((MAPPING.width - MAPPING.to_pixels(path[:1])[0, 0]) // spacing))
    np.testing.assert_allclose(np.diff(marks[:, 0]), spacing)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_that_a_path_that_grows_gets_the_marks_of_one_that_is_drawn_at_once(seed, parts):
    steps = np.random.default_rng(seed).normal(scale=12 * PIXEL, size=(sum(parts), 2))
    path = np.vstack([[0.0, 0.0], np.cumsum(steps, axis=0)])
    ink, stop = ink_of(), 1
    grown = [ink.whole(path[:1]).marks]
    for part in parts:
        stop += part
        grown.append(ink.new(path[:stop]).marks)
    np.testing.assert_allclose(np.vstack(grown), ink_of().whole(path).marks, atol=1e-6)


def test_that_a_head_that_hardly_moves_is_drawn_when_its_steps_add_up():
    rest = spiral(50)
    ink = ink_of()
    ink.whole(rest)
    assert not ink.new(rest).pieces
    near = np.vstack([rest, rest[-1] + [0.1 * PIXEL, 0.0]])
    assert not ink.new(near).pieces
    further = np.vstack([near, rest[-1] + [0.4 * PIXEL, 0.0]])
    (piece,) = ink.new(further).pieces
    assert length(piece.points) == pytest.approx(0.4, abs=0.11)


def test_that_a_run_has_so_much_strong_line_and_then_a_cloud_with_a_strong_tail():
    path = straight(3000, 10.0)
    ink = ink_of()
    drawn = ink.whole(path)
    strong = float(np.hypot(drawn.segments[:, 2] - drawn.segments[:, 0], drawn.segments[:, 3] - drawn.segments[:, 1]).sum())
    assert STRONG_PX <= strong < STRONG_PX + 11
    assert ink.strong_end == pytest.approx(STRONG_PX / 10, abs=2)
    assert len(drawn.cloud)
    tail = ink.tail(path)
    pixels = MAPPING.to_pixels(path)
    assert tail.segments[-1, 2:].tolist() == pytest.approx(pixels[-1].tolist())
    assert TAIL_ROWS <= len(tail.segments) < TAIL_ROWS + 8
    grown = np.vstack([path, straight(3010, 10.0)[3000:]])
    assert not ink.new(grown).pieces
    ends = ink.tail(grown).segments[-1, 2:]
    assert ends.tolist() == pytest.approx(MAPPING.to_pixels(grown)[-1].tolist())


def test_that_the_extremes_of_a_path_are_kept_until_its_past_is_another():
    kept = Pyramids()
    path = spiral(20)
    first = kept.of(run("gd", path, revision=1))
    first.update(path)
    assert kept.of(run("gd", spiral(30), revision=1)) is first
    assert kept.of(run("adam", path, revision=1)) is not first
    rewritten = kept.of(run("gd", path, revision=2))
    assert rewritten is not first
    rewritten.update(path)
    assert kept.of(run("gd", path[:10], revision=2)) is not rewritten, "a path that is shorter is another one"
    again = kept.of(run("gd", path, revision=2))
    kept.keep_only([run("gd", path)])
    assert kept.of(run("gd", path, revision=2)) is again
    kept.keep_only([run("adam", path)])
    assert kept.of(run("gd", path, revision=2)) is not again


# Heights


class Kind:
    def __init__(self, spacing, infimum):
        self.spacing, self.infimum = spacing, infimum


@settings(max_examples=50)
@given(st.floats(-50, 50), st.floats(1.0, 1e6), st.sampled_from(["log", "linear"]), st.booleans())
def test_that_heights_rise_from_0_at_the_lowest_value_to_1_at_the_highest(low, span, spacing, is_bounded):
    seen = low + span * np.linspace(0, 1, 200) ** 6
    kind = Kind(spacing, float(seen.min()) if is_bounded else None)
    scale = HeightScale.of(kind, seen)
    assert (scale.base is not None) == (spacing == "log" and is_bounded)
    heights = scale.height(np.sort(seen))
    assert (heights[0], heights[-1]) == pytest.approx((0.0, 1.0), abs=1e-6)
    assert (np.diff(heights) >= -1e-12).all()
    levels = scale.levels(float(seen.min()), float(seen.max())).values
    assert (np.diff(levels) > 0).all()
    assert 3 <= len(levels) <= 60
    assert levels[-1] <= seen.max() + 1e-6 * span + 1e-9


def test_that_a_logarithmic_scale_makes_equal_factors_equal_ways_far_above_the_lowest_value():
    scale = HeightScale(1e-3, 1e3, 2.0, None)
    heights = scale.height(2.0 + np.array([1.0, 10.0, 100.0]))
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], rel=1e-2)
    assert heights[1] - heights[0] == pytest.approx(math.log(10) / math.log((1e3 + 1e-3) / 1e-3), rel=1e-2)
    assert scale.height(np.array([2.0, 1.0])).tolist() == [0.0, 0.0], "below the lowest there is nothing"
    flat = HeightScale(5.0, 5.0, None, None)
    assert flat.height(np.array([5.0, 5.0])).tolist() == [0.0, 0.0]
    assert flat.levels(5.0, 5.0).multiples == ()


def test_that_a_ground_covers_its_view_with_a_margin_on_every_side_and_is_the_right_way_up():
    function = FUNCTIONS["line-fit"]
    mapping = ViewMapping(Box(*function.view), 300.0, 200.0)
    ground = make_landscape(function, mapping)
    box, view = ground.box, mapping.box
    width, height = view.x_max - view.x_min, view.y_max - view.y_min
    wanted = (view.x_min - 0.1 * width, view.x_max + 0.1 * width, view.y_min - 0.1 * height, view.y_max + 0.1 * height)
    assert tuple(box) == pytest.approx(wanted)
    rows, columns = ground.heights.shape
    assert (columns, rows) == (round(300 * 1.2 / 1.75), round(200 * 1.2 / 1.75))
    corners = {(0, 0): (box.x_min, box.y_max), (0, -1): (box.x_max, box.y_max), (-1, 0): (box.x_min, box.y_min)}
    for (row, column), (x, y) in corners.items():
        others = [float(function.value(*corners[other])) for other in corners if ground.heights[other] > ground.heights[row, column]]
        assert all(float(function.value(x, y)) < other for other in others)
