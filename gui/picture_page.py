"""The page of a picture: title, legend, parts and the line of settings as widgets that are laid out but never shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.network_problem import NetworkProblem
from core.problems import FunctionProblem
from core.snapshot import Snapshot
from core.text import tr
from gui.canvas import TrajectoryCanvas
from gui.canvas_key import CanvasKey
from gui.loss_legend import LossLegend
from gui.loss_plot import LossPlot
from gui.picture_spec import Part, PictureSpec, cells, stretches
from gui.picture_words import settings_line
from gui.run_style import run_styles
from gui.style_sheet import style_sheet
from gui.theme import Theme, enlarged_font, palette_of

if TYPE_CHECKING:
    from gui.picture import Look
    from gui.picture_inspector import InspectorPart
    from gui.plane_canvas import PlaneCanvas

# Losses of single batches jump so much that raw curves cover each other; smoothed, about so many means stand side by side.
_MEANS = 50
_TITLE_SIZE, _SMALL_SIZE = 1.3, 0.85
# A part that is lower than this tells nothing, and would rather have a higher page.
_LEAST_HEIGHT = 300


class Page(QWidget):
    """Has the palette and the style sheet of its own theme, so that nothing of the application's shows."""

    def __init__(self, spec: PictureSpec, title: str, theme: Theme, look: "Look", inspect: Sequence[str], snapshot: Snapshot) -> None:
        super().__init__()
        self.setStyleSheet(style_sheet(theme))
        self._spec, self._theme, self._look = spec, theme, look
        # Those of the window, where there is one: a run that is off counts there too.
        seen = look.loss_plot.legend.styles if look.loss_plot is not None else {}
        self._styles = {**run_styles((run.label, run.optimizer.key) for run in snapshot.runs), **seen}
        self._shown = [(run.label, True) for run in snapshot.runs]
        self._canvas: TrajectoryCanvas | PlaneCanvas | None = None
        self._curves: list[LossPlot] = []
        self._copied: LossPlot | None = None
        self._inspector: InspectorPart | None = None
        self._legend: LossLegend | None = None
        self._settings: QLabel | None = None
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the size asked for is kept
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        if title and spec.title:
            column.addWidget(self._made_title(title))
        # The loss plot alone has a legend of its own.
        own_legend = spec.parts == (Part.LOSS,)
        if spec.legend and not own_legend:
            self._legend = LossLegend(theme, self)
            self._legend.set_runs(self._shown, self._styles)
            column.addWidget(self._legend)
        grid = QGridLayout()
        grid.setSpacing(theme.px(16))
        column.addLayout(grid, 1)
        for part, place in zip(spec.parts, cells(spec), strict=True):
            made = self._made_part(part, snapshot, inspect, own_legend and spec.legend)
            if spec.points is None and part is not Part.INSPECTOR:
                made.setMinimumHeight(theme.px(_LEAST_HEIGHT))
            grid.addWidget(made, *place)
        widths, heights = stretches(spec)
        for number, width in enumerate(widths):
            grid.setColumnStretch(number, width)
        for number, height in enumerate(heights):
            grid.setRowStretch(number, height)
        self._note_smoothing(snapshot, column)
        if spec.settings:
            self._settings = self._small(settings_line(snapshot))
            column.addWidget(self._settings)
        # Where there is a style sheet, palettes are not inherited, and a child would have that of the application.
        palette = palette_of(theme)
        for widget in (self, *self.findChildren(QWidget)):
            widget.setPalette(palette)

    def show_snapshot(self, snapshot: Snapshot, fit: bool) -> None:
        """Show the runs as they stand; with `fit`, on axes that suit them and not what was shown before."""
        if self._canvas is not None:
            self._canvas.show_snapshot(snapshot)
        for curves in self._curves:
            curves.show_snapshot(snapshot)
            if fit and curves is not self._copied:
                curves.fit()
        if self._inspector is not None:
            self._inspector.show_snapshot(snapshot)
        if self._legend is not None:
            self._legend.show_endings(snapshot.runs)
        if self._settings is not None:
            self._settings.setText(settings_line(snapshot))

    def copy_views(self) -> None:
        """Show the parts of the plane that the window shows."""
        for seen in (self._look.canvas, self._look.plane):
            if self._canvas is not None and type(self._canvas) is type(seen):
                self._canvas.copy_view(seen)  # type: ignore[arg-type]
        if self._copied is not None and self._look.loss_plot is not None:
            self._copied.copy_view(self._look.loss_plot)

    def hold_axes(self) -> None:
        """Let the curves stay on the axes of now; view and plane of the canvas stay by themselves."""
        for curves in self._curves:
            curves.hold()

    def make_room(self) -> None:
        """Let parts ask for the height that they need at the width of now."""
        if self._inspector is not None:
            self._inspector.make_room()
            self._column.activate()  # only then the layouts within hear of it

    def missing_height(self) -> int:
        """How much higher the page has to be so that no part is cut off."""
        return max(0, self._column.totalMinimumHeightForWidth(self.width()) - self.height())

    def _made_part(self, part: Part, snapshot: Snapshot, inspect: Sequence[str], has_legend: bool) -> QWidget:
        if part is Part.CANVAS:
            self._canvas = canvas = self._made_canvas(snapshot)
            for key in canvas.findChildren(CanvasKey):
                key.setHidden(not self._spec.legend)
            return canvas
        if part is Part.INSPECTOR:
            from gui.picture_inspector import InspectorPart

            labels = [label for label in inspect if label in dict(self._shown)] or [label for label, _ in self._shown[:1]]
            self._inspector = InspectorPart(labels[:2], self._styles, self._theme, self)
            return self._inspector
        curves = LossPlot(self)
        if part is Part.ACCURACY:
            from gui.accuracy_plot import AccuracyPlot

            curves.deleteLater()
            curves = AccuracyPlot(self)
        curves.set_theme(self._theme)
        curves.tools.hide()
        curves.legend.setHidden(not has_legend)
        curves.set_problem(snapshot.problem)
        curves.set_runs(self._shown, self._styles)
        if part is Part.LOSS and self._look.loss_plot is not None:
            self._copied = curves
        self._curves.append(curves)
        return curves

    def _made_canvas(self, snapshot: Snapshot) -> "TrajectoryCanvas | PlaneCanvas":
        if isinstance(snapshot.problem, NetworkProblem):
            # Imported late, as the accuracy plot is: a window that opens on a function should not wait for them.
            from gui.plane_canvas import PlaneCanvas

            plane = PlaneCanvas(self)
            plane.set_for_picture()
            plane.set_theme(self._theme)
            plane.set_styles(self._styles)
            plane.set_problem(snapshot.problem)
            return plane
        assert isinstance(snapshot.problem, FunctionProblem)
        canvas = TrajectoryCanvas(self)
        canvas.set_for_picture()
        canvas.set_theme(self._theme)
        canvas.set_styles(self._styles)
        canvas.set_problem(snapshot.problem)
        x, y = snapshot.start
        canvas.set_start(x, y)
        return canvas

    def _note_smoothing(self, snapshot: Snapshot, column: QVBoxLayout) -> None:
        """On a network the losses of batches are smoothed, and it is said how; unless the window shows them in another way."""
        for curves in self._curves:
            if Part.LOSS not in self._spec.parts or curves is self._copied or snapshot.problem.has_path or _is_accuracy(curves):
                continue
            smoothing = batch_smoothing(snapshot.step)
            curves.set_smoothing(smoothing)
            if smoothing:
                note = QLabel(tr("Faint: the loss of each batch. Strong: smoothed by β = {beta:g}.").format(beta=smoothing), self)
                note.setIndent(8)
                column.addWidget(note)

    def _made_title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        font = enlarged_font(label.font(), _TITLE_SIZE)
        font.setBold(True)
        label.setFont(font)
        return label

    def _small(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        label.setFont(enlarged_font(label.font(), _SMALL_SIZE))
        label.setIndent(self._theme.px(8))
        return label


def _is_accuracy(curves: LossPlot) -> bool:
    return type(curves) is not LossPlot


def batch_smoothing(steps: int) -> float:
    """The β by which the losses of batches are smoothed in a picture of so many steps; 0 where there are few."""
    return min(0.99, round(1 - _MEANS / max(steps, _MEANS), 2))
