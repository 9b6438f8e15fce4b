"""Strips: pictures of several steps, or of several learning rates, side by side on one page."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.experiment.snapshot import Snapshot
from core.sweeps.learning_rates import RateVariant
from core.text import tr
from gui.export.picture.caption import settings_line
from gui.export.picture.figure import Figure, ground_theme, picture_of, picture_size
from gui.export.picture.look import PlotLook
from gui.export.picture.page import give_palette, page_margins, small_label, smoothing_words, title_label
from gui.export.picture.spec import LEAST_PX, SCREEN_DPI, PictureSpec
from gui.export.picture.strip_plan import Panel, column_count, film_panels, join_panels, panel_spec, rate_panels
from gui.export.picture.svg import svg_of
from gui.plots.legend import RunLegend
from gui.style.application import application_scale
from gui.style.run_style import run_styles, runs_in_order
from gui.style.style_sheet import style_sheet
from gui.style.tokens import GAP, MARGIN, TIGHT


class Strip:
    """A page with a title, one legend and a grid of panels with captions. What is drawn is drawn when it is asked for.

    Legend and line of settings tell about one snapshot. The panels of a film are moments of that one, those of an η strip are
    experiments of their own.
    """

    def __init__(
        self,
        spec: PictureSpec,
        panels: Sequence[Panel],
        about: Snapshot,
        is_film: bool,
        title: str = "",
        look: PlotLook | None = None,
        columns: int | None = None,
    ) -> None:
        """Lay the page out.

        Raises:
            ValueError: with a sentence, if the spec shows nothing that a strip can show, or is too narrow for its panels.
        """
        self.spec, self._panels, self._about, self._is_film, self._title = spec, tuple(panels), about, is_film, title
        self._scale = application_scale()
        self._theme = ground_theme(spec.ground).enlarged(self._scale)
        self._panel = panel_spec(spec)
        look = look or PlotLook()
        # The axes and the plane of a window suit one experiment.
        self._look = look if is_film else PlotLook(look.canvas)
        self._figures: list[Figure] = []
        self._page, self._places = self._lay_out(column_count(len(panels), columns))
        # The panel is drawn as many pixels wide as its place, so that the same picture could be drawn by itself.
        width = round(self._places[0].width() * self.pixel_ratio)
        if width < LEAST_PX:
            self._page.deleteLater()
            least = math.ceil(spec.width_px * LEAST_PX / max(1, width))
            raise ValueError(
                tr("{count} pictures side by side have to be at least {least:,} pixels wide.").format(count=len(panels), least=least)
            )
        self._panel = replace(self._panel, width_px=width)

    @property
    def pixels(self) -> QSize:
        """Width and height of the picture."""
        return picture_size(self.spec, self._page)

    @property
    def pixel_ratio(self) -> float:
        """Pixels of the picture for each point of the page."""
        return self.spec.width_px / self._page.width()

    def image(self) -> QImage:
        """The strip as a picture; see-through where there is no ground.

        Raises:
            ValueError: with a sentence, if it has too many pixels.
        """
        image = picture_of(self._page, self.spec, self._theme)
        painter = QPainter(image)
        painter.scale(1 / self.pixel_ratio, 1 / self.pixel_ratio)
        for place, figure in self._draw_panels():
            panel = figure.image()
            panel.setDevicePixelRatio(1.0)
            # On whole pixels, so that nothing is blurred.
            painter.drawImage(QPoint(*self.panel_corner(place)), panel)
        painter.end()
        return image

    def panel_corner(self, place: QRect) -> tuple[int, int]:
        """The pixel of the picture where the upper left corner of a panel is."""
        return round(place.x() * self.pixel_ratio), round(place.y() * self.pixel_ratio)

    @property
    def places(self) -> tuple[QRect, ...]:
        """Where on the page each panel is, in points."""
        return self._places

    def svg(self) -> bytes:
        """The strip as an SVG 1.1 file."""
        shown = QSizeF(self.pixels) * (SCREEN_DPI / self.spec.dpi)
        return svg_of(self._paint, self._page.size(), shown, self._title, self._page.logicalDpiX())

    def panel_figure(self, index: int) -> Figure:
        """The figure of a panel, showing it; until another is asked for."""
        if not self._figures:
            self._make_figures()
        panel = self._panels[index]
        figure = self._figures[index % len(self._figures)]
        figure.show(panel.snapshot)
        return figure

    def close(self) -> None:
        """Give the widgets back."""
        for figure in self._figures:
            figure.close()
        self._figures = []
        self._page.deleteLater()

    def _paint(self, painter: QPainter) -> None:
        if not self.spec.ground.is_clear:
            painter.fillRect(QRect(QPoint(), self._page.size()), QColor(self._theme.plot))
        self._page.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        for place, figure in self._draw_panels():
            painter.save()
            painter.translate(place.topLeft())
            figure.paint(painter)
            painter.restore()

    def _draw_panels(self) -> Iterator[tuple[QRect, Figure]]:
        for index, place in enumerate(self._places):
            yield place, self.panel_figure(index)

    def _make_figures(self) -> None:
        if self._is_film:
            figure = Figure(self._panel, look=self._look, is_panel=True)
            figure.hold_axes(self._about)
            self._figures = [figure]
            return
        everything = Figure(self._panel, look=self._look, is_panel=True)
        everything.show(join_panels(self._panels))
        for panel in self._panels:
            figure = Figure(self._panel, look=self._look, is_panel=True)
            figure.hold_like(everything, panel.snapshot)
            self._figures.append(figure)
        everything.close()

    def _lay_out(self, columns: int) -> tuple[QWidget, tuple[QRect, ...]]:
        theme, spec = self._theme, self.spec
        page = QWidget()
        page.setStyleSheet(style_sheet(theme))
        column = QVBoxLayout(page)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(*page_margins(theme))
        column.setSpacing(theme.px(GAP))
        shown = self._about
        if self._title and spec.title:
            column.addWidget(title_label(self._title, page))
        if spec.legend:
            seen = self._look.loss_plot.legend.styles if self._look.loss_plot is not None else {}
            styles = {**run_styles((run.label, run.optimizer.key) for run in shown.runs), **seen}
            legend = RunLegend(theme, page)
            legend.set_runs([(run.label, True) for run in runs_in_order(shown)], styles)
            if self._is_film:
                legend.show_endings(shown.runs)
            column.addWidget(legend)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(MARGIN))
        grid.setVerticalSpacing(theme.px(TIGHT))
        column.addLayout(grid, 1)
        width, height = (round(points * theme.scale) for points in self._panel.points or (1, 1))
        rooms = []
        for index, panel in enumerate(self._panels):
            row, place = divmod(index, columns)
            caption = QLabel(panel.caption, page)
            caption.setIndent(theme.px(GAP))
            room = QWidget(page)
            room.setFixedSize(width, height)
            grid.addWidget(caption, 2 * row, place)
            grid.addWidget(room, 2 * row + 1, place)
            rooms.append(room)
        if "loss" in self._panel.parts and (words := smoothing_words(shown, self._look.loss_plot)):
            column.addWidget(small_label(words, page, theme))
        if spec.settings:
            column.addWidget(small_label(settings_line(shown), page, theme))
        give_palette(page, theme)
        page.resize(columns * width + (columns - 1) * theme.px(16) + 2 * theme.px(16), 1)
        page.ensurePolished()
        page.grab(QRect(0, 0, 1, 1))
        page.resize(page.width(), column.totalHeightForWidth(page.width()))
        page.grab(QRect(0, 0, 1, 1))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return page, tuple(QRect(room.mapTo(page, QPoint()), room.size()) for room in rooms)


def filmstrip(
    snapshot: Snapshot, spec: PictureSpec, steps: Sequence[int], title: str = "", look: PlotLook | None = None, columns: int | None = None
) -> Strip:
    """The runs of a snapshot at these steps.

    Raises:
        ValueError: with a sentence, if there are no steps or too many, or nothing that a strip can show is asked for.
    """
    return Strip(spec, film_panels(snapshot, steps), snapshot, True, title, look, columns)


def rate_strip(
    variants: Sequence[RateVariant],
    snapshots: Sequence[Snapshot],
    spec: PictureSpec,
    title: str = "",
    look: PlotLook | None = None,
    columns: int | None = None,
) -> Strip:
    """The same run with several learning rates, as `RateStripWork` has computed them.

    Raises:
        ValueError: with a sentence, if nothing that a strip can show is asked for.
    """
    usual = min(range(len(variants)), key=lambda number: abs(variants[number].factor - 1))
    return Strip(spec, rate_panels(variants, snapshots), snapshots[usual], False, title, look, columns)
