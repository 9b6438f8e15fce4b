"""The real window, driven by real mouse and key events, as a lecturer and a student would drive it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from core.experiment.experiment import Experiment
from core.functions import FUNCTIONS
from core.problems.function import function_setup
from core.view import View
from gui.training.commands import TrainerState
from gui.training.speed import SPEEDS
from tests.helpers.parameters import number_row, write
from tests.helpers.window import at_step, has_answered, press

Key = Qt.Key

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def step_of(window):
    return window.trainer.latest.step


def canvas_point(window, x, y):
    """Where a point of the plane is in the canvas's viewport."""
    view = window.canvas._view
    inside = window.canvas._mapping.pixel_of(x, y)
    scene = view.box.mapToScene(*inside)
    return view.viewport(), view.mapFromScene(scene)


def replayed(window):
    experiment = Experiment(window.trainer.setup)
    experiment.advance(step_of(window))
    return [run.path.tobytes() for run in experiment.snapshot().runs]


def test_that_the_window_opens_with_all_seven_at_one_start(window):
    snapshot = window.trainer.latest
    assert [run.label for run in snapshot.runs] == ["gd", "sgd", "momentum", "adagrad", "nag", "rmsprop", "adam"]
    assert {tuple(run.path[0]) for run in snapshot.runs} == {FUNCTIONS["seed-bowl"].start}
    assert window.trainer.state is TrainerState.IDLE


def test_that_space_plays_and_pauses(qtbot, window):
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: step_of(window) >= 3)
    assert window.actions_by_name["play"].text() == "&Pause"
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: has_answered(window))
    assert window.trainer.state is TrainerState.PAUSED
    assert window.actions_by_name["play"].text() == "&Play"
    reached = step_of(window)
    press(window, Key.Key_Right)
    qtbot.waitUntil(lambda: has_answered(window) and step_of(window) > reached)
    assert at_step(window, reached + 1)()


def test_that_arrows_step_once_ten_times_and_back_and_home_goes_to_the_start(qtbot, window):
    press(window, Key.Key_Right)
    qtbot.waitUntil(at_step(window, 1))
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: at_step(window, 11)() and window.actions_by_name["back"].isEnabled())
    press(window, Key.Key_Left)
    qtbot.waitUntil(at_step(window, 10))
    assert [run.path.tobytes() for run in window.trainer.latest.runs] == replayed(window)
    press(window, Key.Key_Home)
    qtbot.waitUntil(at_step(window, 0))


def test_that_the_step_button_steps_once_at_any_speed(qtbot, window):
    for index in (0, len(SPEEDS) - 1):
        window.transport.set_speed_index(index)
        before = step_of(window)
        button = next(b for b in window.transport.findChildren(QToolButton) if b.defaultAction() is window.actions_by_name["step"])
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda before=before: has_answered(window) and step_of(window) > before)
        assert at_step(window, before + 1)()


def test_that_a_click_on_the_canvas_sets_the_start_of_every_run(qtbot, window):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    viewport, point = canvas_point(window, 1.0, -2.0)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: abs(window.trainer.latest.start[0] - 1.0) < 0.1 and at_step(window, 10)())
    start = window.trainer.latest.start
    assert abs(start[1] + 2.0) < 0.1
    assert {tuple(run.path[0]) for run in window.trainer.latest.runs} == {start}
    assert (window.panel.form.start_x.number, window.panel.form.start_y.number) == start


def test_that_dragging_the_flag_bends_the_paths_as_it_goes(qtbot, window):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    viewport, begin = canvas_point(window, *window.trainer.latest.start)
    _, end = canvas_point(window, -3.0, 3.0)
    bent = []
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    for part in range(1, 9):
        now = begin + QPoint(round((end.x() - begin.x()) * part / 8), round((end.y() - begin.y()) * part / 8))
        before = window.trainer.latest.start
        QTest.mouseMove(viewport, now)
        qtbot.waitUntil(lambda before=before: window.trainer.latest.start != before)
        bent.append(window.trainer.latest.start)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    qtbot.waitUntil(lambda: abs(window.trainer.latest.start[0] + 3.0) < 0.1 and at_step(window, 10)())
    assert len(set(bent)) == 8
    assert [run.path.tobytes() for run in window.trainer.latest.runs] == replayed(window)


def test_that_moving_eta_in_mid_run_bends_the_path_at_once(qtbot, window):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    before = window.trainer.latest.runs[0].path.copy()
    row = number_row(window.panel, "gd", "learning_rate")
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.slider, Key.Key_Left)
    qtbot.waitUntil(lambda: window.trainer.latest.runs[0].optimizer.learning_rate < 0.4 and at_step(window, 10)())
    after = window.trainer.latest.runs[0].path
    assert after[1].tolist() != before[1].tolist()
    assert [run.path.tobytes() for run in window.trainer.latest.runs] == replayed(window)


