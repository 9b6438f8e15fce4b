"""What has to be seen can be: the contrast of every pair of colours that the look puts beside each other, from the themes."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from gui.style.run_style import run_styles
from gui.style.style_sheet import style_sheet
from gui.style.theme import DARK, LIGHT
from tests.helpers.colours import SEVEN, contrast


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def theme(request):
    return request.param


def ratio(theme, one, other):
    return contrast(QColor(getattr(theme, one)), QColor(getattr(theme, other)))


# Ink, grounds, and the least contrast: WCAG 2.2 asks for 4.5 of text and for 3 of what is used. What is switched off is free; it has 3.
PAIRS = [
    ("text", ("window", "surface", "raised", "plot", "tint", "border"), 7.0),
    ("muted", ("window", "surface", "raised", "plot", "tint"), 4.5),
    ("warning", ("window", "surface", "raised", "plot"), 4.5),
    ("accent", ("window", "surface", "raised", "plot", "tint"), 4.5),
    ("on_accent", ("accent",), 4.5),
    ("disabled", ("window", "surface", "plot"), 3.0),
    ("rim", ("window", "surface", "raised", "plot"), 3.0),
    ("accent", ("border", "grid"), 3.0),
]


@pytest.mark.parametrize(("ink", "grounds", "least"), PAIRS, ids=lambda value: value if isinstance(value, str) else "")
def test_that_ink_is_seen_on_every_ground_that_it_comes_to_lie_on(theme, ink, grounds, least):
    assert {ground: ratio(theme, ink, ground) for ground in grounds if ratio(theme, ink, ground) < least} == {}


def test_that_the_tick_is_seen_in_the_colour_of_every_run(theme):
    for label, style in run_styles(SEVEN).items():
        assert contrast(QColor(theme.on_accent), style.colour(theme)) >= 3, label


def test_that_focus_is_told_from_hovering_and_from_rest_by_more_than_its_hue(theme):
    sheet = style_sheet(theme)
    for widget in ("QComboBox", "QToolButton", "QPushButton", "QListWidget"):
        for rule in re.findall(rf"^{widget}:focus[^{{]*{{([^}}]*)}}", sheet, re.MULTILINE):
            # Twice as thick as the rim at rest, in a colour that is seen on either side.
            assert f"border: 2px solid {theme.accent}" in rule or "border" not in rule


def test_that_the_small_pictures_have_the_colours_of_the_theme(theme):
    files = dict(re.findall(r"url\((\S*/([a-z-]+)-(?:light|dark)\.svg)\)", style_sheet(theme)))
    inks = {}
    for path, name in files.items():
        inks[name] = set(re.findall(r"#[0-9a-f]{6}", Path(path).read_text(encoding="utf-8")))
    wanted = {"check": theme.on_accent, "check-focus": theme.accent}
    arrows = ("arrow-up", "arrow-down", "arrow-up-faint", "arrow-down-faint")
    assert inks == {name: {ink} for name, ink in (wanted | dict.fromkeys(arrows, theme.muted)).items()}


def test_that_an_arrow_at_a_limit_is_faint_and_not_gone(theme):
    sheet = style_sheet(theme)
    assert "image: none" not in sheet
    assert len(re.findall(r"arrow:off \{ image: url\([^)]*-faint-", sheet)) == 2
