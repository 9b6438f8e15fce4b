"""What keys, wheel and drag do to the part of the plane that a plot shows, and what the plot remembers of it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.plotting.ranges import Range
from core.problems.function import FunctionProblem
from core.problems.kinds import FUNCTION, NETWORK
from core.view import View
from gui.plots.view import PlotCommand
from gui.style.theme import DARK, LIGHT
from tests.helpers.plots import PlotDriver, decay, run, snapshot
from tests.helpers.window import double_click

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
PLAIN, CONTROL, SHIFT, ALT, KEYPAD = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.KeypadModifier,
)
# By key: how many of its widths and heights the view moves right and up, and how much larger what it shows becomes.
MOVES = {
    (Key.Key_Plus, PLAIN): (0.0, 0.0, 0.8),
    (Key.Key_Plus, SHIFT): (0.0, 0.0, 0.8),
    (Key.Key_Plus, KEYPAD): (0.0, 0.0, 0.8),
    (Key.Key_Equal, PLAIN): (0.0, 0.0, 0.8),
    (Key.Key_Minus, PLAIN): (0.0, 0.0, 1.25),
    (Key.Key_Left, CONTROL): (-0.1, 0.0, 1.0),
    (Key.Key_Right, CONTROL): (0.1, 0.0, 1.0),
    (Key.Key_Up, CONTROL): (0.0, 0.1, 1.0),
    (Key.Key_Down, CONTROL): (0.0, -0.1, 1.0),
}
COMMANDS = {
    (Key.Key_Left, ALT): PlotCommand.PREVIOUS,
    (Key.Key_Right, ALT): PlotCommand.NEXT,
    (Key.Key_Left, ALT | SHIFT): PlotCommand.TEN_BACK,
    (Key.Key_Right, ALT | SHIFT): PlotCommand.TEN_ON,
}
OTHERS = [
    (Key.Key_Left, PLAIN),
    (Key.Key_F, PLAIN),
    (Key.Key_Plus, CONTROL),
    (Key.Key_Up, ALT),
    (Key.Key_Left, SHIFT),
    (Key.Key_Escape, PLAIN),
]


def middle(shown: Range) -> float:
    return (shown.low + shown.high) / 2


def sent(driver: PlotDriver, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether the view takes a key."""
    event = QKeyEvent(kind, key, modifiers)
    event.ignore()
    QApplication.sendEvent(driver.plot.view, event)
    return event.isAccepted()


# Keys


