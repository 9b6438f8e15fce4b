"""Which pictures a strip is made of and how they stand: pure decisions that the dialog and the command line share. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import snapshot_at
from core.experiment.termination import termination_text
from core.number_text import short_setting, thousands
from core.problems.kinds import PARTS
from core.sweeps.learning_rates import RateVariant
from core.text import tr
from gui.export.picture.spec import Arrangement, PictureSpec, Shape, page_points
from gui.plots.registry import plot_spec

MOST_PANELS = 24
_MOST_COLUMNS = 6
# A panel is half as large as a picture of its own would be, and no narrower than its axes need.
_PART_OF_PAGE, _LEAST_WIDTH = 0.5, 320
_FACTORS = {0.25: "¼", 0.5: "½"}


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture of a strip: what it shows, and the words over it."""

    snapshot: Snapshot
    caption: str


def strip_steps(last: int, every: int) -> tuple[int, ...]:
    """The steps 0, k, 2k … of a filmstrip up to the last.

    Raises:
        ValueError: with a sentence, if that is no number of steps, or makes too many panels.
    """
    if every < 1:
        raise ValueError(tr("A filmstrip needs at least 1 step between its pictures."))
    count = last // every + 1
    if count > MOST_PANELS:
        least = math.ceil((last + 1) / MOST_PANELS)
        raise ValueError(
            tr("That would be {count:,} pictures; a strip has at most {most}. Take every {least:,} steps or more.").format(
                count=count, most=MOST_PANELS, least=least
            )
        )
    return tuple(range(0, last + 1, every))


def usual_distance(last: int) -> int:
    """A round number of steps between the pictures of a strip of about six."""
    wanted = max(1.0, last / 5)
    size = 10 ** math.floor(math.log10(wanted))
    return max(1, next(round(factor * size) for factor in (1, 2, 5, 10) if factor * size >= wanted))


def film_panels(snapshot: Snapshot, steps: Sequence[int]) -> tuple[Panel, ...]:
    """A panel for each of these steps; what is past the last step shows that.

    Raises:
        ValueError: with a sentence, if there are none or too many.
    """
    if not steps:
        raise ValueError(tr("A strip needs at least one step to show."))
    if len(steps) > MOST_PANELS:
        raise ValueError(
            tr("{count:,} pictures are too many for one strip; it has at most {most}.").format(count=len(steps), most=MOST_PANELS)
        )
    return tuple(Panel(snapshot_at(snapshot, step), tr("step {step}").format(step=thousands(min(step, snapshot.step)))) for step in steps)


def rate_panels(variants: Sequence[RateVariant], snapshots: Sequence[Snapshot]) -> tuple[Panel, ...]:
    """A panel for each learning rate, which says where the run diverged if it did."""
    return tuple(Panel(snapshot, rate_caption(variant, snapshot)) for variant, snapshot in zip(variants, snapshots, strict=True))


def rate_caption(variant: RateVariant, snapshot: Snapshot) -> str:
    """For example ``η = 0.1 (×¼)``."""
    factor = _FACTORS.get(variant.factor, f"{variant.factor:g}")
    caption = f"η = {short_setting(variant.rate)} (×{factor})"
    ended = next((run for run in snapshot.runs if run.termination is not None), None)
    return f"{caption}: {termination_text(ended)}" if ended is not None else caption


def join_panels(panels: Sequence[Panel]) -> Snapshot:
    """One snapshot with the runs of all panels, each by a label of its own, for the axes that suit all."""
    first = panels[0].snapshot
    runs = [replace(run, label=f"{run.label} {number}") for number, panel in enumerate(panels) for run in panel.snapshot.runs]
    return replace(first, step=max(panel.snapshot.step for panel in panels), runs=tuple(runs))


def moving_parts() -> dict[str, str]:
    """What strips and films can show, for a sentence with “{names} or {last}”: whatever is drawn anew at each step."""
    *names, last = tr("canvas"), *(tr(plot_spec(part).word) for part in PARTS if part not in ("canvas", "inspector"))
    return {"names": ", ".join(names), "last": last}


def panel_spec(spec: PictureSpec) -> PictureSpec:
    """One panel of a strip of this spec: the parts alone, below each other, so that many panels find room side by side.

    Raises:
        ValueError: with a sentence, if nothing that a strip can show is asked for.
    """
    parts = tuple(part for part in spec.parts if part != "inspector")
    if not parts:
        raise ValueError(tr("A strip shows {names} or {last}; the step inspector has a picture of its own.").format(**moving_parts()))
    spec = replace(spec, parts=parts, arrangement=Arrangement.COLUMN, shape=Shape.NATURAL, points=None)
    width, height = page_points(spec)
    size = max(_LEAST_WIDTH, round(_PART_OF_PAGE * width))
    points = size, round(size * height / width)
    return replace(spec, title=False, legend=False, settings=False, points=points)


def column_count(panels: int, columns: int | None = None) -> int:
    """How many panels stand side by side: as many as asked for, or rows of about the same length."""
    if columns is not None:
        return max(1, min(columns, panels))
    return math.ceil(panels / math.ceil(panels / _MOST_COLUMNS))
