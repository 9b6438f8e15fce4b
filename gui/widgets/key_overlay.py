"""The last key pressed, in large letters at the lower edge of the window, so that a class can follow what is done."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from core.text import tr
from gui.style.theme import enlarged_font
from gui.style.tokens import GAP, MARGIN

_SHOWN_MS = 2000
_ABOVE_EDGE_PX = 64
_LETTERS = 1.25


class KeyOverlay(QFrame):
    """Hidden until a key is shown, and again two seconds later. The mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "key")
        self.setAccessibleName(tr("The last key"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keys, self._meaning = QLabel(self), QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        layout.setSpacing(MARGIN)
        for label in (self._keys, self._meaning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty if nothing is."""
        return "" if self.isHidden() else f"{self._keys.text()}  {self._meaning.text()}"

    def show_key(self, keys: str, meaning: str) -> None:
        """Show these keys and what they did."""
        font = enlarged_font(QApplication.font(), _LETTERS)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        for label, own, text in ((self._keys, bold, keys), (self._meaning, font, meaning)):
            label.setFont(own)
            label.setText(text)
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _ABOVE_EDGE_PX)
        self.show()
        self.raise_()
        self._timer.start()

    def forget(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self.hide()
