"""Pictures for slides: parts of the window, laid out anew at their own size, without controls, at any scale, in any colours."""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Snapshot
from gui.export.picture.look import PlotLook
from gui.export.picture.page import Page
from gui.export.picture.spec import SCREEN_DPI, Ground, PictureSpec, Shape, page_points, size_mistake
from gui.export.picture.svg import svg_of
from gui.style.application import application_scale
from gui.style.theme import DARK, LIGHT, Theme

DEFAULT_SCALE = 2.0
_METRES_PER_INCH = 0.0254


def ground_theme(ground: Ground) -> Theme:
    """The colours for a ground; where there is none, the paper is see-through and the ink that of a light or a dark page."""
    theme = DARK if ground in (Ground.DARK, Ground.CLEAR_DARK) else LIGHT
    return replace(theme, plot=f"#00{theme.plot[1:]}") if ground.is_clear else theme


class Figure:
    """A page with a title, a legend and the parts of a spec. It is never shown, only rendered, as often as is wanted.

    `show` may be called with one snapshot after another of the same experiment. The colours are those of the spec, whatever
    theme the application has. Its widgets go with `close`, or when nobody holds it any more.
    """

    def __init__(
        self, spec: PictureSpec, title: str = "", look: PlotLook | None = None, inspect: Sequence[str] = (), is_panel: bool = False
    ) -> None:
        """`inspect` are the runs, one or two, that the step inspector looks into; without any, the first.

        A panel of a strip has the size of its `spec.points` without a margin, and no words beside its parts.
        """
        self.spec = spec
        self._is_panel = is_panel
        self._title, self._look, self._inspect = title, look or PlotLook(), tuple(inspect)
        # Where the application's font is enlarged, the page is larger as a whole, which makes the same picture.
        self._scale = application_scale()
        self._theme = ground_theme(spec.ground).enlarged(self._scale)
        self._page: Page | None = None
        self._is_held = False

    # What is shown

    def show(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand in this snapshot, on axes that suit it, or on those that are held."""
        page = self._page_for(snapshot)
        page.show_snapshot(snapshot, fit=not self._is_held)
        self._settle()

    def hold_axes(self, snapshot: Snapshot) -> None:
        """Show a snapshot, and keep view, plane and axes that suit it, whatever is shown later: nothing wobbles in a film."""
        self._is_held = False
        self.show(snapshot)
        self._page_for(snapshot).hold_axes()
        self._is_held = True

    def hold_like(self, other: "Figure", snapshot: Snapshot) -> None:
        """Show a snapshot of another experiment on the same problem on the view, plane and axes of another figure, and keep these."""
        self._is_held = False
        self.show(snapshot)
        self._page_for(snapshot).hold_like(other._page_for(snapshot))
        self._is_held = True
        self.show(snapshot)

    @property
    def page(self) -> QWidget:
        """The page itself, for those who look into it; once something is shown."""
        assert self._page is not None, "nothing is shown yet"
        return self._page

    @property
    def pixels(self) -> QSize:
        """Width and height of the picture, known once something is shown."""
        return picture_size(self.spec, self.page)

    @property
    def pixel_ratio(self) -> float:
        """Pixels of the picture for each point of the page."""
        return self.spec.width_px / self.page.width()

    # What comes of it

    def image(self) -> QImage:
        """The picture as it is now; see-through where there is no ground.

        Raises:
            ValueError: with a sentence, if it has too many pixels.
        """
        return picture_of(self.page, self.spec, self._theme)

    def svg(self) -> bytes:
        """The picture as an SVG 1.1 file: lines are lines and text is text; what is behind the contours is an image."""
        shown = QSizeF(self.pixels) * (SCREEN_DPI / self.spec.dpi)
        return svg_of(self.paint, self.page.size(), shown, self._title, self.page.logicalDpiX())

    def paint(self, painter: QPainter) -> None:
        """Paint the page with its ground at the origin of a painter."""
        page = self.page
        if not self.spec.ground.is_clear:
            painter.fillRect(QRect(QPoint(), page.size()), QColor(self._theme.plot))
        page.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    def close(self) -> None:
        """Give the widgets back."""
        if self._page is not None:
            self._page.deleteLater()
            self._page = None

    def _page_for(self, snapshot: Snapshot) -> Page:
        if self._page is None:
            self._page = Page(self.spec, self._title, self._theme, self._look, self._inspect, snapshot, self._is_panel)
            width, height = page_points(self.spec)
            self._page.resize(QSize(width, height) * self._scale)
            self._page.show_snapshot(snapshot, fit=False)
            self._settle()
            self._make_room(self._page)
            self._page.copy_views()
        return self._page

    def _make_room(self, page: Page) -> None:
        """Make the page larger where a part would be cut off: higher, or where its shape is fixed, larger as a whole."""
        if self.spec.points is not None:
            return
        # At another width a part may need another height.
        for _ in range(3):
            page.make_room()
            wider, higher = page.missing()
            if not wider and not higher:
                return
            width, height = page.width() + wider, page.height() + higher
            if self.spec.shape is not Shape.NATURAL:
                factor = max(width / page.width(), height / page.height())
                width, height = math.ceil(page.width() * factor), math.ceil(page.height() * factor)
            page.resize(width, height)
            self._settle()

    def _settle(self) -> None:
        """Lay out what is never shown: it is done when something is painted, and only then do the plots know their sizes."""
        self.page.grab(QRect(0, 0, 1, 1))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def picture_size(spec: PictureSpec, page: QWidget) -> QSize:
    """Width and height of the picture of a page, in pixels."""
    return QSize(spec.width_px, max(1, round(spec.width_px * page.height() / page.width())))


def picture_of(page: QWidget, spec: PictureSpec, theme: Theme) -> QImage:
    """The picture of a page that was laid out: on paper of the ground, at the resolution of the spec.

    Raises:
        ValueError: with a sentence, if it has too many pixels.
    """
    size = picture_size(spec, page)
    mistake = size_mistake(size.width(), size.height())
    if mistake:
        raise ValueError(mistake)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(spec.width_px / page.width())
    image.setDotsPerMeterX(round(spec.dpi / _METRES_PER_INCH))
    image.setDotsPerMeterY(round(spec.dpi / _METRES_PER_INCH))
    image.fill(QColor(theme.plot))
    page.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def render(widget: QWidget, scale: float) -> QImage:
    """The widget painted anew at `scale` pixels a point, so that text and lines are sharp at any scale."""
    image = QImage(widget.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    widget.render(image)
    return image


def draw(
    snapshot: Snapshot,
    parts: tuple[str, ...],
    title: str = "",
    ground: Ground = Ground.LIGHT,
    look: PlotLook | None = None,
    size: QSize | None = None,
    scale: float = DEFAULT_SCALE,
) -> QImage:
    """A picture of these parts, `size` points large (by default as the parts ask for) at `scale` pixels a point."""
    size = size or QSize(*page_points(PictureSpec(parts)))
    spec = PictureSpec(parts, width_px=round(size.width() * scale), ground=ground, points=(size.width(), size.height()))
    figure = Figure(spec, title, look)
    figure.show(snapshot)
    image = figure.image()
    figure.close()
    return image
