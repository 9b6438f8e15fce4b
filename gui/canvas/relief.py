"""Hills as a map shows them: a tint for each height, light from the upper left, and no more or less light than paths can stand.

After Eduard Imhof, "Cartographic Relief Presentation" (1965): warm light, cool shade. NumPy, no Qt.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gui.style.oklab import eight_bits, linear_rgb, luminance, oklab, rgb_of
from gui.style.theme import Theme

Float64Array = NDArray[np.float64]
Float32Array = NDArray[np.float32]

HEIGHTS, LIGHTS = 256, 33
LEVEL_GROUND = LIGHTS // 2
# How high the highest point in view stands, in parts of the smaller side of the view.
_RISE = 0.31
# Slopes beyond these are as dark, or as bright, as it gets; a plane lies at 0.
_MOST_SHADE, _MOST_LIGHT = 0.9, 0.45
_BLURS = 2
# From the upper left, 45° up.
_SUN = (-0.5, -0.5, math.sqrt(0.5))
# How much a* and b* change with the lightness.
_RED, _YELLOW = 0.05, 0.16
# Lightness between level and full light; dark ground bears more.
_DEPTH = {False: 0.045, True: 0.055}
# The least luminance of light ground, and the greatest of dark. The colours of runs have at most 0.183 and at least 0.295, so that every
# run has 3 : 1 on every pixel: a property of the program and not of luck. tests/gui/canvas/test_relief.py measures it.
_LEAST_LUMINANCE, _MOST_LUMINANCE = 0.663, 0.0615


def slopes(heights: Float64Array, x_px: float, y_px: float, side_px: float) -> tuple[Float32Array, Float32Array]:
    """How steeply the ground rises to the right and downward, (rows, columns) each, from heights between 0 and 1, row 0 at the top.

    x_px, y_px : pixels between grid points;  side_px : the smaller side of the view. Where there is no height it is level.
    """
    z = (np.where(np.isfinite(heights), np.clip(heights, -1.0, 2.0), 1.0) * (_RISE * side_px)).astype(np.float32)
    right: Float32Array = np.gradient(z, x_px, axis=1)
    down: Float32Array = np.gradient(z, y_px, axis=0)
    return right, down


def lights(right: Float32Array, down: Float32Array) -> NDArray[np.uint8]:
    """How the light falls on slopes: 0 the darkest shade, 16 level ground, 32 the full light."""
    x, y, z = _SUN
    lambert = (z - x * right - y * down) / np.sqrt(1 + right * right + down * down)
    light: Float32Array = np.clip(lambert / z - 1, -_MOST_SHADE, _MOST_LIGHT)
    light = np.where(light < 0, light / _MOST_SHADE, light / _MOST_LIGHT).astype(np.float32)
    for _ in range(_BLURS):
        light = _blurred(_blurred(light).T).T
    return np.rint((light + 1) * LEVEL_GROUND).astype(np.uint8)


def facing(right: Float32Array, down: Float32Array) -> Float32Array:
    """Whether a slope faces the light, −1 away from it to 1 toward it, whatever its steepness. Level ground is 0."""
    steep = np.hypot(right, down)
    with np.errstate(invalid="ignore", divide="ignore"):
        towards = (right + down) / (math.sqrt(2) * steep)
    return np.where(steep > 0, towards, 0).astype(np.float32)


@lru_cache(maxsize=8)
def ground_table(theme: Theme) -> NDArray[np.uint32]:
    """0xffrrggbb for each height and light, (256, 33): one look-up a pixel, where OKLab for each took 137 ms for 400 × 400."""
    stops = oklab(np.array([linear_rgb(colour) for colour in theme.ground]))
    places = np.linspace(0, len(stops) - 1, HEIGHTS)
    tint = np.stack([np.interp(places, np.arange(len(stops)), stops[:, channel]) for channel in range(3)], axis=-1)
    change = _DEPTH[theme.dark] * np.linspace(-1, 1, LIGHTS)
    lit = tint[:, np.newaxis, :] + change[:, np.newaxis] * np.array([1.0, _RED, _YELLOW])
    rgb = np.clip(rgb_of(lit), 0.0, 1.0)
    y = luminance(rgb)[..., np.newaxis]
    if theme.dark:
        rgb = np.where(y > _MOST_LUMINANCE, rgb * (_MOST_LUMINANCE / np.maximum(y, 1e-9)), rgb)
    else:
        rgb = np.where(y < _LEAST_LUMINANCE, rgb + (1 - rgb) * ((_LEAST_LUMINANCE - y) / (1 - y)), rgb)
    red, green, blue = np.moveaxis(eight_bits(rgb), -1, 0)
    table: NDArray[np.uint32] = np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue
    return table


def _blurred(values: Float32Array) -> Float32Array:
    """The mean of each value and its neighbours in the row before and after."""
    padded = np.concatenate([values[:1], values, values[-1:]])
    mean: Float32Array = (padded[:-2] + padded[1:-1] + padded[2:]) / np.float32(3)
    return mean
