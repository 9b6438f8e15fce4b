"""The loss over the plane, as it is asked for on the canvas, computed, shown and taken away."""

from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gui.canvas.landscape_layer
import gui.weight_plane.analyst
import gui.weight_plane.surface_layer
from core.analysis.loss_surface import SurfaceWork
from core.problems.network import NetworkProblem
from gui.canvas.contour_labels import ContourLabel
from gui.weight_plane.texts import SurfaceState
from gui.widgets.background_task import BackgroundTask
from tests.helpers.weight_plane import PlaneDriver, small_race


def test_that_the_loss_is_shown_on_request_with_contours_and_a_sentence(driver: PlaneDriver) -> None:
    driver.step(20)
    grid = driver.surface()
    assert grid.plane is driver.canvas.plane
    assert np.isfinite(grid.values).all()
    landscape = driver.canvas._surface._landscape
    assert landscape is not None
    assert len(landscape.contours) > 0
    assert "all 60 training images" in driver.canvas.sentences()
    assert driver.canvas.tools.surface.text() == "Hide the loss"


def test_that_the_loss_under_the_mouse_can_be_read(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    driver.surface()
    QApplication.processEvents()
    qtbot.mouseMove(driver.viewport, driver.at(0.0, 0.0) + QPoint(3, 3))
    qtbot.mouseMove(driver.viewport, driver.at(0.0, 0.0))
    assert "loss 1." in driver.canvas.read_out_text()
    names = ["1st", "2nd"] if driver.canvas.plane.ranks == (1, 2) else ["2nd", "1st"]
    assert driver.canvas.read_out_text().split()[:3:2] == names


def test_that_the_loss_waits_for_a_pause_and_says_so(driver: PlaneDriver) -> None:
    driver.step(20)
    driver.canvas.set_paused(False)
    assert not driver.canvas.tools.surface.isEnabled()
    assert "Pause" in driver.canvas.tools.surface.toolTip()
    driver.press(Qt.Key.Key_P)
    assert driver.canvas.surface_state is SurfaceState.NONE
    driver.canvas.set_paused(True)
    assert driver.canvas.tools.surface.isEnabled()


@pytest.mark.parametrize("way", ["button", "escape", "play", "hide", "problem"])
def test_that_the_computation_is_stopped_by(driver: PlaneDriver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(gui.weight_plane.analyst, "_PIECE_SECONDS", 0.0)
    driver.step(20)
    driver.press(Qt.Key.Key_P)
    assert driver.canvas.surface_state is SurfaceState.UNDER_WAY
    assert driver.canvas.tools.surface.text() == "Cancel"
    if way == "button":
        qtbot.mouseClick(driver.canvas.tools.surface, Qt.MouseButton.LeftButton)
    elif way == "escape":
        driver.press(Qt.Key.Key_Escape)
    elif way == "play":
        driver.canvas.set_paused(False)
    elif way == "hide":
        driver.canvas.hide()
    else:
        problem = small_race("sgd").problem
        assert isinstance(problem, NetworkProblem)
        driver.canvas.set_problem(problem)
    assert driver.canvas.surface_state is SurfaceState.NONE
    news = []
    driver.canvas._analyst.surface_ready.connect(news.append)
    qtbot.waitUntil(lambda: not driver.canvas.findChildren(BackgroundTask))
    assert news == []
    assert driver.canvas._surface.grid is None


def test_that_progress_is_told(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    seen = []
    driver.canvas.tools.progress.valueChanged.connect(seen.append)
    driver.surface()
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert not driver.canvas.tools.progress.isVisible()


def test_that_the_loss_stays_while_heads_move_in_the_same_plane_and_goes_with_it(driver: PlaneDriver) -> None:
    driver.step(20)
    grid = driver.surface()
    driver.step(1)
    driver.canvas._feed._on_rested()
    driver.step(1)
    assert driver.canvas._surface.grid is grid
    driver.step(30)
    assert driver.canvas._surface.grid is None
    assert driver.canvas.surface_state is SurfaceState.NONE


def test_that_a_failure_becomes_a_sentence(driver: PlaneDriver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.step(20)

    def no_memory(*arguments: object) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(gui.weight_plane.analyst, "SurfaceWork", no_memory)
    driver.press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: "no room" in driver.canvas.sentences())
    assert driver.canvas.surface_state is SurfaceState.NONE


@pytest.mark.parametrize("has_begun", [False, True])
@pytest.mark.parametrize("steps", [1, 40])
def test_that_a_loss_asked_for_before_the_last_picture_came_is_computed_in_its_plane(
    driver: PlaneDriver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, steps: int, has_begun: bool
) -> None:
    held, work = Event(), SurfaceWork.work
    monkeypatch.setattr(SurfaceWork, "work", lambda *given: held.wait(10) and work(*given))
    driver.step(4)
    early = driver.canvas.plane
    driver.race.advance(steps)
    last = driver.race.snapshot()
    # The picture of the last steps, which after many needs another plane, is not there yet when the loss is asked for.
    doings = [driver.canvas.toggle_surface, lambda: driver.canvas.show_snapshot(last)]
    for do in doings if has_begun else reversed(doings):
        do()
    qtbot.waitUntil(lambda: driver.canvas._picture is not None and driver.canvas._picture.snapshot is last)
    assert driver.canvas.surface_state is SurfaceState.UNDER_WAY
    held.set()
    qtbot.waitUntil(lambda: driver.canvas.surface_state is SurfaceState.SHOWN)
    assert (driver.canvas.plane is early) is (steps == 1)
    assert driver.canvas._surface.grid.plane is driver.canvas.plane


def test_that_no_number_of_the_loss_lies_on_a_path(driver: PlaneDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[list[ContourLabel], np.ndarray]] = []

    def labels_of(landscape, avoid, theme):
        kept.append((gui.canvas.landscape_layer.labels_of(landscape, avoid, theme), avoid))
        return kept[-1][0]

    monkeypatch.setattr(gui.weight_plane.surface_layer, "labels_of", labels_of)
    driver.step(20)
    driver.surface()
    driver.canvas.grab()
    labels, avoid = kept[-1]
    assert labels
    mapping, picture = driver.canvas._mapping, driver.canvas.picture
    assert picture is not None
    assert len(avoid) > sum(len(run.path) for run in picture.shown.runs)
    for label in labels:
        at = np.array(mapping.pixel_of(label.x, label.y))
        for run in picture.shown.runs:
            assert np.hypot(*(mapping.to_pixels(run.path) - at).T).min() > 20
