"""Two explicit palettes, light and dark, and the few rules that make every widget follow them, in the usual size or enlarged."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.style.fonts import FAMILY, FORMULA_FAMILY
from gui.style.tokens import TEXT, TEXT_HEADING, TEXT_SMALL

SCALE_PROPERTY = "descent_lab_scale"


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. `ground` runs from the lowest to the highest value of the landscape, in equal steps of OKLab.

    `border` separates and may be faint; `rim` is around what can be used, and is seen: 3 : 1. `tint` lies behind what is switched on.
    `scale` is how many times larger than usual everything is painted. It goes with an application font enlarged as much.
    `is_for_audience`: it is to be read from afar, so that everything leaves out what is of no use far away.
    `has_contrast`: what is faint by intent, as the contours of the landscape, is to be less so.
    """

    name: str
    dark: bool
    window: str
    surface: str
    raised: str
    border: str
    rim: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    tint: str
    warning: str
    plot: str
    grid: str
    contour: str
    contour_text: str
    halo: str
    ground: tuple[str, ...]
    scale: float = 1.0
    is_for_audience: bool = False
    has_contrast: bool = False

    def enlarged(self, scale: float) -> "Theme":
        """The same colours, everything `scale` times as large as usual."""
        return replace(self, scale=scale)

    def for_audience(self, scale: float) -> "Theme":
        """The same colours, to be read from afar: at least `scale` times as large as usual."""
        return replace(self, scale=max(scale, self.scale), is_for_audience=True)

    def contrasted(self) -> "Theme":
        """For who asks for more contrast: rims, separators and quiet words in the colour of text."""
        return replace(self, border=self.text, rim=self.text, muted=self.text, disabled=self.muted, has_contrast=True)

    def px(self, pixels: float) -> int:
        """A length of the usual layout, enlarged, in whole pixels."""
        return round(pixels * self.scale)

    def wrapped_px(self, pixels: float) -> int:
        """A width for text that wraps, enlarged by half as much: it goes on in the next line."""
        return round(pixels * (1 + (self.scale - 1) / 2))


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f6f7f9",
    surface="#ffffff",
    raised="#eceff3",
    border="#d9dee5",
    rim="#7f8b9b",
    text="#18202b",
    muted="#4d5a6b",
    disabled="#78838f",
    accent="#2456c4",
    on_accent="#ffffff",
    tint="#d9e1f3",
    warning="#b3261e",
    plot="#ffffff",
    grid="#e7ebf0",
    contour="#1f4a6e",
    contour_text="#2f4c64",
    halo="#ffffff",
    ground=("#b9d3ea", "#cce0ec", "#e0ebea", "#eff2ea", "#faf8f1"),
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#12161c",
    surface="#191f28",
    raised="#242c37",
    border="#2f3845",
    rim="#6b788b",
    text="#e8edf4",
    muted="#a3afbf",
    disabled="#78859a",
    accent="#7aa7ff",
    on_accent="#0d1420",
    tint="#2a3650",
    warning="#ff8a80",
    plot="#161b23",
    grid="#232b36",
    contour="#a9c6e0",
    contour_text="#a9bccf",
    halo="#070a11",
    ground=("#0a0f1b", "#101c30", "#162b43", "#1d3850", "#274459"),
)


def enlarged_font(font: QFont, scale: float) -> QFont:
    """The same font, `scale` times as large."""
    large = QFont(font)
    if scale != 1.0:
        if font.pointSizeF() > 0:
            large.setPointSizeF(round(font.pointSizeF() * scale, 2))
        else:
            large.setPixelSize(round(font.pixelSize() * scale))
    return large


def scene_font(theme: Theme) -> QFont:
    """The application's font in its usual size, for what is painted under a transform that enlarges it to the theme's scale."""
    return enlarged_font(QApplication.font(), 1 / theme.scale)


def numeric_font(font: QFont) -> QFont:
    """The same font with figures of equal width, for numbers that change."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def formula_font(font: QFont) -> QFont:
    """A serif font a little larger than `font`, for formulas and equations set as text."""
    formula = enlarged_font(font, TEXT_HEADING / TEXT)
    formula.setFamilies([FORMULA_FAMILY, FAMILY])
    return formula


def small_font(font: QFont) -> QFont:
    """The same font as small as any: for ticks and captions."""
    return enlarged_font(font, TEXT_SMALL / TEXT)
