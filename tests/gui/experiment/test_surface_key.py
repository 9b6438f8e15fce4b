"""Key P, the loss over the plane, where it does not apply: the menu is grey, and the window says why."""

import pytest
from PySide6.QtCore import Qt

from gui.training.commands import TrainerState
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import press

Key = Qt.Key


@pytest.fixture
def window(opened, tmp_path):
    return opened(small_setup(), small_library(tmp_path))


def assert_refused_with(window, word):
    action = window.actions_by_name["surface"]
    assert not action.isEnabled()
    assert word in action.toolTip()
    press(window, Key.Key_P)
    assert window.messages.text == action.toolTip()
    assert window.messages.isVisible()


def test_that_before_the_first_step_the_key_says_that_there_is_no_plane(window):
    assert_refused_with(window, "first step")


def test_that_while_playing_the_key_says_to_pause_and_then_it_works_and_the_sentence_goes(qtbot, window):
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.network.views.plane.plane is not None)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING)
    assert_refused_with(window, "Pause first")
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.actions_by_name["surface"].isEnabled())
    assert "(P)" in window.actions_by_name["surface"].toolTip()
    press(window, Key.Key_P)
    assert window.network.views.plane.surface_state.name != "NONE"
    assert window.messages.text == ""
    window.messages.show_message("of something else")
    press(window, Key.Key_P)
    assert window.messages.text == "of something else"


def test_that_the_key_says_why_wherever_the_focus_is(window):
    window.transport.timeline.setFocus()
    assert_refused_with(window, "first step")


def test_that_on_a_function_the_key_says_that_it_is_for_networks(qtbot, window):
    window.experiment.change_to("function")
    assert_refused_with(window, "network")
    window.experiment.change_to("network")
    qtbot.waitUntil(lambda: window.network._problem is not None)
    assert_refused_with(window, "first step")
