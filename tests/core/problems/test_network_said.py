"""What is said of a network in files and pictures, where each weight stands, and what its runs share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling, Settings
from core.problems.batches import Batches, Minibatches
from core.problems.mlp import Network, layer_places
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.helpers.small_data import small_dataset

DATASET = small_dataset(120, 80)
SHAPE = {"hidden": (8, 5), "test_every": 7}
OTHERWISE = {"weight_decay": 0.1, "init": 0.5, "precision": "float64", "train_size": 100, "replacement": False, "record_layers": True}
sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple)


def made(**changes) -> NetworkProblem:
    return NetworkProblem(NetworkSetup("small", **{**SHAPE, **changes}), DATASET)


def test_that_the_header_of_the_numbers_has_the_setup_and_all_that_follows_from_it():
    layers = [{"first": 0, "shape": [37, 8]}, {"first": 296, "shape": [9, 5]}, {"first": 341, "shape": [6, 4]}]
    usual = {"dataset": "small", "hidden": [8, 5], "activation": "relu", "init": "he", "train_size": 120, "test_size": 80}
    usual |= {"parameters": 365, "precision": "float32", "layers": layers}
    usual |= {"weight_decay": 0.0, "replacement": True, "test_every": 7, "record_layers": False}
    assert made().facts(()) == usual
    assert list(made().facts(()))[:4] == ["dataset", "hidden", "activation", "init"]
    assert made(**OTHERWISE).facts(()) == usual | OTHERWISE


def test_that_a_picture_says_the_network_its_images_and_what_is_not_as_usual():
    first = ["small · 8-5 · ReLU", "120 images"]
    assert made().caption(()) == first
    assert made(init="xavier").caption(()) == [*first, "initial weights xavier"]
    decayed = made(weight_decay=1e-5, init=0.5, train_size=100)
    assert decayed.caption(()) == [first[0], "100 images", "initial weights 0.5", "λ\N{NO-BREAK SPACE}1e\N{MINUS SIGN}5"]


def test_that_a_network_knows_its_layers_its_tests_and_its_epoch():
    problem = made(**OTHERWISE)
    assert (problem.layer_count, problem.has_tests, problem.test_every, problem.test_count) == (3, True, 7, 80)
    assert (problem.epoch_size, problem.train_count, problem.records_layers, problem.infimum) == (100, 100, True, 0.0)
    assert (problem.sampling_names, problem.dimensions, problem.dtype) == (("batch_size",), None, np.dtype(np.float64))
    assert {key: problem.recent_spacing(rule(0.1)) for key, rule in OPTIMIZERS.items()} == {
        key: 1 if key == "gd" else 8 for key in OPTIMIZERS
    }
    assert made(test_every=1).has_tests
    copy = problem.private_copy()
    assert copy is not problem
    assert (copy.setup, copy.dataset) == (problem.setup, problem.dataset)


@given(sizes, st.data())
def test_that_the_place_of_a_weight_and_its_layer_row_and_unit_tell_each_other(sizes, data):
    network = Network(sizes)
    index = data.draw(st.integers(0, network.parameter_count - 1))
    layer, row, unit = network.place_of(index)
    assert network.index_of(layer, row, unit) == index
    marked = np.zeros(network.parameter_count)
    marked[index] = 1.0
    found = [(number, *map(int, place)) for number, W in enumerate(network.matrices(marked)) for place in np.argwhere(W)]
    assert found == [(layer, row, unit)]
    places = layer_places(sizes)
    assert [tuple(place["shape"]) for place in places] == [W.shape for W in network.matrices(marked)]
    first = places[layer]["first"]
    assert first + row * places[layer]["shape"][1] + unit == index


def test_that_batches_of_runs_with_other_seeds_sizes_or_steps_are_not_taken_for_each_other():
    problem, fresh = made(), made()
    settings = {size: Settings(0, OPTIMIZERS["sgd"](0.1), Sampling(size)) for size in (8, 16)}
    oracles = {seed: problem.oracle(seed) for seed in (0, 1)}
    theta = problem.start(0)
    for step in (0, 1, 0, 5):
        for size in (8, 16, 8):
            for seed in (0, 1):
                expected = fresh.oracle(seed).loss(theta, step, settings[size])
                assert oracles[seed].loss(theta, step, settings[size]) == expected
                gradient = oracles[seed].gradient_at(theta, step, settings[size])(theta)
                assert gradient.tobytes() == fresh.oracle(seed).gradient_at(theta, step, settings[size])(theta).tobytes()


def test_that_batches_of_all_kinds_are_drawn_from_streams_of_their_own():
    uniform = Batches(3).indices(0, 60_000, 50)
    drawn, shuffled = (Minibatches(3, 60_000, replacement).indices(0, 50) for replacement in (True, False))
    assert len({frozenset(each.tolist()) for each in (uniform, drawn, shuffled)}) == 3
    assert Batches(3).indices(0, 5, 5).tolist() == Batches(3).indices(0, 5, 9).tolist() == [0, 1, 2, 3, 4]


def test_that_normals_and_indices_may_be_drawn_in_turn():
    both, apart = Batches(3), (Batches(3), Batches(3))
    for step in (0, 1, 64, 0):
        assert both.normals(step, 40).tolist() == apart[0].normals(step, 40).tolist()
        assert both.indices(step, 40, 7).tolist() == apart[1].indices(step, 40, 7).tolist()


@pytest.mark.parametrize("key", ["gd", "sgd", "nag"])
def test_that_a_rule_is_given_the_gradient_where_it_asks_for_it_and_not_where_it_stands(key):
    problem = made(precision="float64")
    settings = Settings(0, OPTIMIZERS[key](0.1), Sampling(16))
    theta, ahead = problem.start(0), problem.start(1)
    oracle = problem.oracle(0)
    for point in (theta, theta if key == "gd" else ahead, theta):
        assert oracle.prepare(point, 2, settings)
        oracle.loss(theta, 2, settings)
        found = oracle.gradient_at(theta, 2, settings)(point)
        again = problem.oracle(0)
        assert again.prepare(point, 2, settings)
        assert found.tobytes() == again.gradient_at(point, 2, settings)(point).tobytes()


def test_that_where_all_runs_begin_is_tested_once_and_its_loss_over_all_images_found_once(monkeypatch):
    problem, looked = made(), []
    for name in ("test_chunk", "train_chunk"):
        chunk = getattr(problem, name)
        monkeypatch.setattr(problem, name, lambda first, name=name, chunk=chunk: looked.append(name) or chunk(first))
    runs = tuple(
        RunSetup(label, OPTIMIZERS[key](0.1), Sampling(16)) for label, key in (("a", "gd"), ("b", "gd"), ("c", "sgd"), ("d", "adam"))
    )
    experiment = Experiment(Setup(problem.setup, 0, runs), problem=problem)
    experiment.advance(0)
    assert {run.snapshot().held_out.steps.tolist() == [0] for run in experiment.runs.values()} == {True}
    assert sorted(looked) == ["test_chunk", "train_chunk"]
    assert len({run.snapshot().held_out.loss[0] for run in experiment.runs.values()}) == 1
    experiment.advance(7)
    assert looked.count("test_chunk") == 1 + len(runs)
