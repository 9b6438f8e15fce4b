"""The form of a function, and what all runs share: the start, the seed and the replay."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.functions import FUNCTIONS
from core.problems.function import function_setup
from gui.parameters.function_form import wrapping_formula
from gui.parameters.panel import ParameterPanel
from tests.helpers.parameters import Key, SignalRecorder, focus, write


def test_that_a_function_is_chosen_by_key(panel: ParameterPanel, signals: SignalRecorder) -> None:
    choice = panel.form.function_choice
    focus(choice)
    QTest.keyClick(choice, Key.Key_Down)
    assert signals.take() == [("problem_chosen", (function_setup("book-bowl"),))]
    assert panel.form.formula.text() == FUNCTIONS["book-bowl"].formula
    assert panel.form.summary.text() == FUNCTIONS["book-bowl"].summary


def test_that_the_start_is_typed_exactly(panel: ParameterPanel, signals: SignalRecorder) -> None:
    write(panel.form.start_x, "-1.23456789012345")
    write(panel.form.start_y, "1e3")
    assert signals.take() == [("start_edited", ((-1.23456789012345, 2.0),)), ("start_edited", ((-1.23456789012345, 1000.0),))]


def test_that_coordinates_are_named_and_stepped_as_the_function_has_it(panel: ParameterPanel, signals: SignalRecorder) -> None:
    panel.show_problem(function_setup("line-fit"), 10)
    assert panel.form.start_x.accessibleName() == "Start a"
    panel.show_problem(function_setup("seed-bowl"), 10)
    focus(panel.form.start_x)
    QTest.keyClick(panel.form.start_x, Key.Key_Up)
    assert signals.take() == [("start_edited", ((-8.8, 2.0),))]


@pytest.mark.parametrize("seed", [0, 2**31, 2**63 - 1])
def test_that_any_seed_of_a_file_can_be_typed(panel: ParameterPanel, signals: SignalRecorder, seed: int) -> None:
    panel.set_seed(1)
    write(panel.race.seed, str(seed))
    assert signals.take() == [("seed_edited", (seed,))]


def test_that_a_new_seed_is_asked_for_and_not_made_up(panel: ParameterPanel, signals: SignalRecorder) -> None:
    QTest.mouseClick(panel.race.new_seed, Qt.MouseButton.LeftButton)
    assert signals.take() == [("new_seed_requested", ())]
    assert panel.race.seed.number == 0


def test_that_a_new_seed_says_what_becomes_of_the_race(panel: ParameterPanel) -> None:
    said = panel.race.new_seed.toolTip()
    assert panel.race.replay.text().partition(" (")[0] in said
    assert "the same step" in said
    assert "step 0" in said


def test_that_replay_is_toggled(panel: ParameterPanel, signals: SignalRecorder) -> None:
    focus(panel.race.replay)
    QTest.keyClick(panel.race.replay, Key.Key_Space)
    assert signals.take() == [("replay_toggled", (False,))]


def test_that_a_formula_breaks_between_its_parts() -> None:
    text = wrapping_formula("(1 − x)² + 3 exp(x − y)")
    assert text == "(1\u00a0−\u00a0x)² + 3\u00a0exp(x\u00a0−\u00a0y)"
