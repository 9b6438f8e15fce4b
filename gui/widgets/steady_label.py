"""A label for words that change many times a second, around which nothing is laid out anew as long as they need the same room."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.spoken import SpokenLabel

_TALL_PX = 10_000


class SteadyLabel(SpokenLabel):
    """Plain text. After each change of a label's text Qt lays out all that is around it, up to the window: a tenth of a frame of ours.

    Words in several lines, or in as much width as there is, need the same room where they need the same height.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._shown = ""

    def _flags(self) -> int:
        return self.alignment().value | (Qt.TextFlag.TextWordWrap.value if self.wordWrap() else 0)

    def _inside(self) -> QRect:
        """Where the words stand: as Qt has it, half a letter from a frame."""
        indent = self.fontMetrics().horizontalAdvance("x") // 2 if self.frameWidth() else 0
        return self.contentsRect().adjusted(indent, 0, 0, 0)

    def _room(self, text: str) -> QSize:
        """What this text needs at the present width."""
        metrics = self.fontMetrics()
        height = metrics.boundingRect(QRect(0, 0, self._inside().width(), _TALL_PX), self._flags(), text).height()
        takes_any_width = self.wordWrap() or self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        # Not the width of the ink, by which figures of equal width differ by a pixel or two.
        return QSize(0 if takes_any_width else max(metrics.horizontalAdvance(text), self.minimumWidth()), height)

    def _fits(self, laid_out: str) -> bool:
        """Whether what is shown needs the room that was made for `laid_out`."""
        if not (self._shown and laid_out):
            return self._shown == laid_out  # nothing needs as much as a line by the metrics, but not by the label
        return self._room(self._shown) == self._room(laid_out)

    def _lay_out_where_needed(self) -> None:
        """Let Qt know of the text, where it has laid out another one that needs another room."""
        laid_out = super().text()
        if self._shown != laid_out and not self._fits(laid_out):
            super().setText(self._shown)

    # Qt's own names

    def text(self) -> str:
        return self._shown

    def setText(self, text: str) -> None:  # noqa: N802
        if text != self._shown:
            self._shown = text
            self._say(text)
            self._lay_out_where_needed()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_where_needed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out_where_needed()

    def paintEvent(self, event: QPaintEvent) -> None:
        # As Qt paints a label with plain text.
        painter = QPainter(self)
        self.drawFrame(painter)
        colours, role = self.palette(), self.foregroundRole()
        self.style().drawItemText(painter, self._inside(), self._flags(), colours, self.isEnabled(), self._shown, role)
        painter.end()
