"""Texts inside a PNG, exact to the letter: international text chunks (iTXt) as the format defines them, uncompressed."""

import struct
import zlib
from collections.abc import Mapping

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The signature, and the header chunk with its length, name, 13 bytes and sum.
_HEADER_END = len(SIGNATURE) + 4 + 4 + 13 + 4
_LONGEST_KEYWORD = 79


def with_texts(png: bytes, texts: Mapping[str, str]) -> bytes:
    """The PNG with a chunk for each text after its header, in their order.

    Qt's own `setText` makes one blank of every line end, which an experiment file would not survive.

    Raises:
        ValueError: if `png` is none, a keyword is not 1 to 79 letters of Latin 1, or a text has a NUL.
    """
    if png[: len(SIGNATURE)] != SIGNATURE or png[12:16] != b"IHDR":
        raise ValueError("this is no PNG")
    return png[:_HEADER_END] + b"".join(_chunk(keyword, text) for keyword, text in texts.items()) + png[_HEADER_END:]


def _chunk(keyword: str, text: str) -> bytes:
    name = keyword.encode("latin-1", errors="replace")
    if not 1 <= len(name) <= _LONGEST_KEYWORD or keyword != keyword.strip() or not keyword.isprintable() or b"?" in name:
        raise ValueError(f"{keyword!r} is no keyword for a PNG")
    if "\0" in text:
        raise ValueError("a text in a PNG cannot have a NUL")
    # Keyword, not compressed, no language, no translated keyword.
    body = b"iTXt" + name + b"\0\0\0\0\0" + text.encode("utf-8")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
