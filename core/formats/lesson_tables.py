"""What the tables of a lesson file may hold, and the sentences for what does not fit."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from core.formats.experiment_tables import MOST_STEPS, Table
from core.formats.view_table import BoxList, ViewFields, view_text
from core.text import hint, tr

FORMAT = 1
MOST_SCENES = 200
MOST_BYTES = 500_000
"""Of a whole file: twenty times the longest lesson that ships."""
LONGEST_TEXTS: Mapping[str, int] = {"title": 120, "summary": 300, "caption": 600, "question": 600, "answer": 900}
"""Characters. What is longer cannot be read from the last row."""

_Step = Annotated[int, Field(ge=0, le=MOST_STEPS)]
# A text in several lines is one paragraph: line breaks are spaces. Other control characters cannot be shown.
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x9f"
_Text = Annotated[str, StringConstraints(pattern=rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$")]
_TableOfTexts = dict[str, Any]


class TextTable(Table):
    """One text in its languages."""

    en: _Text
    ko: _Text | None = None


class LessonTable(Table):
    """The whole file."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    title: _TableOfTexts
    summary: _TableOfTexts
    experiments: Annotated[dict[str, dict[str, Any]], Field(min_length=1)]
    scenes: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_SCENES)]


class SceneTable(ViewFields):
    """One of [[scenes]]. `None` is what is left out where the default depends on the problem."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    experiment: str
    title: _TableOfTexts
    caption: _TableOfTexts
    question: _TableOfTexts | None = None
    answer: _TableOfTexts | None = None
    restart: bool = False
    begin_at: _Step = 0
    pause_at: list[Annotated[int, Field(ge=1, le=MOST_STEPS)]] | None = None
    log: bool = False
    view: BoxList | None = None


TEXTS_OF_SCENE = ("title", "caption", "question", "answer")

# The sentences


def stranger_text(name: str, table: type[Table]) -> str:
    """What to say of a key that does not belong in its table."""
    return tr("there is no key “{name}” here{hint}").format(name=name, hint=hint(name, table.model_fields))


def missing_text(table: type[Table], name: str) -> str:
    """What to say of a key that is not there."""
    if table is TextTable:
        return tr("the English text is missing; write it as “en”")
    return {
        "format": tr("“format = 1” is missing; it says by which rules the file is written"),
        "experiments": tr("at least one experiment is needed, such as [experiments.first.problem] and [[experiments.first.runs]]"),
        "scenes": tr("at least one table [[scenes]] is needed"),
    }.get(name) or tr("“{name}” is missing").format(name=name)


def needed_text(table: type[Table], name: str) -> str:
    """What a value should be, in words or as a range."""
    if table is TextTable:
        return tr("a text that is not empty is needed")
    if name in LONGEST_TEXTS:
        return tr('a text in its languages is needed, such as {name}.en = "…"').format(name=name)
    whole = tr("a whole number from 0 to {most} is needed").format(most=MOST_STEPS)
    return (
        {
            "format": tr("this program knows format 1"),
            "experiments": tr("at least one experiment is needed, such as [experiments.first.problem] and [[experiments.first.runs]]"),
            "scenes": tr("1 to {most} tables [[scenes]] are needed").format(most=MOST_SCENES),
            "key": tr("a short name of small letters, digits and hyphens is needed, such as “zig-zag”"),
            "experiment": tr("the name of an experiment of this file, as text, is needed"),
            "begin_at": whole,
            "pause_at": tr("a list of whole numbers from 1 to {most} is needed, such as [1, 5, 30]").format(most=MOST_STEPS),
        }.get(name)
        or view_text(name)
        or tr("true or false is needed")
    )
