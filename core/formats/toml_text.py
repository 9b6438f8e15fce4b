"""TOML as text: on which line a value stands, and comments that a user wrote, kept in a text that is written anew."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.text import tr

KeyPath = tuple[str | int, ...]
"""The keys and numbers that lead to a value in the parsed document."""
NAME_PATTERN = r"""(?:[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*')"""
_NAMES = rf"{NAME_PATTERN}(?:[ \t]*\.[ \t]*{NAME_PATTERN})*"
_HEADER = re.compile(rf"\s*(\[\[?)[ \t]*({_NAMES})[ \t]*\]")
_KEY = re.compile(rf"\s*({_NAMES})[ \t]*=")
_DEEPEST = 8
# A string in quotes of any of the four kinds, a comment, a bracket, a line end, or a piece of anything else.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?|\'\'\'.*?\'\'\'(?:\'{1,2}(?!\'))?|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|(?P<comment>#[^\n]*)|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<line_end>\n)|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)


class Comment(NamedTuple):
    """A comment with its #, the line it stands in, from 1, and whether it stands there alone."""

    line: int
    text: str
    is_alone: bool


def comments_of(text: str) -> list[Comment]:
    """All comments of a sound TOML text, in their order."""
    found = []
    line, line_began = 1, 0
    for token in tokens(text):
        if token["comment"] is not None:
            is_alone = not text[line_began : token.start()].strip()
            found.append(Comment(line, token["comment"].rstrip(), is_alone))
        elif breaks := token[0].count("\n"):
            line += breaks
            line_began = token.start() + token[0].rindex("\n") + 1
    return found


def with_comments(text: str, before: str) -> str:
    """`text` with all the comments of `before`, each at the key or table where it stood; those of what is gone at the end.

    A comment that has its line to itself belongs to the next key or table below it, or to the end of the file; above the
    first of them it stays at the top.
    """
    comments = comments_of(before)
    if not comments:
        return text
    places: dict[int, KeyPath] = {}
    for place, line in line_numbers(before).items():
        places.setdefault(line, place)
    target = line_numbers(text)
    above: dict[int, list[str]] = {}
    behind: dict[int, list[str]] = {}
    homeless: list[str] = []
    at_end: list[str] = []
    for comment in comments:
        home = _home(comment, places)
        stands_at = None if home is None else target.get(home)
        if comment.is_alone and home is not None and home == places[min(places)]:
            stands_at = 1
        if home is None:
            at_end.append(comment.text)
        elif stands_at is None:
            homeless.append(comment.text)
        elif comment.line in places and not comment.is_alone:
            behind.setdefault(stands_at, []).append(comment.text)
        else:
            above.setdefault(stands_at, []).append(comment.text)
    return "\n".join(_merge(text.rstrip("\n").split("\n"), above, behind, at_end, homeless)) + "\n"


def _home(comment: Comment, places: dict[int, KeyPath]) -> KeyPath | None:
    """Where a comment belongs: the key of its own line, or inside a value the key above, or of a line alone the next below."""
    if not comment.is_alone:
        line = max((number for number in places if number <= comment.line), default=None)
    else:
        line = min((number for number in places if number > comment.line), default=None)
    return None if line is None else places[line]


def _merge(
    lines: list[str], above: dict[int, list[str]], behind: dict[int, list[str]], at_end: list[str], homeless: list[str]
) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield from above.get(number, [])
        # Each key of a text that the program has written is one line.
        yield "  ".join([line, *behind.get(number, [])])
    yield from at_end
    if homeless:
        yield "# " + tr("About what is no longer in the experiment:")
        yield from homeless


def line_numbers(text: str) -> dict[KeyPath, int]:
    """Where tables and keys stand. tomllib does not say; this reads the plain form that the format is written in."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in outer_lines(text):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = ()
            *outer, last = _names(header[2])
            for name in outer:
                table = _innermost((*table, name), counts)
                lines.setdefault(table, number)
            table = (*table, last)
            if header[1] == "[[":
                lines.setdefault(table, number)
                counts[table] = counts.get(table, 0) + 1
            table = _innermost(table, counts)
            lines.setdefault(table, number)
        elif key:
            place = table
            for name in _names(key[1]):
                place = (*place, name)
                lines.setdefault(place, number)
    return lines


def _innermost(table: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """The table of that name, or the last of them where there are several: [scenes.title] belongs to the scene before it."""
    return (*table, counts[table] - 1) if table in counts else table


def _names(dotted: str) -> list[str]:
    """The parts of a key such as a.b."c d". Hostile files have thousands; no place in the format is so deep."""
    return [part.strip("\"'") for part in re.findall(NAME_PATTERN, dotted[:1000])][:_DEEPEST]


def tokens(text: str) -> Iterator[re.Match[str]]:
    """All of them in their order; together they are the text. The `lastgroup` of some tells their kind."""
    return _TOKEN.finditer(text)


def outer_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin outside of every string and list, each with its number from 1: tables and keys stand there."""
    lines = text.split("\n")
    number, depth = 1, 0
    yield number, lines[0]
    for token in tokens(text):
        if token.lastgroup == "opening":
            depth += 1
        elif token.lastgroup == "closing":
            depth -= 1
        number += token[0].count("\n")
        if token.lastgroup == "line_end" and depth == 0:
            yield number, lines[number - 1]
