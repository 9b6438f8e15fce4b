"""Comments that a person wrote into a TOML file, carried over into a text that is written anew."""

from collections.abc import Iterator
from typing import NamedTuple

from core.file_mistakes import Place, line_numbers
from core.text import tr
from core.toml_tokens import tokens


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
    places: dict[int, Place] = {}
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
    return "\n".join(_merged(text.rstrip("\n").split("\n"), above, behind, at_end, homeless)) + "\n"


def _home(comment: Comment, places: dict[int, Place]) -> Place | None:
    """Where a comment belongs: the key of its own line, or inside a value the key above, or of a line alone the next below."""
    if not comment.is_alone:
        line = max((number for number in places if number <= comment.line), default=None)
    else:
        line = min((number for number in places if number > comment.line), default=None)
    return None if line is None else places[line]


def _merged(
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
