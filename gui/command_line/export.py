"""The command `export`: an experiment in; pictures, films and numbers out. Qt is imported only to draw, and needs no screen."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.data.dataset import DataError
from core.data.library import DataLibrary
from core.experiment.document import Document
from core.experiment.experiment import Experiment
from core.experiment.snapshot import Snapshot
from core.files import all_or_nothing
from core.formats.mistakes import FileMistakesError
from core.numbers.choice import TooLargeError
from core.text import tr
from gui.command_line.export_files import Check, Drawing, closing_widgets, numbers_of, write_numbers
from gui.command_line.export_order import Order, OrderError, order_of
from gui.command_line.export_parser import NUMBERS
from gui.command_line.export_source import NoSourceError, read_source
from gui.command_line.headless import CannotBeginError, OutError, prepared, race
from gui.command_line.interruption import Interruption
from gui.command_line.terminal import CANNOT, MISTAKE, OK, StatusLine, complain, complain_of_mistakes, say
from gui.export.film.video import VideoMissingError, video_reason


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
    except CannotBeginError as error:
        complain(tr("{file} cannot be run: {reason}").format(file=file, reason=error))
        return MISTAKE
    except MemoryError:
        complain(tr("There is not enough memory for this experiment; nothing was written. Ask for smaller layers or fewer runs or steps."))
        return CANNOT
    except VideoMissingError as error:
        complain(str(error))
        return CANNOT
    except OutError as error:
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


def _carried_out(order: Order, document: Document, library: DataLibrary, status: StatusLine, interruption: Interruption) -> None:
    if "mp4" in order.targets and video_reason():
        raise VideoMissingError(video_reason())

    def check() -> None:
        if interruption.is_asked:
            raise KeyboardInterrupt

    with interruption.abandonable():
        experiment = prepared(document, library, status)
    check()
    title = tr(document.title)
    _check_sizes(order, experiment, title)
    try:
        # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
        with all_or_nothing(order.targets) as drafts:
            race(experiment, order.steps, status, check)
            snapshot = experiment.snapshot()
            write_numbers(order, snapshot, title, drafts, status, check)
            if order.draws:
                _draw(order, document, snapshot, title, drafts, status, check)
            check()
    except OSError as error:
        raise OutError(error, order) from None
    except ValueError as error:
        # Only now it is known where runs have ended, and how high pictures are.
        raise OrderError(str(error)) from None


def _check_sizes(order: Order, experiment: Experiment, title: str) -> None:
    """Refuse numbers that would be too many before they are computed: how many rows there will be, is known."""
    rows = np.broadcast_to(np.float64(0), order.steps + 1)
    snapshot = experiment.snapshot()
    foreseen = replace(snapshot, step=order.steps, runs=tuple(replace(run, loss=rows) for run in snapshot.runs))
    for kind in NUMBERS:
        if kind in order.targets:
            numbers_of(order, kind, foreseen, title).check(order.targets[kind])


def _draw(
    order: Order, document: Document, snapshot: Snapshot, title: str, drafts: dict[str, Path], status: StatusLine, check: Check
) -> None:
    # Whatever platform the desktop asks for is not wanted here.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.export.picture.files import headless_application

    application = headless_application()
    with closing_widgets():
        Drawing(order, document, snapshot, title, drafts, status, check).draw()
    del application
