"""Guessing at its edges: whose step is guessed, when it is too late, what the lock lets through, and what is forgotten when."""

import math
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.lessons.prediction import Guess, Outcome, Predictions
from core.problems.function import function_setup
from gui.canvas.guess_layer import GuessPicture
from gui.lessons import prediction_texts as words
from gui.training.commands import TrainerState
from tests.helpers.guessing import guess_at, path_of, picture, step
from tests.helpers.window import at_step, has_answered, press

Key = Qt.Key
ALT, SHIFT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def guess(window):
    return window.prediction.predictions.guess


def test_that_whoever_begins_to_guess_stops_the_race_and_whoever_ends_it_lifts_the_lock_and_forgets(qtbot, window):
    actions = window.actions_by_name
    window.trainer.set_speed(1)
    press(window, Key.Key_Space, Key.Key_G)
    assert window.trainer.outlook.state is TrainerState.PAUSED
    qtbot.waitUntil(lambda: has_answered(window))
    reached = window.trainer.outlook.step
    qtbot.waitUntil(lambda: at_step(window, reached)() and window.canvas._snapshot is window.trainer.latest)
    press(window, Key.Key_G, modifier=SHIFT)
    guess_at(window, -5.0, 3.0)
    step(qtbot, window, reached + 1)
    guess_at(window, -4.0, 3.0)
    assert len(window.prediction.predictions.outcomes) == 1
    press(window, Key.Key_G)
    assert not window.prediction.is_active
    assert [actions[name].isChecked() for name in ("predict", "lock")] == [False, False]
    assert actions["play"].isEnabled()
    assert picture(window) == GuessPicture()
    assert window.prediction.predictions == Predictions()
    press(window, Key.Key_Space)
    window.prediction.set_on(False)
    assert window.trainer.outlook.state is TrainerState.RUNNING, "what is off already stops nothing"
    press(window, Key.Key_Space, Key.Key_G)
    assert (guess(window), picture(window).mark, picture(window).outcome) == (None, None, None)
    assert picture(window).words.startswith("Where does"), "at once, not with the next frame"
    window.prediction.set_on(True)
    guess_at(window, -4.0, 3.0)
    made = guess(window)
    window.prediction.set_on(True)
    assert guess(window) is made


def test_that_the_lock_of_a_race_that_plays_lets_it_be_paused_and_nothing_else(qtbot, predicting):
    actions = predicting.actions_by_name
    assert "waits for a guess" not in picture(predicting).words
    predicting.trainer.set_speed(1)
    press(predicting, Key.Key_Space)
    press(predicting, Key.Key_G, modifier=SHIFT)
    assert predicting.trainer.outlook.state is TrainerState.RUNNING
    assert set(predicting.prediction.reasons()) == {"ten", "step"}
    press(predicting, Key.Key_Space)
    assert predicting.trainer.outlook.state is not TrainerState.RUNNING
    qtbot.waitUntil(lambda: has_answered(predicting) and predicting.trainer.state is not TrainerState.RUNNING)
    assert set(predicting.prediction.reasons()) == {"play", "ten", "step"}
    assert "waits for a guess" in picture(predicting).words
    qtbot.waitUntil(lambda: predicting.canvas._snapshot is predicting.trainer.latest)
    guess_at(predicting, -5.0, 3.0)
    assert set(predicting.prediction.reasons()) == {"play", "ten"}
    assert actions["step"].isEnabled()
    press(predicting, Key.Key_Right)
    assert not actions["step"].isEnabled(), "the guess is spent, also before its step is seen"


def test_that_the_first_run_that_is_on_is_guessed_unless_one_is_inspected(qtbot, predicting):
    labels = [run.label for run in predicting.trainer.setup.runs]
    assert picture(predicting).words.startswith("Where does GD go")
    predicting.experiment._on_run_toggled("gd", False)
    qtbot.waitUntil(lambda: picture(predicting).words.startswith("Where does SGD go"))
    press(predicting, Key.Key_I)
    predicting.inspector.inspector.choose(["adam", "nag"])
    qtbot.waitUntil(lambda: picture(predicting).words.startswith("Where does Adam go"))
    assert picture(predicting).at == tuple(path_of(predicting, "adam")[-1])
    press(predicting, Key.Key_Right, modifier=ALT)
    assert picture(predicting).mark is not None
    press(predicting, Key.Key_I)
    qtbot.waitUntil(lambda: picture(predicting).words.startswith("Where does SGD go"))
    assert picture(predicting).mark is None, "the mark was of the other one"
    guess_at(predicting, -5.0, 3.0)
    assert guess(predicting).label == "sgd"
    for label in labels[1:]:
        predicting.experiment._on_run_toggled(label, False)
    qtbot.waitUntil(lambda: picture(predicting) == GuessPicture("No run is switched on"))
    assert predicting.prediction.reasons() == {}


def test_that_keys_move_the_mark_no_further_than_can_be_seen_and_tell_what_they_did(predicting):
    told = []
    predicting.prediction.key_used.connect(lambda *what: told.append(what))
    x_min, x_max, y_min, y_max = predicting.canvas.view_range()
    for key, place, end in ((Key.Key_Left, 0, x_min), (Key.Key_Up, 1, y_max), (Key.Key_Right, 0, x_max), (Key.Key_Down, 1, y_min)):
        press(predicting, *[key] * 55, modifier=ALT | KEYPAD if key == Key.Key_Up else ALT)
        assert picture(predicting).mark[place] == end
    assert len(told) == 4 * 55
    assert {what for _, what in told} == {"Move the guess"}
    assert len({keys for keys, _ in told}) >= 4
    mark = picture(predicting).mark
    press(predicting, Key.Key_Up, modifier=ALT | CONTROL)
    assert picture(predicting).mark == mark
    told.clear()
    press(predicting, Key.Key_Enter)
    assert (guess(predicting).place, told) == (mark, [("Enter", "Set the guess")])
    press(predicting, Key.Key_Enter)
    assert len(told) == 1, "it is set"
    press(predicting, Key.Key_Up, modifier=ALT | SHIFT)
    assert guess(predicting).place == pytest.approx((mark[0], mark[1] + 0.002 * (y_max - y_min)))
    assert picture(predicting).is_set


