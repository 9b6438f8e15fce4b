"""What the next press of the presenter's remote does in a lesson: a pure decision about a scene and where it stands."""

from enum import Enum
from typing import NamedTuple

from core.lessons.lesson import Scene


class Move(Enum):
    """What comes next."""

    PLAY = "play"
    """Play on, to the next pause of the scene."""
    FAST_FORWARD = "fast forward"
    """Be at that pause at once: it is being played to."""
    PART = "part"
    """Take the next step, or the next part of it where the scene takes it apart."""
    REVEAL = "reveal"
    """Show the answer."""
    SCENE = "scene"
    """Go to the next scene."""
    END = "end"
    """There is nothing left."""


class Position(NamedTuple):
    """Where a scene stands.

    step : the last step that is wholly shown;  opened_at : the one that it opened with;  is_moving : whether it plays
    is_apart : whether a step is shown half done;  is_revealed : whether its answer is shown;  is_last : of its lesson
    is_over : whether no run can go on, as when all have diverged;  is_guessed : whether a guess waits for the next step
    """

    step: int
    opened_at: int
    is_moving: bool = False
    is_apart: bool = False
    is_revealed: bool = False
    is_last: bool = False
    is_over: bool = False
    is_guessed: bool = False


def next_move(scene: Scene, position: Position) -> Move:
    """First the step that was guessed, then what the scene does by itself, then its answer, then the next scene.

    A scene that takes steps apart takes one apart, if it has no pauses to play to; further ones are the lecturer's to ask for.
    """
    pause = None if position.is_over else scene.next_pause(position.step)
    if position.is_moving:
        return Move.FAST_FORWARD if pause is not None else _after(scene, position)
    if position.is_apart or (position.is_guessed and not position.is_over):
        return Move.PART
    if pause is not None:
        return Move.PLAY
    if scene.view.walk == "sub-steps" and not scene.pause_at and not position.is_over and position.step <= position.opened_at:
        return Move.PART
    return _after(scene, position)


def _after(scene: Scene, position: Position) -> Move:
    if scene.answer is not None and not position.is_revealed:
        return Move.REVEAL
    return Move.END if position.is_last else Move.SCENE
