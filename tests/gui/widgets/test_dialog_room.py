"""Dialogs with a form and a preview fit a small screen: every button is in sight, and the form scrolls."""

import pytest
from PySide6.QtCore import QRect, QSize
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

SMALL = QSize(960, 600)


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(20)
    return experiment.snapshot()


@pytest.fixture
def parent(qtbot, qapp, monkeypatch):
    apply_theme(qapp, LIGHT)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda screen: QRect(0, 0, SMALL.width(), SMALL.height()))
    parent = QWidget()
    parent.resize(SMALL)
    qtbot.addWidget(parent)
    return parent


@pytest.fixture(params=["picture", "film"])
def dialog(request, parent, snapshot):
    if request.param == "picture":
        dialog = ExportDialog(parent, snapshot, "Seed bowl", LIGHT, PlotLook(), default_setup())
        dialog.form.unit.setCurrentIndex(dialog.form.unit.findData(Unit.CM))
        last = dialog.form.settings
    else:
        dialog = FilmDialog(parent, snapshot, 20, "Seed bowl", LIGHT, PlotLook())
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
