"""The speeds on offer, and the speed that is reached."""

import math
from collections.abc import Sequence

from core.experiment.snapshot import Snapshot
from core.text import tr

SPEEDS: tuple[float | None, ...] = (1, 2, 3, 4, 5, 10, 20, 30, 60, 100, 200, 500, 1000, 2000, 5000, 10000, None)
DEFAULT_SPEED_INDEX = SPEEDS.index(10)
# Over so many steps one more or less makes a twentieth.
_ENOUGH_STEPS = 20
# Where that takes longer than this, something is said before.
_ENOUGH_SECONDS = 2.5
_LEAST_SECONDS = 1.0
_MOST_SAMPLES = 60


def speed_text(speed: float | None) -> str:
    """A speed as the bar shows it."""
    return tr("unlimited") if speed is None else tr("{speed}/s").format(speed=f"{speed:g}")


def nearest_speed(speed: float | None) -> int:
    """The index of the speed on offer that is nearest by its ratio."""
    if speed is None:
        return SPEEDS.index(None)
    return min((abs(math.log(offered / speed)), index) for index, offered in enumerate(SPEEDS) if offered is not None)[1]


RateSample = tuple[float, int]
"""When somebody looked, in seconds, and the step that was there."""


def recent_samples(samples: Sequence[RateSample]) -> Sequence[RateSample]:
    """The last samples, as few as are enough to tell the rate, so that it follows soon when it changes."""
    now, step = samples[-1]
    for first in range(len(samples) - 1, max(0, len(samples) - _MOST_SAMPLES), -1):
        if now - samples[first][0] >= _LEAST_SECONDS and step - samples[first][1] >= _ENOUGH_STEPS:
            return samples[first:]
    return samples[-_MOST_SAMPLES:]


def rate_over(samples: Sequence[RateSample]) -> float | None:
    """Steps per second over some samples. None while there are so few that a step more or less, since steps are whole, would count."""
    seconds, steps = samples[-1][0] - samples[0][0], samples[-1][1] - samples[0][1]
    if steps <= 0 or seconds <= 0 or (steps < _ENOUGH_STEPS and seconds < _ENOUGH_SECONDS):
        return None
    return steps / seconds


class RateMeter:
    """Steps per second over the last samples. A step that went back, or another generation, starts it anew."""

    def __init__(self) -> None:
        self._samples: Sequence[RateSample] = ()
        self._generation = 0

    def reset(self) -> None:
        """Forget what was measured: it goes at another speed."""
        self._samples = ()

    def measure(self, now: float, snapshot: Snapshot | None, playing: bool) -> float | None:
        """The rate as far as it is known; None while nothing plays. `now` in seconds."""
        if snapshot is None or not playing:
            self.reset()
            return None
        if snapshot.generation != self._generation or (self._samples and snapshot.step < self._samples[-1][1]):
            self.reset()
        self._generation = snapshot.generation
        self._samples = recent_samples((*self._samples, (now, snapshot.step)))
        return rate_over(self._samples)
