"""Dialogs with a form and a preview show the preview large, and fit a small screen: every button is in sight, and the form scrolls."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QPushButton, QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.export.film.dialog import FilmDialog
from gui.export.picture.choices import Unit
from gui.export.picture.dialog import ExportDialog
from gui.export.picture.look import PlotLook
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from gui.system.language import use_language

SMALL = QSize(960, 600)
MARGIN = 24


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(20)
    return experiment.snapshot()


@pytest.fixture
def screen():
    return SMALL


@pytest.fixture
def parent(qtbot, qapp, monkeypatch, screen):
    apply_theme(qapp, LIGHT)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda of: QRect(QPoint(), screen))
    parent = QWidget()
    parent.resize(screen)
    qtbot.addWidget(parent)
    return parent


@pytest.fixture(params=["en"])
def spoken(request, qapp):
    """The language of the dialog."""
    use_language(qapp, request.param)
    yield
    use_language(qapp, "en")


@pytest.fixture(params=["picture", "film"])
def dialog(request, spoken, parent, snapshot):
    if request.param == "picture":
        dialog = ExportDialog(parent, snapshot, "Long bowl", LIGHT, PlotLook(), default_setup())
        dialog.form.unit.setCurrentIndex(dialog.form.unit.findData(Unit.CM))
        last = dialog.form.settings
    else:
        dialog = FilmDialog(parent, snapshot, 20, "Long bowl", LIGHT, PlotLook())
        last = dialog.form.settings
    dialog.last = last
    dialog.show()
    yield dialog
    dialog.reject()


def in_sight(dialog, widget):
    return dialog.rect().contains(QRect(widget.mapTo(dialog, widget.rect().topLeft()), widget.size()))


def test_that_a_dialog_fits_a_small_screen_with_its_frame_and_all_buttons(dialog, qtbot):
    assert dialog.width() < SMALL.width()
    assert dialog.height() < SMALL.height() - 30
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) >= 2
    assert all(in_sight(dialog, button) for button in buttons)
    assert in_sight(dialog, dialog.preview)


def test_that_a_choice_that_gets_the_focus_is_scrolled_into_sight(dialog, qtbot):
    dialog.resize(dialog.width(), 420)
    qtbot.waitUntil(lambda: dialog.height() == 420)
    dialog.activateWindow()
    dialog.last.setFocus()
    qtbot.waitUntil(lambda: not dialog.last.visibleRegion().isEmpty())
    assert all(in_sight(dialog, button) for button in dialog.findChildren(QPushButton) if button.isVisible())


@pytest.mark.parametrize("spoken", ["en", "ko"], indirect=True)
@pytest.mark.parametrize("screen", [QSize(1280, 720), QSize(1366, 768)])
def test_that_the_preview_is_at_the_left_and_has_most_of_the_width(dialog, screen):
    form = dialog.form.mapTo(dialog, dialog.form.rect().topLeft())
    assert dialog.preview.x() == dialog.preview.y() == MARGIN
    assert dialog.preview.geometry().right() < form.x()
    assert dialog.preview.width() >= 0.6 * dialog.width()
    assert dialog.width() < screen.width()
    assert dialog.height() < screen.height() - 30
    # No scroll bar where there is room for all.
    assert dialog.form.height() >= dialog.form.minimumSizeHint().height()
    assert not dialog.last.visibleRegion().isEmpty()
    right = max(button.geometry().right() for button in dialog.findChildren(QPushButton) if button.isVisible())
    assert dialog.width() - 1 - right == MARGIN
    assert dialog.message.x() == MARGIN


def test_that_the_preview_is_a_sheet_on_a_desk_with_room_around_it(dialog):
    desk = dialog.preview.grab().toImage()
    row = [desk.pixelColor(x, desk.height() // 2).name() for x in range(desk.width() // 2)]
    edge = row.index(LIGHT.border)
    assert edge >= 15
    assert set(row[:edge]) == {LIGHT.raised}
