"""The first minute with the program: the race to come, one button, a result with two ways on, and none of it twice."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from core.analysis.rehearsal import STEPS
from gui.system.settings import Hints, WindowSettings
from gui.training.commands import TrainerState
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import change, has_answered, press, settled


@pytest.fixture
def first(first_start, opened):
    return opened()


def test_that_the_race_to_come_is_the_race_that_comes(qtbot, first):
    window, pill = first, first.first_minute.pill
    ghosts = window.canvas.ghosts
    assert [ghost.label for ghost in ghosts] == [run.label for run in window.trainer.setup.runs]
    assert pill.isVisible()
    assert pill in window.focus_order.stops()
    plot = window.canvas.plot_rect()
    assert plot.contains(pill.geometry())
    assert plot.bottom() - pill.geometry().bottom() == pytest.approx(24, abs=2)
    window.trainer.step_to(STEPS)
    settled(qtbot, window, STEPS)
    for ghost, run in zip(ghosts, window.trainer.latest.runs, strict=True):
        np.testing.assert_array_equal(ghost.path, run.path)
    assert window.canvas.ghosts == ()
    assert not pill.isVisible()
    press(window, Qt.Key.Key_Home)
    qtbot.waitUntil(pill.isVisible)


def test_that_the_ghosts_are_of_the_runs_as_they_are_set(qtbot, first):
    window = first
    before = window.canvas.ghosts[0].path
    change(window, "gd", 0.8, replay=True)
    window.trainer.switch("sgd", False)
    qtbot.waitUntil(lambda: has_answered(window) and len(window.canvas.ghosts) == 6)
    assert (window.canvas.ghosts[0].path != before).any()


def test_that_on_a_network_the_plane_alone_says_how_to_begin(qtbot, opened, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    qtbot.waitUntil(lambda: window.network.views.plane.isVisible() and window.trainer.latest is not None)
    assert "Space" in window.network.views.plane._empty.sentence
    qtbot.waitUntil(lambda: window.loss_plot.view.curves.picture.message == "")
    press(window, Qt.Key.Key_Right)
    settled(qtbot, window, 1)


def test_that_the_button_plays_and_never_comes_back(qtbot, first, opened):
    window, pill = first, first.first_minute.pill
    assert window.loss_plot.view.curves.picture.message == ""
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING and not pill.isVisible())
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Space)
    settled(qtbot, window)
    window.trainer.rewind(0)
    settled(qtbot, window, 0)
    assert not pill.isVisible()
    assert window.loss_plot.view.curves.picture.message == "Press Space to start, → for one step"
    assert not Hints(WindowSettings()).is_due("play")


def test_that_nothing_tells_the_answer_to_a_guess(qtbot, first):
    window = first
    press(window, Qt.Key.Key_G)
    window.clock.show_now()
    assert window.canvas.ghosts == ()
    assert not window.first_minute.pill.isVisible()
    press(window, Qt.Key.Key_G)
    window.clock.show_now()
    assert window.first_minute.pill.isVisible()


def test_that_the_result_leads_on_once(qtbot, first):
    window = first
    window.trainer.set_speed(None)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.messages.links))
    rate, lesson = window.messages.links
    assert [rate.text(), lesson.text()] == ["Try a larger η for GD", "Why does Momentum overshoot? Lesson 4"]
    rate.click()
    card = window.panel.cards["gd"]
    assert card.is_open
    assert window.focusWidget() is card.details.rows["learning_rate"].slider
    assert not rate.isVisible()
    lesson.click()
    assert window.lessons.lesson.key == "04-momentum"
    assert window.messages.links == []
    hints = Hints(WindowSettings())
    assert not hints.is_due("larger rate")
    assert not hints.is_due("lesson on momentum")


def test_that_who_knows_the_program_sees_none_of_it(window):
    assert not window.first_minute.pill.isVisible()
    assert window.canvas.ghosts == ()


def test_that_reduced_motion_is_remembered_and_asked_for_in_the_view_menu(qtbot, window, motion):
    from gui.widgets.easing import may_move, reduce_motion

    action = window.actions_by_name["reduce_motion"]
    assert not action.isChecked()
    assert may_move()
    action.trigger()
    assert not may_move()
    assert WindowSettings().integer("reduce_motion", 0, 1) == 1
    reduce_motion(False)
