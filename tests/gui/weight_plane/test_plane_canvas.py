"""The plane's canvas on a small network, with its thread."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.analysis.principal_plane import principal_plane
from core.problems.network import NetworkProblem
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT
from gui.weight_plane.canvas import PlaneCanvas
from gui.widgets.background_task import BackgroundTask
from tests.helpers.parameters import roll
from tests.helpers.weight_plane import STYLES, PlaneDriver, run_away


def test_that_before_the_first_step_it_says_what_to_do(driver: PlaneDriver) -> None:
    driver.show()
    assert driver.canvas._empty.isVisible()
    assert "Space" in driver.canvas._empty.sentence
    assert not driver.canvas.tools.surface.isEnabled()
    assert "first step" in driver.canvas.tools.surface.toolTip()


def test_that_a_picture_says_nothing_of_keys(driver: PlaneDriver) -> None:
    driver.canvas.set_for_picture()
    driver.show()
    assert driver.canvas._empty.sentence == "All runs begin here, with the same weights."


@pytest.mark.parametrize("steps", [0, 5])
def test_that_where_no_run_is_switched_on_it_says_so_until_one_is(driver: PlaneDriver, steps: int) -> None:
    driver.step(steps)
    for label in STYLES:
        driver.race.switch(label, False)
    driver.show()
    assert driver.canvas._empty.isVisible()
    assert driver.canvas._empty.sentence.startswith("No run is switched on")
    driver.race.switch("adam", True)
    driver.show()
    assert driver.canvas._empty.isVisible() is (steps == 0)
    assert "Space" in driver.canvas._empty.sentence


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
    driver.canvas._foot.whole.click()  # a picture has the whole text, and as much less room
    QApplication.processEvents()
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


def test_that_a_text_in_full_is_there_on_demand_and_its_beginning_always(driver: PlaneDriver, qtbot: QtBot) -> None:
    foot = driver.canvas._foot
    driver.show()
    assert not foot.whole.isVisible()
    assert foot._key.x() == 0
    driver.step(20)
    assert foot._key.x() == 0
    whole = driver.canvas.sentences()
    assert foot._beginning.isVisible()
    begun, dots = foot._beginning.text()[:-1], foot._beginning.text()[-1]
    assert (whole.startswith(begun), dots) == (True, "…")
    assert len(begun) > 8
    # As much as there is room for, up to the button.
    assert foot._beginning.fontMetrics().horizontalAdvance(begun) > 0.8 * foot._beginning.width()
    assert foot.whole.x() - foot._beginning.geometry().right() < 12
    assert foot.whole.toolTip() == foot.whole.accessibleDescription() == whole
    assert min(foot.whole.width(), foot.whole.height()) == 24
    assert not foot._plane_text.isVisible()
    foot.whole.setFocus(Qt.FocusReason.TabFocusReason)
    for key, is_shown in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Space, False), (Qt.Key.Key_Enter, True)):
        qtbot.keyClick(foot.whole, key)
        assert foot._plane_text.isVisible() is is_shown
    qtbot.mouseClick(foot.whole, Qt.MouseButton.LeftButton)
    assert not foot._plane_text.isVisible()


def test_that_a_failure_and_a_picture_need_nobody_to_ask(driver: PlaneDriver, qtbot: QtBot) -> None:
    driver.step(20)
    driver.canvas._on_failed("There is no room.")
    assert driver.canvas._foot._plane_text.isVisible()
    assert driver.canvas.sentences() == "There is no room."
    copy = PlaneCanvas()
    qtbot.addWidget(copy)
    copy.set_for_picture()
    assert isinstance(driver.race.problem, NetworkProblem)
    copy.set_problem(driver.race.problem)
    copy.show_snapshot(driver.race.snapshot())
    assert not copy._foot._plane_text.isHidden()
    assert copy._foot.whole.isHidden()
