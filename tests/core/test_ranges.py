"""Every number that may be set: its default, its range to the last value that is taken, and how its slider moves."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.hyperparameters import hyperparameters_of
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.problems.network_setup import NetworkSetup

# Of the papers and PyTorch where they name one: α, γ, β₁, β₂ and ε. A range in mathematical notation is written as it is told.
RATE = (None, "0 < η ≤ 1000000", (1e-5, 10.0), "log")
ROOT = ("0 < ε ≤ 1", (1e-12, 1.0), "log")
SHARE = ((0.0, 0.9999), "complement")
NUMBERS = {
    **{(key, "learning_rate"): RATE for key in OPTIMIZERS},
    ("momentum", "momentum"): (0.9, "0 ≤ α < 1", (0.0, 0.999), "linear"),
    ("nag", "momentum"): (0.9, "0 ≤ α < 1", (0.0, 0.999), "linear"),
    ("adagrad", "epsilon"): (1e-7, *ROOT),
    ("rmsprop", "epsilon"): (1e-7, *ROOT),
    ("rmsprop", "decay"): (0.99, "0 ≤ γ < 1", *SHARE),
    ("adam", "epsilon"): (1e-8, *ROOT),
    ("adam", "beta1"): (0.9, "0 ≤ β₁ < 1", *SHARE),
    ("adam", "beta2"): (0.999, "0 ≤ β₂ < 1", *SHARE),
    ("sampling", "batch_size"): (10, "1 ≤ B ≤ 10000", (1, 1000), "log"),
    ("sampling", "noise"): (None, "0 ≤ σ ≤ 100", (0.0, 5.0), "linear"),
    ("network", "weight_decay"): (0.0, "0 ≤ λ ≤ 10", (1e-6, 0.1), "log"),
    ("network", "train_size"): (None, "1 ≤ n ≤ 10000000", (0, 60_000), "linear"),
    ("network", "test_every"): (100, "1 ≤ n ≤ 1000000", (1, 1000), "log"),
}
OWNERS = {**OPTIMIZERS, "sampling": Sampling, "network": NetworkSetup}
OTHERS = {
    ("adam", "bias_correction"): True,
    ("network", "hidden"): (100, 100, 100, 100),
    ("network", "activation"): "relu",
    ("network", "init"): "he",
    ("network", "replacement"): True,
    ("network", "record_layers"): False,
    ("network", "precision"): "float32",
}
SPECS = {(key, spec.name): spec for key, owner in OWNERS.items() for spec in hyperparameters_of(owner)}
numbers = pytest.mark.parametrize("place", NUMBERS, ids=".".join)


def test_that_every_hyperparameter_is_in_the_tables_of_this_file():
    assert set(SPECS) == set(NUMBERS) | set(OTHERS)
    assert {place: SPECS[place].default for place in OTHERS} == OTHERS


@numbers
def test_that_a_number_has_its_default_its_range_and_its_slider(place):
    spec = SPECS[place]
    assert (spec.default, spec.range_text, spec.slider, spec.scale) == NUMBERS[place]


@numbers
def test_that_a_range_holds_its_ends_or_not_as_it_says_and_nothing_beyond(place):
    spec = SPECS[place]
    least, _, _, _, most = spec.range_text.split()
    below, above = float(least), float(most)
    step = (lambda end, way: end + way) if spec.value_type is int else (lambda end, way: math.nextafter(end, way * math.inf))
    for end, way in ((below, -1), (above, 1)):
        value = spec.value_type(end)
        is_taken = "≤" in (spec.range_text.split()[1] if way < 0 else spec.range_text.split()[3])
        assert spec.accepts(value) is is_taken
        assert not spec.accepts(spec.value_type(step(value, way)))
        assert spec.accepts(spec.value_type(step(value, -way)))


def test_that_a_network_may_have_twelve_hidden_layers_of_four_thousand_units_and_weights_of_a_hundred():
    hidden, init = SPECS["network", "hidden"], SPECS["network", "init"]
    assert hidden.accepts((4096,) * 12)
    assert not any(map(hidden.accepts, [(4097,), (1,) * 13, (0,)]))
    assert init.accepts(0.0)
    assert init.accepts(100.0)
    assert not init.accepts(math.nextafter(100.0, math.inf))
    assert not init.accepts(-1e-9)


@pytest.mark.parametrize("end", ["least", "most"])
@pytest.mark.parametrize("function", ["seed-bowl", "rosenbrock", "line-fit"])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_at_the_ends_of_all_ranges_a_run_goes_on_with_numbers_or_ends_as_diverged(key, function, end):
    def at_the_end(owner):
        found = {}
        for spec in hyperparameters_of(type(owner)):
            if spec.value_type is not bool:
                value, excluded = (spec.minimum, spec.minimum_excluded) if end == "least" else (spec.maximum, spec.maximum_excluded)
                found[spec.name] = math.nextafter(value, 0.5) if excluded else value
        return replace(owner, **found)

    optimizer, sampling = at_the_end(recommended_optimizer(key, function)), at_the_end(Sampling())
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, 0, optimizer, sampling)
    run.advance(25)
    shown = run.snapshot()
    assert np.isfinite(shown.path).all()
    assert np.isfinite(shown.loss).all()
    assert len(shown.path) == len(shown.loss) == len(shown.scales) + 1 or not len(shown.scales)
    if shown.termination is None:
        assert run.step == 25
    else:
        assert shown.termination.step == run.step + 1 == run.record.number
        with np.errstate(all="ignore"):
            # Something of the step that failed is no number: where it led to, the loss there, or the squares.
            reached = [run.problem.loss(run.record.taken.theta), *run.record.taken.theta.tolist()]
            squares = [value for name, value in run.record.taken.state.items() if name in "hv" and key in ("adagrad", "rmsprop", "adam")]
        assert not np.isfinite([*reached, *np.ravel(squares)]).all()
