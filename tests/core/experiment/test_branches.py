"""Branches of an experiment: what is refused, what they share, and networks, where they catch up in pieces."""

import dataclasses

import pytest

from core.experiment.document import MOST_RUNS, snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.formats.document import parse_document
from core.formats.document_text import document_text
from core.optimizers.adaptive import Adam
from core.problems.base import Sampling
from core.problems.network_setup import NetworkSetup
from tests.helpers import networks

BUDGET = 60_000


@pytest.fixture
def race():
    experiment = Experiment(default_setup("himmelblau"))
    experiment.advance(50)
    return experiment


def test_that_what_cannot_be_a_branch_is_refused_in_a_sentence_and_changes_nothing(race):
    adam = race.runs["adam"].optimizer
    before = race.setup
    for label, step, new_label, optimizer, word in (
        ("nobody", 5, "new", adam, "nobody"),
        ("adam", 51, "new", adam, "51"),
        ("adam", -1, "new", adam, "-1"),
        ("adam", 5, "gd", adam, "gd"),
        ("gd", 5, "new", adam, "Adam"),
    ):
        with pytest.raises(ValueError, match=word):
            race.branch(label, step, new_label, optimizer, Sampling())
    assert race.setup is before
    assert list(race.runs) == [run.label for run in before.runs]
    for label in ("gd", "nobody"):
        with pytest.raises(ValueError, match=label):
            race.remove_branch(label)


def test_that_a_branch_more_than_a_file_can_hold_is_refused(race):
    adam = race.runs["adam"]
    for number in range(MOST_RUNS - len(race.runs)):
        race.branch("adam", 3, f"b{number}", adam.optimizer, adam.sampling)
    assert parse_document(document_text(snapshot_document(race.snapshot()))).setup.runs == race.setup.runs
    with pytest.raises(ValueError, match=r"100 runs, .* Remove a branch"):
        race.branch("adam", 3, "one more", adam.optimizer, adam.sampling)
    assert len(race.runs) == len(race.setup.runs) == MOST_RUNS
    race.remove_branch("b0")
    race.branch("adam", 3, "one more", adam.optimizer, adam.sampling)


def test_that_a_branch_with_nothing_changed_is_its_parent_again(race):
    adam = race.runs["adam"]
    race.branch("adam", 20, "again", adam.optimizer, adam.sampling)
    race.advance(30)
    twin, parent = race.runs["again"].snapshot(), race.runs["adam"].snapshot()
    assert twin.path.tobytes() == parent.path.tobytes()
    assert twin.changes == parent.changes


def test_that_a_run_which_diverged_can_be_saved_by_a_branch():
    setup = default_setup("rosenbrock")
    wild = dataclasses.replace(setup.runs[0], optimizer=dataclasses.replace(setup.runs[0].optimizer, learning_rate=1.0))
    experiment = Experiment(Setup(setup.problem, 0, (wild,)))
    experiment.advance(50)
    ended = experiment.runs["gd"]
    assert ended.termination is not None
    experiment.branch("gd", 1, "tame", dataclasses.replace(wild.optimizer, learning_rate=1e-9), wild.sampling)
    experiment.advance(30)
    tame = experiment.runs["tame"]
    assert tame.termination is None
    assert tame.step == experiment.step > ended.step


def test_that_a_branch_goes_when_an_experiment_begins_anew_and_stays_when_it_goes_back(race):
    race.branch("adam", 20, "new", Adam(0.3), Sampling())
    race.rewind(0)
    assert race.runs["new"].fork == 0
    assert [run.label for run in race.with_setup(race.setup).setup.runs] == [run.label for run in default_setup().runs]


@pytest.mark.parametrize("replay", [False, True])
def test_that_a_branch_is_still_one_after_its_settings_were_changed(race, replay):
    adam = race.runs["adam"]
    race.branch("adam", 20, "first", Adam(0.3), adam.sampling)
    race.advance(0)
    race.branch("first", 40, "second", Adam(0.01), adam.sampling)
    race.advance(5)
    parents = {run.label: run.parent for run in race.setup.runs}
    assert (parents["first"], parents["second"]) == ("adam", "first")
    for label in ("first", "second", "adam"):
        race.configure(label, Adam(0.2), adam.sampling, replay=replay)
        assert {run.label: run.parent for run in race.setup.runs} == parents
        assert {run.label: run.parent for run in race.snapshot().runs} == parents
        assert {run.label: run.parent for run in snapshot_document(race.snapshot()).plans} == parents
    assert [run.label for run in race.with_setup(race.setup).setup.runs] == [run.label for run in default_setup().runs]
    race.remove_branch("first")
    assert race.setup.runs[-1].parent == race.runs["second"].parent == "adam"


