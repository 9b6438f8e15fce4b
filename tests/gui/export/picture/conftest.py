"""The dialog of a picture, opened as the window does it."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.export.picture.dialog import ExportDialog
from gui.export.picture.look import PlotLook
from gui.style.application import apply_theme
from gui.style.theme import LIGHT

SETUP = default_setup("himmelblau")


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(SETUP)
    experiment.advance(20)
    return experiment.snapshot()


@pytest.fixture
def parent(qtbot, qapp):
    apply_theme(qapp, LIGHT)
    parent = QWidget()
    parent.resize(640, 400)
    label = QLabel("the window", parent)
    label.move(100, 100)
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def open_dialog(qtbot, parent, snapshot):
    """Open a dialog as the window would; what was chosen before is remembered."""
    dialogs = []

    def opened(theme=LIGHT, shown=snapshot, setup=SETUP, **more):
        dialog = ExportDialog(parent, shown, "Himmelblau", theme, PlotLook(), setup, **more)
        dialogs.append(dialog)
        return dialog

    yield opened
    for dialog in dialogs:
        dialog.reject()
        dialog.deleteLater()
