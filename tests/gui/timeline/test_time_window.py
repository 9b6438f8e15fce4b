"""Looking back, going on from there and branching, on the real window with real keys and mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.problems.base import Sampling
from gui.style.run_style import run_styles
from gui.timeline.marks import LineScale
from gui.training.commands import TrainerState
from tests.helpers.histories import PlainLoop, record_facts
from tests.helpers.window import at_step, press

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def raced(qtbot, window):
    """The window after forty steps."""
    for goal in (10, 20, 30, 40):
        press(window, Key.Key_Right, modifier=SHIFT)
        qtbot.waitUntil(at_step(window, goal))
    qtbot.waitUntil(lambda: window.time_controller._latest is not None and window.time_controller._latest.step == 40)
    return window


def eyes(window):
    """What the canvas shows: the rows of each run."""
    return {run.label: run.path.tobytes() for run in window.canvas._snapshot.runs}


def rows_upto(window, step):
    return {run.label: run.path[: step + 1].tobytes() for run in window.trainer.latest.runs}


def sees(window, step):
    return lambda: window.canvas._snapshot.step == step and eyes(window) == rows_upto(window, step)


def press_on_line(window, step):
    line = window.transport.timeline
    at = QPoint(round(line.scale.x_of(step)), 21)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=at)
    return line


def assert_rows_are_those_of_their_settings(window):
    setup = window.trainer.setup
    for run in window.trainer.latest.runs:
        loop = PlainLoop(window.trainer.latest.problem, setup.problem.start, setup.seed, run.changes)
        assert run.path.tobytes() == b"".join(row.theta.tobytes() for row in loop.upto(run.step))


def choose(window, run, rate):
    """Fill in the dialog: a run, and its learning rate from here on."""
    dialog = window.time_controller.dialog
    QTest.keyClicks(dialog.run, run)
    box = dialog.row.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, rate)
    QTest.keyClick(box, Key.Key_Return)
    return dialog


def branch_off(qtbot, window, run, rate):
    press(window, Key.Key_B, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.time_controller.dialog is not None and window.time_controller.dialog.isVisible())
    dialog = choose(window, run, rate)
    name = dialog.name.text()
    if dialog.isVisible():
        QTest.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: name in {each.label for each in window.trainer.latest.runs})
    qtbot.waitUntil(at_step(window, window.trainer.latest.step))
    return name


# PastStepReader


def test_that_dragging_the_line_shows_past_steps_and_moves_no_run(qtbot, raced):
    before = rows_upto(raced, 40)
    line = press_on_line(raced, 30)
    qtbot.waitUntil(sees(raced, 30))
    for step in (21, 12, 3, 0):
        QTest.mouseMove(line, QPoint(round(line.scale.x_of(step)), 21))
        qtbot.waitUntil(sees(raced, step))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.scale.x_of(0)), 21))
    assert raced.time_controller.step == 0
    assert rows_upto(raced, 40) == before
    assert raced.transport.past_bar.isVisible()
    assert raced.transport.past_bar.label.text() == "Looking at step 0 of 40"


def test_that_cards_tell_the_loss_of_the_step_that_is_looked_at_and_plots_keep_their_curves(qtbot, raced):
    press_on_line(raced, 7)
    loss = raced.trainer.latest.runs[0].loss
    qtbot.waitUntil(lambda: raced.panel.cards["gd"].header.header_text.loss == f"{loss[7]:#.4g}")
    picture = raced.loss_plot.view.curves.picture
    assert picture.time_lines == (7.0,)
    assert all(one.last == 40 for one in picture.series)


def test_that_the_canvas_is_given_the_record_of_that_step(qtbot, raced):
    press_on_line(raced, 25)
    qtbot.waitUntil(lambda: raced.canvas._snapshot.step == 25 and all(run.record for run in raced.canvas._snapshot.runs))
    setup = raced.trainer.setup
    for run in raced.canvas._snapshot.runs:
        loop = PlainLoop(raced.trainer.latest.problem, setup.problem.start, setup.seed, run.changes)
        assert record_facts(run.record) == record_facts(loop.upto(25)[25].record)


def test_that_keys_look_back_and_on_and_escape_comes_back(qtbot, raced):
    for key, step in ((Key.Key_BracketLeft, 39), (Key.Key_BraceLeft, 29), (Key.Key_BracketRight, 30), (Key.Key_BracketLeft, 29)):
        press(raced, key)
        qtbot.waitUntil(sees(raced, step))
    press(raced, Key.Key_Escape)
    qtbot.waitUntil(sees(raced, 40))
    assert raced.time_controller.step is None
    assert raced.loss_plot.view.curves.picture.time_lines == ()
    assert not raced.transport.past_bar.isVisible()
    press(raced, Key.Key_BraceLeft)
    press(raced, Key.Key_BraceRight)
    qtbot.waitUntil(lambda: raced.time_controller.step is None)


def test_that_while_looking_the_arrows_move_the_look_until_it_comes_to_the_present(qtbot, raced):
    press(raced, Key.Key_BracketLeft)
    press(raced, Key.Key_Left)
    qtbot.waitUntil(sees(raced, 38))
    press(raced, Key.Key_Right)
    qtbot.waitUntil(sees(raced, 39))
    press(raced, Key.Key_Right)
    qtbot.waitUntil(lambda: raced.time_controller.step is None)
    assert raced.trainer.latest.step == 40
    press(raced, Key.Key_Right)
    qtbot.waitUntil(at_step(raced, 41))
    press(raced, Key.Key_BracketLeft)
    press(raced, Key.Key_Home)
    qtbot.waitUntil(sees(raced, 0))
    assert raced.trainer.latest.step == 41


def test_that_the_line_has_keys_of_its_own_and_leaves_the_pages_to_others(qtbot, raced):
    line = raced.transport.timeline
    line.setFocus(Qt.FocusReason.TabFocusReason)
    for key, modifier, step in (
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, 39),
        (Key.Key_Left, CONTROL, 29),
        (Key.Key_Right, CONTROL, 39),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 1),
        (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 1),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, None),
    ):
        press(raced, key, modifier=modifier)
        assert raced.time_controller.step == step
    assert (line.minimum(), line.maximum(), line.value()) == (0, 40, 40)


def test_that_space_comes_back_to_the_present_and_plays(qtbot, raced):
    press(raced, Key.Key_BraceLeft)
    qtbot.waitUntil(sees(raced, 30))
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.latest.step > 41)
    assert raced.time_controller.step is None
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.state is TrainerState.PAUSED)


def test_that_looking_pauses_a_race_that_plays(qtbot, raced):
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.latest.step > 41)
    press(raced, Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: raced.trainer.state is TrainerState.PAUSED)
    assert raced.time_controller.is_looking
    reached = raced.trainer.latest.step
    qtbot.wait(150)
    assert raced.trainer.latest.step == reached


def test_that_a_reset_ends_the_look(qtbot, raced):
    press(raced, Key.Key_BraceLeft)
    qtbot.waitUntil(sees(raced, 30))
    press(raced, Key.Key_R, modifier=CONTROL)
    qtbot.waitUntil(lambda: raced.canvas._snapshot.step == 0)
    assert raced.time_controller.step is None


# Going on from there


def test_that_continuing_goes_back_to_that_step_and_shows_nothing_else_on_the_way(qtbot, raced):
    then = rows_upto(raced, 25)
    press_on_line(raced, 25)
    qtbot.waitUntil(sees(raced, 25))
    seen = []
    raced.clock.frame.connect(lambda _: seen.append(raced.canvas._snapshot.step))
    press(raced, Key.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(at_step(raced, 25))
    qtbot.waitUntil(lambda: raced.time_controller.step is None and raced.canvas._snapshot is raced.trainer.latest)
    assert set(seen) == {25}
    assert rows_upto(raced, 25) == then
    press(raced, Key.Key_Right)
    qtbot.waitUntil(at_step(raced, 26))
    assert_rows_are_those_of_their_settings(raced)


def test_that_what_does_not_apply_is_disabled(qtbot, window, raced):
    names = ("to_now", "continue_here", "look_on")
    assert not any(raced.actions_by_name[name].isEnabled() for name in names)
    press(window, Key.Key_BracketLeft)
    assert all(raced.actions_by_name[name].isEnabled() for name in names)


# Branches


def test_that_a_branch_shares_the_past_and_goes_its_own_way(qtbot, raced):
    press_on_line(raced, 15)
    qtbot.waitUntil(sees(raced, 15))
    name = branch_off(qtbot, raced, "Adam", "0.05")
    assert name == "Adam, η 0.05"
    assert raced.time_controller.step is None
    adam, branch = (next(run for run in raced.trainer.latest.runs if run.label == label) for label in ("adam", name))
    assert branch.fork == 15
    assert branch.path[:16].tobytes() == adam.path[:16].tobytes()
    assert branch.path[16].tobytes() != adam.path[16].tobytes()
    assert_rows_are_those_of_their_settings(raced)
    assert list(raced.panel.cards)[-2:] == ["adam", name]
    assert raced.loss_plot.legend.chip(name).isChecked()
    qtbot.waitUntil(lambda: bool(raced.transport.timeline.groups))
    marks = [(mark.step, mark.label, mark.is_fork) for group in raced.transport.timeline.groups for mark in group.marks]
    assert marks == [(15, name, True)]
    curve = next(one for one in raced.loss_plot.view.curves.picture.series if one.run.label == name)
    assert curve.first == 15


def test_that_a_branch_can_be_tuned_from_its_fork_and_removed(qtbot, raced):
    press_on_line(raced, 15)
    name = branch_off(qtbot, raced, "Adam", "0.05")
    raced.trainer.configure(name, replace(raced.trainer.setup.runs[-1].optimizer, learning_rate=0.7), Sampling(), replay=True)
    qtbot.waitUntil(lambda: at_step(raced, 40)() and raced.trainer.latest.runs[-1].optimizer.learning_rate == 0.7)
    assert raced.trainer.latest.runs[-1].fork == 15
    assert_rows_are_those_of_their_settings(raced)
    qtbot.mouseClick(raced.panel.cards[name].remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name not in {run.label for run in raced.trainer.latest.runs})
    assert name not in raced.panel.cards
    qtbot.waitUntil(lambda: not raced.transport.timeline.groups)
    assert [run.label for run in raced.trainer.setup.runs] == list(raced.panel.cards)


def test_that_a_branch_begins_at_now_where_nobody_looks_back(qtbot, raced):
    name = branch_off(qtbot, raced, "Momentum", "0.02")
    assert raced.trainer.latest.runs[-1].fork == 40
    assert list(raced.panel.cards).index(name) == list(raced.panel.cards).index("momentum") + 1
    press(raced, Key.Key_Right)
    qtbot.waitUntil(at_step(raced, 41))
    assert_rows_are_those_of_their_settings(raced)


def test_that_a_branch_more_than_there_can_be_is_refused_in_the_strip(qtbot, raced, monkeypatch):
    monkeypatch.setattr("core.experiment.experiment.MOST_RUNS", len(raced.trainer.setup.runs) + 1)
    branch_off(qtbot, raced, "Adam", "0.05")
    runs = raced.trainer.setup.runs
    press(raced, Key.Key_B, modifier=CONTROL)
    QTest.keyClick(choose(raced, "Adam", "0.06"), Key.Key_Return)
    qtbot.waitUntil(lambda: "Remove a branch" in raced.messages.text)
    qtbot.waitUntil(lambda: raced.trainer.setup.runs == runs)
    assert len(raced.panel.cards) == len(runs)


def test_that_a_reset_takes_the_branches_and_their_cards_away(qtbot, raced):
    name = branch_off(qtbot, raced, "Adam", "0.05")
    press(raced, Key.Key_R, modifier=CONTROL)
    qtbot.waitUntil(lambda: raced.trainer.latest.step == 0)
    assert name not in raced.panel.cards
    assert all(run.parent is None for run in raced.trainer.setup.runs)


def test_that_branches_wait_where_the_other_kind_of_problem_is_looked_at(qtbot, raced):
    name = branch_off(qtbot, raced, "Adam", "0.05")
    before = rows_upto(raced, 40)
    setup = raced.trainer.setup
    raced.trainer.change_to(replace(setup, runs=setup.runs[:3]), frozenset())
    qtbot.waitUntil(lambda: raced.trainer.latest.step == 0)
    raced.trainer.change_to(setup, frozenset())
    qtbot.waitUntil(at_step(raced, 40))
    assert rows_upto(raced, 40) == before
    assert name in {run.label for run in raced.trainer.latest.runs}


def test_that_a_change_in_mid_run_is_marked_with_what_changed(qtbot, raced):
    gd = raced.trainer.setup.runs[0]
    raced.trainer.configure("gd", replace(gd.optimizer, learning_rate=0.2), gd.sampling, replay=False)
    press(raced, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: raced.transport.timeline.maximum() == 50)
    (group,) = raced.transport.timeline.groups
    assert group.text == "Step 40: GD: η 0.4 → 0.2"
    assert raced.transport.timeline.scale == LineScale(50, 18.0, raced.transport.timeline.width() - 36.0)
    QTest.mouseClick(raced.transport.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(group.x) + 2, 8))
    assert raced.time_controller.step == 40


# The dialog


def test_that_the_dialog_offers_what_the_run_has_and_refuses_a_name_that_is_taken(qtbot, raced):
    press(raced, Key.Key_B, modifier=CONTROL)
    dialog = raced.time_controller.dialog
    qtbot.waitUntil(dialog.isVisible)
    offered = [dialog.change.itemData(k) for k in range(dialog.change.count())]
    assert offered == ["learning_rate", None]
    QTest.keyClicks(dialog.run, "SGD")
    assert [dialog.change.itemData(k) for k in range(dialog.change.count())] == ["learning_rate", "batch_size", "noise", None]
    dialog.change.setCurrentIndex(3)
    assert dialog.row is None
    assert dialog.name.text() == "SGD, branch"
    assert dialog.branched.optimizer == raced.trainer.setup.runs[1].optimizer
    dialog.name.clear()
    QTest.keyClicks(dialog.name, "adam")
    assert not dialog.branch.isEnabled()
    assert "adam" in dialog.fault.text()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(raced.trainer.setup.runs) == 7


def test_that_the_dialog_begins_with_the_settings_that_held_at_the_step(qtbot, raced):
    gd = raced.trainer.setup.runs[0]
    raced.trainer.configure("gd", replace(gd.optimizer, learning_rate=0.2), gd.sampling, replay=False)
    press(raced, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: raced.transport.timeline.maximum() == 50)
    press_on_line(raced, 20)
    press(raced, Key.Key_B, modifier=CONTROL)
    assert raced.time_controller.dialog.row.box.number == 0.4
    raced.time_controller.dialog.reject()


def test_that_a_branch_is_in_the_colour_of_its_rule_with_another_dash_and_marker(qtbot, raced):
    name = branch_off(qtbot, raced, "Adam", "0.05")
    card, of_adam = raced.panel.cards[name].header.run_style, raced.panel.cards["adam"].header.run_style
    assert card == run_styles((run.label, run.optimizer.key) for run in raced.trainer.setup.runs)[name]
    assert card.marker != of_adam.marker
    assert card.dash != of_adam.dash
    assert card.light != of_adam.light


def test_that_a_step_which_takes_long_to_compute_has_a_sign_of_progress(raced, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("gui.timeline.controller.perf_counter", lambda: now[0])
    raced.clock.stop()
    raced.time_controller.look_at(20)
    raced.time_controller.shown(replace(raced.trainer.latest, past_step=None))
    assert not raced.transport.past_bar.progress.isVisible()
    now[0] += 0.4
    seen = raced.time_controller.shown(replace(raced.trainer.latest, past_step=None))
    assert seen.step == 20
    assert raced.transport.past_bar.progress.isVisible()
    raced.time_controller.to_now()
    raced.time_controller.shown(raced.trainer.latest)
    assert not raced.transport.past_bar.progress.isVisible()


def test_that_the_keys_come_back_to_the_window_after_the_dialog(qtbot, window):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.time_controller.dialog is not None and window.time_controller.dialog.isActiveWindow())
    QTest.keyClick(window.time_controller.dialog.row.box, Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.isActiveWindow() and len(window.trainer.setup.runs) == 8)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 2)
