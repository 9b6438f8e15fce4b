"""Help ▸ About Descent Lab."""

from PySide6.QtWidgets import QMessageBox, QWidget

from core import __version__
from core.text import tr


def show_about(window: QWidget) -> None:
    """Version and licence, in a dialog."""
    text = tr("Descent Lab {version}\n\nWatch, step through and race gradient-descent optimizers.\nMIT licence.")
    QMessageBox.about(window, tr("About Descent Lab"), text.format(version=__version__))
