"""The plane's canvas on a small network, with its thread."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gui.weight_plane.analyst
from core.analysis.loss_surface import LossGrid
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


class PlaneHand:
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
def hand(qtbot: QtBot, qapp: QApplication) -> Iterator[PlaneHand]:
    apply_theme(qapp, LIGHT)
    race = small_race("sgd", "momentum", "adam")
    canvas = PlaneCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(512, 640)
    canvas.set_styles(STYLES)
    assert isinstance(race.problem, NetworkProblem)
    canvas.set_problem(race.problem)
    show(qtbot, canvas)
    yield PlaneHand(canvas, race, qtbot)
    canvas.close_down()


def test_that_before_the_first_step_it_says_what_to_do(hand: PlaneHand) -> None:
    hand.show()
    assert hand.canvas._empty.isVisible()
    assert "Space" in hand.canvas._empty.text()
    assert not hand.canvas.tools.surface.isEnabled()
    assert "first step" in hand.canvas.tools.surface.toolTip()


@pytest.mark.parametrize("steps", [0, 5])
def test_that_where_no_run_is_switched_on_it_says_so_until_one_is(hand: PlaneHand, steps: int) -> None:
    hand.step(steps)
    for label in STYLES:
        hand.race.switch(label, False)
    hand.show()
    assert hand.canvas._empty.isVisible()
    assert hand.canvas._empty.text().startswith("No run is switched on")
    hand.race.switch("adam", True)
    hand.show()
    assert hand.canvas._empty.isVisible() is (steps == 0)
    assert "Space" in hand.canvas._empty.text()


def test_that_paths_are_drawn_in_the_colours_of_their_runs(hand: PlaneHand) -> None:
    hand.step(20)
    assert not hand.canvas._empty.isVisible()
    assert {style.colour(LIGHT).name() for style in STYLES.values()} <= hand.colours()


def test_that_titles_and_text_tell_what_is_explained(hand: PlaneHand) -> None:
    hand.step(20)
    plane = hand.canvas.plane
    assert plane is not None
    assert f"{100 * plane.shares[0]:.1f}" in hand.canvas._view.bottom_axis.labelText
    assert f"{100 * plane.shares[1]:.1f}" in hand.canvas._view.left_axis.labelText
    assert f"{100 * sum(plane.shares):.1f}" in hand.canvas.sentences()
    assert str(plane.dimensions) in hand.canvas.sentences()


def test_that_nothing_is_computed_while_hidden_and_the_newest_when_seen(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.canvas.hide()
    hand.race.advance(5)
    snapshot = hand.race.snapshot()
    hand.canvas.show_snapshot(snapshot)
    assert not hand.canvas._analyst.is_busy
    hand.canvas.show()
    qtbot.waitUntil(lambda: hand.canvas._picture is not None and hand.canvas._picture.snapshot is snapshot)


def test_that_only_the_newest_of_many_snapshots_is_sure_to_come(hand: PlaneHand, qtbot: QtBot) -> None:
    came = []
    hand.canvas._analyst.pictured.connect(lambda picture: came.append(picture.snapshot.step))
    for _ in range(30):
        hand.race.advance(1)
        hand.canvas.show_snapshot(hand.race.snapshot())
    qtbot.waitUntil(lambda: 30 in came)
    assert came == sorted(came)
    assert len(came) < 30


def test_that_the_plane_is_found_anew_once_the_runs_rest(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    before = hand.canvas.plane
    hand.step(1)
    assert hand.canvas.plane is before
    hand.canvas._feed._rest_timer.setInterval(1)
    hand.canvas.set_paused(False)
    hand.canvas.set_paused(True)
    qtbot.waitUntil(lambda: hand.canvas.plane is not before)


def test_that_while_running_nobody_waits_for_rest(hand: PlaneHand) -> None:
    hand.canvas.set_paused(False)
    hand.step(20)
    assert not hand.canvas._feed._rest_timer.isActive()


# The view


def test_that_the_view_follows_until_the_person_moves_it_and_again_after_fit(hand: PlaneHand) -> None:
    hand.step(2)
    small = hand.canvas.view_range()
    hand.step(60)
    followed = hand.canvas.view_range()
    assert followed[1] - followed[0] > small[1] - small[0]
    roll(hand.viewport, 3, hand.viewport.rect().center())
    moved = hand.canvas.view_range()
    assert moved[1] - moved[0] < followed[1] - followed[0]
    hand.step(60)
    assert hand.canvas.view_range() == pytest.approx(moved)
    hand.press(Qt.Key.Key_F)
    assert hand.canvas.view_range() != pytest.approx(moved)


def test_that_one_unit_is_as_long_on_either_axis_unless_switched_off(hand: PlaneHand) -> None:
    hand.step(20)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel)
    hand.press(Qt.Key.Key_E)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel != pytest.approx(mapping.y_pixel)


def test_that_keys_move_and_zoom_the_view(hand: PlaneHand) -> None:
    hand.step(20)
    left = hand.canvas.view_range()[0]
    hand.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert hand.canvas.view_range()[0] > left
    width = hand.canvas.view_range()[1] - hand.canvas.view_range()[0]
    hand.press(Qt.Key.Key_Plus)
    assert hand.canvas.view_range()[1] - hand.canvas.view_range()[0] < width


def test_that_a_drag_moves_the_view(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    before, middle = hand.canvas.view_range(), hand.viewport.rect().center()
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=middle)
    for way in (20, 40, 60):
        qtbot.mouseMove(hand.viewport, middle + QPoint(way, 0))
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    after = hand.canvas.view_range()
    assert before[0] - after[0] == pytest.approx(60 * hand.canvas._mapping.x_pixel, rel=0.05)


def test_that_a_diverged_run_has_its_sign_and_leaves_the_view_to_the_others(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    usual = hand.canvas.view_range()
    away = run_away(hand.race.snapshot(), "momentum", 1e20)
    hand.canvas.show_snapshot(away)
    qtbot.waitUntil(lambda: hand.canvas._picture is not None and hand.canvas._picture.snapshot is away)
    hand.canvas._feed._on_rested()
    qtbot.waitUntil(lambda: not hand.canvas._analyst.is_busy)
    assert [sign.label for sign in hand.canvas._runs.signs()] == ["momentum"]
    assert hand.canvas.view_range()[1] < 3 * usual[1]
    assert "diverged" in hand.canvas._foot._key.texts()
    assert "diverged" in hand.canvas.sentences()


def test_that_the_key_explains_the_cross_of_the_only_run(hand: PlaneHand, qtbot: QtBot) -> None:
    for label in ("momentum", "adam"):
        hand.race.switch(label, False)
    hand.step(20)
    assert "diverged" not in hand.canvas._foot._key.texts()
    away = run_away(hand.race.snapshot(), "sgd", 0.5)
    hand.canvas.show_snapshot(away)
    qtbot.waitUntil(lambda: "diverged" in hand.canvas._foot._key.texts())


# The loss over the plane


def test_that_the_loss_is_shown_on_request_with_contours_and_a_sentence(hand: PlaneHand) -> None:
    hand.step(20)
    grid = hand.surface()
    assert grid.plane is hand.canvas.plane
    assert np.isfinite(grid.values).all()
    landscape = hand.canvas._surface._landscape
    assert landscape is not None
    assert len(landscape.contours) > 0
    assert "all 60 training images" in hand.canvas.sentences()
    assert hand.canvas.tools.surface.text() == "Hide the loss"


def test_that_the_loss_under_the_mouse_can_be_read(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    hand.surface()
    QApplication.processEvents()
    qtbot.mouseMove(hand.viewport, hand.at(0.0, 0.0) + QPoint(3, 3))
    qtbot.mouseMove(hand.viewport, hand.at(0.0, 0.0))
    assert "loss 1." in hand.canvas.read_out_text()


def test_that_the_loss_waits_for_a_pause_and_says_so(hand: PlaneHand) -> None:
    hand.step(20)
    hand.canvas.set_paused(False)
    assert not hand.canvas.tools.surface.isEnabled()
    assert "Pause" in hand.canvas.tools.surface.toolTip()
    hand.press(Qt.Key.Key_P)
    assert hand.canvas.surface_state is SurfaceState.NONE
    hand.canvas.set_paused(True)
    assert hand.canvas.tools.surface.isEnabled()


@pytest.mark.parametrize("way", ["button", "escape", "play", "hide", "problem"])
def test_that_the_computation_is_stopped_by(hand: PlaneHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(gui.weight_plane.analyst, "_PIECE_SECONDS", 0.0)
    hand.step(20)
    hand.press(Qt.Key.Key_P)
    assert hand.canvas.surface_state is SurfaceState.UNDER_WAY
    assert hand.canvas.tools.surface.text() == "Cancel"
    if way == "button":
        qtbot.mouseClick(hand.canvas.tools.surface, Qt.MouseButton.LeftButton)
    elif way == "escape":
        hand.press(Qt.Key.Key_Escape)
    elif way == "play":
        hand.canvas.set_paused(False)
    elif way == "hide":
        hand.canvas.hide()
    else:
        problem = small_race("sgd").problem
        assert isinstance(problem, NetworkProblem)
        hand.canvas.set_problem(problem)
    assert hand.canvas.surface_state is SurfaceState.NONE
    news = []
    hand.canvas._analyst.surfaced.connect(news.append)
    qtbot.wait(30)
    assert news == []
    assert hand.canvas._surface.grid is None


def test_that_progress_is_told(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    seen = []
    hand.canvas.tools.progress.valueChanged.connect(seen.append)
    hand.surface()
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert not hand.canvas.tools.progress.isVisible()


def test_that_the_loss_stays_while_heads_move_in_the_same_plane_and_goes_with_it(hand: PlaneHand) -> None:
    hand.step(20)
    grid = hand.surface()
    hand.step(1)
    hand.canvas._feed._on_rested()
    hand.step(1)
    assert hand.canvas._surface.grid is grid
    hand.step(30)
    assert hand.canvas._surface.grid is None
    assert hand.canvas.surface_state is SurfaceState.NONE


def test_that_a_failure_becomes_a_sentence(hand: PlaneHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.step(20)

    def no_memory(*arguments: object) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(gui.weight_plane.analyst, "SurfaceWork", no_memory)
    hand.press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: "no room" in hand.canvas.sentences())
    assert hand.canvas.surface_state is SurfaceState.NONE


# Pictures, themes, the end


def test_that_both_themes_can_be_shown(hand: PlaneHand, qapp: QApplication) -> None:
    hand.step(20)
    hand.surface()
    apply_theme(qapp, DARK)
    hand.canvas.set_theme(DARK)
    QApplication.processEvents()
    assert {style.colour(DARK).name() for style in STYLES.values()} <= hand.colours()


def test_that_a_picture_is_drawn_without_a_thread_and_shows_what_the_canvas_shows(hand: PlaneHand, qtbot: QtBot) -> None:
    hand.step(20)
    grid = hand.surface()
    roll(hand.viewport, 2, hand.viewport.rect().center())
    copy = PlaneCanvas()
    qtbot.addWidget(copy)
    copy.resize(hand.canvas.size())
    copy.set_for_picture()
    copy.set_styles(STYLES)
    assert isinstance(hand.race.problem, NetworkProblem)
    copy.set_problem(hand.race.problem)
    copy.show_snapshot(hand.race.snapshot())
    assert copy.plane is not None
    copy.grab()
    copy.copy_view(hand.canvas)
    assert copy.plane is hand.canvas.plane
    assert copy._surface.grid is grid
    assert copy.view_range()[0] == pytest.approx(hand.canvas.view_range()[0])
    assert not copy._analyst.findChildren(BackgroundTask)


def test_that_after_closing_down_nothing_is_asked_for(hand: PlaneHand) -> None:
    hand.step(5)
    hand.canvas.close_down()
    hand.race.advance(1)
    hand.canvas.show_snapshot(hand.race.snapshot())
    hand.canvas.toggle_surface()
    hand.canvas.close_down()
    assert not hand.canvas._analyst.is_busy


def test_that_a_race_can_begin_where_nothing_moves(hand: PlaneHand) -> None:
    hand.step(1)
    hand.race.rewind(0)
    hand.show()
    assert hand.canvas.plane is None
    assert hand.canvas._empty.isVisible()
    assert principal_plane(np.zeros(3), [np.zeros(3)]) is None


@pytest.mark.parametrize("steps", [1, 40])
def test_that_a_loss_asked_for_before_the_last_picture_came_is_computed_in_its_plane(hand: PlaneHand, qtbot: QtBot, steps: int) -> None:
    hand.step(4)
    early = hand.canvas.plane
    hand.race.advance(steps)
    last = hand.race.snapshot()
    hand.canvas.show_snapshot(last)
    hand.canvas.toggle_surface()  # the picture of the last steps, which after many needs another plane, is not there yet
    assert hand.canvas.surface_state is SurfaceState.UNDER_WAY
    qtbot.waitUntil(lambda: hand.canvas.surface_state is SurfaceState.SHOWN)
    assert hand.canvas._picture is not None
    assert hand.canvas._picture.snapshot is last
    assert (hand.canvas.plane is early) is (steps == 1)
    assert hand.canvas._surface.grid is not None
