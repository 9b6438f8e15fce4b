"""The loss of all runs: on a function the exact f at each step, on a network the loss of each batch."""

from collections.abc import Sequence

from core.experiment.result import place_text, places
from core.experiment.snapshot import RunSnapshot, RunValues
from core.problems.base import Problem
from core.problems.kinds import ProblemKind
from core.text import mark, tr
from gui.plots.ranges import FollowingRange
from gui.plots.reading import Columns, value_columns
from gui.plots.registry import PlotSpec
from gui.plots.series import RunSeries, XAxis

_NOT_STARTED = mark("Press Space to start, → for one step")


def _quantity(kind: ProblemKind) -> str:
    return tr(kind.loss_name)


def _values_of(run: RunSnapshot, problem: Problem) -> RunValues:
    return RunValues(run.loss)


def _infimum(problem: Problem) -> float | None:
    return problem.infimum


def _finish(problem: Problem, start: float) -> float | None:
    return problem.finish_level(start)


def _empty_text(problem: Problem | None, in_picture: bool) -> str:
    return "" if in_picture else tr(_NOT_STARTED)


def _columns(series: Sequence[RunSeries], axis: XAxis, quantity: str, reduced: str) -> Columns:
    """What is plotted, and once a run has arrived, its place, from the step on by which it was known."""
    values = value_columns(series, axis, quantity, reduced)
    found = places([one.run for one in series])
    if not found:
        return values

    def cells_of(one: RunSeries, row: int) -> tuple[str, ...]:
        arrival = one.run.arrival
        is_known = arrival is not None and arrival.known_at <= one.step_of(row)
        return (place_text(found[one.run.label]) if is_known else "", *values.cells_of(one, row))

    # The first, for where it is narrow the columns go from the left.
    return Columns((tr("place"), *values.titles), (max(map(place_text, found.values()), key=len), *values.widest), cells_of)


SPEC = PlotSpec(
    key="loss",
    name=mark("Loss plot"),
    word=mark("loss"),
    title=mark("Loss"),
    mnemonic=mark("&Loss"),
    fit_name=mark("Fit the loss plot"),
    quantity=_quantity,
    values_of=_values_of,
    empty_text=_empty_text,
    reduced="f − f*",
    log_offset=_infimum,
    finish=_finish,
    range_for=FollowingRange,
    columns=_columns,
    has_log=True,
    has_smoothing=True,
    has_axis=True,
    has_legend=True,
)
