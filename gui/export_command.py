"""The command `export`: an experiment in; pictures, films and numbers out. Qt is imported only to draw, and needs no screen."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.data.dataset import DataError
from core.data.library import DataLibrary
from core.document import Document
from core.experiment import Experiment
from core.file_mistakes import FileMistakesError
from core.files import all_or_nothing, is_draft_of
from core.numbers.choice import TooLargeError
from core.setups import NetworkSetup
from core.snapshot import Snapshot
from core.text import tr
from gui.exit_codes import CANNOT, MISTAKE, OK
from gui.export_files import Check, Drawing, closing_widgets, numbers_of, write_numbers
from gui.export_options import NUMBERS
from gui.export_order import Order, OrderError, order_of
from gui.export_source import NoSourceError, read_source
from gui.film_video import VideoMissingError, video_reason
from gui.interruption import Interruption
from gui.race_progress import RaceProgress
from gui.terminal import StatusLine, complain, complain_of_mistakes, say

_SLICE_SECONDS = 0.2


def export(options: argparse.Namespace, library: DataLibrary) -> int:
    """Write what was asked for, all of it or nothing, and return the exit code.

    Raises:
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """

    def asked() -> tuple[Document, Order]:
        document = read_source(options.file)
        return document, order_of(options, document)

    return made(options.file, asked, library, lambda order: [tr("{file} written").format(file=path) for path in order.targets.values()])


def made(file: str, asked: Callable[[], tuple[Document, Order]], library: DataLibrary, told: Callable[[Order], Iterable[str]]) -> int:
    """Carry out the order that `asked` reads out of `file`, say what `told` has to say of it, and return the exit code.

    Raises:
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    status = StatusLine()
    try:
        document, order = asked()
        with Interruption() as interruption:
            _carried_out(order, document, library, status, interruption)
    except FileMistakesError as error:
        complain_of_mistakes(file, error)
        return MISTAKE
    except (NoSourceError, OrderError, TooLargeError, DataError) as error:
        complain(str(error))
        return MISTAKE
    except _CannotBeginError as error:
        complain(tr("{file} cannot be run: {reason}").format(file=file, reason=error))
        return MISTAKE
    except MemoryError:
        complain(tr("There is not enough memory for this experiment; nothing was written. Ask for smaller layers or fewer runs or steps."))
        return CANNOT
    except VideoMissingError as error:
        complain(str(error))
        return CANNOT
    except _OutError as error:
        complain(
            tr("{file} cannot be written: {reason}. Nothing was written; choose another place.").format(file=error.files, reason=error)
        )
        return CANNOT
    except OSError as error:
        complain(tr("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror or error))
        return MISTAKE
    finally:
        status.clear()
    for sentence in told(order):
        say(sentence)
    return OK


class _CannotBeginError(Exception):
    """A run cannot take its place at the start; the text says why."""


class _OutError(Exception):
    """A file was refused; the text says why, and `files` which, or all where that is not known."""

    def __init__(self, error: OSError, order: Order) -> None:
        super().__init__(error.strerror or str(error))
        named = Path(os.fsdecode(error.filename)).absolute() if error.filename else None
        paths = list(order.targets.values())
        self.files = ", ".join(str(path) for path in paths if named is not None and _is_of(named, path.absolute())) or ", ".join(
            map(str, paths)
        )


def _is_of(named: Path, target: Path) -> bool:
    """Whether a path is that of a target, of its draft, or of a folder that it needs."""
    return is_draft_of(named, target) or named == target or named in target.parents


def _carried_out(order: Order, document: Document, library: DataLibrary, status: StatusLine, interruption: Interruption) -> None:
    if "mp4" in order.targets and video_reason():
        raise VideoMissingError(video_reason())

    def check() -> None:
        if interruption.is_asked:
            raise KeyboardInterrupt

    with interruption.abandonable():
        experiment = _prepared(document, library, status)
    check()
    title = tr(document.title)
    _check_sizes(order, experiment, title)
    try:
        # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
        with all_or_nothing(order.targets) as drafts:
            _race(experiment, order.steps, status, check)
            snapshot = experiment.snapshot()
            write_numbers(order, snapshot, title, drafts, status, check)
            if order.draws:
                _draw(order, document, snapshot, title, drafts, status, check)
            check()
    except OSError as error:
        raise _OutError(error, order) from None
    except ValueError as error:
        # Only now it is known where runs have ended, and how high pictures are.
        raise OrderError(str(error)) from None


def _prepared(document: Document, library: DataLibrary, status: StatusLine) -> Experiment:
    what = document.problem.dataset if isinstance(document.problem, NetworkSetup) else ""
    with status.during(tr("loading {dataset} …").format(dataset=what)):
        try:
            return Experiment.opened(document, library=library)
        except ValueError as error:
            raise _CannotBeginError(error) from None


def _check_sizes(order: Order, experiment: Experiment, title: str) -> None:
    """Refuse numbers that would be too many before they are computed: how many rows there will be, is known."""
    rows = np.broadcast_to(np.float64(0), order.steps + 1)
    snapshot = experiment.snapshot()
    foreseen = replace(snapshot, step=order.steps, runs=tuple(replace(run, loss=rows) for run in snapshot.runs))
    for kind in NUMBERS:
        if kind in order.targets:
            numbers_of(order, kind, foreseen, title).check(order.targets[kind])


def _race(experiment: Experiment, steps: int, status: StatusLine, check: Check) -> None:
    progress = RaceProgress(status, steps)
    while not experiment.work(steps, _SLICE_SECONDS):
        check()
        progress.show(min((run.step for run in experiment.active), default=experiment.step))
    status.clear()
    check()


def _draw(
    order: Order, document: Document, snapshot: Snapshot, title: str, drafts: dict[str, Path], status: StatusLine, check: Check
) -> None:
    # Whatever platform the desktop asks for is not wanted here.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.picture_files import headless_application

    application = headless_application()
    with closing_widgets():
        Drawing(order, document, snapshot, title, drafts, status, check).draw()
    del application
