"""Predict, then reveal, in the real window: clicks and keys set the guess, steps show the error, the lock waits for guesses."""

import math

import pytest
from PySide6.QtCore import Qt

from core.experiment.setup import RunSetup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.problems.function import function_setup
from core.steps.phases import phases_of
from gui.canvas.guess_layer import GuessPicture
from gui.training.commands import TrainerState
from tests.helpers.guessing import guess_at, path_of, picture, step
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import has_answered, press

Key = Qt.Key
ALT, SHIFT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def first_on(window):
    return next(run.label for run in window.trainer.setup.runs if run.label not in window.trainer.off)


def test_that_a_click_is_the_guess_and_leaves_the_start_alone(qtbot, predicting):
    start = predicting.trainer.setup.problem.start
    assert predicting.canvas.read_out_text().startswith("Click to set the guess")
    assert "guess" in predicting.canvas._key.texts()
    guess_at(predicting, *start)
    guess_at(predicting, -5.0, 3.0)
    assert picture(predicting).mark == pytest.approx((-5.0, 3.0), abs=0.1)
    assert picture(predicting).is_set
    assert predicting.prediction.predictions.guess.label == first_on(predicting)
    assert not predicting.canvas._pick_timer.isActive()
    assert predicting.trainer.setup.problem.start == start
    press(predicting, Key.Key_G)
    assert predicting.canvas.read_out_text().startswith("Click to set the start")
    guess_at(predicting, -5.0, 3.0)
    with qtbot.waitSignal(predicting.canvas.start_picked):
        pass


