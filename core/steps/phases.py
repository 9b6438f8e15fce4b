"""A step taken apart: look ahead, gradient, accumulators, correction, Δ, move; each with a sentence that explains it."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from core.optimizers.base import Optimizer
from core.optimizers.equations import Equation, equations
from core.text import mark, tr


class Phase(IntEnum):
    """The parts of a step in the order in which they come. A rule has those that its equation has lines for."""

    LOOK_AHEAD = 0
    GRADIENT = 1
    ACCUMULATE = 2
    CORRECT = 3
    UPDATE = 4
    MOVE = 5


# By the symbol on the left of a line.
_PHASE_OF = {
    "W̃": Phase.LOOK_AHEAD,
    "g": Phase.GRADIENT,
    "v": Phase.ACCUMULATE,
    "h": Phase.ACCUMULATE,
    "m": Phase.ACCUMULATE,
    "m̂": Phase.CORRECT,
    "v̂": Phase.CORRECT,
    "Δ": Phase.UPDATE,
    "W": Phase.MOVE,
}

_SENTENCES = {
    Phase.LOOK_AHEAD: mark("First the velocity alone: where would it carry the point?"),
    Phase.GRADIENT: mark("The gradient at the point tells the way uphill; the step will go against it."),
    Phase.ACCUMULATE: mark("What was seen so far is carried on, and the new gradient is added."),
    Phase.CORRECT: mark("Both means began at zero, so they are too small; dividing by 1 − βᵗ corrects that."),
    Phase.UPDATE: mark("The learning rate times the direction: this is how far the point will go."),
    Phase.MOVE: mark("The point moves by Δ."),
}
_OWN_SENTENCES = {
    ("gd", Phase.GRADIENT): mark("The gradient over all data tells the way uphill; the step will go against it."),
    ("sgd", Phase.GRADIENT): mark("The gradient over one random batch: cheaper, and a little off."),
    ("momentum", Phase.ACCUMULATE): mark("The velocity keeps the part α of itself and takes −ηg on: inertia."),
    ("momentum", Phase.MOVE): mark("The point moves by its velocity, not by the gradient alone."),
    ("nag", Phase.GRADIENT): mark("The gradient is taken there, ahead, not where the point stands."),
    ("nag", Phase.ACCUMULATE): mark("The velocity keeps the part α of itself and is corrected by the gradient seen ahead."),
    ("nag", Phase.MOVE): mark("The point moves by the corrected velocity."),
    ("adagrad", Phase.ACCUMULATE): mark("The squares of all gradients are summed, for each axis by itself; the sum never shrinks."),
    ("adagrad", Phase.UPDATE): mark("Each axis has its own rate, η/√h: small where the gradients were large."),
    ("rmsprop", Phase.ACCUMULATE): mark("The mean of the squares forgets: the part γ of the old one is kept."),
    ("rmsprop", Phase.UPDATE): mark("Each axis has its own rate, η/√h, which can grow again."),
    ("adam", Phase.ACCUMULATE): mark("Two running means: m of the gradients, v of their squares."),
    ("adam", Phase.UPDATE): mark("The mean gradient over the root of the mean square: about η for each axis as long as the sign stays."),
}
_UNCORRECTED = mark("Bias correction is off: the means are taken as they are, although they began at zero.")


def phase_of(equation: Equation) -> Phase:
    """The phase that a line belongs to."""
    return _PHASE_OF[equation.symbol]


def phases_of(optimizer: Optimizer) -> tuple[Phase, ...]:
    """The phases of a rule, in order."""
    return tuple(sorted({phase_of(equation) for equation in equations(optimizer.lines)}))


def phases_of_all(optimizers: Iterable[Optimizer]) -> tuple[Phase, ...]:
    """The phases that any of these rules has, in order: what two rules go through side by side."""
    return tuple(sorted({phase for optimizer in optimizers for phase in phases_of(optimizer)}))


def sentence(optimizer: Optimizer, phase: Phase) -> str:
    """What happens in this phase of this rule; empty if the rule has no such phase."""
    if phase not in phases_of(optimizer):
        return ""
    if phase is Phase.CORRECT and not getattr(optimizer, "bias_correction", True):
        return tr(_UNCORRECTED)
    own = _OWN_SENTENCES.get((optimizer.key, phase))
    return tr(_SENTENCES[phase] if own is None else own)


class Walk(NamedTuple):
    """The step that is looked at, and how far it has come. MOVE is the end of it: the point rests at that row."""

    step: int
    phase: Phase = Phase.MOVE


def forward(walk: Walk, phases: tuple[Phase, ...]) -> Walk:
    """One part further; from the end of a step into the next one."""
    later = [phase for phase in phases if phase > walk.phase]
    return Walk(walk.step, later[0]) if later else Walk(walk.step + 1, phases[0])


def back(walk: Walk, phases: tuple[Phase, ...]) -> Walk:
    """One part back; from the first part of a step to where the point rested before it. The start stays the start."""
    earlier = [phase for phase in phases if phase < walk.phase]
    if walk.step == 0:
        return walk
    return Walk(walk.step, earlier[-1]) if earlier else Walk(walk.step - 1)
