"""The start on the canvas, and the view."""

import math
from unicodedata import normalize

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
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
from tests.helpers.canvas import HOME, STYLES, CanvasDriver, near, pixels, run, snapshot

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# The start


def test_that_a_click_picks_the_start(driver: CanvasDriver) -> None:
    point = driver.at(5.0, -4.0)
    driver.click(point)
    x, y, dragging = driver.picked[-1]
    assert near((x, y), (5.0, -4.0))
    assert not dragging
    assert len(driver.picked) == 1


def test_that_a_picked_start_has_no_more_decimals_than_pixels(driver: CanvasDriver) -> None:
    driver.click(driver.at(5.0, -4.0))
    assert all(value == round(value, 2) for value in driver.picked[-1][:2])
    driver.wheel(driver.at(5.0, -4.0), 40)
    driver.click(driver.at(5.0, -4.0) + QPoint(70, 70))
    assert any(value != round(value, 3) for value in driver.picked[-1][:2])


def test_that_the_flag_follows_a_click_at_once(driver: CanvasDriver, qtbot: QtBot) -> None:
    flag = QColor(LIGHT.accent).name()
    assert flag not in driver.colours(6.0, 6.0, reach=30)
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(6.0, 6.0))
    assert driver.picked == []
    assert flag in driver.colours(6.0, 6.0, reach=30)
    qtbot.waitUntil(lambda: len(driver.picked) == 1)


def test_that_dragging_the_flag_picks_while_it_moves_and_once_at_the_end(driver: CanvasDriver) -> None:
    driver.drag(driver.at(*FUNCTIONS["seed-bowl"].start), driver.at(4.0, 5.0))
    assert [dragging for *_, dragging in driver.picked] == [True, True, True, False]
    assert near(driver.picked[-1][:2], (4.0, 5.0))
    assert driver.picked[-2][:2] == driver.picked[-1][:2]
    assert driver.canvas.view_range() == HOME


def test_that_the_flag_cannot_be_dragged_out_of_the_picture(driver: CanvasDriver) -> None:
    driver.drag(driver.at(*FUNCTIONS["seed-bowl"].start), driver.at(0.0, 0.0) + QPoint(0, 2000))
    assert driver.picked[-1][1] == pytest.approx(-10.0)


def test_that_a_click_on_the_flag_changes_nothing(driver: CanvasDriver, qtbot: QtBot) -> None:
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(*FUNCTIONS["seed-bowl"].start))
    driver.outwait_click()
    assert driver.picked == []


def test_that_the_cursor_shows_what_would_happen(driver: CanvasDriver, qtbot: QtBot) -> None:
    def shape() -> Qt.CursorShape:
        return driver.viewport.cursor().shape()

    start = driver.at(*FUNCTIONS["seed-bowl"].start)
    driver.move(driver.at(5.0, 5.0))
    assert shape() == Qt.CursorShape.CrossCursor
    driver.move(start)
    assert shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(driver.viewport, Qt.MouseButton.LeftButton, pos=start)
    assert shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(driver.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mousePress(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(5.0, 5.0))
    qtbot.mouseMove(driver.viewport, driver.at(4.0, 5.0))
    assert shape() == Qt.CursorShape.SizeAllCursor
    qtbot.mouseRelease(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(5.0, 5.0))
    driver.move(QPoint(2, 300))
    assert shape() == Qt.CursorShape.ArrowCursor


def test_that_the_right_button_neither_picks_nor_opens_a_menu(driver: CanvasDriver, qtbot: QtBot) -> None:
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.RightButton, pos=driver.at(3.0, 3.0))
    driver.outwait_click()
    assert driver.picked == []
    assert QApplication.activePopupWidget() is None


def test_that_the_flag_stands_where_the_snapshot_starts(driver: CanvasDriver) -> None:
    driver.canvas.show_snapshot(snapshot(run("gd", [[3, 3], [2, 2]]), start=(3.0, 3.0)))
    assert QColor(LIGHT.accent).name() in driver.colours(3.0, 3.0, reach=30)


