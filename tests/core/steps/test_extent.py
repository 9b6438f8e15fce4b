"""How much of the plane a step takes up, and what of it is left out: against plain minima and maxima."""

import dataclasses

import numpy as np
import pytest

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.optimizers.symbols import Phase
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.steps.figure import extent, figure
from core.steps.phases import phases_of


def record_of(key, steps=3, function="seed-bowl", **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, function), **changes)
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, 0, optimizer)
    run.advance(steps)
    return run.record


def corners(points):
    (x_min, y_min), (x_max, y_max) = np.min(points, axis=0).tolist(), np.max(points, axis=0).tolist()
    return x_min, x_max, y_min, y_max


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("steps", [1, 2, 30])
def test_that_the_extent_is_that_of_the_way_its_arrows_and_no_more_than_a_scale_of_half_again_its_size(key, steps):
    record = record_of(key, steps)
    rate, theta, terms = record.optimizer.learning_rate, record.theta, record.taken.terms
    points = [theta, record.taken.theta]
    origin = theta
    if key == "nag":
        origin = theta + record.optimizer.momentum * record.state["v"]
    points += [origin, origin - rate * terms["g"]]
    if key == "momentum":
        points.append(theta + record.optimizer.momentum * record.state["v"])
    if key == "adam":
        points += [theta - rate * terms["m"], theta - rate * terms["m̂"]]
    x_min, x_max, y_min, y_max = corners(points)
    root = {"adagrad": "h", "rmsprop": "h", "adam": "v̂"}.get(key)
    if root:
        half_x, half_y = rate / (np.sqrt(terms[root]) + record.optimizer.epsilon)
        if half_x <= 1.5 * (x_max - x_min) and half_y <= 1.5 * (y_max - y_min):
            x_min, x_max = min(x_min, theta[0] - half_x), max(x_max, theta[0] + half_x)
            y_min, y_max = min(y_min, theta[1] - half_y), max(y_max, theta[1] + half_y)
    np.testing.assert_allclose(extent(record), (x_min, x_max, y_min, y_max), rtol=1e-12)


@pytest.mark.parametrize(("x", "y", "belongs"), [(0.1, 0.1, True), (1.4, 1.4, True), (1.6, 0.1, False), (0.1, 1.6, False)])
def test_that_a_scale_belongs_to_the_extent_unless_it_is_far_larger_along_either_axis(x, y, belongs):
    # A step from the middle with a gradient of 1 along both axes: it goes as far as the scale does.
    record = record_of("adagrad")
    rate, epsilon = 1.0, 1e-12
    way = np.array([1.0, 1.0])
    terms = {"g": -way, "h": (rate / np.array([x, y])) ** 2, "Δ": way}
    optimizer = OPTIMIZERS["adagrad"](rate, epsilon)
    far = record._replace(optimizer=optimizer, theta=np.zeros(2), taken=record.taken._replace(theta=way, terms=terms))
    scale = (-x, max(1.0, x), -y, max(1.0, y))
    np.testing.assert_allclose(extent(far), scale if belongs else (0, 1, 0, 1), rtol=1e-9)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_arrows_of_the_last_part_before_the_move_still_matter_most_when_the_point_moves(key):
    record = record_of(key)
    *before, move = phases_of(record.optimizer)
    assert [figure(record, phase).explained for phase in (*before, move)] == [*before, before[-1]]
    assert [figure(record, phase).phase for phase in (*before, move)] == [*before, move]


def test_that_a_scale_stands_around_the_point_before_the_step():
    record = record_of("rmsprop")
    (scale,) = figure(record, Phase.MOVE).scales
    assert scale.centre == tuple(record.theta) != tuple(record.taken.theta)
    assert (scale.label, scale.phase) == ("η/√h", Phase.ACCUMULATE)


def test_that_a_scale_without_numbers_is_not_drawn_and_the_arrows_are():
    record = record_of("adagrad")
    terms = record.taken.terms | {"h": np.array([np.nan, 1.0])}
    shown = figure(record._replace(taken=record.taken._replace(terms=terms)), Phase.MOVE)
    assert shown.scales == ()
    assert [arrow.label for arrow in shown.arrows] == ["−ηg", "Δ"]


def test_that_an_arrow_whose_head_is_nowhere_is_not_drawn():
    record = record_of("momentum")
    terms = record.taken.terms | {"g": np.array([np.inf, 1.0])}
    shown = figure(record._replace(taken=record.taken._replace(terms=terms)), Phase.MOVE)
    assert "v" in [arrow.label for arrow in shown.arrows]
    assert all(np.isfinite([*arrow.begin, *arrow.end]).all() for arrow in shown.arrows)


@pytest.mark.parametrize(("key", "arrows"), [
    ("momentum", [("−ηg", "g"), ("v", "v"), ("αv", "v"), ("−ηg", "g")]),
    ("nag", [("αv", "v"), ("−ηg", "g"), ("v", "v")]),
    ("adam", [("−ηg", "g"), ("−ηm", "m"), ("−ηm̂", "m̂"), ("Δ", "Δ")]),
    ("adagrad", [("−ηg", "g"), ("Δ", "Δ")]),
    ("gd", [("−ηg", "g"), ("Δ", "Δ")]),
])  # fmt: skip
def test_that_an_arrow_has_the_colour_of_the_vector_in_it(key, arrows):
    assert [(arrow.label, arrow.symbol) for arrow in figure(record_of(key), Phase.MOVE).arrows] == arrows


@pytest.mark.parametrize("key", ["adagrad", "rmsprop", "adam"])
def test_that_means_and_updates_are_drawn_from_the_point_to_where_they_lead(key):
    record = record_of(key)
    for arrow in figure(record, Phase.MOVE).arrows:
        way = record.taken.terms["Δ"] if arrow.label == "Δ" else -record.optimizer.learning_rate * record.taken.terms[arrow.symbol]
        assert arrow.begin == tuple(record.theta)
        np.testing.assert_allclose(arrow.end, record.theta + way, rtol=1e-14)
