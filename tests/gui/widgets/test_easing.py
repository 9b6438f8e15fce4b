"""What is on its way: where it begins and ends, what takes its place, and who may switch it off."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProxyStyle, QPushButton, QStyle, QWidget

from gui.widgets import easing
from gui.widgets.easing import CrossFade, Ease, may_move, reduce_motion
from tests.helpers.window import show


@pytest.fixture
def ease(qapp):
    owner = QObject()
    yield Ease(owner)
    reduce_motion(False)


def test_that_it_goes_all_the_way_and_ever_more_slowly(qtbot, ease, motion):
    parts = []
    ease.go(parts.append)
    assert parts == [], "nothing has moved yet"
    qtbot.waitUntil(lambda: not ease.is_running)
    assert parts[-1] == 1.0
    assert parts == sorted(parts)
    assert parts.count(1.0) == 1


def test_that_what_begins_anew_takes_the_place_of_what_was_on_its_way(qtbot, ease, motion):
    first, second = [], []
    ease.go(first.append)
    qtbot.waitUntil(lambda: bool(first))
    told = len(first)
    ease.go(second.append)
    qtbot.waitUntil(lambda: not ease.is_running)
    assert len(first) == told
    assert second[-1] == 1.0


def test_that_it_can_be_there_at_once_and_stay_where_it_is(ease, motion):
    parts = []
    ease.go(parts.append)
    ease.finish()
    assert parts == [1.0]
    ease.go(parts.append)
    ease.stop()
    ease.finish()
    assert parts == [1.0]
    assert not ease.is_running


def test_that_nothing_moves_where_the_user_wants_none_and_all_is_where_it_goes(ease, motion):
    assert may_move()
    reduce_motion(True)
    parts = []
    ease.go(parts.append)
    assert parts == [1.0]
    assert not may_move()


def test_that_the_switch_of_the_desktop_is_heeded(qapp, monkeypatch):
    monkeypatch.undo()

    class Still(QProxyStyle):
        def styleHint(self, hint, *rest):
            return 0 if hint == QStyle.StyleHint.SH_Widget_Animation_Duration else super().styleHint(hint, *rest)

    assert easing.desktop_moves()
    still = Still("Fusion")
    monkeypatch.setattr(type(qapp), "style", lambda _self: still)
    assert not easing.desktop_moves()


# Parts that come and go


@pytest.fixture
def changed(qtbot, qapp):
    """A red widget that turns blue."""
    widget = QWidget()
    widget.setStyleSheet("background: #ff0000")
    widget.resize(40, 30)
    qtbot.addWidget(widget)
    show(qtbot, widget)
    return widget


def middle(widget):
    return widget.grab().toImage().pixelColor(20, 15)


def test_that_what_was_seen_lies_over_the_new_and_fades(qtbot, motion, changed):
    fade = CrossFade(changed)
    fade.begin()
    changed.setStyleSheet("background: #0000ff")
    reds = [middle(changed).red()]
    assert reds[0] == 255
    qtbot.waitUntil(lambda: reds.append(middle(changed).red()) or fade.isHidden())
    assert reds == sorted(reds, reverse=True)
    assert middle(changed).getRgb()[:3] == (0, 0, 255)


def test_that_nothing_lies_over_it_where_nothing_may_move(changed):
    fade = CrossFade(changed)
    fade.begin()
    assert fade.isHidden()


def test_that_a_click_goes_through_to_what_is_there_now(motion, changed):
    button = QPushButton(changed)
    button.resize(40, 30)
    button.show()
    clicked = []
    button.clicked.connect(clicked.append)
    fade = CrossFade(changed)
    fade.begin()
    assert changed.childAt(20, 15) is button
    assert not fade.isHidden()