def test_that_a_late_snapshot_does_not_move_the_flag_during_a_drag(driver: CanvasDriver, qtbot: QtBot) -> None:
    start = driver.at(*FUNCTIONS["seed-bowl"].start)
    qtbot.mousePress(driver.viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(driver.viewport, start + QPoint(60, 60))
    held = driver.canvas._start
    driver.canvas.show_snapshot(snapshot(run("gd", [[3, 3]]), start=(3.0, 3.0)))
    driver.canvas.set_start(2.0, 2.0)
    assert driver.canvas._start == held
    qtbot.mouseRelease(driver.viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    assert near(driver.picked[-1][:2], driver.shown_at(start + QPoint(60, 60)))


def test_that_a_click_that_waits_is_taken_when_the_canvas_is_hidden(driver: CanvasDriver, qtbot: QtBot) -> None:
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(6.0, 6.0))
    driver.canvas.hide()
    ((x, y, dragging),) = driver.picked
    assert near((x, y), (6.0, 6.0))
    assert not dragging
    driver.outwait_click()
    assert len(driver.picked) == 1


def test_that_another_problem_forgets_runs_steps_and_a_click_that_waits(driver: CanvasDriver, qtbot: QtBot) -> None:
    experiment = Experiment(default_setup("seed-bowl"))
    experiment.advance(12)  # into the view of the other function
    driver.canvas.show_snapshot(experiment.snapshot())
    record = experiment.runs["gd"].record
    assert record is not None
    driver.canvas.show_steps([ShownStep("gd", record.optimizer, figure(record, Phase.MOVE))])
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(6.0, 6.0))
    driver.canvas.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    QApplication.processEvents()
    shown = pixels(driver.picture())
    fresh = FunctionCanvas()
    qtbot.addWidget(fresh)
    fresh.set_styles(STYLES)
    fresh.resize(driver.canvas.size())
    fresh.set_problem(FunctionProblem(FUNCTIONS["himmelblau"]))
    fresh_driver = CanvasDriver(fresh, qtbot)
    fresh.fit()
    assert (shown == pixels(fresh_driver.picture())).all()
    driver.canvas.show_snapshot(experiment.snapshot())
    assert (shown == pixels(driver.picture())).all(), "a late snapshot of the problem before is not shown"
    driver.outwait_click()
    assert driver.picked == []


def test_that_while_clicks_are_guesses_the_start_stays(driver: CanvasDriver) -> None:
    guesses: list[tuple[float, float]] = []
    driver.canvas.guess_picked.connect(lambda x, y: guesses.append((x, y)))
    driver.canvas.set_guessing(True)
    start = driver.at(*FUNCTIONS["seed-bowl"].start)
    driver.drag(start, start + QPoint(40, 0))
    assert driver.canvas.view_range() != HOME, "the flag is not grabbed, so the view moves"
    driver.show_whole()
    QTest.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.at(5.0, -4.0))
    assert near(guesses[0], (5.0, -4.0))
    driver.move(QPoint(3, 300))
    assert "Click to set the guess" in driver.canvas.read_out_text()
    driver.canvas.set_guessing(False)
    driver.click(driver.at(3.0, 3.0))
    assert near(driver.picked[-1][:2], (3.0, 3.0))
    assert len(guesses) == len(driver.picked) == 1


# The view


