"""What a step changed, as a table: before and after are those of the record, whole or of one parameter."""

import dataclasses

import numpy as np
import pytest

from core.experiment.run import Run
from core.functions import FUNCTIONS
from core.number_text import number_text
from core.optimizers import OPTIMIZERS
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from core.steps.tables import layer_table, state_rows
from tests.helpers import networks

BOWL = FUNCTIONS["seed-bowl"]
STATE = {"momentum": ["v"], "nag": ["v"], "adagrad": ["h"], "rmsprop": ["h"], "adam": ["m", "v"]}
ROOTS = {"adagrad": "h", "rmsprop": "h", "adam": "v̂"}


def record_of(key, steps=3, **changes):
    optimizer = dataclasses.replace(recommended_optimizer(key, "seed-bowl"), **changes)
    run = Run(key, FunctionProblem(BOWL), BOWL.start, 0, optimizer)
    run.advance(steps)
    return run.record


def text(vector, index):
    numbers = [number_text(number) for number in np.broadcast_to(vector, 2).tolist()]
    return f"({', '.join(numbers)})" if index is None else numbers[index]


@pytest.mark.parametrize("index", [None, 0, 1])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_each_quantity_stands_there_before_and_after_the_step(key, index):
    record = record_of(key)
    taken, rows = record.taken, {row.name: row for row in state_rows(record, index)}
    corrected = ["m̂", "v̂"] if key == "adam" else []
    root = ROOTS.get(key)
    rate = f"η/√{root}" if root else "η"
    assert list(rows) == ["t", "W", *STATE.get(key, []), *corrected, rate]
    assert rows["t"][1:] == ("t", "2", "3")
    assert rows["W"][1:] == ("W", text(record.theta, index), text(taken.theta, index))
    for symbol in STATE.get(key, []):
        assert rows[symbol][1:] == (symbol, text(record.state[symbol], index), text(taken.terms[symbol], index))
    for symbol in corrected:
        assert rows[symbol][1:] == (symbol, "", text(taken.terms[symbol], index))
    eta = record.optimizer.learning_rate
    if root is None:
        assert rows[rate][1:] == ("η", "", number_text(eta))
    else:
        assert rows[rate][1:] == (root, "", text(eta / (np.sqrt(taken.terms[root]) + record.optimizer.epsilon), index))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_the_layers_have_the_norms_of_w_before_the_step_and_of_every_term_that_is_a_vector_of_its_own(key):
    run = networks.fresh(key)
    run.advance(3)
    table, record = layer_table(run.problem, run.record), run.record
    terms = {"gd": "gΔ", "sgd": "gΔ", "momentum": "gv", "nag": "gv", "adagrad": "ghΔ", "rmsprop": "ghΔ"}
    symbols = list(terms[key]) if key in terms else ["g", "m", "v", "m̂", "v̂", "Δ"]
    assert table.symbols == ("W", *symbols)
    split = 37 * 8
    for part, row in zip((slice(0, split), slice(split, None)), table.rows, strict=True):
        vectors = [record.theta, *(record.taken.terms[symbol] for symbol in symbols)]
        assert row == tuple(number_text(float(np.linalg.norm(vector[part].astype(np.float64))), 3) for vector in vectors)
