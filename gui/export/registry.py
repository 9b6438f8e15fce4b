"""Every format of an export. Help, options and refusals of the command `export`, and what the dialogs offer, follow from these rows.

A new format is a writer and a row. What writes is imported when something is written: a window that opens does not wait for it. No Qt.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.text import mark, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from core.numbers.export import NumbersWriter
    from gui.export.formats.animation import Film
    from gui.export.formats.palette import Pixels

    FilmWriter = Callable[[Path, tuple[int, int], int, Sequence[Pixels], Mapping[str, str]], AbstractContextManager[Film]]

_LOOKS = ("--parts", "--ground", "--no-title", "--no-legend", "--settings")
_PAGE = ("--width", "--dpi", "--text-size")
_STRETCH = ("--from", "--to", "--every")


@dataclass(frozen=True, kw_only=True)
class ExportFormat:
    """What can be asked for by one option of the command `export`.

    key       names it there, as in --png
    suffixes  how the name of its file may end; the first is the one that is proposed
    help      what it is, for the command's help
    options   the options of the command that apply to it, besides those that apply to all
    plural    several of its kind in words, where its group has some of its options only
    missing   why it cannot be written on this machine, in a sentence; empty if it can
    """

    key: str
    suffixes: tuple[str, ...]
    help: str
    options: tuple[str, ...]
    plural: str = ""
    missing: Callable[[], str] = str


class Drawing(Protocol):
    """Something drawn, of which a file is made."""

    def image(self) -> "QImage":
        """Its pixels."""

    def svg(self) -> bytes:
        """The same as lines and text."""


@dataclass(frozen=True, kw_only=True)
class PictureFormat(ExportFormat):
    """A picture, also of several steps or learning rates side by side.

    title, filter_text  what the dialogs call it
    encode              the content of its file: of a drawing, and of the texts that it carries if it can
    vector_type         the media type of what has lines and no pixels, so that its resolution does not matter
    """

    title: str
    filter_text: str
    encode: Callable[[Drawing, Mapping[str, str]], bytes]
    vector_type: str = ""
    options: tuple[str, ...] = (*_LOOKS, "--arrange", "--shape", *_PAGE)


@dataclass(frozen=True, kw_only=True)
class StripFormat(ExportFormat):
    """Pictures side by side, in a file of any format of pictures."""


@dataclass(frozen=True, kw_only=True)
class FilmFormat(ExportFormat):
    """A film.

    title, about, filter_text  what the dialogs call it, and say of it
    writer       what begins to write one, with a path, width and height, frames per second, frames that show all colours, and texts
    most_rate    the most frames per second
    is_video     whether it has all colours, and its place is where a user keeps films; others have a palette, and are kept with pictures
    carries      whether it has a place for texts
    """

    title: str
    about: str
    filter_text: str
    writer: "Callable[[], FilmWriter]"
    most_rate: int = 60
    is_video: bool = False
    carries: bool = False
    options: tuple[str, ...] = (*_LOOKS, *_STRETCH, "--fps", "--size")


@dataclass(frozen=True, kw_only=True)
class NumbersFormat(ExportFormat):
    """Every step with all its terms.

    title, tip, filter_text       what the dialog calls it, and says of it
    of_path, of_weights           what will be in the file of a problem whose parameters are a point, and of many weights
    writer                        what lays the rows out
    """

    title: str
    tip: str
    filter_text: str
    of_path: str
    of_weights: str
    writer: "Callable[[], type[NumbersWriter]]"
    options: tuple[str, ...] = ("--run", *_STRETCH)


def _encode_png(drawing: Drawing, texts: Mapping[str, str]) -> bytes:
    from gui.export.formats.png import encode_png

    return encode_png(drawing.image(), texts)


def _encode_svg(drawing: Drawing, _texts: Mapping[str, str]) -> bytes:
    return drawing.svg()


PNG = PictureFormat(
    key="png",
    suffixes=(".png",),
    help=mark("a picture"),
    title=mark("PNG: pixels"),
    filter_text=mark("PNG picture (*.png)"),
    encode=_encode_png,
)
SVG = PictureFormat(
    key="svg",
    suffixes=(".svg",),
    help=mark("a drawing whose text is text"),
    title=mark("SVG: sharp at any size"),
    filter_text=mark("SVG picture (*.svg)"),
    encode=_encode_svg,
    vector_type="image/svg+xml",
)
PICTURES = (PNG, SVG)

_PICTURE_SUFFIXES = tuple(suffix for picture in PICTURES for suffix in picture.suffixes)
FILMSTRIP = StripFormat(
    key="filmstrip",
    suffixes=_PICTURE_SUFFIXES,
    help=mark("pictures of several steps side by side"),
    options=(*_LOOKS, *_PAGE, *_STRETCH),
    plural=mark("filmstrips"),
)
RATE_STRIP = StripFormat(
    key="rate-strip",
    suffixes=_PICTURE_SUFFIXES,
    help=mark("an η strip: pictures of one run with several learning rates side by side, η × ¼, ½, 1, 2, 4"),
    options=("--run", *_LOOKS, *_PAGE),
    plural=mark("η strips"),
)
STRIPS = (FILMSTRIP, RATE_STRIP)


def _gif() -> "FilmWriter":
    from gui.export.formats.animation import GifFilm

    return GifFilm


def _apng() -> "FilmWriter":
    from gui.export.formats.animation import ApngFilm

    return ApngFilm


def _mp4() -> "FilmWriter":
    from gui.export.formats.video import Mp4Film  # what it needs is optional, and large

    return Mp4Film


def _mp4_missing() -> str:
    from gui.export.formats.video import video_reason

    return video_reason()


GIF = FilmFormat(
    key="gif",
    suffixes=(".gif",),
    help=mark("a film that plays everywhere"),
    title=mark("GIF"),
    about=mark("Plays in every browser, mail and slide; 255 colours"),
    filter_text=mark("GIF (*.gif)"),
    writer=_gif,
    # GIF counts in hundredths of a second, and browsers slow down what asks for a hundredth or less.
    most_rate=50,
)
APNG = FilmFormat(
    key="apng",
    # An animated PNG is a PNG, and opens wherever one does.
    suffixes=(".png", ".apng"),
    help=mark("a film in all colours, an animated PNG"),
    title=mark("Animated PNG"),
    about=mark("Plays in every browser; 255 colours"),
    filter_text=mark("Animated PNG (*.png *.apng)"),
    writer=_apng,
    carries=True,
)
MP4 = FilmFormat(
    key="mp4",
    suffixes=(".mp4",),
    help=mark("a film for players and slides; needs the extra “video”"),
    title=mark("MP4 video"),
    about=mark("The smallest file, all colours; for slides and players"),
    filter_text=mark("MP4 video (*.mp4)"),
    writer=_mp4,
    is_video=True,
    missing=_mp4_missing,
)
FILMS = (GIF, APNG, MP4)


def _table() -> "type[NumbersWriter]":
    from core.numbers.columns import Table

    return Table


def _arrays() -> "type[NumbersWriter]":
    from core.numbers.arrays import Arrays

    return Arrays


CSV = NumbersFormat(
    key="csv",
    suffixes=(".csv",),
    help=mark("a table of every step with every term, and what its columns mean in a file beside it"),
    title=mark("&CSV"),
    tip=mark("One table for all runs, for spreadsheets, pandas and R"),
    filter_text=mark("Table (*.csv)"),
    of_path=mark("A row for every run and step, with both components of every term. What the columns mean is written beside it."),
    of_weights=mark("A row for every run and step, with the norm of every term. What the columns mean is written beside it."),
    writer=_table,
)
NPZ = NumbersFormat(
    key="npz",
    suffixes=(".npz",),
    help=mark("the same as arrays for NumPy, of a network with all parameters"),
    title=mark("N&PZ"),
    tip=mark("Arrays of each run, for NumPy"),
    filter_text=mark("NumPy arrays (*.npz)"),
    of_path=mark("An array for every term of every run. What they mean is written beside it, and inside."),
    of_weights=mark("All parameters and terms of every step, as whole arrays. What they mean is written beside it, and inside."),
    writer=_arrays,
)
NUMBERS = (CSV, NPZ)

_GROUPS: tuple[tuple[str, tuple[ExportFormat, ...]], ...] = (
    (mark("pictures"), PICTURES),
    (mark("strips"), STRIPS),
    (mark("films"), FILMS),
    (mark("numbers"), NUMBERS),
)
FORMATS = tuple(each for _, group in _GROUPS for each in group)
OPTIONS = tuple(dict.fromkeys(option for each in FORMATS for option in each.options))
"""The options that belong to some formats only."""


def words(formats: Iterable[ExportFormat]) -> str:
    """These formats in words, for example "strips, films"."""
    said, wanted = [], set(formats)
    for word, group in _GROUPS:
        there = [each for each in group if each in wanted]
        said += [tr(word)] if len(there) == len(group) else [tr(each.plural) if each.plural else f"--{each.key}" for each in there]
    return ", ".join(said)


def taking(option: str) -> tuple[ExportFormat, ...]:
    """The formats that an option applies to."""
    return tuple(each for each in FORMATS if option in each.options)


def picture_format(path: Path) -> PictureFormat:
    """The format of a file of pictures by its suffix, which is one of theirs."""
    return next(each for each in PICTURES if path.suffix.lower() in each.suffixes)
