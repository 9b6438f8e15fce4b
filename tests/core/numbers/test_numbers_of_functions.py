"""The CSV and NPZ of functions, read back with pandas and NumPy: every formula of the papers holds in them."""

import dataclasses
import math
import tomllib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import __version__
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.functions import FUNCTIONS
from core.numbers.header import header_path
from core.numbers.names import ascii_name, term, term_symbols
from core.numbers.selection import RowSelection, everything
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.function import FunctionSetup
from core.problems.kinds import recommended_optimizer
from tests.helpers.numbers import arrays, run_race, table, write_numbers

STEPS = 60


@pytest.fixture(scope="module")
def snapshot():
    return run_race(steps=STEPS).snapshot()


@pytest.fixture(scope="module")
def frame(snapshot, tmp_path_factory):
    path = tmp_path_factory.mktemp("numbers") / "race.csv"
    write_numbers(snapshot, path, title="A bowl")
    return table(path)


@pytest.fixture(scope="module")
def loaded(snapshot, tmp_path_factory):
    path = tmp_path_factory.mktemp("numbers") / "race.npz"
    write_numbers(snapshot, path)
    return arrays(path)


def pair(frame, name):
    """Both components of a vector, (rows, 2)."""
    return frame[[f"{name}_x", f"{name}_y"]].to_numpy()


def of(frame, label):
    return frame[frame["run"] == label].reset_index(drop=True)


def same(one, other):
    """Equal to the bit, signs of zeros and all, and nan where the other has nan."""
    return np.asarray(one, np.float64).tobytes() == np.asarray(other, np.float64).tobytes()


def test_that_there_is_one_row_for_every_run_and_step_and_points_and_losses_are_those_of_the_race(frame, snapshot):
    assert list(frame["run"].unique()) == list(TEACHING_ORDER)
    for run in snapshot.runs:
        own = of(frame, run.label)
        assert own["step"].tolist() == list(range(STEPS + 1))
        assert set(own["optimizer"]) == {run.optimizer.key}
        assert same(own[["x", "y"]], run.path)
        assert same(own["loss"], run.loss)


def test_that_the_start_has_no_terms_and_no_rule_has_those_of_another(frame):
    terms = ("w_tilde", "g", "v", "h", "m", "m_hat", "v_hat", "delta")
    for key in TEACHING_ORDER:
        own, rule = of(frame, key), OPTIMIZERS[key]
        for name in terms:
            there = own[f"{name}_x"].notna().tolist()
            has = name in [ascii_name(symbol) for symbol in term_symbols(rule)]
            assert there == [False, *([has] * STEPS)], (key, name)
    assert pd.isna(of(frame, "gd")["momentum"]).all()
    assert of(frame, "adam")["bias_correction"].tolist()[1:] == [1.0] * STEPS
    assert of(frame, "sgd")["batch_size"].tolist()[1:] == [10.0] * STEPS
    assert of(frame, "gd")["batch_size"].isna().all()


def test_that_delta_is_the_way_from_row_to_row_to_the_bit(frame):
    for key in TEACHING_ORDER:
        own = of(frame, key)
        points = own[["x", "y"]].to_numpy()
        assert same(points[:-1] + pair(own, "delta")[1:], points[1:]), key


def test_that_g_is_the_gradient_at_the_row_before_and_nags_at_the_point_ahead(frame):
    def gradient(points):
        # f = x²/10 + y², by hand
        return np.column_stack([points[:, 0] / 5, 2 * points[:, 1]])

    for key in ("gd", "momentum", "adagrad", "rmsprop", "adam"):
        own = of(frame, key)
        assert np.allclose(pair(own, "g")[1:], gradient(own[["x", "y"]].to_numpy()[:-1]), rtol=1e-14, atol=0)
    nag = of(frame, "nag")
    ahead = pair(nag, "w_tilde")[1:]
    assert np.allclose(pair(nag, "g")[1:], gradient(ahead), rtol=1e-14, atol=0)
    velocity = np.vstack([[0.0, 0.0], pair(nag, "v")[1:-1]])
    assert same(ahead, nag[["x", "y"]].to_numpy()[:-1] + 0.9 * velocity)


