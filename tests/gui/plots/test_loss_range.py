"""The part of the plane that the loss plot shows: it follows the curves, until somebody moves it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.plots.view import key_help
from tests.helpers.plots import PlotDriver, decay, run, snapshot
from tests.helpers.window import double_click

ALT = Qt.KeyboardModifier.AltModifier


# Range


def test_that_the_horizontal_range_grows_in_stages(driver: PlotDriver) -> None:
    widths = []
    for count in range(2, 120):
        driver.show(run("gd", decay(count)))
        widths.append(driver.plot.view.frame().x)
    assert len(set(widths)) == 5  # 30, 50, 80, 100, 150
    assert all(frame.high > count for count, frame in enumerate(widths, start=1))


def test_that_an_outlier_does_not_hide_the_rest(driver: PlotDriver) -> None:
    loss = decay(300)
    loss[4] = 1e9
    driver.plot.set_log_y(False)
    driver.show(run("gd", loss))
    assert driver.plot.view.frame().y.high < 20


def test_that_the_vertical_range_does_not_wobble_with_noise(driver: PlotDriver) -> None:
    noise = np.exp(np.random.default_rng(3).normal(size=400)) * 5
    ranges = set()
    for count in range(100, 400):
        driver.show(run("sgd", noise[:count]))
        ranges.add(driver.plot.view.frame().y)
    assert len(ranges) <= 3


def test_that_begun_anew_from_the_same_start_the_range_stays_but_after_a_reset_it_is_the_first_again(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(1)))
    first = driver.plot.view.frame().y
    driver.show(run("gd", decay(400)))
    before = driver.plot.view.frame().y
    assert before.low < first.low - 1
    driver.show(run("gd", decay(1), revision=2))
    assert driver.plot.view.frame().y == before
    driver.show(run("gd", decay(400), revision=2))
    driver.plot.show_snapshot(replace(snapshot(run("gd", decay(1), revision=3)), generation=2))
    assert driver.plot.view.frame().y == first


@pytest.mark.parametrize(
    "move",
    [
        lambda driver: driver.wheel(driver.point_of(10), 2),
        lambda driver: driver.drag(driver.point_of(20), driver.point_of(10)),
        lambda driver: driver.press(Qt.Key.Key_Plus),
        lambda driver: driver.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    ],
    ids=["wheel", "drag", "plus", "control-left"],
)
@pytest.mark.parametrize(
    "fit",
    [
        lambda driver, qtbot: qtbot.mouseClick(driver.plot.tools.fit, Qt.MouseButton.LeftButton),
        lambda driver, qtbot: double_click(driver.viewport, driver.point_of(10)),
    ],
    ids=["button", "double-click"],
)
def test_that_moving_stops_the_range_from_following_until_fit(
    driver: PlotDriver, qtbot: QtBot, move: Callable[[PlotDriver], None], fit: Callable[[PlotDriver, QtBot], None]
) -> None:
    driver.show(run("gd", decay(25)))
    followed = driver.plot.view.frame()
    assert driver.plot.tools.fit.isChecked()
    move(driver)
    moved = driver.plot.view.frame()
    assert moved != followed
    assert not driver.plot.tools.fit.isChecked()
    driver.show(run("gd", decay(90)))
    assert driver.plot.view.frame() == moved
    fit(driver, qtbot)
    assert driver.plot.tools.fit.isChecked()
    assert driver.plot.view.frame().x.high > 90


def test_that_the_wheel_zooms_about_the_mouse(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    before = driver.plot.view.frame().x
    driver.wheel(driver.point_of(20), 1)
    after = driver.plot.view.frame().x
    assert after.height < before.height
    assert (20 - after.low) / after.height == pytest.approx((20 - before.low) / before.height, abs=0.01)


def test_that_dragging_takes_the_picture_along(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    driver.drag(driver.point_of(20), driver.point_of(10))
    assert driver.plot.view.frame().x.low == pytest.approx(10, abs=1.5)


def test_that_stepping_keys_are_left_to_the_window(driver: PlotDriver) -> None:
    driver.show(run("gd", decay(25)))
    before = driver.plot.view.frame()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_F):
        driver.press(key)
    assert driver.plot.view.frame() == before
    assert not driver.plot.table.isVisible()


def test_that_a_click_or_the_wheel_gives_the_plot_the_keys(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    policy = driver.plot.view.focusPolicy()
    assert policy & Qt.FocusPolicy.WheelFocus == Qt.FocusPolicy.WheelFocus
    driver.plot.tools.log.setFocus()
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.LeftButton, pos=driver.point_of(10))
    focused = QApplication.focusWidget()
    assert focused is driver.plot.view
    qtbot.mouseMove(driver.viewport, QPoint(2, 2))
    qtbot.keyClick(focused, Qt.Key.Key_Left, ALT)
    assert driver.plot.table.isVisible()


def test_that_the_help_has_no_key_that_is_the_window_s() -> None:
    helped = [keys for keys, _ in key_help()]
    assert "Esc" in helped
    assert "F" not in helped


@pytest.mark.parametrize("item", ["curves", "crosshair"])
def test_that_an_error_while_painting_is_reported_and_not_fatal(driver: PlotDriver, monkeypatch: pytest.MonkeyPatch, item: str) -> None:
    seen: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *exception: seen.append(exception[1]))
    getattr(driver.plot.view, item).paint(None, None, None)
    assert [type(error) for error in seen] in ([AttributeError], [TypeError])


def test_that_no_menu_of_the_plotting_library_appears(driver: PlotDriver, qtbot: QtBot) -> None:
    driver.show(run("gd", decay(25)))
    qtbot.mouseClick(driver.viewport, Qt.MouseButton.RightButton, pos=driver.point_of(10))
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert not driver.plot.view.plotItem.autoBtn.isVisible()
