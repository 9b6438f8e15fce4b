"""The start on the canvas, the view, and the read-out."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS
from core.problems.function import FunctionProblem
from core.steps.figure import figure
from core.steps.phases import Phase
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.step_layer import ShownStep
from gui.style.theme import LIGHT
from tests.helpers.canvas import HOME, STYLES, CanvasHand, near, pixels, run, snapshot

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# The start


def test_that_a_click_picks_the_start(hand: CanvasHand) -> None:
    point = hand.at(5.0, -4.0)
    hand.click(point)
    x, y, dragging = hand.picked[-1]
    assert near((x, y), (5.0, -4.0))
    assert not dragging
    assert len(hand.picked) == 1


def test_that_a_picked_start_has_no_more_decimals_than_pixels(hand: CanvasHand) -> None:
    hand.click(hand.at(5.0, -4.0))
    assert all(value == round(value, 2) for value in hand.picked[-1][:2])
    hand.wheel(hand.at(5.0, -4.0), 40)
    hand.click(hand.at(5.0, -4.0) + QPoint(70, 70))
    assert any(value != round(value, 3) for value in hand.picked[-1][:2])


def test_that_the_flag_follows_a_click_at_once(hand: CanvasHand, qtbot: QtBot) -> None:
    flag = QColor(LIGHT.accent).name()
    assert flag not in hand.colours(6.0, 6.0, reach=30)
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(6.0, 6.0))
    assert hand.picked == []
    assert flag in hand.colours(6.0, 6.0, reach=30)
    qtbot.waitUntil(lambda: len(hand.picked) == 1)


def test_that_dragging_the_flag_picks_while_it_moves_and_once_at_the_end(hand: CanvasHand) -> None:
    hand.drag(hand.at(*FUNCTIONS["seed-bowl"].start), hand.at(4.0, 5.0))
    assert [dragging for *_, dragging in hand.picked] == [True, True, True, False]
    assert near(hand.picked[-1][:2], (4.0, 5.0))
    assert hand.picked[-2][:2] == hand.picked[-1][:2]
    assert hand.canvas.view_range() == HOME


def test_that_the_flag_cannot_be_dragged_out_of_the_picture(hand: CanvasHand) -> None:
    hand.drag(hand.at(*FUNCTIONS["seed-bowl"].start), hand.at(0.0, 0.0) + QPoint(0, 2000))
    assert hand.picked[-1][1] == pytest.approx(-10.0)


def test_that_a_click_on_the_flag_changes_nothing(hand: CanvasHand, qtbot: QtBot) -> None:
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(*FUNCTIONS["seed-bowl"].start))
    qtbot.wait(300)
    assert hand.picked == []


def test_that_the_cursor_shows_what_would_happen(hand: CanvasHand, qtbot: QtBot) -> None:
    def shape() -> Qt.CursorShape:
        return hand.viewport.cursor().shape()

    start = hand.at(*FUNCTIONS["seed-bowl"].start)
    hand.move(hand.at(5.0, 5.0))
    assert shape() == Qt.CursorShape.CrossCursor
    hand.move(start)
    assert shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    assert shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(5.0, 5.0))
    qtbot.mouseMove(hand.viewport, hand.at(4.0, 5.0))
    assert shape() == Qt.CursorShape.SizeAllCursor
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(5.0, 5.0))
    hand.move(QPoint(2, 300))
    assert shape() == Qt.CursorShape.ArrowCursor


def test_that_the_right_button_neither_picks_nor_opens_a_menu(hand: CanvasHand, qtbot: QtBot) -> None:
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.RightButton, pos=hand.at(3.0, 3.0))
    qtbot.wait(300)
    assert hand.picked == []
    assert QApplication.activePopupWidget() is None


def test_that_the_flag_stands_where_the_snapshot_starts(hand: CanvasHand) -> None:
    hand.canvas.show_snapshot(snapshot(run("gd", [[3, 3], [2, 2]]), start=(3.0, 3.0)))
    assert QColor(LIGHT.accent).name() in hand.colours(3.0, 3.0, reach=30)


def test_that_a_late_snapshot_does_not_pull_the_flag_from_the_hand(hand: CanvasHand, qtbot: QtBot) -> None:
    start = hand.at(*FUNCTIONS["seed-bowl"].start)
    qtbot.mousePress(hand.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(hand.viewport, start + QPoint(60, 60))
    held = hand.canvas._start
    hand.canvas.show_snapshot(snapshot(run("gd", [[3, 3]]), start=(3.0, 3.0)))
    hand.canvas.set_start(2.0, 2.0)
    assert hand.canvas._start == held
    qtbot.mouseRelease(hand.viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    assert near(hand.picked[-1][:2], hand.shown_at(start + QPoint(60, 60)))


def test_that_a_click_that_waits_is_taken_when_the_canvas_is_hidden(hand: CanvasHand, qtbot: QtBot) -> None:
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(6.0, 6.0))
    hand.canvas.hide()
    ((x, y, dragging),) = hand.picked
    assert near((x, y), (6.0, 6.0))
    assert not dragging
    qtbot.wait(300)
    assert len(hand.picked) == 1


def test_that_another_problem_forgets_runs_steps_and_a_click_that_waits(hand: CanvasHand, qtbot: QtBot) -> None:
    experiment = Experiment(default_setup("seed-bowl"))
    experiment.advance(12)  # into the view of the other function
    hand.canvas.show_snapshot(experiment.snapshot())
    record = experiment.runs["gd"].record
    assert record is not None
    hand.canvas.show_steps([ShownStep("gd", record.optimizer, figure(record, Phase.MOVE))])
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(6.0, 6.0))
    hand.canvas.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    QApplication.processEvents()
    shown = pixels(hand.picture())
    fresh = FunctionCanvas()
    qtbot.addWidget(fresh)
    fresh.set_styles(STYLES)
    fresh.resize(hand.canvas.size())
    fresh.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    assert (shown == pixels(CanvasHand(fresh, qtbot).picture())).all()
    hand.canvas.show_snapshot(experiment.snapshot())
    assert (shown == pixels(hand.picture())).all(), "a late snapshot of the problem before is not shown"
    qtbot.wait(300)
    assert hand.picked == []


def test_that_while_clicks_are_guesses_the_start_stays(hand: CanvasHand) -> None:
    guesses: list[tuple[float, float]] = []
    hand.canvas.guess_picked.connect(lambda x, y: guesses.append((x, y)))
    hand.canvas.set_guessing(True)
    start = hand.at(*FUNCTIONS["seed-bowl"].start)
    hand.drag(start, start + QPoint(40, 0))
    assert hand.canvas.view_range() != HOME, "the flag is not grabbed, so the view moves"
    hand.canvas.fit()
    QTest.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.at(5.0, -4.0))
    assert near(guesses[0], (5.0, -4.0))
    hand.move(QPoint(3, 300))
    assert "Click to set the guess" in hand.canvas.read_out_text()
    hand.canvas.set_guessing(False)
    hand.click(hand.at(3.0, 3.0))
    assert near(hand.picked[-1][:2], (3.0, 3.0))
    assert len(guesses) == len(hand.picked) == 1


# The view


def test_that_the_wheel_zooms_at_the_mouse(hand: CanvasHand) -> None:
    point = hand.at(-5.0, 2.5)
    before = hand.shown_at(point)
    hand.wheel(point, 3)
    x_min, x_max, y_min, y_max = hand.canvas.view_range()
    assert x_max - x_min == pytest.approx(20 / 1.2**3)
    assert y_max - y_min == pytest.approx(20 / 1.2**3)
    assert near(hand.shown_at(point), before, 0.02)
    hand.wheel(point, -3)
    assert hand.canvas.view_range() == pytest.approx(HOME)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_that_a_drag_moves_the_view_with_the_mouse(hand: CanvasHand, button: Qt.MouseButton) -> None:
    begin, end = hand.at(0.0, 0.0), hand.at(3.0, -2.0)
    held = hand.shown_at(begin)
    hand.drag(begin, end, button)
    assert near(hand.shown_at(end), held, 0.001)
    assert near(hand.canvas.view_range(), (-13.0, 7.0, -8.0, 12.0))
    assert hand.picked == []


def test_that_keys_zoom_pan_fit_and_switch_the_aspect(hand: CanvasHand) -> None:
    hand.press(Key.Key_Plus)
    assert hand.canvas.view_range() == pytest.approx((-10 / 1.2, 10 / 1.2) * 2)
    hand.press(Key.Key_Minus)
    assert hand.canvas.view_range() == pytest.approx(HOME)
    hand.press(Key.Key_Right, CONTROL)
    assert hand.canvas.view_range() == pytest.approx((-8.0, 12.0, -10.0, 10.0))
    hand.press(Key.Key_Up, CONTROL)
    assert hand.canvas.view_range() == pytest.approx((-8.0, 12.0, -8.0, 12.0))
    hand.press(Key.Key_F)
    assert hand.canvas.view_range() == HOME
    hand.press(Key.Key_E)
    assert hand.canvas.equal_aspect()


def test_that_the_view_zooms_about_its_middle_and_moves_by_parts_of_itself(hand: CanvasHand) -> None:
    hand.canvas.zoom_out()
    assert hand.canvas.view_range() == pytest.approx((-12.0, 12.0) * 2)
    hand.canvas.zoom_in()
    hand.canvas.zoom_in()
    assert hand.canvas.view_range() == pytest.approx((-10 / 1.2, 10 / 1.2) * 2)
    hand.canvas.fit()
    hand.canvas.pan(0.25, -0.5)
    assert hand.canvas.view_range() == pytest.approx((-5.0, 15.0, -20.0, 0.0))


def test_that_the_axis_makes_room_for_its_numbers_and_gives_it_back_only_when_the_view_is_fitted(hand: CanvasHand) -> None:
    axis = hand.view.left_axis
    usual = axis.width()
    hand.wheel(hand.at(0.5, 5.0), 60)
    wide = axis.width()
    assert wide > usual
    hand.wheel(hand.at(0.5, 5.0), -60)
    assert axis.width() == wide, "the picture would move under the mouse"
    hand.canvas.fit()
    assert axis.width() == usual


def test_that_arrows_and_space_are_left_to_the_window(hand: CanvasHand, qtbot: QtBot) -> None:
    heard = []
    hand.canvas.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home):
        hand.press(key)
    assert heard == [Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home]
    assert hand.canvas.view_range() == HOME


def test_that_a_double_click_fits_and_picks_nothing(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.wheel(hand.at(2.0, 2.0), 5)
    start = hand.canvas._start
    hand.double_click(hand.at(2.0, 2.5))
    qtbot.wait(300)
    assert hand.canvas.view_range() == HOME
    assert hand.picked == []
    assert hand.canvas._start == start


def test_that_the_fit_button_shows_the_start_too(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.canvas.set_start(30.0, 0.0)
    assert hand.canvas.view_range() == HOME
    qtbot.mouseClick(hand.canvas.tools.fit, Qt.MouseButton.LeftButton)
    x_min, x_max, y_min, y_max = hand.canvas.view_range()
    assert (x_min, y_min, y_max) == (-10.0, -10.0, 10.0)
    assert 30.0 < x_max < 33.0


def test_that_the_aspect_button_makes_units_equal(hand: CanvasHand, qtbot: QtBot) -> None:
    hand.canvas.resize(900, 500)
    QApplication.processEvents()
    told: list[bool] = []
    hand.canvas.equal_aspect_changed.connect(told.append)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel < 0.8 * mapping.y_pixel
    qtbot.mouseClick(hand.canvas.tools.aspect, Qt.MouseButton.LeftButton)
    mapping = hand.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)
    assert hand.canvas.view_range()[2:] == pytest.approx((-10.0, 10.0))
    qtbot.mouseClick(hand.canvas.tools.aspect, Qt.MouseButton.LeftButton)
    assert hand.canvas.view_range() == pytest.approx(HOME)
    assert told == [True, False]


def test_that_units_stay_equal_while_zooming_and_resizing(hand: CanvasHand) -> None:
    hand.canvas.set_equal_aspect(True)
    hand.wheel(hand.at(1.0, 1.0), 4)
    hand.canvas.resize(700, 420)
    QApplication.processEvents()
    mapping = hand.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)


def test_that_snapshots_never_move_the_view(hand: CanvasHand) -> None:
    hand.show(run("gd", [[-9, 2], [500, 500]]))
    hand.show(run("gd", [[-9, 2], [500, 500], [1e200, 0]], diverged=True))
    assert hand.canvas.view_range() == HOME


def test_that_another_problem_brings_its_view_its_axes_and_its_start(hand: CanvasHand) -> None:
    hand.wheel(hand.at(1.0, 1.0), 4)
    line = FUNCTIONS["line-fit"]
    hand.canvas.set_problem(FunctionProblem(line))
    assert hand.canvas.view_range() == pytest.approx(line.view)
    assert (hand.view.bottom_axis.labelText, hand.view.left_axis.labelText) == line.variables
    assert hand.canvas._start == line.start


def test_that_zooming_stops_where_numbers_end(hand: CanvasHand) -> None:
    for notches in (400, -900):
        hand.wheel(hand.at(0.5, 0.5), notches)
        x_min, x_max, _, _ = hand.canvas.view_range()
        assert math.isfinite(x_min)
        assert 0 < x_max - x_min < 1e12
        hand.picture()


# The read-out


def test_that_the_read_out_tells_f_and_its_gradient(hand: CanvasHand) -> None:
    point = hand.at(5.0, -4.0)
    hand.move(point)
    x, y = hand.shown_at(point)
    read = hand.canvas.read_out_text().replace("\N{MINUS SIGN}", "-").replace("(", "").replace(")", "").replace(",", "").split()
    assert [read[0], read[2], read[4], read[6]] == ["x", "y", "f", "∇f"]
    figures = [float(read[place]) for place in (1, 3, 5, 7, 8)]
    assert figures == pytest.approx([x, y, x * x / 10 + y * y, x / 5, 2 * y], abs=0.02)


def test_that_the_read_out_gives_way_to_a_hint_outside(hand: CanvasHand) -> None:
    hand.move(hand.at(5.0, -4.0))
    assert "∇f" in hand.canvas.read_out_text()
    hand.move(QPoint(3, 300))
    assert "Click to set the start" in hand.canvas.read_out_text()


def test_that_figures_keep_their_places(hand: CanvasHand) -> None:
    hand.move(hand.at(5.0, 4.0))
    places = [label.geometry() for label in hand.canvas._read_out._values]
    hand.move(hand.at(-5.123, -9.4))
    assert [label.geometry() for label in hand.canvas._read_out._values] == places


def test_that_the_read_out_survives_where_f_overflows(hand: CanvasHand) -> None:
    hand.canvas.set_problem(FunctionProblem(FUNCTIONS["goldstein-price"]))
    hand.wheel(hand.at(0.0, 0.0), -200)
    hand.move(hand.at(*[0.9 * edge for edge in (hand.canvas.view_range()[1], hand.canvas.view_range()[3])]))
    assert "f " in hand.canvas.read_out_text()
