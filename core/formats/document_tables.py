"""What an experiment file may hold besides the experiment at its start: changes, branches and the view, and what to say of them."""

from typing import Annotated, Any

from pydantic import Field

from core.experiment.document import MOST_RUNS
from core.formats.experiment_tables import MOST_STEPS, FileTable, PanelKey, RunTable, Table
from core.problems.kinds import PANELS
from core.text import one_of, tr
from core.view import HORIZONTALS, Horizontal, Walk

FORMAT = 1
UNLIMITED = "unlimited"
FASTEST = 10_000
MOST_BYTES = 1_000_000
"""Of a whole file: ten thousand changes of settings."""
MOST_SMOOTHING = 0.999

_Step = Annotated[int, Field(ge=0, le=MOST_STEPS)]
_Box = Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(min_length=4, max_length=4)]
_Speed = Annotated[float, Field(gt=0, le=FASTEST, allow_inf_nan=False)]


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


class ViewTable(Table):
    """[view]."""

    step: _Step = 0
    panels: Annotated[list[PanelKey], Field(min_length=1)] | None = None
    parameters: bool | None = None
    inspect: Annotated[list[str], Field(min_length=1, max_length=2)] | None = None
    walk: Walk = "steps"
    zoom: bool = False
    predict: bool = False
    box: _Box | None = None
    equal: bool | None = None
    log: bool | None = None
    smoothing: Annotated[float, Field(ge=0, le=MOST_SMOOTHING, allow_inf_nan=False)] | None = None
    horizontal: Horizontal | None = None
    loss_box: _Box | None = None
    speed: _Speed | str | None = None
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
        "panels": tr("a list of panels is needed; {choice}").format(choice=one_of(PANELS)),
        "inspect": tr("a list of one or two labels of runs is needed"),
        "walk": one_of(("steps", "sub-steps")),
        "box": _box_text(),
        "loss_box": _box_text(),
        "smoothing": tr("a number from 0 to {most} is needed").format(most=MOST_SMOOTHING),
        "horizontal": one_of(HORIZONTALS),
        "speed": tr("a number of steps per second, above 0 and up to {most}, or “unlimited”, is needed").format(most=FASTEST),
        **dict.fromkeys(("parameters", "zoom", "predict", "equal", "log", "replay"), yes_or_no),
    }.get(name)


def _box_text() -> str:
    return tr("four finite numbers are needed: x from, x to, y from, y to")