def test_that_the_columns_of_adam_are_the_formulas_of_kingma_and_ba(frame):
    own = of(frame, "adam").iloc[1:]
    t = own["step"].to_numpy()[:, None]
    g, m, v, m_hat, v_hat = (pair(own, name) for name in ("g", "m", "v", "m_hat", "v_hat"))
    before = np.vstack([[0.0, 0.0], m[:-1]])
    assert np.allclose(m, 0.9 * before + 0.1 * g, rtol=1e-13, atol=1e-300)
    before = np.vstack([[0.0, 0.0], v[:-1]])
    assert np.allclose(v, 0.999 * before + 0.001 * g**2, rtol=1e-13, atol=1e-300)
    assert np.allclose(m_hat, m / (1 - 0.9**t), rtol=1e-13, atol=0)
    assert np.allclose(v_hat, v / (1 - 0.999**t), rtol=1e-12, atol=0)
    assert same(m_hat, m / (1 - own["beta1_product"].to_numpy()[:, None]))
    assert same(v_hat, v / (1 - own["beta2_product"].to_numpy()[:, None]))
    eta, epsilon = own["learning_rate"].to_numpy()[:, None], own["epsilon"].to_numpy()[:, None]
    assert np.allclose(pair(own, "delta"), -eta * m_hat / (np.sqrt(v_hat) + epsilon), rtol=1e-14, atol=0)


def test_that_the_columns_of_the_other_rules_are_their_formulas(frame):
    momentum = of(frame, "momentum").iloc[1:]
    before = np.vstack([[0.0, 0.0], pair(momentum, "v")[:-1]])
    assert same(pair(momentum, "v"), 0.9 * before - 0.04 * pair(momentum, "g"))
    assert same(pair(momentum, "delta"), pair(momentum, "v"))
    adagrad = of(frame, "adagrad").iloc[1:]
    assert np.allclose(pair(adagrad, "h"), np.cumsum(pair(adagrad, "g") ** 2, axis=0), rtol=1e-14)
    rmsprop = of(frame, "rmsprop").iloc[1:]
    before = np.vstack([[0.0, 0.0], pair(rmsprop, "h")[:-1]])
    assert np.allclose(pair(rmsprop, "h"), 0.99 * before + 0.01 * pair(rmsprop, "g") ** 2, rtol=1e-13, atol=1e-300)
    for own, rate in ((adagrad, 1.0), (rmsprop, 0.1)):
        expected = -rate * pair(own, "g") / (np.sqrt(pair(own, "h")) + 1e-7)
        assert np.allclose(pair(own, "delta"), expected, rtol=1e-14, atol=0)
    for key in ("gd", "sgd"):
        own = of(frame, key).iloc[1:]
        assert same(pair(own, "delta"), -own["learning_rate"].to_numpy()[:, None] * pair(own, "g"))


def test_that_the_arrays_have_the_same_numbers_as_the_table(frame, loaded):
    for key in TEACHING_ORDER:
        own, rule = of(frame, key), OPTIMIZERS[key]
        assert loaded[f"{key}/step"].tolist() == own["step"].tolist()
        assert loaded[f"{key}/step"].dtype == np.int64
        assert same(loaded[f"{key}/position"], own[["x", "y"]])
        for name in ("loss", "learning_rate", "gradient_evaluations"):
            assert same(loaded[f"{key}/{name}"], own[name]), name
        for symbol in term_symbols(rule):
            name = ascii_name(symbol)
            assert loaded[f"{key}/{name}"].shape == (STEPS + 1, 2)
            assert same(loaded[f"{key}/{name}"][1:], pair(own, name)[1:]), name
            assert np.isnan(loaded[f"{key}/{name}"][0]).all()
    assert same(loaded["adam/beta2_product"], of(frame, "adam")["beta2_product"])
    assert {name.split("/")[0] for name in loaded} == set(TEACHING_ORDER)
    assert "gd/m_hat" not in loaded


