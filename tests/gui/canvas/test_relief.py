"""The relief: true to the light, and never so dark or bright that a path drowns on it."""

from dataclasses import replace

import numpy as np
import pytest
from contourpy import LineType, contour_generator
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from core.functions import FUNCTIONS
from core.geometry import Box
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import FACINGS, contour_tracer, landscape_of, make_landscape
from gui.canvas.landscape_layer import landscape_image
from gui.canvas.relief import LEVEL_GROUND, LIGHTS, facing, ground_table, lights, slopes
from gui.style.oklab import eight_bits, linear_rgb, luminance, oklab, rgb_of
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from gui.weight_plane.surface_layer import LossHeights
from tests.helpers.canvas import pixels
from tests.helpers.colours import SEVEN

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
TWELVE = [*SEVEN, *((f"more {number}", "gd") for number in range(5))]


def luminances(pixels):
    """The relative luminance of 0xffrrggbb pixels, as WCAG defines it."""
    channels = np.stack([(pixels >> shift) & 255 for shift in (16, 8, 0)], axis=-1) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def least_contrast(ground, theme):
    """The least contrast of any of twelve runs on any pixel of a ground."""
    pixels = np.unique(ground_table(theme)[ground.heights, ground.lights])
    below = luminances(pixels)
    runs = [luminances(np.array([style.colour(theme).rgb()]))[0] for style in run_styles(TWELVE).values()]
    return min(float(((np.maximum(below, run) + 0.05) / (np.minimum(below, run) + 0.05)).min()) for run in runs)


@THEMES
@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_every_run_has_3_to_1_on_every_pixel_of_a_ground(key, theme, qtbot):
    """On the whole landscape, in the view of the race, and close to the start."""
    canvas = FunctionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 560)
    function = FUNCTIONS[key]
    canvas.set_problem(FunctionProblem(function))
    (x, y), near = function.start, 0.02 * (function.view[1] - function.view[0])
    for box in (Box(*function.view), Box(*canvas.view_range()), Box(x - near, x + near, y - near, y + near)):
        assert least_contrast(make_landscape(function, ViewMapping(box, 640, 560)), theme) >= 3.0


@THEMES
@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(1e-3, 1e6), st.integers(1, 40))
def test_that_every_run_has_3_to_1_on_a_random_ground(theme, seed, height, waves):
    rng = np.random.default_rng(seed)
    x, y = np.linspace(-1, 1, 60), np.linspace(1, -1, 50)
    ways = rng.normal(scale=waves, size=(3, 2))
    values = height * sum(np.sin(way[0] * x[np.newaxis, :] + way[1] * y[:, np.newaxis]) for way in ways) + 3 * height
    values[rng.random(values.shape) < 0.02] = np.nan
    ground = landscape_of(LossHeights(), ViewMapping(Box(-1, 1, -1, 1), 300, 250), x, y, values, values)
    assert least_contrast(ground, theme) >= 3.0


@THEMES
def test_that_no_height_and_no_light_makes_a_ground_on_which_a_run_drowns(theme):
    y = luminances(ground_table(theme))
    colours = [luminances(np.array([style.colour(theme).rgb()]))[0] for style in run_styles(TWELVE).values()]
    for colour in colours:
        assert ((np.maximum(y, colour) + 0.05) / (np.minimum(y, colour) + 0.05)).min() >= 3.0


@THEMES
def test_that_higher_ground_is_lighter_and_light_makes_it_lighter_still(theme):
    y = luminances(ground_table(theme))
    level = y[:, LEVEL_GROUND]
    assert (np.diff(level) >= -0.004).all(), "eight bits and the guard leave no more than a level"
    assert level[-1] > level[0] + 0.04
    assert (y[:, -1] >= y[:, 0]).all()


# The light


def plane(right, down, size=24):
    """Heights of a plane that rises so much a pixel to the right and downward, as `slopes` takes them for a view of 100 pixels."""
    rows, columns = np.mgrid[0:size, 0:size]
    return (right * columns + down * rows) / (0.31 * 100)


@pytest.mark.parametrize(
    ("right", "down", "light"),
    [(0.0, 0.0, 0), (0.2, 0.2, 1), (-0.2, -0.2, -1), (0.2, -0.2, 0), (-0.2, 0.2, 0), (0.3, 0.0, 1), (0.0, -0.3, -1)],
)
def test_that_light_comes_from_the_upper_left(right, down, light):
    """A slope that rises to the lower right faces the upper left."""
    seen = lights(*slopes(plane(right, down), 1.0, 1.0, 100.0))[5:-5, 5:-5].astype(int) - LEVEL_GROUND
    assert (np.sign(seen) == light).all() or (light == 0 and np.abs(seen).max() <= 2)


