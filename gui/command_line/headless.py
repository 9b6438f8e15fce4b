"""An experiment that is raced without a window."""

import os
from pathlib import Path

from core.data.library import DataLibrary
from core.experiment.document import Document
from core.experiment.experiment import Experiment
from core.files import is_draft_of
from core.problems.network_setup import NetworkSetup
from core.text import tr
from gui.command_line.export_files import Check
from gui.command_line.export_order import Order
from gui.command_line.progress import RaceProgress
from gui.command_line.terminal import StatusLine

SLICE_SECONDS = 0.2


class CannotBeginError(Exception):
    """A run cannot take its place at the start; the text says why."""


class OutError(Exception):
    """A file was refused; the text says why, and `files` which, or all where that is not known."""

    def __init__(self, error: OSError, order: Order) -> None:
        super().__init__(error.strerror or str(error))
        named = Path(os.fsdecode(error.filename)).absolute() if error.filename else None
        paths = list(order.targets.values())
        self.files = ", ".join(str(path) for path in paths if named is not None and is_of(named, path.absolute())) or ", ".join(
            map(str, paths)
        )


def is_of(named: Path, target: Path) -> bool:
    """Whether a path is that of a target, of its draft, or of a folder that it needs."""
    return is_draft_of(named, target) or named == target or named in target.parents


def prepared(document: Document, library: DataLibrary, status: StatusLine) -> Experiment:
    """The experiment of a document at its start, its data loaded."""
    what = document.problem.dataset if isinstance(document.problem, NetworkSetup) else ""
    with status.during(tr("loading {dataset} …").format(dataset=what)):
        try:
            return Experiment.opened(document, library=library)
        except ValueError as error:
            raise CannotBeginError(error) from None


def race(experiment: Experiment, steps: int, status: StatusLine, check: Check) -> None:
    """Take the experiment to this step, and tell how far it has come."""
    progress = RaceProgress(status, steps)
    while not experiment.work(steps, SLICE_SECONDS):
        check()
        progress.show(min((run.step for run in experiment.active), default=experiment.step))
    status.clear()
    check()
