"""When a frame is made: never twice of the same, not before the rest after the last one, and with the worker held meanwhile."""

from types import SimpleNamespace

import pytest

from gui.training import frame_clock
from gui.training.commands import TrainerState
from gui.training.frame_clock import FRAME_MS, FRAMES_PER_TEXT, FrameClock


class Pace:
    """A trainer with one snapshot after the other, and the time that a frame takes."""

    def __init__(self, takes_long):
        self.problem = SimpleNamespace(takes_long=takes_long)
        self.state, self.latest, self.now = TrainerState.RUNNING, None, 100.0
        self.doings, self.cannot_paint = [], False

    def step(self):
        self.latest = SimpleNamespace(problem=self.problem)
        return self.latest

    def hold(self):
        self.doings.append("hold")

    def let_go(self):
        self.doings.append("let go")


def clock_of(qtbot, monkeypatch, takes_long, frame_seconds):
    pace = Pace(takes_long)

    def paint():
        if pace.cannot_paint:
            raise RuntimeError("no paint")
        pace.doings.append("paint")
        pace.now += frame_seconds

    clock = FrameClock(pace, paint)
    clock.seen, clock.read = [], []
    monkeypatch.setattr(frame_clock, "perf_counter", lambda: pace.now)
    clock.frame.connect(lambda snapshot: (clock.seen.append(snapshot), pace.doings.append("frame")))
    clock.text_frame.connect(lambda snapshot: (clock.read.append(snapshot), pace.doings.append("text")))
    return pace, clock


@pytest.mark.parametrize(("takes_long", "rest"), [(False, 1.0), (True, 10.0)])
def test_that_while_it_plays_a_frame_waits_as_long_as_the_last_one_took(qtbot, monkeypatch, takes_long, rest):
    pace, clock = clock_of(qtbot, monkeypatch, takes_long, frame_seconds=0.5)
    pace.step()
    clock._on_tick()
    assert pace.doings == ["hold", "frame", "paint", "let go"]
    ended = pace.now
    for waited, frames in ((0.0, 1), (0.5 * rest - 0.01, 1), (0.5 * rest + 0.01, 2)):
        pace.now = ended + waited
        pace.step()
        clock._on_tick()
        assert len(clock.seen) == frames
    assert clock.seen[-1] is pace.latest
    # What was asked for by key is shown as soon as it is there.
    pace.state = TrainerState.PAUSED
    pace.now += 100.0
    for _ in range(3):
        pace.step()
        clock._on_tick()
        assert clock.seen[-1] is pace.latest


def test_that_the_same_is_never_shown_twice_unless_it_is_looked_at_in_another_way(qtbot, monkeypatch):
    pace, clock = clock_of(qtbot, monkeypatch, takes_long=False, frame_seconds=0.0)
    pace.step()
    for _ in range(3 * FRAMES_PER_TEXT):
        clock._on_tick()
    assert (len(clock.seen), len(clock.read)) == (1, 1)
    assert pace.doings.count("paint") == 2
    clock.show_now()
    assert (len(clock.seen), len(clock.read)) == (2, 2)
    for _ in range(2 * FRAMES_PER_TEXT):
        clock._on_tick()
    assert (len(clock.seen), len(clock.read)) == (2, 2)
    pace.step()
    clock.show_now()
    for _ in range(2 * FRAMES_PER_TEXT):
        clock._on_tick()
    assert (len(clock.seen), len(clock.read)) == (3, 3)


def test_that_the_text_of_a_network_does_not_put_its_next_frame_off(qtbot, monkeypatch):
    pace, clock = clock_of(qtbot, monkeypatch, takes_long=True, frame_seconds=0.5)
    pace.step()
    clock._on_tick()
    due = pace.now + 10 * 0.5
    for _ in range(FRAMES_PER_TEXT - 1):
        pace.step()
        clock._on_tick()
    assert (len(clock.seen), len(clock.read)) == (1, 1)
    pace.now = due + 0.01
    clock._on_tick()
    assert clock.seen[-1] is pace.latest


def test_that_text_comes_every_fifteenth_tick_and_on_a_network_by_itself(qtbot, monkeypatch):
    for takes_long in (False, True):
        pace, clock = clock_of(qtbot, monkeypatch, takes_long, frame_seconds=0.0)
        for tick in range(1, 2 * FRAMES_PER_TEXT + 1):
            pace.doings.clear()
            pace.step()
            clock._on_tick()
            is_due = tick % FRAMES_PER_TEXT == 0
            expected = ["text"] if is_due and takes_long else ["frame", "text"] if is_due else ["frame"]
            assert pace.doings == ["hold", *expected, "paint", "let go"]
            assert not is_due or clock.read[-1] is clock.seen[-1]


def test_that_the_worker_is_let_go_also_after_a_fault(qtbot, monkeypatch):
    pace, clock = clock_of(qtbot, monkeypatch, takes_long=False, frame_seconds=0.0)
    pace.cannot_paint = True
    pace.step()
    with pytest.raises(RuntimeError):
        clock._on_tick()
    assert pace.doings[-1] == "let go"


def test_that_it_ticks_from_its_start_to_its_stop(qtbot, monkeypatch):
    pace, clock = clock_of(qtbot, monkeypatch, takes_long=False, frame_seconds=0.0)
    assert not clock._timer.isActive()
    pace.step()
    clock.start()
    qtbot.waitUntil(lambda: clock.seen == [pace.latest])
    assert clock._timer.interval() == FRAME_MS
    clock.stop()
    assert not clock._timer.isActive()
