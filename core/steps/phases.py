"""A step taken apart: look ahead, gradient, accumulators, correction, Δ, move; each with a sentence that explains it."""

from collections.abc import Iterable
from typing import NamedTuple

from core.optimizers.base import Optimizer
from core.optimizers.equations import equations
from core.optimizers.symbols import USUAL_SENTENCES, Phase
from core.text import tr


def phases_of(optimizer: Optimizer) -> tuple[Phase, ...]:
    """The phases of a rule, in order: those that it has lines for."""
    return tuple(sorted({optimizer.symbol(equation.symbol).phase for equation in equations(optimizer.lines)}))


def phases_of_all(optimizers: Iterable[Optimizer]) -> tuple[Phase, ...]:
    """The phases that any of these rules has, in order: what two rules go through side by side."""
    return tuple(sorted({phase for optimizer in optimizers for phase in phases_of(optimizer)}))


def sentence(optimizer: Optimizer, phase: Phase) -> str:
    """What happens in this phase of this rule; empty if the rule has no such phase."""
    if phase not in phases_of(optimizer):
        return ""
    own = (optimizer.sentence_for(symbol) for symbol in optimizer.symbols if symbol.phase is phase)
    words = next((sentence for sentence in own if sentence), USUAL_SENTENCES[phase])
    return tr(words)


class SubStep(NamedTuple):
    """The step that is looked at, and how far it has come. MOVE is the end of it: the point rests at that row."""

    step: int
    phase: Phase = Phase.MOVE


def forward(at: SubStep, phases: tuple[Phase, ...]) -> SubStep:
    """One part further; from the end of a step into the next one."""
    later = [phase for phase in phases if phase > at.phase]
    return SubStep(at.step, later[0]) if later else SubStep(at.step + 1, phases[0])


def back(at: SubStep, phases: tuple[Phase, ...]) -> SubStep:
    """One part back; from the first part of a step to where the point rested before it. The start stays the start."""
    earlier = [phase for phase in phases if phase < at.phase]
    if at.step == 0:
        return at
    return SubStep(at.step, earlier[-1]) if earlier else SubStep(at.step - 1)
