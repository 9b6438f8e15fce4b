"""An experiment out of whatever carries one: a file of its own, or a picture that the program has drawn."""

import warnings
from pathlib import Path

from core.experiment.document import Document
from core.formats.document import parse_document, read_text
from core.formats.document_text import DocumentTooLargeError, document_text
from core.formats.lesson import is_lesson, shipped_lessons
from core.formats.mistakes import FileMistakesError, Mistake
from core.text import tr

PNG_KEY = "Descent Lab experiment"
"""The keyword of the text that a PNG carries."""
MOST_PNG_BYTES = 200_000_000
_OTHER_PICTURES = (b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF")
_HEAD_BYTES = 500
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def load_document(path: Path) -> Document:
    """Read an experiment file, or the experiment that a PNG of the program carries.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: with all the mistakes found in it.
    """
    text = source_text(path)
    try:
        return parse_document(text, default_title=path.stem)
    except FileMistakesError:
        if is_lesson(text):
            raise _lesson_mistake(path.stem) from None
        raise


def source_text(path: Path) -> str:
    """The text of an experiment file, or the one that a PNG carries; not yet parsed.

    Raises:
        OSError: if the file cannot be read.
        FileMistakesError: if there is none, or it is too large.
    """
    if is_png(path):
        return _carried_text(path)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_OTHER_PICTURES) or b"ftyp" in head[4:12] or b"<svg" in head:
        raise _mistake(tr("only a PNG carries its experiment; other pictures, films and tables do not"))
    if not head and path.suffix.lower() == ".png":
        raise _mistake(tr("this picture is empty; ask for the file again"))
    return read_text(path)


def is_png(path: Path) -> bool:
    """Whether the file begins as a PNG does.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_PNG_SIGNATURE)) == _PNG_SIGNATURE


def _carried_text(path: Path) -> str:
    """The text that a PNG carries before its pixels. They are not decoded, however many there are said to be."""
    # Loaded only when a picture is opened.
    from PIL import Image

    if path.stat().st_size > MOST_PNG_BYTES:
        raise _mistake(tr("this picture is too large: more than {most:,} bytes").format(most=MOST_PNG_BYTES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=["PNG"]) as picture:
                text = picture.info.get(PNG_KEY)
    except OSError as error:
        if error.errno is not None:
            raise
        raise _damaged_error() from None
    except (ValueError, SyntaxError, MemoryError, OverflowError, Image.DecompressionBombError):
        # What Pillow says of damaged chunks; a text that swells to more than a megabyte is a ValueError.
        raise _damaged_error() from None
    if not isinstance(text, str):
        raise _mistake(tr("this picture carries no experiment; only a PNG that Descent Lab exported does, and no program changed since"))
    return str(text)


def _damaged_error() -> FileMistakesError:
    return _mistake(tr("this PNG is damaged; its experiment cannot be read. Ask for the file again"))


def _lesson_mistake(key: str) -> FileMistakesError:
    own = next((lesson for lesson in shipped_lessons() if lesson.key == key), None)
    if own is None:
        return _mistake(tr("this is a lesson, not an experiment; File ▸ Open lesson… shows it in the window"))
    sentence = tr(
        "this is a lesson, not an experiment; File ▸ Open lesson… shows it in the window, and “export {scene}” takes a scene of it"
    )
    return _mistake(sentence.format(scene=f"{key}/{own.scenes[0].key}"))


def _mistake(sentence: str) -> FileMistakesError:
    return FileMistakesError([Mistake(0, "", sentence)])


def embedded_texts(document: Document) -> dict[str, str]:
    """The texts of a PNG by their keywords: the experiment; nothing where that is more than could be read again."""
    try:
        return {PNG_KEY: document_text(document)}
    except DocumentTooLargeError:
        return {}
