"""What a step changed: the parameters, the state and the effective step before and after it, as texts for a table."""

from typing import NamedTuple

import numpy as np

from core.experiment.snapshot import StepRecord
from core.number_text import number_text
from core.optimizers.base import Array
from core.optimizers.equations import scale_symbol
from core.optimizers.symbols import Phase, Role
from core.problems.base import Problem
from core.steps.effective_step import effective_step
from core.steps.lines import numbers_of


class StateRow(NamedTuple):
    """One quantity before and after a step; empty where it has no value. `symbol` is the one whose colour it has."""

    name: str
    symbol: str
    before: str
    after: str


def state_rows(record: StepRecord, index: int | None = None) -> tuple[StateRow, ...]:
    """t, W, the accumulators, what was corrected, and the effective step; of one parameter where `index` is given."""
    taken, optimizer = record.taken, record.optimizer
    rows = [
        StateRow("t", "t", str(record.number - 1), str(record.number)),
        StateRow("W", "W", _text(record.theta, index), _text(taken.theta, index)),
    ]
    for symbol, before in record.state.items():
        if isinstance(before, np.ndarray):
            rows.append(StateRow(symbol, symbol, _text(before, index), _text(taken.state[symbol], index)))
    corrected = [symbol.name for symbol in optimizer.symbols if symbol.phase is Phase.CORRECT and symbol.name not in taken.state]
    rows += [StateRow(symbol, symbol, "", _text(taken.terms[symbol], index)) for symbol in corrected]
    scale = scale_symbol(optimizer)
    if scale is None:
        rows.append(StateRow("η", "η", "", number_text(optimizer.learning_rate)))
    else:
        rates = effective_step(optimizer, taken.terms[scale] if index is None else taken.terms[scale][index : index + 1])
        rows.append(StateRow(f"η/√{scale}", scale, "", _text(np.asarray(rates), None)))
    return tuple(rows)


def _text(value: "Array | float", index: int | None) -> str:
    texts = [number_text(number) for number in numbers_of(value, index)]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


class LayerTable(NamedTuple):
    """Norms as a table: the symbols of the columns, and a row of texts for each layer."""

    symbols: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def layer_table(problem: Problem, record: StepRecord) -> LayerTable:
    """‖·‖₂ of each layer's part of W before the step and of every term, in the order of the rule."""
    vectors: dict[str, Array] = {"W": record.theta}
    for symbol, term in record.taken.terms.items():
        # Δ of Momentum is its v, and W̃ is a place and not a way.
        if record.optimizer.role_of(symbol) is not Role.PARAMETERS and not any(term is other for other in vectors.values()):
            vectors[symbol] = term
    with np.errstate(all="ignore"):
        norms = problem.norms(list(vectors.values()))
    return LayerTable(tuple(vectors), tuple(tuple(number_text(float(norm), 3) for norm in layer) for layer in norms))
