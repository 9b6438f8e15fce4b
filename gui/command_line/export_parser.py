"""What may be typed after `export`: the files that are wanted, what pictures show, which steps, and films."""

import argparse
import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.problems.kinds import PARTS
from core.text import tr
from gui.export.picture.spec import Arrangement, Ground, Shape, TextSize
from gui.export.registry import FORMATS, OPTIONS, ExportFormat, taking, words

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_STEPS = 10_000_000
_NUMBER_WITH_UNIT = re.compile(r"(\d{1,9}(?:\.\d+)?)(px|cm)?", re.ASCII)
_SIDES = re.compile(r"(\d{1,9})[x×](\d{1,9})", re.ASCII)
_NAMES = {"--no-title": "title", "--no-legend": "legend", "--from": "first", "--to": "last"}


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
    _add(films, "--fps", tr("frames per second, 1 to 60; of a GIF to 50"), type=_whole(1, 60), metavar="N")
    _add(films, "--size", tr("width and height in pixels, such as 800x600"), type=_sides, metavar="WxH")


def _add(group: argparse._ArgumentGroup, flag: str, help_text: str, **settings: Any) -> None:
    """Add an option that belongs to some kinds of files only. It is None unless it was typed, whatever then holds."""
    settings.setdefault("default", None)
    group.add_argument(flag, dest=_name(flag), help=f"{help_text} [{words(taking(flag))}]", **settings)


def _name(flag: str) -> str:
    """The attribute that has the value of an option, where it was read."""
    return _NAMES.get(flag) or flag.removeprefix("--").replace("-", "_")


def _add_files(parser: argparse.ArgumentParser) -> None:
    files = parser.add_argument_group(tr("what is written"))
    for each in FORMATS:
        files.add_argument(f"--{each.key}", type=Path, metavar="OUT", help=tr(each.help))
    files.add_argument("--force", action="store_true", help=tr("replace files that are there already"))


def _add_pictures(parser: argparse.ArgumentParser) -> None:
    pictures = parser.add_argument_group(
        tr("how it looks"), tr("In brackets stands what an option is for; where nothing of that is written, it is refused.")
    )
    _add(
        pictures,
        "--parts",
        tr(
            "what is shown, in this order: {parts}; as the experiment was looked at unless given, in a strip the first of these. The "
            "inspector stands in pictures only"
        ).format(parts=", ".join(PARTS)),
        type=_parts,
        metavar="A,B",
    )
    _add(
        pictures,
        "--ground",
        tr("the colour behind all: {names}; films have no clear one").format(names=_values_of(Ground)),
        type=_one_of(Ground),
        metavar="G",
    )
    _add(pictures, "--no-title", tr("without the title"), action="store_const", const=False)
    _add(pictures, "--no-legend", tr("without what explains runs and marks"), action="store_const", const=False)
    _add(pictures, "--settings", tr("with a line that says how all was set, and the seed"), action="store_const", const=True)
    _add(
        pictures,
        "--arrange",
        tr("how several parts stand: {names}").format(names=_values_of(Arrangement)),
        type=_one_of(Arrangement),
        metavar="A",
    )
    _add(pictures, "--shape", tr("width against height: {names}").format(names=_values_of(Shape)), type=_one_of(Shape), metavar="S")
    _add(pictures, "--width", tr("such as 1600px or 12cm; 1920px unless given"), type=_width, metavar="W")
    _add(pictures, "--dpi", tr("pixels for an inch of paper, such as 300; 96 unless given"), type=_number, metavar="N")
    _add(pictures, "--text-size", _values_of(TextSize), type=_one_of(TextSize), metavar="T")


def _add_steps(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_argument_group(tr("steps and runs"))
    steps.add_argument(
        "--steps", type=_whole(0, MOST_STEPS), metavar="N", help=tr("how far to go, and what pictures show; as the file says unless given")
    )
    _add(steps, "--from", tr("the first step; 0 unless given"), type=_whole(0, MOST_STEPS), metavar="N")
    _add(steps, "--to", tr("the last step; that of --steps unless given"), type=_whole(0, MOST_STEPS), metavar="N")
    _add(
        steps,
        "--every",
        tr("take one step in so many; unless given, each in a table, and in films and strips as many as make a good one"),
        type=_whole(1, MOST_STEPS),
        metavar="N",
    )
    _add(
        steps,
        "--run",
        tr("only this run, and of an η strip the one that it is about; may be said several times"),
        action="append",
        metavar="LABEL",
    )


def _values_of(kind: type[Enum]) -> str:
    return ", ".join(member.value for member in kind)


def _one_of(kind: type[Enum]) -> Any:
    def read(text: str) -> Enum:
        try:
            return kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(tr("“{text}” is none of {names}").format(text=text, names=_values_of(kind))) from None

    return read


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(name.strip() for name in text.split(","))
    for part in parts:
        if part not in PARTS:
            raise argparse.ArgumentTypeError(tr("“{text}” is none of {names}").format(text=part, names=", ".join(PARTS)))
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


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a number").format(text=text)) from None


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


def read_targets(options: argparse.Namespace) -> dict[ExportFormat, Path]:
    """Where a file of which format was asked for."""
    return {each: getattr(options, _name(each.key)) for each in FORMATS if getattr(options, _name(each.key)) is not None}


def misplaced_options(options: argparse.Namespace, formats: Iterable[ExportFormat]) -> list[str]:
    """For each option that was typed and belongs to none of the formats that are written, a sentence that says so."""
    written = list(formats)
    asked = ", ".join(f"--{each.key}" for each in written)
    sentence = tr("{option} does not apply to {asked}; it is for {kinds}.")
    return [
        sentence.format(option=option, asked=asked, kinds=words(taking(option)))
        for option in OPTIONS
        if getattr(options, _name(option)) is not None and not any(option in each.options for each in written)
    ]