def test_that_without_replay_eta_counts_from_the_next_step(qtbot, window):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    before = window.trainer.latest.runs[0].path.tobytes()
    qtbot.mouseClick(window.panel.race.replay, Qt.MouseButton.LeftButton, pos=QPoint(8, window.panel.race.replay.height() // 2))
    write(number_row(window.panel, "gd", "learning_rate").box, "0.123456789")
    qtbot.waitUntil(lambda: window.trainer.latest.runs[0].optimizer.learning_rate == 0.123456789)
    assert window.trainer.latest.runs[0].path.tobytes() == before


def test_that_an_arrow_in_a_focused_slider_moves_the_slider_and_steps_nothing(qtbot, window):
    row = number_row(window.panel, "gd", "learning_rate")
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Home):
        QTest.keyClick(row.slider, key)
    qtbot.waitUntil(lambda: has_answered(window))
    assert step_of(window) == 0


def test_that_space_still_plays_after_a_click_on_a_check_box(qtbot, window):
    check = window.panel.cards["gd"].check
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton)
    assert not check.isChecked()
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING)
    assert not check.isChecked()


def test_that_space_plays_after_a_number_was_typed_and_confirmed(qtbot, window):
    write(window.panel.form.start_x, "4.5")
    assert not window.panel.form.start_x.hasFocus()
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING and window.trainer.latest.start == (4.5, 2.0))


def test_that_a_start_that_f_cannot_take_is_refused_in_words_and_put_back(qtbot, window):
    window.experiment._on_problem_chosen(function_setup("rosenbrock"))
    write(window.panel.form.start_x, "1e200")
    qtbot.waitUntil(lambda: "not finite" in window.messages.text)
    assert window.panel.form.start_x.number == FUNCTIONS["rosenbrock"].start[0]
    assert window.canvas._start == FUNCTIONS["rosenbrock"].start


def test_that_a_value_out_of_range_is_refused_in_words(qtbot, window):
    row = number_row(window.panel, "gd", "learning_rate")
    write(row.box, "0")
    assert row.box.number == 0.4
    assert "0 < η" in window.messages.text


def test_that_keys_typed_into_a_number_do_not_reach_the_window(qtbot, window):
    box = number_row(window.panel, "gd", "learning_rate").box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "1e-3")
    QTest.keyClick(box, Key.Key_Left)
    assert not window.canvas.equal_aspect()
    assert step_of(window) == 0
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: window.trainer.latest.runs[0].optimizer.learning_rate == 0.001)


def test_that_the_legend_is_shown_only_while_the_panel_is_not(qtbot, window):
    height = window.loss_plot.view.height()
    assert not window.loss_plot.legend.isVisible()
    press(window, Key.Key_F9)
    assert window.loss_plot.legend.isVisible()
    qtbot.waitUntil(lambda: window.loss_plot.view.height() < height)
    press(window, Key.Key_F9)
    assert not window.loss_plot.legend.isVisible()
    qtbot.waitUntil(lambda: window.loss_plot.view.height() == height)


def test_that_legend_and_card_switch_a_run_together(qtbot, window):
    press(window, Key.Key_F9)
    chip = window.loss_plot.legend.chip("adam")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "adam" not in [run.label for run in window.trainer.latest.runs])
    assert not window.panel.cards["adam"].check.isChecked()
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    press(window, Key.Key_F9)
    qtbot.mouseClick(window.panel.cards["adam"].check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "adam" in [run.label for run in window.trainer.latest.runs] and at_step(window, 10)())
    assert chip.isChecked()


def test_that_choosing_a_function_brings_its_start_and_its_rates(qtbot, window):
    choice = window.panel.form.function_choice
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    choice.showPopup()
    QTest.keyClick(choice.grid, Key.Key_R)
    QTest.keyClick(choice.grid, Key.Key_Return)
    qtbot.waitUntil(lambda: window.trainer.latest.problem.function.key == "rosenbrock")
    assert window.trainer.latest.start == FUNCTIONS["rosenbrock"].start
    for run in window.trainer.latest.runs:
        assert run.optimizer.learning_rate == FUNCTIONS["rosenbrock"].recommended[run.label]
        assert window.panel.cards[run.label].optimizer == run.optimizer


def test_that_a_new_seed_changes_sgd_only_and_reset_keeps_it(qtbot, window, monkeypatch):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    before = {run.label: run.path.tobytes() for run in window.trainer.latest.runs}
    monkeypatch.setattr("secrets.randbelow", lambda _most: 77)
    qtbot.mouseClick(window.panel.race.new_seed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.trainer.latest.seed == 77 and at_step(window, 10)())
    changed = [run.label for run in window.trainer.latest.runs if run.path.tobytes() != before[run.label]]
    assert changed == ["sgd"]
    press(window, Key.Key_R, modifier=CONTROL)
    qtbot.waitUntil(at_step(window, 0))
    assert window.trainer.latest.seed == 77
    assert window.panel.race.seed.number == 77