def test_that_the_result_stands_until_the_next_guess_begins(qtbot, predicting):
    number = 0
    for way in ("click", "key"):
        guess_at(predicting, -5.0, 3.0)
        number += 1
        step(qtbot, predicting, number)
        shown = picture(predicting)
        path = path_of(predicting, "gd")
        assert shown.at == tuple(path[-1])
        assert shown.outcome.guess.step == number
        assert shown.error == words.error_text(shown.outcome)
        assert shown.words == f"{words.verdict('GD', shown.outcome)}\n{words.score_text(predicting.prediction.predictions)}"
        if way == "click":
            guess_at(predicting, -5.0, 2.0)
        else:
            press(predicting, Key.Key_Left, modifier=ALT)
        now = picture(predicting)
        assert (now.outcome, now.error, now.is_set) == (None, "", way == "click")
        assert now.at == tuple(path[-1])
        assert now.words.splitlines()[1] == words.score_text(predicting.prediction.predictions)
        if way == "click":
            number += 1
            step(qtbot, predicting, number)


def test_that_a_step_that_was_asked_for_or_is_half_shown_is_too_late_to_guess(qtbot, predicting):
    predicting.clock.stop()
    press(predicting, Key.Key_Right)
    guess_at(predicting, -5.0, 3.0)
    press(predicting, Key.Key_Right, modifier=ALT)
    assert (guess(predicting), picture(predicting).mark) == (None, None)
    qtbot.waitUntil(lambda: has_answered(predicting))
    predicting.clock.start()
    press(predicting, Key.Key_I, Key.Key_S)
    qtbot.waitUntil(lambda: predicting.canvas._snapshot.step == 1)
    press(predicting, Key.Key_Right)
    qtbot.waitUntil(lambda: predicting.inspector.is_mid_step and "is under way" in picture(predicting).words)
    assert "step 2 is under way" in picture(predicting).words
    guess_at(predicting, -5.0, 3.0)
    press(predicting, Key.Key_Left, modifier=ALT)
    assert (guess(predicting), picture(predicting).mark) == (None, None)
    # Whoever begins to guess now sees the run as the canvas shows it.
    press(predicting, Key.Key_G, Key.Key_G)
    assert "step 2 is under way" in picture(predicting).words
    assert picture(predicting).at == tuple(path_of(predicting, predicting.inspector.labels()[0])[1])


def test_that_while_it_plays_the_score_so_far_stands_there(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    predicting.trainer.set_speed(1)
    press(predicting, Key.Key_Space)
    qtbot.waitUntil(lambda: picture(predicting).words.startswith("Pause to guess"))
    assert picture(predicting).words.splitlines()[1:] == [words.score_text(predicting.prediction.predictions)]
    press(predicting, Key.Key_Right, modifier=ALT)
    assert picture(predicting).mark is None


def test_that_another_game_has_nothing_of_the_one_before(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    press(predicting, Key.Key_Left, modifier=ALT)
    assert picture(predicting).mark is not None
    told = []
    predicting.prediction.changed.connect(lambda: told.append(True))
    predicting.panel.problem_chosen.emit(function_setup("himmelblau"))
    assert told
    assert predicting.prediction.predictions == Predictions()
    qtbot.waitUntil(lambda: predicting.trainer.latest.problem.function.key == "himmelblau" and "step 1" in picture(predicting).words)
    assert (picture(predicting).mark, picture(predicting).outcome) == (None, None)
    assert picture(predicting).at == tuple(path_of(predicting, "gd")[0])


def test_that_the_error_is_a_share_of_the_step_where_it_went_anywhere():
    here = Guess("gd", 1, (0.0, 0.0), (3.0, 4.0))
    assert words.error_text(Outcome(here, (0.0, 8.0))) == "5.00 (62 % of the step)"
    assert words.error_text(Outcome(here, (0.0, 0.0))) == "5.00"
    assert not math.isfinite(Outcome(here, (0.0, 0.0)).share)
    for points, count in product((0.0, 8.0), (1, 3)):
        outcome = Outcome(here, (0.0, points))
        made = Predictions(None, (outcome,) * count)
        assert words.score_text(made) == f"Mean so far: {outcome.points:.0f} ({count} guessed)"
    assert words.score_text(Predictions()) == ""
    assert ("\n" in words.question("GD", 3, True), "\n" in words.question("GD", 3, False)) == (True, False)


def test_that_the_canvas_has_the_keys_of_a_guess_only_while_there_is_guessing(window):
    assert QApplication.focusWidget() is not None
    press(window, Key.Key_Right, modifier=ALT)
    assert picture(window) == GuessPicture()
    assert window.prediction._draft is None


def test_that_a_result_does_not_come_back_with_its_run(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    assert picture(predicting).outcome is not None
    press(predicting, Key.Key_I)
    for label, name in (("nag", "NAG"), ("gd", "GD")):
        predicting.inspector.inspector.choose([label])
        qtbot.waitUntil(lambda name=name: picture(predicting).words.startswith(f"Where does {name} go in step 2"))
    assert picture(predicting).outcome is None
    assert len(predicting.prediction.predictions.outcomes) == 1
