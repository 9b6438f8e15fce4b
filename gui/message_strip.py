"""One sentence across the window, until it is dismissed or replaced. It does not block anything."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from core.text import tr


class MessageStrip(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAccessibleName(tr("Message"))
        layout.addWidget(self._label, 1)
        self._close = QToolButton(self)
        self._close.setText(tr("Dismiss"))
        self._close.setToolTip(tr("Hide this message"))
        self._close.setAccessibleName(tr("Dismiss the message"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self._on_dismissed)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty if none is."""
        return self._label.text()

    @Slot(str)
    def show_message(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the strip."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    @Slot()
    def _on_dismissed(self) -> None:
        self.show_message("")
