"""What is wrong in a TOML file that a person wrote, and in which line it stands."""

import re
from dataclasses import dataclass

from core.text import tr

Place = tuple[str | int, ...]
"""The keys and numbers that lead to a value in the parsed document."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file. `line` counts from 1; 0 where it concerns the whole file."""

    line: int
    where: str
    sentence: str

    def __str__(self) -> str:
        parts = [tr("line {line}").format(line=self.line)] if self.line else []
        return ": ".join([*parts, *([self.where] if self.where else []), self.sentence])


class FileMistakesError(Exception):
    """A file could not be taken as it is; `mistakes` holds every one, in the order of the file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def place_text(place: Place) -> str:
    """Where that is, in a person's words; empty for the whole file."""
    match place:
        case ("runs", int(i), *rest):
            return " ".join([tr("run {number}").format(number=i + 1), *(str(part) for part in rest[:1])])
        case ("problem", str(key), *_):
            return f"[problem] {key}"
        case (str(key), *_):
            return f"[{key}]" if key == "problem" else key
    return ""


def broken_toml(text: str, message: str) -> Mistake:
    """What `tomllib` says of a text, with its line."""
    found = re.search(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$", message)
    if found is None:
        return Mistake(0, "", tr("this is not valid TOML: {message}").format(message=message))
    line = int(found[1]) if found[1] else max(1, len(text.splitlines()))
    return Mistake(line, "", tr("this is not valid TOML: {message}").format(message=message[: found.start()]))


_HEADER = re.compile(r"""\s*(\[\[?)\s*["']?([A-Za-z0-9_-]+)["']?\s*\]""")
_KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?(?:\s*\.\s*["']?([A-Za-z0-9_-]+)["']?)?\s*=""")
_LONG_QUOTES = re.compile(r"\"{3}|'{3}")


def line_numbers(text: str) -> dict[Place, int]:
    """Where tables and keys stand. tomllib does not say; this reads the plain form that the format is written in."""
    lines: dict[Place, int] = {}
    table: Place = ()
    counts: dict[str, int] = {}
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        began_inside = inside_text
        inside_text ^= len(_LONG_QUOTES.findall(line)) % 2 == 1
        if began_inside:
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            name = header[2]
            table = (name,)
            if header[1] == "[[":
                lines.setdefault(table, number)
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            lines.setdefault(table, number)
        elif key:
            lines.setdefault((*table, *(part for part in key.groups() if part)), number)
    return lines
