"""Guesses of where a run goes next: what was guessed, how far off it was, and what that is worth.

A guess is worth 100 · (1 − error / length) points, never less than 0. `error` is the distance from the guess to the point where
the run went, `length` the length of its step. So an exact guess has 100 points, and one that is as wrong as to say that the
point does not move has none. The score is the mean over the guesses.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.experiment.snapshot import RunSnapshot

PlanePoint = tuple[float, float]
MOST_POINTS = 100.0


@dataclass(frozen=True)
class Guess:
    """`place` is where the run `label` is said to be after `step` steps. `origin` is where it was one step before."""

    label: str
    step: int
    origin: PlanePoint
    place: PlanePoint


@dataclass(frozen=True)
class Outcome:
    """A guess, and where the run really went. Lengths are in the units of the plane."""

    guess: Guess
    truth: PlanePoint

    @property
    def error(self) -> float:
        """How far the guess was from the truth."""
        return _distance(self.guess.place, self.truth)

    @property
    def length(self) -> float:
        """How long the step was."""
        return _distance(self.guess.origin, self.truth)

    @property
    def share(self) -> float:
        """The error as a part of the step's length; infinite for a wrong guess of a step that went nowhere."""
        if self.length == 0:
            return 0.0 if self.error == 0 else math.inf
        return self.error / self.length

    @property
    def points(self) -> float:
        """From 0 to 100."""
        return MOST_POINTS * max(0.0, 1.0 - self.share)


@dataclass(frozen=True)
class Predictions:
    """The guess that waits for its step, if there is one, and the outcomes of earlier ones in the order of their making."""

    guess: Guess | None = None
    outcomes: tuple[Outcome, ...] = ()

    def with_guess(self, run: RunSnapshot, place: PlanePoint) -> "Predictions":
        """With a guess of where this run, which is not on a network, goes in its next step; an earlier one is replaced."""
        return replace(self, guess=Guess(run.label, run.step + 1, _row(run, run.step), place))

    def after(self, runs: Sequence[RunSnapshot]) -> "Predictions":
        """As these runs leave it.

        A guess whose step was taken becomes an outcome, however many steps were taken at once. A guess goes without one where
        its run is no longer where it was made, is gone, or has ended. An outcome goes with its step: where that is taken back,
        or came out differently because something was changed. So a step that is taken again is guessed again, and
        none counts twice.
        """
        by_label = {run.label: run for run in runs}
        outcomes = tuple(outcome for outcome in self.outcomes if _still_stands(outcome, by_label.get(outcome.guess.label)))
        guess = self.guess
        run = by_label.get(guess.label) if guess is not None else None
        if guess is None or run is None or run.step < guess.step - 1 or _row(run, guess.step - 1) != guess.origin:
            return Predictions(None, outcomes)
        if run.step >= guess.step:
            return Predictions(None, (*outcomes, Outcome(guess, _row(run, guess.step))))
        return Predictions(None if run.termination is not None else guess, outcomes)

    def outcome_of(self, label: str, step: int) -> Outcome | None:
        """What became of the guess for this step of a run, if there was one."""
        return next((each for each in reversed(self.outcomes) if (each.guess.label, each.guess.step) == (label, step)), None)

    @property
    def score(self) -> float:
        """The mean of the points, from 0 to 100; 0 while there are none."""
        return sum(outcome.points for outcome in self.outcomes) / len(self.outcomes) if self.outcomes else 0.0


def _still_stands(outcome: Outcome, run: RunSnapshot | None) -> bool:
    guess = outcome.guess
    if run is None or run.step < guess.step:
        return False
    return _row(run, guess.step) == outcome.truth and _row(run, guess.step - 1) == guess.origin


def _row(run: RunSnapshot, step: int) -> PlanePoint:
    x, y = run.path[step].tolist()
    return x, y


def _distance(one: PlanePoint, other: PlanePoint) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])
