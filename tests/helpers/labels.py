"""Whether the words of a label can be read to their end."""

from PySide6.QtWidgets import QLabel


def is_whole(label: QLabel) -> bool:
    """Whether there is room for all lines of a label, and on the screen for all of their letters."""
    window = label.window().rect()
    box = label.rect().translated(label.mapTo(label.window(), label.rect().topLeft()))
    return window.contains(box) and label.height() >= label.heightForWidth(label.width()) > 0
