"""Looks of runs: told apart by everybody, by colour, dash and marker alike."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from gui.canvas.paths import LINE_WIDTH
from gui.style.markers import marker_path
from gui.style.run_style import StyleBook, display_name, run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.colours import DEFICIENCIES, SEVEN, ciede2000, contrast, least_difference

TWELVE = [*SEVEN, *((f"more {number}", "gd") for number in range(5))]
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
# The least CIEDE2000 of any two of the seven, and of the twelve, by theme and colour vision: what the palette was chosen for.
LEAST = {
    (False, "full colour vision"): (22, 11.5),
    (False, "protanopia"): (14, 7.0),
    (False, "deuteranopia"): (13.5, 7.0),
    (False, "tritanopia"): (13.5, 7.0),
    (True, "full colour vision"): (21, 11.0),
    (True, "protanopia"): (15, 7.0),
    (True, "deuteranopia"): (13, 7.0),
    (True, "tritanopia"): (13.5, 6.8),
}


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_that_differences_of_colours_are_those_of_the_published_table(one, other, difference):
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(difference, abs=1e-4)
    assert ciede2000(np.array(other), np.array(one)) == pytest.approx(difference, abs=1e-4)


@THEMES
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_the_colours_of_seven_and_of_twelve_runs_differ_for_every_eye(theme, deficiency):
    for runs, least in zip((SEVEN, TWELVE), LEAST[theme.dark, deficiency], strict=True):
        assert least_difference([style.colour(theme) for style in run_styles(runs).values()], deficiency) >= least


@THEMES
def test_that_every_colour_reads_on_the_plot_and_on_the_window(theme):
    for label, style in run_styles(TWELVE).items():
        for ground in (theme.plot, theme.window, theme.surface):
            assert contrast(style.colour(theme), QColor(ground)) >= 4, label


@THEMES
def test_that_text_reads_on_every_surface(theme):
    for surface in (theme.window, theme.surface, theme.raised, theme.plot):
        assert contrast(QColor(theme.text), QColor(surface)) >= 7
        assert contrast(QColor(theme.muted), QColor(surface)) >= 4.5
        assert contrast(QColor(theme.warning), QColor(surface)) >= 4.5


def test_that_dashes_and_markers_alone_tell_the_twelve_apart():
    styles = run_styles(TWELVE).values()
    assert len({style.dash for style in styles}) == 12
    assert len({style.marker for style in styles}) == 12


def test_that_a_dash_repeats_within_60_pixels_of_a_path():
    for label, style in run_styles(TWELVE).items():
        assert sum(style.dash) * LINE_WIDTH <= 60, label


def test_that_24_runs_look_different_and_those_beyond_the_twelfth_are_cored():
    styles = list(run_styles([*SEVEN, *((f"more {number}", "gd") for number in range(17))]).values())
    assert len(set(styles)) == 24
    assert [style.cored for style in styles] == [False] * 12 + [True] * 12
    assert len({replace(style, cored=False) for style in styles}) == 12


def test_that_further_runs_share_their_looks_whatever_their_rule():
    styles = run_styles([("adam", "adam"), ("adam 2", "adam"), ("gd", "gd"), ("gd 2", "gd"), ("of mine", "a rule without a style")])
    own = run_styles(SEVEN)
    assert (styles["adam"], styles["gd"]) == (own["adam"], own["gd"])
    assert [styles[label] for label in ("adam 2", "gd 2", "of mine")] == list(run_styles(TWELVE).values())[7:10]


@pytest.mark.parametrize("marker", sorted({style.marker for style in run_styles(TWELVE).values()}))
def test_that_a_marker_is_a_filled_shape_about_its_middle(marker):
    shape = marker_path(marker, 100.0)
    box = shape.boundingRect()
    assert abs(box.center().x()) <= 10
    assert abs(box.center().y()) <= 10
    image = QImage(140, 140, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.fillPath(shape.translated(70, 70), QColor("white"))
    painter.end()
    filled = np.frombuffer(image.constBits(), np.uint8).reshape(140, -1)[:, :140] > 127
    assert filled.sum() >= 0.25 * 100 * 100, "a hair would be lost beneath its halo"


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