def test_that_the_slope_of_a_plane_is_told_exactly():
    right, down = slopes(plane(0.15, -0.05), 1.0, 1.0, 100.0)
    np.testing.assert_allclose(right, 0.15, atol=1e-5)
    np.testing.assert_allclose(down, -0.05, atol=1e-5)


@given(st.floats(0, 2 * np.pi), st.floats(1e-3, 10))
def test_that_a_slope_faces_the_light_as_the_cosine_of_its_direction(angle, steepness):
    uphill = steepness * np.array([np.cos(angle), np.sin(angle)])
    towards = facing(np.array([uphill[0]], np.float32), np.array([uphill[1]], np.float32))
    assert towards[0] == pytest.approx(np.cos(angle - np.pi / 4), abs=1e-5)
    assert facing(np.zeros(1, np.float32), np.zeros(1, np.float32)) == 0


def test_that_contours_of_a_cone_are_lit_on_one_side_and_shaded_on_the_other():
    function = FUNCTIONS["seed-bowl"]
    ground = make_landscape(function, ViewMapping(Box(-10, 10, -10, 10), 400, 400))
    assert ground.facings.max() == FACINGS - 1
    assert ground.facings.min() == 0
    middle = (ground.contours[:, :2] + ground.contours[:, 2:]) / 2
    # In a bowl the ground rises outward: what lies to the lower right faces the light.
    lower_right = (middle[:, 0] > 1) & (middle[:, 1] < -1)
    upper_left = (middle[:, 0] < -1) & (middle[:, 1] > 1)
    assert ground.facings[lower_right].min() > ground.facings[upper_left].max()


@given(st.integers(0, 10_000), st.floats(0.0, 0.3))
def test_that_contours_are_those_of_contourpy_also_around_what_has_no_height(seed, lost):
    rng = np.random.default_rng(seed)
    x, y, heights = np.linspace(-2, 3, 12), np.linspace(0, 4, 9), rng.normal(size=(9, 12))
    heights[rng.random(heights.shape) < lost] = rng.choice([np.nan, np.inf, -np.inf])
    expected = contour_generator(x, y, np.ma.masked_invalid(heights), line_type=LineType.Separate).lines(0.1)
    found = contour_tracer(x, y, heights, LineType.Separate).lines(0.1)
    assert [line.tolist() for line in found] == [line.tolist() for line in expected]


def test_that_ground_without_heights_is_level_and_high():
    x, values = np.linspace(0, 1, 9), np.full((9, 9), np.nan)
    ground = landscape_of(LossHeights(), ViewMapping(Box(0, 1, 0, 1), 80, 80), x, x[::-1], values, values)
    assert (ground.heights == 255).all()
    assert (ground.lights == LEVEL_GROUND).all()
    assert ground.lines == ()
    assert ground.lights.max() < LIGHTS


# OKLab


def test_that_oklab_is_that_of_its_author():
    """The table of B. Ottosson's article, by way of CSS Color 4 for the primaries."""
    for colour, lab in (
        ("#ffffff", (1.0, 0.0, 0.0)),
        ("#ff0000", (0.627955, 0.224863, 0.125846)),
        ("#00ff00", (0.866440, -0.233888, 0.179498)),
        ("#0000ff", (0.452014, -0.032457, -0.311528)),
    ):
        np.testing.assert_allclose(oklab(linear_rgb(colour)), lab, atol=2e-4)


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_that_a_colour_comes_back_from_oklab_to_the_bit(red, green, blue):
    name = f"#{red:02x}{green:02x}{blue:02x}"
    back = rgb_of(oklab(linear_rgb(name)))
    assert eight_bits(back).tolist() == [red, green, blue]
    assert luminance(linear_rgb(name)) == pytest.approx(luminances(np.array([QColor(name).rgb()]))[0])


@THEMES
def test_that_contours_are_half_as_strong_again_for_who_asks_for_contrast(qapp, theme):
    function, mapping = FUNCTIONS["seed-bowl"], ViewMapping(Box(-10.0, 4.0, -4.0, 4.0), 320, 240)
    landscape = make_landscape(function, mapping)
    bare = replace(landscape, contours=landscape.contours[:0], facings=landscape.facings[:0])

    def darkness(shown, worn):
        return pixels(landscape_image(shown, [], [], worn, mapping, 1.0)).sum(axis=-1)

    ground = darkness(bare, theme)
    usual, more = (np.abs(darkness(landscape, worn) - ground).max() for worn in (theme, theme.contrasted()))
    assert usual > 60
    assert more == pytest.approx(1.5 * usual, rel=0.05)
