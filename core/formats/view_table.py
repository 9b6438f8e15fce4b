"""What an experiment file and a scene of a lesson both say of the view: the fields, the sentences, and what goes with which experiment."""

import math
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from core.experiment.setup import Setup
from core.formats.experiment_tables import PanelKey, Table
from core.formats.toml_text import KeyPath
from core.problems.kinds import PANELS, kind_of
from core.text import hint, one_of, tr
from core.view import Bounds, StepUnit

UNLIMITED = "unlimited"
FASTEST = 10_000
BoxList = Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(min_length=4, max_length=4)]
"""x from, x to, y from, y to."""


class ViewFields(Table):
    """None is what is left out where the window decides, or the default depends on the problem."""

    panels: Annotated[list[PanelKey], Field(min_length=1)] | None = None
    inspect: Annotated[list[str], Field(min_length=1, max_length=2)] | None = None
    walk: StepUnit = "steps"
    predict: bool = False
    speed: Annotated[float, Field(gt=0, le=FASTEST, allow_inf_nan=False)] | Literal["unlimited"] | None = None


def speed_number(speed: float | str) -> float:
    """Steps per second; infinite: as many as the computer can take."""
    return math.inf if isinstance(speed, str) else float(speed)


def box_of(numbers: Sequence[float] | None) -> Bounds | None:
    """A sound list as a box."""
    return None if numbers is None else (numbers[0], numbers[1], numbers[2], numbers[3])


def view_text(name: str) -> str | None:
    """What a value should be, in words or as a range; None where the name is none of the view."""
    return {
        "panels": tr("a list of panels is needed; {choice}").format(choice=one_of(PANELS)),
        "inspect": tr("a list of one or two labels of runs is needed"),
        "walk": one_of(("steps", "sub-steps")),
        "predict": tr("true or false is needed"),
        "speed": tr("a number of steps per second, above 0 and up to {most}, or “unlimited”, is needed").format(most=FASTEST),
        **dict.fromkeys(("view", "box", "loss_box"), tr("four finite numbers are needed: x from, x to, y from, y to")),
    }.get(name)


def check_boxes(table: dict[str, Any], names: Sequence[str], place: KeyPath, add: Callable[[KeyPath, str], None]) -> None:
    """Tell of boxes that have no inside."""
    for name in names:
        box: Any = table.get(name)
        is_box = isinstance(box, list) and len(box) == 4 and all(type(number) in (int, float) for number in box)
        if is_box and not (box[0] < box[1] and box[2] < box[3]):
            add((*place, name), tr("x from must be below x to, and y from below y to"))


def check_view(
    table: dict[str, Any], box: str, setup: Setup, labels: Sequence[str], place: KeyPath, add: Callable[[KeyPath, str], None]
) -> None:
    """Tell of what does not go with the experiment. `box` is the name of the part of the plane; `labels` are those of the runs."""
    panels, inspect, kind = texts_of(table.get("panels")), texts_of(table.get("inspect")), kind_of(setup.problem)
    for name, field in ((box, "box"), ("predict", "predict")):
        if table.get(name) and field not in kind.view_fields:
            add((*place, name), tr(kind.foreign_field).format(name=name))
    for panel in panels:
        if panel in PANELS and panel not in kind.panels:
            add((*place, "panels"), tr(kind.foreign_panel).format(panel=panel))
    for label in inspect:
        if label not in labels:
            sentence = tr("there is no run “{label}” in the experiment{hint}")
            add((*place, "inspect"), sentence.format(label=label, hint=hint(label, labels)))
    if len(set(inspect)) < len(inspect):
        add((*place, "inspect"), tr("the same run stands there twice; leave one out"))
    if len(set(panels)) < len(panels):
        add((*place, "panels"), tr("the same panel stands there twice; leave one out"))


def texts_of(value: Any) -> list[str]:
    """The texts in what should be a list of texts."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
