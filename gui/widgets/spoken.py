"""What is said to somebody who cannot see it: labels that say their words, names for choices, descriptions of now, announcements."""

from collections.abc import Callable
from inspect import ismethod
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextDocumentFragment
from PySide6.QtWidgets import QComboBox, QLabel, QWidget


class SpokenLabel(QLabel):
    """A label with a name. Qt says the name of a label in place of its words, so here the name holds both: "Formula: x² + y²"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)

    # Qt's own names

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        is_rich = self.textFormat() == Qt.TextFormat.RichText
        self._say(QTextDocumentFragment.fromHtml(text).toPlainText() if is_rich else text)

    def _say(self, words: str) -> None:
        self.setAccessibleName(f"{self._name}: {words}" if words and self._name else words or self._name)


class FocusDescription(QObject):
    """Describes a widget anew whenever the focus comes to it: what changes with every step is said only to who asks for it."""

    def __init__(self, widget: QWidget, describe: Callable[[], str]) -> None:
        """`describe` gives what is true now, in a sentence or two. A method of a widget does not keep that widget alive."""
        super().__init__(widget)
        self._describe = WeakMethod(describe) if ismethod(describe) else lambda: describe
        widget.installEventFilter(self)

    def refresh(self) -> None:
        """Describe what is true now."""
        widget, describe = self.parent(), self._describe()
        if isinstance(widget, QWidget) and describe is not None:
            widget.setAccessibleDescription(describe())

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.refresh()  # Qt tells of the focus only when the widget has had this event
        return False


def describe_focused(widget: QWidget | None) -> None:
    """Describe anew what has the focus, as its surroundings have come to rest."""
    described = None if widget is None else widget.findChild(FocusDescription, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if described is not None:
        described.refresh()


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence when it has said what it is saying; `widget` is where it comes from."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)


def label_choice(box: QComboBox, name: str) -> None:
    """Name a choice that has no caption beside it: on Linux Qt says its value in place of its name, and asks a label for that.

    To be called once the choice has its parent.
    """
    box.setAccessibleName(name)
    label = QLabel(name, box.parentWidget())
    label.setBuddy(box)
    label.hide()
