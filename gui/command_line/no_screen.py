"""What the program does where there is no screen for its window: it draws what would stand there into a file."""

from pathlib import Path

from core.data.library import DataLibrary
from core.experiment.document import Document, document_of
from core.experiment.setup import default_setup
from core.formats.source import load_document
from core.text import tr
from gui.command_line.export import carry_out
from gui.command_line.export_order import picture_order
from gui.command_line.headless import refusals
from gui.command_line.terminal import OK, RefusedError, say

PICTURE = Path("descent-lab.png")


def draw_instead(file: Path | None, library: DataLibrary) -> int:
    """Draw the experiment of a file, or the default one, as the window would show it, and return the exit code.

    Raises:
        RefusedError: if that cannot be.
        KeyboardInterrupt: after Ctrl-C, when nothing is left of it.
    """
    if file is not None and PICTURE.exists() and file.exists() and PICTURE.samefile(file):
        # Whoever opens a picture does not ask for another one in its place.
        sentence = tr("There is no screen for a window, and {file} would be replaced. Give it another name, or draw it by “export”.")
        raise RefusedError(sentence.format(file=file))
    with refusals(file or PICTURE) as status:
        document = document_of(default_setup()) if file is None else load_document(file)
        order = picture_order(document, PICTURE, _step_of(document))
        carry_out(order, document, library, status)
    if file is None:
        say(tr("There is no screen for a window. The default experiment is drawn in {file}.").format(file=PICTURE))
    else:
        sentence = tr("There is no screen for a window. {source} is drawn at step {step} in {file}.")
        say(sentence.format(source=file, step=f"{order.steps:,}", file=PICTURE))
    return OK


def _step_of(document: Document) -> int:
    """The step at which the file was saved; one that was only written is drawn at its last, since its start shows nothing."""
    return document.opening_step or document.steps
