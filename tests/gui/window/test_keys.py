"""F1: every key of the program is in the table, those of the actions and those that widgets handle themselves."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from core.experiment.setup import default_setup
from core.text import tr
from gui.export.picture.choices import KIND_NAMES
from gui.system.key_text import key_text
from gui.window.actions import ACTIONS
from gui.window.keys import KeysDialog, key_groups
from tests.helpers.window import press

ROOM = Path(__file__).parents[3] / "gui"
# Which group tells of the keys of a module. What only decides who gets a key has none.
GROUPS = {
    "canvas/function_canvas.py": "On the canvas",
    "canvas/path_canvas.py": "On the canvas",
    "canvas/zoom.py": "On the canvas",
    "weight_plane/canvas.py": "On the plane of the weights",
    "lessons/prediction_controller.py": "On the canvas, while guessing",
    "plots/view.py": "On the loss plot",
    "timeline/timeline.py": "On the time line",
    "window/presentation.py": "In the presentation",
    "network/digit_grid.py": "On what was reached with Tab",
    "network/weight_pictures.py": "On what was reached with Tab",
    "parameters/card_header.py": "On what was reached with Tab",
    "parameters/sizes_field.py": "On what was reached with Tab",
    "widgets/exact_spin_box.py": "On what was reached with Tab",
}
DECIDES = {"window/focus.py"}
SIGNS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Plus": "+",
    "Equal": "+",
    "Minus": "−",
    "Underscore": "−",
    "Escape": "Esc",
    "Return": "Enter",
    "PageUp": "PgUp",
    "PageDown": "PgDown",
}


def keys_in(source):
    """The names of all of Qt's keys that a module names."""
    return {node.attr[4:] for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")}


def shown(group):
    return {key for keys, _ in group.rows for part in keys.split(", ") for key in (part, part.rsplit("+", 1)[-1] or "+")}


def faults(modules, groups):
    by_title = {group.title: group for group in groups}
    found = []
    for name, source in modules.items():
        keys = keys_in(source)
        if not keys or name in DECIDES:
            continue
        if name not in GROUPS:
            found.append(f"{name} handles keys and belongs to no group")
            continue
        known = shown(by_title[GROUPS[name]])
        found += [f"{name}: {key} is not shown" for key in sorted(keys) if SIGNS.get(key, key_text(key)) not in known]
    return found


def test_that_every_key_that_a_widget_handles_is_shown():
    modules = {path.relative_to(ROOM).as_posix(): path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py")}
    assert set(GROUPS) | DECIDES <= set(modules)
    assert faults(modules, key_groups()) == []


def test_that_a_key_nobody_tells_of_would_be_found():
    assert faults({"a.py": "x = Qt.Key.Key_Q"}, key_groups()) == ["a.py handles keys and belongs to no group"]
    assert faults({"plots/view.py": "x = Qt.Key.Key_Q"}, key_groups()) == ["plots/view.py: Q is not shown"]


def test_that_every_key_of_an_action_is_shown_in_the_group_of_its_menu():
    by_title = {group.title: dict(group.rows) for group in key_groups()}
    for spec in ACTIONS:
        if spec.keys:
            keys = ", ".join(map(key_text, spec.keys))
            assert by_title[tr(spec.menu).replace("&", "")][keys] == tr(spec.tooltip)


def test_that_every_key_of_the_readme_does_something():
    """Those of its table; what it says of them is read by people."""
    table = (ROOM.parent / "README.md").read_text(encoding="utf-8").partition("## Keys")[2].partition("\n## ")[0]
    named = [key for row in re.findall(r"^\| (.*?) \| .* \|$", table, re.MULTILINE)[1:] for key in row.split(" · ")]
    there = {key_text(key) for spec in ACTIONS for key in spec.keys}
    assert len(named) > 40
    assert [key for key in named if key.replace("Page", "Pg") not in there] == []


def test_that_what_is_told_of_pictures_names_what_the_dialog_makes():
    told = next(spec.tooltip for spec in ACTIONS if spec.name == "export")
    for name in (*KIND_NAMES.values(), "Canvas", "Loss", "Accuracy", "Step inspector"):
        assert re.sub("^The ", "", name).partition(":")[0].lower() in told.lower(), name


def test_that_arrows_are_signs_and_the_page_keys_are_not():
    assert [key_text(key) for key in ("Up", "Shift+Left", "Ctrl+Alt+Down", "PgUp", "PgDown", "G")] == [
        "↑",
        "Shift+←",
        "Ctrl+Alt+↓",
        "PgUp",
        "PgDown",
        "G",
    ]


def test_that_no_two_actions_have_the_same_key_but_two_that_are_never_both_enabled():
    keys = Counter(key for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == ["Esc"]
    # That these are never enabled at the same moment is tested with a lesson in the window.
    assert {spec.name for spec in ACTIONS if "Esc" in spec.keys} == {"to_now", "lesson_leave"}


def test_that_no_two_entries_of_a_menu_share_a_letter():
    for menu in {spec.menu for spec in ACTIONS}:
        letters = [spec.text[spec.text.index("&") + 1].lower() for spec in ACTIONS if spec.menu == menu and "&" in spec.text]
        assert len(letters) == len(set(letters)), menu


@pytest.mark.parametrize("in_room", [False, True])
def test_that_the_dialog_shows_all_of_it_large_enough_and_within_the_window(qtbot, opened, in_room):
    window = opened(default_setup())
    if in_room:
        press(window, Qt.Key.Key_F11)
        window.setFixedSize(1280, 720)
    dialog = KeysDialog(key_groups(), window)
    qtbot.addWidget(dialog)
    dialog.show()
    labels = dialog.findChildren(QLabel)
    texts = [label.text() for label in labels]
    for group in key_groups():
        assert group.title in texts
        for row in group.rows:
            assert set(row) <= set(texts)
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    scroll = dialog.pages
    for label in labels:
        assert label.width() >= label.minimumSizeHint().width()
        assert label.mapTo(scroll.widget(), label.rect().bottomRight()).x() <= scroll.viewport().width()
        assert label.font().pointSizeF() >= window.font().pointSizeF() - 0.01
    assert dialog.focusWidget() is scroll
    top = scroll.verticalScrollBar().value()
    qtbot.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > top
    dialog.close()


def test_that_a_dialog_gives_the_keys_back_to_what_it_stood_over(qtbot, opened):
    window = opened(default_setup())
    asked = []

    def answer():
        box = QApplication.activeModalWidget()
        asked.append(box)
        window.activateWindow = lambda: asked.append("keys")  # not every desktop does it; this one would
        box.reject()

    QTimer.singleShot(0, answer)
    QMessageBox(QMessageBox.Icon.Question, "", "?", parent=window.stage).exec()
    qtbot.waitUntil(lambda: asked[1:] == ["keys"])


def test_that_a_dialog_after_a_dialog_keeps_the_keys(qtbot, opened):
    window = opened(default_setup())
    given = []
    window.activateWindow = lambda: given.append("keys")
    first, second = (QMessageBox(QMessageBox.Icon.Question, "", "?", parent=window) for _ in range(2))
    first.open()
    first.reject()
    second.open()
    # What is done once the keys could be given is done after that.
    later = []
    QTimer.singleShot(0, window, lambda: later.append(True))
    qtbot.waitUntil(lambda: bool(later))
    assert given == []
    second.reject()
    qtbot.waitUntil(lambda: given == ["keys"])