def test_that_the_columns_of_a_line_fit_are_called_by_its_variables(tmp_path):
    snapshot = run_race("line-fit", 5).snapshot()
    write_numbers(snapshot, tmp_path / "a.csv")
    frame = table(tmp_path / "a.csv")
    assert {"a", "b", "g_a", "g_b", "delta_a", "m_hat_b"} <= set(frame.columns)
    assert not {"x", "g_x", "noise"} & set(frame.columns)
    assert same(of(frame, "sgd")[["a", "b"]], next(run.path for run in snapshot.runs if run.label == "sgd"))


def test_that_settings_changed_in_mid_run_are_those_of_each_step(tmp_path):
    experiment = Experiment(default_setup())
    experiment.advance(10)
    adam = experiment.runs["adam"]
    experiment.configure("adam", dataclasses.replace(adam.optimizer, learning_rate=0.125, beta1=0.5), adam.sampling, replay=False)
    experiment.advance(10)
    write_numbers(experiment.snapshot(), tmp_path / "a.csv")
    own = of(table(tmp_path / "a.csv"), "adam")
    rate = recommended_optimizer("adam", "seed-bowl").learning_rate
    assert own["learning_rate"].tolist()[1:] == [rate] * 10 + [0.125] * 10
    assert np.allclose(own["beta1_product"][1:], [0.9**t for t in range(1, 11)] + [0.9**10 * 0.5**t for t in range(1, 11)])
    runs = {run["label"]: run for run in tomllib.loads(header_path(tmp_path / "a.csv").read_text("utf-8"))["runs"]}
    assert [(each["since"], each["learning_rate"], each["beta1"]) for each in runs["adam"]["settings"]] == [
        (0, rate, 0.9),
        (10, 0.125, 0.5),
    ]
    assert len(runs["gd"]["settings"]) == 1


def test_that_the_failed_step_of_a_diverged_run_is_written_as_it_was_and_marked(tmp_path):
    wild = dataclasses.replace(recommended_optimizer("gd", "rosenbrock"), learning_rate=1.0)
    tame = recommended_optimizer("adam", "rosenbrock")
    setup = Setup(FunctionSetup("rosenbrock", FUNCTIONS["rosenbrock"].start), 0, (RunSetup("wild", wild), RunSetup("tame", tame)))
    experiment = Experiment(setup)
    experiment.advance(50)
    run = experiment.runs["wild"]
    for suffix in (".csv", ".npz"):
        write_numbers(experiment.snapshot(), tmp_path / f"a{suffix}")
    own = of(table(tmp_path / "a.csv"), "wild")
    assert own["step"].tolist() == list(range(run.termination.step + 1))
    assert own["ending"].tolist()[-1] == "diverged"
    assert own["ending"].isna().tolist() == [True] * run.termination.step + [False]
    assert not math.isfinite(own["loss"].tolist()[-1])
    assert np.isfinite(own["loss"][:-1]).all()
    assert same(own[["x", "y"]].iloc[-1], run.record.taken.theta)
    assert same(pair(own, "delta")[-1], run.record.taken.terms["Δ"])
    assert of(table(tmp_path / "a.csv"), "tame")["ending"].isna().all()
    loaded = arrays(tmp_path / "a.npz")
    assert same(loaded["wild/position"], own[["x", "y"]])
    assert same(loaded["wild/loss"], own["loss"])


