"""Looking back, going on from there and branching, on the real window with real keys and mouse."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.number_text import loss_figure
from gui.timeline.marks import LineScale
from gui.training.commands import TrainerState
from tests.helpers.histories import PlainLoop, record_facts
from tests.helpers.timeline import assert_rows_are_those_of_their_settings, click_on_line, on_line, rows_upto, shows
from tests.helpers.window import at_step, has_answered, press

Key = Qt.Key

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_that_dragging_the_line_shows_past_steps_and_moves_no_run(qtbot, raced):
    before = rows_upto(raced, 40)
    line = raced.transport.timeline
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=on_line(raced, 30))
    qtbot.waitUntil(shows(raced, 30))
    for step in (21, 12, 3, 0):
        QTest.mouseMove(line, on_line(raced, step))
        qtbot.waitUntil(shows(raced, step))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=on_line(raced, 0))
    assert raced.timeline.step == 0
    assert rows_upto(raced, 40) == before
    assert raced.transport.past_bar.isVisible()
    assert raced.transport.past_bar.label.text() == "Looking at step 0 of 40"


def test_that_cards_tell_the_loss_of_the_step_that_is_looked_at_and_plots_keep_their_curves(qtbot, raced):
    click_on_line(raced, 7)
    loss = raced.trainer.latest.runs[0].loss
    qtbot.waitUntil(lambda: raced.panel.cards["gd"].header.face.text.loss == loss_figure(loss[7], loss[0]))
    picture = raced.loss_plot.view.curves.picture
    assert picture.time_lines == (7.0,)
    assert all(one.last == 40 for one in picture.series)


def test_that_the_canvas_is_given_the_record_of_that_step(qtbot, raced):
    click_on_line(raced, 25)
    qtbot.waitUntil(lambda: raced.canvas._snapshot.step == 25 and all(run.record for run in raced.canvas._snapshot.runs))
    setup = raced.trainer.setup
    for run in raced.canvas._snapshot.runs:
        loop = PlainLoop(raced.trainer.latest.problem, setup.problem.start, setup.seed, run.changes)
        assert record_facts(run.record) == record_facts(loop.upto(25)[25].record)


def test_that_keys_look_back_and_on_and_escape_comes_back(qtbot, raced):
    for key, step in ((Key.Key_BracketLeft, 39), (Key.Key_BraceLeft, 29), (Key.Key_BracketRight, 30), (Key.Key_BracketLeft, 29)):
        press(raced, key)
        qtbot.waitUntil(shows(raced, step))
    press(raced, Key.Key_Escape)
    qtbot.waitUntil(shows(raced, 40))
    assert raced.timeline.step is None
    assert raced.loss_plot.view.curves.picture.time_lines == ()
    assert not raced.transport.past_bar.isVisible()
    press(raced, Key.Key_BraceLeft)
    press(raced, Key.Key_BraceRight)
    qtbot.waitUntil(lambda: raced.timeline.step is None)


def test_that_while_looking_the_arrows_move_the_look_until_it_comes_to_the_present(qtbot, raced):
    press(raced, Key.Key_BracketLeft)
    press(raced, Key.Key_Left)
    qtbot.waitUntil(shows(raced, 38))
    press(raced, Key.Key_Right)
    qtbot.waitUntil(shows(raced, 39))
    press(raced, Key.Key_Right)
    qtbot.waitUntil(lambda: raced.timeline.step is None)
    assert raced.trainer.latest.step == 40
    press(raced, Key.Key_Right)
    qtbot.waitUntil(at_step(raced, 41))
    press(raced, Key.Key_BracketLeft)
    press(raced, Key.Key_Home)
    qtbot.waitUntil(shows(raced, 0))
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
        assert raced.timeline.step == step
    assert (line.minimum(), line.maximum(), line.value()) == (0, 40, 40)


def test_that_space_comes_back_to_the_present_and_plays(qtbot, raced):
    press(raced, Key.Key_BraceLeft)
    qtbot.waitUntil(shows(raced, 30))
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.latest.step > 41)
    assert raced.timeline.step is None
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.state is TrainerState.PAUSED)


def test_that_looking_pauses_a_race_that_plays(qtbot, raced):
    press(raced, Key.Key_Space)
    qtbot.waitUntil(lambda: raced.trainer.latest.step > 41)
    press(raced, Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: has_answered(raced))
    assert raced.trainer.state is TrainerState.PAUSED
    assert raced.timeline.is_looking
    reached = raced.trainer.latest.step
    raced.trainer.step(1)
    qtbot.waitUntil(lambda: has_answered(raced))
    assert at_step(raced, reached + 1)()


def test_that_a_reset_ends_the_look(qtbot, raced):
    press(raced, Key.Key_BraceLeft)
    qtbot.waitUntil(shows(raced, 30))
    press(raced, Key.Key_R, modifier=CONTROL)
    qtbot.waitUntil(lambda: raced.canvas._snapshot.step == 0)
    assert raced.timeline.step is None


def test_that_a_look_ends_when_the_past_is_rewritten_and_before_nothing_is_left_of_it(qtbot, raced):
    for step, goal in ((30, 35), (20, 10)):
        click_on_line(raced, step)
        qtbot.waitUntil(shows(raced, step))
        raced.trainer.rewind(goal)
        qtbot.waitUntil(lambda goal=goal: raced.canvas._snapshot is raced.trainer.latest and at_step(raced, goal)())
        assert raced.timeline.step is None
        assert not raced.transport.past_bar.isVisible()
        assert not raced.actions_by_name["to_now"].isEnabled()
        assert raced.loss_plot.view.curves.picture.time_lines == ()


def test_that_a_look_stays_while_the_runs_go_on_and_ends_where_there_is_nothing_after_it(raced):
    raced.clock.stop()
    controller, latest = raced.timeline, raced.trainer.latest
    controller.look_at(20)
    controller.viewed(replace(latest, step=45))
    assert controller.step == 20
    controller.viewed(replace(latest, step=20))
    assert controller.step is None
    controller.viewed(latest)
    controller.look_at(20)
    controller.viewed(replace(latest, generation=latest.generation + 1))
    assert controller.step is None
    assert controller.viewed(latest) is latest, "what was known of that step is forgotten"


# Going on from there


def test_that_continuing_goes_back_to_that_step_and_shows_nothing_else_on_the_way(qtbot, raced):
    then = rows_upto(raced, 25)
    click_on_line(raced, 25)
    qtbot.waitUntil(shows(raced, 25))
    seen = []
    raced.clock.frame.connect(lambda _: seen.append(raced.canvas._snapshot.step))
    press(raced, Key.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(at_step(raced, 25))
    qtbot.waitUntil(lambda: raced.timeline.step is None and raced.canvas._snapshot is raced.trainer.latest)
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


def test_that_a_change_in_mid_run_is_marked_with_what_changed(qtbot, raced):
    gd = raced.trainer.setup.runs[0]
    raced.trainer.configure("gd", replace(gd.optimizer, learning_rate=0.2), gd.sampling, replay=False)
    press(raced, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: raced.transport.timeline.maximum() == 50)
    (group,) = raced.transport.timeline.groups
    assert group.text == "Step 40: GD: η 0.4 → 0.2"
    assert raced.transport.timeline.scale == LineScale(50, 18.0, raced.transport.timeline.width() - 36.0)
    QTest.mouseClick(raced.transport.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(group.x) + 2, 8))
    assert raced.timeline.step == 40


def test_that_a_step_which_takes_long_to_compute_has_a_sign_of_progress(raced, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("gui.timeline.controller.perf_counter", lambda: now[0])
    raced.clock.stop()
    raced.timeline.look_at(20)
    raced.timeline.viewed(replace(raced.trainer.latest, past_step=None))
    assert not raced.transport.past_bar.progress.isVisible()
    now[0] += 0.4
    seen = raced.timeline.viewed(replace(raced.trainer.latest, past_step=None))
    assert seen.step == 20
    assert raced.transport.past_bar.progress.isVisible()
    raced.timeline.to_now()
    raced.timeline.viewed(raced.trainer.latest)
    assert not raced.transport.past_bar.progress.isVisible()
