"""A step of a network layer by layer: the norms of the weights, the gradient, the accumulators and the update."""

from typing import NamedTuple

import numpy as np

from core.optimizers import Array
from core.problems import Problem
from core.snapshot import StepRecord
from core.steps.number_text import number_text


class LayerTable(NamedTuple):
    """Norms as a table: the symbols of the columns, and a row of texts for each layer."""

    symbols: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def layer_table(problem: Problem, record: StepRecord) -> LayerTable:
    """‖·‖₂ of each layer's part of W before the step and of every term, in the order of the rule."""
    vectors: dict[str, Array] = {"W": record.theta}
    for symbol, term in record.taken.terms.items():
        # Δ of Momentum is its v, and W̃ is a place and not a way.
        if symbol != "W̃" and not any(term is other for other in vectors.values()):
            vectors[symbol] = term
    with np.errstate(all="ignore"):
        norms = problem.norms(list(vectors.values()))
    return LayerTable(tuple(vectors), tuple(tuple(number_text(float(norm), 3) for norm in layer) for layer in norms))
