"""Medians of rounds taken in turn, so that a machine that drifts drifts for both sides; and what a frame costs the GUI thread."""

from collections.abc import Callable
from statistics import median
from time import perf_counter, thread_time

from gui.training.frame_clock import FrameClock


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter()
    action()
    return perf_counter() - began


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of each, taken in turn after one call each to warm up."""
    ours()
    theirs()
    times = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return median(ours for ours, _ in times), median(theirs for _, theirs in times)


class FrameMeter:
    """What a frame costs: all that the thread does in which this is made and read, by its own processor time, and how many there are."""

    def __init__(self, clock: FrameClock) -> None:
        self._frames = 0
        clock.frame.connect(self._count)
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._frames, self._began, self._spent = 0, perf_counter(), thread_time()

    def sentence(self) -> str:
        """What was counted."""
        took, spent = perf_counter() - self._began, thread_time() - self._spent
        cost = 1000 * spent / max(1, self._frames)
        return f"{cost:.1f} ms of the GUI thread's processor time a frame, {self._frames / took:.1f} frames a second"

    def _count(self, _snapshot: object) -> None:
        self._frames += 1
