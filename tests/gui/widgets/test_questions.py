"""Questions about files, answered by button and by key, and the list of mistakes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QMessageBox, QWidget

from gui.widgets.file_dialogs import Answer, MistakesDialog, ask_open, ask_replace_foreign, ask_save, ask_unsaved, standard_folder
from tests.helpers.window import show


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def answer():
    """Answers the question that is asked by this button or key; what was asked goes into a list."""
    asked = []

    def by(press):
        def look():
            box = QApplication.activeModalWidget()
            if not isinstance(box, QMessageBox):
                QTimer.singleShot(5, look)
                return
            asked.append((box.windowTitle(), box.text(), box.defaultButton().text()))
            if isinstance(press, str):
                next(button for button in box.buttons() if button.text() == press).click()
            else:
                QTest.keyClick(box, press)

        QTimer.singleShot(0, look)
        return asked

    return by


@pytest.mark.parametrize(
    ("press", "meant"),
    [("&Save", Answer.SAVE), ("&Do not save", Answer.DISCARD), ("Cancel", Answer.CANCEL), (Qt.Key.Key_Escape, Answer.CANCEL),
     (Qt.Key.Key_Return, Answer.SAVE)],
)  # fmt: skip
def test_that_changes_are_kept_dropped_or_nothing_is_done_as_was_answered(parent, answer, press, meant):
    asked = answer(press)
    assert ask_unsaved(parent, ["one"]) is meant
    assert asked == [("Changes that are not saved", "“one” has changes that are not saved.", "&Save")]


def test_that_two_experiments_are_both_named(parent, answer):
    asked = answer("Cancel")
    ask_unsaved(parent, ["one", "two"])
    assert asked[0][1] == "“one” and “two” have changes that are not saved."


@pytest.mark.parametrize(
    ("press", "meant"), [("&Replace", True), ("Cancel", False), (Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False)]
)
def test_that_a_file_of_others_is_replaced_only_by_who_says_so(parent, answer, press, meant):
    asked = answer(press)
    assert ask_replace_foreign(parent, "mine.toml") is meant
    title, text, default = asked[0]
    assert (title, default) == ("The file has changed", "Cancel")
    assert text.startswith("“mine.toml” was changed by another program")


def test_that_a_question_is_gone_when_it_is_answered(parent, answer, qtbot):
    answer("Cancel")
    ask_unsaved(parent, ["one"])
    answer("Cancel")
    ask_replace_foreign(parent, "one")
    qtbot.waitUntil(lambda: not parent.findChildren(QMessageBox))


def test_that_a_file_is_opened_from_the_folder_that_was_named(parent, monkeypatch, tmp_path):
    chosen = {"name": str(tmp_path / "a.toml")}
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments: (asked.append(arguments), (chosen["name"], ""))[1])
    assert ask_open(parent, tmp_path) == tmp_path / "a.toml"
    assert asked[0][0] is parent
    assert asked[0][2] == str(tmp_path)
    assert "*.toml *.png" in asked[0][3]
    chosen["name"] = ""
    assert ask_open(parent, tmp_path) is None


def test_that_the_dialog_to_save_proposes_the_name_in_its_folder(parent, monkeypatch, tmp_path, qtbot):
    seen = []

    def look(dialog):
        seen.append((Path(dialog.selectedFiles()[0]), dialog.acceptMode(), dialog.fileMode(), dialog.defaultSuffix(), dialog.windowTitle()))
        return 0

    monkeypatch.setattr(QFileDialog, "exec", look)
    assert ask_save(parent, tmp_path / "proposed.gif", "Export film", "Films (*.gif)") is None
    modes = QFileDialog.AcceptMode.AcceptSave, QFileDialog.FileMode.AnyFile
    assert seen == [(tmp_path / "proposed.gif", *modes, "gif", "Export film")]
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))


def test_that_files_of_a_kind_are_kept_where_the_system_says_or_at_home(monkeypatch, tmp_path):
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    places = {"documents": str(tmp_path)}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda which: places["documents"] if which is kind else "elsewhere")
    assert standard_folder(kind) == tmp_path
    for missing in ("", str(tmp_path / "not there")):
        places["documents"] = missing
        assert standard_folder(kind) == Path.home()


def test_that_the_mistakes_of_a_file_are_listed_to_be_read_and_copied(qtbot):
    dialog = MistakesDialog("mine.toml", ["line 3: no such rule", "line 9: <b> is not a number"])
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    (said,) = [label for label in dialog.findChildren(QLabel) if "mine.toml" in label.text()]
    assert said.wordWrap()
    assert dialog.list.toPlainText() == "line 3: no such rule\nline 9: <b> is not a number"
    assert dialog.list.isReadOnly()
    assert dialog.list.accessibleName() == "Mistakes"
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    assert not dialog.isVisible()
