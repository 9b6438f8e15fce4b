"""The kinds of problem: their records agree with setups and problems, and one more costs nothing where they are looked up."""

import csv
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.document import document_of, without_unused_sampling
from core.experiment.experiment import Experiment
from core.experiment.setup import Setup, full_setup, on_problem
from core.experiment.snapshot import RunPlan
from core.experiment.termination import terminated_before
from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.formats.mistakes import FileMistakesError
from core.numbers.export import Numbers
from core.numbers.history import write_history
from core.numbers.selection import everything
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.base import Sampling, Settings
from core.problems.function import function_setup
from core.problems.kinds import (
    FUNCTION,
    KINDS,
    NETWORK,
    PANELS,
    PARTS,
    ProblemKind,
    kind_by_key,
    kind_of,
    problem_of,
    recommended_optimizer,
)
from core.view import HORIZONTALS
from tests.helpers.kinds import PARABOLA, ParabolaSetup, plant
from tests.helpers.networks import fresh
from tests.helpers.networks import problem as small_network
from tests.helpers.numbers import WRITERS
from tests.helpers.small_data import small_library

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
rules = st.sampled_from(sorted(OPTIMIZERS))
samplings = st.builds(Sampling, st.integers(1, 500), st.floats(0, 5))


def test_that_no_two_kinds_have_a_key_or_a_word_in_common():
    for name in ("key", "word", "setup", "form"):
        assert len({getattr(kind, name) for kind in KINDS}) == len(KINDS)


@kinds
def test_that_a_kind_is_found_by_its_key_its_setups_and_its_problems(kind: ProblemKind, tmp_path):
    setup = kind.default(small_library(tmp_path))
    assert kind_by_key(kind.key) is kind_of(setup) is kind
    problem = small_network() if kind is NETWORK else problem_of(setup, None)
    assert kind_of(problem) is kind
    assert isinstance(setup, kind.setup)


@kinds
def test_that_a_kind_shows_only_panels_that_there_are_over_axes_that_there_are(kind: ProblemKind):
    assert set(kind.usual.panels) <= set(kind.panels) <= set(PANELS)
    assert set(kind.parts) <= set(kind.panels)
    assert kind.parts == tuple(part for part in PARTS if part in kind.parts)
    assert kind.plots[0] == "loss"
    assert set(kind.x_axes) <= set(HORIZONTALS)
    assert kind.usual.off <= set(OPTIMIZERS)


@kinds
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_kind_knows_who_draws_batches_as_the_problem_does(kind: ProblemKind, key: str):
    problem = small_network() if kind is NETWORK else problem_of(function_setup("seed-bowl"), None)
    optimizer = OPTIMIZERS[key](learning_rate=0.1)
    assert kind.draws_batches(type(optimizer)) == kind.draws_batches(optimizer) == problem.draws_batches(optimizer)


@given(st.sampled_from(KINDS), rules, samplings)
def test_that_a_document_keeps_of_the_sampling_what_matters_and_no_more(kind: ProblemKind, key: str, sampling: Sampling):
    setup = full_setup(kind.default(None))
    plan = RunPlan(key, (Settings(0, recommended_optimizer(key, setup.problem), sampling),))
    (kept,) = without_unused_sampling([plan], setup)
    usual, then = setup.problem.recommended_sampling(), kept.settings[0].sampling
    for name in ("batch_size", "noise"):
        matters = kind.draws_batches(OPTIMIZERS[key]) and name in kind.sampling
        assert getattr(then, name) == getattr(sampling if matters else usual, name)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_a_run_on_a_network_ended_before_its_batches_had_another_size_if_it_draws_any(key: str):
    # So many layers multiply what a rate of a million makes of the weights beyond the numbers that there are.
    run = fresh(key, shape={"hidden": (8,) * 9}, learning_rate=1e6)
    run.advance(50)
    ended = run.snapshot()
    assert ended.termination is not None
    assert not terminated_before(ended, run.problem, run.optimizer, Sampling(batch_size=16))
    assert terminated_before(ended, run.problem, run.optimizer, Sampling(batch_size=32)) is (key != "gd")


