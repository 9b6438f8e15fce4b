"""OKLab, in which equal steps look equal, and the luminance by which contrast is measured. NumPy only.

Björn Ottosson, "A perceptual color space for image processing" (2020); luminance and contrast as in WCAG 2.2.
"""

import numpy as np
from numpy.typing import NDArray

Float64Array = NDArray[np.float64]

_TO_CONES = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
_FROM_CONES, _FROM_LAB = np.linalg.inv(_TO_CONES), np.linalg.inv(_TO_LAB)
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def linear_rgb(colour: str) -> Float64Array:
    """#rrggbb as linear red, green and blue, (3,), 0 to 1."""
    encoded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def eight_bits(rgb: Float64Array) -> NDArray[np.uint32]:
    """Linear red, green and blue, (..., 3), as the 0 to 255 of sRGB; what sRGB has no colour for is moved to its rim."""
    rgb = np.clip(rgb, 0.0, 1.0)
    encoded = np.where(rgb <= 0.0031308, 12.92 * rgb, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return np.rint(encoded * 255).astype(np.uint32)


def oklab(rgb: Float64Array) -> Float64Array:
    """Linear red, green and blue, (..., 3), as lightness, green to red, blue to yellow."""
    lab: Float64Array = np.cbrt(rgb @ _TO_CONES.T) @ _TO_LAB.T
    return lab


def rgb_of(lab: Float64Array) -> Float64Array:
    """The inverse of `oklab`; below 0 or above 1 where sRGB has no such colour."""
    rgb: Float64Array = (lab @ _FROM_LAB.T) ** 3 @ _FROM_CONES.T
    return rgb


def luminance(rgb: Float64Array) -> Float64Array:
    """The relative luminance Y of linear red, green and blue, (..., 3): 0 for black, 1 for white."""
    y: Float64Array = rgb @ _LUMINANCE
    return y
