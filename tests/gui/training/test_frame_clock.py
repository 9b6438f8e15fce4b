"""What the window shows at one moment belongs to one moment: text never runs ahead of the curves."""

from types import SimpleNamespace

import pytest

from gui.training.commands import TrainerState
from gui.training.frame_clock import FRAMES_PER_TEXT, FrameClock


class Checkpoint:
    """A snapshot that is equal to itself alone."""

    def __init__(self, problem):
        self.problem = problem


class Trainer:
    """A trainer whose snapshots are only told apart."""

    def __init__(self, takes_long):
        self.problem = SimpleNamespace(takes_long=takes_long)
        self.state = TrainerState.RUNNING
        self.latest = None
        self.held = False

    def step(self):
        self.latest = Checkpoint(self.problem)

    def hold(self):
        self.held = True

    def let_go(self):
        self.held = False


@pytest.fixture(params=[False, True], ids=["function", "network"])
def trainer(request):
    return Trainer(takes_long=request.param)


@pytest.fixture
def clock(qtbot, trainer):
    made = FrameClock(trainer, lambda: None)
    made.seen, made.read = [], []
    made.frame.connect(made.seen.append)
    made.text_frame.connect(made.read.append)
    return made


def test_that_nothing_is_shown_before_there_is_something(clock):
    clock._on_tick()
    clock.show_now()
    assert clock.seen == clock.read == []


def test_that_text_is_of_the_moment_that_is_seen(clock, trainer):
    for tick in range(20 * FRAMES_PER_TEXT):
        if tick % 7 == 0:
            clock._next_frame_at = 0.0  # the rest after the last frame is over
        trainer.step()
        clock._on_tick()
        assert not clock.read or clock.read[-1] in clock.seen
        assert not trainer.held
    assert 2 <= len(clock.read) <= 20
    assert len(set(map(id, clock.read))) == len(clock.read)


def test_that_text_comes_to_the_last_moment_when_nothing_moves_any_more(clock, trainer):
    for _ in range(3 * FRAMES_PER_TEXT):
        trainer.step()
        clock._on_tick()
    trainer.state = TrainerState.PAUSED
    clock._next_frame_at = 0.0
    for _ in range(2 * FRAMES_PER_TEXT):
        clock._on_tick()
    assert clock.seen[-1] is clock.read[-1] is trainer.latest
    count = len(clock.seen), len(clock.read)
    for _ in range(2 * FRAMES_PER_TEXT):
        clock._on_tick()
    assert (len(clock.seen), len(clock.read)) == count


def test_that_another_way_to_look_shows_the_newest_at_once(clock, trainer):
    trainer.step()
    clock.show_now()
    clock.show_now()
    assert clock.seen == clock.read == [trainer.latest] * 2


def test_that_the_first_of_another_problem_is_seen_before_it_is_read(clock, trainer):
    trainer.step()
    for _ in range(FRAMES_PER_TEXT):
        clock._on_tick()
    trainer.problem = SimpleNamespace(takes_long=True)
    trainer.step()
    clock._next_frame_at = 0.0
    for _ in range(3 * FRAMES_PER_TEXT):
        clock._on_tick()
        assert clock.read[-1] in clock.seen
    assert clock.read[-1] is trainer.latest
