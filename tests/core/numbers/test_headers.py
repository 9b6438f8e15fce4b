"""What stands beside the numbers: names in their order, symbols, meanings, equations, and the experiment that they are of."""

import dataclasses
import tomllib

import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.numbers.arrays import run_keys
from core.numbers.export import Numbers
from core.numbers.header import header_path
from core.numbers.selection import RowSelection, everything
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.problems.base import Sampling
from tests.helpers.numbers import WRITERS, table, write_numbers
from tests.helpers.small_data import small_library, small_setup

SEED = 11
BATCH_LOSS = "the loss of the batch of this row, at the parameters of this row"
NOWHERE = {".csv": "empty where it was not measured", ".npz": "nan where it was not measured"}


def race_of(kind: str, folder) -> Experiment:
    """Three rules, one of them switched to another way on its second step."""
    runs = (
        RunSetup("a", GradientDescent(0.1)),
        RunSetup("b", StochasticGradientDescent(0.1)),
        RunSetup("c", Adam(0.1, bias_correction=False)),
    )
    if kind == "function":
        experiment = Experiment(dataclasses.replace(default_setup("seed-bowl", SEED), runs=runs))
    else:
        network = small_setup(record_layers=True)
        runs = tuple(dataclasses.replace(run, sampling=Sampling(16)) for run in runs)
        experiment = Experiment(Setup(network.problem, SEED, runs), library=small_library(folder))
    experiment.advance(3)
    return experiment


def header_of(path) -> dict:
    return tomllib.loads(header_path(path).read_text("utf-8"))


@pytest.fixture(scope="module", params=["function", "network"])
def written(request, tmp_path_factory):
    """The kind of race, and the two headers of its numbers by suffix, with the columns by name."""
    folder = tmp_path_factory.mktemp("numbers")
    snapshot = race_of(request.param, folder).snapshot()
    headers = {}
    for suffix in WRITERS:
        write_numbers(snapshot, folder / f"race{suffix}", title="Mine")
        headers[suffix] = header_of(folder / f"race{suffix}")
    return request.param, headers


def test_that_the_experiment_is_told_by_its_title_problem_and_seed(written):
    kind, headers = written
    for header in headers.values():
        experiment = header["experiment"]
        assert (experiment["title"], experiment["seed"]) == ("Mine", SEED)
        assert ("function" in experiment, "dataset" in experiment) == (kind == "function", kind == "network")
        assert header["rows"] == {"from": 0, "to": 3, "every": 1}


def test_that_each_run_is_told_with_the_equations_that_it_went_by(written):
    for header in written[1].values():
        runs = {run["label"]: run for run in header["runs"]}
        assert [(label, run["optimizer"], run["rows"]) for label, run in runs.items()] == [
            ("a", "gd", 4),
            ("b", "sgd", 4),
            ("c", "adam", 4),
        ]
        assert runs["c"]["equations"][3:5] == ["m̂ = m", "v̂ = v"]
        assert runs["a"]["equations"] == ["g = ∇L(W)", "Δ = −ηg", "W ← W + Δ"]
        assert ["batch_size" in run["settings"][0] for run in runs.values()] == [False, True, written[0] == "network"]


def test_that_a_row_names_its_run_and_the_rule_of_it(tmp_path):
    write_numbers(race_of("function", tmp_path).snapshot(), tmp_path / "a.csv")
    frame = table(tmp_path / "a.csv")
    assert frame[["run", "optimizer"]].drop_duplicates().to_numpy().tolist() == [["a", "gd"], ["b", "sgd"], ["c", "adam"]]


def test_that_the_columns_of_a_table_come_in_the_order_of_its_rows(written):
    kind, headers = written
    names = [column["name"] for column in headers[".csv"]["columns"]]
    if kind == "function":
        assert names[:9] == ["run", "step", "optimizer", "x", "y", "loss", "gradient_evaluations", "g_x", "g_y"]
    else:
        first = ["run", "step", "optimizer", "epoch", "gradient_evaluations", "loss", "test_loss", "test_accuracy", "w_norm", "g_norm"]
        assert names[:10] == first
    last = ["beta1_product", "beta2_product", "learning_rate", "beta1", "beta2", "epsilon", "bias_correction", "batch_size"]
    assert names[-9:] == [*last, "ending"] if kind == "network" else names[-10:] == [*last, "noise", "ending"]


