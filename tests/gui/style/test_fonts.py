"""The fonts that the program brings: they have every letter that it says, so that nothing is a box and all machines look alike."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QLabel

import resources
from core.functions import FUNCTIONS
from core.number_text import number_text, thousands
from core.optimizers import OPTIMIZERS
from gui.style.fonts import FAMILY, FILES, FORMULA_FAMILY, load_fonts, points, text_font
from gui.style.theme import formula_font, numeric_font, small_font

ROOT = Path(resources.__file__).parent.parent
FOLDER = ROOT / "resources" / "fonts"
# Looked for in what others wrote, and never said.
FOREIGN = "\N{REPLACEMENT CHARACTER}"


def letters_of(name):
    font = QRawFont(str(FOLDER / name), 12.0)
    assert font.isValid()
    return font


def said():
    """Every character of every text of the program, in English and Korean: of its sources, its lessons and its translations."""
    characters = set("".join(number_text(value) + thousands(10**6) for value in (-1.5e-300, 1e9, 0.25, float("inf"), float("nan"))))
    for function in FUNCTIONS.values():
        characters |= set(function.formula)
    for path in (*ROOT.glob("core/**/*.py"), *ROOT.glob("gui/**/*.py")):
        if "command_line" not in path.parts:
            characters |= {letter for text in texts_of(path) for letter in text}
    for path in (ROOT / "resources").glob("**/*.toml"):
        characters |= set(path.read_text(encoding="utf-8"))
    for path in (ROOT / "resources").glob("**/*.ts"):
        characters |= {letter for node in ElementTree.parse(path).iter() for letter in node.text or ""}
    return {letter for letter in characters if not letter.isspace() and letter.isprintable()} - set(FOREIGN)


def texts_of(path):
    """The texts of a source that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in bare)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_that_every_character_that_is_said_is_in_the_fonts(qapp):
    text, signs = letters_of(FILES[0]), letters_of(FILES[2])
    missing = sorted(letter for letter in said() if not text.supportsCharacter(ord(letter)) and not signs.supportsCharacter(ord(letter)))
    assert not missing
    # What the second font is for.
    assert "∇" in said()
    assert not text.supportsCharacter(ord("∇"))


def test_that_korean_is_complete_in_both_weights(qapp):
    for name in FILES[:2]:
        font = letters_of(name)
        assert all(font.supportsCharacter(code) for code in range(0xAC00, 0xD7A4))


@pytest.mark.parametrize("text", ["η 0.04", "1.0×10⁻³", "−12.5", "∞", "θₜ₊₁", "β₁ β₂ ε Δ ‖ΔW‖ √", "m̂ v̂", "“…” – · × ≈ ≥ →"])
def test_that_the_signs_of_figures_and_formulas_are_in_the_font_of_the_text_itself(qapp, text):
    font = letters_of(FILES[0])
    assert all(font.supportsCharacter(ord(letter)) for letter in text if not letter.isspace())


def test_that_every_symbol_of_a_rule_has_a_letter_in_the_font_of_formulas(qapp):
    font = letters_of(FILES[2])
    for optimizer in OPTIMIZERS.values():
        for letter in "".join(symbol.name for symbol in optimizer.symbols):
            assert letter.isspace() or font.supportsCharacter(ord(letter)), letter


def test_that_the_application_uses_them(qapp):
    load_fonts()
    assert {FAMILY, FORMULA_FAMILY} <= set(QFontDatabase.families())
    assert QFontInfo(text_font()).family() == FAMILY
    assert text_font(2.0).pointSizeF() == pytest.approx(2 * points(12))
    assert QFontInfo(formula_font(text_font())).family() == FORMULA_FAMILY
    bold = text_font()
    bold.setWeight(QFont.Weight.DemiBold)
    assert QFontInfo(bold).family() == FAMILY
    assert QFontMetricsF(bold).horizontalAdvance("Momentum") > QFontMetricsF(text_font()).horizontalAdvance("Momentum")


def test_that_figures_have_one_width_where_they_change(qapp):
    metrics = QFontMetricsF(numeric_font(text_font()))
    assert len({round(metrics.horizontalAdvance(digit * 10), 2) for digit in "0123456789"}) == 1


def test_that_a_formula_is_no_higher_than_text_of_its_size(qapp):
    # As it comes, the font of formulas has lines five times as high as its letters.
    formula = formula_font(text_font())
    assert QFontMetricsF(formula).height() < 1.5 * formula.pointSizeF() / points(1)
    label = QLabel("f")
    label.setFont(text_font())
    height = label.sizeHint().height()
    label.setText("∇f ⊙")
    assert label.sizeHint().height() <= height + 1


def test_that_small_letters_are_11_pixels(qapp):
    assert small_font(text_font()).pointSizeF() == pytest.approx(points(11), abs=0.01)


def test_that_each_font_has_its_licence_and_a_wheel_holds_both(qapp):
    patterns = re.search(r"package-data\]\n\"\*\" = (\[.*\])", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = ast.literal_eval(patterns[1])
    for path in FOLDER.iterdir():
        assert any(path.match(kind) for kind in kinds), path.name
    for name in FILES:
        licence = FOLDER / f"{name.split('-')[0]}-LICENSE.txt"
        assert "SIL Open Font License, Version 1.1" in licence.read_text(encoding="utf-8")
    assert sum((FOLDER / name).stat().st_size for name in FILES) < 3.5e6
