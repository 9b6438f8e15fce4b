"""The frames of a film, drawn one by one as pictures of the runs as of each step, and the film made of them in one go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import snapshot_at
from core.files import all_or_nothing
from core.number_text import thousands
from core.text import tr
from gui.canvas.legend import CanvasLegend
from gui.export.film.plan import FilmPlan
from gui.export.formats.animation import Film
from gui.export.formats.palette import Pixels
from gui.export.picture.figure import Figure
from gui.export.picture.look import PlotLook
from gui.export.registry import FilmFormat

_NO_TEXTS: Mapping[str, str] = {}


class FilmStage:
    """Draws the frames of one film from one frozen snapshot: the race may go on meanwhile, or be changed.

    View and axes are those that suit the last step of the film, or of the window where it was told, so nothing wobbles. On a
    network the plane is that of the last step too. What a run's point on it was is known at the kept moments only, which are
    spread evenly over the race: between two of them it rests at the earlier one, while the curves have every step.
    """

    def __init__(self, snapshot: Snapshot, plan: FilmPlan, title: str, look: PlotLook | None = None) -> None:
        self._snapshot, self.plan = snapshot, plan
        self._figure = Figure(plan.picture, title, look)
        self._figure.hold_axes(snapshot_at(snapshot, plan.last))
        self._hold_heights()
        self._counter = self._make_counter() if plan.title and title else None

    def image(self, step: int) -> QImage:
        """The frame of this step, as an image."""
        self._figure.show(snapshot_at(self._snapshot, step))
        if self._counter is not None:
            self._counter.setText(_step_words(step))
        return self._figure.image()

    def frame(self, step: int) -> Pixels:
        """The frame of this step, (height, width) of the plan."""
        return _fit(pixels_of(self.image(step)), self.plan.height, self.plan.width)

    @property
    def sample_steps(self) -> tuple[int, ...]:
        """The steps whose frames together show all colours: the first, one of the middle, and the last. None for a video."""
        steps = self.plan.steps
        return () if self.plan.kind.is_video else (steps[0], steps[len(steps) // 2], steps[-1])

    def close(self) -> None:
        """Give the widgets back."""
        self._figure.close()

    def _hold_heights(self) -> None:
        """Let legend, key and settings stay as high as with the last step: earlier ones have less to say, and the plots would move."""
        page = self._figure.page
        layout = page.layout()
        items = [layout.itemAt(number) for number in range(layout.count())] if layout is not None else []
        lines = [item.widget() for item in items if item is not None]
        for widget in (*lines, *page.findChildren(CanvasLegend)):
            if widget is not None:
                widget.setFixedHeight(widget.height())
            if isinstance(widget, QLabel):
                # An indent would count from the top too.
                widget.setContentsMargins(max(0, widget.indent()), 0, 0, 0)
                widget.setIndent(0)
                widget.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _make_counter(self) -> QLabel | None:
        """The step of the frame, at the other end of the line of the title; none where the longest does not fit there."""
        page = self._figure.page
        layout = page.layout()
        first = layout.itemAt(0) if layout is not None else None
        title = first.widget() if first is not None else None
        if not isinstance(title, QLabel):
            return None
        needed = title.fontMetrics().horizontalAdvance(f"{title.text()}MM{_step_words(self.plan.last)}")
        if needed > title.width():
            return None
        counter = QLabel(page)
        counter.setProperty("role", "muted")
        font = title.font()
        font.setBold(False)
        counter.setFont(font)
        counter.setPalette(title.palette())
        counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        counter.setGeometry(title.geometry())
        counter.show()
        return counter


def _step_words(step: int) -> str:
    return tr("step {step}").format(step=thousands(step))


def write_film(
    snapshot: Snapshot,
    plan: FilmPlan,
    path: Path,
    title: str = "",
    look: PlotLook | None = None,
    texts: Mapping[str, str] = _NO_TEXTS,
    progress: Callable[[int], object] = lambda _frames: None,
    check: Callable[[], object] = lambda: None,
) -> None:
    """Draw and write a film in one go, whole or not at all: the same bytes as `FilmJob` makes beside a window.

    `progress` is told how many frames are written; `check` is called before each frame, and once more in the end, and may
    raise to break off.

    Raises:
        OSError: if `path` cannot be written.
        VideoMissingError: if it is to be an MP4 and what writes them is not installed.
    """
    stage = FilmStage(snapshot, plan, title, look)
    try:
        check()
        samples = [stage.frame(step) for step in stage.sample_steps]
        with open_film(path, plan.kind, (plan.width, plan.height), plan.rate, samples, texts, check) as film:
            for number, (step, ticks) in enumerate(zip(plan.steps, plan.ticks, strict=True), 1):
                check()
                film.add(stage.frame(step), ticks)
                progress(number)
    finally:
        stage.close()


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image, 0xffRRGGBB each; a copy."""
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = opaque.width(), opaque.height()
    lines = np.frombuffer(opaque.constBits(), np.uint32).reshape(height, opaque.bytesPerLine() // 4)
    return lines[:, :width] | np.uint32(0xFF000000)


def _fit(frame: Pixels, height: int, width: int) -> Pixels:
    """The frame with exactly these sides: a page is a whole number of points high, so a line may be missing or too many."""
    rows, columns = frame.shape
    if (rows, columns) == (height, width):
        return frame
    return np.pad(frame[:height, :width], ((0, max(0, height - rows)), (0, max(0, width - columns))), mode="edge")


@contextmanager
def open_film(
    path: Path,
    kind: FilmFormat,
    size: tuple[int, int],
    rate: int,
    samples: Sequence[Pixels],
    texts: Mapping[str, str] = _NO_TEXTS,
    check: Callable[[], object] = lambda: None,
) -> Iterator[Film]:
    """A film to add frames to. It takes its place when the block ends well; otherwise `path` stays as it was.

    `size`: width and height in pixels. `samples`: some frames that together show the colours of the film; a video needs none.
    `texts`: what an animated PNG carries, by keyword; the other kinds have no place for it.
    `check` is called once the film is complete, before it takes its place: the last moment to raise.

    Raises:
        OSError: if the film cannot be written.
        VideoMissingError: if it is to be an MP4 and what writes them is not installed.
    """
    with all_or_nothing({"film": path}) as drafts:
        with kind.writer()(drafts["film"], size, rate, samples, texts) as film:
            yield film
        check()
