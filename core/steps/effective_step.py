"""The effective step: by what the gradient, or its mean, is multiplied along each axis, η/(√h + ε) where a rule has a root."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import CheckpointTrail
from core.hyperparameters import hyperparameters_of
from core.optimizers.base import Array, Optimizer
from core.optimizers.equations import equations, evaluate, scale_symbol, symbols_in, update_in
from core.problems.base import Settings


def effective_step(optimizer: Optimizer, scale: "Array | float | None") -> "Array | float":
    """−Δ for a gradient of 1 along each axis, where the rule's scale is `scale`; η for a rule without one.

    It is the rule's own line for Δ, evaluate with 1 for the gradient or its mean.
    """
    expression, symbol = update_in(optimizer.lines), scale_symbol(optimizer)
    if expression is None or symbol is None or scale is None:
        return optimizer.learning_rate
    values: dict[str, Array | float] = {spec.symbol: getattr(optimizer, spec.name) for spec in hyperparameters_of(type(optimizer))}
    gradients = set(symbols_in(expression)) - values.keys() - {symbol}
    values |= dict.fromkeys(gradients, -1.0)
    values[symbol] = scale
    with np.errstate(all="ignore"):
        return evaluate(expression, values)


def rates_at_checkpoints(changes: Sequence[Settings], trail: CheckpointTrail, index: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The effective step of one parameter in the steps to the checkpoints, (k,) and (k,), by their states.

    What the rule takes the root of stands in the state, or is what a line of the rule makes of it, as Adam's v̂. At the start
    there is none yet. Empty for a rule without a root.
    """
    steps, rates = [], []
    for step, state in zip(trail.steps.tolist(), trail.states, strict=True):
        optimizer = [settings for settings in changes if settings.since < max(step, 1)][-1].optimizer
        symbol = scale_symbol(optimizer)
        if step and symbol is not None:
            line = next(equation for equation in equations(optimizer.lines) if equation.symbol == symbol)
            picked = {name: value[index] if isinstance(value, np.ndarray) else value for name, value in state.items()}
            picked |= {f"{name[1:]}ᵗ": value for name, value in state.items() if name.startswith("Π")}
            scale = picked[symbol] if symbol in state else evaluate(line.expression, picked)
            steps.append(step)
            rates.append(float(effective_step(optimizer, scale)))
    return np.array(steps, np.int64), np.array(rates)


def effective_steps(changes: Sequence[Settings], scales: NDArray[np.float64]) -> NDArray[np.float64]:
    """The effective step of every step taken, (steps, n), from the scale of each step and the settings in force."""
    result = np.empty_like(scales)
    ends = [settings.since for settings in changes[1:]] + [len(scales)]
    for settings, end in zip(changes, ends, strict=True):
        begin, stop = min(settings.since, len(scales)), min(end, len(scales))
        result[begin:stop] = effective_step(settings.optimizer, scales[begin:stop])
    return result