def test_that_loss_and_tests_are_told_for_what_they_are(written):
    kind, headers = written
    for suffix, header in headers.items():
        told = {column["name"].rpartition("/")[2]: column for column in header["columns"]}
        assert told["loss"]["meaning"] == ("the exact value of the function at the point" if kind == "function" else BATCH_LOSS)
        assert told["loss"]["symbol"] == ("f" if kind == "function" else "L")
        assert ("test_loss" in told) is ("test_accuracy" in told) is (kind == "network")
        if kind == "network":
            assert told["test_loss"]["meaning"] == f"the mean loss on the test images; {NOWHERE[suffix]}"
            assert told["test_accuracy"]["meaning"] == f"the part of the test images told right, 0 to 1; {NOWHERE[suffix]}"
        if suffix == ".npz":
            points = "where the point stands after the step"
            weights = "the parameters after the step: all weights and biases, layer by layer"
            assert told["position"]["meaning"] == (points if kind == "function" else weights)
            assert (told["position"]["symbol"], told["position"]["shape"][0]) == ("W", "rows")
        assert told["beta1_product"]["symbol"] == "β₁ᵗ"
        assert told["beta1_product"]["meaning"].startswith("β₁ multiplied up over the steps taken, the β₁ᵗ of")
        assert (told["learning_rate"]["symbol"], told["learning_rate"]["meaning"]) == ("η", "Learning rate")


def test_that_a_column_is_told_with_its_part_and_its_line(written):
    kind, headers = written
    told = {column["name"]: column for column in headers[".csv"]["columns"]}
    gradient = "the gradient that the step was taken with, at the point before the step"
    batch = "the gradient over the batch of the step, at the point before the step"
    both = f"GD, Adam: {gradient}; SGD: {batch}"
    if kind == "function":
        assert (told["x"]["symbol"], told["x"]["meaning"]) == ("x", "where the point stands after the step")
        assert (told["g_y"]["symbol"], told["g_y"]["meaning"]) == ("g_y", f"y component: {both}")
    else:
        assert told["g_norm"]["symbol"] == "‖g‖"
        assert told["g_norm"]["meaning"] == f"Euclidean norm over all parameters: {both}"
        assert told["g_norm_layer2"]["meaning"] == f"Euclidean norm over layer 2: {both}"
        assert told["w_norm"]["meaning"].endswith("the parameters after the step, all weights and biases")
    name = "delta_x" if kind == "function" else "delta_norm"
    assert told[name]["equation"] == {"gd": "Δ = −ηg", "sgd": "Δ = −ηg", "adam": "Δ = −ηm̂ / (√v̂ + ε)"}
    assert "shape" not in told[name]


def test_that_an_estimate_follows_the_rows_that_are_chosen(tmp_path):
    snapshot = race_of("function", tmp_path).snapshot()
    long = Experiment(default_setup("himmelblau"))
    long.advance(300)
    for chosen in (everything(long.snapshot()), RowSelection(("adam", "gd"), 50, 250, 7)):
        numbers = write_numbers(long.snapshot(), tmp_path / "a.csv", chosen)
        size = (tmp_path / "a.csv").stat().st_size
        assert not numbers.is_size_exact
        assert 0.75 * size < numbers.size < 1.3 * size
    assert Numbers(snapshot, everything(snapshot), WRITERS[".npz"]).is_size_exact


def test_that_a_selection_that_is_too_large_is_told_how_much_thinner_it_has_to_be(tmp_path, monkeypatch):
    monkeypatch.setattr("core.numbers.selection.MOST_BYTES", 10_000)
    experiment = Experiment(default_setup())
    experiment.advance(200)
    snapshot = experiment.snapshot()
    chosen = RowSelection(tuple(run.label for run in snapshot.runs), 0, 200, 3)
    numbers = Numbers(snapshot, chosen, WRITERS[".npz"])
    with pytest.raises(ValueError, match=f"only one step in {3 * (numbers.size // 10_000 + 1)}\\.$"):
        numbers.check(tmp_path / "a.npz")
    monkeypatch.setattr("core.numbers.selection.MOST_BYTES", numbers.size)
    numbers.check(tmp_path / "a.npz")


def test_that_one_run_of_several_may_have_no_row_in_the_stretch(tmp_path):
    experiment = Experiment(default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(1.0))))
    experiment.advance(40)
    write_numbers(experiment.snapshot(), tmp_path / "a.csv", RowSelection(("gd", "adam"), 30, 40))
    header = header_of(tmp_path / "a.csv")
    assert [(run["label"], run["rows"]) for run in header["runs"]] == [("gd", 0), ("adam", 11)]
    assert len((tmp_path / "a.csv").read_text("utf-8").splitlines()) == 1 + 11


def test_that_numbers_are_computed_on_a_problem_of_their_own(tmp_path, monkeypatch):
    snapshot = race_of("network", tmp_path).snapshot()
    numbers = Numbers(snapshot, everything(snapshot), WRITERS[".csv"])
    for name in ("oracle", "batch", "train_chunk", "norms"):
        monkeypatch.setattr(snapshot.problem, name, lambda *_: pytest.fail("the race is computing with it"))
    numbers.write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").stat().st_size > 0


def test_that_a_name_in_a_file_neither_begins_nor_ends_with_a_point_or_a_space():
    experiment = Experiment(default_setup())
    run = experiment.snapshot().runs[0]
    labels = ("x .", ". y", ". .", "a.b", "GD", "gd", "x")
    keys = run_keys(tuple(dataclasses.replace(run, label=label) for label in labels))
    assert keys == {"x .": "x", ". y": "y", ". .": "gd", "a.b": "a.b", "GD": "GD_2", "gd": "gd_3", "x": "x_2"}
