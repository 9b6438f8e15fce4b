"""Which run the mouse is over on the canvas, and how a run is shown that is raised."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.style.theme import LIGHT
from tests.helpers.canvas import STYLES, CanvasDriver, run, spiral


@pytest.fixture
def told(driver: CanvasDriver) -> list[str | None]:
    told: list[str | None] = []
    driver.canvas.run_hovered.connect(told.append)
    driver.show(run("gd", [[-9, 2], [-9, -5], [5, -5]]), run("nag", [[-9, 2], [5, 8], [5, 40]]))
    return told


def ink(driver: CanvasDriver, key: str) -> int:
    image = driver.picture()
    counted = Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))
    return counted[STYLES[key].colour(LIGHT).rgba()]


def test_that_head_path_and_sign_tell_their_run_and_the_ground_tells_none(
    driver: CanvasDriver, qtbot: QtBot, told: list[str | None]
) -> None:
    sign = driver.canvas._runs.signs()[0].sign
    box = driver.canvas._view.box
    in_sign = box.mapToScene(sign.left + sign.width / 2, sign.top + 5).toPoint()
    for point in (driver.at(5, -5), driver.at(0, 0), driver.at(-2, -5), driver.at(0, 0), in_sign, driver.at(0, 0)):
        qtbot.mouseMove(driver.viewport, point)
    assert told == ["gd", None, "gd", None, "nag", None]


def test_that_a_drag_over_a_path_and_a_mouse_that_has_left_tell_none(driver: CanvasDriver, qtbot: QtBot, told: list[str | None]) -> None:
    qtbot.mouseMove(driver.viewport, driver.at(5, -5))
    QApplication.sendEvent(driver.view, QEvent(QEvent.Type.Leave))
    assert told == ["gd", None]
    qtbot.mousePress(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(0, 0))
    qtbot.mouseMove(driver.viewport, driver.at(0, -5))
    qtbot.mouseRelease(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(0, -5))
    assert told[2:] in ([], ["gd"]), "only where the mouse has come to rest"


def test_that_a_raised_path_is_wider_and_the_others_fade(driver: CanvasDriver) -> None:
    path = spiral(60)
    driver.show(run("gd", path), run("nag", path[:, ::-1] * (1, -1)))
    before = {key: ink(driver, key) for key in ("gd", "nag")}
    driver.canvas.raise_run("gd")
    assert ink(driver, "gd") > 1.2 * before["gd"]
    assert ink(driver, "nag") == 0
    driver.canvas.raise_run("adam")
    assert {key: ink(driver, key) for key in ("gd", "nag")} == before, "adam is not here"


def test_that_a_raised_path_that_grows_looks_like_one_that_is_drawn_at_once(driver: CanvasDriver) -> None:
    path = spiral(80)
    driver.canvas.raise_run("gd")
    for stop in (1, 20, 21, 80):
        driver.show(run("gd", path[:stop]), run("nag", path[:stop, ::-1]))
    grown = ink(driver, "gd")
    driver.canvas.raise_run(None)
    driver.canvas.raise_run("gd")
    assert abs(grown - ink(driver, "gd")) < 0.02 * grown