def test_that_the_wheel_zooms_at_the_mouse(driver: CanvasDriver) -> None:
    point = driver.at(-5.0, 2.5)
    before = driver.shown_at(point)
    driver.wheel(point, 3)
    x_min, x_max, y_min, y_max = driver.canvas.view_range()
    assert x_max - x_min == pytest.approx(20 / 1.2**3)
    assert y_max - y_min == pytest.approx(20 / 1.2**3)
    assert near(driver.shown_at(point), before, 0.02)
    driver.wheel(point, -3)
    assert driver.canvas.view_range() == pytest.approx(HOME)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_that_a_drag_moves_the_view_with_the_mouse(driver: CanvasDriver, button: Qt.MouseButton) -> None:
    begin, end = driver.at(0.0, 0.0), driver.at(3.0, -2.0)
    held = driver.shown_at(begin)
    driver.drag(begin, end, button)
    assert near(driver.shown_at(end), held, 0.001)
    assert near(driver.canvas.view_range(), (-13.0, 7.0, -8.0, 12.0))
    assert driver.picked == []


def test_that_keys_zoom_pan_fit_and_switch_the_aspect(driver: CanvasDriver) -> None:
    driver.press(Key.Key_Plus)
    assert driver.canvas.view_range() == pytest.approx((-10 / 1.2, 10 / 1.2) * 2)
    driver.press(Key.Key_Minus)
    assert driver.canvas.view_range() == pytest.approx(HOME)
    driver.press(Key.Key_Right, CONTROL)
    assert driver.canvas.view_range() == pytest.approx((-8.0, 12.0, -10.0, 10.0))
    driver.press(Key.Key_Up, CONTROL)
    assert driver.canvas.view_range() == pytest.approx((-8.0, 12.0, -8.0, 12.0))
    driver.press(Key.Key_F)
    race = driver.canvas.view_range()
    assert driver.canvas.is_fitted
    driver.press(Key.Key_F)
    assert driver.canvas.view_range() == HOME
    driver.press(Key.Key_F)
    assert driver.canvas.view_range() == race
    driver.press(Key.Key_E)
    assert driver.canvas.equal_aspect()


def test_that_the_view_zooms_about_its_middle_and_moves_by_parts_of_itself(driver: CanvasDriver) -> None:
    driver.canvas.zoom_out()
    assert driver.canvas.view_range() == pytest.approx((-12.0, 12.0) * 2)
    driver.canvas.zoom_in()
    driver.canvas.zoom_in()
    assert driver.canvas.view_range() == pytest.approx((-10 / 1.2, 10 / 1.2) * 2)
    driver.show_whole()
    driver.canvas.pan(0.25, -0.5)
    assert driver.canvas.view_range() == pytest.approx((-5.0, 15.0, -20.0, 0.0))


def test_that_the_axis_makes_room_for_its_numbers_and_gives_it_back_only_when_the_view_is_fitted(driver: CanvasDriver) -> None:
    axis = driver.view.left_axis
    usual = axis.width()
    driver.wheel(driver.at(0.5, 5.0), 90)
    wide = axis.width()
    assert wide > usual
    driver.wheel(driver.at(0.5, 5.0), -90)
    assert axis.width() == wide, "the picture would move under the mouse"
    driver.canvas.fit()
    assert axis.width() == usual


def test_that_arrows_and_space_are_left_to_the_window(driver: CanvasDriver, qtbot: QtBot) -> None:
    pressed = []
    driver.canvas.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home):
        driver.press(key)
    assert pressed == [Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Home]
    assert driver.canvas.view_range() == HOME


def test_that_a_double_click_fits_and_picks_nothing(driver: CanvasDriver) -> None:
    driver.wheel(driver.at(2.0, 2.0), 5)
    start = driver.canvas._start
    driver.double_click(driver.at(2.0, 2.5))
    driver.outwait_click()
    assert driver.canvas.is_fitted
    driver.double_click(driver.at(1.0, 2.5))
    driver.outwait_click()
    assert driver.canvas.view_range() == HOME
    assert driver.picked == []
    assert driver.canvas._start == start


