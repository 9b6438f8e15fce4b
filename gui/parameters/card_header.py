"""The one line of a closed card: disclosure, line sample, name, learning rate, and the loss or how the run ended."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.text import tr
from gui.style.icons import icon
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, numeric_font
from gui.style.tokens import FOCUS_RIM, GAP, ICON, RADIUS_SMALL, ROW, TIGHT
from gui.system.key_text import FOCUS_BY_KEY
from gui.widgets.accessible import speak_expandable
from gui.widgets.line_sample import OFF_OPACITY, paint_line_sample

_CHEVRON = 10.0
_SAMPLE = 28.0
_PILL_HEIGHT, _PILL_PADDING = 18.0, 7.0
_OWN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right}


@dataclass(frozen=True)
class HeaderText:
    """What a header says. `ended` is empty while the run goes on, else a phrase; the shorter ones stand in where it is narrow."""

    name: str
    learning_rate: str
    loss: str = ""
    ended: str = ""
    ended_short: str = ""
    ended_shortest: str = ""


def rate_and_ending(text: HeaderText, room: float, measure: Callable[[str], float]) -> tuple[str, str] | None:
    """The fullest rate and phrase that stand side by side in `room` pixels, uncut; None where no such pair does.

    `measure` gives the width of a text. The phrase is shortened first, then the η goes: the tooltip says all of it.
    """
    bare, named = text.learning_rate, f"η {text.learning_rate}"
    pairs = (
        (named, text.ended),
        (named, text.ended_short),
        (bare, text.ended_short),
        (named, text.ended_shortest),
        (bare, text.ended_shortest),
    )
    return next((pair for pair in pairs if measure(pair[0]) + GAP + ICON + TIGHT + measure(pair[1]) <= room), None)


class CardHeader(QAbstractButton):
    """A button that opens and closes its card; it is checked while the card is open.

    Enter toggles, Right opens, Left closes; Space is for whether the run takes part, Delete for taking a branch away. It paints
    itself in fixed columns, so that numbers which change four times a second move nothing.
    """

    switch_wanted = Signal()
    """The run is to take part, or not any more."""
    removal_wanted = Signal()
    """The run is to go, if it can."""
    focused = Signal(bool)
    """Whether the keyboard has come here, or gone."""

    def __init__(self, text: HeaderText, style: RunStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = text
        self._place = ""
        self._run_style = style
        self._on = True
        self._theme = LIGHT
        self._name_width = 0.0
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
        """Paint in the colours of `theme`."""
        self._theme = theme
        self._warning = icon("diverged", theme, "warning")
        self.update()

    def name_font(self) -> QFont:
        """The font of the name."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    def _paint_chevron(self, painter: QPainter, left: float) -> None:
        middle = QPointF(left + _CHEVRON / 2, self.height() / 2)
        corners = [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)] if self.isChecked() else [QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)]
        pen = QPen(QColor(self._theme.text if self.underMouse() else self._theme.muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([middle + corner for corner in corners]))

    def _paint_ending(self, painter: QPainter, column: float, own_right: float, right: float) -> None:
        """Paint the rate and, flush right, how the run ended. The rate leaves the column of rates only where it must."""
        metrics = QFontMetricsF(painter.font())
        height = self.height()
        for left in (column, own_right + GAP):
            pair = rate_and_ending(self._text, right - left, metrics.horizontalAdvance)
            if pair is not None:
                break
        # Nothing is cut: where not even the shortest phrase has room, its sign alone says it, and the tooltip the rest.
        rate, phrase = pair or (self._text.learning_rate, "")
        begin = right - metrics.horizontalAdvance(phrase)
        painter.setPen(QColor(self._theme.warning))
        painter.drawText(QRectF(begin, 0, right - begin + 1, height), Qt.AlignmentFlag.AlignVCenter, phrase)
        spot = QRectF(begin - ICON - TIGHT, (height - ICON) / 2, ICON, ICON)
        self._warning.paint(painter, spot.toRect())
        if metrics.horizontalAdvance(rate) <= spot.left() - GAP - left + 0.5:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QRectF(left, 0, spot.left() - left, height), Qt.AlignmentFlag.AlignVCenter, rate)

    def _paint_place(self, painter: QPainter, right: float) -> float:
        """Paint the place in a pill that ends at `right`, and tell where it begins."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._place) + 2 * _PILL_PADDING
        pill = QRectF(right - width, (self.height() - _PILL_HEIGHT) / 2, width, _PILL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._place)
        return pill.left()

    def _paint_loss(self, painter: QPainter, left: float, right: float) -> None:
        """Paint the rate and, flush right, the loss, or that the run is off; the place of a run that has arrived before the loss.

        Where not all has room, the loss gives way to the place: it is low enough.
        """
        metrics = QFontMetricsF(painter.font())
        height = self.height()
        column = metrics.horizontalAdvance("0.00×10⁻⁰⁰") + GAP
        placed = bool(self._place) and self._on
        taken = metrics.horizontalAdvance(f"η {self._text.learning_rate}{self._place}") + 2 * _PILL_PADDING + GAP
        if not placed or taken + column <= right - left:
            painter.setPen(QColor(self._theme.text if self._on else self._theme.muted))
            loss = self._text.loss if self._on else tr("off")
            painter.drawText(QRectF(left, 0, right - left, height), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, loss)
            right -= column
        if placed:
            right = self._paint_place(painter, right) - GAP
        # The rate gives way to the loss: the card says it again when it is opened, and the tooltip always.
        for rate in (f"η {self._text.learning_rate}", self._text.learning_rate):
            if metrics.horizontalAdvance(rate) <= right - left:
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(QRectF(left, 0, right - left, height), Qt.AlignmentFlag.AlignVCenter, rate)
                break

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(240, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, ROW)

    def event(self, event: QEvent) -> bool:
        # → and ← are keys of the window too; whoever came here by Tab means the card.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in _OWN_KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), FOCUS_RIM))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, TIGHT, -1, -TIGHT), RADIUS_SMALL, RADIUS_SMALL)
        left = 5.0
        self._paint_chevron(painter, left)
        left += _CHEVRON + 4
        behind = QColor(theme.surface)
        colour = self._run_style.colour(theme)
        if not self._on:
            colour.setAlphaF(OFF_OPACITY)
        sample = QRectF(left, 0, _SAMPLE, self.height())
        paint_line_sample(painter, sample, colour, self._run_style, behind, filled=self._on)
        left += _SAMPLE + GAP

        height = self.height()
        right = self.width() - 5.0
        name_font = self.name_font()
        name_width = self._name_width or QFontMetricsF(name_font).horizontalAdvance(self._text.name)
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text if self._on else theme.muted))
        name = QFontMetricsF(name_font).elidedText(self._text.name, Qt.TextElideMode.ElideRight, name_width + 1)
        painter.drawText(QRectF(left, 0, name_width + 2, height), Qt.AlignmentFlag.AlignVCenter, name)
        own_name = QFontMetricsF(name_font).horizontalAdvance(name)
        own_right = left + own_name
        left += name_width + GAP

        painter.setFont(numeric_font(self.font()))
        if self._text.ended and self._on:
            self._paint_ending(painter, left, own_right, right)
        else:
            self._paint_loss(painter, left, right)
        painter.end()