@given(st.integers(0, 25), st.integers(0, 30), st.integers(1, 9), st.sets(st.sampled_from(["gd", "nag", "adam"]), min_size=1))
@settings(max_examples=25)
def test_that_a_part_of_the_rows_is_that_part_of_all_of_them(tmp_path_factory, first, more, every, labels):
    folder = tmp_path_factory.mktemp("part")
    snapshot = run_race(steps=40).snapshot()
    selection = RowSelection(tuple(labels), first, first + more, every)
    write_numbers(snapshot, folder / "all.csv", RowSelection(("gd", "nag", "adam"), 0, 40))
    write_numbers(snapshot, folder / "part.csv", selection)
    write_numbers(snapshot, folder / "part.npz", selection)
    whole, part, loaded = table(folder / "all.csv"), table(folder / "part.csv"), arrays(folder / "part.npz")
    steps = list(range(first, min(first + more, 40) + 1, every))
    expected = whole[whole["run"].isin(labels) & whole["step"].isin(steps)][part.columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected, check_exact=True, check_dtype=False)
    for label in labels:
        assert loaded[f"{label}/step"].tolist() == steps
        assert same(loaded[f"{label}/delta"], pair(of(part, label), "delta"))


@pytest.fixture(scope="module")
def lost():
    """A race of one run, which has diverged."""
    wild = dataclasses.replace(recommended_optimizer("gd", "rosenbrock"), learning_rate=1.0)
    experiment = Experiment(Setup(FunctionSetup("rosenbrock", FUNCTIONS["rosenbrock"].start), 0, (RunSetup("wild", wild),)))
    experiment.advance(50)
    return experiment.snapshot()


@pytest.mark.parametrize("every", [1, 4])
def test_that_the_step_at_which_a_run_diverged_is_told_wherever_it_lies_in_the_stretch(lost, tmp_path, every):
    ended = lost.runs[0].termination.step
    for first, last in ((0, 50), (0, ended), (ended, ended), (ended, 50), (ended - 1, ended + 1)):
        write_numbers(lost, tmp_path / "a.csv", RowSelection(("wild",), first, last, every))
        assert table(tmp_path / "a.csv")["step"].tolist() == [*range(first, ended, every), ended]
    write_numbers(lost, tmp_path / "a.csv", RowSelection(("wild",), 0, ended - 1, every))
    assert table(tmp_path / "a.csv")["step"].tolist() == list(range(0, ended, every))
    with pytest.raises(ValueError, match=f"no steps from {ended + 1} on"):
        write_numbers(lost, tmp_path / "a.csv", RowSelection(("wild",), ended + 1, 50, every))
    write_numbers(lost, tmp_path / "a.csv", everything(lost))
    assert table(tmp_path / "a.csv")["step"].tolist() == list(range(ended + 1))


def test_that_the_header_tells_how_each_run_began_and_ended(lost, tmp_path):
    ended = lost.runs[0].termination.step
    write_numbers(lost, tmp_path / "a.csv", RowSelection(("wild",), 1, 50, 2))
    header = tomllib.loads(header_path(tmp_path / "a.csv").read_text("utf-8"))
    assert header["rows"] == {"from": 1, "to": 50, "every": 2}
    (wild,) = header["runs"]
    assert (wild["ending"], wild["ending_step"]) == ("diverged", ended)
    assert wild["rows"] == len(table(tmp_path / "a.csv"))
    assert "parent" not in wild
    race = run_race(steps=30)
    adam = race.runs["adam"]
    race.branch("adam", 12, "b", dataclasses.replace(adam.optimizer, learning_rate=0.1), adam.sampling)
    race.branch("adam", 0, "from the start", adam.optimizer, adam.sampling)
    race.advance(0)
    write_numbers(race.snapshot(), tmp_path / "b.csv")
    *others, branch, early = tomllib.loads(header_path(tmp_path / "b.csv").read_text("utf-8"))["runs"]
    assert (branch["label"], branch["parent"], branch["fork"]) == ("b", "adam", 12)
    assert (early["label"], early["parent"], early["fork"]) == ("from the start", "adam", 0)
    assert [(log["since"], log["learning_rate"]) for log in branch["settings"]] == [(0, adam.optimizer.learning_rate), (12, 0.1)]
    assert not any(name in run for run in others for name in ("parent", "fork", "ending", "ending_step"))


