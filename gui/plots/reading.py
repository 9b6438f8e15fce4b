"""What the cross-hair reads: which step of each run is nearest, and the table of all runs there. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.experiment.termination import termination_text
from core.text import tr
from gui.plots.series import LossSeries, XAxis
from gui.plots.ticks import thousands

_WIDEST_FIGURE = "0.00000e−000"
_MINUS = "\N{MINUS SIGN}"


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


def reading_at(series: Sequence[LossSeries], axis: XAxis, x: float) -> Reading | None:
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


def moved_reading(series: Sequence[LossSeries], axis: XAxis, reading: Reading | None, steps: int) -> Reading | None:
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


def table_of(series: Sequence[LossSeries], axis: XAxis, reading: Reading, quantity: str, name: str = "f", samples: bool = False) -> Table:
    """The table. `name` is that of the loss, `quantity` that of the loss less its offset, empty without one. `samples`: on a
    network, where a gradient evaluation is an image that was seen.

    Runs near a lowest value that is not 0 differ in f − f* only, so that comes last, where it is never hidden.
    """
    smoothed = any(one.is_smoothed for one in series)
    columns = (tr("step"),) if axis is not XAxis.STEP else ()
    widest = tuple(thousands(max(one.last for one in series)) for _ in columns)
    raw = (name, quantity) if quantity else (name,)
    if smoothed:
        raw = (*raw[:-1], tr("smoothed {quantity}").format(quantity=quantity) if quantity else tr("smoothed"), raw[-1])
    columns, widest = (*columns, *raw), widest + len(raw) * (_WIDEST_FIGURE,)
    rows = []
    for one, step in zip(series, reading.steps, strict=True):
        if step is None:
            rows.append(TableRow(one.run.label, (), termination_text(one.run) if one.run.termination else "—"))
            continue
        cells = [thousands(step)] if axis is not XAxis.STEP else []
        at = np.array([step])
        figures = [figure(float(one.run.loss[step]))]
        if quantity:
            figures.append(figure(float(one.raw(at)[0])))
        if smoothed:
            figures.insert(-1, figure(float(one.curve(at)[0])))
        cells += figures
        rows.append(TableRow(one.run.label, tuple(cells)))
    return Table(_title(axis, reading.x, samples), _last_title(series, axis, samples), columns, widest, tuple(rows))


def tests_table_of(series: Sequence[LossSeries], axis: XAxis, reading: Reading) -> Table:
    """The table of the tests: accuracy in per cent and loss on the test data, each at the nearest test."""
    columns = (tr("test loss"), tr("accuracy"))
    rows = []
    for one, row in zip(series, reading.steps, strict=True):
        if row is None:
            rows.append(TableRow(one.run.label, (), termination_text(one.run) if one.run.termination else "—"))
            continue
        scores = one.run.held_out
        rows.append(TableRow(one.run.label, (figure(float(scores.loss[row])), f"{100 * scores.accuracy[row]:.2f} %")))
    titles = _title(axis, reading.x, samples=True), _last_title(series, axis, samples=True)
    return Table(*titles, columns, (_WIDEST_FIGURE, "100.00 %"), tuple(rows))


def figure(value: float) -> str:
    """Six significant digits, so that runs can be told apart: 0.0544200, 1.23457e−30."""
    if value == 0:
        return "0"
    digits, _, exponent = f"{value:#.6g}".partition("e")
    text = f"{digits}e{int(exponent)}" if exponent else digits
    return text.removesuffix(".").replace("-", _MINUS)


def _title(axis: XAxis, x: float, samples: bool) -> str:
    if axis is XAxis.STEP:
        return tr("step {step}").format(step=thousands(x))
    if axis is XAxis.EPOCHS:
        return tr("epoch {epoch}").format(epoch=f"{x:.2f}")
    if axis is XAxis.EVALUATIONS and samples:
        return tr("{count} samples seen").format(count=thousands(x))
    if axis is XAxis.EVALUATIONS:
        return tr("{count} gradient evaluations").format(count=thousands(x))
    return tr("{seconds} s").format(seconds=figure(x))


def _last_title(series: Sequence[LossSeries], axis: XAxis, samples: bool) -> str:
    if axis is XAxis.SECONDS:
        return tr("{seconds} s").format(seconds=_WIDEST_FIGURE)
    return _title(axis, max(float(one.x(axis, np.array([one.last]))[0]) for one in series), samples)


def _nearest(series: LossSeries, axis: XAxis, x: float) -> int:
    step = series.step_at(axis, x)
    candidates = np.array(sorted({int(np.floor(step)), int(np.ceil(step))}))
    return int(candidates[np.abs(series.x(axis, candidates) - x).argmin()])
