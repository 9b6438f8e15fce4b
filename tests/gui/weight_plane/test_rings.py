"""Rings around the start: true distances within the plane, at round steps, as long as no loss is shown."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from core.geometry import Box
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import new_image, painting
from gui.style.theme import DARK, LIGHT
from gui.weight_plane.rings_layer import radii
from tests.helpers.weight_plane import PlaneDriver


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-6, 6), st.floats(100, 2000), st.floats(100, 2000))
def test_that_rings_are_round_multiples_that_cross_the_view(x: float, y: float, zoom: float, width: float, height: float) -> None:
    size = 10.0**zoom
    mapping = ViewMapping(Box(x * size, (x + 2) * size, y * size, (y + 3) * size), width, height)
    found = radii(mapping)
    if len(found) > 1:
        steps = np.diff(found)
        assert steps == pytest.approx([steps[0]] * len(steps))
        assert float(f"{steps[0]:.3g}") in {float(f"{factor}e{math.floor(math.log10(steps[0] * 1.001))}") for factor in (1, 2, 5)}
        assert steps[0] / max(mapping.x_pixel, mapping.y_pixel) >= 63
    for radius in found:
        nearest = mapping.distance_from_view(0, 0)
        farthest = max(math.hypot(px, py) for px in (mapping.box.x_min, mapping.box.x_max) for py in (mapping.box.y_min, mapping.box.y_max))
        assert nearest < radius < farthest


def test_that_no_ring_is_further_than_the_weights_have_moved(driver: PlaneDriver) -> None:
    driver.step(20)
    picture = driver.canvas.picture
    assert picture is not None
    assert picture.plane is not None
    for run, shown in zip(picture.snapshot.runs, picture.shown.runs, strict=True):
        moved = float(np.linalg.norm(run.theta.astype(np.float64) - run.trail.points[0]))
        assert np.hypot(*shown.path[-1]) <= moved * (1 + 1e-6)


def test_that_rings_show_until_the_loss_does_and_the_text_tells_of_them(driver: PlaneDriver) -> None:
    driver.show()
    assert not driver.canvas._rings.isVisible()
    driver.step(20)
    assert driver.canvas._rings.isVisible()
    assert "‖ΔW‖" in driver.canvas.sentences()
    driver.surface()
    assert not driver.canvas._rings.isVisible()
    assert "‖ΔW‖" not in driver.canvas.sentences()
    driver.canvas.hide_surface()
    assert driver.canvas._rings.isVisible()


@pytest.mark.parametrize("equal", [True, False])
def test_that_a_label_stands_on_its_ring(driver: PlaneDriver, equal: bool) -> None:
    driver.step(20)
    driver.canvas.set_equal_aspect(equal)
    mapping, labels = driver.canvas._mapping, driver.canvas._rings.labels()
    assert labels
    assert labels[0][0].startswith("‖ΔW‖ ≥ ")
    for text, at in labels:
        radius = float(text.rpartition("≥ ")[2])
        assert math.hypot(*mapping.point_at(at.x(), at.y())) == pytest.approx(radius)
        assert 0 < at.x() < mapping.width
        assert 0 < at.y() < mapping.height


def test_that_rings_are_painted_anew_in_another_theme_and_part_of_the_plane(driver: PlaneDriver) -> None:
    driver.step(20)
    layer = driver.canvas._rings

    def painted() -> QImage:
        image = new_image(layer.mapping, 2.0)
        with painting(image) as painter:
            layer.paint_view(painter, layer.mapping)
        return image

    def has(image: QImage, colour: str) -> bool:
        wanted = QColor(colour).rgb()
        return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))

    light = painted()
    assert has(light, LIGHT.grid)
    assert has(light, LIGHT.plot), "around the letters"
    driver.canvas.set_theme(DARK)
    dark = painted()
    assert has(dark, DARK.grid)
    assert not has(dark, LIGHT.plot)
    driver.canvas.set_theme(LIGHT)
    assert painted() == light
    driver.press(Qt.Key.Key_Minus)
    assert painted() != light
    driver.press(Qt.Key.Key_F)
    assert painted() == light


def test_that_far_away_from_the_start_there_are_labels_no_more(driver: PlaneDriver) -> None:
    driver.step(20)
    driver.canvas.show_part(1e6, 1e6 + 1, 1e6, 1e6 + 1)
    assert driver.canvas._rings.labels() == []
    driver.press(Qt.Key.Key_F)
    assert driver.canvas._rings.labels()


@pytest.mark.parametrize("keys", [[], [Qt.Key.Key_Right, Qt.Key.Key_Up], [Qt.Key.Key_Minus, Qt.Key.Key_Left]])
def test_that_all_labels_stand_on_one_side_of_the_start(driver: PlaneDriver, keys: list[Qt.Key]) -> None:
    driver.step(20)
    for key in keys:
        driver.press(
            key,
            Qt.KeyboardModifier.ControlModifier
            if key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up)
            else Qt.KeyboardModifier.NoModifier,
        )
    labels = driver.canvas._rings.labels()
    assert len({round(at.x(), 3) for _, at in labels}) <= 1 or len({round(at.y(), 3) for _, at in labels}) <= 1
    assert [text for text, _ in labels if text.startswith("‖ΔW‖")] == [text for text, _ in labels[:1]]
