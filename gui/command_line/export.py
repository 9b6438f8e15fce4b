"""The command `export`: an experiment in; pictures, films and numbers out. Qt is imported only to draw, and needs no screen."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.data.library import DataLibrary
from core.experiment.document import Document
from core.experiment.experiment import Experiment
from core.files import all_or_nothing, is_draft_of
from core.text import tr
from gui.command_line.export_files import FileWriter
from gui.command_line.export_order import Order, order_of
from gui.command_line.export_source import read_source
from gui.command_line.headless import Interruption, drawing, prepare, race, refusals
from gui.command_line.terminal import CANNOT, OK, RefusedError, StatusLine, say


def export(options: argparse.Namespace, library: DataLibrary) -> int:
    """Write what was asked for, all of it or nothing, and return the exit code.

    Raises:
        RefusedError: if that cannot be.
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    with refusals(options.file) as status:
        document = read_source(options.file)
        order = order_of(options, document)
        carry_out(order, document, library, status)
    for path in order.paths:
        say(tr("{file} written").format(file=path))
    return OK


def carry_out(order: Order, document: Document, library: DataLibrary, status: StatusLine) -> None:
    """Run the experiment of a document and write the files of the order, all or none; within `refusals`.

    Raises:
        RefusedError: if something cannot be written.
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    for plan in order.plans.values():
        if reason := plan.kind.missing():
            raise RefusedError(reason, CANNOT)
    with Interruption(allowed=0) as interruption:
        with interruption.abandonable():
            experiment = prepare(document, library, status)
        try:
            _check_sizes(order, experiment, tr(document.title))
            # The files are opened first: nobody waits for a long computation to be told that there is no place for it.
            with all_or_nothing({str(path): path for path in order.paths}) as drafts:
                race(experiment, order.steps, status, interruption)
                interruption.check()
                files = FileWriter(document, experiment.snapshot(), drafts, status, interruption.check)
                for path, numbers in order.numbers.items():
                    files.write_numbers(path, numbers)
                if order.drawn:
                    with drawing():
                        files.draw(order.drawn)
                interruption.check()
        except OSError as error:
            sentence = tr("{file} cannot be written: {reason}. Nothing was written; choose another place.")
            raise RefusedError(sentence.format(file=_refused_files(error, order), reason=error.strerror or error), CANNOT) from None
        except ValueError as error:
            # Only now it is known where runs have ended, and how high pictures are.
            raise RefusedError(str(error)) from None


def _refused_files(error: OSError, order: Order) -> str:
    """The files of the order that an error is about, or all where that is not known."""
    named = Path(os.fsdecode(error.filename)).absolute() if error.filename else None
    about = [path for path in order.paths if named is not None and _is_of(named, path.absolute())]
    return ", ".join(map(str, about or order.paths))


def _is_of(named: Path, target: Path) -> bool:
    """Whether a path is that of a target, of its draft, or of a folder that it needs."""
    return is_draft_of(named, target) or named == target or named in target.parents


def _check_sizes(order: Order, experiment: Experiment, title: str) -> None:
    """Refuse numbers that would be too many before they are computed: how many rows there will be, is known."""
    rows = np.broadcast_to(np.float64(0), order.steps + 1)
    snapshot = experiment.snapshot()
    foreseen = replace(snapshot, step=order.steps, runs=tuple(replace(run, loss=rows) for run in snapshot.runs))
    for path, plan in order.numbers.items():
        plan.numbers(foreseen, title).check(path)
