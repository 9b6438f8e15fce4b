"""What a user has chosen in the export dialog, as plain data, and how it is remembered from one start of the program to the next."""

from dataclasses import dataclass, field, replace
from enum import Enum

from core.files import proposed_name
from core.problems.base import Problem
from core.problems.kinds import kind_of
from core.text import mark, tr
from gui.export.picture.spec import (
    MOST_DPI,
    MOST_PX,
    Arrangement,
    Ground,
    PictureSpec,
    Shape,
    TextSize,
    centimetres_of,
    pixels_of,
)
from gui.export.registry import PICTURES, PNG, PictureFormat
from gui.plots.registry import plot_spec
from gui.system.settings import WindowSettings

_MOST_EVERY = 1_000_000
# Centimetres are remembered in hundredths.
_MOST_HUNDREDTHS = 100_000


class PictureKind(Enum):
    """What is drawn: one moment, several steps, several learning rates, or the window as it stands."""

    PICTURE = "picture"
    FILMSTRIP = "filmstrip"
    RATES = "rates"
    WINDOW = "window"


class Unit(Enum):
    """What the width is given in."""

    PX = "px"
    CM = "cm"


KIND_NAMES = {
    PictureKind.PICTURE: mark("Picture"),
    PictureKind.FILMSTRIP: mark("Filmstrip: several steps"),
    PictureKind.RATES: mark("η strip: several rates"),
    PictureKind.WINDOW: mark("The whole window"),
}
ARRANGEMENT_NAMES = {
    Arrangement.ROW: mark("Side by side"),
    Arrangement.COLUMN: mark("Below each other"),
    Arrangement.GRID: mark("Grid"),
}
UNIT_NAMES = {Unit.PX: mark("pixels"), Unit.CM: mark("cm")}
SHAPE_NAMES = {Shape.NATURAL: mark("As the parts need"), Shape.WIDE: "16 : 9", Shape.CLASSIC: "4 : 3", Shape.SQUARE: "1 : 1"}
TEXT_NAMES = {
    TextSize.SMALL: mark("Small"),
    TextSize.NORMAL: mark("Normal"),
    TextSize.LARGE: mark("Large, for slides"),
    TextSize.HUGE: mark("Very large"),
}
_PART_NAMES = {"canvas": mark("Can&vas"), "inspector": mark("Step &inspector")}
GROUND_NAMES = {
    Ground.LIGHT: mark("Light"),
    Ground.DARK: mark("Dark"),
    Ground.CLEAR: mark("Transparent, dark ink"),
    Ground.CLEAR_DARK: mark("Transparent, light ink"),
}


@dataclass(frozen=True)
class ExportChoices:
    """Everything in the form. `spec.width_px` is what the width comes to, in whichever unit it was given."""

    kind: PictureKind = PictureKind.PICTURE
    spec: PictureSpec = field(default_factory=PictureSpec)
    file: PictureFormat = PNG
    unit: Unit = Unit.PX
    cm: float = 16.0
    dpi: int = 300
    every: int = 0
    run: str = ""

    @property
    def format(self) -> PictureFormat:
        """The format that the file will have; a window has no other picture than its pixels."""
        return PNG if self.kind is PictureKind.WINDOW else self.file

    @property
    def is_vector(self) -> bool:
        """Whether the file has lines and no pixels."""
        return bool(self.format.vector_type)


def with_width(choices: ExportChoices, unit: Unit, px: int, cm: float, dpi: int) -> ExportChoices:
    """The choices with this width, in pixels or in centimetres at a resolution.

    Raises:
        ValueError: with a sentence, if it is out of range.
    """
    if unit is Unit.PX:
        return replace(choices, unit=unit, spec=replace(choices.spec, width_px=px, dpi=PictureSpec().dpi))
    return replace(choices, unit=unit, cm=cm, dpi=dpi, spec=replace(choices.spec, width_px=pixels_of(cm, dpi), dpi=float(dpi)))


