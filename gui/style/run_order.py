"""The order in which runs are listed, wherever a person reads them: cards, legends and tables. Files keep the order of the runs."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from core.experiment.snapshot import RunSnapshot, Snapshot


class _Listed(Protocol):
    @property
    def label(self) -> str: ...

    @property
    def parent(self) -> str | None: ...


Run = TypeVar("Run", bound=_Listed)


def in_families(runs: Sequence[Run], of: Sequence[_Listed] = ()) -> list[Run]:
    """The runs in their order, but each branch behind all earlier ones that go back to the same run.

    `of` are all runs there are, where some of them are not to be listed.
    """
    everything = of or runs
    parents = {run.label: run.parent for run in everything}

    def root(label: str) -> str:
        while (parent := parents.get(label)) is not None:
            label = parent
        return label

    places: dict[str, int] = {}
    for run in everything:
        places.setdefault(root(run.label), len(places))
    return sorted(runs, key=lambda run: places.get(root(run.label), len(places)))


def listed(snapshot: Snapshot) -> list[RunSnapshot]:
    """The runs of a snapshot in this order; a run that is off counts for it."""
    return in_families(snapshot.runs, snapshot.setup.runs if snapshot.setup is not None else ())
