"""The speeds on offer, and the speed that is reached."""

import math

from core.snapshot import Snapshot
from core.text import tr

SPEEDS: tuple[float | None, ...] = (1, 2, 3, 4, 5, 10, 20, 30, 60, 100, 200, 500, 1000, 2000, 5000, 10000, None)
DEFAULT_SPEED_INDEX = SPEEDS.index(10)


def speed_text(speed: float | None) -> str:
    """A speed as the bar shows it."""
    return tr("unlimited") if speed is None else tr("{speed}/s").format(speed=f"{speed:g}")


def nearest_speed(speed: float | None) -> int:
    """The index of the speed on offer that is nearest by its ratio."""
    if speed is None:
        return SPEEDS.index(None)
    return min((abs(math.log(offered / speed)), index) for index, offered in enumerate(SPEEDS) if offered is not None)[1]


class RateMeter:
    """Steps per second between looks. A step that went back, or another generation, starts it anew."""

    def __init__(self) -> None:
        self._last: tuple[float, int, int] | None = None

    def measure(self, now: float, snapshot: Snapshot | None, playing: bool) -> float | None:
        """The rate since the last look; None while nothing plays. `now` in seconds."""
        if snapshot is None or not playing:
            self._last = None
            return None
        last, self._last = self._last, (now, snapshot.generation, snapshot.step)
        if last is None or last[1] != snapshot.generation or snapshot.step <= last[2] or now <= last[0]:
            return None
        return (snapshot.step - last[2]) / (now - last[0])
