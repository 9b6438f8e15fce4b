"""The CSV and NPZ of networks: norms in the table, all parameters in the arrays, tests where they were made."""

import tomllib

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup
from core.numbers.header import header_path
from core.numbers.names import ascii_name, term_symbols
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.optimizers.momentum import Momentum
from core.problems.base import Sampling
from core.problems.network_setup import NetworkSetup
from tests.helpers.numbers import arrays, table, write_numbers
from tests.helpers.small_data import KEY, small_library, small_setup

TRAIN = 240


def run_race(tmp_path, setup):
    experiment = Experiment(setup, library=small_library(tmp_path, train=TRAIN))
    experiment.advance(setup.steps)
    experiment.test_now()
    return experiment


@pytest.fixture(scope="module")
def race(tmp_path_factory):
    return run_race(tmp_path_factory.mktemp("race"), small_setup(steps=12, record_layers=True, weight_decay=0.01)).snapshot()


@pytest.fixture(scope="module")
def folder(race, tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    write_numbers(race, folder / "a.csv")
    write_numbers(race, folder / "a.npz")
    return folder


def norm(vectors):
    return np.sqrt(np.sum(vectors.astype(np.float64) ** 2, axis=1))


def test_that_the_arrays_have_all_parameters_and_terms_of_every_step_to_the_bit(race, folder):
    loaded = arrays(folder / "a.npz")
    for run in race.runs:
        position, delta = loaded[f"{run.label}/position"], loaded[f"{run.label}/delta"]
        assert position.dtype == np.float32
        assert position.shape == delta.shape == (13, race.problem.network.parameter_count)
        assert position[-1].tobytes() == run.theta.tobytes()
        assert (position[:-1] + delta[1:]).tobytes() == position[1:].tobytes()
        assert loaded[f"{run.label}/loss"].tobytes() == run.loss.tobytes()
        for symbol, value in run.record.taken.terms.items():
            assert loaded[f"{run.label}/{ascii_name(symbol)}"][-1].tobytes() == value.tobytes()


def test_that_tests_stand_where_they_were_made_and_nowhere_else(race, folder):
    frame, loaded = table(folder / "a.csv"), arrays(folder / "a.npz")
    for run in race.runs:
        own = frame[frame["run"] == run.label]
        assert own["step"][own["test_accuracy"].notna()].tolist() == [0, 5, 10, 12]
        assert own["test_accuracy"].dropna().to_numpy().tobytes() == run.held_out.accuracy.tobytes()
        assert own["test_loss"].dropna().to_numpy().tobytes() == run.held_out.loss.tobytes()
        assert own["test_loss"].to_numpy().tobytes() == loaded[f"{run.label}/test_loss"].tobytes()
        assert own["loss"].to_numpy().tobytes() == run.loss.tobytes()


def test_that_epochs_and_evaluations_count_the_gradients_of_single_images(race, folder):
    frame = table(folder / "a.csv")
    for label, batch in (("sgd", 16), ("gd", TRAIN), ("adam", 16)):
        own = frame[frame["run"] == label]
        assert own["gradient_evaluations"].tolist() == [step * batch for step in range(13)]
        assert own["epoch"].tolist() == [step * batch / TRAIN for step in range(13)]


def test_that_norms_are_those_of_the_arrays_whole_and_layer_by_layer(race, folder):
    frame, loaded = table(folder / "a.csv"), arrays(folder / "a.npz")
    text = header_path(folder / "a.npz").read_text("utf-8")
    assert "# A layer's weights stand in the parameters" in text
    header = tomllib.loads(text)
    layers = header["experiment"]["layers"]
    assert [layer["shape"] for layer in layers] == [[37, 8], [9, 4]]
    for run in race.runs:
        own = frame[frame["run"] == run.label]
        names = {"w": "position"} | {ascii_name(symbol): ascii_name(symbol) for symbol in term_symbols(type(run.optimizer))}
        for column, name in names.items():
            vectors = loaded[f"{run.label}/{name}"]
            assert np.allclose(own[f"{column}_norm"], norm(vectors), rtol=1e-12, equal_nan=True)
            for number, layer in enumerate(layers, 1):
                part = vectors[:, layer["first"] : layer["first"] + int(np.prod(layer["shape"]))]
                assert np.allclose(own[f"{column}_norm_layer{number}"], norm(part), rtol=1e-12, equal_nan=True)
        # The same that the race itself recorded of each step.
        assert np.allclose(own[["g_norm_layer1", "g_norm_layer2"]].to_numpy()[1:], run.layers.gradient, rtol=1e-12)


def test_that_without_layers_on_record_there_are_no_columns_for_them(tmp_path):
    write_numbers(run_race(tmp_path, small_setup(steps=3)).snapshot(), tmp_path / "a.csv")
    columns = list(table(tmp_path / "a.csv").columns)
    assert "g_norm" in columns
    assert not any("layer" in name for name in columns)


def test_that_labels_become_names_that_a_folder_could_have_and_no_two_alike(tmp_path):
    labels = ("a/b", "a:b", "..", "A_B", "SGD, 16 Å")
    runs = tuple(RunSetup(label, StochasticGradientDescent(0.05), Sampling(16)) for label in labels)
    write_numbers(run_race(tmp_path, Setup(NetworkSetup(KEY, hidden=(8,)), 0, runs, steps=2)).snapshot(), tmp_path / "a.npz")
    keys = list(dict.fromkeys(name.split("/")[0] for name in arrays(tmp_path / "a.npz")))
    assert keys == ["a_b", "a_b_2", "sgd", "A_B_3", "SGD, 16 Å"]
    header = tomllib.loads(header_path(tmp_path / "a.npz").read_text("utf-8"))
    assert {column["run"]: column["name"].split("/")[0] for column in header["columns"]} == dict(zip(labels, keys, strict=True))


def test_that_a_network_which_diverged_tells_its_failed_step(tmp_path):
    runs = (RunSetup("wild", Momentum(1e6), Sampling(16)), RunSetup("gd", GradientDescent(0.05)))
    experiment = run_race(tmp_path, Setup(NetworkSetup(KEY, hidden=(8,), weight_decay=0.1), 0, runs, steps=12))
    run = experiment.runs["wild"]
    assert run.termination is not None
    write_numbers(experiment.snapshot(), tmp_path / "a.csv")
    write_numbers(experiment.snapshot(), tmp_path / "a.npz")
    frame = table(tmp_path / "a.csv")
    last = frame[frame["run"] == "wild"].iloc[-1]
    assert (last["step"], last["ending"]) == (run.termination.step, "diverged")
    assert last["gradient_evaluations"] == 16 * run.termination.step
    assert not np.isfinite(last["loss"])
    loaded = arrays(tmp_path / "a.npz")
    assert loaded["wild/position"][-1].tobytes() == run.record.taken.theta.tobytes()
    assert loaded["wild/step"][-1] == run.termination.step
