"""What the program does where there is no screen for its window: it draws what would stand there into a file."""

import os
from pathlib import Path

from core.data.library import DataLibrary, default_library
from core.experiment.document import Document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.files import all_or_nothing
from core.formats.source import load_document
from core.text import tr
from gui.command_line.export import made
from gui.command_line.export_order import Order, picture_order
from gui.command_line.terminal import CANNOT, MISTAKE, OK, complain, say

PICTURE = Path("descent-lab.png")


def draw_default() -> int:
    """Draw the default experiment, and return the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.export.picture.figure import Plots, draw
    from gui.export.picture.files import headless_application, save_png

    application = headless_application()
    setup = default_setup()
    experiment = Experiment(setup)
    experiment.advance(setup.steps)
    try:
        with all_or_nothing({"picture": PICTURE}) as drafts:
            save_png(draw(experiment.snapshot(), Plots.BOTH, tr(setup.title)), drafts["picture"])
    except OSError as error:
        complain(tr("There is no screen, and {file} cannot be written: {reason}.").format(file=PICTURE, reason=error.strerror))
        return CANNOT
    say(tr("There is no screen for a window. The default experiment is drawn in {file}.").format(file=PICTURE))
    del application
    return OK


def draw_file(file: Path, library: DataLibrary | None) -> int:
    """Draw the experiment of a file as the window would show it, and return the exit code.

    Raises:
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    if PICTURE.exists() and file.exists() and PICTURE.samefile(file):
        # Whoever opens a picture does not ask for another one in its place.
        complain(
            tr("There is no screen for a window, and {file} would be replaced. Give it another name, or draw it by “export”.").format(
                file=file
            )
        )
        return MISTAKE

    def asked() -> tuple[Document, Order]:
        document = load_document(file)
        return document, picture_order(document, PICTURE, _step_of(document))

    def told(order: Order) -> list[str]:
        sentence = tr("There is no screen for a window. {source} is drawn at step {step} in {file}.")
        return [sentence.format(source=file, step=f"{order.steps:,}", file=PICTURE)]

    return made(str(file), asked, library or default_library(), told)


def _step_of(document: Document) -> int:
    """The step at which the file was saved; one that was only written is drawn at its last, since its start shows nothing."""
    return document.opening_step or document.steps
