"""When a picture of the plane is asked for, with an analyst that only remembers; its clocks are rung by hand."""

import pytest
from PySide6.QtCore import QObject

from gui.weight_plane.analyst import PlaneFeed


class Analyst:
    def __init__(self):
        self.asked = []

    def ask(self, snapshot, resting=False):
        self.asked.append((snapshot, resting))

    def take(self):
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def analyst():
    return Analyst()


@pytest.fixture
def feed(qapp, analyst):
    parent = QObject()
    made = PlaneFeed(analyst, parent)
    made.set_visible(True)
    yield made
    made.close()


def ring(timer):
    """Let the time of a clock be over."""
    assert timer.isActive()
    assert timer.isSingleShot()
    timer.stop()
    timer.timeout.emit()


def test_that_the_first_snapshot_is_asked_for_at_once_and_later_ones_when_it_is_time(feed, analyst):
    feed.offer("first")
    assert analyst.take() == [("first", False)]
    feed.offer("second")
    feed.offer("third")
    assert analyst.take() == []
    assert feed.latest == "third"
    ring(feed._ask_timer)
    assert analyst.take() == [("third", False)], "the newest alone"
    ring(feed._ask_timer)
    assert analyst.take() == [], "nothing is asked for twice"
    assert not feed._ask_timer.isActive()
    feed.offer("third")
    assert analyst.take() == []
    feed.offer("fourth")
    assert analyst.take() == [("fourth", False)]


def test_that_nothing_is_asked_for_while_nobody_looks_and_the_newest_when_somebody_does(feed, analyst):
    feed.offer("first")
    analyst.take()
    feed.set_visible(False)
    assert not feed._ask_timer.isActive()
    assert not feed._rest_timer.isActive()
    feed.offer("second")
    feed.offer("third")
    assert analyst.take() == []
    assert not feed._rest_timer.isActive()
    feed.set_visible(True)
    assert analyst.take() == [("third", False)]
    assert feed._rest_timer.isActive()


def test_that_a_plane_is_made_exact_once_the_runs_have_stood_still_and_unless_it_has_to_stay(feed, analyst):
    feed.offer("first")
    analyst.take()
    ring(feed._rest_timer)
    assert analyst.take() == [("first", True)]
    feed.set_pinned(True)
    feed.offer("first")
    ring(feed._rest_timer)
    assert analyst.take() == []


def test_that_only_runs_that_stand_still_come_to_rest(feed, analyst):
    assert not feed._rest_timer.isActive(), "there is nothing yet"
    feed.offer("first")
    assert feed._rest_timer.isActive()
    feed.set_paused(False)
    assert not feed._rest_timer.isActive()
    feed.offer("second")
    assert not feed._rest_timer.isActive()
    feed.set_paused(True)
    assert feed._rest_timer.isActive()
    feed.offer(None)
    assert not feed._rest_timer.isActive()


def test_that_after_none_the_same_is_another_one_and_after_closing_nothing_is_asked_for(feed, analyst):
    feed.offer("first")
    analyst.take()
    feed.offer(None)
    ring(feed._ask_timer)
    assert analyst.take() == []
    feed.offer("second")
    assert analyst.take() == [("second", False)]
    feed.offer("third")
    feed.close()
    assert not feed._ask_timer.isActive()
    assert not feed._rest_timer.isActive()
    assert feed.latest is None
    feed.set_visible(True)
    assert analyst.take() == []
