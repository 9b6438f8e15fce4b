"""What is wrong in a TOML file that a user wrote, and in which line it stands."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from core.formats.toml_text import NAME_PATTERN, KeyPath
from core.text import mark, tr


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


_LONGEST_SENTENCE, _LONGEST_WHERE = 400, 100


class Mistakes:
    """Collects what is wrong in one document, and finds the line that each of it stands in."""

    def __init__(self, lines: dict[KeyPath, int]) -> None:
        self._lines = lines
        self._found: dict[Mistake, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: KeyPath, sentence: str) -> None:
        """Note one mistake, once. A value without a line of its own gets that of the table around it."""
        line = next((self._lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in self._lines), 0)
        self._found[Mistake(line, shorten(place_text(place), _LONGEST_WHERE), shorten(sentence, _LONGEST_SENTENCE))] = None

    def in_order(self) -> list[Mistake]:
        """All of them, in the order of the file."""
        return sorted(self._found, key=lambda mistake: mistake.line)


def shorten(text: str, length: int) -> str:
    """The text, or how it begins where it is longer than that."""
    return text if len(text) <= length else text[: length - 1] + "…"


def place_text(place: KeyPath) -> str:
    """Where that is, in a user's words; empty for the whole file."""
    match place:
        case ("experiments", str(name), *rest):
            inside = place_text(tuple(rest))
            return ", ".join([tr("experiment “{name}”").format(name=shorten(name, 40)), *([inside] if inside else [])])
        case ("runs", int(i), "changes", int(j), *rest):
            return " ".join([tr("run {number}, change {change}").format(number=i + 1, change=j + 1), *(str(part) for part in rest[:1])])
        case ("runs", int(i), *rest):
            return " ".join([tr("run {number}").format(number=i + 1), *(str(part) for part in rest[:1])])
        case ("scenes", int(i), *rest):
            return " ".join([tr("scene {number}").format(number=i + 1), *_dotted(rest)])
        case ("problem" | "view", str(key), *_):
            return f"[{place[0]}] {key}"
        case ("title" | "summary", *rest):
            return ".".join([str(place[0]), *_dotted(rest)])
        case (str(key), *_):
            return f"[{key}]" if key in ("problem", "view") else key
    return ""


def _dotted(rest: list[str | int]) -> list[str]:
    """The keys below a table as one word, without the numbers of items in a list."""
    words = [part for part in rest if isinstance(part, str)][:2]
    return [".".join(words)] if words else []


def decode(raw: bytes) -> str:
    """The text of a file, with or without a byte order mark.

    Raises:
        FileMistakesError: if it is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileMistakesError([Mistake(line, "", tr("this is not UTF-8 text; save the file as UTF-8"))]) from None


def parse_toml(text: str) -> dict[str, Any]:
    """The document that the text holds.

    Raises:
        FileMistakesError: if it is not TOML.
    """
    if deep := _DEEP_KEY.search(text):
        # tomllib takes memory with the square of the number of parts.
        line = text.count("\n", 0, deep.start()) + 1
        raise FileMistakesError([Mistake(line, "", tr("a key of so many parts has no meaning here"))])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Besides TOMLDecodeError: a number with thousands of digits, tables nested a thousand deep.
        raise FileMistakesError([broken_toml(text, str(error))]) from None


def broken_toml(text: str, message: str) -> Mistake:
    """What `tomllib` says of a text, with its line."""
    found = re.search(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$", message)
    if found is None:
        return Mistake(0, "", tr("this is not valid TOML: {message}").format(message=message))
    line = int(found[1]) if found[1] else max(1, len(text.splitlines()))
    return Mistake(line, "", tr("this is not valid TOML: {message}").format(message=toml_fault(message[: found.start()])))


def toml_fault(message: str) -> str:
    """The sentence for a message without its place; the message itself where it is not known."""
    for pattern, sentence in _FAULTS:
        if found := pattern.fullmatch(message):
            # The braces of a sentence without a place for something are its own; the parser names a table as Python writes a tuple.
            return tr(sentence).format(what=".".join(_NAMES.findall(found[1])) or found[1]) if found.groups() else tr(sentence)
    return message


# What the parser of Python 3.11 says, in the order in which it is tried; what a group has found stands for {what}. A message of another
# version that is not among these is told as it is.
_FAULTS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        ("Invalid statement", mark("neither a key nor a table nor a comment begins here")),
        ("Expected newline or end of document after a statement", mark("the line should end here")),
        ("Found invalid character (.+)", mark("the character {what} must not stand here")),
        ("Illegal character (.+)", mark("the character {what} must not stand here")),
        ("Cannot declare (.+) twice", mark("the table {what} was declared before")),
        ("Cannot overwrite a value", mark("the key has a value already")),
        (re.escape("Expected ']' at the end of a table declaration"), mark("the “]” after the name of the table is missing")),
        (re.escape("Expected ']]' at the end of an array declaration"), mark("the “]]” after the name of the table is missing")),
        ("Cannot mutate immutable namespace (.+)", mark("the table {what} is complete already")),
        ("Cannot redefine namespace (.+)", mark("the table {what} was declared before")),
        ("Expected '=' after a key in a key/value pair", mark("the “=” after the key is missing")),
        ("Invalid initial character for a key part", mark("no key begins with this character")),
        ("Unclosed array", mark("the “]” of a list is missing")),
        ("Unclosed inline table", mark("the closing brace of a table is missing")),
        ("Duplicate inline table key (.+)", mark("the key {what} is there twice")),
        (r"Unescaped '\\' in a string", mark("a “\\” in a text must be doubled")),
        ("Invalid hex value", mark("the number of a character in a text is not complete")),
        ("Escaped character is not a Unicode scalar value", mark("a text has the number of a character that does not exist")),
        ("Unterminated string", mark("the quotation mark at the end of a text is missing")),
        ("Invalid date or datetime", mark("there is no such date")),
        ("Invalid value", mark("a value is missing, or is none")),
    )
)
_NAMES = re.compile(r"'([^']*)'(?=[,)])")
_DEEP_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{NAME_PATTERN}[ \t]*\.[ \t]*){{50}}")
