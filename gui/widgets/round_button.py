"""The one loud button: a filled circle with a sign in it."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from gui.style.icons import icon
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import FOCUS_GAP, FOCUS_RIM, ICON_PLAY, PLAY

# How dark the circle becomes under the mouse and while it is pressed, in per cent.
_HOVERED, _PRESSED = 112, 125


class RoundButton(QToolButton):
    """Its action says what it does; `show_sign` what stands in the circle. The ring of the focus has its room beside it."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        """`sign` is a key of `gui.style.icons.GLYPHS`."""
        super().__init__(parent)
        self._theme, self._name = LIGHT, sign
        self._sign = QIcon()
        self.set_theme(LIGHT)

    def show_sign(self, sign: str) -> None:
        """Show another sign."""
        if sign != self._name:
            self._name = sign
            self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        self._theme = theme
        side = theme.px(PLAY + 2 * (FOCUS_GAP + FOCUS_RIM))
        self.setFixedSize(QSize(side, side))
        self._sign = icon(self._name, theme, "on_accent")
        self.update()

    def _colour(self) -> QColor:
        if not self.isEnabled():
            return QColor(self._theme.rim)
        colour = QColor(self._theme.accent)
        return colour.darker(_PRESSED if self.isDown() else _HOVERED) if self.isDown() or self.underMouse() else colour

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, scale = QPointF(self.width() / 2, self.height() / 2), self._theme.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour())
        painter.drawEllipse(middle, scale * PLAY / 2, scale * PLAY / 2)
        sign = QRect(0, 0, self._theme.px(ICON_PLAY), self._theme.px(ICON_PLAY))
        sign.moveCenter(self.rect().center())
        self._sign.paint(painter, sign)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), scale * FOCUS_RIM))
            reach = scale * (PLAY / 2 + FOCUS_GAP + FOCUS_RIM / 2)
            painter.drawEllipse(middle, reach, reach)
        painter.end()
