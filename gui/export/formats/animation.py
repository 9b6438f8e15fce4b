"""Animated GIF and PNG by Pillow, with one palette.

Each frame is written as it comes, so a film of any length takes the memory of a few frames.
"""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import BinaryIO, Protocol, Self

from PIL import GifImagePlugin

from core.formats.png_text import SIGNATURE, with_texts
from gui.export.formats.palette import UNCHANGED, Change, Deltas, Pixels, SharedPalette, to_image

_STAYS = 1  # what a frame leaves behind is what the next one begins with


class Film(Protocol):
    """A film that is being written. All frames are of one size; `ticks`: for how many frames of the rate this one is seen."""

    def add(self, frame: Pixels, ticks: int = 1) -> None:
        """Write the next frame.

        Raises:
            OSError: if it cannot be written.
        """


class _PalettedFilm:
    """What GIF and animated PNG share: an open file, one palette, and only what changes."""

    def __init__(self, draft: Path, _size: tuple[int, int], rate: int, samples: Sequence[Pixels], texts: Mapping[str, str]) -> None:
        """Begin to write. `samples` are frames that together show all colours, `texts` what the file carries where it has a place for it.

        Raises:
            OSError: if `draft` cannot be written.
        """
        self._palette = SharedPalette(samples)
        self._file: BinaryIO = draft.open("w+b")
        self._rate, self._texts = rate, texts
        self._deltas = Deltas(self._palette)
        self._count, self._passed = 0, 0

    def add(self, frame: Pixels, ticks: int = 1) -> None:
        """Write what has changed since the frame before."""
        self._write(self._deltas.next(frame), ticks)
        self._count += 1
        self._passed += ticks

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Closing writes what is left in the buffer, so a disk may be full even then.
        with self._file:
            if kind is None:
                self._finish()

    def _write(self, change: Change, ticks: int) -> None:
        raise NotImplementedError

    def _finish(self) -> None:
        raise NotImplementedError


class GifFilm(_PalettedFilm):
    """A GIF that begins anew for ever. The palette stands once, at its beginning."""

    def _write(self, change: Change, ticks: int) -> None:
        image = to_image(self._palette, change.indices)
        milliseconds = 10 * hundredths(self._passed, ticks, self._rate)
        if self._count == 0:
            header, _ = GifImagePlugin.getheader(image, info={"loop": 0, "duration": milliseconds})
            self._file.writelines(header)
        place = (change.x, change.y)
        self._file.writelines(GifImagePlugin.getdata(image, place, duration=milliseconds, transparency=UNCHANGED, disposal=_STAYS))

    def _finish(self) -> None:
        self._file.write(b";")


class ApngFilm(_PalettedFilm):
    """An animated PNG that begins anew for ever: what Pillow writes of each frame, in the chunks of an animation.

    Whatever knows only plain PNG shows the first frame.
    """

    def __init__(self, draft: Path, size: tuple[int, int], rate: int, samples: Sequence[Pixels], texts: Mapping[str, str]) -> None:
        super().__init__(draft, size, rate, samples, texts)
        self._number = 0
        self._count_at = 0

    def _write(self, change: Change, ticks: int) -> None:
        chunks = self._chunks_of(change)
        if self._count == 0:
            self._file.write(SIGNATURE)
            for name, data in chunks:
                if name in (b"IDAT", b"IEND"):
                    continue
                self._chunk(name, data)
                if name == b"IHDR":
                    # How many frames there are is known in the end.
                    self._count_at = self._file.tell()
                    self._chunk(b"acTL", pack(">2I", 0, 0))
        rows, columns = change.indices.shape
        frame = pack(">4I2H2B", columns, rows, change.x, change.y, ticks, self._rate, 0, 0 if self._count == 0 else 1)
        self._write_numbered(b"fcTL", frame)
        for name, data in chunks:
            if name == b"IDAT" and self._count == 0:
                self._chunk(name, data)
            elif name == b"IDAT":
                self._write_numbered(b"fdAT", data)

    def _finish(self) -> None:
        self._chunk(b"IEND", b"")
        self._file.seek(self._count_at)
        self._chunk(b"acTL", pack(">2I", self._count, 0))

    def _chunks_of(self, change: Change) -> list[tuple[bytes, bytes]]:
        """The chunks of a PNG of this change; with the texts, if it is the first one."""
        file = BytesIO()
        to_image(self._palette, change.indices).save(file, "PNG", transparency=UNCHANGED)
        png = with_texts(file.getvalue(), self._texts) if self._count == 0 else file.getvalue()
        at, chunks = len(SIGNATURE), []
        while at < len(png):
            length = int.from_bytes(png[at : at + 4])
            chunks.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
            at += length + 12
        return chunks

    def _write_numbered(self, name: bytes, data: bytes) -> None:
        self._chunk(name, pack(">I", self._number) + data)
        self._number += 1

    def _chunk(self, name: bytes, data: bytes) -> None:
        self._file.write(pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)))


def hundredths(passed: int, ticks: int, rate: int) -> int:
    """How many hundredths of a second a frame is seen that stays for `ticks` of the rate, after `passed` of them.

    What rounding takes from one frame the next gets: so a rate that hundredths cannot say, such as 30, holds over the film.
    """
    return round(100 * (passed + ticks) / rate) - round(100 * passed / rate)
