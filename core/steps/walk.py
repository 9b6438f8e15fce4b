"""Where a walk through the parts of a step stands, and where one key leads from there."""

from typing import NamedTuple

from core.steps.phases import Phase


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
