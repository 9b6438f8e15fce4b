"""The norms of every layer, as numbers and as curves."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF

from core.experiment.experiment import Experiment
from core.optimizers import OPTIMIZERS
from gui.network.layer_norms_view import LayerNormsView, NormsBoard
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.small_data import run_of, small_library, small_setup


def test_that_the_layers_show_the_norms_of_the_last_step(race, look):
    view = look(LayerNormsView)
    view.choose_run("adam")
    run = run_of(race, "adam")
    gradient = run.record.taken.terms["g"]
    first, second = gradient[: 37 * 8], gradient[37 * 8 :]
    assert run.layers.gradient[-1].tolist() == pytest.approx([np.linalg.norm(first), np.linalg.norm(second)], rel=1e-6)
    assert view.board._names == ["36 → 8", "8 → 4"]
    assert float(view.board.figure(0, 0)) == pytest.approx(float(np.linalg.norm(first)), rel=1e-3)
    view.grab()


def test_that_the_curves_of_all_layers_share_the_range_of_what_was_recorded(race, look):
    view = look(LayerNormsView)
    view.choose_run("adam")
    layers = run_of(race, "adam").layers
    for column, values in enumerate((layers.gradient, layers.update_ratio)):
        assert view.board.scale(column) == (values.min(), values.max())
    nothing = np.array([[0.0, np.nan]])
    view.board.show_norms(["a", "b"], nothing, nothing, None, DARK)
    assert view.board.scale(0) == (1.0, 1.0)
    view.grab()


@pytest.mark.parametrize("steps", [1000, 1001])
def test_that_a_spike_of_one_step_is_in_the_curve_of_its_layer_and_goes_when_the_past_is_another(qtbot, steps):
    board = NormsBoard()
    qtbot.addWidget(board)
    board.resize(420, 200)
    calm = np.ones((steps, 2))
    spiked = calm.copy()
    spiked[617, 1] = 50.0
    board.show_norms(["a", "b"], spiked[:500], calm[:500], "first", LIGHT)
    assert board.scale(0) == (1.0, 1.0)
    board.show_norms(["a", "b"], spiked, calm, "first", LIGHT)
    assert board.scale(0) == (1.0, 50.0)
    picture = board.grab().toImage()
    board.show_norms(["a", "b"], calm, calm, "second", LIGHT)
    assert board.scale(0) == (1.0, 1.0)
    assert board.grab().toImage() != picture


@pytest.mark.parametrize("width", [340, 380, 412, 428, 700])
def test_that_either_curve_has_a_scale_that_can_be_read_to_its_end(qtbot, width):
    board = NormsBoard()
    qtbot.addWidget(board)
    board.resize(width, 230)
    gradient, ratio = np.geomspace(0.33, 3.0, 20)[:, None], np.geomspace(0.00034, 0.0089, 20)[:, None]
    board.show_norms(["784 → 100"] * 5, np.repeat(gradient, 5, axis=1), np.repeat(ratio, 5, axis=1), None, LIGHT)
    for column, ends in enumerate((("0.33", "3"), ("3.4×10⁻⁴", "0.0089"))):
        text, letters = board.scale_words(column)
        assert sorted(text.replace("…", "").split()) == sorted(ends)
        room = (width - 82) / 2 - 82
        assert all(QFontMetricsF(board.lettering(letters)).horizontalAdvance(line) <= room for line in text.split("\n"))
    board.grab()


def test_that_layers_which_are_not_recorded_say_where_to_switch_it_on(tmp_path, qtbot):
    race = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    view = LayerNormsView()
    qtbot.addWidget(view)
    view.set_problem(race.problem)
    view.set_runs([(key, True) for key in OPTIMIZERS], run_styles((key, key) for key in OPTIMIZERS))
    view.show()
    view.show_snapshot(race.snapshot())
    assert "Record layers" in view.words.text()
