"""One sentence across the window, until it is dismissed or replaced, and what may be done about it. It does not block anything."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from core.text import tr
from gui.style.tokens import GAP, MARGIN
from gui.widgets.spoken import SpokenLabel, announce


@dataclass(frozen=True)
class _Offer:
    sentence: str
    button: str
    tooltip: str
    accepted: Callable[[], object]
    dismissed: Callable[[], object]


class MessageBar(QFrame):
    """Hidden while there is nothing to say. An offer waits behind other sentences until it is taken or dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, GAP, GAP)
        self._label = SpokenLabel(tr("Message"), self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._label, 1)
        self._offer: _Offer | None = None
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
        """Show a sentence; an empty one hides the strip, or shows the offer again that waits."""
        offer = self._offer if not sentence else None
        if offer is not None:
            self.offer_button.setText(offer.button)
            self.offer_button.setToolTip(offer.tooltip)
            self.offer_button.setAccessibleName(offer.button.replace("&", ""))
        self.offer_button.setVisible(offer is not None)
        self._label.setText(offer.sentence if offer is not None else sentence)
        self.setVisible(bool(self.text))
        if self.text:
            announce(self, self.text)

    def offer(
        self, sentence: str, button: str, tooltip: str, accepted: Callable[[], object], dismissed: Callable[[], object] = lambda: None
    ) -> None:
        """Show a sentence with a button; `accepted` is called when it is pressed, `dismissed` when the user wants none of it."""
        self._offer = _Offer(sentence, button, tooltip, accepted, dismissed)
        self.show_message("")

    @Slot()
    def _on_accepted(self) -> None:
        offer, self._offer = self._offer, None
        self.show_message("")
        if offer is not None:
            offer.accepted()

    @Slot()
    def _on_dismissed(self) -> None:
        offer = None if self.offer_button.isHidden() else self._offer
        if offer is not None:
            self._offer = None
        self.show_message("")
        if offer is not None:
            offer.dismissed()
