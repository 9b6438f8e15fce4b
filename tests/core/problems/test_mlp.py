"""The multilayer perceptron against loops over units, central differences, and closed forms of the softmax."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.problems.mlp import (
    ACTIVATIONS,
    Inputs,
    Network,
    backward,
    cross_entropy,
    forward,
    initial_parameters,
    layer_norms,
    predictions,
    with_ones,
)

Float64Array = NDArray[np.float64]
FLOAT64, FLOAT32 = np.dtype(np.float64), np.dtype(np.float32)
SIGMA = {"relu": lambda z: max(z, 0.0), "sigmoid": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh}
activations = st.sampled_from(list(ACTIVATIONS))
inits = st.sampled_from(["he", "xavier", 0.01, 0.5])
hidden_sizes = st.lists(st.integers(1, 6), max_size=3).map(tuple)
seeds = st.integers(0, 10_000)


def inputs_of(rows: Float64Array) -> Inputs:
    x = with_ones(*rows.T.shape, rows.dtype)
    x[:-1] = rows.T
    return Inputs(x)


def case(seed: int, network: Network, init: str | float = "he", count: int = 5) -> tuple[Float64Array, Float64Array, NDArray[np.intp]]:
    """Parameters with biases that are not 0, rows of inputs and their labels."""
    random = np.random.RandomState(seed)
    theta = initial_parameters(network, init, random, FLOAT64) + 0.1 * random.standard_normal(network.parameter_count)
    rows = random.uniform(0, 1, (count, network.sizes[0]))
    return theta, rows, random.randint(0, network.sizes[-1], count).astype(np.intp)


def loss_of(network: Network, theta: Float64Array, rows: Float64Array, labels: NDArray[np.intp]) -> float:
    return cross_entropy(forward(network, theta, inputs_of(rows)), labels)


def gradient_of(network: Network, theta: Float64Array, rows: Float64Array, labels: NDArray[np.intp]) -> Float64Array:
    return backward(network, forward(network, theta, inputs_of(rows)), labels)


def layer_by_layer(network: Network, theta: Float64Array, row: Float64Array) -> list[list[float]]:
    """What goes into σ in each layer, and the scores: one number after the other, with the flat layout spelled out."""
    sums, a, position = [], row.tolist(), 0
    for number, (inputs, outputs) in enumerate(pairwise(network.sizes)):
        weights = [[theta[position + i * outputs + j] for j in range(outputs)] for i in range(inputs)]
        position += inputs * outputs
        biases = [theta[position + j] for j in range(outputs)]
        position += outputs
        sums.append([biases[j] + sum(a[i] * weights[i][j] for i in range(inputs)) for j in range(outputs)])
        if number < len(network.sizes) - 2:
            a = [SIGMA[network.activation](z) for z in sums[-1]]
    assert position == len(theta)
    return sums


def kinks(network: Network, theta: Float64Array, rows: Float64Array) -> list[bool]:
    """On which side of 0 every ReLU is."""
    return [z > 0 for row in rows for layer in layer_by_layer(network, theta, row)[:-1] for z in layer]


@given(activations, hidden_sizes, seeds)
def test_that_the_flat_vector_holds_each_matrix_row_by_row_and_then_its_bias(activation, hidden, seed):
    network = Network((4, *hidden, 3), activation)
    theta, rows, labels = case(seed, network)
    scores = [layer_by_layer(network, theta, row)[-1] for row in rows]
    softmax = [[math.exp(z) / sum(math.exp(other) for other in of_row) for z in of_row] for of_row in scores]
    passed = forward(network, theta, inputs_of(rows))
    np.testing.assert_allclose(passed.probabilities.T, softmax, rtol=1e-12)
    expected = -sum(math.log(of_row[label]) for of_row, label in zip(softmax, labels, strict=True)) / len(labels)
    assert cross_entropy(passed, labels) == pytest.approx(expected, rel=1e-12)


@given(activations, inits, hidden_sizes, st.integers(2, 5), seeds)
def test_that_the_gradient_is_the_slope_of_the_loss_along_random_directions(activation, init, hidden, classes, seed):
    network = Network((4, *hidden, classes), activation)
    theta, rows, labels = case(seed, network, init)
    gradient = gradient_of(network, theta, rows, labels)
    random = np.random.RandomState(seed + 1)
    for _ in range(3):
        # Part of it uphill, so that the slope is never the small difference of large parts.
        direction = random.standard_normal(len(theta)) / len(theta) ** 0.5 + gradient / np.linalg.norm(gradient)
        h = 1e-5
        if activation == "relu":
            assume(kinks(network, theta - h * direction, rows) == kinks(network, theta + h * direction, rows))
        ahead, behind = (loss_of(network, theta + sign * h * direction, rows, labels) for sign in (1, -1))
        assert (ahead - behind) / (2 * h) == pytest.approx(gradient @ direction, rel=1e-6)


@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64])
@pytest.mark.parametrize("height", [1e4, 1e30])
def test_that_huge_scores_give_a_finite_loss_and_gradient(dtype, height):
    network = Network((1, 3))
    theta = np.array([0, 0, 0, height, 0, -height], dtype)
    rows = np.zeros((1, 1), dtype)
    for label, expected in enumerate([0.0, height, 2 * height]):
        labels = np.array([label])
        assert loss_of(network, theta, rows, labels) == pytest.approx(expected, rel=1e-6)
        one_hot = np.eye(3)[label]
        np.testing.assert_array_equal(gradient_of(network, theta, rows, labels)[3:], np.eye(3)[0] - one_hot)


@given(st.floats(-600, 600), st.floats(-600, 600))
def test_that_two_classes_are_logistic_regression(first, second):
    theta = np.array([0.0, 0.0, first, second])
    rows, labels = np.zeros((1, 1)), np.array([0])
    assert loss_of(Network((1, 2)), theta, rows, labels) == pytest.approx(np.logaddexp(0.0, second - first), rel=1e-12, abs=1e-15)
    slope = -1 / (1 + math.exp(first - second)) if first - second < 700 else 0.0
    np.testing.assert_allclose(gradient_of(Network((1, 2)), theta, rows, labels)[2:], [slope, -slope], rtol=1e-12, atol=1e-15)


def test_that_a_network_without_weights_finds_all_classes_as_probable():
    network = Network((5, 4, 10))
    theta = initial_parameters(network, 0.0, np.random.RandomState(0), FLOAT64)
    assert not theta.any()
    assert loss_of(network, theta, np.ones((7, 5)), np.arange(7)) == pytest.approx(math.log(10), rel=1e-15)


def test_that_adding_a_number_to_all_scores_changes_nothing():
    network = Network((4, 3))
    theta, rows, labels = case(3, network)
    raised = theta.copy()
    raised[-3:] += 50.0
    assert loss_of(network, raised, rows, labels) == pytest.approx(loss_of(network, theta, rows, labels), rel=1e-12)


def test_that_the_loss_and_gradient_of_many_rows_are_the_means_of_the_single_ones():
    network = Network((4, 5, 3), "tanh")
    theta, rows, labels = case(1, network, count=6)
    singles = [(rows[k : k + 1], labels[k : k + 1]) for k in range(6)]
    losses = [loss_of(network, theta, *single) for single in singles]
    assert loss_of(network, theta, rows, labels) == pytest.approx(np.mean(losses), rel=1e-12)
    gradients = [gradient_of(network, theta, *single) for single in singles]
    np.testing.assert_allclose(gradient_of(network, theta, rows, labels), np.mean(gradients, axis=0), rtol=1e-10, atol=1e-14)


@given(hidden_sizes, activations, st.lists(st.booleans(), min_size=4, max_size=4), seeds)
def test_that_inputs_that_are_blank_in_all_rows_may_be_left_out(hidden, activation, blank, seed):
    network = Network((4, *hidden, 3), activation)
    theta, rows, labels = case(seed, network)
    rows[:, blank] = 0
    kept = np.flatnonzero(~np.array(blank))
    all_of_it = forward(network, theta, inputs_of(rows))
    without = forward(network, theta, Inputs(inputs_of(rows[:, kept]).x, np.append(kept, 4)))
    assert cross_entropy(without, labels) == pytest.approx(cross_entropy(all_of_it, labels), rel=1e-12)
    gradient = backward(network, without, labels)
    np.testing.assert_allclose(gradient, backward(network, all_of_it, labels), rtol=1e-12, atol=1e-14)
    assert not network.matrices(gradient)[0][:-1][blank].any()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64])
def test_that_an_activation_is_what_its_name_says_even_far_out(activation, dtype):
    z = np.array([-700.0, -1.5, -0.0, 0.0, 0.3, 700.0], dtype)
    a = z.copy()
    ACTIVATIONS[activation].apply(a)
    assert a.dtype == dtype
    np.testing.assert_allclose(a, [SIGMA[activation](value) for value in z.tolist()], rtol=1e-6, atol=1e-7)
    delta = np.full(6, 2.0, dtype)
    ACTIVATIONS[activation].times_derivative(delta, a)
    expected = {"relu": [0, 0, 0, 0, 2, 2], "sigmoid": 2 * a * (1 - a), "tanh": 2 * (1 - a**2)}[activation]
    np.testing.assert_allclose(delta, expected, rtol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_that_what_is_no_number_stays_none(activation):
    z = np.array([[math.nan, 1.0]])
    ACTIVATIONS[activation].apply(z)
    assert np.isnan(z).tolist() == [[True, False]]


@pytest.mark.parametrize(("init", "deviations"), [("he", (2 / 400, 2 / 100)), ("xavier", (1 / 400, 1 / 100)), (0.3, (0.09, 0.09))])
def test_that_weights_begin_normal_with_the_named_deviation_and_biases_at_zero(init, deviations):
    network = Network((400, 100, 50))
    theta = initial_parameters(network, init, np.random.RandomState(5), FLOAT64)
    for W, variance in zip(network.matrices(theta), deviations, strict=True):
        assert not W[-1].any()
        scaled = W[:-1] / variance**0.5
        # Five standard errors of the mean and of the variance of as many numbers.
        assert abs(scaled.mean()) < 5 / scaled.size**0.5
        assert abs(scaled.var() - 1) < 5 * (2 / scaled.size) ** 0.5


def test_that_the_norm_of_a_layer_takes_its_weights_and_its_bias():
    network = Network((2, 2, 1))
    theta = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9], np.float32)
    norms = layer_norms(network, [theta, 2 * theta])
    expected = [math.sqrt(1 + 4 + 9 + 16 + 25 + 36), math.sqrt(49 + 64 + 81)]
    np.testing.assert_allclose(norms, [[value, 2 * value] for value in expected], rtol=1e-15)


def test_that_the_prediction_is_the_most_probable_class():
    assert predictions(np.array([[0.1, 0.5], [0.7, 0.4], [0.2, 0.1]])).tolist() == [1, 0]


def test_that_the_number_of_parameters_is_that_of_the_textbook():
    assert Network((784, 100, 100, 100, 100, 10)).parameter_count == 784 * 100 + 100 + 3 * (100 * 100 + 100) + 100 * 10 + 10 == 109_810
