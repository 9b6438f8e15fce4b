"""Writes the files of an order, one after the other, and tells how far each is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.experiment.document import Document, snapshot_document
from core.experiment.snapshot import Snapshot
from core.formats.source import embedded_texts
from core.numbers.header import header_path
from core.sweeps.learning_rates import RateStripWork
from core.text import tr
from gui.command_line.export_order import DrawnPlan, FilmstripPlan, NumbersPlan, PicturePlan, RateStripPlan
from gui.command_line.headless import SLICE_SECONDS
from gui.command_line.progress import with_bar
from gui.command_line.terminal import StatusLine
from gui.export.film.plan import FilmPlan

if TYPE_CHECKING:
    from gui.export.picture.figure import Figure
    from gui.export.picture.look import PlotLook
    from gui.export.picture.strip import Strip
    from gui.export.registry import PictureFormat


class FileWriter:
    """Writes files of one snapshot. `drafts` has for each path, as a text, where to write until all files are there."""

    def __init__(
        self, document: Document, snapshot: Snapshot, drafts: Mapping[str, Path], status: StatusLine, check: Callable[[], None]
    ) -> None:
        """`check` is called between two pieces of work, and may raise to break off."""
        self._document, self._snapshot, self._title = document, snapshot, tr(document.title)
        self._drafts, self._status, self._check = drafts, status, check
        self._texts = embedded_texts(snapshot_document(snapshot, document.view))

    def write_numbers(self, path: Path, plan: NumbersPlan) -> None:
        """Write numbers and their header.

        Raises:
            OSError: if a file cannot be written.
            ValueError: if there are no such numbers.
        """

        def tell(done: int, total: int) -> None:
            self._check()
            self._show_progress(tr("{file}: step {done:,} of {total:,}"), path, done, total)

        numbers = plan.numbers(self._snapshot, self._title)
        numbers.draft(self._drafts[str(path)], self._drafts[str(header_path(path))], tell)
        self._status.clear()

    def draw(self, plans: Mapping[Path, DrawnPlan]) -> None:
        """Draw files. There has to be an application.

        Raises:
            OSError: if a file cannot be written.
            ValueError: if a picture has too many pixels.
        """
        from gui.export.picture.look import look_of

        look = look_of(self._document.view, self._snapshot)
        for path, plan in plans.items():
            self._draw(path, plan, look)
            self._check()
        for widget in (look.canvas, look.loss_plot):
            if widget is not None:
                widget.deleteLater()

    def _draw(self, path: Path, plan: DrawnPlan, look: "PlotLook") -> None:
        from gui.export.film.stage import write_film
        from gui.export.picture.strip import filmstrip, rate_strip

        match plan:
            case PicturePlan():
                self._save(path, plan.kind, lambda: self._draw_picture(plan, look))
            case FilmstripPlan():
                self._save(path, plan.kind, lambda: filmstrip(self._snapshot, plan.spec, plan.steps, self._title, look))
            case RateStripPlan():
                snapshots = self._try_rates(path, plan)
                self._save(path, plan.kind, lambda: rate_strip(plan.variants, snapshots, plan.spec, self._title, look))
            case FilmPlan():

                def tell(done: int) -> None:
                    self._show_progress(tr("{file}: frame {done:,} of {total:,}"), path, done, plan.frames)

                write_film(self._snapshot, plan, self._drafts[str(path)], self._title, look, self._texts, tell, self._check)
                self._status.clear()

    def _draw_picture(self, plan: PicturePlan, look: "PlotLook") -> "Figure":
        from gui.export.picture.figure import Figure

        figure = Figure(plan.spec, self._title, look, self._document.view.inspect)
        figure.show(self._snapshot)
        return figure

    def _try_rates(self, path: Path, plan: RateStripPlan) -> tuple[Snapshot, ...]:
        """A snapshot of each variant of the run."""
        work = RateStripWork(plan.variants, plan.last, self._snapshot.problem)
        while not work.work(SLICE_SECONDS):
            self._check()
            self._show_progress(tr("{file}: step {done:,} of {total:,}"), path, round(work.share * plan.last), plan.last)
        self._status.clear()
        return work.snapshots()

    def _save(self, path: Path, kind: "PictureFormat", draw: "Callable[[], Figure | Strip]") -> None:
        with self._status.during(tr("drawing …")):
            drawn = draw()
            self._drafts[str(path)].write_bytes(kind.encode(drawn, self._texts))
            drawn.close()

    def _show_progress(self, text: str, path: Path, done: int, total: int) -> None:
        figures = text.format(file=path.name, done=done, total=total)
        self._status.show(with_bar(done / max(1, total), figures, self._status.columns) if self._status.is_terminal else figures)
