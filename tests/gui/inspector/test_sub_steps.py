"""A walk through the parts of a step, by keys in the real window: forward, back, and never a different bit."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.problems.function import function_setup
from core.steps.phases import Phase, phases_of
from gui.style.tokens import LOOSE
from gui.training.commands import TrainerState
from tests.helpers.window import at_step, has_answered, press, rests

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose(window, *labels):
    press(window, Key.Key_I)
    window.inspector.inspector.choose(labels)
    window.actions_by_name["beside"].setChecked(len(labels) > 1)


def shown(window):
    """The step that the canvas shows, the part of it, and the labels of the arrows."""
    steps = window.canvas._step.steps
    arrows = [arrow.label for step in steps for arrow in step.figure.arrows if arrow.begin != arrow.end]
    return window.canvas._snapshot.step, (steps[0].figure.phase if steps else None), arrows


def at(window, step, phase):
    return lambda: shown(window)[:2] == (step, phase)


def straight(step, setup=None):
    experiment = Experiment(setup or default_setup())
    experiment.advance(step)
    return [(run.path.tobytes(), run.loss.tobytes()) for run in experiment.snapshot().runs]


def rows(snapshot):
    return [(run.path.tobytes(), run.loss.tobytes()) for run in snapshot.runs]


def test_that_the_arrow_key_goes_through_the_parts_of_a_step_and_the_point_moves_last(qtbot, window):
    choose(window, "adam")
    press(window, Key.Key_S, Key.Key_Z)
    adam = window.trainer.setup.runs[-1].optimizer
    *parts, last = phases_of(adam)
    for phase in parts:
        press(window, Key.Key_Right)
        qtbot.waitUntil(at(window, 0, phase))
        assert rows(window.canvas._snapshot) == straight(0)
        assert rows(window.loss_plot._snapshot) == straight(0)
        assert window.transport.timeline.value() == 0
        assert window.trainer.latest.step == 1
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, last))
    assert rows(window.canvas._snapshot) == straight(1)


def test_that_back_undoes_each_part_and_then_the_step(qtbot, window):
    choose(window, "momentum")
    press(window, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.MOVE))
    press(window, Key.Key_S, Key.Key_Z, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.GRADIENT))
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.ACCUMULATE))
    press(window, Key.Key_Left)
    qtbot.waitUntil(at(window, 2, Phase.GRADIENT))
    press(window, Key.Key_Left)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 2)
    qtbot.waitUntil(at(window, 2, Phase.MOVE))
    press(window, Key.Key_Left)
    qtbot.waitUntil(at(window, 1, Phase.ACCUMULATE))
    assert rows(window.canvas._snapshot) == straight(1)
    assert rows(window.trainer.latest) == straight(2)


def test_that_keys_pressed_faster_than_the_worker_lose_no_part(qtbot, window):
    choose(window, "gd")
    press(window, Key.Key_S, *[Key.Key_Right] * 7)
    qtbot.waitUntil(at(window, 2, Phase.GRADIENT))
    press(window, *[Key.Key_Left] * 7)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 0 and window.canvas._snapshot.step == 0)
    assert rows(window.trainer.latest) == straight(0)


def test_that_the_inspector_shows_no_number_of_a_part_that_has_not_come(qtbot, window):
    choose(window, "rmsprop")
    press(window, Key.Key_S, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(at(window, 0, Phase.ACCUMULATE))
    column = window.inspector.inspector.columns[0]
    assert [line.split(" ")[0] for line in column.rule.shown_lines()] == ["g", "h"]
    assert "mean of the squares" in column.sentence.text()
    assert all(after == "" for name, before, after in column.table.shown_rows())
    press(window, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.MOVE))
    assert [line.split(" ")[0] for line in column.rule.shown_lines()] == ["g", "h", "Δ", "W"]
    assert all(after for name, before, after in column.table.shown_rows())


def is_in_sight(column, phase):
    """Whether the lines of a part of the rule lie wholly in the viewport, or fill it."""
    top, height = column.rule.part_of(phase)
    place = column.rule.mapTo(column.pages.viewport(), QPoint(0, 0)).y() + top
    room = column.pages.viewport().height()
    return -1 <= place <= room - min(height, room) + 1


@pytest.mark.parametrize("size", [(1280, 720), (760, 480)])
def test_that_the_current_line_is_in_sight_when_a_step_begins_to_be_taken_apart(qtbot, window, size):
    window.resize(*size)
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_step(window, 1))
    assert not window.inspector.is_open
    press(window, Key.Key_S)
    columns = window.inspector.inspector.columns
    qtbot.waitUntil(lambda: rests(window) and columns[0].table.shown_rows() != [])
    assert is_in_sight(columns[0], Phase.MOVE)
    press(window, Key.Key_B)
    qtbot.waitUntil(lambda: rests(window) and columns[1].isVisible())
    assert all(is_in_sight(column, Phase.MOVE) for column in columns)


def test_that_the_inspector_says_that_a_step_is_not_done_while_the_counter_stands_before_it(qtbot, window):
    choose(window, "gd")
    said = window.inspector.inspector.columns[0].step
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.MOVE))
    press(window, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.GRADIENT))
    assert said.text() == "In step 2"
    press(window, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.MOVE))
    assert said.text() == "Step 2"
    assert all(said.fontMetrics().horizontalAdvance(text) <= said.width() for text in ("In step 88888", "Step 88888"))


def test_that_two_columns_keep_the_same_distance_from_what_parts_them(qtbot, window):
    choose(window, "adam", "gd")
    inspector = window.inspector.inspector
    qtbot.waitUntil(lambda: rests(window))
    left, right = (column.geometry() for column in inspector.columns)
    (divider,) = (each.geometry() for each in inspector.findChildren(QFrame) if each.property("role") == "divider")
    assert divider.left() - left.right() - 1 == right.left() - divider.right() - 1 == LOOSE


def test_that_nag_and_momentum_side_by_side_give_the_figure_of_the_article(qtbot, window):
    choose(window, "momentum", "nag")
    for step in (1, 2):
        press(window, Key.Key_Right)
        qtbot.waitUntil(at(window, step, Phase.MOVE))
    press(window, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.LOOK_AHEAD))
    assert shown(window)[2] == ["αv"]
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 2, Phase.GRADIENT))
    momentum, nag = window.canvas._step.steps
    g_here, g_ahead = momentum.figure.arrows[0], nag.figure.arrows[-1]
    assert (g_here.label, g_ahead.label) == ("−ηg", "−ηg")
    # Momentum looks where it stands, NAG where its velocity would carry it.
    assert g_here.begin == tuple(momentum_row(window, "momentum"))
    assert g_ahead.begin == nag.figure.ahead != tuple(momentum_row(window, "nag"))
    columns = window.inspector.inspector.columns
    assert [column.choice.label for column in columns] == ["momentum", "nag"]
    assert all(column.isVisible() for column in columns)


def momentum_row(window, label):
    return next(run.path[-1] for run in window.canvas._snapshot.runs if run.label == label)


def test_that_two_columns_never_show_the_same_run(window):
    choose(window, "adam")
    press(window, Key.Key_B)
    first, second = (column.choice.label for column in window.inspector.inspector.columns)
    assert first == "adam" != second
    for _ in range(7):
        press(window, Key.Key_N)
        first, second = (column.choice.label for column in window.inspector.inspector.columns)
        assert first != second
    press(window, Key.Key_B)
    assert not window.inspector.inspector.columns[1].isVisible()


def test_that_room_for_two_columns_is_taken_from_the_panel_and_given_back(window):
    before = window.splitter.sizes()
    press(window, Key.Key_I, Key.Key_B)
    assert not window.panel.isVisible()
    assert all(column.width() >= 308 for column in window.inspector.inspector.columns)
    press(window, Key.Key_B)
    assert window.panel.isVisible()
    assert window.splitter.sizes() == before


def test_that_playing_shows_whole_steps_and_the_first_key_after_it_stops(qtbot, window):
    choose(window, "adam")
    press(window, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 0, Phase.GRADIENT))
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.latest.step >= 4)
    assert not window.inspector.is_mid_step
    assert window.canvas._step.steps == ()
    press(window, Key.Key_Right)
    qtbot.waitUntil(lambda: has_answered(window))
    assert window.trainer.state is TrainerState.PAUSED
    reached = window.trainer.latest.step
    qtbot.waitUntil(lambda: shown(window)[:2] == (reached, Phase.MOVE))
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, reached, Phase.GRADIENT))


@pytest.mark.parametrize("leave", ["home", "reset", "function"])
def test_that_a_walk_ends_when_its_step_is_gone(qtbot, window, leave):
    choose(window, "adam")
    press(window, Key.Key_S, Key.Key_Z, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(at(window, 0, Phase.ACCUMULATE))
    match leave:
        case "home":
            press(window, Key.Key_Home)
        case "reset":
            window.experiment.restart()
        case "function":
            window.experiment._on_problem_chosen(function_setup("himmelblau"))
    qtbot.waitUntil(lambda: window.trainer.latest.step == 0 and window.canvas._snapshot is window.trainer.latest)
    assert not window.inspector.is_mid_step
    assert window.canvas._step.steps == ()
    assert "Take a step" in window.inspector.inspector.columns[0].sentence.text()


def test_that_the_last_step_before_every_run_diverged_can_be_walked_to_its_end(qtbot, opened):
    setup = default_setup()
    wild = RunSetup("gd", GradientDescent(1e6))
    window = opened(Setup(setup.problem, 0, (wild,)))
    choose(window, "gd")
    window.trainer.set_speed(None)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.FINISHED)
    qtbot.waitUntil(lambda: "diverged" in window.inspector.inspector.columns[0].sentence.text())
    ended = window.trainer.latest.runs[0].termination.step
    assert window.inspector.inspector.columns[0].step.text() == f"Step {ended}"
    assert "inf" not in "".join(window.inspector.inspector.columns[0].rule.shown_lines())


def test_that_zooming_to_the_step_follows_it_and_leaves_the_other_runs_out(qtbot, window):
    choose(window, "adam")
    whole = window.canvas.view_range()
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.MOVE))
    press(window, Key.Key_Z)
    for step in (1, 2):
        qtbot.waitUntil(at(window, step, Phase.MOVE))
        x_min, x_max, y_min, y_max = window.canvas.view_range()
        for arrow in window.canvas._step.steps[0].figure.arrows:
            for x, y in (arrow.begin, arrow.end):
                assert x_min < x < x_max
                assert y_min < y < y_max
        assert x_max - x_min < (whole[1] - whole[0]) / 2
        assert [run.label for run in window.canvas._snapshot.runs] == ["adam"]
        press(window, Key.Key_Right)
    press(window, Key.Key_Z)
    assert window.canvas.view_range() == whole
    assert len(window.canvas._snapshot.runs) == 7


def test_that_the_view_does_not_move_while_a_step_is_taken_apart(qtbot, window):
    choose(window, "adam")
    press(window, Key.Key_Right, Key.Key_Z, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.GRADIENT))
    seen = window.canvas.view_range()
    for phase in phases_of(window.trainer.setup.runs[-1].optimizer)[1:-1]:
        press(window, Key.Key_Right)
        qtbot.waitUntil(at(window, 1, phase))
        assert window.canvas.view_range() == seen


def test_that_a_key_counts_that_comes_before_the_frame_in_which_its_action_becomes_possible(qtbot, window):
    window.clock.stop()
    press(window, Key.Key_Right, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 20)
    press(window, Key.Key_Left, modifier=SHIFT)
    press(window, Key.Key_Left)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 9)
    press(window, Key.Key_Home)
    assert not window.actions_by_name["back"].isEnabled()
    press(window, Key.Key_Right)
    assert window.actions_by_name["back"].isEnabled()
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)


def test_that_space_pressed_twice_plays_and_pauses_before_the_worker_has_answered(qtbot, window):
    press(window, Key.Key_Space, Key.Key_Space)
    assert window.trainer.outlook.state is not TrainerState.RUNNING
    qtbot.waitUntil(lambda: has_answered(window))
    assert window.trainer.state is not TrainerState.RUNNING


def test_that_keys_pressed_beyond_the_end_of_all_runs_end_at_its_last_step(qtbot, opened):
    setup = default_setup()
    window = opened(dataclasses.replace(setup, runs=(RunSetup("gd", GradientDescent(1e6)),)))
    choose(window, "gd")
    window.trainer.step(20)
    qtbot.waitUntil(at_step(window, 20))
    press(window, Key.Key_S, *[Key.Key_Right] * 40)
    qtbot.waitUntil(lambda: has_answered(window) and window.trainer.state is TrainerState.FINISHED)
    ended = window.trainer.latest.runs[0].termination.step
    column = window.inspector.inspector.columns[0]
    qtbot.waitUntil(lambda: column.step.text() == f"Step {ended}" and "diverged" in column.sentence.text())


def test_that_a_step_can_be_taken_again_right_after_going_back_from_where_all_runs_ended(qtbot, opened):
    rule = GradientDescent(learning_rate=1.5)
    setup = default_setup()
    window = opened(dataclasses.replace(setup, runs=(RunSetup("gd", rule),)))
    window.trainer.step(100_000)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.FINISHED)
    last = window.trainer.latest.step
    window.clock.stop()
    press(window, Key.Key_Left, Key.Key_Left, Key.Key_Right)
    sent = window.trainer.commands_sent
    qtbot.waitUntil(lambda: window.trainer._worker.outlook == (sent, window.trainer.outlook) and window.trainer.latest.step == last - 1)


def test_that_shift_takes_ten_steps_either_way(qtbot, window):
    press(window, Key.Key_Right, modifier=SHIFT)
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 20)
    press(window, Key.Key_Left, modifier=SHIFT)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 10)
    assert rows(window.trainer.latest) == straight(10)


def test_that_closing_the_inspector_takes_the_figure_and_the_sub_steps_away(qtbot, window):
    choose(window, "adam")
    press(window, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 0, Phase.GRADIENT))
    press(window, Key.Key_I)
    qtbot.waitUntil(lambda: window.canvas._snapshot.step == 1)
    assert window.canvas._step.steps == ()
    assert not window.actions_by_name["substeps"].isChecked()
    assert not window.inspector.inspector.isVisible()


def test_that_a_run_that_is_switched_off_is_not_inspected(qtbot, window):
    choose(window, "adam")
    window.experiment._on_run_toggled("adam", False)
    assert window.inspector.inspector.columns[0].choice.label == "rmsprop"


def test_that_bias_correction_that_is_switched_off_changes_the_lines(qtbot, window):
    choose(window, "adam")
    adam = window.trainer.setup.runs[-1]
    window.experiment._on_optimizer_configured("adam", dataclasses.replace(adam.optimizer, bias_correction=False), adam.sampling)
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.MOVE))
    lines = window.inspector.inspector.columns[0].rule.shown_lines()
    assert "/" not in lines[3] + lines[4]


def test_that_a_step_is_followed_closely_again_when_the_view_was_moved_for_another_scene(qtbot, window):
    choose(window, "adam")
    press(window, Key.Key_Right)
    qtbot.waitUntil(at(window, 1, Phase.MOVE))
    whole = window.canvas.view_range()
    press(window, Key.Key_Z)
    qtbot.waitUntil(lambda: window.canvas.view_range() != whole)
    close = window.canvas.view_range()
    view = dataclasses.replace(window.arrangement.read(), box=None)
    assert view.zoom
    window.arrangement.show(view)
    qtbot.waitUntil(lambda: window.canvas.view_range() == close)


def test_that_the_step_comes_close_by_itself_the_first_time_it_is_taken_apart(qtbot, window):
    choose(window, "adam")
    whole, zoomed = window.canvas.view_range(), window.actions_by_name["zoom_step"].isChecked
    press(window, Key.Key_S, Key.Key_Right)
    qtbot.waitUntil(at(window, 0, Phase.GRADIENT))
    assert zoomed()
    close = window.canvas.view_range()
    assert close[1] - close[0] < 0.5 * (whole[1] - whole[0])
    press(window, Key.Key_Z)
    assert not zoomed()
    press(window, Key.Key_S, Key.Key_S)
    assert window.actions_by_name["substeps"].isChecked()
    assert not zoomed(), "who has sent it away is not asked again"