def test_that_the_step_shows_how_far_off_the_guess_was(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    place = picture(predicting).mark
    step(qtbot, predicting, 1)
    path = path_of(predicting, first_on(predicting))
    shown = picture(predicting).outcome
    assert shown.truth == tuple(path[1])
    error = math.dist(place, path[1])
    assert shown.error == pytest.approx(error)
    share = round(100 * error / math.dist(path[0], path[1]))
    assert "points" in picture(predicting).words
    assert f"({share} % of the step)" in picture(predicting).error
    # The next guess begins with the next step.
    step(qtbot, predicting, 2)
    assert picture(predicting).outcome is None
    assert "step 3" in picture(predicting).words


def test_that_the_score_counts_the_steps_that_were_guessed_and_forgets_those_taken_back(qtbot, predicting):
    for number in (1, 2, 3):
        head = path_of(predicting, first_on(predicting))[-1]
        guess_at(predicting, head[0] + 0.5, head[1])
        step(qtbot, predicting, number)
    made = predicting.prediction.predictions
    assert [outcome.guess.step for outcome in made.outcomes] == [1, 2, 3]
    assert f"Mean so far: {made.score:.0f} (3 guessed)" in picture(predicting).words
    step(qtbot, predicting, 2, Key.Key_Left)
    assert [outcome.guess.step for outcome in predicting.prediction.predictions.outcomes] == [1, 2]
    step(qtbot, predicting, 3)
    assert len(predicting.prediction.predictions.outcomes) == 2
    press(predicting, Key.Key_R, modifier=CONTROL)
    qtbot.waitUntil(lambda: predicting.canvas._snapshot.step == 0)
    qtbot.waitUntil(lambda: predicting.prediction.predictions.outcomes == ())


def test_that_keys_move_the_mark_and_enter_sets_it(predicting):
    x_min, x_max, y_min, y_max = predicting.canvas.view_range()
    x, y = predicting.trainer.setup.problem.start
    press(predicting, Key.Key_Right, Key.Key_Right, Key.Key_Up, modifier=ALT)
    expected = (x + 0.04 * (x_max - x_min), y + 0.02 * (y_max - y_min))
    assert picture(predicting).mark == pytest.approx(expected)
    assert not picture(predicting).is_set
    assert predicting.prediction.predictions.guess is None
    press(predicting, Key.Key_Return)
    assert picture(predicting).is_set
    press(predicting, Key.Key_Down, modifier=ALT | SHIFT)
    assert picture(predicting).mark == pytest.approx((expected[0], expected[1] - 0.002 * (y_max - y_min)))
    assert predicting.prediction.predictions.guess.place == picture(predicting).mark


def test_that_a_guess_allows_one_step_also_when_the_key_comes_twice_before_a_frame(qtbot, window):
    press(window, Key.Key_G)
    press(window, Key.Key_G, modifier=SHIFT)
    guess_at(window, -5.0, 3.0)
    window.clock.stop()
    press(window, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    guess_at(window, -4.0, 3.0)
    press(window, Key.Key_Right)
    assert window.trainer.outlook.step == 1


def test_that_the_lock_waits_for_a_guess_and_says_so(qtbot, window):
    actions = window.actions_by_name
    press(window, Key.Key_G, modifier=SHIFT)
    assert actions["predict"].isChecked()
    for name in ("step", "play", "ten"):
        assert not actions[name].isEnabled()
        assert "Locked" in actions[name].toolTip()
    press(window, Key.Key_Right, Key.Key_Space)
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: has_answered(window))
    assert window.trainer.latest.step == 0
    guess_at(window, -5.0, 3.0)
    assert actions["step"].isEnabled()
    assert not actions["play"].isEnabled()
    step(qtbot, window, 1)
    qtbot.waitUntil(lambda: not actions["step"].isEnabled())
    press(window, Key.Key_G, modifier=SHIFT)
    assert actions["step"].isEnabled()
    assert actions["play"].isEnabled()
    assert actions["predict"].isChecked()
    press(window, Key.Key_G, modifier=SHIFT)
    press(window, Key.Key_G)
    assert not actions["lock"].isChecked()
    assert actions["step"].isEnabled()


def test_that_nothing_of_the_truth_is_shown_before_the_point_has_moved(qtbot, window):
    press(window, Key.Key_I)
    window.inspector.inspector.choose(["adam"])
    press(window, Key.Key_S, Key.Key_G)
    press(window, Key.Key_G, modifier=SHIFT)
    assert "Adam" in picture(window).words
    guess_at(window, -5.0, 3.0)
    place = picture(window).mark
    *parts, _ = phases_of(next(run.optimizer for run in window.trainer.setup.runs if run.label == "adam"))
    for part in parts:
        press(window, Key.Key_Right)
        qtbot.waitUntil(lambda part=part: [each.figure.phase for each in window.canvas._step.steps] == [part])
        assert window.trainer.latest.step == 1
        assert window.prediction.predictions.outcomes == ()
        assert picture(window).outcome is None
        # What is drawn of the step tells where it goes, so the guess stays as it is.
        guess_at(window, 0.0, 0.0)
        assert picture(window).mark == place
    press(window, Key.Key_Right)
    qtbot.waitUntil(lambda: picture(window).outcome is not None)
    assert picture(window).outcome.guess.label == "adam"
    qtbot.waitUntil(lambda: not window.actions_by_name["step"].isEnabled())


def test_that_the_guess_follows_the_inspected_run(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    press(predicting, Key.Key_I)
    predicting.inspector.inspector.choose(["nag"])
    qtbot.waitUntil(lambda: "NAG" in picture(predicting).words)
    assert picture(predicting).mark is None
    guess_at(predicting, -5.0, 3.0)
    assert predicting.prediction.predictions.guess.label == "nag"


def test_that_playing_counts_the_guess_that_waits_and_takes_no_other(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    press(predicting, Key.Key_Space)
    qtbot.waitUntil(lambda: predicting.canvas._snapshot.step >= 2)
    qtbot.waitUntil(lambda: predicting.trainer.state is TrainerState.RUNNING)
    guess_at(predicting, 0.0, 0.0)
    assert predicting.prediction.predictions.guess is None
    assert [outcome.guess.step for outcome in predicting.prediction.predictions.outcomes] == [1]
    assert picture(predicting).words.startswith("Pause to guess")
    press(predicting, Key.Key_Space)
    qtbot.waitUntil(lambda: picture(predicting).words.startswith("Where does"))


def test_that_looking_back_shows_nothing_of_a_guess_and_takes_no_result_away(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    guess_at(predicting, -5.0, 3.0)
    made = predicting.prediction.predictions
    predicting.timeline.look_at(0)
    qtbot.waitUntil(lambda: predicting.canvas._snapshot.step == 0)
    assert picture(predicting) == GuessPicture()
    guess_at(predicting, 0.0, 0.0)
    assert predicting.prediction.predictions == made
    press(predicting, Key.Key_Escape)
    qtbot.waitUntil(lambda: picture(predicting).is_set)
    assert predicting.prediction.predictions == made


def test_that_another_function_is_a_new_game(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    predicting.panel.problem_chosen.emit(function_setup("himmelblau"))
    qtbot.waitUntil(lambda: predicting.canvas._snapshot is not None)
    assert predicting.prediction.predictions.outcomes == ()
    assert picture(predicting).mark is None
    assert "step 1" in picture(predicting).words


def test_that_a_run_that_has_ended_holds_nobody_up(qtbot, opened):
    window = opened(default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(10.0))))
    press(window, Key.Key_G, modifier=SHIFT)
    for _ in range(20):
        if not window.canvas._snapshot.runs[0].termination:
            guess_at(window, 0.0, 0.0)
            number = window.canvas._snapshot.step + 1
            step(qtbot, window, number)
    assert window.canvas._snapshot.runs[0].termination
    assert picture(window).words.startswith("GD has ended")
    assert window.prediction.predictions.guess is None
    guess_at(window, 0.0, 0.0)
    assert picture(window).mark is None
    for name in ("step", "play", "ten"):
        assert window.actions_by_name[name].isEnabled()


def test_that_there_is_nothing_to_guess_on_a_network(qtbot, opened, tmp_path):
    window = opened(small_setup(), small_library(tmp_path))
    for name in ("predict", "lock"):
        assert not window.actions_by_name[name].isEnabled()
        assert "network" in window.actions_by_name[name].toolTip()
    press(window, Key.Key_1, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.actions_by_name["predict"].isEnabled())


def test_that_the_mark_of_a_guess_is_seen_in_the_accent_colour_where_it_was_set(qtbot, predicting):
    guess_at(predicting, 0.0, -2.0)
    view = predicting.canvas._view
    image = view.viewport().grab().toImage()
    at = view.mapFromScene(view.box.mapToScene(*predicting.canvas._mapping.pixel_of(*picture(predicting).mark)))
    row = [image.pixelColor(at.x() + dx, at.y()).name() for dx in range(5, 12)]
    assert predicting.theme.accent in row


def test_that_the_results_stay_when_another_run_is_inspected(qtbot, predicting):
    guess_at(predicting, -5.0, 3.0)
    step(qtbot, predicting, 1)
    qtbot.waitUntil(lambda: len(predicting.prediction.predictions.outcomes) == 1)
    made = predicting.prediction.predictions.outcomes
    press(predicting, Key.Key_I)
    predicting.inspector.inspector.choose(["nag"])
    qtbot.waitUntil(lambda: "NAG" in picture(predicting).words)
    assert predicting.prediction.predictions.outcomes == made
    assert "(1 guessed)" in picture(predicting).words
