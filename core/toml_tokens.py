"""The tokens of a sound TOML text: what is a string, a comment or a list, and what only looks like one."""

import re
from collections.abc import Iterator

# A string in quotes of any of the four kinds, a comment, a bracket, a line end, or a piece of anything else.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?|\'\'\'.*?\'\'\'(?:\'{1,2}(?!\'))?|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|(?P<comment>#[^\n]*)|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<line_end>\n)|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)


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
