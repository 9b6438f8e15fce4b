"""The loss of a run in 44 × 16 pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.widgets.sparkline import HEIGHT, WIDTH, Sparkline, SparkScale


def line(losses: object, revision: int = 1, lowest: float = 0.0) -> Sparkline:
    made = Sparkline()
    made.update(np.asarray(losses, np.float64), revision, lowest)
    return made


def test_that_a_geometric_fall_is_a_straight_line_from_corner_to_corner() -> None:
    made = line(10.0 ** -np.linspace(0, 6, 31))
    scale = made.scale()
    assert scale == pytest.approx((30, -6.0, 0.0))
    assert scale is not None
    assert made.points(scale, 30.0, 12.0) == pytest.approx(np.column_stack([np.arange(31.0), np.linspace(0, 12, 31)]))


@given(st.lists(st.floats(0, 1e300), min_size=2, max_size=3000), st.integers(1, 2999))
def test_that_one_that_grows_is_the_same_as_one_made_at_once(losses: list[float], count: int) -> None:
    values = np.array(losses)
    grown = line(values[: min(count, len(values))])
    grown.update(values, 1)
    whole = line(values)
    scale = whole.scale()
    assert scale == grown.scale()
    if scale is not None:
        points = whole.points(scale, WIDTH, HEIGHT)
        assert np.array_equal(points, grown.points(scale, WIDTH, HEIGHT))
        assert np.isfinite(points).all()
        assert ((points >= -1e-9) & (points <= (WIDTH + 1e-9, HEIGHT + 1e-9))).all()
        assert len(points) <= 4 * WIDTH


def test_that_a_spike_is_seen_however_long_the_run_is() -> None:
    losses = np.full(100_000, 1.0)
    losses[54_321] = 1e6
    made = line(losses)
    points = made.points(SparkScale(99_999, 0.0, 6.0), WIDTH, HEIGHT)
    assert points[:, 1].min() == 0.0
    assert points[points[:, 1].argmin(), 0] == pytest.approx(54_321 / 99_999 * WIDTH)


def test_that_a_past_that_was_rewritten_is_read_anew() -> None:
    made = line([4.0, 2.0, 1.0])
    made.update(np.array([4.0, 3.0, 2.0]), 2)
    assert made.scale() == pytest.approx((2, np.log10(2), np.log10(4)))


def test_that_the_way_is_measured_from_the_lowest_loss_there_can_be() -> None:
    assert line([-77.0, -78.0, -79.0], lowest=-80.0).scale() == pytest.approx((2, 0.0, np.log10(3)))


def test_that_nothing_and_too_little_are_at_the_foot() -> None:
    made = line([1.0, 1e-6, 0.0, 1e-200])
    scale = made.scale()
    assert scale == pytest.approx((3, -12.0, 0.0))
    assert scale is not None
    assert made.points(scale, WIDTH, HEIGHT)[:, 1].tolist() == [0.0, HEIGHT / 2, HEIGHT, HEIGHT]


def test_that_a_run_without_a_step_has_no_scale_and_others_share_one() -> None:
    assert line([]).scale() is line([1.0]).scale() is line([0.0, 0.0]).scale() is None
    assert SparkScale(30, -3.0, 1.0).joined(SparkScale(20, -4.0, 2.0)) == (30, -4.0, 2.0)


def test_that_it_is_painted_in_its_area_and_colour(qapp: object) -> None:
    image = QImage(80, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    made = line([1.0, 0.1, 0.01])
    scale = made.scale()
    assert scale is not None
    made.paint(painter, QRectF(10, 10, WIDTH, HEIGHT), scale, QColor("#ff0000"))
    painter.end()
    white = QColor("#ffffff").rgb()
    inked = [(x, y) for x in range(80) for y in range(40) if image.pixel(x, y) != white]
    assert len(inked) > WIDTH
    assert all(10 <= x < 10 + WIDTH and 10 <= y < 10 + HEIGHT for x, y in inked)
    assert all(image.pixelColor(x, y).red() == 255 for x, y in inked)


def test_that_a_run_that_diverges_leaves_at_the_top_and_flattens_no_other() -> None:
    wild = line(10.0 ** np.linspace(1, 100, 100))
    scale = wild.scale()
    assert scale == pytest.approx((99, 1.0, 2.0))
    assert wild.points(scale, WIDTH, HEIGHT)[2:, 1] == pytest.approx(0.0)
