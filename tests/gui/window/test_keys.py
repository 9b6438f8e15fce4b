"""F1: every key of the program is in the table, those of the actions and those that widgets handle themselves."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from core.experiment.setup import default_setup
from core.text import tr
from gui.export.picture.choices import KIND_NAMES
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from gui.system.key_text import key_text
from gui.window.action_table import ACTIONS
from gui.window.keys import key_groups
from gui.window.keys_dialog import KeysDialog
from tests.helpers.window import press

ROOM = Path(__file__).parents[3] / "gui"
# Which groups tell of the keys of a module. What only decides who gets a key has none.
GROUPS = {
    "canvas/function_canvas.py": ("On canvas and plots", "View"),
    "canvas/path_canvas.py": ("On canvas and plots", "View"),
    "canvas/zoom.py": ("On canvas and plots", "View"),
    "weight_plane/canvas.py": ("On canvas and plots", "View"),
    "lessons/prediction_controller.py": ("On canvas and plots",),
    "plots/view.py": ("On canvas and plots",),
    "timeline/timeline.py": ("Look",),
    "weight_plane/tools.py": ("Where Tab leads",),
    "window/panel_place.py": ("View",),
    "window/presentation.py": ("View",),
    "network/digit_grid.py": ("Where Tab leads",),
    "network/weight_pictures.py": ("Where Tab leads",),
    "parameters/function_picker.py": ("Where Tab leads",),
    "parameters/card_header.py": ("Where Tab leads",),
    "lessons/lesson_page.py": ("Where Tab leads",),
    "parameters/sizes_field.py": ("Where Tab leads",),
    "widgets/exact_spin_box.py": ("Where Tab leads",),
    "widgets/roving_focus.py": ("Where Tab leads",),
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


def shown(groups):
    caps = {cap for group in groups for row in group.rows for cap in row.keys}
    return {key for cap in caps for part in (cap, *cap.split()) for key in (part, part.rsplit("+", 1)[-1] or "+")}


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
        known = shown([by_title[title] for title in GROUPS[name]])
        found += [f"{name}: {key} is not shown" for key in sorted(keys) if SIGNS.get(key, key_text(key)) not in known]
    return found


def test_that_every_key_that_a_widget_handles_is_shown():
    modules = {path.relative_to(ROOM).as_posix(): path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py")}
    assert set(GROUPS) | DECIDES <= set(modules)
    assert faults(modules, key_groups()) == []


def test_that_a_key_nobody_tells_of_would_be_found():
    assert faults({"a.py": "x = Qt.Key.Key_Q"}, key_groups()) == ["a.py handles keys and belongs to no group"]
    assert faults({"plots/view.py": "x = Qt.Key.Key_Q"}, key_groups()) == ["plots/view.py: Q is not shown"]


def test_that_every_key_of_an_action_is_shown_in_its_group_with_a_few_words_and_at_length():
    by_title = {group.title: group.rows for group in key_groups()}
    for spec in ACTIONS:
        if spec.keys:
            [row] = [row for row in by_title[tr(spec.group or spec.menu).replace("&", "")] if tr(spec.tooltip) in row.more.split("\n")]
            assert set(map(key_text, spec.keys)) <= set(row.keys)
            assert row.text in (spec.short, spec.text.replace("&", "").removesuffix("…"))


def test_that_actions_that_share_a_line_say_the_same_of_themselves_and_no_line_comes_twice():
    for group in key_groups():
        assert len({row.text for row in group.rows}) == len(group.rows)
        assert all(len(set(row.keys)) == len(row.keys) for row in group.rows)


def test_that_a_line_has_six_words_at_most():
    assert [row.text for group in key_groups() for row in group.rows if len(row.text.split()) > 6] == []


def test_that_what_is_pressed_most_comes_first():
    titles = [group.title for group in key_groups()]
    wanted = ["Run", "Look", "View", "Lessons", "File"]
    assert [title for title in titles if title in wanted] == wanted
    assert key_groups()[0].rows[0].keys == ("Space",)


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


@pytest.fixture
def screen():
    return QSize(1280, 720)


@pytest.fixture
def dialog(qtbot, qapp, monkeypatch, screen):
    apply_theme(qapp, LIGHT)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda of: QRect(QPoint(), screen))
    dialog = KeysDialog(key_groups())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def seen(dialog):
    """The texts that are shown, whether or not they are scrolled into sight."""
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def test_that_all_keys_are_seen_at_once_where_the_window_is_small(dialog, screen):
    assert {group.title for group in key_groups()} <= seen(dialog)
    for row in (row for group in key_groups() for row in group.rows):
        assert {*row.keys, row.text} <= seen(dialog)
    assert dialog.pages.verticalScrollBar().maximum() == 0
    assert dialog.width() < screen.width()
    assert dialog.height() < screen.height() - 30
    for label in dialog.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.minimumSizeHint().width()
            assert dialog.rect().contains(QRect(label.mapTo(dialog, QPoint()), label.size()))


@pytest.mark.parametrize(("screen", "count"), [(QSize(1920, 1080), 2), (QSize(1000, 600), 2), (QSize(600, 480), 1)])
def test_that_there_are_as_few_columns_as_show_all(dialog, screen, count):
    titles = [label for label in dialog.findChildren(QLabel) if label.property("role") == "heading"]
    assert len({label.mapTo(dialog, QPoint()).x() for label in titles}) == count
    assert dialog.width() < screen.width()
    # What cannot be seen at once can be scrolled to.
    bar = dialog.pages.verticalScrollBar()
    assert (bar.maximum() > 0) is (screen.height() < 1000)
    QTest.keyClick(dialog.search, Qt.Key.Key_PageDown)
    assert (bar.value() > 0) is (screen.height() < 1000)


def test_that_a_key_cap_looks_like_one(dialog):
    for cap in dialog.findChildren(QLabel):
        if cap.property("role") == "cap":
            assert cap.font().weight() == QFont.Weight.DemiBold
            assert cap.width() >= 24
            assert cap.height() >= 22


@pytest.mark.parametrize(
    ("typed", "found", "hidden"),
    [
        ("film", {"Export picture, or film"}, {"Play or pause", "Run"}),
        ("shift ten", {"Ten steps back, or on", "Cross-hair; Shift: ten"}, {"A step back, or on"}),
        # The name of a key is that key, and no part of a word.
        ("s", {"Sub-steps"}, {"Play or pause", "Save, or save as"}),
        ("SPACE", {"Play or pause", "Press, tick, or confirm"}, {"To the start"}),
        # At length it is called so.
        ("accumulators", {"Sub-steps"}, {"Reset"}),
        ("lessons", {"Next, or scene before", "Leave the lesson"}, {"Reset"}),
        ("zzz", {"No key does that."}, {"Reset", "Run"}),
        ("", {"Reset", "Export picture, or film"}, {"No key does that."}),
    ],
)
def test_that_the_search_has_the_focus_and_leaves_what_it_finds(dialog, typed, found, hidden):
    assert dialog.focusWidget() is dialog.search
    QTest.keyClicks(dialog.search, "x")
    dialog.search.clear()
    QTest.keyClicks(dialog.search, typed)
    assert found <= seen(dialog)
    assert not hidden & seen(dialog)


def test_that_escape_closes_it_and_enter_in_the_search_does_not(dialog):
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_it_is_no_larger_than_the_window_and_as_large_as_its_type(qtbot, opened):
    window = opened(default_setup())
    press(window, Qt.Key.Key_F11)
    window.setFixedSize(1280, 720)
    dialog = KeysDialog(key_groups(), window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    for label in dialog.findChildren(QLabel):
        assert label.font().pointSizeF() >= window.font().pointSizeF() - 0.01
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
