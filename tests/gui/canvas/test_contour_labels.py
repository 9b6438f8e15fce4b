"""Numbers along contour lines: true, apart from each other, and clear of what must be seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.rehearsal import rehearse
from core.functions import FUNCTIONS
from core.geometry import Box
from gui.canvas.contour_labels import contour_labels, level_text
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import make_landscape

NOTHING = np.empty((0, 2))


def width(text):
    return 6.5 * len(text)


def value_of(text):
    """The number that a label tells."""
    mantissa, _, power = text.replace("−", "-").partition("10")
    raised = power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    if not raised or not any(sign in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻" for sign in power):
        return float(text.replace("−", "-"))
    return float(mantissa.rstrip("×") or 1) * 10.0 ** int(raised)


def labelled(key, box=None, avoid=NOTHING, size=(560, 520)):
    function = FUNCTIONS[key]
    ground = make_landscape(function, ViewMapping(box or Box(*function.view), *size))
    return function, ground, contour_labels(ground, avoid, width)


@pytest.mark.parametrize("key", FUNCTIONS)
def test_that_a_label_stands_on_its_line_and_tells_its_value(key):
    function, ground, labels = labelled(key)
    assert len(labels) <= 7
    for label in labels:
        gap = np.sort(np.abs(ground.levels - value_of(label.text)))
        assert gap[0] <= 0.03 * max(gap[1], 1e-9), "no other level could be meant"
        value = float(function.value(label.x, label.y))
        slope = float(np.hypot(*function.gradient(label.x, label.y)))
        way = abs(value - value_of(label.text)) / max(slope, 1e-12)
        # A line bends a little beneath its label.
        assert way <= 4 * max(ground.mapping.x_pixel, ground.mapping.y_pixel)


@pytest.mark.parametrize("key", ["seed-bowl", "rosenbrock", "himmelblau", "booth", "two-wells", "goldstein-price", "mccormick"])
def test_that_there_are_labels_where_there_is_room(key):
    assert len(labelled(key)[2]) >= 2


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(FUNCTIONS)),
    st.floats(0.2, 1.0),
    st.tuples(st.integers(120, 900), st.integers(120, 900)),
    st.booleans(),
)
def test_that_labels_keep_apart_and_clear_of_paths_and_marks_and_within_the_view(key, part, size, with_paths):
    function = FUNCTIONS[key]
    (x, y), (x_min, x_max, y_min, y_max) = function.start, function.view
    box = Box(x - part * (x_max - x_min), x + part * (x_max - x_min), y - part * (y_max - y_min), y + part * (y_max - y_min))
    paths = rehearse(function, function.start) if with_paths else ()
    avoid = np.vstack([np.array([[x, y]]), *(path for path in paths)])
    _, ground, labels = labelled(key, box, avoid, size)
    middles = np.array([ground.mapping.pixel_of(label.x, label.y) for label in labels]).reshape(-1, 2)
    for number, middle in enumerate(middles):
        others = np.delete(middles, number, axis=0)
        assert not len(others) or np.hypot(*(others - middle).T).min() >= 70 - 1e-6
        # Rounded to half the spacing at which lines are looked at.
        assert np.hypot(*(ground.mapping.to_pixels(avoid) - middle).T).min() >= 26 - 6
        assert 0 < middle[0] < size[0]
        assert 0 < middle[1] < size[1]
        assert -90 <= labels[number].angle <= 90


def test_that_every_second_level_is_labelled_and_these_are_the_round_ones():
    _, _, labels = labelled("rosenbrock")
    powers = [np.log2(value_of(label.text)) for label in labels]
    assert all(power == round(power) for power in powers)
    _, ground, labels = labelled("seed-bowl", Box(-10, 3, -4, 4.5))
    step = np.diff(ground.levels).max()
    assert {value_of(label.text) % (2 * step) for label in labels} == {0.0}


@pytest.mark.parametrize(
    ("level", "levels", "text"),
    [
        (1024.0000000000005, [512.0, 724.1, 1024.0000000000005, 1448.2], "1024"),
        (0.5, [0.25, 0.5, 1.0], "0.5"),
        (-18.2085, [-18.709, -18.2085, -17.5], "−18.2"),
        (-18.2085, [-18.309, -18.2085, -17.5], "−18.21"),
        (1e7, [1e6, 1e7], "10⁷"),
        (3.0, [3.0], "3"),
    ],
)
def test_that_a_level_is_told_in_as_few_digits_as_tell_it_from_its_neighbours(level, levels, text):
    assert level_text(level, levels) == text
