"""What a rule says about the letters of its equations: what each stands for, in which part of a step it is computed, and in which unit.

The parts of a step, the arrows, the colours, the table of the state and the columns of the numbers all read this. A
hyperparameter is a letter too; it is described by its own field and stands in no list of symbols.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

from core.text import mark


class Phase(IntEnum):
    """The parts of a step in the order in which they come. A rule has those that its equation has lines for."""

    LOOK_AHEAD = 0
    GRADIENT = 1
    ACCUMULATE = 2
    CORRECT = 3
    UPDATE = 4
    MOVE = 5


class Role(Enum):
    """What a symbol stands for."""

    GRADIENT = "gradient"
    VELOCITY = "velocity"
    MEAN = "mean"
    SQUARES = "squares"
    UPDATE = "update"
    PARAMETERS = "parameters"
    SETTING = "setting"


LENGTH, SLOPE, SQUARED_SLOPE = "W", "loss / W", "(loss / W)²"
"""The units: of the parameters, of the loss by a parameter, and of its square."""


@dataclass(frozen=True)
class Symbol:
    """A letter of a rule, on the left of one of its lines or among the terms of its steps.

    name : as it stands in the equations;  unit : in the numbers that are written to files;  meaning : for them, a part of a sentence
    sentence : what happens in the part of a step that computes it, where the rule has more to say than `USUAL_SENTENCES`
    """

    name: str
    role: Role
    phase: Phase
    unit: str
    meaning: str
    sentence: str = ""


GRADIENT = Symbol(
    "g", Role.GRADIENT, Phase.GRADIENT, SLOPE, mark("the gradient that the step was taken with, at the point before the step")
)
DISPLACEMENT = Symbol("Δ", Role.UPDATE, Phase.UPDATE, LENGTH, mark("the displacement: what was added to the point before the step"))
POSITION = Symbol("W", Role.PARAMETERS, Phase.MOVE, LENGTH, mark("where the point stands after the step"))

USUAL_SENTENCES = {
    Phase.LOOK_AHEAD: mark("First the velocity alone: where would it carry the point?"),
    Phase.GRADIENT: mark("The gradient at the point tells the way uphill; the step will go against it."),
    Phase.ACCUMULATE: mark("What was seen so far is carried on, and the new gradient is added."),
    Phase.CORRECT: mark("Both means began at zero, so they are too small; dividing by 1 − βᵗ corrects that."),
    Phase.UPDATE: mark("The learning rate times the direction: this is how far the point will go."),
    Phase.MOVE: mark("The point moves by Δ."),
}
