"""A small network after twelve steps, and a view of it."""

import pytest
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.optimizers import OPTIMIZERS
from gui.style.run_style import run_styles
from tests.helpers.small_data import small_library, small_setup


@pytest.fixture
def race(tmp_path):
    made = Experiment(small_setup(record_layers=True), library=small_library(tmp_path), off={"gd"})
    made.advance(12)
    return made


@pytest.fixture
def look(qtbot, race):
    def into(kind, snapshot=None, size=(460, 320)):
        view = kind()
        qtbot.addWidget(view)
        view.resize(*size)
        view.set_problem(race.problem)
        view.set_runs([(key, key != "gd") for key in OPTIMIZERS], run_styles((key, key) for key in OPTIMIZERS))
        view.show()
        view.show_snapshot(snapshot or race.snapshot())
        QApplication.processEvents()
        return view

    return into
