"""The measures and colours of the look stand in one room: whatever lays out or paints takes them from there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gui

ROOT = Path(gui.__file__).parent
# Calls whose figures are distances, and which of their arguments are.
DISTANCES = {
    "setContentsMargins": slice(0, None),
    "setSpacing": slice(0, None),
    "setHorizontalSpacing": slice(0, None),
    "setVerticalSpacing": slice(0, None),
    "addSpacing": slice(0, None),
    "insertSpacing": slice(1, None),
    "setIndent": slice(0, None),
    "setIconSize": slice(0, None),
    "drawRoundedRect": slice(-2, None),
    "setPointSize": slice(0, None),
    "setPointSizeF": slice(0, None),
    "setPixelSize": slice(0, None),
}
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
# Constants that would be tokens under another name.
NAMES = re.compile(r"(^|_)(MARGIN|SPACING|GAP|RADIUS|ICON|PADDING)S?(_|$)")
# Drawing geometry: what a mark, a sign or a label of a picture keeps free of another. Constants there are no distances between widgets.
DRAWING = ("canvas/", "widgets/label_placement.py")
# What else is none: path, the call, and why.
GEOMETRY = {
    ("export/picture/svg.py", "setPointSizeF"): "an inch has 72 points",
}


def own_figures(source: str, path: str = "") -> Iterator[str]:
    """Where a source brings a distance, a corner, a size of letters or a colour of its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in DISTANCES:
            if (path, node.func.attr) in GEOMETRY:
                continue
            for argument in node.args[DISTANCES[node.func.attr]]:
                figures = [part for part in ast.walk(argument) if _is_figure(part)]
                # Halves and doubles are of something.
                if any(abs(part.value) > 2 for part in figures) or (figures and isinstance(argument, ast.Constant)):
                    yield f"{path}:{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Assign) and _is_figure(node.value) and abs(node.value.value) > 1 and not path.startswith(DRAWING):
            yield from (f"{path}:{node.lineno}: {name.id}" for name in node.targets if isinstance(name, ast.Name) and NAMES.search(name.id))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.fullmatch(node.value):
            yield f"{path}:{node.lineno}: {node.value}"


def _is_figure(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool) and node.value != 0


def test_that_no_widget_brings_a_distance_a_corner_a_size_of_letters_or_a_colour_of_its_own():
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("style/"):
            found += own_figures(path.read_text(encoding="utf-8"), name)
    assert not found, "take these from gui.style.tokens or gui.style.theme:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "fault",
    [
        "layout.setContentsMargins(0, 7, 0, 0)",
        "layout.setSpacing(5)",
        "layout.addSpacing(theme.px(9))",
        "button.setIconSize(QSize(20, 20))",
        "painter.drawRoundedRect(area, 5, 5)",
        "font.setPointSizeF(max(7.0, font.pointSizeF() - 1))",
        'colour = QColor("#12ab9f")',
        "_MARGIN = 8",
        "_ICON_GAP = 3.0",
    ],
)
def test_that_it_would_be_found(fault):
    assert list(own_figures(fault))


@pytest.mark.parametrize(
    "right",
    [
        "layout.setContentsMargins(MARGIN, 0, MARGIN, theme.px(GAP))",
        "painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)",
        "font.setPointSizeF(points(TEXT) * scale)",
        'anchor = "#clipPath"',
        "_RIGHT_MARGIN = 0.02",
        "form.insertSpacing(2, TIGHT)",
    ],
)
def test_that_what_takes_them_from_there_is_left_alone(right):
    assert not list(own_figures(right))


def test_that_every_exception_is_still_one():
    for path, name in GEOMETRY:
        found = own_figures((ROOT / path).read_text(encoding="utf-8"))
        assert any(f".{name}(" in figure for figure in found), (path, name)