@pytest.mark.parametrize("case", MOVES, ids=str)
def test_that_a_key_moves_the_view_about_its_middle(driver: PlotDriver, case: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    driver.show(run("gd", decay(25)))
    before = driver.plot.view.frame()
    assert sent(driver, QEvent.Type.ShortcutOverride, *case), "the window does not get it"
    assert sent(driver, QEvent.Type.KeyPress, *case)
    after, (right, up, factor) = driver.plot.view.frame(), MOVES[case]
    for was, now, way in ((before.x, after.x, right), (before.y, after.y, up)):
        assert now.height == pytest.approx(factor * was.height)
        assert middle(now) == pytest.approx(middle(was) + way * was.height)


def test_that_keys_without_a_meaning_here_are_left_to_others(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    said: list[object] = []
    driver.plot.view.commanded.connect(said.append)
    for case in OTHERS:
        assert not sent(driver, QEvent.Type.ShortcutOverride, *case), case
        assert not sent(driver, QEvent.Type.KeyPress, *case), case
    assert said == []
    for case, command in COMMANDS.items():
        assert sent(driver, QEvent.Type.KeyPress, *case)
        assert said.pop() is command
    assert driver.plot.view.crosshair.isVisible()
    assert sent(driver, QEvent.Type.ShortcutOverride, Key.Key_Escape, PLAIN), "now there is something to hide"
    assert sent(driver, QEvent.Type.KeyPress, Key.Key_Escape, PLAIN)
    assert said == [PlotCommand.CLOSE]
    assert not driver.plot.view.crosshair.isVisible()


def test_that_a_frame_says_that_the_keys_go_here_unless_the_mouse_has_brought_them(driver: PlotDriver) -> None:
    view = driver.plot.view
    for reason, is_shown in (
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.BacktabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
    ):
        view.clearFocus()
        assert not view.curves._focused
        view.setFocus(reason)
        assert view.curves._focused is is_shown, reason


# Mouse


def test_that_a_drag_with_the_right_button_zooms_about_where_it_began(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    before, at = driver.plot.view.frame(), driver.point_of(10)
    x = before.x_value(at.x() - driver.plot.view.box_rect().left())
    part = (x - before.x.low) / before.x.height
    qtbot.mousePress(driver.viewport, Button.RightButton, pos=at)
    for way in (QPoint(20, 0), QPoint(40, -30), QPoint(60, -40)):
        qtbot.mouseMove(driver.viewport, at + way)
        QApplication.processEvents()
    qtbot.mouseRelease(driver.viewport, Button.RightButton, pos=at + QPoint(60, -40))
    after = driver.plot.view.frame()
    assert after.x.height / before.x.height == pytest.approx(after.y.height / before.y.height)
    assert 0.99**110 < after.x.height / before.x.height < 0.99**60, "right and up are closer"
    assert (x - after.x.low) / after.x.height == pytest.approx(part, abs=0.01)


@pytest.mark.parametrize("axis", [None, 0, 1])
def test_that_what_is_done_upon_an_axis_moves_that_one_alone(driver: PlotDriver, axis: int | None) -> None:
    driver.show(run("gd", decay(25)))
    box, before = driver.plot.view._box, driver.plot.view.frame()
    box.moved_by.emit("pan", 0.0, QPointF(30, 20), axis)
    moved = driver.plot.view.frame()
    assert middle(moved.x) == pytest.approx(middle(before.x) - (axis != 1) * 30 / before.width * before.x.height)
    assert middle(moved.y) == pytest.approx(middle(before.y) + (axis != 0) * 20 / before.height * before.y.height)
    box.moved_by.emit("zoom", 0.5, QPointF(0, 0), axis)
    after = driver.plot.view.frame()
    assert (after.x.height < moved.x.height, after.y.height < moved.y.height) == (axis != 1, axis != 0)
    assert (after.x.low, after.y.high) == pytest.approx((moved.x.low, moved.y.high))


def test_that_only_the_left_button_fits_by_a_double_click(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    driver.press(Key.Key_Plus)
    double_click(driver.viewport, driver.point_of(10), Button.RightButton)
    assert not driver.plot.is_following()
    double_click(driver.viewport, driver.point_of(10))
    assert driver.plot.is_following()


def test_that_the_wheel_goes_far_either_way_and_the_plot_is_drawn(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    for notches, low, high in ((400, 1e-9, 1e-6), (-900, 1e3, 1e20)):
        at = driver.point_of(10)
        for _ in range(4):
            driver.wheel(at, notches // 4)
        frame = driver.plot.view.frame()
        assert low < frame.x.height < high, notches
        driver.plot.fit()


# The cross-hair


def test_that_a_cross_hair_set_by_key_stays_until_a_key_takes_it_away(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)), run("nag", decay(40)))
    driver.press(Key.Key_Left, ALT)
    assert driver.rows()["gd"] == ("—",), "it begins at the end of the longest"
    QApplication.sendEvent(driver.plot.view, QEvent(QEvent.Type.Leave))
    assert driver.plot.table.isVisible()
    driver.point_at(5)
    QApplication.sendEvent(driver.plot.view, QEvent(QEvent.Type.Leave))
    assert not driver.plot.table.isVisible()
    driver.point_at(5)
    driver.press(Key.Key_Right, ALT | SHIFT)
    assert driver.plot.table.table is not None
    assert driver.plot.table.table.title == "step 15"
    for _ in range(6):
        driver.press(Key.Key_Right, ALT | SHIFT)
    assert driver.plot.table.table.title == "step 39"
    for _ in range(9):
        driver.press(Key.Key_Left, ALT | SHIFT)
    assert driver.plot.table.table.title == "step 0"


def test_that_the_figures_wait_for_their_clock_and_the_line_does_not(driver: PlotDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("gui.plots.cross_hair.perf_counter", lambda: now[0])
    loss = decay(25)
    driver.show(run("gd", loss))
    driver.point_at(7)
    first = driver.rows()
    line = driver.plot.view.crosshair
    rings = [at for at, _ in line._rings]
    now[0] += 0.1
    shown = driver.show(run("gd", 3 * loss, revision=2))
    assert driver.rows() == first
    assert [at for at, _ in line._rings] != rings
    now[0] += 0.1
    driver.plot.show_snapshot(shown)
    assert driver.rows() == first
    now[0] += 0.1
    driver.plot.show_snapshot(shown)
    assert driver.rows() != first


def test_that_the_cross_hair_goes_with_its_axis_its_problem_and_its_place(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    driver.point_at(20)
    driver.plot.set_x_axis("seconds")
    assert not driver.plot.table.isVisible()
    driver.point_at(0.1)
    assert driver.plot.table.isVisible()
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    assert not driver.plot.table.isVisible()
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    driver.show(run("gd", decay(25)))
    assert not driver.plot.table.isVisible()
    driver.plot.set_x_axis("step")
    driver.point_at(20)
    for _ in range(12):
        driver.press(Key.Key_Right, CONTROL)
    assert not driver.plot.table.isVisible(), "its place is out of sight"


# What is remembered


def test_that_another_problem_begins_anew_and_the_same_goes_on(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    driver.press(Key.Key_Plus)
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert not driver.plot.is_following()
    assert driver.plot._visible_series()
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    assert driver.plot.is_following()
    assert driver.plot.tools.fit.isChecked()
    assert not driver.plot._visible_series()
    assert not driver.plot._series


def test_that_a_wish_for_a_log_axis_outlives_a_problem_that_can_have_none(driver: PlotDriver) -> None:
    told: list[bool] = []
    driver.plot.log_y_changed.connect(told.append)
    driver.plot.set_problem(FunctionProblem(unbounded()))
    assert (driver.plot.log_y(), driver.plot.tools.log.isChecked(), driver.plot.tools.log.isEnabled()) == (False, False, False)
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert (driver.plot.log_y(), driver.plot.tools.log.isChecked(), driver.plot.tools.log.isEnabled()) == (True, True, True)
    assert told == [False, True]
    driver.plot.set_log_y(False)
    driver.plot.set_log_y(False)
    assert told == [False, True, False]
    driver.plot.set_problem(FunctionProblem(unbounded()))
    driver.plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert told == [False, True, False]
    assert not driver.plot.log_y()


def unbounded():  # type: ignore[no-untyped-def]
    return next(function for function in FUNCTIONS.values() if function.infimum is None)


def test_that_another_kind_of_axis_is_fitted_and_told_once(driver: PlotDriver) -> None:
    told: list[str] = []
    driver.plot.x_axis_changed.connect(told.append)
    driver.show(run("gd", decay(25), cost=4))
    driver.press(Key.Key_Plus)
    driver.plot.set_x_axis("step")
    assert not driver.plot.is_following()
    driver.plot.set_x_axis("evaluations")
    driver.plot.set_x_axis("epochs")
    assert told == ["evaluations"], "a function has no epochs"
    assert driver.plot.is_following()
    assert driver.plot.x_axis() == "evaluations"
    assert driver.plot.view.frame().x.high > 90
    with pytest.raises(ValueError, match="lightyears"):
        driver.plot.set_x_axis("lightyears")
    driver.plot.forget(NETWORK)
    driver.plot.set_x_axis("epochs")
    assert told[-1] == "epochs"
    driver.plot.forget(FUNCTION)
    assert driver.plot.x_axis() == "step"
    assert told[-1] == "step"
    assert not driver.plot._visible_series()


def test_that_a_view_sets_what_it_names_and_leaves_the_rest(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    driver.plot.set_smoothing(0.5)
    driver.plot.show_view(View(horizontal="seconds", loss_box=(0.0, 1.0, -2.0, 3.0)))
    frame = driver.plot.view.frame()
    assert (driver.plot.smoothing(), driver.plot.x_axis()) == (0.5, "seconds")
    assert (frame.x, frame.y) == (Range(0.0, 1.0), Range(-2.0, 3.0))
    assert not driver.plot.is_following()
    assert not driver.plot.tools.fit.isChecked()
    driver.plot.show_view(View(smoothing=0.9))
    assert (driver.plot.smoothing(), driver.plot.x_axis()) == (0.9, "seconds")
    assert driver.plot.is_following()


def test_that_the_marked_step_stands_where_each_axis_has_it_and_goes(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25), cost=4), run("nag", decay(25), cost=7))
    driver.plot.set_time_mark(10)
    curves = driver.plot.view.curves
    assert curves.picture.time_lines == (10.0,)
    driver.plot.set_x_axis("evaluations")
    assert sorted(curves.picture.time_lines) == [40.0, 70.0]
    driver.plot.set_time_mark(None)
    assert curves.picture.time_lines == ()


def test_that_a_branch_is_drawn_once_it_has_left_its_parent(driver: PlotDriver) -> None:
    branch = replace(run("nag", decay(10)), parent="gd", fork=20)
    driver.plot.show_snapshot(snapshot(run("gd", decay(30)), branch))
    assert [one.run.label for one in driver.plot._visible_series()] == ["gd"]
    grown = replace(run("nag", decay(22)), parent="gd", fork=20)
    driver.plot.show_snapshot(snapshot(run("gd", decay(30)), grown))
    assert [one.run.label for one in driver.plot._visible_series()] == ["gd", "nag"]
    orphan = replace(branch, parent="gone", revision=2)
    driver.plot.show_snapshot(snapshot(run("gd", decay(30)), orphan))
    assert [one.run.label for one in driver.plot._visible_series()] == ["gd", "nag"]


def test_that_tools_are_for_who_sits_before_them(driver: PlotDriver) -> None:
    tools = driver.plot.tools
    for theme, is_hidden in ((DARK, False), (DARK.for_audience(1.5), True), (LIGHT, False)):
        driver.plot.set_theme(theme)
        assert tools.isHidden() is is_hidden
    driver.plot.set_for_picture()
    assert tools.isHidden()
    driver.plot.set_theme(DARK)
    assert tools.isHidden()


def test_that_a_run_switched_in_the_legend_is_told_and_its_curve_goes_at_once(driver: PlotDriver) -> None:
    told: list[tuple[str, bool]] = []
    driver.plot.run_toggled.connect(lambda label, on: told.append((label, on)))
    driver.show(run("gd", decay(25)), run("nag", decay(25)))
    driver.plot.legend.chip("nag").click()
    assert [one.run.label for one in driver.plot._visible_series()] == ["gd"]
    driver.plot.legend.chip("nag").click()
    assert [one.run.label for one in driver.plot._visible_series()] == ["gd", "nag"]
    assert told == [("nag", False), ("nag", True)]


def test_that_a_chip_says_what_a_click_does_and_how_its_run_ended(driver: PlotDriver) -> None:
    chip = driver.plot.legend.chip("nag")
    assert (chip.accessibleName(), chip.toolTip()) == ("NAG", "NAG. Click to hide it")
    wide = chip.sizeHint().width()
    driver.show(run("nag", decay(17), diverged=True))
    assert chip.accessibleName() == "NAG: diverged at step 17"
    assert chip.sizeHint().width() == wide + 14
    chip.click()
    assert chip.toolTip() == "NAG: diverged at step 17. Click to show it"
    driver.show(run("nag", np.array([1.0, 0.5]), revision=2))
    assert chip.accessibleName() == "NAG"
    assert chip.sizeHint().width() == wide


def test_that_the_legend_is_made_anew_only_where_a_run_looks_another_way(driver: PlotDriver) -> None:
    legend = driver.plot.legend
    before = {label: legend.chip(label) for label in legend.styles}
    driver.set_runs({"nag": False})
    assert {label: legend.chip(label) for label in legend.styles} == before
    assert not legend.chip("nag").isChecked()
    other = {**legend.styles, "nag": legend.styles["adam"]}
    driver.plot.set_runs([(label, True) for label in before], other)
    assert legend.chip("nag") is not before["nag"]
    assert legend.chip("nag")._style == other["nag"]
    assert legend.chip("nag").isChecked()
    assert legend.layout().count() == len(before)
