"""What stands beside the numbers: the unit of every column and array, and switches as numbers."""

import re
import tomllib
from dataclasses import replace

import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.numbers.header import header_path
from core.optimizers.adaptive import Adam
from tests.helpers.numbers import arrays, table, write_numbers
from tests.helpers.small_data import small_library, small_setup

SLOPE, SQUARE = "loss / W", "(loss / W)²"
TERMS = {"w": "W", "x": "W", "y": "W", "position": "W", "w_tilde": "W", "delta": "W", "g": SLOPE, "m": SLOPE, "m_hat": SLOPE}
TERMS |= {"h": SQUARE, "v_hat": SQUARE}
COUNTS = {"step": "steps", "epoch": "epochs", "gradient_evaluations": "gradients", "test_loss": "nat", "test_accuracy": "1"}
WORDS = ("run", "optimizer", "ending")
SETTINGS = {"learning_rate", "momentum", "decay", "epsilon", "beta1", "beta2", "bias_correction", "batch_size", "noise"}
SETTINGS |= {"beta1_product", "beta2_product"}


@pytest.fixture(scope="module", params=["function", "network"])
def snapshot(request, tmp_path_factory):
    if request.param == "function":
        experiment = Experiment(default_setup("seed-bowl"))
    else:
        experiment = Experiment(small_setup(record_layers=True), library=small_library(tmp_path_factory.mktemp("data")))
    experiment.advance(3)
    return experiment.snapshot()


def unit_of(name, loss, velocity):
    """What the unit of a column or an array has to be."""
    vector = re.sub(r"_(x|y|norm|norm_layer\d)$", "", name)
    if name in SETTINGS:
        return "1"
    return {**dict.fromkeys(WORDS, ""), **COUNTS, **TERMS, "loss": loss, "v": velocity}[name if name in COUNTS else vector]


@pytest.mark.parametrize("suffix", [".csv", ".npz"])
def test_that_every_column_and_every_array_has_its_unit(snapshot, tmp_path, suffix):
    path = tmp_path / f"race{suffix}"
    write_numbers(snapshot, path)
    loss = "loss" if snapshot.problem.dimensions else "nat"
    rules = {run.label: run.optimizer.key for run in snapshot.runs}
    columns = tomllib.loads(header_path(path).read_text("utf-8"))["columns"]
    assert len(columns) > 25
    for column in columns:
        # The second accumulator of Adam has the letter of a velocity.
        velocity = {None: f"W | {SQUARE}", "adam": SQUARE}.get(rules.get(column.get("run")), "W")
        assert column.get("unit", "") == unit_of(column["name"].rpartition("/")[2], loss, velocity), column["name"]


def test_that_a_switch_is_written_as_0_or_1(tmp_path):
    setup = default_setup("seed-bowl")
    on = Adam(learning_rate=0.1)
    runs = (RunSetup("on", on), RunSetup("off", replace(on, bias_correction=False)))
    experiment = Experiment(Setup(setup.problem, setup.seed, runs))
    experiment.advance(2)
    for suffix in (".csv", ".npz"):
        write_numbers(experiment.snapshot(), tmp_path / f"race{suffix}")
    frame, loaded = table(tmp_path / "race.csv"), arrays(tmp_path / "race.npz")
    text = (tmp_path / "race.csv").read_text("utf-8")
    assert "True" not in text
    assert "False" not in text
    for label, value in (("on", 1), ("off", 0)):
        # At the start no step was taken with it yet.
        assert frame[frame["run"] == label]["bias_correction"].dropna().tolist() == [value, value]
        assert loaded[f"{label}/bias_correction"][1:].tolist() == [value, value]
    header = tomllib.loads(header_path(tmp_path / "race.csv").read_text("utf-8"))
    assert [run["settings"][0]["bias_correction"] for run in header["runs"]] == [1, 0]
