"""A race in the real window comes to its end by itself, says so in a line, and goes on when somebody wants it to."""

import pytest
from PySide6.QtCore import Qt

from gui.training.commands import TrainerState
from tests.helpers.window import has_answered, press

SENTENCE = "GD arrived first, at step 40; Adam 55, NAG 59, Momentum 60, RMSProp 65, AdaGrad 74. SGD has not settled."


@pytest.fixture
def ended(qtbot, window):
    """The window after the default race has played to its end, as fast as it can."""
    window.trainer.set_speed(None)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.messages.text == SENTENCE and window.trainer.state is TrainerState.PAUSED)
    return window


def test_that_the_default_race_pauses_by_itself_with_its_result_and_space_goes_on(qtbot, ended):
    window = ended
    assert window.trainer.latest.step == 374
    qtbot.waitUntil(lambda: window.panel.cards["gd"].header.face.text.place == "1st · 40")
    assert [card.header.face.text.place for card in window.panel.cards.values()] == [
        "1st · 40", "", "4th · 60", "6th · 74", "3rd · 59", "5th · 65", "2nd · 55",
    ]  # fmt: skip
    assert "arrived at step 40, 1st" in window.panel.cards["gd"].header.toolTip()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.latest.step > 700)
    assert window.trainer.state is TrainerState.RUNNING
    qtbot.waitUntil(lambda: window.messages.text == "")


def test_that_nobody_has_a_place_at_a_step_before_it_was_known(qtbot, ended):
    window = ended
    qtbot.waitUntil(lambda: window.panel.cards["gd"].header.face.text.place != "")
    window.timeline.look_at(30)
    qtbot.waitUntil(lambda: not any(card.header.face.text.place for card in window.panel.cards.values()))
    assert window.messages.text == "", "nor does the line stay"


def test_that_the_line_tells_what_is_true_while_somebody_tunes(qtbot, ended):
    window = ended
    trainer, adam = window.trainer, window.trainer.setup.runs[-1]
    for label in ("gd", "sgd", "momentum", "adagrad", "nag", "rmsprop"):
        trainer.switch(label, False)
    qtbot.waitUntil(lambda: has_answered(window) and window.messages.text == "Adam arrived first, at step 55.")
    assert adam.label == "adam"
