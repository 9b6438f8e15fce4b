"""How colours look to every eye, and how well they read."""

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
