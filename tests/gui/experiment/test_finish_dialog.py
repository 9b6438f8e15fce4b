"""The finish that somebody sets in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.problems.function import function_setup
from core.problems.network_setup import NetworkSetup
from gui.experiment.finish_dialog import FinishDialog
from gui.style.theme import LIGHT
from tests.helpers.parameters import write
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import at_step


@pytest.fixture
def dialog(qtbot, qapp):
    made = FinishDialog(function_setup("seed-bowl"), LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_what_is_typed_becomes_the_finish_and_the_usual_one_comes_back(dialog):
    assert (dialog.problem.finish, dialog.problem.finish_hold) == (1e-3, 20)
    assert not dialog.usual.isEnabled()
    write(dialog.rows["finish"].box, "1e-6")
    write(dialog.rows["finish_hold"].box, "5")
    assert dialog.problem == function_setup("seed-bowl").__class__("seed-bowl", (-9.0, 2.0), 1e-6, 5)
    dialog.usual.click()
    assert dialog.problem == function_setup("seed-bowl")
    assert dialog.rows["finish"].box.number == 1e-3


def test_that_what_is_no_part_is_refused_in_a_sentence(dialog):
    write(dialog.rows["finish"].box, "2")
    assert dialog.problem == function_setup("seed-bowl")
    assert dialog.refusal.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_the_race_is_led_to_its_step_again_with_the_new_finish(qtbot, window, monkeypatch):
    window.trainer.step(59)
    qtbot.waitUntil(at_step(window, 59))
    cards = window.panel.cards
    qtbot.waitUntil(lambda: cards["gd"].header.face.text.place == "")

    def choose(dialog):
        write(dialog.rows["finish_hold"].box, "5")
        return True

    monkeypatch.setattr(FinishDialog, "exec", choose)
    window.actions_by_name["finish"].trigger()
    qtbot.waitUntil(lambda: cards["gd"].header.face.text.place == "1st · 40")
    assert window.trainer.latest.step == 59
    assert window.trainer.setup.problem.finish_hold == 5


def test_that_a_network_has_no_finish_to_set(opened, tmp_path):
    assert NetworkSetup("digits").finish_fields == ()
    window = opened(small_setup(), small_library(tmp_path))
    assert not window.actions_by_name["finish"].isEnabled()