def name_for(choices: ExportChoices, title: str, step: int) -> str:
    """The file name to propose."""
    if choices.kind is PictureKind.WINDOW:
        words = ["window"]
    else:
        words = {PictureKind.PICTURE: [], PictureKind.FILMSTRIP: ["filmstrip"], PictureKind.RATES: ["eta-strip"]}[choices.kind]
        words += choices.spec.parts
    return proposed_name(title, *words, "step", str(step), suffix=choices.format.suffixes[0])


def recall(settings: WindowSettings, problem: Problem, is_dark: bool) -> ExportChoices:
    """The choices of the last time, as far as they apply to this problem; at first those of a picture like the window."""

    def flag(name: str, default: bool) -> bool:
        return bool(settings.integer(f"picture/{name}", int(default), 1))

    def word(name: str, default: Enum) -> str:
        return settings.text(f"picture/{name}", str(default.value), tuple(str(one.value) for one in type(default)))

    usual = ExportChoices()
    parts = tuple(part for part in kind_of(problem).parts if flag(part, part in usual.spec.parts)) or usual.spec.parts[:1]
    px = settings.integer("picture/width_px", usual.spec.width_px, MOST_PX)
    spec = PictureSpec(
        parts,
        Arrangement(word("arrangement", usual.spec.arrangement)),
        ground=Ground(word("ground", Ground.DARK if is_dark else Ground.LIGHT)),
        title=flag("title", usual.spec.title),
        legend=flag("legend", usual.spec.legend),
        settings=flag("settings", usual.spec.settings),
        text=TextSize(word("text", usual.spec.text)),
        shape=Shape(word("shape", usual.spec.shape)),
    )
    choices = ExportChoices(
        PictureKind(word("kind", usual.kind)),
        spec,
        next(each for each in PICTURES if each.key == settings.text("picture/file", PNG.key, tuple(each.key for each in PICTURES))),
        cm=settings.integer("picture/cm", round(usual.cm * 100), _MOST_HUNDREDTHS) / 100,
        dpi=settings.integer("picture/dpi", usual.dpi, MOST_DPI),
        every=settings.integer("picture/every", 0, _MOST_EVERY),
    )
    try:
        return with_width(choices, Unit(word("unit", usual.unit)), px, choices.cm, choices.dpi)
    except ValueError:
        return choices


def remember(settings: WindowSettings, choices: ExportChoices, problem: Problem) -> None:
    """Keep the choices for the next time; what does not apply to this problem stays as it was."""
    spec = choices.spec
    for part in kind_of(problem).parts:
        settings.put(f"picture/{part}", int(part in spec.parts))
    for name in ("title", "legend", "settings"):
        settings.put(f"picture/{name}", int(getattr(spec, name)))
    for name in ("arrangement", "ground", "text", "shape"):
        settings.put(f"picture/{name}", getattr(spec, name).value)
    settings.put("picture/kind", choices.kind.value)
    settings.put("picture/file", choices.file.key)
    settings.put("picture/unit", choices.unit.value)
    if choices.unit is Unit.PX:
        settings.put("picture/width_px", spec.width_px)
    settings.put("picture/cm", round(choices.cm * 100))
    settings.put("picture/dpi", choices.dpi)
    settings.put("picture/every", choices.every)


def part_name(part: str, problem: Problem) -> str:
    """What a user reads for a part of a picture of this problem, with its mnemonic."""
    if part == "canvas" and problem.dimensions is None:
        return tr("Plane of &weights")
    return tr(_PART_NAMES[part]) if part in _PART_NAMES else tr(plot_spec(part).mnemonic)


def paper_text(choices: ExportChoices, width_px: int, height_px: int) -> str:
    """How large the picture is: in pixels, and on paper if the width was given so. An SVG on paper has no pixels to count."""
    pixels = tr("{width:,} × {height:,} pixels").format(width=width_px, height=height_px)
    width, height = (centimetres_of(size, choices.dpi) for size in (width_px, height_px))
    paper = tr("{width:.1f} × {height:.1f} cm").format(width=width, height=height)
    size = pixels if choices.unit is Unit.PX else paper
    sharp = tr("sharp at any size")
    if choices.is_vector:
        return f"{size} · {sharp}"
    return size if choices.unit is Unit.PX else f"{paper} · {pixels}"
