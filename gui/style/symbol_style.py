"""The colours of the symbols, the same in equations, numbers and arrows: by what a symbol means, not by its letter."""

from enum import Enum

from PySide6.QtGui import QColor

from core.optimizers.base import Optimizer
from core.optimizers.equations import scale_symbol
from gui.style.theme import Theme


class Role(Enum):
    """What a symbol stands for."""

    GRADIENT = "gradient"
    MEAN = "mean"
    SQUARES = "squares"
    UPDATE = "update"
    PLACE = "place"
    SETTING = "setting"


# (light, dark). Any two differ by 16 in CIE L*a*b* for every kind of colour vision, and from the colours of the runs by 9;
# tests/gui/inspect/test_symbol_style.py measures both.
_COLOURS = {
    Role.GRADIENT: ("#8a0f1f", "#ff8080"),
    Role.MEAN: ("#3b3bf5", "#7777ff"),
    Role.SQUARES: ("#74701a", "#e8dc00"),
    Role.UPDATE: ("#d0089a", "#ff2fb0"),
}
_ROLES = {
    "g": Role.GRADIENT,
    "∇L": Role.GRADIENT,
    "v": Role.MEAN,
    "m": Role.MEAN,
    "m̂": Role.MEAN,
    "h": Role.SQUARES,
    "v̂": Role.SQUARES,
    "Δ": Role.UPDATE,
    "W": Role.PLACE,
    "W̃": Role.PLACE,
}


def role_of(optimizer: Optimizer, symbol: str) -> Role:
    """What a symbol means in this rule: v is a velocity, and in Adam a mean of squares."""
    if symbol == (scale_symbol(optimizer) or "")[:1]:
        return Role.SQUARES
    return _ROLES.get(symbol, Role.SETTING)


def role_colour(theme: Theme, role: Role) -> QColor:
    """The colour of a role; places have the colour of text, settings a quiet one."""
    if role in _COLOURS:
        return QColor(_COLOURS[role][theme.dark])
    return QColor(theme.text if role is Role.PLACE else theme.muted)
