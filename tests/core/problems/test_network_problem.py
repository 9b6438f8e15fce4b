"""A network and its images as all runs share them, against sums over single images."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.problems.network
from core.data.dataset import DataError, Dataset
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.base import Sampling, Settings
from core.problems.mlp import backward, cross_entropy, forward
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.helpers.small_data import small_dataset

DATASET = small_dataset()
SGD = Settings(0, OPTIMIZERS["sgd"](0.1), Sampling(batch_size=16))
GD = Settings(0, OPTIMIZERS["gd"](0.1), Sampling())


def made(dataset: Dataset = DATASET, **changes) -> NetworkProblem:
    return NetworkProblem(NetworkSetup("small", **{"hidden": (7,), "precision": "float64", "activation": "tanh", **changes}), dataset)


def losses_and_hits(problem, theta, images, labels):
    """The loss and the correctness of every single image, from its probabilities."""
    probabilities = np.concatenate([problem.probabilities(theta, image[None]) for image in images])
    picked = probabilities[np.arange(len(labels)), labels]
    return -np.log(picked), probabilities.argmax(axis=1) == labels


def test_that_a_class_which_only_the_test_images_have_is_told_apart_too():
    labels = DATASET.test_labels.copy()
    labels[0] = 4
    dataset = dataclasses.replace(DATASET, test_labels=labels)
    assert (DATASET.classes, dataset.classes) == (4, 5)
    assert made(dataset).network.sizes[-1] == 5


def test_that_more_training_images_than_there_are_is_refused_in_words():
    with pytest.raises(DataError, match=r"train_size = 1,000, but small has 240 training images"):
        made(train_size=1000)
    assert made(train_size=240).train_count == 240


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_that_all_numbers_have_the_type_that_was_asked_for(precision):
    problem = made(precision=precision, weight_decay=0.1)
    theta = problem.start(0)
    expected = np.dtype(precision)
    gradient = problem.oracle(0).gradient_at(theta, 0, SGD)(theta)
    oracle = problem.oracle(0)
    assert oracle.prepare(theta, 0, GD)
    assert theta.dtype == gradient.dtype == oracle.gradient_at(theta, 0, GD)(theta).dtype == expected
    assert problem.probabilities(theta, DATASET.test_images[:2]).dtype == expected


def test_that_the_start_follows_from_the_seed_and_cannot_be_written_to():
    problem = made()
    assert problem.start(3).tobytes() == problem.start(3).tobytes() != problem.start(4).tobytes()
    with pytest.raises(ValueError, match="read-only"):
        problem.start(3)[0] = 1.0


def test_that_the_start_is_frozen():
    start = NetworkProblem(NetworkSetup("small", hidden=(100,)), DATASET).start(0)
    np.testing.assert_allclose(start[:3], [-0.350791872, -0.721458972, 0.50159353], rtol=1e-6)


def test_that_an_image_becomes_numbers_from_0_to_1_and_a_one_for_the_bias():
    inputs = made().inputs(np.array([[[0, 51], [255, 102]]], np.uint8))
    np.testing.assert_allclose(inputs.x, [[0.0], [0.2], [1.0], [0.4], [1.0]], rtol=1e-15)
    assert inputs.rows is None


@pytest.mark.parametrize("indices", [[0, 5, 9], [3, 3, 3, 3], list(range(240))])
def test_that_a_batch_without_its_blank_pixels_gives_what_the_whole_images_give(indices):
    problem = made()
    indices = np.array(indices)
    batch = problem.batch(0, 0, indices)
    assert len(batch.inputs.rows) < 37, "the blank edge is still there"
    whole = problem.inputs(DATASET.train_images[indices])
    theta = problem.start(0)
    assert batch.labels.tolist() == DATASET.train_labels[indices].tolist()
    without, with_all = (forward(problem.network, theta, inputs) for inputs in (batch.inputs, whole))
    assert cross_entropy(without, batch.labels) == pytest.approx(cross_entropy(with_all, batch.labels), rel=1e-12)
    gradients = [backward(problem.network, passed, batch.labels) for passed in (without, with_all)]
    np.testing.assert_allclose(*gradients, rtol=1e-12, atol=1e-14)


def test_that_a_batch_of_inky_images_only_moves_the_biases():
    blank = dataclasses.replace(DATASET, train_images=np.zeros_like(DATASET.train_images))
    problem = made(blank)
    theta = problem.start(0)
    gradient = problem.oracle(0).gradient_at(theta, 0, SGD)(theta)
    first = problem.network.matrices(gradient)[0]
    assert not first[:-1].any()
    assert first[-1].any()


def test_that_runs_at_the_same_step_share_their_batch():
    problem = made()
    first, second = (problem.oracle(0)._batch(4, SGD) for _ in range(2))
    assert first is second
    assert problem.oracle(1)._batch(4, SGD) is not first
    assert problem.oracle(0)._batch(5, SGD) is not first


def test_that_only_the_first_images_are_used_where_fewer_are_asked_for():
    few = made(train_size=24)
    less = dataclasses.replace(DATASET, train_images=DATASET.train_images[:24], train_labels=DATASET.train_labels[:24])
    theta = few.start(0)
    assert few.oracle(0).loss(theta, 0, GD) == made(less).oracle(0).loss(theta, 0, GD)
    assert few.oracle(0).loss(theta, 0, SGD) == made(less).oracle(0).loss(theta, 0, SGD)


@pytest.mark.parametrize("chunk", [1000, 37])
def test_that_the_loss_over_all_data_and_its_gradient_are_the_means_over_the_images(monkeypatch, chunk):
    monkeypatch.setattr(core.problems.network, "CHUNK", chunk)
    problem = made()
    theta = problem.start(1)
    losses, _ = losses_and_hits(problem, theta, DATASET.train_images, DATASET.train_labels)
    oracle = problem.oracle(0)
    for step in (0, 1):
        assert oracle.loss(theta, step, GD) == pytest.approx(losses.mean(), rel=1e-12)
    assert oracle.prepare(theta, 1, GD)
    gradient = oracle.gradient_at(theta, 1, GD)(theta)
    everything = problem.oracle(0).gradient_at(theta, 0, SGD)
    singles = [
        backward(problem.network, forward(problem.network, theta, problem.inputs(image[None])), label[None])
        for image, label in zip(DATASET.train_images, DATASET.train_labels, strict=True)
    ]
    np.testing.assert_allclose(gradient, np.mean(singles, axis=0), rtol=1e-10, atol=1e-14)
    assert not np.allclose(gradient, everything(theta)), "a batch is not all the data"


@pytest.mark.parametrize("chunk", [1000, 33])
def test_that_the_test_tells_mean_loss_and_the_part_that_is_right(monkeypatch, chunk):
    monkeypatch.setattr(core.problems.network, "CHUNK", chunk)
    problem = made()
    theta = problem.start(2)
    losses, hits = losses_and_hits(problem, theta, DATASET.test_images, DATASET.test_labels)
    scores = problem.oracle(0).test(theta)
    assert scores.loss == pytest.approx(losses.mean(), rel=1e-12)
    assert scores.accuracy == hits.mean()


def test_that_another_test_gives_the_same_whether_its_images_were_kept_or_not(monkeypatch):
    monkeypatch.setattr(core.problems.network, "CHUNK", 16)
    first, second = (made().start(seed) for seed in (0, 1))
    oracle = made().oracle(0)
    expected = [oracle.test(theta) for theta in (first, second)]
    few = made()
    monkeypatch.setattr(core.problems.network, "_KEPT_TEST_BYTES", few.test_chunk(0).inputs.x.nbytes)
    oracle = few.oracle(0)
    assert [oracle.test(theta) for theta in (first, second)] == expected
    assert few.test_chunk(0) is few.test_chunk(0)
    assert few.test_chunk(16) is not few.test_chunk(16)


def inky_images(train: int, test: int, side: int) -> Dataset:
    """So many pictures of ink everywhere, all of them in class 1."""
    images, labels = np.full((max(train, test), side, side), 9, np.uint8), np.ones(max(train, test), np.uint8)
    return Dataset("b", "b", images[:train], labels[:train], images[:test], labels[:test], verified=False, source="")


def kept_bytes(problem: NetworkProblem) -> list[int]:
    """Of the test chunks that are the same ones when they are asked for again."""
    firsts = range(0, problem.test_count, len(problem.test_chunk(0).labels))
    made_first = [problem.test_chunk(first) for first in firsts]
    return [batch.inputs.x.nbytes for first, batch in zip(firsts, made_first, strict=True) if problem.test_chunk(first) is batch]


@pytest.mark.parametrize(("side", "images"), [(6, 1000), (28, 1000), (29, 932), (56, 250), (128, 47), (700, 1)])
def test_that_as_many_images_are_looked_at_together_as_make_a_thousand_of_mnist(side, images):
    problem = made(inky_images(min(images + 1, 1001), min(images + 1, 1001), side), hidden=(1,))
    for chunk in (problem.train_chunk, problem.test_chunk):
        assert len(chunk(0).labels) == images
        assert len(chunk(images).labels) == 1


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_that_as_many_test_images_as_mnist_has_are_all_kept(precision):
    problem = made(inky_images(1, 10_000, 28), hidden=(1,), precision=precision)
    assert len(kept_bytes(problem)) == 10


def test_that_kept_test_images_of_any_size_take_no_more_memory_than_those_of_mnist(monkeypatch):
    monkeypatch.setattr(core.problems.network, "_KEPT_TEST_BYTES", 20_000_000)
    kept = kept_bytes(made(inky_images(1, 300, 128), hidden=(1,)))
    assert 13_000_000 < sum(kept) <= 20_000_000


def test_that_large_images_give_the_means_over_all_of_them_too():
    random = np.random.default_rng(0)
    images, labels = random.integers(0, 256, (60, 120, 120), dtype=np.uint8), random.integers(0, 4, 60).astype(np.uint8)
    problem = made(Dataset("l", "l", images, labels, images, labels, verified=False, source=""))
    theta = problem.start(0)
    losses, hits = losses_and_hits(problem, theta, images, labels)
    oracle = problem.oracle(0)
    assert oracle.loss(theta, 0, GD) == pytest.approx(losses.mean(), rel=1e-12)
    assert oracle.loss(theta, 1, GD) == pytest.approx(losses.mean(), rel=1e-12)
    scores = oracle.test(theta)
    assert (scores.loss, scores.accuracy) == (pytest.approx(losses.mean(), rel=1e-12), hits.mean())


@given(st.floats(1e-6, 10.0), st.integers(0, 100))
def test_that_weight_decay_adds_its_square_sum_over_weights_and_not_over_biases(decay, seed):
    plain, decayed = made(), made(weight_decay=decay)
    theta = plain.start(seed) + 0.3
    squares = sum(float((W[:-1] ** 2).sum()) for W in plain.network.matrices(theta))
    for settings, step in ((SGD, 0), (SGD, 3), (GD, 0), (GD, 3)):
        courses = plain.oracle(0), decayed.oracle(0)
        without, with_decay = (oracle.loss(theta, step, settings) for oracle in courses)
        assert with_decay == pytest.approx(without + decay / 2 * squares, rel=1e-12)
        assert all(oracle.prepare(theta, step, settings) for oracle in courses)
        gradients = [oracle.gradient_at(theta, step, settings)(theta) for oracle in courses]
        weights = theta.copy()
        for W in plain.network.matrices(weights):
            W[-1] = 0
        np.testing.assert_allclose(gradients[1] - gradients[0], decay * weights, rtol=1e-9, atol=1e-12)


def test_that_the_gradient_over_all_data_may_be_asked_for_twice():
    problem = made(weight_decay=0.5)
    theta, oracle = problem.start(0), problem.oracle(0)
    assert oracle.prepare(theta, 0, GD)
    first = oracle.gradient_at(theta, 0, GD)(theta).tobytes()
    assert oracle.gradient_at(theta, 0, GD)(theta).tobytes() == first


def test_that_a_step_costs_as_many_gradients_as_it_looks_at_images():
    problem = made(train_size=200)
    assert [problem.evaluations(OPTIMIZERS[key](0.1), Sampling(batch_size=32)) for key in TEACHING_ORDER] == [200, *[32] * 6]


def test_that_probabilities_sum_to_one():
    problem = made(precision="float32")
    np.testing.assert_allclose(problem.probabilities(problem.start(0), DATASET.test_images).sum(axis=1), 1, rtol=1e-6)


def test_that_what_is_remembered_of_one_start_is_not_taken_for_another():
    problem = made()
    first, second = problem.start(0), problem.start(1)
    oracle = problem.oracle(0)
    assert oracle.loss(first, 0, GD) != oracle.loss(second, 0, GD)
    assert oracle.test(first) != oracle.test(second)
    assert oracle.loss(first, 0, GD) == made().oracle(0).loss(first, 0, GD)
    assert oracle.test(first) == made().oracle(0).test(first)


@pytest.mark.parametrize("settings", [SGD, GD])
def test_that_parameters_that_are_not_finite_give_a_loss_that_is_not(settings):
    problem = made()
    theta = problem.start(0).copy()
    theta[-1] = math.inf
    with np.errstate(all="ignore"):
        assert not math.isfinite(problem.oracle(0).loss(theta, 1, settings))
