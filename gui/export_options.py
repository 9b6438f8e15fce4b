"""What the command `export` can write, and to which of it each option belongs: its help, its checks and the README follow this. No Qt."""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass

from core.text import mark, tr

PICTURES = ("png", "svg")
STRIPS = ("filmstrip", "rate-strip")
FILMS = ("gif", "apng", "mp4")
NUMBERS = ("csv", "npz")
DRAWN = (*PICTURES, *STRIPS, *FILMS)
KINDS = (*DRAWN, *NUMBERS)
_WORDS = {
    PICTURES: mark("pictures"),
    STRIPS: mark("strips"),
    ("filmstrip",): mark("filmstrips"),
    ("rate-strip",): mark("η strips"),
    FILMS: mark("films"),
    NUMBERS: mark("numbers"),
}


@dataclass(frozen=True)
class OptionSpec:
    """An option that does not belong to everything: `name` is its attribute where it was read, None there unless it was typed."""

    flag: str
    kinds: tuple[str, ...]
    name: str = ""

    @property
    def attribute(self) -> str:
        """Where its value stands among the options that were read."""
        return self.name or self.flag.removeprefix("--").replace("-", "_")


_BY_STEPS = ("filmstrip", *FILMS, *NUMBERS)
OPTIONS = {
    option.flag: option
    for option in (
        OptionSpec("--run", ("rate-strip", *NUMBERS)),
        OptionSpec("--parts", DRAWN),
        OptionSpec("--ground", DRAWN),
        OptionSpec("--no-title", DRAWN, "title"),
        OptionSpec("--no-legend", DRAWN, "legend"),
        OptionSpec("--settings", DRAWN),
        OptionSpec("--arrange", PICTURES),
        OptionSpec("--shape", PICTURES),
        OptionSpec("--width", (*PICTURES, *STRIPS)),
        OptionSpec("--dpi", (*PICTURES, *STRIPS)),
        OptionSpec("--text-size", (*PICTURES, *STRIPS)),
        OptionSpec("--from", _BY_STEPS, "first"),
        OptionSpec("--to", _BY_STEPS, "last"),
        OptionSpec("--every", _BY_STEPS),
        OptionSpec("--fps", FILMS),
        OptionSpec("--size", FILMS),
    )
}


def kinds_text(kinds: Iterable[str]) -> str:
    """Such kinds of files in words, for example "strips, films"."""
    left, words = set(kinds), []
    for group, word in _WORDS.items():
        if left.issuperset(group):
            words.append(tr(word))
            left -= set(group)
    return ", ".join(words)


def misplaced(options: argparse.Namespace, kinds: Iterable[str]) -> list[str]:
    """For each option that was typed and belongs to none of the kinds that are written, a sentence that says so."""
    written = set(kinds)
    asked = ", ".join(f"--{kind}" for kind in KINDS if kind in written)
    sentence = tr("{option} does not apply to {asked}; it is for {kinds}.")
    return [
        sentence.format(option=option.flag, asked=asked, kinds=kinds_text(option.kinds))
        for option in OPTIONS.values()
        if getattr(options, option.attribute) is not None and written.isdisjoint(option.kinds)
    ]
