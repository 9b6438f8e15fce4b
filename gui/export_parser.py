"""What may be typed after `export`: the files that are wanted, what pictures show, which steps, and films."""

import argparse
import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.text import tr
from gui.picture_spec import Arrangement, Ground, Part, Shape, TextSize

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_STEPS = 10_000_000
_NUMBER_WITH_UNIT = re.compile(r"(\d+(?:\.\d+)?)(px|cm)?")
_SIDES = re.compile(r"(\d+)[x×](\d+)")


def add_export_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Add the command `export`."""
    parser = commands.add_parser(
        "export",
        help=tr("make pictures, films and tables of an experiment without a window"),
        description=tr(
            "Run an experiment and write whatever is asked for: several files at once, all of them or none. Ctrl-C leaves nothing "
            "half-written. A PNG carries its experiment, so it can be opened again."
        ),
        allow_abbrev=False,
        parents=[common],
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help=tr("an experiment file, a PNG that the program exported, or a scene of a lesson, such as 08-adam/bias-correction"),
    )
    _add_files(parser)
    _add_pictures(parser)
    _add_steps(parser)
    films = parser.add_argument_group(tr("films"))
    films.add_argument("--fps", type=_whole(1, 60), metavar="N", help=tr("frames per second, 1 to 60; of a GIF to 50"))
    films.add_argument("--size", type=_sides, metavar="WxH", help=tr("width and height in pixels, such as 800x600"))


def _add_files(parser: argparse.ArgumentParser) -> None:
    files = parser.add_argument_group(tr("what is written"))
    wanted = {
        "png": tr("a picture"),
        "svg": tr("a drawing whose text is text"),
        "filmstrip": tr("pictures of several steps side by side"),
        "rate-strip": tr("pictures of one run with several learning rates side by side: η × ¼, ½, 1, 2, 4"),
        "gif": tr("a film that plays everywhere"),
        "apng": tr("a film in all colours, an animated PNG"),
        "mp4": tr("a film for players and slides; needs the extra “video”"),
        "csv": tr("a table of every step with every term, and what its columns mean in a file beside it"),
        "npz": tr("the same as arrays for NumPy, of a network with all parameters"),
    }
    for name, help_text in wanted.items():
        files.add_argument(f"--{name}", type=Path, metavar="OUT", help=help_text)
    files.add_argument(
        "--run",
        action="append",
        default=[],
        metavar="LABEL",
        help=tr("only this run in tables and arrays, and the one that a rate strip is about; may be said several times"),
    )
    files.add_argument("--force", action="store_true", help=tr("replace files that are there already"))


def _add_pictures(parser: argparse.ArgumentParser) -> None:
    pictures = parser.add_argument_group(tr("pictures and films"))
    pictures.add_argument(
        "--parts",
        type=_parts,
        metavar="A,B",
        help=tr("what they show, in this order: {parts}; as the experiment was looked at unless given; in a strip the first").format(
            parts=_listed(Part)
        ),
    )
    pictures.add_argument(
        "--ground",
        type=_one_of(Ground),
        default=Ground.LIGHT,
        metavar="G",
        help=tr("the colour behind all: {names}").format(names=_listed(Ground)),
    )
    pictures.add_argument("--no-title", dest="title", action="store_false", help=tr("without the title"))
    pictures.add_argument("--no-legend", dest="legend", action="store_false", help=tr("without what explains runs and marks"))
    pictures.add_argument("--settings", action="store_true", help=tr("with a line that says how all was set, and the seed"))
    pictures.add_argument(
        "--arrange",
        type=_one_of(Arrangement),
        default=Arrangement.ROW,
        metavar="A",
        help=tr("how several parts of a picture stand: {names}").format(names=_listed(Arrangement)),
    )
    pictures.add_argument(
        "--shape",
        type=_one_of(Shape),
        default=Shape.NATURAL,
        metavar="S",
        help=tr("width against height of a picture: {names}").format(names=_listed(Shape)),
    )
    pictures.add_argument("--width", type=_width, metavar="W", help=tr("of a picture, such as 1600px or 12cm; 1920px unless given"))
    pictures.add_argument("--dpi", type=float, metavar="N", help=tr("pixels for an inch of paper, such as 300; 96 unless given"))
    pictures.add_argument(
        "--text-size",
        type=_one_of(TextSize),
        default=TextSize.NORMAL,
        metavar="T",
        help=tr("of a picture: {names}").format(names=_listed(TextSize)),
    )


def _add_steps(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_argument_group(tr("steps"))
    steps.add_argument(
        "--steps", type=_whole(0, MOST_STEPS), metavar="N", help=tr("how far to go, and what pictures show; as the file says unless given")
    )
    steps.add_argument(
        "--from",
        dest="first",
        type=_whole(0, MOST_STEPS),
        default=0,
        metavar="N",
        help=tr("the first step of films, filmstrips and tables; 0 unless given"),
    )
    steps.add_argument(
        "--to",
        dest="last",
        type=_whole(0, MOST_STEPS),
        metavar="N",
        help=tr("the last step of films, filmstrips and tables; that of --steps unless given"),
    )
    steps.add_argument(
        "--every",
        type=_whole(1, MOST_STEPS),
        metavar="N",
        help=tr("take one step in so many; unless given, each in a table, and in films and strips as many as make a good one"),
    )


def _listed(kind: type[Enum]) -> str:
    return ", ".join(member.value for member in kind)


def _one_of(kind: type[Enum]) -> Any:
    def read(text: str) -> Enum:
        try:
            return kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(tr("“{text}” is none of {names}").format(text=text, names=_listed(kind))) from None

    return read


def _parts(text: str) -> tuple[Part, ...]:
    read = _one_of(Part)
    parts = tuple(read(name.strip()) for name in text.split(","))
    if len(set(parts)) != len(parts):
        raise argparse.ArgumentTypeError(tr("“{text}” has a part twice").format(text=text))
    return parts


def _whole(least: int, most: int) -> Any:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
        if not least <= number <= most:
            sentence = tr("“{text}” is not a whole number from {least} to {most:,}")
            raise argparse.ArgumentTypeError(sentence.format(text=text, least=least, most=most))
        return number

    return read


def _width(text: str) -> tuple[float, str]:
    """A number and "px" or "cm"."""
    found = _NUMBER_WITH_UNIT.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a width such as 1600px or 12cm").format(text=text))
    return float(found[1]), found[2] or "px"


def _sides(text: str) -> tuple[int, int]:
    found = _SIDES.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a size such as 800x600").format(text=text))
    return int(found[1]), int(found[2])
