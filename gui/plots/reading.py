"""What the cross-hair reads: which step of each run is nearest, and the table of all runs there. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.experiment.termination import termination_text
from core.number_text import long_figure, thousands
from core.text import tr
from gui.plots.series import RunSeries, XAxis

WIDEST_FIGURE = "−0.00000×10⁻³⁰⁰"


@dataclass(frozen=True)
class Reading:
    """Where the cross-hair stands: its place on the horizontal axis, and the step of each run there; None has no value there."""

    x: float
    steps: tuple[int | None, ...]


@dataclass(frozen=True)
class TableRow:
    """One run in the table: its label, the cells of the columns, or a remark in place of them."""

    label: str
    cells: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True)
class Table:
    """All runs at one place. `last_title` and `widest` are the title and the cells at the end, so that the layout can stay."""

    title: str
    last_title: str
    columns: tuple[str, ...]
    widest: tuple[str, ...]
    rows: tuple[TableRow, ...]


class Columns(NamedTuple):
    """What a plot tells of each run in a table: the titles, the widest cells there can be, and the cells of a row of a run."""

    titles: tuple[str, ...]
    widest: tuple[str, ...]
    cells_of: Callable[[RunSeries, int], tuple[str, ...]]


def reading_at(series: Sequence[RunSeries], axis: XAxis, x: float) -> Reading | None:
    """The steps nearest to a place on the horizontal axis; None without runs.

    With steps on the axis all runs are read at the same step. Else each is read at its own nearest, and the cross-hair
    stands at the nearest of all.
    """
    if not series:
        return None
    if axis is XAxis.STEP and all(one.row_steps is None for one in series):
        step = round(min(max(x, 0.0), max(one.last for one in series)))
        return Reading(float(step), tuple(step if step <= one.last else None for one in series))
    nearest = [_nearest(one, axis, x) for one in series]
    places = [float(one.x(axis, np.array([step]))[0]) for one, step in zip(series, nearest, strict=True)]
    place = min(places, key=lambda place: abs(place - x))
    ends = [float(one.x(axis, np.array([one.last]))[0]) for one in series]
    return Reading(place, tuple(step if place <= end else None for step, end in zip(nearest, ends, strict=True)))


def moved_reading(series: Sequence[RunSeries], axis: XAxis, reading: Reading | None, steps: int) -> Reading | None:
    """The reading some steps on, or back; from nowhere it begins at the last step."""
    if not series:
        return None
    longest = max(range(len(series)), key=lambda k: series[k].last)
    guide = series[longest]
    if reading is None:
        step = guide.last
    else:
        step = round(guide.step_at(axis, reading.x)) + steps
    step = min(max(step, 0), guide.last)
    return reading_at(series, axis, float(guide.x(axis, np.array([step]))[0]))


def value_columns(series: Sequence[RunSeries], axis: XAxis, quantity: str, reduced: str = "") -> Columns:
    """The columns of what is plotted. `quantity` is the name of the values, `reduced` that of the values less their offset, empty
    without one.

    Runs near a lowest value that is not 0 differ in f − f* only, so that comes last, where it is never hidden.
    """
    smoothed = any(one.is_smoothed for one in series)
    titles = (quantity, reduced) if reduced else (quantity,)
    if smoothed:
        titles = (*titles[:-1], tr("smoothed {quantity}").format(quantity=reduced) if reduced else tr("smoothed"), titles[-1])
    widest: tuple[str, ...] = len(titles) * (WIDEST_FIGURE,)
    if axis is not XAxis.STEP:
        titles, widest = (tr("step"), *titles), (thousands(max(one.last_step for one in series)), *widest)

    def cells_of(one: RunSeries, row: int) -> tuple[str, ...]:
        at = np.array([row])
        figures = [long_figure(float(one.values[row]))]
        if reduced:
            figures.append(long_figure(float(one.raw(at)[0])))
        if smoothed:
            figures.insert(-1, long_figure(float(one.curve(at)[0])))
        return tuple(figures) if axis is XAxis.STEP else (thousands(one.step_of(row)), *figures)

    return Columns(titles, widest, cells_of)


def table_of(series: Sequence[RunSeries], axis: XAxis, reading: Reading, columns: Columns, evaluations: str) -> Table:
    """The table of all runs at one place, without a column that would be empty there, such as of places before the first arrival.

    `evaluations` is how so many gradient evaluations read, to be translated.
    """
    rows = []
    for one, row in zip(series, reading.steps, strict=True):
        if row is None:
            rows.append(TableRow(one.run.label, (), termination_text(one.run) if one.run.termination else "—"))
        else:
            rows.append(TableRow(one.run.label, columns.cells_of(one, row)))
    told = [number for number in range(len(columns.titles)) if any(row.cells[number] for row in rows if row.cells)]
    rows = [replace(row, cells=tuple(row.cells[number] for number in told)) if row.cells else row for row in rows]
    titles = _title(axis, reading.x, evaluations), _last_title(series, axis, evaluations)
    shown, widest = (tuple(texts[number] for number in told) for texts in (columns.titles, columns.widest))
    return Table(*titles, shown, widest, tuple(rows))


def _title(axis: XAxis, x: float, evaluations: str) -> str:
    if axis is XAxis.STEP:
        return tr("step {step}").format(step=thousands(x))
    if axis is XAxis.EPOCHS:
        return tr("epoch {epoch}").format(epoch=f"{x:.2f}")
    if axis is XAxis.EVALUATIONS:
        return tr(evaluations).format(count=thousands(x))
    return tr("{seconds} s").format(seconds=long_figure(x))


def _last_title(series: Sequence[RunSeries], axis: XAxis, evaluations: str) -> str:
    if axis is XAxis.SECONDS:
        return tr("{seconds} s").format(seconds=WIDEST_FIGURE)
    return _title(axis, max(float(one.x(axis, np.array([one.last]))[0]) for one in series), evaluations)


def _nearest(series: RunSeries, axis: XAxis, x: float) -> int:
    step = series.step_at(axis, x)
    candidates = np.array(sorted({int(np.floor(step)), int(np.ceil(step))}))
    return int(candidates[np.abs(series.x(axis, candidates) - x).argmin()])
