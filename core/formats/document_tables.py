"""What an experiment file may hold besides the experiment at its start: changes, branches and the view, and what to say of them."""

from typing import Annotated, Any

from pydantic import Field

from core.experiment.document import MOST_RUNS
from core.formats.experiment_tables import MOST_STEPS, FileTable, RunTable, Table
from core.formats.view_table import BoxList, ViewFields, view_text
from core.text import one_of, tr
from core.view import HORIZONTALS, Horizontal

FORMAT = 1
MOST_BYTES = 1_000_000
"""Of a whole file: ten thousand changes of settings."""
MOST_SMOOTHING = 0.999

_Step = Annotated[int, Field(ge=0, le=MOST_STEPS)]


class DocumentTable(FileTable):
    """The whole file."""

    format: int = FORMAT
    view: dict[str, Any] | None = None
    runs: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_RUNS)]


class DocumentRunTable(RunTable):
    """One of [[runs]]."""

    on: bool = True
    parent: str | None = None
    fork: _Step | None = None
    changes: list[dict[str, Any]] | None = None


class ChangeTable(Table):
    """What [[runs.changes]] hold besides the settings that change."""

    step: Annotated[int, Field(ge=1, le=MOST_STEPS)]


class SettingsTable(Table):
    """The other part of [[runs.changes]]: what the optimizer of the run has."""


class ViewTable(ViewFields):
    """[view]."""

    step: _Step = 0
    parameters: bool | None = None
    zoom: bool = False
    box: BoxList | None = None
    equal: bool | None = None
    log: bool | None = None
    smoothing: Annotated[float, Field(ge=0, le=MOST_SMOOTHING, allow_inf_nan=False)] | None = None
    horizontal: Horizontal | None = None
    loss_box: BoxList | None = None
    replay: bool | None = None


def needed_text(name: str) -> str | None:
    """What a value should be, in words or as a range; None where the name is not one of these tables."""
    whole = tr("a whole number from 0 to {most} is needed").format(most=MOST_STEPS)
    yes_or_no = tr("true or false is needed")
    return {
        "format": tr("this program knows format 1"),
        "view": tr("a table [view] is needed"),
        "runs": tr("1 to {most} tables [[runs]] are needed").format(most=MOST_RUNS),
        "on": yes_or_no,
        "parent": tr("the label of another run, as text, is needed"),
        "fork": whole,
        "changes": tr("tables [[runs.changes]] are needed, each with a step"),
        "step": whole,
        "smoothing": tr("a number from 0 to {most} is needed").format(most=MOST_SMOOTHING),
        "horizontal": one_of(HORIZONTALS),
        **dict.fromkeys(("parameters", "zoom", "equal", "log", "replay"), yes_or_no),
    }.get(name) or view_text(name)