# One kind more


@pytest.fixture
def planted(monkeypatch):
    plant(monkeypatch)
    return full_setup(PARABOLA.default(None))


def reached(setup: Setup, steps: int):
    experiment = Experiment(setup, off=setup.off_at_first)
    experiment.advance(steps)
    return experiment.snapshot()


def test_that_a_kind_with_one_variable_races(planted):
    snapshot = reached(planted, 20)
    assert {run.label for run in snapshot.runs} == set(TEACHING_ORDER) - {"sgd"}
    for run in snapshot.runs:
        assert run.path.shape == (21, 1)
        assert run.loss[-1] == run.path[-1, 0] ** 2
    gd = next(run for run in snapshot.runs if run.label == "gd")
    assert gd.path[1, 0] == 3.0 - 0.1 * 6.0
    assert kind_of(snapshot.problem) is PARABOLA


def test_that_its_file_says_what_it_was(planted):
    document = document_of(planted, planted.off_at_first)
    text = document_text(document)
    assert tomllib.loads(text)["problem"] == {"parabola": 1.0, "at": 3.0}
    assert parse_document(text) == document


def test_that_its_file_may_leave_out_what_is_usual(planted):
    document = parse_document('[problem]\nparabola = 2.0\n[[runs]]\noptimizer = "gd"\n')
    assert (document.steps, document.problem, document.setup.runs[0].optimizer.learning_rate) == (50, ParabolaSetup(2.0), 0.05)


@pytest.mark.parametrize(
    ("problem", "run", "told"),
    [
        ("parabola = -1.0", "", "[problem] parabola: -1.0 does not fit: a curvature above 0 is needed"),
        ("parabola = 1.0\nfunction = 'booth'", "", "[problem] parabola: function and parabola exclude each other; leave one of them out"),
        ("parabola = 1.0\nhidden = [3]", "", "hidden belongs to networks, which have a dataset instead of a function"),
        ("function = 'booth'\nat = 3.0", "", "there is no key “at” here"),
        ("parabola = 1.0", "[view]\npanels = ['sight']", "the panel “sight” does not belong to this kind of problem"),
        ("parabola = 1.0", "[view]\nbox = [0, 1, 0, 1]", "box does not belong to this kind of problem"),
    ],
)
def test_that_mistakes_in_its_file_are_told(planted, problem: str, run: str, told: str):
    with pytest.raises(FileMistakesError) as refused:
        parse_document(f"[problem]\n{problem}\n{run}\n[[runs]]\noptimizer = 'gd'\n")
    assert any(told in str(mistake) for mistake in refused.value.mistakes), refused.value.mistakes


def test_that_its_numbers_have_a_column_for_its_variable(planted, tmp_path):
    snapshot = reached(planted, 5)
    write_history(tmp_path / "history.csv", snapshot)
    with (tmp_path / "history.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["run", "step", "loss", "x"]
    assert len(rows) == 6 * len(snapshot.runs)
    for suffix, writer in WRITERS.items():
        numbers = Numbers(snapshot, everything(snapshot), writer)
        numbers.write(tmp_path / f"race{suffix}")
        assert tomllib.loads(numbers.header)["experiment"]["start"] == [3.0]
    assert "x" in (tmp_path / "race.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def test_that_its_runs_go_on_on_another_of_its_problems(planted):
    other = on_problem(planted, ParabolaSetup(4.0))
    assert (other.title, {run.optimizer.learning_rate for run in other.runs}) == ("4x²", {0.025})


def test_that_the_two_kinds_do_not_know_of_it(planted):
    for kind in (FUNCTION, NETWORK):
        problem = kind.default(None)
        assert parse_document(document_text(document_of(full_setup(problem)))).problem == problem
