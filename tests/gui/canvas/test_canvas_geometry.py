"""Pixels, clipping, signs at the edge, zoom: the decisions of the canvas, without a window."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.functions import FUNCTIONS
from core.geometry import Box
from gui.canvas.edge_signs import distance_text, last_point_in_view, place_signs
from gui.canvas.geometry import ViewMapping, clip_polyline
from gui.canvas.landscape import make_landscape, round_step
from gui.canvas.read_out import coordinate_text
from gui.canvas.zoom import fit, pan, zoom

BOX = Box(-10.0, 10.0, -5.0, 5.0)
MAPPING = ViewMapping(BOX, 600.0, 400.0)
NEAR = st.floats(-40, 40)
ANY = st.floats(allow_nan=False, allow_infinity=False)


def inside(points: np.ndarray) -> np.ndarray:
    return (points[:, 0] >= -10) & (points[:, 0] <= 10) & (points[:, 1] >= -5) & (points[:, 1] <= 5)


# Clipping


@given(st.lists(st.tuples(NEAR, NEAR), min_size=2, max_size=30))
def test_that_clipped_segments_lie_in_the_box_and_on_the_line(corners: list[tuple[float, float]]) -> None:
    points = np.array(corners)
    clipped = clip_polyline(points, BOX)
    assert inside(clipped.segments[:, :2]).all()
    assert inside(clipped.segments[:, 2:]).all()
    for row, segment in zip(clipped.rows.tolist(), clipped.segments, strict=True):
        way = points[row + 1] - points[row]
        for end in (segment[:2], segment[2:]):
            away = end - points[row]
            assert abs(way[0] * away[1] - way[1] * away[0]) <= 1e-9 * max(1.0, float((way**2).sum()))


@given(st.lists(st.tuples(NEAR, NEAR), min_size=2, max_size=10))
def test_that_nothing_in_the_box_is_lost(corners: list[tuple[float, float]]) -> None:
    points = np.array(corners)
    clipped = clip_polyline(points, BOX)
    for row in range(len(points) - 1):
        parts = np.linspace(0, 1, 41)[:, np.newaxis]
        line = points[row] + parts * (points[row + 1] - points[row])
        deep = line[(np.abs(line[:, 0]) < 9.99) & (np.abs(line[:, 1]) < 4.99)]
        if len(deep):
            (at,) = np.flatnonzero(clipped.rows == row)
            low = np.minimum(clipped.segments[at, :2], clipped.segments[at, 2:]) - 1e-9
            high = np.maximum(clipped.segments[at, :2], clipped.segments[at, 2:]) + 1e-9
            assert ((deep >= low) & (deep <= high)).all()


@given(st.lists(st.tuples(NEAR, NEAR), min_size=2, max_size=30))
def test_that_a_line_is_clipped_as_its_segments_are_one_by_one(corners: list[tuple[float, float]]) -> None:
    points = np.array(corners)
    clipped = clip_polyline(points, BOX)
    alone = [(row, clip_polyline(points[row : row + 2], BOX)) for row in range(len(points) - 1)]
    seen = [(row, one) for row, one in alone if len(one.rows)]
    assert clipped.rows.tolist() == [row for row, _ in seen]
    assert clipped.segments.tolist() == [one.segments[0].tolist() for _, one in seen]
    assert clipped.begins.tolist() == [bool(one.begins[0]) for _, one in seen]
    assert clipped.ends.tolist() == [bool(one.ends[0]) for _, one in seen]


@given(ANY, ANY)
def test_that_a_line_to_any_point_leaves_the_box_in_the_true_direction(x: float, y: float) -> None:
    assume(max(abs(x), abs(y)) > 20)
    segment = clip_polyline(np.array([[0.0, 0.0], [x, y]]), BOX).segments[0]
    # Exact arithmetic says where the line leaves.
    part = min(Fraction(10) / abs(Fraction(x)) if x else Fraction(10**400), Fraction(5) / abs(Fraction(y)) if y else Fraction(10**400))
    assert segment[:2].tolist() == [0.0, 0.0]
    assert segment[2:].tolist() == pytest.approx([float(part * Fraction(x)), float(part * Fraction(y))], abs=1e-9)


@given(st.lists(st.tuples(ANY, ANY), min_size=2, max_size=10))
def test_that_no_number_is_too_large_to_clip(corners: list[tuple[float, float]]) -> None:
    clipped = clip_polyline(np.array(corners), BOX)
    assert np.isfinite(clipped.segments).all()
    if len(clipped.segments):
        assert inside(clipped.segments[:, :2]).all()
        assert inside(clipped.segments[:, 2:]).all()


def test_that_a_swing_from_far_below_to_far_above_crosses_the_box() -> None:
    segment = clip_polyline(np.array([[-2.0, -1e200], [-3.0, 1e200]]), BOX).segments[0]
    assert segment.tolist() == pytest.approx([-2.5, -5.0, -2.5, 5.0])


def test_that_cuts_are_told_from_points() -> None:
    clipped = clip_polyline(np.array([[0.0, 0.0], [5.0, 0.0], [20.0, 0.0], [30.0, 0.0], [0.0, 0.0]]), BOX)
    assert clipped.rows.tolist() == [0, 1, 3]
    assert clipped.begins.tolist() == [True, True, False]
    assert clipped.ends.tolist() == [True, False, True]


# Signs at the edge


@given(st.lists(st.tuples(NEAR, NEAR), max_size=7))
def test_that_signs_stay_in_the_picture_and_apart(points: list[tuple[float, float]]) -> None:
    heads = [point for point in points if not MAPPING.contains(*point)]
    signs = place_signs(heads, [110.0] * len(heads), MAPPING)
    for number, sign in enumerate(signs):
        assert sign.left >= 0
        assert sign.left + sign.width <= 600
        assert 0 <= sign.top <= 400 - 24
        assert not any(sign.overlaps(other) for other in signs[:number])


@pytest.mark.parametrize(
    ("head", "angle"),
    [
        ((1e200, 0.0), 0.0),
        ((-1e200, 0.0), 180.0),
        ((0.0, 1e200), -90.0),
        ((0.0, -1e300), 90.0),
        ((1e308, -1e308), math.degrees(math.atan2(40, 30))),
    ],
)
def test_that_a_sign_points_to_its_head_however_far(head: tuple[float, float], angle: float) -> None:
    (sign,) = place_signs([head], [100.0], MAPPING)
    assert math.cos(math.radians(sign.angle - angle)) == pytest.approx(1.0, abs=1e-6)


@given(st.lists(st.floats(-10, 10), min_size=4, max_size=7), st.tuples(st.floats(0, 600), st.floats(0, 60)), st.booleans())
def test_that_many_signs_at_one_edge_are_one_block_beside_a_head(xs: list[float], head: tuple[float, float], is_above: bool) -> None:
    mark = head if is_above else (head[0], 400 - head[1])
    signs = place_signs([(x, 40.0 if is_above else -40.0) for x in xs], [100.0] * len(xs), MAPPING, [mark])
    assert not any(sign.covers(*mark) for sign in signs)
    assert not any(one.overlaps(other) for number, one in enumerate(signs) for other in signs[:number])
    rows = {round(sign.top) for sign in signs}
    assert len(rows) <= 2 if is_above else len({400 - top for top in rows}) <= 2


def test_that_a_sign_stands_beside_a_cross_and_not_on_it() -> None:
    (free,) = place_signs([(30.0, 0.0)], [100.0], MAPPING)
    (moved,) = place_signs([(30.0, 0.0)], [100.0], MAPPING, marks=[(free.left + 90, free.top + 12)])
    assert not moved.covers(free.left + 90, free.top + 12)
    assert moved.top != free.top


@pytest.mark.parametrize(
    ("distance", "text"),
    [
        (0.0, "0"), (0.25, "0.250"), (13.7, "13.7"), (9.996, "10.0"), (99.96, "100"), (4210.4, "4\u202f210"), (99_949.0, "99\u202f900"),
        (123_456.0, "1.2×10⁵"), (3.14e154, "3.1×10¹⁵⁴"), (1e-5, "1.0×10⁻⁵"), (math.inf, "> 10³⁰⁸"),
    ],
)  # fmt: skip
def test_that_distances_are_short_and_readable(distance: float, text: str) -> None:
    assert distance_text(distance) == text


def test_that_the_distance_is_measured_from_the_view() -> None:
    assert MAPPING.distance_from_view(13.0, 9.0) == 5.0
    assert MAPPING.distance_from_view(0.0, -7.0) == 2.0
    assert MAPPING.distance_from_view(3.0, 3.0) == 0.0


def test_that_the_last_point_in_view_is_found_however_long_ago() -> None:
    away = np.stack([np.full(5000, 50.0), np.linspace(0, 1e100, 5000)], axis=1)
    path = np.concatenate([[[0.0, 0.0]], away])
    assert last_point_in_view(path, MAPPING) == pytest.approx((600.0, 200.0))
    assert last_point_in_view(away, MAPPING) is None
    assert last_point_in_view(path[:1], MAPPING) == pytest.approx((300.0, 200.0))


# Zoom


@given(st.floats(-9, 9), st.floats(-4, 4), st.floats(0.1, 10))
def test_that_a_zoom_keeps_its_point_and_can_be_undone(x: float, y: float, factor: float) -> None:
    closer = zoom(BOX, x, y, factor, BOX)
    before = ((x - BOX.x_min) / 20, (y - BOX.y_min) / 10)
    after = ((x - closer.x_min) / (closer.x_max - closer.x_min), (y - closer.y_min) / (closer.y_max - closer.y_min))
    assert after == pytest.approx(before)
    assert tuple(zoom(closer, x, y, 1 / factor, BOX)) == pytest.approx(tuple(BOX))


def test_that_zooming_has_limits() -> None:
    box = BOX
    for _ in range(200):
        box = zoom(box, 0.0, 0.0, 2.0, BOX)
    assert box.x_max - box.x_min == pytest.approx(20e-9)
    for _ in range(400):
        box = zoom(box, 0.0, 0.0, 0.5, BOX)
    assert box.x_max - box.x_min == pytest.approx(20e9)


def test_that_panning_moves_by_parts_of_the_view() -> None:
    assert pan(BOX, 0.5, -0.1) == Box(0.0, 20.0, -6.0, 4.0)


def test_that_a_fit_takes_in_a_start_out_of_view() -> None:
    assert fit(tuple(BOX), (3.0, 3.0)) == BOX
    wider = fit(tuple(BOX), (-25.0, 0.0))
    assert wider.x_min < -25.0
    assert (wider.x_max, wider.y_min, wider.y_max) == (10.0, -5.0, 5.0)


# The ground


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_contours_lie_at_their_levels(key: str) -> None:
    function = FUNCTIONS[key]
    landscape = make_landscape(function, ViewMapping(Box(*function.view), 600, 600))
    assert 5 <= len(landscape.levels) <= 30
    middle = (landscape.contours[:, :2] + landscape.contours[:, 2:]) / 2
    values = np.asarray(function.value(middle[:, 0], middle[:, 1]))
    slope = np.hypot(*function.gradient(middle[:, 0], middle[:, 1]))
    level = landscape.levels[np.abs(values[:, np.newaxis] - landscape.levels).argmin(axis=1)]
    grid = (landscape.box.x_max - landscape.box.x_min) / landscape.heights.shape[1]
    beside = np.abs(values - level) / np.maximum(slope, 1e-12)
    assert np.quantile(beside, 0.98) < 0.5 * grid


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_the_lowest_shade_is_at_the_lowest_place_in_view(key: str) -> None:
    function = FUNCTIONS[key]
    landscape = make_landscape(function, ViewMapping(Box(*function.view), 600, 600))
    rows, columns = landscape.heights.shape
    y, x = np.mgrid[0:rows, 0:columns]
    box = landscape.box
    with np.errstate(all="ignore"):
        values = function.value(
            box.x_min + x / (columns - 1) * (box.x_max - box.x_min), box.y_max - y / (rows - 1) * (box.y_max - box.y_min)
        )
    order = np.argsort(values, axis=None)
    assert (np.diff(landscape.heights.reshape(-1)[order].astype(int)) >= 0).all()


@given(st.sampled_from(sorted(FUNCTIONS)), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(1e-6, 1e12))
def test_that_the_ground_can_be_drawn_anywhere(key: str, x: float, y: float, span: float) -> None:
    assume(span > 1e-9 * max(abs(x), abs(y)))
    landscape = make_landscape(FUNCTIONS[key], ViewMapping(Box(x - span, x + span, y - span, y + span), 120, 100))
    assert np.isfinite(landscape.contours).all()
    assert len(landscape.levels) <= 40


def test_that_contours_stay_in_place_while_the_view_moves() -> None:
    himmelblau = FUNCTIONS["himmelblau"]
    first = make_landscape(himmelblau, ViewMapping(Box(-5, 5, -5, 5), 600, 600)).levels
    second = make_landscape(himmelblau, ViewMapping(Box(-4.7, 5.3, -5, 5), 600, 600)).levels
    common = set(first.tolist()) & set(second.tolist())
    assert len(common) >= len(first) - 2


def test_that_a_landscape_serves_until_the_view_leaves_it() -> None:
    landscape = make_landscape(FUNCTIONS["seed-bowl"], MAPPING)
    assert landscape.serves(MAPPING)
    assert landscape.serves(ViewMapping(pan(BOX, 0.05, 0.05), 600, 400))
    assert not landscape.serves(ViewMapping(pan(BOX, 0.2, 0.0), 600, 400))
    assert not landscape.serves(ViewMapping(zoom(BOX, 0, 0, 3.0, BOX), 600, 400))


@given(st.floats(1e-12, 1e12))
def test_that_steps_of_scales_are_round(least: float) -> None:
    step = round_step(least)
    assert least <= step * (1 + 1e-9)
    assert step < 2.51 * least
    assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in (1, 2, 5)


# Text


@pytest.mark.parametrize(
    ("value", "pixel", "text"),
    [
        (1.23456, 0.03, "1.23"),
        (-0.001, 0.03, "0.00"),
        (-1.5, 0.3, "\N{MINUS SIGN}1.5"),
        (1234.4, 20.0, "1234"),
        (2.903534123, 2e-7, "2.9035341"),
    ],
)
def test_that_coordinates_have_the_decimals_that_a_pixel_can_show(value: float, pixel: float, text: str) -> None:
    assert coordinate_text(value, pixel) == text
