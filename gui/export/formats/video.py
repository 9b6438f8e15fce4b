"""Films as MP4, by PyAV, which is an extra: imported when the first one is written."""

import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import numpy as np

from core.text import tr
from gui.export.formats.palette import Pixels

# Of x264: the same quality in every frame. 18 is hardly told from the drawing, and thin lines and text suffer above 22.
_QUALITY = {"crf": "18", "preset": "medium"}
# The index at the beginning, so that a page can play what it has not loaded to the end.
_CONTAINER = {"movflags": "+faststart"}
# What players take a film for that says nothing, if it is large; said in each, so that the colours are the same everywhere.
_BT709 = 1
_STUDIO_RANGE = 1


class VideoMissingError(Exception):
    """What writes MP4 is not installed. The text says what to do."""


def video_reason() -> str:
    """Why no MP4 can be written here, in a sentence; empty if it can."""
    if find_spec("av") is not None:
        return ""
    return tr('MP4 needs one more package. Install it with  pip install "descent-lab[video]"  or choose GIF.')


class Mp4Film:
    """An MP4 with H.264 in it, which every player and every slide program shows. Odd sides get one more line of pixels."""

    def __init__(self, draft: Path, size: tuple[int, int], rate: int, _samples: Sequence[Pixels], _texts: Mapping[str, str]) -> None:
        """Begin to write.

        Raises:
            VideoMissingError: if PyAV is not installed.
            OSError: if `draft` cannot be written.
        """
        reason = video_reason()
        if reason:
            raise VideoMissingError(reason)
        import av

        self._av = av
        width, height = (side + side % 2 for side in size)
        self._count = 0
        with _AsOSErrors(av):
            self._container = av.open(str(draft), "w", format="mp4", options=_CONTAINER)
        try:
            self._stream: Any = self._container.add_stream("libx264", rate=rate, options=_QUALITY)
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
            context = self._stream.codec_context
            context.colorspace = context.color_primaries = context.color_trc = _BT709
            context.color_range = _STUDIO_RANGE
        except BaseException:
            self._container.close()
            raise

    def add(self, frame: Pixels, ticks: int = 1) -> None:
        """Write a frame `ticks` times: players disagree about frames that stay."""
        rows, columns = frame.shape
        even = np.pad(frame, ((0, rows % 2), (0, columns % 2)), mode="edge") if rows % 2 or columns % 2 else frame
        # 0xAARRGGBB in the byte order of the machine.
        layout = "bgra" if sys.byteorder == "little" else "argb"
        pixels = np.ascontiguousarray(even).view(np.uint8).reshape(*even.shape, 4)
        with _AsOSErrors(self._av):
            picture = self._av.VideoFrame.from_ndarray(pixels, format=layout)
            picture = picture.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
            for _ in range(ticks):
                picture.pts = self._count
                picture.time_base = 1 / self._stream.codec_context.framerate
                self._count += 1
                self._container.mux(self._stream.encode(picture))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with _AsOSErrors(self._av):
            try:
                if kind is None:
                    self._container.mux(self._stream.encode(None))
            finally:
                self._container.close()


class _AsOSErrors:
    """FFmpeg's own errors become OSError, as those of any other file."""

    def __init__(self, av: Any) -> None:
        self._error = av.FFmpegError

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, self._error) and not isinstance(error, OSError):
            raise OSError(getattr(error, "errno", 0), str(error)) from error