def test_that_a_branch_of_a_branch_outlives_it(race):
    race.branch("adam", 20, "first", Adam(0.3), Sampling())
    race.advance(0)
    race.branch("first", 40, "second", Adam(0.01), Sampling())
    race.advance(0)
    before = race.runs["second"].snapshot().path.tobytes()
    race.remove_branch("first")
    second = race.runs["second"]
    assert (second.parent, second.fork) == ("adam", 20)
    assert race.setup.runs[-1].parent == "adam"
    assert second.snapshot().path.tobytes() == before


def test_that_replaying_a_run_leaves_its_branches_what_was_not_replayed(race):
    adam = race.runs["adam"]
    race.branch("adam", 20, "first", Adam(0.3), adam.sampling)
    race.advance(0)
    race.branch("first", 40, "second", Adam(0.01), adam.sampling)
    race.branch("first", 12, "early", Adam(0.02), adam.sampling)
    race.advance(0)
    race.configure("first", Adam(0.2), adam.sampling, replay=False)
    race.configure("second", Adam(0.05), adam.sampling, replay=True)
    assert {label: race.runs[label].fork for label in ("first", "second", "early")} == {"first": 20, "second": 40, "early": 12}
    race.configure("first", Adam(0.1), adam.sampling, replay=True)
    race.advance(0)
    assert {label: race.runs[label].fork for label in ("first", "second", "early")} == {"first": 20, "second": 20, "early": 12}
    first, second = (race.runs[label].snapshot().path for label in ("first", "second"))
    assert first[:21].tobytes() == second[:21].tobytes()
    assert first[21].tobytes() != second[21].tobytes()
    race.configure("adam", Adam(0.4), adam.sampling, replay=True)
    assert race.runs["first"].fork == 0
    assert race.runs["second"].fork == 20, "what branched off a branch still shares its past"


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("key", ["gd", "sgd", "nag", "adam"])
def test_that_a_branch_of_a_network_catches_up_in_pieces_to_the_bit(key):
    first, then = networks.optimizer(key), networks.optimizer(key, learning_rate=0.002)
    runs = tuple(RunSetup(each, networks.optimizer(each), networks.SMALL) for each in ("adagrad", key))
    setup = Setup(NetworkSetup("small", hidden=(8,), test_every=5), 0, runs)
    experiment = Experiment(setup, checkpoint_bytes=BUDGET, problem=networks.problem())
    experiment.advance(23)
    experiment.branch(key, 14, "branch", then, Sampling(batch_size=9))
    assert experiment.is_behind
    while not experiment.work(experiment.step, 0.0):
        pass
    log = [(0, first, networks.SMALL), (14, then, Sampling(batch_size=9))]
    expected = networks.straight(key, 0, {}, log, 23)
    assert networks.facts(experiment.runs["branch"]) == networks.facts(expected)


@pytest.mark.usefixtures("small_chunks")
def test_that_runs_on_a_network_share_one_budget_however_many_branch_off():
    runs = tuple(RunSetup(key, networks.optimizer(key), networks.SMALL) for key in ("sgd", "adam"))
    setup = Setup(NetworkSetup("small", hidden=(8,), test_every=5), 0, runs)
    experiment = Experiment(setup, checkpoint_bytes=BUDGET, problem=networks.problem())
    experiment.advance(40)
    for number in range(3):
        experiment.branch("adam", 30, f"branch {number}", networks.optimizer("adam", learning_rate=0.01 / (1 + number)), networks.SMALL)
    experiment.advance(40)
    assert sum(run.kept_bytes for run in experiment.snapshot().runs) <= BUDGET
    experiment.remove_branch("branch 1")
    experiment.advance(40)
    assert sum(run.kept_bytes for run in experiment.snapshot().runs) <= BUDGET
