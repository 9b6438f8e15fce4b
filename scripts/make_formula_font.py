"""Make resources/fonts/Formulas-Regular.ttf: what formulas set as text need of STIX Two Math, with the line height of a text font.

    pip install fonttools && python scripts/make_formula_font.py

STIX Two Math comes with ziamath, which typesets the equations, so both have the same letters. Its lines are five times as high as its
letters, for the sake of tall brackets; in a label they would be blank. Its licence, the OFL, wants no other name, but lets one be given.
"""

from importlib import resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Descent Lab Formulas"
# Latin, its accents, Greek, marks above a letter, dashes and quotation marks, small figures, arrows, signs, letters in italics.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x300, 0x33F), (0x370, 0x3FF), (0x1D40, 0x1D40), (0x2010, 0x205F)),
    *((0x2070, 0x209F), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x27E8, 0x27E9), (0x1D434, 0x1D467)),
    (0x1D6A4, 0x1D71B),
)
# Of the em, as in the text fonts of the same family.
ASCENT, DESCENT = 0.95, 0.25
_FAMILY, _FULL_NAME, _POSTSCRIPT, _UNIQUE = 1, 4, 6, 3
_TRADEMARK, _MAKER_FAMILY = 7, 16


def main() -> None:
    """Write the font."""
    source = Path(str(resources.files("ziamath"))) / "fonts" / "STIXTwoMath-Regular.ttf"
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=["ccmp", "mark", "mkmk", "kern"], name_IDs=["*"], drop_tables=["MATH", "DSIG"], hinting=False)
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    chooser.subset(font)
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em), round(DESCENT * em)
    heights = font["hhea"], font["OS/2"]
    heights[0].ascent, heights[0].descent, heights[0].lineGap = up, -down, 0
    heights[1].sTypoAscender, heights[1].sTypoDescender, heights[1].sTypoLineGap = up, -down, 0
    heights[1].usWinAscent, heights[1].usWinDescent = up, down
    names = font["name"]
    for number, text in ((_FAMILY, FAMILY), (_FULL_NAME, f"{FAMILY} Regular"), (_POSTSCRIPT, FAMILY.replace(" ", "")), (_UNIQUE, FAMILY)):
        names.setName(text, number, 3, 1, 0x409)
        names.removeNames(nameID=number, platformID=1)
    for number in (_TRADEMARK, _MAKER_FAMILY):
        names.removeNames(nameID=number)
    target = Path(__file__).parent.parent / "resources" / "fonts" / "Formulas-Regular.ttf"
    font.save(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main()
