"""history.csv and layers.csv of networks: every row, to the bit, read back by another reader."""

import csv
import math

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.numbers.history import write_history, write_layers
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling
from core.problems.network_setup import NetworkSetup
from tests.helpers.small_data import KEY, small_library, small_setup

TRAIN = 240


def raced(tmp_path, setup):
    experiment = Experiment(setup, library=small_library(tmp_path, train=TRAIN), checkpoint_bytes=0)
    experiment.advance(setup.steps)
    experiment.test_now()
    return experiment.snapshot()


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def snapshot(tmp_path):
    runs = (
        RunSetup("sgd, 16", StochasticGradientDescent(0.05), Sampling(16)),
        RunSetup("wild", Momentum(1e6), Sampling(16)),
        RunSetup("gd", GradientDescent(0.05)),
        RunSetup("sgd, 7", StochasticGradientDescent(0.05), Sampling(7)),
    )
    return raced(tmp_path, Setup(NetworkSetup(KEY, hidden=(8,), test_every=5, record_layers=True, weight_decay=0.1), 0, runs, steps=12))


def test_that_the_history_of_a_network_is_exact_to_the_bit(snapshot, tmp_path):
    write_history(tmp_path / "h.csv", snapshot)
    header, *rows = rows_of(tmp_path / "h.csv")
    assert header == ["run", "step", "epoch", "loss", "test_accuracy"]
    assert list(dict.fromkeys(row[0] for row in rows)) == [run.label for run in snapshot.runs]
    for run in snapshot.runs:
        own = [row for row in rows if row[0] == run.label]
        assert [int(row[1]) for row in own] == list(range(run.step + 1))
        assert np.array([float(row[3]) for row in own]).tobytes() == run.loss.tobytes()
        tested = {int(row[1]): float(row[4]) for row in own if row[4]}
        assert tested == dict(zip(run.held_out.steps.tolist(), run.held_out.accuracy.tolist(), strict=True))


def test_that_accuracy_stands_at_every_test_and_at_the_last_row_of_each_run(snapshot, tmp_path):
    write_history(tmp_path / "h.csv", snapshot)
    _, *rows = rows_of(tmp_path / "h.csv")
    tested = {label: [int(row[1]) for row in rows if row[0] == label and row[4]] for label in dict.fromkeys(row[0] for row in rows)}
    wild = next(run for run in snapshot.runs if run.label == "wild")
    assert wild.termination is not None
    assert wild.step % 5, "its last row would be tested anyway"
    assert tested == {
        "sgd, 16": [0, 5, 10, 12],
        "wild": [*range(0, wild.step, 5), wild.step],
        "gd": [0, 5, 10, 12],
        "sgd, 7": [0, 5, 10, 12],
    }


def test_that_epochs_are_gradients_taken_over_the_number_of_images(snapshot, tmp_path):
    write_history(tmp_path / "h.csv", snapshot)
    _, *rows = rows_of(tmp_path / "h.csv")
    for label, batch in (("sgd, 16", 16), ("gd", TRAIN), ("sgd, 7", 7)):
        assert [float(row[2]) for row in rows if row[0] == label] == [step * batch / TRAIN for step in range(13)]


def test_that_row_0_is_the_same_for_all_runs_on_the_same_batches(tmp_path):
    write_history(tmp_path / "h.csv", raced(tmp_path, small_setup(steps=2)))
    _, *rows = rows_of(tmp_path / "h.csv")
    firsts = {tuple(row[2:]) for row in rows if row[1] == "0" and row[0] != "gd"}
    assert len(firsts) == 1
    assert float(firsts.pop()[0]) == 0.0


def test_that_a_history_of_several_blocks_has_every_row_once(snapshot, tmp_path, monkeypatch):
    write_history(tmp_path / "whole.csv", snapshot)
    write_layers(tmp_path / "whole layers.csv", snapshot)
    monkeypatch.setattr("core.numbers.history._BLOCK", 4)
    write_history(tmp_path / "blocks.csv", snapshot)
    write_layers(tmp_path / "block layers.csv", snapshot)
    assert (tmp_path / "blocks.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert (tmp_path / "block layers.csv").read_bytes() == (tmp_path / "whole layers.csv").read_bytes()


def test_that_layers_has_a_row_for_every_layer_of_every_step(snapshot, tmp_path):
    write_layers(tmp_path / "layers.csv", snapshot)
    header, *rows = rows_of(tmp_path / "layers.csv")
    assert header == ["run", "step", "layer", "gradient_norm", "update_ratio"]
    for run in snapshot.runs:
        own = [row for row in rows if row[0] == run.label]
        assert [(int(row[1]), int(row[2])) for row in own] == [(step, layer) for step in range(run.step) for layer in (1, 2)]
        assert [float(row[3]) for row in own] == run.layers.gradient.ravel().tolist()
        assert [float(row[4]) for row in own] == run.layers.update_ratio.ravel().tolist()
        # Of sgd it is known what the update is: η times the gradient.
        if run.label == "sgd, 16":
            assert all(
                math.isclose(float(row[4]), 0.05 * float(row[3]) / norm, rel_tol=1e-5)
                for row, norm in zip(own[:2], first_norms(run), strict=True)
            )


def first_norms(run):
    """‖W, b‖ of each layer at the start, from the trail of kept parameters."""
    theta = run.trail.points[0].astype(np.float64)
    split = 37 * 8
    return [float(np.linalg.norm(theta[:split])), float(np.linalg.norm(theta[split:]))]


@pytest.mark.parametrize("block", [4, 65536])
def test_that_the_history_of_a_function_has_every_row_once_whatever_fits_into_a_block(tmp_path, monkeypatch, block):
    monkeypatch.setattr("core.numbers.history._BLOCK", block)
    experiment = Experiment(default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(1.0))))
    experiment.advance(11)
    write_history(tmp_path / "h.csv", experiment.snapshot())
    header, *rows = rows_of(tmp_path / "h.csv")
    assert header == ["run", "step", "loss", "x", "y"]
    expected = [
        [run.label, str(step), *map(repr, (loss, x, y))]
        for run in experiment.snapshot().runs
        for step, (loss, (x, y)) in enumerate(zip(run.loss.tolist(), run.path.tolist(), strict=True))
    ]
    assert rows == expected
