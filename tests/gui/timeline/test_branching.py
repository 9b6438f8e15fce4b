"""Branches in the real window, with real keys and mouse: they share the past and go their own way."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.problems.base import Sampling
from gui.style.run_style import run_styles
from tests.helpers.timeline import assert_rows_are_those_of_their_settings, click_on_line, rows_upto, shows
from tests.helpers.window import at_step, press

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose(window, run, rate):
    """Fill in the dialog: a run, and its learning rate from here on."""
    dialog = window.timeline.dialog
    QTest.keyClicks(dialog.run, run)
    box = dialog.row.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, rate)
    QTest.keyClick(box, Key.Key_Return)
    return dialog


def branch_off(qtbot, window, run, rate):
    press(window, Key.Key_B, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.timeline.dialog is not None and window.timeline.dialog.isVisible())
    dialog = choose(window, run, rate)
    name = dialog.name.text()
    if dialog.isVisible():
        QTest.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: name in {each.label for each in window.trainer.latest.runs})
    qtbot.waitUntil(at_step(window, window.trainer.latest.step))
    return name


def test_that_a_branch_shares_the_past_and_goes_its_own_way(qtbot, raced):
    click_on_line(raced, 15)
    qtbot.waitUntil(shows(raced, 15))
    name = branch_off(qtbot, raced, "Adam", "0.05")
    assert name == "Adam, η 0.05"
    assert raced.timeline.step is None
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
    curves = raced.loss_plot.view.curves
    qtbot.waitUntil(lambda: name in {curve.run.label for curve in curves.picture.series})
    assert next(curve.first for curve in curves.picture.series if curve.run.label == name) == 15


def test_that_a_branch_can_be_tuned_from_its_fork_and_removed(qtbot, raced):
    click_on_line(raced, 15)
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


# The dialog


def test_that_the_dialog_offers_what_the_run_has_and_refuses_a_name_that_is_taken(qtbot, raced):
    press(raced, Key.Key_B, modifier=CONTROL)
    dialog = raced.timeline.dialog
    qtbot.waitUntil(dialog.isVisible)
    offered = [dialog.change.itemData(k) for k in range(dialog.change.count())]
    assert offered == ["learning_rate", None]
    QTest.keyClicks(dialog.run, "SGD")
    assert [dialog.change.itemData(k) for k in range(dialog.change.count())] == ["learning_rate", "batch_size", "noise", None]
    dialog.change.setCurrentIndex(3)
    assert dialog.row is None
    assert dialog.name.text() == "SGD, branch"
    assert dialog.branch_setup.optimizer == raced.trainer.setup.runs[1].optimizer
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
    click_on_line(raced, 20)
    press(raced, Key.Key_B, modifier=CONTROL)
    assert raced.timeline.dialog.row.box.number == 0.4
    raced.timeline.dialog.reject()


def test_that_the_dialog_is_about_the_step_that_is_looked_at_and_the_run_that_is_inspected(qtbot, raced):
    momentum = next(run for run in raced.trainer.setup.runs if run.label == "momentum")
    raced.trainer.configure("momentum", replace(momentum.optimizer, learning_rate=0.003), momentum.sampling, replay=False)
    press(raced, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(lambda: raced.transport.timeline.maximum() == 50)
    raced.inspector.inspect(("momentum",))
    for step, rate in ((None, 0.003), (40, 0.003), (39, momentum.optimizer.learning_rate)):
        if step is not None:
            raced.timeline.look_at(step)
        raced.timeline.branch_here()
        dialog = raced.timeline.dialog
        assert dialog.windowTitle() == f"Branch from step {50 if step is None else step}"
        assert dialog.parent_run.label == "momentum"
        assert dialog.row.box.number == rate
        dialog.reject()
    raced.timeline.branch_here()
    dialog, asked = raced.timeline.dialog, []
    dialog.chosen.connect(lambda parent, step, branch: asked.append((parent, step, branch.parent, branch.optimizer.momentum)))
    dialog.change.setCurrentIndex(dialog.change.findData("momentum"))
    dialog.row.box.setFocus()
    dialog.row.box.selectAll()
    QTest.keyClicks(dialog.row.box, "0.5")
    QTest.keyClick(dialog.row.box, Key.Key_Return)
    assert asked == [("momentum", 39, "momentum", 0.5)]


def test_that_a_branch_is_in_the_colour_of_its_rule_with_another_dash_and_marker(qtbot, raced):
    name = branch_off(qtbot, raced, "Adam", "0.05")
    card, of_adam = raced.panel.cards[name].header.face.style, raced.panel.cards["adam"].header.face.style
    assert card == run_styles((run.label, run.optimizer.key) for run in raced.trainer.setup.runs)[name]
    assert card.marker != of_adam.marker
    assert card.dash != of_adam.dash
    assert card.light != of_adam.light


def test_that_the_keys_come_back_to_the_window_after_the_dialog(qtbot, window):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.timeline.dialog is not None and window.timeline.dialog.isActiveWindow())
    QTest.keyClick(window.timeline.dialog.row.box, Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.isActiveWindow() and len(window.trainer.setup.runs) == 8)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 2)
