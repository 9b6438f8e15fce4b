"""The IDX format of the MNIST database, plain or gzip-compressed, read as if every file were hostile.

Format: LeCun, Cortes & Burges, The MNIST database of handwritten digits, section "File formats": two zero bytes, the type
(8 is uint8), the number of dimensions, each dimension as a big-endian 32-bit number, and then the values.
"""

import hashlib
import math
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.data.dataset import DataError
from core.text import tr

LARGEST_BYTES = 2**30  # the largest set of this kind, EMNIST, has 0.64 × 10⁹
_GZIP_MAGIC = b"\x1f\x8b"
_UINT8 = 8
_MOST_DIMENSIONS = 3
_HEADER_PEEK = 4 + 4 * _MOST_DIMENSIONS
_PIECE_BYTES = 1 << 14
_GZIP_WBITS = 31  # zlib's name for "with the header and the check sum of gzip"


@dataclass(frozen=True, eq=False)
class IdxFile:
    """What a file holds: the values, read-only, and the SHA-256 of the decompressed bytes as hexadecimal text."""

    values: NDArray[np.uint8]
    sha256: str


def read_idx(path: Path) -> NDArray[np.uint8]:
    """The values of an IDX file of uint8 with one to three dimensions, read-only.

    Raises:
        DataError: if the file cannot be read or is not exactly what its header says.
    """
    return read_idx_file(path).values


def read_idx_file(path: Path) -> IdxFile:
    """As `read_idx`, with the sum of the content.

    Raises:
        DataError: if the file cannot be read or is not exactly what its header says.
    """
    try:
        content = _content(path)
    except OSError as error:
        raise DataError(tr("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror or error)) from error
    shape, size = _shape_and_size(path, content)
    if len(content) != size:
        raise DataError(_length_mistake(path, len(content), size))
    values = np.frombuffer(content, np.uint8, offset=4 + 4 * len(shape)).reshape(shape)
    values.flags.writeable = False
    return IdxFile(values, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes | bytearray:
    """The decompressed bytes, at most one more than the header promises: nobody's memory is filled by a small file."""
    with path.open("rb") as file:
        # `read` sets aside all that it is asked for, so it is not asked for more than there is.
        rest = min(os.fstat(file.fileno()).st_size, LARGEST_BYTES)
        start = file.read(_HEADER_PEEK)
        if not start.startswith(_GZIP_MAGIC):
            _, size = _shape_and_size(path, start)
            return start + file.read(max(0, min(size + 1 - len(start), rest)))
        compressed = start + file.read(rest)
    try:
        return _unzip(path, compressed)
    except zlib.error as error:
        raise DataError(_damaged_text(path)) from error


def _unzip(path: Path, compressed: bytes) -> bytearray:
    """The bytes of all members of a gzip file, one behind the other. Where one ends and the next begins has no meaning."""
    content, size, place = bytearray(), None, 0
    while compressed.startswith(_GZIP_MAGIC, place):
        member = zlib.decompressobj(_GZIP_WBITS)
        while not member.eof:
            if size is None and len(content) >= _HEADER_PEEK:
                _, size = _shape_and_size(path, content)
            # With room for one byte too many, the check sum behind the last one is also read.
            room = (_HEADER_PEEK if size is None else size + 1) - len(content)
            if room <= 0:
                return content
            # In small pieces, because what lies behind the end of a member is copied.
            piece = compressed[place : place + _PIECE_BYTES]
            if not piece:
                raise DataError(_length_mistake(path, len(content), size) if size and len(content) < size else _damaged_text(path))
            content += member.decompress(piece, room)
            place += len(piece) - len(member.unused_data if member.eof else member.unconsumed_tail)
    if compressed[place:].strip(b"\0"):  # gzip allows zeros behind the end
        raise DataError(_damaged_text(path))
    return content


def _shape_and_size(path: Path, start: bytes | bytearray) -> tuple[tuple[int, ...], int]:
    """The shape that a header declares, and the length of the whole file that goes with it."""
    if not start:
        raise DataError(_empty(path))
    if len(start) < 4 or start[:2] != b"\0\0":
        raise DataError(
            tr(
                "{file} is not an IDX file: it begins with {bytes} instead of 00 00 08. Perhaps a web page was saved in its place; "
                "get it again."
            ).format(file=path, bytes=start[:4].hex(" "))
        )
    kind, dimensions = start[2], start[3]
    if kind != _UINT8:
        raise DataError(
            tr("{file} has values of type {kind:02x}; only 08, whole numbers from 0 to 255, is read.").format(file=path, kind=kind)
        )
    if not 1 <= dimensions <= _MOST_DIMENSIONS:
        raise DataError(tr("{file} has {count} dimensions; labels have 1 and images 3.").format(file=path, count=dimensions))
    header = 4 + 4 * dimensions
    if len(start) < header:
        raise DataError(_length_mistake(path, len(start), header))
    shape = tuple(int.from_bytes(start[place : place + 4], "big") for place in range(4, header, 4))
    if 0 in shape and math.prod(n for n in shape if n) > LARGEST_BYTES:
        # No values, and NumPy would refuse the other sides as too long.
        raise DataError(_empty(path))
    size = header + math.prod(shape)
    if size > LARGEST_BYTES:
        raise DataError(
            tr("{file} says that it has {size:,} bytes; at most {most:,} are read.").format(file=path, size=size, most=LARGEST_BYTES)
        )
    return shape, size


def _empty(path: Path) -> str:
    return tr("{file} is empty. Get it again.").format(file=path)


def _damaged_text(path: Path) -> str:
    return tr("{file} is damaged: it does not decompress. Get it again.").format(file=path)


def _length_mistake(path: Path, length: int, size: int) -> str:
    if length < size:
        return tr("{file} is cut off: it has {bytes:,} of {size:,} bytes. Get it again.").format(file=path, bytes=length, size=size)
    return tr("{file} has more than the {size:,} bytes that its header says. Get it again.").format(file=path, size=size)
