"""How colours look to every eye, and how well they read."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from PySide6.QtGui import QColor

from core.optimizers import TEACHING_ORDER

SEVEN = [(key, key) for key in TEACHING_ORDER]

# Machado, Oliveira and Fernandes (2009), severity 1.0: linear RGB as seen without the cones named.
DEFICIENCIES = {
    "full colour vision": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}


def linear(colour: QColor) -> np.ndarray:
    srgb = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* under D65."""
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
    t = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted((float(linear(one) @ weights), float(linear(other) @ weights)))
    return (light + 0.05) / (dark + 0.05)


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """The difference of two colours in CIE L*a*b*, after Sharma, Wu and Dalal (2005)."""
    (l_1, a_1, b_1), (l_2, a_2, b_2) = one, other
    mean_chroma = (np.hypot(a_1, b_1) + np.hypot(a_2, b_2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    chroma_1, chroma_2 = np.hypot(stretch * a_1, b_1), np.hypot(stretch * a_2, b_2)
    hue_1, hue_2 = np.degrees(np.arctan2(b_1, stretch * a_1)) % 360, np.degrees(np.arctan2(b_2, stretch * a_2)) % 360
    both = chroma_1 * chroma_2 > 0
    turn = (hue_2 - hue_1 + 180) % 360 - 180 if both else 0.0
    lightness, chroma = l_2 - l_1, chroma_2 - chroma_1
    hue = 2 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.radians(turn) / 2)
    mean_l, mean_c = (l_1 + l_2) / 2, (chroma_1 + chroma_2) / 2
    mean_h = (hue_1 + hue_2) / 2 if both else hue_1 + hue_2
    if both and abs(hue_1 - hue_2) > 180:
        mean_h += 180 if hue_1 + hue_2 < 360 else -180
    weight = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * weight
    rotation = -np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2)))) * 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    terms = np.array([lightness / s_l, chroma / s_c, hue / s_h])
    return float(np.sqrt((terms**2).sum() + rotation * terms[1] * terms[2]))


def least_difference(colours: Sequence[QColor], deficiency: str) -> float:
    """The least CIEDE2000 of any two colours as seen with a deficiency."""
    seen = [lab(DEFICIENCIES[deficiency] @ linear(colour)) for colour in colours]
    return min(ciede2000(one, other) for one, other in combinations(seen, 2))
