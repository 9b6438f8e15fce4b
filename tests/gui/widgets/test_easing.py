"""What is on its way: where it begins and ends, what takes its place, and who may switch it off."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProxyStyle, QStyle

from gui.widgets import easing
from gui.widgets.easing import Ease, may_move, reduce_motion


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
