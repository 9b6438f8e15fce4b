"""Writes the files of an order, one after the other, and tells how far each is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.document import Document, snapshot_document
from core.document_loading import PNG_KEY
from core.document_text import DocumentTooLargeError, document_text
from core.numbers.choice import Choice
from core.numbers.export import Kind, Numbers
from core.snapshot import Snapshot
from core.text import tr
from gui.export_order import FILMS, NUMBERS, PICTURES, Order
from gui.race_progress import with_bar
from gui.terminal import StatusLine

Check = Callable[[], None]


def numbers_of(order: Order, kind: str, snapshot: Snapshot, title: str) -> Numbers:
    """The numbers of all runs that were ordered as this kind of file.

    Raises:
        ValueError: if there are none.
    """
    choice = Choice(tuple(run.label for run in snapshot.runs), order.first, order.last, order.every or 1)
    return Numbers(snapshot, choice, Kind(f".{kind}"), title)


def write_numbers(order: Order, snapshot: Snapshot, title: str, drafts: Mapping[str, Path], status: StatusLine, check: Check) -> None:
    """Write the tables and arrays of the order. `check` may raise to break off.

    Raises:
        OSError: if a file cannot be written.
    """
    for kind in NUMBERS:
        if kind in drafts:

            def tell(done: int, total: int, name: str = order.targets[kind].name) -> None:
                check()
                _show(status, tr("{file}: step {done:,} of {total:,}"), name, done, total)

            numbers_of(order, kind, snapshot, title).draft(drafts[kind], drafts[f"{kind} header"], tell)
            status.clear()


def draw_files(
    order: Order, document: Document, snapshot: Snapshot, title: str, drafts: Mapping[str, Path], status: StatusLine, check: Check
) -> None:
    """Draw the pictures and films of the order. There has to be an application.

    Raises:
        OSError: if a file cannot be written.
        ValueError: if a picture has too many pixels.
        VideoMissingError: if a film cannot be written here.
    """
    from gui.export_look import look_of
    from gui.film_drawing import film_picture, write_film
    from gui.picture import Figure
    from gui.picture_files import save_bytes, save_png

    look, texts = look_of(document.view, snapshot), carried(document, snapshot)
    if any(kind in drafts for kind in PICTURES):
        figure = Figure(order.spec, title, look, document.view.inspect)
        figure.show(snapshot)
        if "png" in drafts:
            save_png(figure.image(), drafts["png"], texts)
            check()
        if "svg" in drafts:
            save_bytes(figure.svg(), drafts["svg"])
            check()
        figure.close()
    for kind in FILMS:
        if kind in drafts:
            plan, spec = order.films[kind], order.spec
            picture = film_picture(plan, spec.parts, spec.ground, spec.title, spec.legend, spec.settings)

            def tell(done: int, name: str = order.targets[kind].name, total: int = plan.frames) -> None:
                _show(status, tr("{file}: frame {done:,} of {total:,}"), name, done, total)

            write_film(snapshot, plan, picture, drafts[kind], title, look, texts, tell, check)
            status.clear()


def carried(document: Document, snapshot: Snapshot) -> dict[str, str]:
    """What a picture carries: the experiment as it stands, and how it was looked at; nothing where that is too much."""
    try:
        return {PNG_KEY: document_text(snapshot_document(snapshot, document.view))}
    except DocumentTooLargeError:
        return {}


def _show(status: StatusLine, text: str, name: str, done: int, total: int) -> None:
    figures = text.format(file=name, done=done, total=total)
    status.show(with_bar(done / max(1, total), figures, status.columns) if status.is_terminal else figures)


@contextmanager
def closing_widgets() -> Iterator[None]:
    """What was deleted later is gone when the block ends: without an event loop nobody else does it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    try:
        yield
    finally:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
