"""How a race stands: who has arrived at the finish and in which place, and at which step there is nothing more to show."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from core.experiment.arrival import Arrival
from core.experiment.run import Run
from core.experiment.snapshot import RunSnapshot, Termination
from core.number_text import thousands
from core.text import tr

PATIENCE = 300
"""Steps after the last arrival within which another may come."""
LONGEST = 10_000
"""The step until which the first arrival may come."""
_MOST_NAMES = 8


class Racer(Protocol):
    """A run, or a snapshot of one."""

    @property
    def arrival(self) -> Arrival | None: ...

    @property
    def termination(self) -> Termination | None: ...


class Place(NamedTuple):
    """The place of a run that has arrived, 1 for the first, and the step at which it did. Who arrives together shares a place."""

    rank: int
    step: int


def places(runs: Iterable[RunSnapshot]) -> dict[str, Place]:
    """The place of each run that has arrived, by its label, the first ones first."""
    arrived = sorted((run.arrival.step, k, run.label) for k, run in enumerate(runs) if run.arrival is not None)
    steps = [step for step, _, _ in arrived]
    return {label: Place(1 + steps.index(step), step) for step, _, label in arrived}


def result_step(runs: Iterable[Racer]) -> int | None:
    """The step from which on these runs have nothing more to show, as far as is known by now; None without runs.

    It is the step by which all are known to have arrived or have ended; before that, `PATIENCE` steps after the last arrival;
    and where none has arrived, `LONGEST`. Only what happens before it can put it off, so whoever steps to it comes to it.
    """
    runs = list(runs)
    ends = [_known_end(run) for run in runs]
    known = [end for end in ends if end is not None]
    if len(known) == len(runs):
        return max(known, default=None)
    arrivals = [run.arrival for run in runs if run.arrival is not None]
    return max((max(arrival.step + PATIENCE, arrival.known_at) for arrival in arrivals), default=LONGEST)


class ResultWatch:
    """Lets runs that step side by side go no further than to their result, and looks for it only where there could be one."""

    def __init__(self, runs: Sequence[Run], after: int) -> None:
        """A result at step `after` or before is known already, and stops nobody."""
        self._runs, self._after = runs, after
        self._waiting: list[Run] = []
        self._clear = -1

    def reach(self, step: int) -> int:
        """How far the race may go from `step`, where all runs are: `step` itself if it has its result.

        Until there no arrival can be known; only a run that ends can decide the race before.
        """
        if step >= self._clear:
            result = result_step(self._runs)
            if result is not None and self._after < result <= step:
                return step
            self._waiting = [run for run in self._runs if run.arrival is None and run.termination is None]
            ahead = [result] if result is not None and result > step else []
            self._clear = min([*ahead, *(run.earliest_arrival for run in self._waiting)], default=sys.maxsize)
        return self._clear

    def lead(self, before: int, step: int) -> int:
        """Take the runs that have not arrived on to `step`, within reach of `before`, and tell how far the others have to follow.

        Who ended has no row there, so where that decided the race, nobody has come further.
        """
        for run in self._waiting:
            run.advance(step - run.step)
        if all(run.termination is None for run in self._waiting):
            return step
        self._clear = -1
        result = result_step(self._runs)
        return min(step, result) if result is not None and before < result else step


def _known_end(run: Racer) -> int | None:
    if run.arrival is not None:
        return run.arrival.known_at
    return run.termination.step if run.termination is not None else None


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st …"""
    endings = {1: tr("{rank}st"), 2: tr("{rank}nd"), 3: tr("{rank}rd")}
    usual = tr("{rank}th")
    return (usual if rank % 100 in (11, 12, 13) else endings.get(rank % 10, usual)).format(rank=rank)


def place_text(place: Place | None) -> str:
    """A place with its step, such as “1st · 40”; empty without one."""
    return "" if place is None else f"{ordinal(place.rank)} · {thousands(place.step)}"


def result_text(runs: Sequence[RunSnapshot], step: int, name_of: Callable[[str], str]) -> str:
    """The result of a race at this step in a line: who arrived and when, who diverged, and who has done neither."""
    found = places(runs)
    sentences = [_arrivals_text(found, name_of)] if found else [tr("No run has arrived by step {step}.").format(step=thousands(step))]
    rest = [run for run in runs if run.label not in found]
    diverged = [name_of(run.label) for run in rest if run.termination is not None]
    on_the_way = [name_of(run.label) for run in rest if run.termination is None]
    if len(diverged) == 1:
        sentences.append(tr("{name} diverged.").format(name=diverged[0]))
    elif diverged:
        sentences.append(tr("{names} diverged.").format(names=_joined(diverged)))
    if found and len(on_the_way) == 1:
        sentences.append(tr("{name} has not settled.").format(name=on_the_way[0]))
    elif found and on_the_way:
        sentences.append(tr("{names} have not settled.").format(names=_joined(on_the_way)))
    return " ".join(sentences)


def _arrivals_text(found: dict[str, Place], name_of: Callable[[str], str]) -> str:
    first = [label for label, place in found.items() if place.rank == 1]
    later = [(name_of(label), place.step) for label, place in found.items() if place.rank > 1]
    text = tr("{names} arrived first, at step {step}").format(
        names=_joined([name_of(label) for label in first]), step=thousands(found[first[0]].step)
    )
    told = [f"{name} {thousands(step)}" for name, step in later[:_MOST_NAMES]]
    if len(later) > _MOST_NAMES:
        told.append(tr("{count} more").format(count=len(later) - _MOST_NAMES))
    return f"{text}; {', '.join(told)}." if told else f"{text}."


def _joined(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    if len(names) > _MOST_NAMES + 1:
        names = [*names[:_MOST_NAMES], tr("{count} more").format(count=len(names) - _MOST_NAMES)]
    if len(names) == 1:
        return names[0]
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
