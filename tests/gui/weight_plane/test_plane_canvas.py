"""The plane's canvas on a small network, with its thread."""

from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gui.weight_plane.analyst
from core.analysis.loss_surface import LossGrid, SurfaceWork
from core.analysis.principal_plane import principal_plane
from core.experiment.experiment import Experiment
from core.problems.network import NetworkProblem
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from gui.weight_plane.canvas import PlaneCanvas
from gui.weight_plane.texts import SurfaceState
from gui.widgets.background_task import BackgroundTask
from tests.helpers.parameters import roll
from tests.helpers.weight_plane import run_away, small_race
from tests.helpers.window import show

STYLES = run_styles((key, key) for key in ("sgd", "momentum", "adam"))


class PlaneDriver:
    """A canvas, the race that it shows, and what a user does with both."""

    def __init__(self, canvas: PlaneCanvas, race: Experiment, qtbot: QtBot) -> None:
        self.canvas, self.race, self._qtbot = canvas, race, qtbot
        self.viewport = canvas._view.viewport()

    def step(self, steps: int = 1) -> None:
        """Take steps, show them and wait for the picture."""
        self.race.advance(steps)
        self.show()

    def show(self) -> None:
        snapshot = self.race.snapshot()
        self.canvas.show_snapshot(snapshot)
        self._qtbot.waitUntil(lambda: self.canvas._picture is not None and self.canvas._picture.snapshot is snapshot)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.canvas._view, key, modifiers)

    def surface(self) -> LossGrid:
        """Ask for the loss and wait for it."""
        self._qtbot.mouseClick(self.canvas.tools.surface, Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: self.canvas.surface_state is SurfaceState.SHOWN)
        grid = self.canvas._surface.grid
        assert grid is not None
        return grid

    def at(self, x: float, y: float) -> QPoint:
        view = self.canvas._view
        return view.mapFromScene(view.box.mapToScene(QPointF(*self.canvas._mapping.pixel_of(x, y))))

    def colours(self) -> set[str]:
        image = self.canvas.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(64, image.width()) for y in range(48, image.height() - 120)}


@pytest.fixture
def driver(qtbot: QtBot, qapp: QApplication) -> Iterator[PlaneDriver]:
    apply_theme(qapp, LIGHT)
    race = small_race("sgd", "momentum", "adam")
    canvas = PlaneCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(512, 640)
    canvas.set_styles(STYLES)
    assert isinstance(race.problem, NetworkProblem)
    canvas.set_problem(race.problem)
    show(qtbot, canvas)
    yield PlaneDriver(canvas, race, qtbot)
    canvas.close_down()


def test_that_before_the_first_step_it_says_what_to_do(driver: PlaneDriver) -> None:
    driver.show()
    assert driver.canvas._empty.isVisible()
    assert "Space" in driver.canvas._empty.text()
    assert not driver.canvas.tools.surface.isEnabled()
    assert "first step" in driver.canvas.tools.surface.toolTip()


@pytest.mark.parametrize("steps", [0, 5])
def test_that_where_no_run_is_switched_on_it_says_so_until_one_is(driver: PlaneDriver, steps: int) -> None:
    driver.step(steps)
    for label in STYLES:
        driver.race.switch(label, False)
    driver.show()
    assert driver.canvas._empty.isVisible()
    assert driver.canvas._empty.text().startswith("No run is switched on")
    driver.race.switch("adam", True)
    driver.show()
    assert driver.canvas._empty.isVisible() is (steps == 0)
    assert "Space" in driver.canvas._empty.text()


def test_that_paths_are_drawn_in_the_colours_of_their_runs(driver: PlaneDriver) -> None:
    driver.step(20)
    assert not driver.canvas._empty.isVisible()
    assert {style.colour(LIGHT).name() for style in STYLES.values()} <= driver.colours()


def test_that_titles_and_text_tell_what_is_explained(driver: PlaneDriver) -> None:
    driver.step(20)
    plane = driver.canvas.plane
    assert plane is not None
    assert f"{100 * plane.shares[0]:.1f}" in driver.canvas._view.bottom_axis.labelText
    assert f"{100 * plane.shares[1]:.1f}" in driver.canvas._view.left_axis.labelText
    assert f"{100 * sum(plane.shares):.1f}" in driver.canvas.sentences()
    assert str(plane.dimensions) in driver.canvas.sentences()


