"""The plane before the first step: digits of the training set, the layers, and what to do."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from gui.style.theme import DARK, LIGHT
from gui.weight_plane.empty_view import arrange
from tests.helpers.weight_plane import PlaneDriver, small_dataset

LAYERS = (100, 100, 100, 100, 10)


def test_that_a_wide_view_has_eight_by_four_digits_and_a_bar_for_each_layer() -> None:
    placed = arrange(900, 700, QPointF(450, 525), LAYERS, 56)
    assert placed is not None
    assert len(placed.digits) == 32
    assert len({box.left() for box in placed.digits}) == 8
    assert len(placed.bars) == 5
    assert placed.bars[-1].height() == pytest.approx(placed.bars[0].height() / 10)


@pytest.mark.parametrize(("width", "height"), [(900, 700), (420, 440), (340, 600), (300, 300), (700, 320), (250, 400)])
def test_that_everything_lies_in_view_above_the_flag_and_apart(width: float, height: float) -> None:
    flag = QPointF(width / 2, height / 2 + min(width, height) / 4)
    placed = arrange(width, height, flag, LAYERS, 56)
    assert placed is not None
    boxes = [*placed.digits, *placed.bars]
    assert all(box.left() >= 0 and box.right() <= width and box.top() >= 0 for box in boxes)
    assert all(box.bottom() <= placed.caption.top() and placed.caption.bottom() <= flag.y() - 28 for box in boxes)
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert placed.digits[-1].right() < placed.arrow[0].x() < placed.arrow[1].x() < placed.bars[0].left()


def test_that_a_narrow_view_has_fewer_digits_and_one_without_room_none() -> None:
    placed = arrange(420, 440, QPointF(210, 325), LAYERS, 56)
    assert placed is not None
    assert 4 <= len(placed.digits) < 32
    assert arrange(120, 440, QPointF(60, 325), LAYERS, 56) is None
    assert arrange(420, 120, QPointF(210, 90), LAYERS, 56) is None


def test_that_a_screen_reader_hears_the_layers_and_what_to_do_until_there_are_paths(driver: PlaneDriver) -> None:
    driver.show()
    said = driver.canvas._view.accessibleDescription()
    assert "25 → 6 → 4" in said
    assert "60" in said
    assert "Space" in said
    driver.step(3)
    assert "projected" in driver.canvas._view.accessibleDescription()


def test_that_another_network_is_told_at_once(driver: PlaneDriver) -> None:
    driver.show()
    network = NetworkSetup("small", hidden=(9, 7), test_every=1000)
    driver.canvas.set_problem(NetworkProblem(network, small_dataset(side=6)))
    assert "36 → 9 → 7 → 4" in driver.canvas._view.accessibleDescription()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_digits_are_painted_in_whole_pixels_of_the_theme_colours(driver: PlaneDriver, theme) -> None:
    driver.canvas.set_theme(theme)
    driver.show()
    problem = driver.canvas._problem
    assert problem is not None
    QApplication.processEvents()
    image = driver.canvas._view.grab().toImage()
    view = driver.canvas._view
    # 5 × 5 pixels at 8 screen pixels each.
    mapping = driver.canvas._mapping
    placed = arrange(mapping.width, mapping.height, QPointF(*mapping.pixel_of(0, 0)), (6, 4), 40)
    assert placed is not None
    corner = view.mapFromScene(view.box.mapToScene(placed.digits[0].topLeft()))
    seen = np.array([[image.pixelColor(corner.x() + x, corner.y() + y).name() for x in range(-2, 44)] for y in range(-2, 44)])
    changes = np.flatnonzero((seen[1:] != seen[:-1]).any(axis=1))
    assert len(changes) >= 4
    assert set(np.diff(changes)) <= {8, 16, 24, 32}


def test_that_nothing_frames_the_picture_but_the_focus(driver: PlaneDriver) -> None:
    driver.show()
    assert driver.canvas._view.box.border.style() is Qt.PenStyle.NoPen
    driver.canvas._show_focus(True)
    assert driver.canvas._view.box.border.style() is not Qt.PenStyle.NoPen
    driver.step(3)
    driver.canvas._show_focus(False)
    assert driver.canvas._view.box.border.style() is not Qt.PenStyle.NoPen
