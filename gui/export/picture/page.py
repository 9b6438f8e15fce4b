"""The page of a picture: title, legend, parts and the line of settings as widgets that are laid out but never shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.canvas.legend import CanvasLegend
from gui.canvas.path_canvas import PathCanvas
from gui.canvas.stage import landscape_canvas
from gui.export.picture.caption import settings_line
from gui.export.picture.spec import PictureSpec, cells, grid_sizes
from gui.plots.legend import RunLegend
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.application import palette_of
from gui.style.run_style import run_styles, runs_in_order
from gui.style.style_sheet import style_sheet
from gui.style.theme import Theme, enlarged_font, small_font
from gui.style.tokens import GAP, MARGIN, TEXT, TEXT_LARGE

if TYPE_CHECKING:
    from gui.export.picture.inspector import InspectorPart
    from gui.export.picture.look import PlotLook

# Losses of single batches jump so much that raw curves cover each other; smoothed, about so many means stand side by side.
_MEANS = 50
_TITLE_SIZE = TEXT_LARGE / TEXT
# A part that is smaller than this tells nothing, and would rather have a larger page.
_LEAST = (360, 300)
# Below the plane of the weights stand two sentences, and beside it a long title.
_LEAST_PLANE = (440, 400)


class Page(QWidget):
    """Has the palette and the style sheet of its own theme, so that nothing of the application's shows."""

    def __init__(
        self,
        spec: PictureSpec,
        title: str,
        theme: Theme,
        look: "PlotLook",
        inspect: Sequence[str],
        snapshot: Snapshot,
        is_panel: bool = False,
    ) -> None:
        super().__init__()
        self.setStyleSheet(style_sheet(theme))
        self._spec, self._theme, self._look, self._is_panel = spec, theme, look, is_panel
        # Those of the window, where there is one: a run that is off counts there too.
        seen = look.loss_plot.legend.styles if look.loss_plot is not None else {}
        self._styles = {**run_styles((run.label, run.optimizer.key) for run in snapshot.runs), **seen}
        self._shown = [(run.label, True) for run in runs_in_order(snapshot)]
        self._canvas: PathCanvas | None = None
        self._seen_canvas: PathCanvas | None = None
        self._curves: list[RunPlot] = []
        self._copied: RunPlot | None = None
        self._inspector: InspectorPart | None = None
        self._legend: RunLegend | None = None
        self._settings: QLabel | None = None
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the size asked for is kept
        column.setContentsMargins(*((0, 0, 0, 0) if is_panel else page_margins(theme)))
        column.setSpacing(theme.px(GAP))
        if title and spec.title:
            column.addWidget(title_label(title, self))
        # The loss plot alone has a legend of its own.
        own_legend = spec.parts == ("loss",)
        if spec.legend and not own_legend:
            self._legend = RunLegend(theme, self)
            self._legend.set_runs(self._shown, self._styles)
            column.addWidget(self._legend)
        grid = QGridLayout()
        grid.setSpacing(theme.px(MARGIN))
        column.addLayout(grid, 1)
        for part, place in zip(spec.parts, cells(spec), strict=True):
            made = self._make_part(part, snapshot, inspect, own_legend and spec.legend)
            if spec.points is None and part != "inspector":
                on_plane = part == "canvas" and snapshot.problem.dimensions is None
                width, height = _LEAST_PLANE if on_plane else _LEAST
                made.setMinimumSize(theme.px(width), theme.px(height))
            grid.addWidget(made, *place)
        widths, heights = grid_sizes(spec)
        for number, width in enumerate(widths):
            grid.setColumnStretch(number, width)
        for number, height in enumerate(heights):
            grid.setRowStretch(number, height)
        self._smooth(snapshot, column if not is_panel else None)
        if spec.settings:
            self._settings = small_label(settings_line(snapshot), self, theme)
            column.addWidget(self._settings)
        give_palette(self, theme)

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
        if self._canvas is not None and self._seen_canvas is not None:
            self._canvas.copy_view(self._seen_canvas)
        if self._copied is not None and self._look.loss_plot is not None:
            self._copied.copy_view(self._look.loss_plot)

    @property
    def canvas(self) -> PathCanvas | None:
        """The canvas, where the picture has one."""
        return self._canvas

    @property
    def curves(self) -> Sequence[RunPlot]:
        """The plots of curves, in the order of the parts."""
        return self._curves

    def hold_axes(self) -> None:
        """Let the curves stay on the axes of now, and the canvas at its view; the plane of the weights stays by itself."""
        if self._canvas is not None:
            self._canvas.hold()
        for curves in self._curves:
            curves.hold()

    def hold_like(self, other: "Page") -> None:
        """Show the parts of the plane that another page shows, and stay there."""
        if self._canvas is not None and other.canvas is not None:
            self._canvas.hold_like(other.canvas)
        for curves, others in zip(self._curves, other.curves, strict=True):
            curves.view.set_frame(others.view.frame())
            curves.hold()

    def make_room(self) -> None:
        """Let parts ask for the height that they need at the width of now."""
        if self._inspector is not None:
            self._inspector.make_room()
            self._column.activate()  # only then the layouts within hear of it

    def missing(self) -> tuple[int, int]:
        """How much wider and higher the page has to be so that no part is cut off."""
        least = self._column.totalMinimumSize().width()
        return max(0, least - self.width()), max(0, self._column.totalMinimumHeightForWidth(max(least, self.width())) - self.height())

    def _make_part(self, part: str, snapshot: Snapshot, inspect: Sequence[str], has_legend: bool) -> QWidget:
        if part == "canvas":
            self._canvas = canvas = self._make_canvas(snapshot)
            for key in canvas.findChildren(CanvasLegend):
                key.setHidden(not self._spec.legend)
            return canvas
        if part == "inspector":
            from gui.export.picture.inspector import InspectorPart

            labels = [label for label in inspect if label in dict(self._shown)] or [label for label, _ in self._shown[:1]]
            self._inspector = InspectorPart(labels[:2], self._styles, self._theme, self)
            return self._inspector
        curves = RunPlot(plot_spec(part), self)
        curves.set_for_picture()
        curves.set_theme(self._theme)
        curves.legend.setHidden(not has_legend)
        curves.set_problem(snapshot.problem)
        curves.set_runs(self._shown, self._styles)
        if part == "loss" and self._look.loss_plot is not None:
            self._copied = curves
        self._curves.append(curves)
        return curves

    def _make_canvas(self, snapshot: Snapshot) -> PathCanvas:
        if snapshot.problem.dimensions is None:
            # Imported late, as the accuracy plot is: a window that opens on a function should not wait for them.
            from gui.weight_plane.canvas import PlaneCanvas
            from gui.weight_plane.tools import PlaneFoot

            self._seen_canvas = self._look.plane
            plane = PlaneCanvas(self)
            plane.set_for_picture()
            plane.set_theme(self._theme)
            plane.set_styles(self._styles)
            plane.set_problem(snapshot.problem)
            for words in plane.findChildren(PlaneFoot) if self._is_panel else ():
                words.hide()
            return plane
        self._seen_canvas = self._look.canvas
        canvas = landscape_canvas(snapshot.problem.kind, self)
        canvas.set_for_picture()
        canvas.set_theme(self._theme)
        canvas.set_styles(self._styles)
        canvas.set_problem(snapshot.problem, snapshot.start)
        made: PathCanvas = canvas
        return made

    def _smooth(self, snapshot: Snapshot, column: QVBoxLayout | None) -> None:
        """On a network the losses of batches are smoothed, unless the window shows them in another way; and it is said how."""
        for curves in self._curves:
            if not curves.spec.has_smoothing:
                continue
            seen = self._look.loss_plot if curves is self._copied else None
            if seen is None:
                curves.set_smoothing(smoothing_of(snapshot))
            if column is not None and (words := smoothing_words(snapshot, seen)):
                note = QLabel(words, self)
                note.setIndent(GAP)
                column.addWidget(note)


