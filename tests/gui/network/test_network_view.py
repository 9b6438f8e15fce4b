"""What all views of a network share: the choice of a run, what is told of it, and the keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from core.experiment.experiment import Experiment
from core.optimizers import OPTIMIZERS
from gui.network.digit_grid import DigitGrid
from gui.network.layer_norms_view import LayerNormsView
from gui.network.weight_pictures import WeightPictures
from gui.style.run_style import run_styles
from tests.helpers.small_data import small_setup


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures])
def test_that_a_click_leaves_the_keys_to_the_window(look, qtbot, kind):
    view = look(kind)
    view.choice.setFocus()
    qtbot.mouseClick(view.board, Qt.MouseButton.LeftButton, pos=view.board._cell(0).center().toPoint())
    assert not view.board.hasFocus()


def test_that_a_run_is_chosen_by_key_and_told(look):
    view = look(WeightPictures)
    told = []
    view.run_chosen.connect(told.append)
    view.choice.setFocus()
    QTest.keyClick(view.choice, Qt.Key.Key_Home)
    assert told == ["sgd"]
    view.set_runs([(key, key == "nag") for key in OPTIMIZERS], run_styles((key, key) for key in OPTIMIZERS))
    assert view.choice.label == "nag"


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures, LayerNormsView])
def test_that_a_run_which_diverged_is_told_although_its_last_parameters_are_numbers(race, look, kind):
    setup = small_setup(record_layers=True, hidden=(8,) * 6, init=30.0)
    runs = tuple(replace(run, optimizer=replace(run.optimizer, learning_rate=1e6)) for run in setup.runs if run.label == "sgd")
    wild = Experiment(replace(setup, runs=runs), library=race.library)
    with np.errstate(all="ignore"):
        wild.advance(5)
    (run,) = wild.snapshot().runs
    assert run.termination is not None
    assert np.isfinite(run.theta).all()
    view = look(kind)
    view.set_problem(wild.problem)
    view.choose_run("sgd")
    view.show_snapshot(wild.snapshot())
    assert view.words.text().startswith(f"SGD: diverged at step {run.termination.step}.")
    assert "Space" not in view.words.text()
    view.grab()


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures])
def test_that_the_window_keeps_what_is_not_for_a_board(look, qtbot, kind):
    window, stepped = QMainWindow(), []
    qtbot.addWidget(window)
    for keys in ("Right", "Shift+Right"):
        action = QAction(window)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: stepped.append(keys))
        window.addAction(action)
    view = look(kind)
    window.setCentralWidget(view)
    window.resize(460, 320)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    view.board.setFocus()
    QTest.keyClick(view.board, Qt.Key.Key_Right)
    assert (stepped, view.board._at) == ([], 1)
    QTest.keyClick(view.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert (stepped, view.board._at) == (["Shift+Right"], 1)


@pytest.mark.parametrize("kind", [DigitGrid, WeightPictures, LayerNormsView])
def test_that_no_run_is_called_missing_while_its_snapshot_is_on_the_way(race, look, kind):
    view = look(kind)
    view.set_problem(race.problem)
    assert view.words.text() == ""
    view.set_runs([(key, False) for key in OPTIMIZERS], run_styles((key, key) for key in OPTIMIZERS))
    assert view.words.text() == "No run is switched on"
