"""Where to save: the ending is added, and no file is replaced unasked. With the real file dialog, typed into."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from gui.widgets.file_dialogs import MistakesDialog, ask_save, with_ending

YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


class Typist:
    """Types a name into the file dialog, presses Enter, and answers what it is asked then."""

    def __init__(self, written, answer):
        self.written, self.answer = written, answer
        self.questions = []
        self.is_needed = True
        QTimer.singleShot(10, self.look)

    def look(self):
        if not self.is_needed:
            return
        # First, because what follows may wait in a dialog for the next look.
        QTimer.singleShot(10, self.look)
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QMessageBox):
            self.questions.append(shown.text())
            QTest.mouseClick(shown.button(self.answer), Qt.MouseButton.LeftButton)
        elif isinstance(shown, QFileDialog) and self.written is None:
            shown.reject()
        elif isinstance(shown, QFileDialog):
            field = shown.findChild(QLineEdit, "fileNameEdit")
            field.clear()
            QTest.keyClicks(field, self.written)
            self.written = None
            QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def asked(parent, tmp_path):
    """Where a user who writes this saves, and what was asked; who says no to a question closes the dialog."""

    def asked(written, answer=NO, also=()):
        typist = Typist(written, answer)
        path = ask_save(parent, tmp_path / "proposed.gif", "Export film", "Films (*.gif)", also)
        typist.is_needed = False
        return path, typist.questions

    return asked


@pytest.mark.parametrize(
    ("written", "also", "becomes"),
    [
        ("a.gif", (), "a.gif"),
        ("a", (), "a.gif"),
        ("a.GIF", (), "a.GIF"),
        ("a.b", (), "a.b.gif"),
        ("eta-0.5", (), "eta-0.5.gif"),
        ("a.apng", (".apng",), "a.apng"),
        ("a.png", (), "a.png.gif"),
    ],
)
def test_that_the_ending_is_added_where_it_was_not_written(asked, tmp_path, written, also, becomes):
    assert asked(written, also=also) == (tmp_path / becomes, [])


@pytest.mark.parametrize("answer", [YES, NO])
@pytest.mark.parametrize(("written", "there"), [("a.gif", "a.gif"), ("a", "a.gif"), ("a.b", "a.b.gif"), ("a.png", "a.png.gif")])
def test_that_a_file_is_replaced_only_by_a_user_who_was_asked_once(asked, tmp_path, written, there, answer):
    (tmp_path / there).write_text("mine")
    path, questions = asked(written, answer)
    assert path == (tmp_path / there if answer is YES else None)
    assert len(questions) == 1
    assert there in questions[0]


def test_that_nothing_is_saved_where_the_dialog_is_cancelled(asked):
    assert asked(None) == (None, [])


@pytest.mark.parametrize(("written", "saved"), [("a", "a.png"), ("a.PNG", "a.PNG"), ("eta-0.5", "eta-0.5.png"), ("a.svg", "a.svg.png")])
def test_that_an_ending_is_added_and_nothing_is_taken_away(tmp_path, written, saved):
    assert with_ending(tmp_path / written, (".png",)) == tmp_path / saved


def test_that_a_list_of_mistakes_is_as_high_as_it_is_long_and_never_higher_than_a_screen(qtbot, qapp):
    heights = []
    for count in (1, 8, 400):
        dialog = MistakesDialog("a.toml", [f"line {number}: wrong" for number in range(count)])
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.list.height() >= min(count, 16) * dialog.fontMetrics().lineSpacing()
        heights.append(dialog.height())
    assert heights == sorted(heights)
    assert heights[0] < 220
    assert heights[-1] < 480
