"""Looks of runs: told apart by everybody, by colour, dash and marker alike."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from core.optimizers import OPTIMIZERS
from gui.style.run_style import StyleBook, display_name, run_styles
from gui.style.theme import DARK, LIGHT

SEVEN = [(key, key) for key in OPTIMIZERS]

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


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_the_seven_colours_differ_for_every_eye(theme, deficiency):
    matrix = DEFICIENCIES[deficiency]
    colours = {label: lab(matrix @ linear(style.colour(theme))) for label, style in run_styles(SEVEN).items()}
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(colours[one] - colours[other]) > 16, (one, other)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_every_colour_reads_on_the_plot_background(theme):
    for label, style in run_styles(SEVEN).items():
        assert contrast(style.colour(theme), QColor(theme.plot)) >= 3, label


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_text_reads_on_every_surface(theme):
    for surface in (theme.window, theme.surface, theme.raised, theme.plot):
        assert contrast(QColor(theme.text), QColor(surface)) >= 7
        assert contrast(QColor(theme.muted), QColor(surface)) >= 4.5
        assert contrast(QColor(theme.warning), QColor(surface)) >= 4.5


def test_that_dashes_and_markers_alone_tell_the_seven_apart():
    styles = run_styles(SEVEN).values()
    assert len({style.dash for style in styles}) == 7
    assert len({style.marker for style in styles}) == 7


def test_that_a_second_run_of_an_optimizer_is_akin_but_not_the_same():
    styles = run_styles([("first", "adam"), ("second", "adam"), ("third", "adam")])
    assert len({(style.light, style.marker, style.dash) for style in styles.values()}) == 3
    assert styles["first"] == run_styles(SEVEN)["adam"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_three_runs_of_an_optimizer_can_be_told_apart_and_read(theme, key):
    styles = run_styles([("first", key), ("second", key), ("third", key)]).values()
    colours = [style.colour(theme) for style in styles]
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(lab(linear(one)) - lab(linear(other))) > 24
    assert all(contrast(colour, QColor(theme.plot)) >= 3 for colour in colours)
    assert len({style.dash for style in styles}) == len({style.marker for style in styles}) == 3


def test_that_a_run_is_called_by_the_name_of_its_optimizer_unless_it_has_a_label():
    assert display_name("nag") == "NAG"
    assert display_name("NAG, same η") == "NAG, same η"


def test_that_a_run_keeps_its_style_when_another_of_its_rule_goes():
    book = StyleBook()
    both = book.styles([("adam", "adam"), ("one", "adam"), ("two", "adam")])
    assert len(set(both.values())) == 3
    left = book.styles([("adam", "adam"), ("two", "adam")])
    assert left == {label: both[label] for label in ("adam", "two")}
    assert book.styles([("adam", "adam"), ("two", "adam"), ("three", "adam")])["three"] == both["one"]
