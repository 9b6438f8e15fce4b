"""What a screen reader finds in a window, node by node, and what it would miss."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface, QTextDocumentFragment
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from gui.system.key_text import without_letter
from gui.widgets.labels import ElidingLabel

Role, Text = QAccessible.Role, QAccessible.Text


def record_announcements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is announced from now on, caught where it would go to Qt: PySide binds no handler of its own for what Qt is told."""
    said: list[str] = []

    def catch(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", catch)
    return said


def node(widget: QWidget) -> QAccessibleInterface:
    """The node of a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def seen_nodes(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """The node of a widget and all below it that can be seen."""
    waiting = [node(widget)]
    while waiting:
        found = waiting.pop()
        if not found.state().invisible:
            yield found
            waiting += [child for child in map(found.child, range(found.childCount())) if child is not None]


def spoken(found: QAccessibleInterface) -> str:
    """What is said first of a node: what labels it, its name, its value."""
    labels = [label.text(Text.Name) for label, _ in found.relations(QAccessible.RelationFlag.Label)]
    return "; ".join(text for text in (*labels, found.text(Text.Name), found.text(Text.Value)) if text)


def shown_text(label: QLabel) -> str:
    """The words that a label shows, or would with more room."""
    if isinstance(label, ElidingLabel):
        return label.whole
    text = label.text() if label.buddy() is None else without_letter(label.text())
    return QTextDocumentFragment.fromHtml(text).toPlainText() if "<" in text else text


def silences(window: QWidget) -> list[str]:
    """What takes the focus and has no name, choices without a label of their own, and labels whose words are not said."""
    found = []
    for each in seen_nodes(window):
        widget = each.object()
        about = f"{type(widget).__name__} {widget.objectName() if widget is not None else ''} {each.role()} {spoken(each)!r}"
        if each.state().focusable and not each.text(Text.Name):
            found.append(f"{about} has no name")
        if isinstance(widget, QComboBox) and not each.relations(QAccessible.RelationFlag.Label):
            found.append(f"{about} has no label")
        if isinstance(widget, QLabel) and " ".join(shown_text(widget).split()) not in " ".join(spoken(each).split()):
            found.append(f"{about} hides {shown_text(widget)!r}")
    return found
