"""Pictures as files: written whole or not at all, with texts inside that other programs can read."""

import errno
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from core.files import all_or_nothing, check_folder
from core.formats.png_text import with_texts
from core.text import tr

_NOTHING: Mapping[str, str] = {}


def save_png(image: QImage, path: Path, texts: Mapping[str, str] = _NOTHING) -> None:
    """Write a PNG, whole or not at all; `texts` go into it by their keyword, exact to the letter.

    Raises:
        OSError: if `path` cannot be written; its `strerror` says why.
    """
    save_bytes(encode_png(image, texts), path)


def encode_png(image: QImage, texts: Mapping[str, str] = _NOTHING) -> bytes:
    """The bytes of a PNG file that carries these texts.

    Raises:
        OSError: if there is not the memory for it.
    """
    return with_texts(png_of(image), texts)


def png_of(image: QImage) -> bytes:
    """The bytes of a PNG file.

    Raises:
        OSError: if there is not the memory for it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError(errno.ENOMEM, tr("the picture could not be encoded"))
    return bytes(buffer.data().data())


def save_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        OSError: if `path` cannot be written; its `strerror` says why.
    """
    target = path.resolve() if path.is_symlink() else path
    check_folder(target.parent)
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, tr("it is not a file"), str(target))
    with all_or_nothing({"picture": target}) as drafts:
        drafts["picture"].write_bytes(content)