def batch_smoothing(steps: int) -> float:
    """The β by which the losses of batches are smoothed in a picture of so many steps; 0 where there are few."""
    return min(0.99, round(1 - _MEANS / max(steps, _MEANS), 2))


def smoothing_of(snapshot: Snapshot, seen: RunPlot | None = None) -> float:
    """The β by which losses are smoothed in a picture of this snapshot: that of the window's plot `seen`, where it is to look so."""
    if seen is not None:
        return seen.smoothing()
    return 0.0 if snapshot.problem.dimensions is not None else batch_smoothing(snapshot.step)


def smoothing_words(snapshot: Snapshot, seen: RunPlot | None = None) -> str:
    """How the losses are smoothed in a picture of this snapshot; empty where they are not."""
    beta = smoothing_of(snapshot, seen)
    if not beta:
        return ""
    if snapshot.problem.dimensions is not None:
        return tr("Faint: the loss of each step. Strong: smoothed by β = {beta:g}.").format(beta=beta)
    return tr("Faint: the loss of each batch. Strong: smoothed by β = {beta:g}.").format(beta=beta)


def page_margins(theme: Theme) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what stands on a page."""
    return theme.px(16), theme.px(12), theme.px(16), theme.px(12)


def give_palette(page: QWidget, theme: Theme) -> None:
    """Where there is a style sheet, palettes are not inherited, and a child would have that of the application."""
    palette = palette_of(theme)
    for widget in (page, *page.findChildren(QWidget)):
        widget.setPalette(palette)


def title_label(text: str, parent: QWidget) -> QLabel:
    """The title over a picture."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = enlarged_font(label.font(), _TITLE_SIZE)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def small_label(text: str, parent: QWidget, theme: Theme) -> QLabel:
    """A line at the foot of a picture."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    label.setFont(small_font(label.font()))
    label.setIndent(theme.px(GAP))
    return label
