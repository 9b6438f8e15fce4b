"""The parts of a step, what is drawn of them, and the walk through them."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.equations import scale_symbol
from core.optimizers.symbols import Phase
from core.problems.base import Settings
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer, recommended_sampling
from core.steps.effective_step import effective_step, effective_steps
from core.steps.figure import extent, figure
from core.steps.phases import SubStep, back, forward, phases_of, phases_of_all, sentence

keys = st.sampled_from(list(OPTIMIZERS))


def record_of(key, steps=3, function="seed-bowl", **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, function), **changes)
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, 0, optimizer)
    run.advance(steps)
    return run.record


def drawn(record, phase):
    return {arrow.label: arrow for arrow in figure(record, phase).arrows if arrow.begin != arrow.end}


def test_that_each_rule_has_its_parts_in_the_order_of_the_textbook():
    gradient, accumulate, correct, update, move = Phase.GRADIENT, Phase.ACCUMULATE, Phase.CORRECT, Phase.UPDATE, Phase.MOVE
    assert {key: phases_of(recommended_optimizer(key, "seed-bowl")) for key in TEACHING_ORDER} == {
        "gd": (gradient, update, move),
        "sgd": (gradient, update, move),
        "momentum": (gradient, accumulate, move),
        "adagrad": (gradient, accumulate, update, move),
        "nag": (Phase.LOOK_AHEAD, gradient, accumulate, move),
        "rmsprop": (gradient, accumulate, update, move),
        "adam": (gradient, accumulate, correct, update, move),
    }


def test_that_two_rules_side_by_side_go_through_the_parts_of_both():
    both = phases_of_all(recommended_optimizer(key, "seed-bowl") for key in ("momentum", "nag"))
    assert both == (Phase.LOOK_AHEAD, Phase.GRADIENT, Phase.ACCUMULATE, Phase.MOVE)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_every_part_of_a_rule_is_explained_in_one_sentence_and_no_other_part(key):
    optimizer = recommended_optimizer(key, "seed-bowl")
    for phase in Phase:
        words = sentence(optimizer, phase)
        assert bool(words) is (phase in phases_of(optimizer))
        assert not words or words.endswith((".", "?"))


def test_that_a_correction_that_is_off_is_not_said_to_be_made():
    optimizer = recommended_optimizer("adam", "seed-bowl")
    off = dataclasses.replace(optimizer, bias_correction=False)
    assert sentence(off, Phase.CORRECT) != sentence(optimizer, Phase.CORRECT)
    assert "off" in sentence(off, Phase.CORRECT)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_ghost_stands_where_the_point_goes_and_only_before_it_is_there(key):
    record = record_of(key)
    phases = phases_of(record.optimizer)
    assert figure(record, phases[-2]).ghost == tuple(record.taken.theta)
    assert figure(record, phases[-3]).ghost is None
    assert figure(record, Phase.MOVE).ghost is None


def test_that_momentum_is_drawn_head_to_tail():
    record = record_of("momentum")
    arrows = drawn(record, Phase.ACCUMULATE)
    start, end = record.theta, record.taken.theta
    np.testing.assert_allclose(arrows["αv"].end, start + 0.9 * record.state["v"], rtol=1e-14)
    assert arrows["αv"].begin == tuple(start)
    assert arrows["−ηg"].begin == arrows["αv"].end
    np.testing.assert_allclose(arrows["−ηg"].end, end, rtol=1e-14)
    np.testing.assert_allclose(arrows["v"].end, end, rtol=1e-14)


def test_that_nag_draws_its_gradient_at_the_point_ahead():
    record = record_of("nag")
    ahead = record.theta + 0.9 * record.state["v"]
    shown = figure(record, Phase.GRADIENT)
    np.testing.assert_allclose(shown.ahead, ahead, rtol=1e-14)
    gradient = FunctionProblem(FUNCTIONS["seed-bowl"]).gradient(ahead)
    arrow = drawn(record, Phase.GRADIENT)["−ηg"]
    np.testing.assert_allclose(arrow.begin, ahead, rtol=1e-14)
    np.testing.assert_allclose(arrow.end, ahead - record.optimizer.learning_rate * gradient, rtol=1e-14)
    assert figure(record_of("momentum"), Phase.MOVE).ahead is None


def test_that_momentum_draws_its_gradient_where_it_stands():
    record = record_of("momentum")
    assert drawn(record, Phase.GRADIENT)["−ηg"].begin == tuple(record.theta)


@pytest.mark.parametrize(("key", "symbols"), [("adagrad", ["h"]), ("rmsprop", ["h"]), ("adam", ["v̂"]), ("momentum", []), ("gd", [])])
def test_that_rules_with_a_rate_for_each_axis_show_it_as_an_ellipse(key, symbols):
    record = record_of(key)
    scales = figure(record, Phase.MOVE).scales
    assert [scale.symbol for scale in scales] == symbols
    for scale in scales:
        expected = record.optimizer.learning_rate / (np.sqrt(record.taken.terms[scale.symbol]) + record.optimizer.epsilon)
        np.testing.assert_allclose([scale.x, scale.y], expected, rtol=1e-14)


def test_that_the_mean_of_squares_is_shown_until_it_is_corrected():
    record = record_of("adam")
    assert [[scale.symbol for scale in figure(record, phase).scales] for phase in (Phase.GRADIENT, Phase.ACCUMULATE, Phase.CORRECT)] == [
        [],
        ["v"],
        ["v̂"],
    ]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_extent_of_a_step_holds_all_its_arrows(key):
    record = record_of(key)
    x_min, x_max, y_min, y_max = extent(record)
    for phase in phases_of(record.optimizer):
        for arrow in figure(record, phase).arrows:
            for x, y in (arrow.begin, arrow.end):
                assert x_min <= x <= x_max
                assert y_min <= y <= y_max


def test_that_a_step_that_is_nowhere_finite_has_no_extent():
    record, nowhere = record_of("gd"), np.array([np.nan, np.inf])
    assert extent(record._replace(theta=nowhere, taken=record.taken._replace(theta=nowhere))) is None


def test_that_nothing_of_later_parts_is_drawn_yet():
    record = record_of("adam")
    labels = [set(drawn(record, phase)) for phase in phases_of(record.optimizer)]
    assert labels == [{"−ηg"}, {"−ηg", "−ηm"}, {"−ηg", "−ηm", "−ηm̂"}, {"−ηg", "−ηm", "−ηm̂", "Δ"}, {"−ηg", "−ηm", "−ηm̂", "Δ"}]


def test_that_what_is_not_finite_is_not_drawn():
    record = record_of("gd")
    endless = record._replace(taken=record.taken._replace(terms={"g": np.array([np.inf, 1.0]), "Δ": np.array([np.nan, 1.0])}))
    assert figure(endless, Phase.MOVE).arrows == ()


@pytest.mark.parametrize("key", TEACHING_ORDER)
def test_that_the_effective_step_is_by_what_the_gradient_or_its_mean_is_multiplied(key):
    record = record_of(key, 5)
    symbol = scale_symbol(record.optimizer)
    assert symbol == {"adagrad": "h", "rmsprop": "h", "adam": "v̂"}.get(key)
    rates = effective_step(record.optimizer, record.taken.terms[symbol] if symbol else None)
    if symbol:
        mean = record.taken.terms["m̂" if key == "adam" else "g"]
        np.testing.assert_allclose(rates, -record.taken.terms["Δ"] / mean, rtol=1e-12)
    else:
        assert rates == record.optimizer.learning_rate


def test_that_the_effective_steps_follow_a_change_of_the_learning_rate():
    before, after = (
        recommended_optimizer("adagrad", "seed-bowl"),
        dataclasses.replace(recommended_optimizer("adagrad", "seed-bowl"), learning_rate=3.0),
    )
    sampling = recommended_sampling("seed-bowl")
    scales = np.array([[4.0, 1.0], [9.0, 4.0], [16.0, 9.0]])
    found = effective_steps([Settings(0, before, sampling), Settings(2, after, sampling)], scales)
    np.testing.assert_allclose(
        found,
        [[before.learning_rate / 2, before.learning_rate], [before.learning_rate / 3, before.learning_rate / 2], [0.75, 1.0]],
        rtol=1e-6,
    )


@given(st.lists(keys, min_size=1, max_size=2), st.integers(0, 5), st.integers(1, 30))
def test_that_a_walk_back_undoes_a_walk_forward_and_each_step_has_all_its_parts(chosen, step, count):
    phases = phases_of_all(recommended_optimizer(key, "seed-bowl") for key in chosen)
    begun = walk = SubStep(step)
    seen = [walk]
    for _ in range(count):
        walk = forward(walk, phases)
        seen.append(walk)
    for expected in reversed(seen):
        assert walk == expected
        walk = back(walk, phases)
    assert len(set(seen)) == count + 1
    assert seen[min(count, len(phases))].step == step + 1
    assert walk == back(begun, phases)
    assert back(SubStep(0), phases) == SubStep(0)
