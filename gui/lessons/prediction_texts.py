"""What the canvas says while a class predicts: what to guess, and how good the last guess was. Pure functions."""

import math

from core.lessons.prediction import Outcome, Predictions
from core.number_text import number_text
from core.text import tr
from gui.system.key_text import key_text

_DIGITS = 3


def question(run: str, step: int, is_locked: bool) -> str:
    """What the class is asked."""
    asked = tr("Where does {run} go in step {step}?").format(run=run, step=step)
    if not is_locked:
        return asked
    locked = tr("The step waits for a guess")
    return f"{asked}\n{locked}"


def waiting(run: str, step: int) -> str:
    """The guess is made."""
    return tr("{run}, step {step}: the guess is set. {key} takes the step").format(run=run, step=step, key=key_text("Right"))


def under_way(run: str, step: int) -> str:
    """The parts of the step are being shown; it is too late for another guess."""
    return tr("{run}: step {step} is under way").format(run=run, step=step)


def moving() -> str:
    """Nobody can guess while it plays."""
    return tr("Pause to guess the next step")


def ended(run: str) -> str:
    """There is no next step."""
    return tr("{run} has ended: there is no step to guess").format(run=run)


def nothing_on() -> str:
    """There is nobody whose step could be guessed."""
    return tr("No run is switched on")


def error_text(outcome: Outcome) -> str:
    """How far off: 0.420 (37 % of the step)."""
    error = number_text(outcome.error, _DIGITS)
    if not math.isfinite(outcome.share):
        return error
    return tr("{error} ({share} % of the step)").format(error=error, share=f"{100 * outcome.share:.0f}")


def verdict(run: str, outcome: Outcome) -> str:
    """What the last guess was worth."""
    return tr("{run}, step {step}: {points} of 100 points").format(run=run, step=outcome.guess.step, points=f"{outcome.points:.0f}")


def score_text(predictions: Predictions) -> str:
    """The score so far; empty before the first outcome."""
    if not predictions.outcomes:
        return ""
    return tr("Mean so far: {score} ({count} guessed)").format(score=f"{predictions.score:.0f}", count=len(predictions.outcomes))
