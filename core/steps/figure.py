"""What a step looks like in the plane: its arrows, the scale of each axis, the point ahead and the place it goes to.

Everything is in the coordinates of the function and read from the record of the step.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.experiment.snapshot import StepRecord
from core.optimizers.base import Array
from core.optimizers.equations import Node, Sum, evaluate, scale_symbol, symbols_in
from core.optimizers.symbols import Phase, Role
from core.steps.effective_step import effective_step
from core.steps.lines import Line, lines_of
from core.steps.phases import phases_of


class Point(NamedTuple):
    """A point of the plane."""

    x: float
    y: float


@dataclass(frozen=True)
class Arrow:
    """A vector from one point to another. `symbol` gives the colour, `label` what stands beside it."""

    symbol: str
    label: str
    begin: Point
    end: Point
    phase: Phase


@dataclass(frozen=True)
class AxisScale:
    """How far a gradient of 1 along each axis would move the point: the half axes of an ellipse around it."""

    symbol: str
    label: str
    centre: Point
    x: float
    y: float
    phase: Phase


@dataclass(frozen=True)
class StepFigure:
    """All that is drawn of a step in one phase; what belongs to earlier phases is still there.

    explained : the phase whose arrows matter most now: this one, and when the point moves, the one that told where to
    ahead : NAG's W̃, where it is known;  ghost : where the point will be, once that is known and until it is there
    """

    phase: Phase
    explained: Phase
    arrows: tuple[Arrow, ...] = ()
    scales: tuple[AxisScale, ...] = ()
    ahead: Point | None = None
    ghost: Point | None = None


def figure(record: StepRecord, phase: Phase) -> StepFigure:
    """The figure of a step of a function of two variables when it has come to this phase. What is not finite is left out."""
    lines = {line.equation.symbol: line for line in lines_of(record)}
    arrows: list[Arrow] = []
    scales: list[AxisScale] = []
    with np.errstate(all="ignore"):
        for symbol, line in lines.items():
            if record.optimizer.symbol(symbol).phase <= phase:
                arrows += _arrows(record, symbol, lines)
                scales += _scales(record, symbol, line)
    # v̂ takes the place of v.
    scales = scales[-1:]
    ahead = _ahead(record, lines)
    settled = [each for each in phases_of(record.optimizer) if each < Phase.MOVE][-1]
    return StepFigure(
        phase,
        min(phase, settled),
        tuple(arrow for arrow in arrows if np.isfinite([*arrow.begin, *arrow.end]).all()),
        tuple(scale for scale in scales if np.isfinite([*scale.centre, scale.x, scale.y]).all()),
        None if ahead is None else _point(ahead),
        _point(record.taken.theta) if settled <= phase < Phase.MOVE else None,
    )


def extent(record: StepRecord) -> tuple[float, float, float, float] | None:
    """x_min, x_max, y_min, y_max of the whole step with all its arrows and, unless it is far larger, the scale of the axes.

    None where nothing of it is finite.
    """
    whole = figure(record, Phase.MOVE)
    points = [point for arrow in whole.arrows for point in (arrow.begin, arrow.end)] + ([whole.ahead] if whole.ahead else [])
    points += [_point(place) for place in (record.theta, record.taken.theta) if np.isfinite(place).all()]
    if not points:
        return None
    (x_min, y_min), (x_max, y_max) = np.min(points, axis=0).tolist(), np.max(points, axis=0).tolist()
    for scale in whole.scales:
        if scale.x <= 1.5 * (x_max - x_min) and scale.y <= 1.5 * (y_max - y_min):
            x_min, x_max = min(x_min, scale.centre.x - scale.x), max(x_max, scale.centre.x + scale.x)
            y_min, y_max = min(y_min, scale.centre.y - scale.y), max(y_max, scale.centre.y + scale.y)
    return x_min, x_max, y_min, y_max


def _ahead(record: StepRecord, lines: dict[str, Line]) -> Array | None:
    """The point at which the rule looks ahead, as NAG does."""
    found = (line.result for symbol, line in lines.items() if record.optimizer.symbol(symbol).phase is Phase.LOOK_AHEAD)
    return next((np.asarray(place) for place in found), None)


def _arrows(record: StepRecord, symbol: str, lines: dict[str, Line]) -> list[Arrow]:
    line, theta, optimizer = lines[symbol], record.theta, record.optimizer
    phase, ahead = optimizer.symbol(symbol).phase, _ahead(record, lines)

    def arrow(label: str, colour: str, begin: Array, way: "Array | float") -> Arrow:
        return Arrow(colour, label, _point(begin), _point(begin + way), phase)

    def part(sign: str, term: Node, begin: Array, way: "Array | float") -> Arrow:
        """The arrow of a term of a sum, such as αv or −ηg, which has the colour of the v or g in it."""
        names = list(symbols_in(term))
        colour = next((name for name in names if optimizer.role_of(name) is not Role.SETTING), symbol)
        return arrow(sign.strip("+") + "".join(names), colour, begin, way)

    match optimizer.role_of(symbol), line.equation.expression:
        case Role.PARAMETERS, Sum((_, (sign, term))) if phase is Phase.LOOK_AHEAD:
            return [part(sign, term, theta, line.result - theta)]
        case Role.GRADIENT, _:
            return [arrow(f"−η{symbol}", symbol, theta if ahead is None else ahead, -optimizer.learning_rate * line.result)]
        case Role.VELOCITY, Sum(((sign, carried), (other_sign, other))):
            # v ← αv − ηg: head to tail, so that the sum is seen.
            way = evaluate(carried, line.values)
            found = [arrow(symbol, symbol, theta, line.result)]
            if ahead is None:
                found += [part(sign, carried, theta, way), part(other_sign, other, theta + way, line.result - way)]
            return found
        case Role.MEAN, _:
            return [arrow(f"−η{symbol}", symbol, theta, -optimizer.learning_rate * line.result)]
        case ((Role.VELOCITY | Role.UPDATE), _):
            return [arrow(symbol, symbol, theta, line.result)]
    return []


def _scales(record: StepRecord, symbol: str, line: Line) -> list[AxisScale]:
    optimizer = record.optimizer
    if scale_symbol(optimizer) is None or optimizer.role_of(symbol) is not Role.SQUARES:
        return []
    x, y = np.broadcast_to(effective_step(optimizer, line.result), 2).tolist()
    return [AxisScale(symbol, f"η/√{symbol}", _point(record.theta), x, y, optimizer.symbol(symbol).phase)]


def _point(vector: Array) -> Point:
    x, y = vector.tolist()
    return Point(x, y)
