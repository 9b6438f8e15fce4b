"""One sentence across the window, until it is dismissed or replaced, and what may be done about it. It does not block anything."""

from collections.abc import Callable

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
        self._offered: Callable[[], object] | None = None
        self.offer_button = QToolButton(self)
        self.offer_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.offer_button.clicked.connect(self._on_accepted)
        self.offer_button.hide()
        layout.addWidget(self.offer_button)
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
        self._offered = None
        self.offer_button.hide()
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    def offer(self, sentence: str, button: str, tooltip: str, accepted: Callable[[], object]) -> None:
        """Show a sentence with a button; `accepted` is called when it is pressed."""
        self.show_message(sentence)
        self.offer_button.setText(button)
        self.offer_button.setToolTip(tooltip)
        self.offer_button.setAccessibleName(button.replace("&", ""))
        self._offered = accepted
        self.offer_button.show()

    @Slot()
    def _on_accepted(self) -> None:
        accepted = self._offered
        self.show_message("")
        if accepted is not None:
            accepted()

    @Slot()
    def _on_dismissed(self) -> None:
        self.show_message("")
