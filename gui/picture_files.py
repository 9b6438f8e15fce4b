"""Pictures as files: written whole or not at all, with texts inside that other programs can read."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from core.text import tr
from gui.theme import LIGHT, apply_theme

_NOTHING: Mapping[str, str] = {}


def save_png(image: QImage, path: Path, texts: Mapping[str, str] = _NOTHING) -> None:
    """Write a PNG, whole or not at all; `texts` go into it by their keyword, as the format provides.

    Raises:
        OSError: if `path` cannot be written; the message says why.
    """
    file = _opened(path)
    # A text that is given to the writer loses its line breaks, and its keyword where that has a space in it.
    image = QImage(image)
    for keyword, text in texts.items():
        image.setText(keyword, text)
    writer = QImageWriter(file, b"PNG")
    if not writer.write(image):
        reason = file.errorString() if file.error() is not QSaveFile.FileError.NoError else tr("the picture could not be encoded")
        file.cancelWriting()
        raise OSError(reason)
    _commit(file)


def save_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        OSError: if `path` cannot be written; the message says why.
    """
    file = _opened(path)
    if file.write(content) != len(content):
        reason = file.errorString()
        file.cancelWriting()
        raise OSError(reason)
    _commit(file)


def _opened(path: Path) -> QSaveFile:
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    return file


def _commit(file: QSaveFile) -> None:
    if not file.commit():
        raise OSError(file.errorString())


def headless_application() -> QApplication:
    """An application without a screen, for pictures; the one there is, if there is one."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["descent-lab"])
    apply_theme(application, LIGHT)
    return application
