"""Every number of an experiment into a file, with its header beside it: both whole, or none."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Protocol

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.files import all_or_nothing
from core.number_text import size_text
from core.numbers.header import header_path, header_text
from core.numbers.names import Quantity
from core.numbers.recompute import Tick, steps_to_take
from core.numbers.selection import RowSelection, TooLargeError, check_size
from core.problems.base import Problem
from core.text import tr

# So often somebody is told how far it is, and may cancel.
_REPORT_SECONDS = 0.002

Progress = Callable[[int, int], None]


class NumbersWriter(Protocol):
    """The chosen rows as one format of file lays them out; `header` is put inside by a format that has a place for it."""

    is_size_exact: bool

    def __init__(self, problem: Problem, snapshot: Snapshot, selection: RowSelection) -> None:
        """What would be written."""

    @property
    def quantities(self) -> Sequence[tuple[RunSnapshot | None, str, Quantity]]:
        """Everything in the file: the run that has it, or None for all; its name there; what it is."""

    def size(self, header: bytes, /) -> int:
        """How many bytes the file will have, exactly or about."""

    def write(self, path: Path, header: bytes, /, tick: Tick) -> None:
        """Write it.

        Raises:
            OSError: if `path` cannot be written.
        """


class Numbers:
    """The numbers of the chosen rows of a snapshot, to be written to one file.

    It shares nothing that changes with the experiment, so another thread may write while the race goes on.
    """

    def __init__(self, snapshot: Snapshot, selection: RowSelection, writer: type[NumbersWriter], title: str = "") -> None:
        """What would be written.

        Raises:
            ValueError: if a chosen run is not there, or none of its rows is asked for.
        """
        self.snapshot, self.selection = snapshot, selection
        self._problem = snapshot.problem.private_copy()
        if not any(len(selection.steps(run)) for run in selection.of(snapshot)):
            raise ValueError(tr("These runs have no steps from {first} on; they ended before.").format(first=selection.first))
        self._writer = writer(self._problem, snapshot, selection)
        self.header = header_text(self._problem, snapshot, selection, title, self._writer.quantities)

    @property
    def steps(self) -> int:
        """How many steps have to be taken again for it."""
        return sum(steps_to_take(self.snapshot, self._problem, run, self.selection.steps(run)) for run in self.selection.of(self.snapshot))

    @property
    def size(self) -> int:
        """How many bytes the file will have: exactly, or about, as `is_size_exact` tells."""
        return self._writer.size(self.header.encode())

    @property
    def is_size_exact(self) -> bool:
        """Whether the size is known to the byte."""
        return self._writer.is_size_exact

    def check(self, path: Path) -> None:
        """Refuse what would be too large, for anybody or for the disk that `path` is on.

        Raises:
            TooLargeError: saying how large, and what to do.
        """
        check_size(self.size, self.selection)
        folder = next((folder for folder in path.absolute().parents if folder.is_dir()), None)
        free = shutil.disk_usage(folder).free if folder is not None else self.size
        if free < self.size:
            raise TooLargeError(
                tr("That would be {size}, and {folder} has room for {free}. Choose less, or another place.").format(
                    size=size_text(self.size), folder=folder, free=size_text(free)
                )
            )

    def write(self, path: Path, progress: Progress | None = None) -> None:
        """Write the file and, as `header_path` says, its header.

        `progress` is told the steps done and all that are to be done, every few milliseconds. Raising there cancels.

        Raises:
            TooLargeError: before anything is done.
            OSError: if something cannot be written. Nothing is left behind then, and what was there before is untouched.
        """
        self.check(path)
        with all_or_nothing({"header": header_path(path), "numbers": path}) as drafts:
            self.draft(drafts["numbers"], drafts["header"], progress)

    def draft(self, path: Path, header: Path, progress: Progress | None = None) -> None:
        """Write to these very places, of which somebody else takes care, and without a check."""
        tick = _Ticks(self.steps, progress)
        header.write_text(self.header, encoding="utf-8")
        self._writer.write(path, self.header.encode(), tick=tick)


class _Ticks:
    """Counts the steps, and tells of them now and then."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress
        self._next = perf_counter()

    def __call__(self, taken: int) -> None:
        self._done += taken
        if self._progress is not None and perf_counter() >= self._next:
            self._progress(self._done, self._total)
            self._next = perf_counter() + _REPORT_SECONDS
