"""Makes what the export dialog asks for: a picture, a strip, or the window, as an image or as an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.experiment.document import snapshot_document
from core.experiment.setup import Setup
from core.experiment.snapshot import Snapshot
from core.sweeps.learning_rates import RateStripWork, rate_variants
from core.text import tr
from gui.export.picture.choices import ExportChoices, PictureKind
from gui.export.picture.figure import Figure, render
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import size_mistake
from gui.export.picture.strip import Strip, filmstrip, rate_strip
from gui.export.picture.strip_plan import strip_steps

# The window stays usable: while learning rates are tried, it waits no longer than this at a time.
_SLICE_SECONDS = 0.03


@dataclass(frozen=True, eq=False)
class ExportSource:
    """What there is to draw: the runs as the window shows them, and what they were made from.

    `setup` is None where no other learning rates can be tried. `inspect` are the runs that the window's inspector shows.
    """

    window: QWidget
    snapshot: Snapshot
    title: str
    look: PlotLook
    setup: Setup | None = None
    inspect: Sequence[str] = ()


class PictureRenderer(QObject):
    """Draws for one set of choices after another, and keeps what takes long to compute. `advanced` while that goes on."""

    advanced = Signal()

    def __init__(self, source: ExportSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._work: RateStripWork | None = None
        self._work_for = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_tick)

    @property
    def share(self) -> float:
        """How far the computation is that the next picture waits for; 1 where it waits for none."""
        return self._work.share if self._timer.isActive() and self._work is not None else 1.0

    @property
    def is_waiting(self) -> bool:
        """Whether the picture has to wait for a computation."""
        return self._timer.isActive()

    def prepare(self, choices: ExportChoices) -> None:
        """Begin what has to be computed first, and stop what is not wanted any more; then look at `is_waiting`.

        Raises:
            ValueError: with a sentence, if it cannot be computed.
        """
        if choices.kind is not PictureKind.RATES:
            self._timer.stop()
            return
        if self._work_for != choices.run or self._work is None:
            self._work, self._work_for = None, ""
            self._timer.stop()
            self._work, self._work_for = self._begin_rates(choices.run), choices.run
        if not self._work.work(_SLICE_SECONDS):
            self._timer.start()

    def image(self, choices: ExportChoices) -> QImage:
        """The picture of these choices.

        Raises:
            ValueError: with a sentence, if there can be none.
        """
        if choices.kind is PictureKind.WINDOW:
            size = self._source.window.size()
            width = choices.spec.width_px
            height = round(width * size.height() / max(1, size.width()))
            if mistake := size_mistake(width, height):
                raise ValueError(mistake)
            image = render(self._source.window, width / size.width())
            # The widget's size times a broken number may miss a pixel.
            return image if image.size() == QSize(width, height) else image.copy(0, 0, width, height)
        drawn = self._draw(choices)
        try:
            return drawn.image()
        finally:
            drawn.close()

    def svg(self, choices: ExportChoices) -> bytes:
        """The picture as an SVG file.

        Raises:
            ValueError: with a sentence, if there can be none.
        """
        drawn = self._draw(choices)
        try:
            return drawn.svg()
        finally:
            drawn.close()

    def stop(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()
        self._work = None

    def _draw(self, choices: ExportChoices) -> Figure | Strip:
        source = self._source
        if choices.kind is PictureKind.FILMSTRIP:
            steps = strip_steps(source.snapshot.step, choices.every)
            return filmstrip(source.snapshot, choices.spec, steps, source.title, source.look)
        if choices.kind is PictureKind.RATES:
            assert self._work is not None, "prepare comes first"
            return rate_strip(self._work.variants, self._work.snapshots(), choices.spec, source.title, source.look)
        # Where the window's inspector compares two runs, so does the picture, unless another run was chosen.
        inspect = source.inspect if choices.run in source.inspect else (choices.run,)
        figure = Figure(choices.spec, source.title, source.look, inspect)
        figure.show(source.snapshot)
        return figure

    def _begin_rates(self, label: str) -> RateStripWork:
        source = self._source
        if source.setup is None:
            raise ValueError(tr("There is nothing here to vary the learning rate of."))
        steps = source.snapshot.step or source.setup.steps
        made = source.setup if source.snapshot.setup is None else snapshot_document(source.snapshot)
        return RateStripWork(rate_variants(made, label), steps, source.snapshot.problem)

    @Slot()
    def _on_tick(self) -> None:
        if self._work is not None and not self._work.work(_SLICE_SECONDS):
            self._timer.start()
        self.advanced.emit()
