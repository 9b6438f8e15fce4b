"""Tab visits all of the window, part by part in the order in which it is read, in both modes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget

from core.optimizers import OPTIMIZERS
from gui.style.run_style import display_name
from gui.training.commands import TrainerState
from gui.widgets.roving_focus import RovingFocus
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import settled

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
    """Everything in the window that takes Tab, whatever the ring says, and one of each group that the arrows go through."""
    over = {widget for group in window.findChildren(RovingFocus) for widget in group.passed_over()}
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget not in over
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


@pytest.mark.parametrize(("on_network", "most"), [(False, 17), (True, 24)])
def test_that_tab_comes_around_soon(qtbot, window, on_network, most):
    """It was 46 stops on a function and 51 on a network while each card, run of a legend, button and mode was one."""
    if on_network:
        open_network(qtbot, window)
    window.trainer.step(2)
    settled(qtbot, window, 2)  # the buttons that lead back are enabled too
    assert len(visited(window)) <= most


def test_that_the_arrows_reach_what_tab_passes_over(qtbot, window):
    window.trainer.step(2)
    settled(qtbot, window, 2)
    reached = set()
    groups = [group for group in window.findChildren(RovingFocus) if group.stop is not None]  # all but what is out of sight
    assert len(groups) >= 4
    for group in groups:
        group.stop.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Home)
        for _ in range(12):
            reached.add(QApplication.focusWidget())
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    every = {widget for group in groups for widget in (group.stop, *group.passed_over())}
    assert every - reached == {card.check for card in window.panel.cards.values()}  # for which Space is on the card
    assert window.trainer.outlook.step == 2


def parts_visited(window, key, modifier, count):
    names = []
    parts = {"lesson": window.lessons.bar, "panel": window.panel, "stage": window.stage, "loss": window.loss_plot, "below": window.plots}
    parts["transport"] = window.transport
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        now = QApplication.focusWidget()
        names.append(next((name for name, part in parts.items() if part.isAncestorOf(now)), "modes"))
    return names


@pytest.mark.parametrize("on_network", [False, True])
def test_that_f6_goes_from_part_to_part_and_back(qtbot, window, on_network):
    if on_network:
        open_network(qtbot, window)
    window.stage.setFocus()
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    below = ["below"] if on_network else []
    on = ["loss", *below, "transport", "modes", "panel", "stage"]
    assert parts_visited(window, Key.Key_F6, none, len(on)) == on
    assert parts_visited(window, Key.Key_F6, shift, len(on)) == [*reversed(on[:-1]), "stage"]


def test_that_f6_comes_to_the_canvas_the_curves_and_play_and_back_to_what_was_left(window):
    window.stage.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert QApplication.focusWidget() is window.loss_plot.view
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert QApplication.focusWidget().accessibleName() == "Play"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.loss_plot.view
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert QApplication.focusWidget() is window.transport.timeline


def test_that_tab_goes_on_from_where_a_screen_reader_has_put_the_keys(window):
    cards = window.panel.cards
    cards["nag"].check.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    assert QApplication.focusWidget() is cards["gd"].header
