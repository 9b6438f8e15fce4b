"""Which rows of which runs are wanted, and whether that is not too much."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.number_text import size_text
from core.text import tr

MOST_BYTES = 2_000_000_000
"""What one file may hold. Far more than a laptop reads back at once, and little enough that a zip file needs no extensions."""


class TooLargeError(ValueError):
    """What was asked for would make a file that nobody can use; the text says how large, and what to do."""


@dataclass(frozen=True)
class RowSelection:
    """The rows `first`, `first` + `every`, … up to `last` of these runs, by label.

    The step at which a run diverged is always among them if it lies in the stretch: it is what somebody looks for.

    Raises:
        ValueError: if no run or no row is asked for.
    """

    runs: tuple[str, ...]
    first: int
    last: int
    every: int = 1

    def __post_init__(self) -> None:
        if not self.runs:
            raise ValueError(tr("Choose at least one run."))
        if not 0 <= self.first <= self.last:
            raise ValueError(tr("There are no steps from {first} to {last}.").format(first=self.first, last=self.last))
        if self.every < 1:
            raise ValueError(tr("Every how many steps? At least 1."))

    def of(self, snapshot: Snapshot) -> tuple[RunSnapshot, ...]:
        """The runs that were chosen and are there, in the order of the experiment.

        Raises:
            ValueError: naming those that are not there.
        """
        there = [run.label for run in snapshot.runs]
        missing = [label for label in self.runs if label not in there]
        if missing:
            raise ValueError(
                tr("There is no run {missing}. The runs are {there}.").format(missing=", ".join(missing), there=", ".join(there))
            )
        return tuple(run for run in snapshot.runs if run.label in self.runs)

    def steps(self, run: RunSnapshot) -> NDArray[np.int64]:
        """The rows that are wanted of this run, increasing; a run that ended before `first` has none."""
        recorded = np.arange(self.first, min(self.last, run.step) + 1, self.every, dtype=np.int64)
        if run.termination is not None and self.first <= run.termination.step <= self.last:
            return np.append(recorded, run.termination.step)
        return recorded


def everything(snapshot: Snapshot) -> RowSelection:
    """All rows of all runs."""
    last = max((snapshot.step, *(run.termination.step for run in snapshot.runs if run.termination is not None)))
    return RowSelection(tuple(run.label for run in snapshot.runs), 0, last)


def check_size(size: int, selection: RowSelection) -> None:
    """Refuse a file that is too large.

    Raises:
        TooLargeError: if `size`, in bytes, is more than `MOST_BYTES`.
    """
    if size > MOST_BYTES:
        raise TooLargeError(
            tr("That would be {size}, and a file may have {most}. Choose fewer runs, fewer steps, or only one step in {every:,}.").format(
                size=size_text(size), most=size_text(MOST_BYTES), every=selection.every * (size // MOST_BYTES + 1)
            )
        )