def test_that_the_header_tells_the_finish_and_who_arrived_when(tmp_path):
    write_numbers(run_race(steps=75).snapshot(), tmp_path / "a.csv")
    header = tomllib.loads(header_path(tmp_path / "a.csv").read_text("utf-8"))
    level = header["finish"].pop("level")
    assert (level, header["finish"]) == (pytest.approx(0.0121), {"fraction": 1e-3, "hold": 20})
    places = {run["label"]: (run["place"], run["arrival_step"]) for run in header["runs"] if "place" in run}
    assert places == {"gd": (1, 40), "adam": (2, 55)}
    race = Experiment(default_setup("saddle"))
    race.advance(3)
    write_numbers(race.snapshot(), tmp_path / "b.csv")
    assert "finish" not in tomllib.loads(header_path(tmp_path / "b.csv").read_text("utf-8"))


@pytest.mark.parametrize("suffix", [".csv", ".npz"])
def test_that_the_header_tells_of_every_column_and_of_the_experiment(snapshot, tmp_path, suffix):
    path = tmp_path / f"race{suffix}"
    write_numbers(snapshot, path, title="A bowl, at noon")
    assert header_path(path).name == f"race{suffix}.columns.toml"
    text = header_path(path).read_text("utf-8")
    assert "layer" not in text.lower(), "a function has none"
    header = tomllib.loads(text)
    assert header["program"] == f"Descent Lab {__version__}"
    assert header["experiment"]["title"] == "A bowl, at noon"
    assert (header["experiment"]["function"], header["experiment"]["seed"]) == ("seed-bowl", 0)
    assert [run["label"] for run in header["runs"]] == list(TEACHING_ORDER)
    names = [column["name"] for column in header["columns"]]
    if suffix == ".csv":
        assert names == list(table(path).columns)
    else:
        loaded = arrays(path)
        assert sorted(names) == sorted(loaded)
        for column in header["columns"]:
            array = loaded[column["name"]]
            assert (array.shape[0], *column["shape"][1:]) == array.shape
            assert column["name"].split("/")[0] == column["run"]
        with np.load(path) as file:
            assert str(file["columns"]) == text
            assert all(hasattr(file[name], "shape") for name in file.files)
    assert all(column["meaning"] for column in header["columns"])
    by_name = {column["name"]: column for column in header["columns"]}
    hat = by_name["m_hat_x" if suffix == ".csv" else "adam/m_hat"]
    assert hat["symbol"].startswith("m̂")
    assert hat["equation"] == ({"adam": "m̂ = m / (1−β₁ᵗ)"} if suffix == ".csv" else "m̂ = m / (1−β₁ᵗ)")


def test_that_every_term_of_every_rule_has_a_meaning_a_unit_and_a_line():
    for rule in OPTIMIZERS.values():
        for symbol in term_symbols(rule):
            told = term(symbol, (rule,))
            assert told.meaning, (rule.key, symbol)
            assert told.unit, (rule.key, symbol)
            assert told.equations[rule.key] in rule.equation
            assert told.name.isascii()
            assert told.name.isidentifier()


def test_that_symbols_become_names_that_every_program_reads():
    assert [ascii_name(symbol) for symbol in ("m̂", "v̂", "W̃", "Δ", "β₁", "Πβ₂", "g")] == [
        "m_hat",
        "v_hat",
        "w_tilde",
        "delta",
        "beta1",
        "beta2_product",
        "g",
    ]


def test_that_a_meaning_which_differs_from_rule_to_rule_is_told_for_each():
    told = term("v", (OPTIMIZERS["momentum"], OPTIMIZERS["nag"], OPTIMIZERS["adam"]))
    assert told.meaning == "Momentum, NAG: the velocity after the step; Adam: the running mean of the squared gradients"
    assert told.unit == "W | (loss / W)²"


def test_that_the_same_experiment_makes_the_same_bytes(snapshot, tmp_path):
    for suffix in (".csv", ".npz"):
        for folder in ("one", "other"):
            write_numbers(run_race(steps=STEPS).snapshot(), tmp_path / folder / f"a{suffix}")
        assert (tmp_path / "one" / f"a{suffix}").read_bytes() == (tmp_path / "other" / f"a{suffix}").read_bytes()
