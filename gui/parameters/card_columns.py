"""What the line of a card says, and where: columns that are the same on all cards, so that runs are compared down the list."""

from collections.abc import Callable
from dataclasses import dataclass

from gui.style.tokens import GAP, ICON, LOOSE, TIGHT
from gui.widgets.sparkline import WIDTH

SAMPLE = 28.0
# The chevron, or what takes a branch away: where it is not there, the room stays free, so that no figure moves.
END = 20.0
# Narrower, the way of a loss says nothing.
_LEAST_CURVE = 24.0


@dataclass(frozen=True)
class HeaderText:
    """What a header says. `ended` is empty while the run goes on, else a phrase; the shorter ones stand in where it is narrow.

    `place` is where the run arrived, such as “1st · 40”; empty before.
    """

    name: str
    learning_rate: str
    loss: str = ""
    ended: str = ""
    ended_short: str = ""
    ended_shortest: str = ""
    place: str = ""


@dataclass(frozen=True)
class Columns:
    """Where things begin, in pixels from the left of the header.

    curve  the left and the right end of the sparkline; None where it has no room
    right  where the losses end
    place  where the places end that stand before the losses; None where a place takes the room of its loss
    """

    sample: float
    name: float
    rate: float
    curve: tuple[float, float] | None
    right: float
    place: float | None


def columns(width: float, name: float, rate: float, figure: float, place: float, scale: float = 1.0) -> Columns:
    """The columns of a header `width` pixels wide, for the widths of a name, a rate, a loss and a place; signs are enlarged by `scale`."""
    name_left = scale * SAMPLE + GAP
    rate_left = name_left + name + LOOSE
    right = width - scale * END
    free = right - figure - GAP
    beside = free if free - place - GAP - _LEAST_CURVE >= rate_left + rate + GAP else None
    curve_right = free if beside is None else beside - place - GAP
    curve_left = max(rate_left + rate + GAP, curve_right - scale * WIDTH)
    curve = (curve_left, curve_right) if curve_right - curve_left >= _LEAST_CURVE else None
    return Columns(0.0, name_left, rate_left, curve, right, beside)


def rate_and_ending(text: HeaderText, room: float, measure: Callable[[str], float], sign: float = ICON) -> tuple[str, str] | None:
    """The fullest rate and phrase that stand side by side in `room` pixels, uncut; None where no such pair does.

    `measure` gives the width of a text, `sign` is that of what stands before the phrase. The phrase is shortened first, then the η goes:
    the tooltip says all of it.
    """
    bare, named = text.learning_rate, f"η {text.learning_rate}"
    pairs = (
        (named, text.ended),
        (named, text.ended_short),
        (bare, text.ended_short),
        (named, text.ended_shortest),
        (bare, text.ended_shortest),
    )
    return next((pair for pair in pairs if measure(pair[0]) + GAP + sign + TIGHT + measure(pair[1]) <= room), None)
