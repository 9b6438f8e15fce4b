"""The dialogs of the real window, opened by their keys."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel

from gui.export.picture.choices import PictureKind
from gui.export.picture.dialog import ExportDialog
from gui.window.keys_dialog import KeysDialog
from tests.helpers.window import at_step, press

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def with_dialog(qtbot, window, open_it, kind, act):
    """Open a modal dialog, act on it from within, and close it."""
    seen = []

    def visit():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, visit)
            return
        try:
            seen.append(act(dialog))
        finally:
            dialog.reject()

    QTimer.singleShot(0, visit)
    open_it()
    assert len(seen) == 1
    return seen[0]


@pytest.mark.parametrize("kind", list(PictureKind))
def test_that_every_kind_of_picture_can_be_saved(qtbot, window, tmp_path, kind):
    press(window, Key.Key_Right, modifier=SHIFT)
    qtbot.waitUntil(at_step(window, 10))
    target = tmp_path / "picture.png"

    def act(dialog):
        dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(kind))
        dialog.draw_now()
        told = dialog.message.text()
        return dialog.save_to(target), told

    saved, expected = with_dialog(qtbot, window, lambda: press(window, Key.Key_E, modifier=CONTROL), ExportDialog, act)
    assert saved
    image = QImage(str(target))
    assert expected == f"{image.width():,} × {image.height():,} pixels"
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 20


def test_that_a_picture_can_be_copied(qtbot, window):
    QGuiApplication.clipboard().clear()
    press(window, Key.Key_C, modifier=CONTROL | SHIFT)
    assert QGuiApplication.clipboard().image().width() > 1000


def test_that_an_unwritable_place_gets_a_sentence(qtbot, window, tmp_path):
    (tmp_path / "file").write_text("in the way")

    def act(dialog):
        return dialog.save_to(tmp_path / "file" / "picture.png"), dialog.message.text()

    saved, sentence = with_dialog(qtbot, window, lambda: press(window, Key.Key_E, modifier=CONTROL), ExportDialog, act)
    assert not saved
    assert "cannot be written" in sentence
    assert "Traceback" not in sentence


def test_that_f1_lists_the_keys(qtbot, window):
    texts = with_dialog(
        qtbot, window, lambda: press(window, Key.Key_F1), KeysDialog, lambda d: [label.text() for label in d.findChildren(QLabel)]
    )
    assert {"Space", "→", "Shift+→", "Home"} <= set(texts)
