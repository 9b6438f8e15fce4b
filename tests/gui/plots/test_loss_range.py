"""The part of the plane that the loss plot shows: it follows the curves, until somebody moves it."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.plots.view import key_help
from tests.helpers.plots import Hand, decay, run

ALT = Qt.KeyboardModifier.AltModifier


# Range


def test_that_the_horizontal_range_grows_in_stages(hand: Hand) -> None:
    widths = []
    for count in range(2, 120):
        hand.show(run("gd", decay(count)))
        widths.append(hand.plot.view.frame().x)
    assert len(set(widths)) == 5  # 30, 50, 75, 100, 150
    assert all(frame.high > count for count, frame in enumerate(widths, start=1))


def test_that_an_outlier_does_not_hide_the_rest(hand: Hand) -> None:
    loss = decay(300)
    loss[4] = 1e9
    hand.plot.set_log_y(False)
    hand.show(run("gd", loss))
    assert hand.plot.view.frame().y.high < 20


def test_that_the_vertical_range_does_not_wobble_with_noise(hand: Hand) -> None:
    noise = np.exp(np.random.default_rng(3).normal(size=400)) * 5
    ranges = set()
    for count in range(100, 400):
        hand.show(run("sgd", noise[:count]))
        ranges.add(hand.plot.view.frame().y)
    assert len(ranges) <= 3


def test_that_begun_anew_from_the_same_start_the_range_stays(hand: Hand) -> None:
    hand.show(run("gd", decay(60)))
    before = hand.plot.view.frame().y
    hand.show(run("gd", decay(1), revision=2))
    assert hand.plot.view.frame().y == before


@pytest.mark.parametrize(
    "move",
    [
        lambda hand: hand.wheel(hand.point_of(10), 2),
        lambda hand: hand.drag(hand.point_of(20), hand.point_of(10)),
        lambda hand: hand.press(Qt.Key.Key_Plus),
        lambda hand: hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    ],
    ids=["wheel", "drag", "plus", "control-left"],
)
@pytest.mark.parametrize(
    "fit",
    [
        lambda hand, qtbot: qtbot.mouseClick(hand.plot.tools.fit, Qt.MouseButton.LeftButton),
        lambda hand, qtbot: qtbot.mouseDClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.point_of(10)),
    ],
    ids=["button", "double-click"],
)
def test_that_moving_stops_the_range_from_following_until_fit(
    hand: Hand, qtbot: QtBot, move: Callable[[Hand], None], fit: Callable[[Hand, QtBot], None]
) -> None:
    hand.show(run("gd", decay(25)))
    followed = hand.plot.view.frame()
    assert hand.plot.tools.fit.isChecked()
    move(hand)
    moved = hand.plot.view.frame()
    assert moved != followed
    assert not hand.plot.tools.fit.isChecked()
    hand.show(run("gd", decay(90)))
    assert hand.plot.view.frame() == moved
    fit(hand, qtbot)
    assert hand.plot.tools.fit.isChecked()
    assert hand.plot.view.frame().x.high > 90


def test_that_the_wheel_zooms_about_the_mouse(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    before = hand.plot.view.frame().x
    hand.wheel(hand.point_of(20), 1)
    after = hand.plot.view.frame().x
    assert after.height < before.height
    assert (20 - after.low) / after.height == pytest.approx((20 - before.low) / before.height, abs=0.01)


def test_that_dragging_takes_the_picture_along(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    hand.drag(hand.point_of(20), hand.point_of(10))
    assert hand.plot.view.frame().x.low == pytest.approx(10, abs=1.5)


def test_that_stepping_keys_are_left_to_the_window(hand: Hand) -> None:
    hand.show(run("gd", decay(25)))
    before = hand.plot.view.frame()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_F):
        hand.press(key)
    assert hand.plot.view.frame() == before
    assert not hand.plot.table.isVisible()


def test_that_a_click_or_the_wheel_gives_the_plot_the_keys(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    policy = hand.plot.view.focusPolicy()
    assert policy & Qt.FocusPolicy.WheelFocus == Qt.FocusPolicy.WheelFocus
    hand.plot.tools.log.setFocus()
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.LeftButton, pos=hand.point_of(10))
    focused = QApplication.focusWidget()
    assert focused is hand.plot.view
    qtbot.mouseMove(hand.viewport, QPoint(2, 2))
    qtbot.keyClick(focused, Qt.Key.Key_Left, ALT)
    assert hand.plot.table.isVisible()


def test_that_the_help_has_no_key_that_is_the_window_s() -> None:
    helped = [keys for keys, _ in key_help()]
    assert "Esc" in helped
    assert "F" not in helped


@pytest.mark.parametrize("item", ["curves", "crosshair"])
def test_that_an_error_while_painting_is_reported_and_not_fatal(hand: Hand, monkeypatch: pytest.MonkeyPatch, item: str) -> None:
    seen: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *exception: seen.append(exception[1]))
    getattr(hand.plot.view, item).paint(None, None, None)
    assert [type(error) for error in seen] in ([AttributeError], [TypeError])


def test_that_no_menu_of_the_plotting_library_appears(hand: Hand, qtbot: QtBot) -> None:
    hand.show(run("gd", decay(25)))
    qtbot.mouseClick(hand.viewport, Qt.MouseButton.RightButton, pos=hand.point_of(10))
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert not hand.plot.view.plotItem.autoBtn.isVisible()
