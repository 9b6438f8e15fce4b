"""What each key, button and movement does on the canvas, and what it leaves alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.functions import FUNCTIONS
from core.geometry import Box
from core.problems.function import FunctionProblem
from gui.canvas.zoom import around, move_of_key
from gui.style.run_style import run_styles
from gui.style.theme import DARK
from tests.helpers.canvas import HOME, STYLES, CanvasDriver, near, pixels, run, snapshot
from tests.helpers.window import double_click

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
PLAIN, CONTROL, SHIFT, ALT, KEYPAD = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.KeypadModifier,
)
START = FUNCTIONS["seed-bowl"].start

# (dx, dy, zoom) of each key that moves the view
MOVES = {
    (Key.Key_Left, CONTROL): (-0.1, 0.0, 1.0),
    (Key.Key_Right, CONTROL): (0.1, 0.0, 1.0),
    (Key.Key_Up, CONTROL): (0.0, 0.1, 1.0),
    (Key.Key_Down, CONTROL): (0.0, -0.1, 1.0),
    (Key.Key_Left, CONTROL | KEYPAD): (-0.1, 0.0, 1.0),
    (Key.Key_Plus, PLAIN): (0.0, 0.0, 1.2),
    (Key.Key_Plus, KEYPAD): (0.0, 0.0, 1.2),
    (Key.Key_Plus, SHIFT): (0.0, 0.0, 1.2),
    (Key.Key_Equal, PLAIN): (0.0, 0.0, 1.2),
    (Key.Key_Minus, PLAIN): (0.0, 0.0, 1 / 1.2),
    (Key.Key_Minus, KEYPAD): (0.0, 0.0, 1 / 1.2),
    (Key.Key_Underscore, SHIFT): (0.0, 0.0, 1 / 1.2),
}


# Keys


@pytest.mark.parametrize("modifiers", [PLAIN, CONTROL, SHIFT, ALT, CONTROL | SHIFT, KEYPAD, CONTROL | KEYPAD])
def test_that_every_key_moves_the_view_as_the_table_says_and_no_other_does(modifiers: Qt.KeyboardModifier) -> None:
    keys = {key for key, _ in MOVES} | {Key.Key_F, Key.Key_E, Key.Key_Space, Key.Key_Home}
    for key in keys:
        move = move_of_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
        plain = modifiers & ~KEYPAD
        pans = plain == CONTROL and key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
        zooms = plain in (PLAIN, SHIFT) and key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus, Key.Key_Underscore)
        assert (move is not None) == (pans or zooms), key
        if (key, modifiers) in MOVES:
            assert move == pytest.approx(MOVES[key, modifiers])


def test_that_only_plain_f_and_e_fit_and_equalise_and_the_others_are_told(driver: CanvasDriver) -> None:
    told: list[tuple[int, Qt.KeyboardModifier]] = []
    held = (Key.Key_Shift, Key.Key_Control, Key.Key_Alt)
    driver.canvas.key_pressed.connect(lambda event: event.key() in held or told.append((event.key(), event.modifiers())))
    driver.wheel(driver.at(1.0, 1.0), 2)
    seen = driver.canvas.view_range()
    strange = [(Key.Key_F, CONTROL), (Key.Key_F, ALT), (Key.Key_E, SHIFT), (Key.Key_Right, PLAIN), (Key.Key_P, PLAIN)]
    for key, modifiers in strange:
        driver.press(key, modifiers)
        assert (driver.canvas.view_range(), driver.canvas.equal_aspect()) == (seen, False), key
    assert told == strange
    driver.press(Key.Key_E, KEYPAD)
    assert driver.canvas.equal_aspect()
    driver.press(Key.Key_E)
    assert not driver.canvas.equal_aspect()
    driver.press(Key.Key_F)
    assert driver.canvas.is_fitted
    driver.press(Key.Key_F)
    assert driver.canvas.view_range() == pytest.approx(HOME)
    assert len(told) == len(strange)


def test_that_the_keys_that_it_takes_do_not_go_on_to_the_window(driver: CanvasDriver) -> None:
    for key, modifiers, is_taken in (
        (Key.Key_F, PLAIN, True),
        (Key.Key_E, PLAIN, True),
        (Key.Key_Plus, PLAIN, True),
        (Key.Key_Left, CONTROL, True),
        (Key.Key_Left, PLAIN, False),
        (Key.Key_P, PLAIN, False),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        QApplication.sendEvent(driver.view, event)
        assert event.isAccepted() is is_taken, key
        released = QKeyEvent(QEvent.Type.KeyRelease, key, modifiers)
        QApplication.sendEvent(driver.view, released)
        assert not released.isAccepted()


def test_that_a_frame_says_that_the_keys_go_here_after_tab_only(driver: CanvasDriver) -> None:
    def border() -> str:
        return str(driver.view.box.border.color().name())

    driver.view.clearFocus()
    driver.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert driver.view.hasFocus()
    assert border() == driver.canvas._theme.accent
    driver.view.clearFocus()
    assert border() == driver.canvas._theme.border
    driver.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    assert border() == driver.canvas._theme.border
    driver.view.clearFocus()
    driver.canvas.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert border() == driver.canvas._theme.accent
    driver.canvas.set_theme(DARK)
    assert border() == DARK.border


# Mouse


def test_that_a_press_belongs_to_its_button_until_that_is_let_go(driver: CanvasDriver) -> None:
    middle = driver.at(2.0, 2.0)
    QTest.mousePress(driver.viewport, Button.RightButton, pos=middle)
    QTest.mousePress(driver.viewport, Button.LeftButton, pos=driver.at(*START))
    QTest.mouseRelease(driver.viewport, Button.LeftButton, pos=driver.at(*START))
    QTest.mouseMove(driver.viewport, middle + QPoint(60, 0))
    assert near(driver.shown_at(middle + QPoint(60, 0)), (2.0, 2.0), 0.05), "the right button still holds the plane"
    QTest.mouseRelease(driver.viewport, Button.RightButton, pos=middle + QPoint(60, 0))
    held = driver.canvas.view_range()
    QTest.mouseMove(driver.viewport, middle)
    assert driver.canvas.view_range() == held
    assert driver.picked == []


@pytest.mark.parametrize(("way", "is_drag"), [(3, False), (4, True)])
def test_that_a_hand_that_trembles_still_clicks(driver: CanvasDriver, qtbot: QtBot, way: int, is_drag: bool) -> None:
    point = driver.at(2.0, 2.0)
    QTest.mousePress(driver.viewport, Button.LeftButton, pos=point)
    QTest.mouseMove(driver.viewport, point + QPoint(way, 0))
    QTest.mouseRelease(driver.viewport, Button.LeftButton, pos=point + QPoint(way, 0))
    assert (driver.canvas.view_range() != HOME) is is_drag
    assert driver.canvas._pick_timer.isActive() is not is_drag


def test_that_a_drag_that_comes_back_is_none_of_the_clicks(driver: CanvasDriver) -> None:
    point = driver.at(2.0, 2.0)
    QTest.mousePress(driver.viewport, Button.LeftButton, pos=point)
    QTest.mouseMove(driver.viewport, point + QPoint(40, 0))
    QTest.mouseMove(driver.viewport, point + QPoint(1, 0))
    QTest.mouseRelease(driver.viewport, Button.LeftButton, pos=point + QPoint(1, 0))
    assert not driver.canvas._pick_timer.isActive()
    assert near(driver.canvas.view_range(), HOME, 0.05)


def test_that_nothing_is_done_beside_the_landscape(driver: CanvasDriver) -> None:
    beside = QPoint(8, driver.viewport.height() // 2)
    driver.wheel(driver.at(1.0, 1.0), 2)
    seen = driver.canvas.view_range()
    driver.drag(beside, beside + QPoint(0, 80))
    QTest.mouseClick(driver.viewport, Button.LeftButton, pos=beside)
    driver.double_click(beside)
    double_click(driver.viewport, driver.at(1.0, 1.0), Button.RightButton)
    assert driver.canvas.view_range() == seen
    assert not driver.canvas._pick_timer.isActive()


@pytest.mark.parametrize(("delta", "factor"), [(QPoint(0, 120), 1.2), (QPoint(0, -60), 1.2**-0.5), (QPoint(240, 0), 1.0)])
def test_that_a_wheel_zooms_by_its_notches_and_sideways_not_at_all(driver: CanvasDriver, delta: QPoint, factor: float) -> None:
    at = QPointF(driver.at(0.0, 0.0))
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, QPointF(driver.viewport.mapToGlobal(at.toPoint())), QPoint(), delta, Button.NoButton, PLAIN, phase, False)
    QApplication.sendEvent(driver.viewport, event)
    assert event.isAccepted()
    x_min, x_max, _, _ = driver.canvas.view_range()
    assert (x_max - x_min) * factor == pytest.approx(20.0)
    assert not driver.canvas.is_fitted


def test_that_whoever_waits_for_a_move_hears_of_it_before_the_view_changes(driver: CanvasDriver) -> None:
    seen: list[bool] = []
    before: list[tuple[float, ...]] = []
    driver.canvas.moved.connect(lambda: seen.append(driver.canvas.view_range() == before[-1]))
    for move in (
        lambda: driver.canvas.pan(0.1, 0.0),
        driver.canvas.zoom_in,
        driver.canvas.zoom_out,
        lambda: driver.canvas.show_part(-1, 1, -1, 1),
        lambda: driver.canvas.zoom_to([(0.0, 1.0, 0.0, 1.0)]),
    ):
        before.append(driver.canvas.view_range())
        move()
        assert driver.canvas.view_range() != before[-1]
        assert not driver.canvas.is_fitted
    assert seen == [True] * 5
    driver.canvas.fit()
    driver.canvas.zoom_to([])
    assert len(seen) == 5
    assert driver.canvas.is_fitted


# The flag under the mouse


def raised(driver: CanvasDriver) -> bool:
    """Whether the flag has the ring of one that is held or about to be."""
    QApplication.processEvents()
    return bool(driver.canvas._runs._start_raised)


def test_that_the_flag_is_raised_while_the_mouse_is_upon_it_or_holds_it(driver: CanvasDriver) -> None:
    flag = driver.at(*START)
    driver.move(flag)
    assert raised(driver)
    driver.move(driver.at(3.0, 3.0))
    assert not raised(driver)
    driver.move(flag)
    QApplication.sendEvent(driver.view, QEvent(QEvent.Type.Leave))
    assert not raised(driver)
    assert "Click to set the start" in driver.canvas.read_out_text()
    QTest.mousePress(driver.viewport, Button.LeftButton, pos=flag)
    QTest.mouseMove(driver.viewport, flag + QPoint(80, 40))
    assert raised(driver)
    QApplication.sendEvent(driver.view, QEvent(QEvent.Type.Leave))
    assert raised(driver), "it is still held"
    QTest.mouseRelease(driver.viewport, Button.LeftButton, pos=flag + QPoint(80, 40))
    QTest.mouseMove(driver.viewport, driver.at(3.0, 3.0))
    assert not raised(driver)
    assert len(driver.picked) == 2


def test_that_a_flag_that_was_only_clicked_is_not_held_any_more(driver: CanvasDriver) -> None:
    flag = driver.at(*START)
    QTest.mouseClick(driver.viewport, Button.LeftButton, pos=flag)
    assert driver.viewport.cursor().shape() == Qt.CursorShape.OpenHandCursor
    driver.canvas.set_start(4.0, 4.0)
    assert driver.canvas._start == (4.0, 4.0)


def test_that_a_double_click_brings_the_flag_back_and_lets_it_be_moved(driver: CanvasDriver) -> None:
    driver.double_click(driver.at(6.0, 6.0))
    assert driver.canvas._runs._start == START
    driver.canvas.set_start(4.0, 4.0)
    assert driver.canvas._runs._start == (4.0, 4.0)
    driver.double_click(driver.at(4.0, 4.0))
    driver.canvas.set_start(5.0, 5.0)
    assert driver.canvas._runs._start == (5.0, 5.0), "two clicks on the flag hold it no longer"


def test_that_a_flag_in_the_hand_is_let_go_when_another_problem_comes(driver: CanvasDriver) -> None:
    QTest.mousePress(driver.viewport, Button.LeftButton, pos=driver.at(*START))
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    home = driver.canvas.view_range()
    QTest.mouseMove(driver.viewport, driver.at(*FUNCTIONS["himmelblau"].start) + QPoint(60, 0))
    QTest.mouseRelease(driver.viewport, Button.LeftButton, pos=driver.at(0.0, 0.0))
    assert driver.picked == []
    assert driver.canvas.view_range() != home
    driver.canvas.set_start(1.0, 1.0)
    assert driver.canvas._start == (1.0, 1.0)


def test_that_only_another_start_of_the_runs_moves_a_flag_that_was_moved_since(driver: CanvasDriver) -> None:
    driver.canvas.show_snapshot(snapshot(run("gd", [[3, 3]]), start=(3.0, 3.0)))
    assert driver.canvas._start == (3.0, 3.0)
    driver.canvas.set_start(1.0, 1.0)
    driver.canvas.show_snapshot(snapshot(run("gd", [[3, 3], [2, 2]]), start=(3.0, 3.0)))
    assert driver.canvas._start == (1.0, 1.0)
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert driver.canvas._start == START
    driver.canvas.show_snapshot(snapshot(run("gd", [[3, 3], [2, 2]]), start=(3.0, 3.0)))
    assert driver.canvas._start == (3.0, 3.0), "after another problem every start is another one"


# What is shown


def test_that_a_run_is_drawn_as_soon_as_it_has_a_look(driver: CanvasDriver) -> None:
    driver.canvas.set_styles({})
    driver.show(run("adam", [[-9, 2], [0, 8], [9, 8]]))
    without = pixels(driver.picture())
    driver.canvas.set_styles(STYLES)
    QApplication.processEvents()
    assert STYLES["adam"].colour(driver.canvas._theme).name() in driver.colours(9.0, 8.0, reach=6)
    others = run_styles((f"{key}, again", key) for key in STYLES for _ in range(2))
    driver.canvas.set_styles(others)
    QApplication.processEvents()
    assert (pixels(driver.picture()) == without).all()


def test_that_the_key_tells_of_a_diverged_run_from_its_snapshot_on_and_forgets_it(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [0, 0]]))
    assert "diverged" not in driver.canvas._key.texts()
    driver.show(run("gd", [[-9, 2], [0, 0], [1e9, 0]], diverged=True))
    assert driver.canvas._key.texts()[-1] == "diverged"
    driver.canvas.set_guessing(True)
    assert driver.canvas._key.texts()[:2] == ["start", "guess"]
    driver.canvas.set_guessing(False)
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    assert driver.canvas._key.texts() == ["start", "minimum"]


SIDE = st.floats(-50, 50)


@settings(max_examples=40)
@given(st.lists(st.tuples(SIDE, st.floats(0.01, 9), SIDE, st.floats(0.01, 9)), min_size=1, max_size=4), st.floats(0.5, 30))
def test_that_a_view_around_parts_holds_all_of_them_in_its_middle_with_the_same_room(
    parts: list[tuple[float, float, float, float]], height: float
) -> None:
    extents = [(x, x + width, y, y + tall) for x, width, y, tall in parts]
    home = Box(-10.0, 10.0, 3.0, 3.0 + height)
    box = around(extents, home)
    width, tall = box.x_max - box.x_min, box.y_max - box.y_min
    assert width / tall == pytest.approx(20 / height)
    x_min, x_max = min(part[0] for part in extents), max(part[1] for part in extents)
    y_min, y_max = min(part[2] for part in extents), max(part[3] for part in extents)
    assert (box.x_min + box.x_max, box.y_min + box.y_max) == pytest.approx((x_min + x_max, y_min + y_max), abs=1e-9)
    assert max((x_max - x_min) / width, (y_max - y_min) / tall) == pytest.approx(0.62)


@pytest.mark.parametrize("far", [1e3, 1e9, 1e12, 1e200, 1.7e308])
def test_that_a_view_around_what_ran_away_can_be_painted(far: float) -> None:
    home = Box(-10, 4, -4, 5)
    for x, y in ((far, 0.0), (-far, far), (0.0, -far)):
        box = around([(x, x, y, y)], home)
        assert box.x_min < box.x_min / 2 + box.x_max / 2 < box.x_max
        assert (box.x_max - box.x_min) / 2000 > 0 < (box.y_max - box.y_min) / 2000
        assert box.x_min + (box.x_max - box.x_min) / 4 not in (box.x_min, box.x_max)
