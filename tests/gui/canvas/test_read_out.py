"""What the line above the canvas tells of the point under the mouse."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.functions import FUNCTIONS
from core.problems.function import FunctionProblem
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from tests.helpers.canvas import CanvasDriver

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_that_the_read_out_tells_f_and_its_gradient(driver: CanvasDriver) -> None:
    point = driver.at(5.0, -4.0)
    driver.move(point)
    x, y = driver.shown_at(point)
    read = driver.canvas.read_out_text().replace("\N{MINUS SIGN}", "-").replace("(", "").replace(")", "").replace(",", "").split()
    assert [read[0], read[2], read[4], read[6]] == ["x", "y", "f", "∇f"]
    figures = [float(read[place]) for place in (1, 3, 5, 7, 8)]
    assert figures == pytest.approx([x, y, x * x / 10 + y * y, x / 5, 2 * y], abs=0.02)


def test_that_the_gradient_is_written_as_a_vector_without_gaps(driver: CanvasDriver) -> None:
    for x, y in ((5.0, -4.0), (-5.0, 4.0)):
        driver.move(driver.at(x, y))
        shown = driver.canvas._read_out._values[-1].text()
        assert re.fullmatch(r"\(−?[\d.]+, −?[\d.]+\)", shown), shown
        assert driver.canvas.read_out_text().endswith(f"∇f {shown}")


def test_that_the_read_out_gives_way_to_a_hint_outside(driver: CanvasDriver) -> None:
    driver.move(driver.at(5.0, -4.0))
    assert "∇f" in driver.canvas.read_out_text()
    driver.move(QPoint(3, 300))
    assert "Click to set the start" in driver.canvas.read_out_text()


def test_that_figures_keep_their_places(driver: CanvasDriver) -> None:
    driver.move(driver.at(5.0, 4.0))
    places = [label.geometry() for label in driver.canvas._read_out._values]
    driver.move(driver.at(-5.123, -9.4))
    assert [label.geometry() for label in driver.canvas._read_out._values] == places


def test_that_no_figure_is_cut_where_text_is_large_or_there_is_little_room(driver: CanvasDriver, qapp: QApplication) -> None:
    read_out, seen = driver.canvas._read_out, []
    for scale, width in ((1.0, 640), (1.5, 640), (2.0, 640), (2.0, 1200), (1.0, 300)):
        apply_theme(qapp, LIGHT.enlarged(scale))
        driver.canvas.set_theme(LIGHT.enlarged(scale))
        driver.canvas.resize(width, 680)
        QApplication.processEvents()
        driver.move(driver.at(-5.123, -9.4))
        shown = [label for label in read_out._values if label.isVisible()]
        for label in shown:
            assert label.width() >= label.sizeHint().width()
            assert label.mapTo(read_out, label.rect().topRight()).x() < read_out.width()
        seen.append(len(shown))
    assert seen == [4, 3, 3, 4, 3]
    apply_theme(qapp, LIGHT)


def test_that_the_read_out_survives_where_f_overflows(driver: CanvasDriver) -> None:
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["goldstein-price"]))
    driver.show_whole()
    driver.wheel(driver.at(0.0, 0.0), -200)
    driver.move(driver.at(*[0.9 * edge for edge in (driver.canvas.view_range()[1], driver.canvas.view_range()[3])]))
    assert "f " in driver.canvas.read_out_text()
