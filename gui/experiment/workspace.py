"""What waits while something else is raced: in the other kinds of problem, and during a lesson."""

from typing import NamedTuple

from core.experiment.document import Document
from core.experiment.setup import Setup
from core.problems.kinds import kind_of


class Waiting(NamedTuple):
    """What is gone on with, and its runs that are switched off; `document`, if it has yet to be opened."""

    setup: Setup
    off: frozenset[str]
    document: Document | None = None


class Workspace:
    """Keeps one experiment for each kind of problem, and the one that a lesson has taken the place of.

    The worker has those that were begun, and knows them again by their setups.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, Waiting] = {}
        self._before_lesson: Waiting | None = None

    def leave(self, setup: Setup, off: frozenset[str]) -> None:
        """Let this wait until somebody comes back to its kind of problem."""
        self._waiting[kind_of(setup.problem).key] = Waiting(setup, off)

    def open_later(self, document: Document) -> None:
        """Open this as soon as somebody comes to its kind of problem."""
        self._waiting[kind_of(document.problem).key] = Waiting(document.setup, document.off, document)

    def waiting(self, key: str) -> Waiting | None:
        """What waits in the kind of problem with this key."""
        return self._waiting.get(key)

    def set_aside(self, setup: Setup, off: frozenset[str]) -> None:
        """A lesson takes the place of this."""
        self._before_lesson = Waiting(setup, off)

    def resume(self) -> Waiting | None:
        """What the lesson has taken the place of, once; None if there is nothing."""
        before, self._before_lesson = self._before_lesson, None
        return before
