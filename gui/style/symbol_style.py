"""The colours of the symbols, the same in equations, numbers and arrows: by what a symbol means, not by its letter."""

from PySide6.QtGui import QColor

from core.optimizers.symbols import Role
from gui.style.theme import Theme

# (light, dark). Any two differ by 16 in CIE L*a*b* for every kind of colour vision, and from the colours of the runs by 9;
# tests/gui/inspector/test_inspector_parts.py measures both.
_AVERAGES = ("#3b3bf5", "#7777ff")
_COLOURS = {
    Role.GRADIENT: ("#8a0f1f", "#ff8080"),
    Role.VELOCITY: _AVERAGES,
    Role.MEAN: _AVERAGES,
    Role.SQUARES: ("#74701a", "#e8dc00"),
    Role.UPDATE: ("#d0089a", "#ff2fb0"),
}


def role_colour(theme: Theme, role: Role) -> QColor:
    """The colour of a role; places have the colour of text, settings a quiet one."""
    if role in _COLOURS:
        return QColor(_COLOURS[role][theme.dark])
    return QColor(theme.text if role is Role.PLACE else theme.muted)
