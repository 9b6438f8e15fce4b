"""Where the speed slider stands: for each kind of problem what it had, in a lesson its own, and at the next start as it was left."""

import pytest
from PySide6.QtCore import QObject

from core.problems.kinds import FUNCTION, KINDS, NETWORK
from gui.experiment.speed import SpeedController
from gui.system.settings import WindowSettings
from gui.timeline.transport_bar import TransportBar
from gui.training.speed import SPEEDS, nearest_speed


class Told(QObject):
    """A trainer that only listens."""

    def __init__(self):
        super().__init__()
        self.speeds = []

    def set_speed(self, speed):
        self.speeds.append(speed)


@pytest.fixture
def made(qtbot):
    def make():
        told, bar = Told(), TransportBar([], [])
        qtbot.addWidget(bar)
        told.bar = bar
        return told, bar, SpeedController(told, bar, WindowSettings(), told)

    return make


def test_that_each_kind_keeps_its_speed_also_over_a_lesson_and_the_next_start(made):
    told, bar, speed = made()
    usual = {kind: nearest_speed(kind.usual.speed) for kind in KINDS}
    assert bar.speed_index == usual[FUNCTION]
    assert told.speeds[-1] == SPEEDS[usual[FUNCTION]]
    bar.set_speed_index(2)
    speed.show_kind(NETWORK)
    assert (bar.speed_index, speed.speed) == (usual[NETWORK], SPEEDS[usual[NETWORK]])
    bar.set_speed_index(5)
    speed.show_kind(FUNCTION)
    assert (bar.speed_index, told.speeds[-1]) == (2, SPEEDS[2])
    bar.set_speed_index(4)
    speed.hold()
    speed.set(150.0)
    assert told.speeds[-1] == 150.0, "also one that is not on offer"
    assert bar.speed_index in (SPEEDS.index(100), SPEEDS.index(200))
    speed.show_kind(NETWORK)
    bar.set_speed_index(9)
    speed.remember()
    speed.show_kind(FUNCTION)
    speed.let_go()
    assert (bar.speed_index, told.speeds[-1]) == (4, SPEEDS[4])
    bar.set_speed_index(3)
    speed.let_go()
    assert bar.speed_index == 3, "given back once"
    assert [made()[1].speed_index, WindowSettings().integer("network_speed", 0, 99)] == [4, 5]
    speed.remember()
    again, bar, speed = made()
    assert (bar.speed_index, again.speeds[-1]) == (3, SPEEDS[3])
    speed.show_kind(NETWORK)
    assert bar.speed_index == 5


def test_that_as_fast_as_possible_is_a_speed_too(made):
    told, bar, speed = made()
    speed.set(None)
    assert (bar.speed_index, speed.speed, told.speeds[-1]) == (len(SPEEDS) - 1, None, None)
    commands = speed.commands()
    commands["slower"]()
    assert bar.speed_index == len(SPEEDS) - 2
    commands["faster"]()
    assert told.speeds[-1] is None
