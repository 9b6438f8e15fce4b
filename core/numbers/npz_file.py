"""An .npz file written piece by piece: many arrays that grow side by side, and none of them is ever held in memory.

`numpy.savez` wants whole arrays, and `zipfile` one member after the other; but a step brings a row of every array at once. As the
shapes are known beforehand, so is the place of every byte of an uncompressed zip file: each array is written where it will be in the
end, and the checksums and the directory follow. The layout is that of APPNOTE.TXT 6.3.3, without the extensions for 4 GB and more.
"""

import io
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

# A block of each array is gathered before it is written, of at most this size.
_BLOCK_BYTES = 1 << 18
_MOST_BYTES, _MOST_MEMBERS = (1 << 32) - 1, (1 << 16) - 1
_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_VERSION = 20
_NAMES_ARE_UTF8 = 0x800
# 1 January 1980, midnight: the same numbers make the same file.
_TIME, _DATE = 0, (1 << 5) | 1
_READABLE = 0o100644 << 16
_UNIX = 3 << 8


class Shape(NamedTuple):
    """Of an array: rows, shape of a row, and type."""

    rows: int
    row: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def header(self) -> bytes:
        """What stands before the numbers in the format of .npy."""
        head = io.BytesIO()
        descr = np.lib.format.dtype_to_descr(self.dtype)
        np.lib.format.write_array_header_1_0(head, {"descr": descr, "fortran_order": False, "shape": (self.rows, *self.row)})
        return head.getvalue()

    @property
    def nbytes(self) -> int:
        """The numbers alone."""
        return self.rows * int(np.prod(self.row, dtype=np.int64)) * self.dtype.itemsize


def shape(rows: int, row: tuple[int, ...] = (), dtype: DTypeLike = np.float64) -> Shape:
    """The shape of an array with so many rows."""
    return Shape(rows, row, np.dtype(dtype))


def npz_bytes(arrays: Mapping[str, Shape], texts: Mapping[str, bytes]) -> int:
    """How large the file will be, to the byte."""
    members = {f"{name}.npy": len(each.header) + each.nbytes for name, each in arrays.items()} | {n: len(t) for n, t in texts.items()}
    heads = struct.calcsize(_LOCAL) + struct.calcsize(_CENTRAL)
    return sum(size + heads + 2 * len(name.encode()) for name, size in members.items()) + struct.calcsize(_END)


class _Member:
    """One member: where its bytes go, and the checksum so far."""

    def __init__(self, name: str, at: int, size: int) -> None:
        self.name, self.at, self.size = name.encode(), at, size
        self.begin = at + struct.calcsize(_LOCAL) + len(self.name)
        self.written = 0
        self.checksum = 0
        self.buffer: NDArray[Any] | None = None
        self.held = 0

    @property
    def end(self) -> int:
        return self.begin + self.size

    @property
    def _facts(self) -> tuple[int, ...]:
        return 0, _TIME, _DATE, self.checksum, self.size, self.size, len(self.name), 0

    def local(self) -> bytes:
        return struct.pack(_LOCAL, b"PK\3\4", _VERSION, _NAMES_ARE_UTF8, *self._facts) + self.name

    def central(self) -> bytes:
        facts = (*self._facts, 0, 0, 0, _READABLE, self.at)
        return struct.pack(_CENTRAL, b"PK\1\2", _UNIX | _VERSION, _VERSION, _NAMES_ARE_UTF8, *facts) + self.name


class NpzFile:
    """Open it, append rows to each array until it is full, leave it. `texts` are members that are no arrays."""

    def __init__(self, path: Path, arrays: Mapping[str, Shape], texts: Mapping[str, bytes]) -> None:
        """Lay the file out.

        Raises:
            OSError: if `path` cannot be written.
            ValueError: if it would have 4 GB, or more members than a plain zip file can have.
        """
        if npz_bytes(arrays, texts) > _MOST_BYTES or len(arrays) + len(texts) > _MOST_MEMBERS:
            raise ValueError("too large for a zip file without extensions")
        self._shapes = dict(arrays)
        self._members: dict[str, _Member] = {}
        contents = {f"{name}.npy": (each.header, each.nbytes) for name, each in arrays.items()}
        contents |= {name: (text, 0) for name, text in texts.items()}
        self._file = path.open("w+b")
        at = 0
        for name, (begin, more) in contents.items():
            member = self._members[name] = _Member(name, at, len(begin) + more)
            self._write(member, begin)
            at = member.end
        self._end = at

    def append(self, name: str, row: NDArray[Any] | float) -> None:
        """One row more of the array of that name, which is copied."""
        member, wanted = self._members[f"{name}.npy"], self._shapes[name]
        if member.buffer is None:
            row_bytes = max(1, wanted.nbytes // max(1, wanted.rows))
            member.buffer = np.empty((min(max(1, wanted.rows), max(1, _BLOCK_BYTES // row_bytes)), *wanted.row), wanted.dtype)
        member.buffer[member.held] = row
        member.held += 1
        if member.held == len(member.buffer) or member.written + member.buffer[: member.held].nbytes == member.size:
            self._flush(member)

    def _flush(self, member: _Member) -> None:
        if member.buffer is not None:
            self._write(member, member.buffer[: member.held].tobytes())
            member.held = 0
            if member.written == member.size:
                member.buffer = None

    def _write(self, member: _Member, data: bytes) -> None:
        if member.written + len(data) > member.size:
            raise ValueError(f"{member.name.decode()} has more rows than it was made for")
        self._file.seek(member.begin + member.written)
        self._file.write(data)
        member.written += len(data)
        member.checksum = zlib.crc32(data, member.checksum)

    def _finish(self) -> None:
        for member in self._members.values():
            if member.written != member.size:
                raise ValueError(f"{member.name.decode()} has fewer rows than it was made for")
            self._file.seek(member.at)
            self._file.write(member.local())
        self._file.seek(self._end)
        directory = b"".join(member.central() for member in self._members.values())
        count = len(self._members)
        self._file.write(directory + struct.pack(_END, b"PK\5\6", 0, 0, count, count, len(directory), self._end, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._file.close()