def test_that_divergence_is_told_on_the_card_and_the_others_go_on(qtbot, window):
    write(number_row(window.panel, "gd", "learning_rate").box, "1e6")
    window.canvas.setFocus()
    for _ in range(4):
        press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: step_of(window) == 40)
    run = window.trainer.latest.runs[0]
    assert run.termination is not None
    text = f"diverged at step {run.termination.step}"
    qtbot.waitUntil(lambda: text in window.panel.cards["gd"].header.face.text.ended)
    assert all(other.step == 40 for other in window.trainer.latest.runs[1:])


def test_that_new_settings_of_a_diverged_run_say_what_makes_them_hold(qtbot, window):
    row = number_row(window.panel, "gd", "learning_rate")
    write(row.box, "1e6")
    window.experiment.set_replaying(False)
    window.canvas.setFocus()
    for _ in range(4):
        press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: step_of(window) == 40 and window.trainer.latest.runs[0].termination is not None)
    ending = window.trainer.latest.runs[0].termination
    assert window.messages.text == ""
    window.panel.cards["gd"].details.recommended.click()
    assert window.messages.text.startswith(f"GD diverged at step {ending.step}. Go back before it, or press Reset")
    header = window.panel.cards["gd"].header
    qtbot.waitUntil(lambda: "with earlier settings, η = 1e6" in header.toolTip())
    window.messages.show_message("")
    write(row.box, "1e6")
    write(number_row(window.panel, "momentum", "learning_rate").box, "0.01")
    assert window.messages.text == ""
    write(row.box, "0.3")
    assert window.messages.text.startswith("GD diverged")
    window.trainer.rewind(ending.step - 1)
    qtbot.waitUntil(at_step(window, ending.step - 1))
    window.trainer.step(10)
    qtbot.waitUntil(at_step(window, ending.step + 9))
    assert window.trainer.latest.runs[0].termination is None
    qtbot.waitUntil(lambda: "iverged" not in header.toolTip())


def test_that_new_settings_that_hold_from_the_start_need_no_word(qtbot, window):
    row = number_row(window.panel, "gd", "learning_rate")
    write(row.box, "1e6")
    window.trainer.step(150)
    qtbot.waitUntil(lambda: step_of(window) == 150 and window.trainer.latest.runs[0].termination is not None)
    # The worker may have replayed the run before anybody could say that it had ended.
    window.clock.stop()
    window.trainer.hold()
    write(row.box, "0.3")
    window.trainer.let_go()
    qtbot.waitUntil(lambda: window.trainer.latest.runs[0].termination is None and at_step(window, 150)())
    assert window.messages.text == ""


def test_that_a_control_that_does_not_apply_says_why(qtbot, window):
    home = window.actions_by_name["home"]
    assert not home.isEnabled()
    assert home.toolTip() == "This is the start"
    QTest.keyClick(window.canvas._view, Key.Key_Right)
    qtbot.waitUntil(home.isEnabled)
    for card in window.panel.cards.values():
        qtbot.mouseClick(card.check, Qt.MouseButton.LeftButton)
    play = window.actions_by_name["play"]
    qtbot.waitUntil(lambda: not play.isEnabled())
    assert "switched off" in play.toolTip()


def test_that_keys_change_the_speed_and_the_loss_axis(qtbot, window):
    index = window.transport.speed_index
    press(window, Key.Key_Period)
    assert window.transport.speed_index == index + 1
    press(window, Key.Key_Comma)
    press(window, Key.Key_Comma)
    assert window.transport.speed_index == index - 1
    press(window, Key.Key_L)
    assert not window.loss_plot.log_y()
    assert not window.actions_by_name["log"].isChecked()
    press(window, Key.Key_E)
    assert window.canvas.equal_aspect()
    assert window.actions_by_name["equal"].isChecked()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_seven_closed_cards_fit_without_scrolling(qtbot, window, size, theme):
    window.resize(*size)
    window.theme_menu.choose(theme)
    QApplication.processEvents()
    assert window.panel._scroll.verticalScrollBar().maximum() == 0


def test_that_the_window_takes_the_loss_of_every_function(qtbot, window):
    for key in FUNCTIONS:
        window.experiment._on_problem_chosen(function_setup(key))
        window.trainer.step(25)
        qtbot.waitUntil(lambda key=key: window.trainer.latest.problem.function.key == key and step_of(window) >= 25)
        window.clock.show_now()
        assert window.messages.text == ""


def test_that_reset_shows_all_again_in_both_views(qtbot, window):
    window.trainer.step(20)
    qtbot.waitUntil(at_step(window, 20))
    window.canvas.show_part(-5.0, 1.0, -2.0, 2.0)
    window.loss_plot.show_view(View(loss_box=(1.0, 4.0, 2.0, 30.0)))
    assert (window.canvas.is_fitted, window.loss_plot.is_following()) == (False, False)
    press(window, Key.Key_R, modifier=CONTROL)
    assert (window.canvas.is_fitted, window.loss_plot.is_following()) == (True, True)
