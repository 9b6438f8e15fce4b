"""All keys of the program in groups: those of the actions, from their table, and those that widgets handle themselves."""

from typing import NamedTuple

from core.text import tr
from gui.canvas.zoom import canvas_keys
from gui.lessons.prediction_controller import PredictionController
from gui.plots.view import key_help
from gui.system.key_text import key_text, without_letter
from gui.timeline.timeline import Timeline
from gui.window.actions import ACTIONS
from gui.window.presentation import Presentation


class KeyGroup(NamedTuple):
    """A title, and (keys, what they do)."""

    title: str
    rows: list[tuple[str, str]]


def key_groups() -> list[KeyGroup]:
    """What F1 shows. A key that a widget handles must be in the group of that widget, which a test makes sure of."""
    menus: dict[str, list[tuple[str, str]]] = {}
    for spec in ACTIONS:
        if spec.keys:
            menus.setdefault(spec.menu, []).append((", ".join(map(key_text, spec.keys)), tr(spec.tooltip)))
    groups = [KeyGroup(without_letter(tr(menu)), rows) for menu, rows in menus.items()]
    groups += [
        KeyGroup(tr("On the canvas"), canvas_keys()),
        KeyGroup(tr("On the canvas, while guessing"), PredictionController.keys()),
        KeyGroup(tr("On the plane of the weights"), _plane_keys()),
        KeyGroup(tr("On the loss plot"), key_help()),
        KeyGroup(tr("On the time line"), Timeline.keys()),
        KeyGroup(tr("On what was reached with Tab"), _tab_keys()),
        KeyGroup(tr("In the presentation"), Presentation.keys()),
    ]
    return groups


def _plane_keys() -> list[tuple[str, str]]:
    return [
        (tr("Drag, {keys}").format(keys=f"{key_text('Ctrl+Left')}, →, ↑, ↓"), tr("Move the view")),
        (tr("Wheel, +, −"), tr("Zoom")),
        ("F, E, P", tr("As in the menu View")),
        (tr("Double click"), tr("Show all paths and follow them")),
        ("Esc", tr("Stop computing the loss, or take it away")),
    ]


def _tab_keys() -> list[tuple[str, str]]:
    pages = f"{key_text('PgUp')}, {key_text('PgDown')}"
    return [
        ("Tab", tr("Go to the next control")),
        (tr("Space"), tr("Press a button, tick a box, open a choice")),
        ("←, →, ↑, ↓", tr("Move a slider, change a number, go through choices, test images and units")),
        (tr("Enter"), tr("Confirm a number; open or close a card; keep a unit in front")),
        ("Esc", tr("Take back what was typed")),
        ("↑, ↓", tr("Go to the card above or below")),
        ("→, ←", tr("Open or close a card")),
        (pages, tr("Other units of the first layer")),
    ]