def test_that_the_fit_button_shows_the_start_too(driver: CanvasDriver, qtbot: QtBot) -> None:
    driver.canvas.set_start(30.0, 0.0)
    assert driver.canvas.view_range() == HOME
    qtbot.mouseClick(driver.canvas.tools.fit, Qt.MouseButton.LeftButton)
    assert driver.canvas.view_range()[1] > 30.0
    qtbot.mouseClick(driver.canvas.tools.fit, Qt.MouseButton.LeftButton)
    x_min, x_max, y_min, y_max = driver.canvas.view_range()
    assert (x_min, y_min, y_max) == (-10.0, -10.0, 10.0)
    assert 30.0 < x_max < 33.0


def test_that_the_aspect_button_makes_units_equal(driver: CanvasDriver, qtbot: QtBot) -> None:
    driver.canvas.resize(900, 500)
    QApplication.processEvents()
    told: list[bool] = []
    driver.canvas.equal_aspect_changed.connect(told.append)
    mapping = driver.canvas._mapping
    assert mapping.x_pixel < 0.8 * mapping.y_pixel
    qtbot.mouseClick(driver.canvas.tools.aspect, Qt.MouseButton.LeftButton)
    mapping = driver.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)
    assert driver.canvas.view_range()[2:] == pytest.approx((-10.0, 10.0))
    qtbot.mouseClick(driver.canvas.tools.aspect, Qt.MouseButton.LeftButton)
    assert driver.canvas.view_range() == pytest.approx(HOME)
    assert told == [True, False]


def test_that_units_stay_equal_while_zooming_and_resizing(driver: CanvasDriver) -> None:
    driver.canvas.set_equal_aspect(True)
    driver.wheel(driver.at(1.0, 1.0), 4)
    driver.canvas.resize(700, 420)
    QApplication.processEvents()
    mapping = driver.canvas._mapping
    assert mapping.x_pixel == pytest.approx(mapping.y_pixel, rel=0.01)


def test_that_snapshots_never_move_the_view(driver: CanvasDriver) -> None:
    driver.show(run("gd", [[-9, 2], [500, 500]]))
    driver.show(run("gd", [[-9, 2], [500, 500], [1e200, 0]], diverged=True))
    assert driver.canvas.view_range() == HOME


def test_that_the_numbers_have_little_more_room_than_they_need(driver: CanvasDriver) -> None:
    assert driver.view.left_axis.width() == 40, "for −10 and the like"


def test_that_no_number_touches_the_letter_at_the_end_of_the_axis(driver: CanvasDriver) -> None:
    axis, image = driver.view.left_axis, QImage(8, 8, QImage.Format.Format_RGB32)
    left_out = 0
    for _ in range(40):
        driver.canvas.pan(0.0, 0.003)
        QApplication.processEvents()
        painter = QPainter(image)
        specs = axis.generateDrawSpecs(painter)
        painter.end()
        letter = axis.label.mapRectToParent(axis.label.boundingRect()).adjusted(0, 0, 0, -4)
        numbers = [area.adjusted(0, 2, 0, -2) for area, _, _ in specs[2]]
        assert not any(area.intersects(letter) for area in numbers)
        left_out += len(specs[1]) - len(numbers)
    assert left_out > 0, "and its tick stays"


def test_that_another_problem_brings_its_view_its_axes_and_its_start(driver: CanvasDriver) -> None:
    driver.wheel(driver.at(1.0, 1.0), 4)
    line = FUNCTIONS["line-fit"]
    driver.canvas.set_problem(FunctionProblem(line))
    assert driver.canvas.is_fitted
    driver.canvas.refit()
    assert driver.canvas.view_range() == pytest.approx(line.view)
    titles = driver.view.bottom_axis.labelText, driver.view.left_axis.labelText
    assert tuple(normalize("NFKC", title) for title in titles) == line.variables, "in italics"
    assert driver.canvas._start == line.start


def test_that_zooming_stops_where_numbers_end(driver: CanvasDriver) -> None:
    for notches in (400, -900):
        driver.wheel(driver.at(0.5, 0.5), notches)
        x_min, x_max, _, _ = driver.canvas.view_range()
        assert math.isfinite(x_min)
        assert 0 < x_max - x_min < 1e12
        driver.picture()
