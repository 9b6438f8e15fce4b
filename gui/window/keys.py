"""All keys of the program in groups, from the table of actions and from widgets that handle some themselves, and the help about them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from core import __version__
from core.text import tr
from gui.canvas.zoom import canvas_keys
from gui.lessons.prediction_controller import PredictionController
from gui.plots.view import key_help
from gui.style.tokens import GAP, MARGIN, WIDE
from gui.system.key_text import key_text, without_letter
from gui.timeline.timeline import Timeline
from gui.window.actions import ACTIONS
from gui.window.presentation import Presentation

# About as many letters are in a line of the column of meanings, where there is room.
_MEANING_LETTERS = 46
_ROOM_PX = 72


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


class KeysDialog(QDialog):
    """Groups of keys one below the other, each key beside what it does. Arrows and page keys scroll."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, MARGIN)
        layout.setSpacing(MARGIN)
        page = QWidget(self)
        self._fill(page, groups)
        self.pages = QScrollArea(self)
        self.pages.setWidgetResizable(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setAccessibleName(tr("Keys"))
        self.pages.setWidget(page)
        layout.addWidget(self.pages, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        # As much as is needed, as far as window and screen go; the rest can be scrolled to.
        room = self.screen().availableGeometry().size()
        if parent is not None:
            room = room.boundedTo(parent.window().size())
        letters = self.fontMetrics().averageCharWidth() * _MEANING_LETTERS
        width = min(page.minimumSizeHint().width() + letters + _ROOM_PX, room.width() - _ROOM_PX)
        self.resize(width, min(page.heightForWidth(width - _ROOM_PX) + 2 * _ROOM_PX, room.height() - _ROOM_PX))
        self.pages.setFocus()

    @staticmethod
    def _fill(page: QWidget, groups: Sequence[KeyGroup]) -> None:
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        row = 0
        for group in groups:
            title = QLabel(group.title, page)
            title.setProperty("role", "heading")
            grid.setRowMinimumHeight(row, title.sizeHint().height() + (16 if row else 0))
            grid.addWidget(title, row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            row += 1
            for keys, meaning in group.rows:
                key, what = QLabel(keys, page), QLabel(meaning, page)
                font = key.font()
                font.setWeight(QFont.Weight.DemiBold)
                key.setFont(font)
                what.setWordWrap(True)
                grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1


def show_about(window: QWidget) -> None:
    """Version and licence, in a dialog."""
    text = tr("Descent Lab {version}\n\nWatch, step through and race gradient-descent optimizers.\nMIT licence.")
    QMessageBox.about(window, tr("About Descent Lab"), text.format(version=__version__))