def test_that_nothing_is_computed_while_hidden_and_the_newest_when_seen(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.canvas.hide()
    driver.race.advance(5)
    snapshot = driver.race.snapshot()
    driver.canvas.show_snapshot(snapshot)
    assert not driver.canvas._analyst.is_busy
    driver.canvas.show()
    qtbot.waitUntil(lambda: driver.canvas._picture is not None and driver.canvas._picture.snapshot is snapshot)


def test_that_only_the_newest_of_many_snapshots_is_sure_to_come(driver: PlaneDriver, qtbot: QtBot) -> None:
    came = []
    driver.canvas._analyst.picture_ready.connect(lambda picture: came.append(picture.snapshot.step))
    for _ in range(30):
        driver.race.advance(1)
        driver.canvas.show_snapshot(driver.race.snapshot())
    qtbot.waitUntil(lambda: 30 in came)
    assert came == sorted(came)
    assert len(came) < 30


def test_that_the_plane_is_found_anew_once_the_runs_rest(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    before = driver.canvas.plane
    driver.step(1)
    assert driver.canvas.plane is before
    driver.canvas._feed._rest_timer.setInterval(1)
    driver.canvas.set_paused(False)
    driver.canvas.set_paused(True)
    qtbot.waitUntil(lambda: driver.canvas.plane is not before)


def test_that_while_running_nobody_waits_for_rest(driver: PlaneDriver) -> None:
    driver.canvas.set_paused(False)
    driver.step(20)
    assert not driver.canvas._feed._rest_timer.isActive()


# The view


def test_that_the_view_follows_until_the_user_moves_it_and_again_after_fit(driver: PlaneDriver) -> None:
    driver.step(2)
    small = driver.canvas.view_range()
    driver.step(60)
    followed = driver.canvas.view_range()
    assert followed[1] - followed[0] > small[1] - small[0]
    roll(driver.viewport, 3, driver.viewport.rect().center())
    moved = driver.canvas.view_range()
    assert moved[1] - moved[0] < followed[1] - followed[0]
    driver.step(60)
    assert driver.canvas.view_range() == pytest.approx(moved)
    driver.press(Qt.Key.Key_F)
    assert driver.canvas.view_range() != pytest.approx(moved)


def test_that_one_unit_is_as_long_on_either_axis_unless_switched_off(driver: PlaneDriver) -> None:
    driver.step(20)
    mapping = driver.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel)
    driver.press(Qt.Key.Key_E)
    mapping = driver.canvas._mapping
    assert mapping.x_pixel != pytest.approx(mapping.y_pixel)


def test_that_keys_move_and_zoom_the_view(driver: PlaneDriver) -> None:
    driver.step(20)
    left = driver.canvas.view_range()[0]
    driver.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert driver.canvas.view_range()[0] > left
    width = driver.canvas.view_range()[1] - driver.canvas.view_range()[0]
    driver.press(Qt.Key.Key_Plus)
    assert driver.canvas.view_range()[1] - driver.canvas.view_range()[0] < width


def test_that_a_drag_moves_the_view(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    before, middle = driver.canvas.view_range(), driver.viewport.rect().center()
    qtbot.mousePress(driver.viewport, Qt.MouseButton.LeftButton, pos=middle)
    for way in (20, 40, 60):
        qtbot.mouseMove(driver.viewport, middle + QPoint(way, 0))
    qtbot.mouseRelease(driver.viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    after = driver.canvas.view_range()
    assert before[0] - after[0] == pytest.approx(60 * driver.canvas._mapping.x_pixel, rel=0.05)


def test_that_a_diverged_run_has_its_sign_and_leaves_the_view_to_the_others(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    usual = driver.canvas.view_range()
    away = run_away(driver.race.snapshot(), "momentum", 1e20)
    driver.canvas.show_snapshot(away)
    qtbot.waitUntil(lambda: driver.canvas._picture is not None and driver.canvas._picture.snapshot is away)
    driver.canvas._feed._on_rested()
    qtbot.waitUntil(lambda: not driver.canvas._analyst.is_busy)
    assert [sign.label for sign in driver.canvas._runs.signs()] == ["momentum"]
    assert driver.canvas.view_range()[1] < 3 * usual[1]
    assert "diverged" in driver.canvas._foot._key.texts()
    assert "diverged" in driver.canvas.sentences()


def test_that_the_key_explains_the_cross_of_the_only_run(driver: PlaneDriver, qtbot: QtBot) -> None:
    for label in ("momentum", "adam"):
        driver.race.switch(label, False)
    driver.step(20)
    assert "diverged" not in driver.canvas._foot._key.texts()
    away = run_away(driver.race.snapshot(), "sgd", 0.5)
    driver.canvas.show_snapshot(away)
    qtbot.waitUntil(lambda: "diverged" in driver.canvas._foot._key.texts())


# The loss over the plane


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


# Pictures, themes, the end


def test_that_both_themes_can_be_shown(driver: PlaneDriver, qapp: QApplication) -> None:
    driver.step(20)
    driver.surface()
    apply_theme(qapp, DARK)
    driver.canvas.set_theme(DARK)
    QApplication.processEvents()
    assert {style.colour(DARK).name() for style in STYLES.values()} <= driver.colours()


def test_that_a_picture_is_drawn_without_a_thread_and_shows_what_the_canvas_shows(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    grid = driver.surface()
    roll(driver.viewport, 2, driver.viewport.rect().center())
    copy = PlaneCanvas()
    qtbot.addWidget(copy)
    copy.resize(driver.canvas.size())
    copy.set_for_picture()
    copy.set_styles(STYLES)
    assert isinstance(driver.race.problem, NetworkProblem)
    copy.set_problem(driver.race.problem)
    copy.show_snapshot(driver.race.snapshot())
    assert copy.plane is not None
    copy.grab()
    copy.copy_view(driver.canvas)
    assert copy.plane is driver.canvas.plane
    assert copy._surface.grid is grid
    assert copy.view_range()[0] == pytest.approx(driver.canvas.view_range()[0])
    assert not copy._analyst.findChildren(BackgroundTask)


def test_that_after_closing_down_nothing_is_asked_for(driver: PlaneDriver) -> None:
    driver.step(5)
    driver.canvas.close_down()
    driver.race.advance(1)
    driver.canvas.show_snapshot(driver.race.snapshot())
    driver.canvas.toggle_surface()
    driver.canvas.close_down()
    assert not driver.canvas._analyst.is_busy


def test_that_a_race_can_begin_where_nothing_moves(driver: PlaneDriver) -> None:
    driver.step(1)
    driver.race.rewind(0)
    driver.show()
    assert driver.canvas.plane is None
    assert driver.canvas._empty.isVisible()
    assert principal_plane(np.zeros(3), [np.zeros(3)]) is None


@pytest.mark.parametrize("has_begun", [False, True])
@pytest.mark.parametrize("steps", [1, 40])
def test_that_a_loss_asked_for_before_the_last_picture_came_is_computed_in_its_plane(driver, qtbot, monkeypatch, steps, has_begun) -> None:
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
