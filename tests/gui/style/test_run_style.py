"""Looks of runs: told apart by everybody, by colour, dash and marker alike."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from core.optimizers import OPTIMIZERS
from gui.style.run_style import StyleBook, display_name, run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.colours import DEFICIENCIES, SEVEN, contrast, lab, linear


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
