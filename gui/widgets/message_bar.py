"""One sentence across the window, until it is dismissed or replaced, and what may be done about it. It does not block anything."""

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True)
class MessageLink:
    """A quiet button behind a sentence; once it was taken, it is gone."""

    text: str
    taken: Callable[[], object]


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
        self._row = layout
        self.links: list[QToolButton] = []
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
    def show_message(self, sentence: str, links: Sequence[MessageLink] = ()) -> None:
        """Show a sentence, and what it leads to; an empty one hides the strip, or shows the offer again that waits."""
        self._show_links(links)
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

    def _show_links(self, links: Sequence[MessageLink]) -> None:
        for button in self.links:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.links = []
        for link in links:
            button = QToolButton(self)
            button.setText(link.text)
            button.setProperty("role", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(button.hide)
            button.clicked.connect(lambda _=False, link=link: link.taken())
            self._row.insertWidget(1 + len(self.links), button)
            self.links.append(button)

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
