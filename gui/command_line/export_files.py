"""Writes the files of an order, one after the other, and tells how far each is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.experiment.document import Document, snapshot_document
from core.experiment.snapshot import Snapshot
from core.formats.source import embedded_texts
from core.numbers.choice import Choice
from core.numbers.export import Kind, Numbers
from core.sweeps.learning_rates import RateStripWork
from core.text import tr
from gui.command_line.export_order import Order
from gui.command_line.export_parser import FILMS, NUMBERS, PICTURES
from gui.command_line.progress import with_bar
from gui.command_line.terminal import StatusLine

if TYPE_CHECKING:
    from gui.export.picture.figure import Figure
    from gui.export.picture.strip import Strip

_SLICE_SECONDS = 0.2
Check = Callable[[], None]


def numbers_of(order: Order, kind: str, snapshot: Snapshot, title: str) -> Numbers:
    """The numbers of all runs that were ordered as this kind of file.

    Raises:
        ValueError: if there are none.
    """
    labels = order.runs or tuple(run.label for run in snapshot.runs)
    choice = Choice(labels, order.first, order.last, order.every or 1)
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


class Drawing:
    """Draws the pictures, strips and films of one order. There has to be an application."""

    def __init__(
        self, order: Order, document: Document, snapshot: Snapshot, title: str, drafts: Mapping[str, Path], status: StatusLine, check: Check
    ) -> None:
        """`check` is called between two pieces of work, and may raise to break off."""
        from gui.export.picture.look import look_of

        self._order, self._document, self._snapshot, self._title = order, document, snapshot, title
        self._drafts, self._status, self._check = drafts, status, check
        self._look = look_of(document.view, snapshot)
        self._texts = embedded_texts(snapshot_document(snapshot, document.view))

    def draw(self) -> None:
        """Draw all of them.

        Raises:
            OSError: if a file cannot be written.
            ValueError: if a picture has too many pixels.
            VideoMissingError: if a film cannot be written here.
        """
        with self._status.during(tr("drawing …")):
            if any(kind in self._drafts for kind in PICTURES):
                self._draw_pictures()
            if "filmstrip" in self._drafts:
                self._draw_filmstrip()
        if "rate-strip" in self._drafts:
            self._draw_rate_strip()
        for kind in FILMS:
            if kind in self._drafts:
                self._draw_film(kind)
        for widget in (self._look.canvas, self._look.loss_plot):
            if widget is not None:
                widget.deleteLater()

    def _draw_pictures(self) -> None:
        from gui.export.picture.figure import Figure

        figure = Figure(self._order.spec, self._title, self._look, self._document.view.inspect)
        figure.show(self._snapshot)
        for kind in PICTURES:
            if kind in self._drafts:
                self._save(figure, kind, is_svg=kind == "svg")
        figure.close()

    def _draw_filmstrip(self) -> None:
        from gui.export.picture.strip import filmstrip

        strip = filmstrip(self._snapshot, self._order.strip_spec, self._order.strip_steps, self._title, self._look)
        self._save(strip, "filmstrip", is_svg=self._drafts["filmstrip"].suffix.lower() == ".svg")
        strip.close()

    def _draw_rate_strip(self) -> None:
        from gui.export.picture.strip import rate_strip

        order = self._order
        work = RateStripWork(order.variants, order.steps, self._snapshot.problem)
        while not work.work(_SLICE_SECONDS):
            self._check()
            done = round(work.share * order.steps)
            _show(self._status, tr("{file}: step {done:,} of {total:,}"), order.targets["rate-strip"].name, done, order.steps)
        self._status.clear()
        with self._status.during(tr("drawing …")):
            strip = rate_strip(order.variants, work.snapshots(), order.strip_spec, self._title, self._look)
            self._save(strip, "rate-strip", is_svg=self._drafts["rate-strip"].suffix.lower() == ".svg")
            strip.close()

    def _draw_film(self, kind: str) -> None:
        from gui.export.film.stage import film_picture, write_film

        plan, spec, name = self._order.films[kind], self._order.spec, self._order.targets[kind].name
        picture = film_picture(plan, self._order.film_parts, spec.ground, spec.title, spec.legend, spec.settings)

        def tell(done: int) -> None:
            _show(self._status, tr("{file}: frame {done:,} of {total:,}"), name, done, plan.frames)

        write_film(self._snapshot, plan, picture, self._drafts[kind], self._title, self._look, self._texts, tell, self._check)
        self._status.clear()

    def _save(self, picture: "Figure | Strip", kind: str, is_svg: bool) -> None:
        from gui.export.picture.files import save_bytes, save_png

        if is_svg:
            save_bytes(picture.svg(), self._drafts[kind])
        else:
            save_png(picture.image(), self._drafts[kind], self._texts)
        self._check()


def _show(status: StatusLine, text: str, name: str, done: int, total: int) -> None:
    figures = text.format(file=name, done=done, total=total)
    status.show(with_bar(done / max(1, total), figures, status.columns) if status.is_terminal else figures)
