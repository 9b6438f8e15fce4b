"""All keys of the program in groups, from the table of actions and from widgets that handle some themselves."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QMessageBox, QWidget

from core import __version__
from core.text import mark, tr
from gui.canvas.zoom import canvas_keys
from gui.lessons.prediction_controller import PredictionController
from gui.plots.view import key_help
from gui.system.key_text import key_text, without_letter
from gui.timeline.timeline import Timeline
from gui.window.action_table import ACTIONS, FILE, LESSONS, LOOK, RUN, VIEW
from gui.window.presentation import Presentation

_PICTURES, _TAB = mark("On canvas and plots"), mark("Where Tab leads")
_ORDER = (RUN, LOOK, VIEW, _PICTURES, LESSONS, FILE, _TAB)


class KeyRow(NamedTuple):
    """Keys as they are shown, what they do in at most six words, and the same at length."""

    keys: tuple[str, ...]
    text: str
    more: str = ""


class KeyGroup(NamedTuple):
    """A title, and its rows."""

    title: str
    rows: list[KeyRow]


def key_groups() -> list[KeyGroup]:
    """What F1 shows. A key that a widget handles must be in the group of that widget, which a test makes sure of."""
    groups: dict[str, list[KeyRow]] = {each: [] for each in _ORDER}
    for spec in ACTIONS:
        if spec.keys:
            text = tr(spec.short) if spec.short else without_letter(tr(spec.text)).removesuffix("…")
            groups[spec.group or spec.menu].append(KeyRow(tuple(map(key_text, spec.keys)), text, tr(spec.tooltip)))
    groups[LOOK] += _rows(Timeline.keys())
    groups[VIEW] += _rows(Presentation.keys())
    groups[_PICTURES] += _rows([*canvas_keys(), *key_help(), *PredictionController.keys()])
    groups[_TAB] += _rows(_tab_keys())
    return [KeyGroup(without_letter(tr(title)), _merged(rows)) for title, rows in groups.items()]


def _tab_keys() -> list[tuple[str, str]]:
    return [
        ("Tab", tr("Go to the next control")),
        (tr("Space, Enter"), tr("Press, tick, or confirm")),
        (tr("Space, Enter, Del"), tr("Card: take part; open; remove branch")),
        (f"← → ↑ ↓, {key_text('Home')}, {key_text('End')}", tr("Change, choose, go along")),
        ("Esc", tr("Take back what was typed")),
        ("↑ ↓, → ←", tr("Next card; open, close")),
        (f"{key_text('PgUp')}, {key_text('PgDown')}", tr("Other units of layer 1")),
    ]


def _rows(help_texts: Iterable[tuple[str, str]]) -> list[KeyRow]:
    """What widgets tell of their keys: those on one cap have a space between them, caps a comma."""
    return [KeyRow(tuple(keys.split(", ")), text) for keys, text in help_texts]


def _merged(rows: Iterable[KeyRow]) -> list[KeyRow]:
    """Rows that say the same become one, with all their keys."""
    merged: dict[str, KeyRow] = {}
    for row in rows:
        before = merged.get(row.text, KeyRow((), row.text))
        more = "\n".join(filter(None, (before.more, row.more)))
        merged[row.text] = KeyRow(tuple(dict.fromkeys((*before.keys, *row.keys))), row.text, more)
    return list(merged.values())


def show_about(window: QWidget) -> None:
    """Version and licence, in a dialog."""
    text = tr("Descent Lab {version}\n\nWatch, step through and race gradient-descent optimizers.\nMIT licence.")
    QMessageBox.about(window, tr("About Descent Lab"), text.format(version=__version__))
