"""The line of a card: line sample, name, learning rate, the way of the loss, and the loss or how the run ended."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHoverEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.hyperparameters import hyperparameters_of
from core.optimizers.base import Optimizer
from core.text import tr
from gui.parameters.card_columns import END, SAMPLE, Columns, HeaderText, columns, rate_and_ending
from gui.style.icons import icon
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, numeric_font
from gui.style.tokens import FOCUS_RIM, GAP, ICON, RADIUS_SMALL, ROW, TIGHT
from gui.system.key_text import FOCUS_BY_KEY
from gui.widgets.accessible import speak_expandable
from gui.widgets.line_sample import OFF_OPACITY, paint_line_sample
from gui.widgets.number_scrub import NumberScrub
from gui.widgets.sparkline import HEIGHT, Sparkline, SparkScale

_PILL_HEIGHT, _PILL_PADDING = 18.0, 6.0
_OWN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right}
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_RATE = next(spec for spec in hyperparameters_of(Optimizer) if spec.name == "learning_rate")


class CardHeader(QAbstractButton):
    """A button that opens and closes its card, checked while the card is open; the learning rate in it can be dragged.

    Enter toggles, Right opens, Left closes; Space is for whether the run takes part, Delete for taking a branch away. It paints
    itself in fixed columns, so that numbers which change four times a second move nothing.
    """

    switch_wanted = Signal()
    """The run is to take part, or not any more."""
    removal_wanted = Signal()
    """The run is to go, if it can."""
    rate_dragged = Signal(float)
    """The learning rate that the mouse has come to, and that from before the drag where the user gives it up."""
    focused = Signal(bool)
    """Whether the keyboard has come here, or gone."""

    def __init__(self, text: HeaderText, style: RunStyle, parent: QWidget | None = None, has_chevron: bool = True) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = text
        self._place = ""
        self._rate = 0.0
        self._scrub = NumberScrub(_RATE)
        self._is_at_rate = False
        self._curve, self._scale = Sparkline(), SparkScale(0, 0.0, 0.0)
        self._run_style = style
        self._has_chevron = has_chevron
        self._on = True
        self._theme = LIGHT
        self._name_width, self._sign_scale = 0.0, 1.0
        self._warning = QIcon()
        speak_expandable(self)
        self.set_theme(LIGHT)

    @property
    def header_text(self) -> HeaderText:
        """What the header says now."""
        return self._text

    def set_header_text(self, text: HeaderText) -> None:
        """Say something else; repaints only when it differs."""
        if text != self._text:
            self._text = text
            self.update()

    def set_rate(self, rate: float) -> None:
        """The learning rate from which a drag begins."""
        self._rate = rate

    @property
    def place(self) -> str:
        """The place of the run, as it is shown; empty before it has arrived."""
        return self._place

    def set_place(self, text: str) -> None:
        """Show the place of a run that has arrived, such as “1st · 40”; nothing where it is empty."""
        if text != self._place:
            self._place = text
            self.update()

    @property
    def curve(self) -> Sparkline:
        """The way of the run's loss, which whoever shows it keeps up to date."""
        return self._curve

    def show_curve(self, scale: SparkScale) -> None:
        """Paint the way of the loss as it stands now, in the scale of all runs."""
        self._scale = scale
        self.update()

    @property
    def run_style(self) -> RunStyle:
        """The colour, dash and marker of the run."""
        return self._run_style

    def set_run_style(self, style: RunStyle) -> None:
        """Show the run in another look."""
        self._run_style = style
        self.update()

    def set_on(self, on: bool) -> None:
        """Whether the run takes part; one that does not is shown faded and as an outline."""
        self._on = on
        self.update()

    def set_name_width(self, width: float) -> None:
        """The width of the column of names, in pixels, the same on all cards."""
        self._name_width = width
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours and the size of `theme`."""
        self._theme = theme
        # Signs and rows grow with the panel, which from afar stays as narrow as it is: there all runs are to be seen.
        self._sign_scale = 1.0 if theme.is_for_audience else theme.scale
        self.updateGeometry()
        self._warning = icon("diverged", theme, "warning")
        self.update()

    def name_font(self) -> QFont:
        """The font of the name."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    @property
    def columns(self) -> Columns:
        """Where things stand at the present width."""
        measure = QFontMetricsF(numeric_font(self.font())).horizontalAdvance
        name = self._name_width or QFontMetricsF(self.name_font()).horizontalAdvance(self._text.name)
        place = measure("00th · 000") + 2 * _PILL_PADDING
        return columns(self.width(), name, measure("η 0.004"), measure("0.00×10⁻⁰⁰"), place, self._sign_scale)

    @property
    def rate_area(self) -> QRectF:
        """Where the learning rate is dragged, in the header's pixels."""
        left = self.columns.rate
        width = QFontMetricsF(numeric_font(self.font())).horizontalAdvance(f"η {self._text.learning_rate}")
        return QRectF(left - TIGHT, 0, width + 2 * TIGHT, self.height())

    def _paint_chevron(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(self.width() - self._sign_scale * END / 2, self.height() / 2)
        painter.scale(self._sign_scale, self._sign_scale)
        corners = [QPointF(-4, 2), QPointF(0, -2), QPointF(4, 2)] if self.isChecked() else [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)]
        pen = QPen(QColor(self._theme.text if self.underMouse() else self._theme.muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))
        painter.restore()

    def _paint_rate(self, painter: QPainter, text: str, left: float, right: float) -> None:
        """The rate, in the colour of what can be dragged while the mouse is on it."""
        painter.setPen(QColor(self._theme.accent if self._is_at_rate else self._theme.muted))
        painter.drawText(QRectF(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ending(self, painter: QPainter, where: Columns, own_right: float) -> None:
        """Paint the rate and, flush right, how the run ended. The rate leaves the column of rates only where it must."""
        metrics = QFontMetricsF(painter.font())
        height, sign = self.height(), self._sign_scale * ICON
        for left in (where.rate, own_right + GAP):
            pair = rate_and_ending(self._text, where.right - left, metrics.horizontalAdvance, sign)
            if pair is not None:
                break
        # Nothing is cut: where not even the shortest phrase has room, its sign alone says it, and the tooltip the rest.
        rate, phrase = pair or (self._text.learning_rate, "")
        begin = where.right - metrics.horizontalAdvance(phrase)
        painter.setPen(QColor(self._theme.warning))
        painter.drawText(QRectF(begin, 0, where.right - begin + 1, height), Qt.AlignmentFlag.AlignVCenter, phrase)
        spot = QRectF(begin - sign - TIGHT, (height - sign) / 2, sign, sign)
        self._warning.paint(painter, spot.toRect())
        if metrics.horizontalAdvance(rate) <= spot.left() - GAP - left + 0.5:
            self._paint_rate(painter, rate, left, spot.left())

    def _paint_place(self, painter: QPainter, right: float) -> float:
        """Paint the place in a pill that ends at `right`, and tell where it begins."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._place) + 2 * _PILL_PADDING
        high = self._theme.scale * _PILL_HEIGHT
        pill = QRectF(right - width, (self.height() - high) / 2, width, high)
        # The rim for a row that is raised itself.
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._place)
        return pill.left()

    def _paint_standing(self, painter: QPainter, where: Columns) -> None:
        """Paint the rate, the way of the loss and, flush right, the loss, or that the run is off.

        A place stands before the loss where there is room, else in its stead: a loss that has arrived is low enough.
        """
        metrics = QFontMetricsF(painter.font())
        placed = bool(self._place) and self._on
        taken = where.right
        if not placed or where.place is not None:
            loss = self._text.loss if self._on else tr("off")
            painter.setPen(QColor(self._theme.text if self._on else self._theme.muted))
            painter.drawText(QRectF(where.rate, 0, where.right - where.rate, self.height()), _ALIGN_RIGHT, loss)
            taken = where.right - metrics.horizontalAdvance(loss)
        if placed:
            taken = self._paint_place(painter, where.right if where.place is None else where.place)
        # The η gives way to the way of the loss, and both to the loss itself; then the whole rate: an open card and the tooltip say it.
        named, bare = f"η {self._text.learning_rate}", self._text.learning_rate
        curve = where.curve if where.curve is not None and self._on and where.curve[1] + TIGHT <= taken else None
        ends = [(rate, curve) for rate in (named, bare) if curve is not None] + [(named, None), (bare, None)]
        for rate, beside in ends:
            if where.rate + metrics.horizontalAdvance(rate) + TIGHT // 2 <= (taken - TIGHT if beside is None else beside[0]):
                self._paint_rate(painter, rate, where.rate, taken)
                curve = beside
                break
        if curve is not None:
            high = self._sign_scale * HEIGHT
            area = QRectF(curve[0], (self.height() - high) / 2, curve[1] - curve[0], high)
            self._curve.paint(painter, area, self._scale, self._run_style.colour(self._theme))

    def _set_at_rate(self, is_there: bool) -> None:
        if is_there is not self._is_at_rate:
            self._is_at_rate = is_there
            if is_there:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
            else:
                self.unsetCursor()
            self.update()

    def _end_drag(self) -> None:
        self.releaseKeyboard()
        self._set_at_rate(self.underMouse() and self.rate_area.contains(QPointF(self.mapFromGlobal(self.cursor().pos()))))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(240, round(self._sign_scale * ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, round(self._sign_scale * ROW))

    def event(self, event: QEvent) -> bool:
        # → and ← are keys of the window too; whoever came here by Tab means the card. So is Esc, and whoever drags means that.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if self._scrub.is_dragging or (plain and event.key() in _OWN_KEYS):
                event.accept()
                return True
        if isinstance(event, QHoverEvent) and not self._scrub.is_dragging:
            self._set_at_rate(event.type() != QEvent.Type.HoverLeave and self.rate_area.contains(event.position()))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rate_area.contains(event.position()):
            self._scrub.press(event.position().x(), self._rate)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drags = self._scrub.is_dragging
        rate = self._scrub.move(event.position().x())
        if rate is None:
            if not self._scrub.has_dragged:
                super().mouseMoveEvent(event)
            return
        if not drags:
            self.setDown(False)  # it is no click any more
            self.grabKeyboard()  # for Esc: a click gives the header no focus
        self.rate_dragged.emit(float(rate))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._scrub.release():
            self._end_drag()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._scrub.is_dragging:
            before = self._scrub.cancel() if event.key() == Qt.Key.Key_Escape else None
            if before is not None:
                self._end_drag()
                self.rate_dragged.emit(float(before))
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Right if not self.isChecked():
                self.click()
            case Qt.Key.Key_Left if self.isChecked():
                self.click()
            case Qt.Key.Key_Space:
                self.switch_wanted.emit()
            case Qt.Key.Key_Delete:
                self.removal_wanted.emit()
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in FOCUS_BY_KEY:
            self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, where = self._theme, self.columns
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), FOCUS_RIM))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, TIGHT, -1, -TIGHT), RADIUS_SMALL, RADIUS_SMALL)
        if self._has_chevron and (self.hasFocus() or self.underMouse() or self.isChecked()):
            self._paint_chevron(painter)
        colour = self._run_style.colour(theme)
        if not self._on:
            colour.setAlphaF(OFF_OPACITY)
        painter.save()
        painter.scale(self._sign_scale, self._sign_scale)
        sample = QRectF(where.sample, 0, SAMPLE, self.height() / self._sign_scale)
        paint_line_sample(painter, sample, colour, self._run_style, QColor(theme.surface), filled=self._on)
        painter.restore()

        name_font = self.name_font()
        room = self._name_width or QFontMetricsF(name_font).horizontalAdvance(self._text.name)
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text if self._on else theme.muted))
        name = QFontMetricsF(name_font).elidedText(self._text.name, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(where.name, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)

        painter.setFont(numeric_font(self.font()))
        if self._text.ended and self._on:
            self._paint_ending(painter, where, where.name + QFontMetricsF(name_font).horizontalAdvance(name))
        else:
            self._paint_standing(painter, where)
        painter.end()
