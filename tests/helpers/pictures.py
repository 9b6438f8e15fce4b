"""What the tests of pictures share: Qt's images in Pillow, a second renderer for SVG, and how far two pictures are apart."""

import io
from pathlib import Path

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from PySide6.QtGui import QImage

import resources

WHITE = (255, 255, 255, 255)
# The fonts of the program, which Qt alone is given by it.
_FONTS = Path(resources.__file__).parent / "fonts"


def pillow(image: QImage) -> Image.Image:
    """The same picture for Pillow, with its see-through parts."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size, pixels = (image.width(), image.height()), bytes(image.constBits())
    return Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", image.bytesPerLine(), 1).copy()


def resvg(svg: bytes) -> Image.Image:
    """An SVG file as resvg draws it, which shares nothing with Qt."""
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), font_dirs=[str(_FONTS)])))).convert("RGBA")


def difference(one: Image.Image, other: Image.Image, paper: tuple[int, int, int, int] = WHITE, blur: float = 2.0) -> NDArray[np.float64]:
    """Of each pixel, the largest difference of a channel, 0 to 255, after both are laid on paper and blurred."""
    laid = []
    for image in (one, other):
        page = Image.new("RGBA", image.size, paper)
        page.alpha_composite(image)
        laid.append(np.asarray(page.convert("RGB").filter(ImageFilter.GaussianBlur(blur)), dtype=np.float64))
    apart: NDArray[np.float64] = np.abs(laid[0] - laid[1]).max(axis=2)
    return apart


def coarse_difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures of one size, seen from afar."""
    small = [np.asarray(pillow(image).convert("L").resize((128, 64), Image.Resampling.BOX), dtype=np.float64) for image in (one, other)]
    return float(np.abs(small[0] - small[1]).mean())
