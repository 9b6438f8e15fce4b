"""Medians of rounds taken in turn, so that a machine that drifts drifts for both sides."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


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
