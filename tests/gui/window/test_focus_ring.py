"""Tab visits all of the window, part by part in the order in which it is read, in both modes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget

from core.optimizers import OPTIMIZERS
from gui.style.run_style import display_name
from gui.training.commands import TrainerState
from tests.helpers.small_data import small_library, small_setup

Key = Qt.Key


@pytest.fixture
def window(opened, tmp_path):
    return opened(library=small_library(tmp_path))


def visited(window, key=Key.Key_Tab):
    """What has the keys, one Tab after the other, until it is the first again."""
    window.stage.setFocus()
    seen = [QApplication.focusWidget()]
    while len(seen) < 200:
        QTest.keyClick(seen[-1], key)
        if QApplication.focusWidget() is seen[0]:
            return seen
        seen.append(QApplication.focusWidget())
    pytest.fail("Tab does not come back")


def to_be_visited(window):
    """Everything in the window that takes Tab, whatever the ring says."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


def parts_of(window, stops):
    """The parts of the window in the order in which they are come to."""
    parts = {"stage": window.stage, "loss": window.loss_plot, "below": window.plots, "transport": window.transport, "panel": window.panel}
    names = [next((name for name, part in parts.items() if part.isAncestorOf(stop)), "other") for stop in stops]
    return [name for before, name in zip([None, *names], names, strict=False) if name != before]


def open_network(qtbot, window):
    window.experiment._on_setup_chosen(small_setup())
    qtbot.waitUntil(lambda: window.network._problem is not None and window.network.views.plane.isVisible())


def test_that_tab_visits_all_of_a_race_on_a_function(window):
    stops = visited(window)
    assert set(stops) == to_be_visited(window)
    assert parts_of(window, stops) == ["stage", "loss", "transport", "other", "panel"]


def test_that_tab_visits_all_of_a_race_on_a_network(qtbot, window):
    open_network(qtbot, window)
    stops = visited(window)
    assert set(stops) == to_be_visited(window)
    assert {window.transport.timeline, window.loss_plot.view} <= set(stops)
    assert parts_of(window, stops) == ["stage", "loss", "below", "transport", "other", "panel"]


@pytest.mark.parametrize("on_network", [False, True])
def test_that_shift_tab_goes_the_same_way_back(qtbot, window, on_network):
    if on_network:
        open_network(qtbot, window)
    there = visited(window)
    assert visited(window, Key.Key_Backtab) == [there[0], *reversed(there[1:])]


def test_that_what_is_opened_later_stands_where_it_is_seen(qtbot, window):
    window.actions_by_name["inspector"].trigger()
    stops = visited(window)
    assert set(stops) == to_be_visited(window)
    assert parts_of(window, stops) == ["stage", "loss", "below", "transport", "other", "panel"]


def test_that_tab_in_a_dialog_stays_there(qtbot, window):
    window.actions_by_name["inspector"].trigger()
    window.trainer.step(3)
    qtbot.waitUntil(lambda: window.trainer.latest.step == 3)
    window.actions_by_name["branch_here"].trigger()
    dialog = window.timeline.dialog
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None and QApplication.focusWidget() is dialog.focusWidget())
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget().window() is dialog
    dialog.reject()


def test_that_tab_goes_nowhere_where_nothing_takes_it(qtbot):
    from gui.window.focus import FocusOrder

    plain = QWidget()
    qtbot.addWidget(plain)
    ring = FocusOrder(plain, plain, list)
    assert ring.stops() == []
    assert not ring.go(forward=True)
    box = QCheckBox(plain)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert ring.stops() == [box]


def test_that_space_plays_when_what_had_the_keys_is_hidden(qtbot, window):
    window.stage.setFocus()
    window.stage.hide()
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Space)
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING)
    window.stage.show()
    card = window.panel.cards["adam"].check
    card.setFocus(Qt.FocusReason.TabFocusReason)
    window.panel.hide()
    assert window.stage.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("on_network", [False, True])
def test_that_whatever_tab_comes_to_has_a_name_of_its_own(qtbot, window, on_network):
    if on_network:
        open_network(qtbot, window)
    names = [stop.accessibleName() or stop.text() for stop in visited(window)]
    assert all(names)
    # A slider and its number, a mode and its choice, a run's card and its chip; and both plots of a network share an axis.
    shared = {"Smoothing", "Function", "Horizontal axis", *map(display_name, OPTIMIZERS)}
    assert {name for name in names if names.count(name) > 1} <= shared
