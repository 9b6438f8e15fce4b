"""Keys as the user reads them: the words of the system, signs for the arrows, and the words of a menu without its letters."""

import re
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


@cache
def key_text(key: str) -> str:
    """A key in Qt's portable notation, such as Shift+Right, as it is shown: Shift+→."""
    text = _native(key)
    for name, sign in _ARROWS.items():
        arrow = _native(name)
        # As a key of its own, and not as the end of PgUp.
        if text == arrow or text.endswith(f"+{arrow}"):
            return text.removesuffix(arrow) + sign
    return text


FOCUS_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Why a widget gets the focus when somebody has gone there by keyboard."""


def without_letter(text: str) -> str:
    """The text of an action without the letter that a menu underlines, which in some languages stands behind the word in brackets."""
    return re.sub(r"\s*\(&.\)", "", text).replace("&", "")


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
