"""Pictures as files: written whole or not at all, with texts inside that other programs can read."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QSaveFile
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core.png_text import with_texts
from core.text import tr
from gui.theme import LIGHT, apply_theme

_NOTHING: Mapping[str, str] = {}


def save_png(image: QImage, path: Path, texts: Mapping[str, str] = _NOTHING) -> None:
    """Write a PNG, whole or not at all; `texts` go into it by their keyword, exact to the letter.

    Raises:
        OSError: if `path` cannot be written; the message says why.
    """
    save_bytes(with_texts(png_of(image), texts), path)


def png_of(image: QImage) -> bytes:
    """The bytes of a PNG file.

    Raises:
        OSError: if there is not the memory for it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError(tr("the picture could not be encoded"))
    return bytes(buffer.data().data())


def save_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        OSError: if `path` cannot be written; the message says why.
    """
    if path.exists() and not path.is_file():
        raise OSError(tr("it is not a file"))
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    if file.write(content) != len(content):
        reason = file.errorString()
        file.cancelWriting()
        raise OSError(reason)
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
