"""How an experiment is looked at: what a file keeps of the window besides the experiment itself."""

from dataclasses import dataclass
from typing import Literal

StepUnit = Literal["steps", "sub-steps"]
Horizontal = Literal["step", "evaluations", "seconds", "epochs"]
Bounds = tuple[float, float, float, float]

HORIZONTALS: tuple[Horizontal, ...] = ("step", "evaluations", "seconds", "epochs")


@dataclass(frozen=True)
class View:
    """How the window stands. Where a field is None, and in a view that says nothing, the window decides as it always does.

    panels      what is shown beside the parameters: keys of `core.problems.kinds.PANELS`
    parameters  whether the panel of parameters is shown
    inspect     labels of the runs in the inspector, one or two
    walk        what the key → does: a whole step, or a part of it
    zoom        whether the canvas follows the inspected step from close by
    predict     whether there is a guess before each step
    box         x from, to, y from, to: the part of the plane on the canvas; None: that of the function
    equal       whether one unit is as long on x as on y
    log         whether the axis of the loss is logarithmic
    smoothing   β of the smoothed losses, 0 to 0.999
    horizontal  what the losses are drawn over
    loss_box    the same four numbers for the loss plot, y as powers of ten where the axis is logarithmic; None: it follows the curves
    speed       steps per second while playing; infinite: as many as the computer can take
    replay      whether a changed setting holds from the start on
    """

    panels: tuple[str, ...] | None = None
    parameters: bool | None = None
    inspect: tuple[str, ...] = ()
    walk: StepUnit = "steps"
    zoom: bool = False
    predict: bool = False
    box: Bounds | None = None
    equal: bool | None = None
    log: bool | None = None
    smoothing: float | None = None
    horizontal: Horizontal | None = None
    loss_box: Bounds | None = None
    speed: float | None = None
    replay: bool | None = None


USUAL = View()
"""A file that says nothing of the view."""
