"""Ctrl-C in two stages: the first time it asks to stop and keep what there is, the second time to leave nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self


class Interruption:
    """Takes Ctrl-C over while it is entered. Only the main thread may enter it.

    A second Ctrl-C raises KeyboardInterrupt, but only where that does no harm: in `abandonable` parts and in `check`.
    Elsewhere files are being moved or removed, or Qt is painting, which would swallow the exception.
    """

    def __init__(self) -> None:
        self._count = 0
        self._may_raise = False
        self._before: Any = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._count > 0

    def check(self) -> None:
        """Raise KeyboardInterrupt if somebody wants nothing to be left."""
        if self._count > 1:
            raise KeyboardInterrupt

    @contextmanager
    def abandonable(self) -> Iterator[None]:
        """A part of the work that may break off anywhere."""
        try:
            self._may_raise = True
            self.check()
            yield
        finally:
            self._may_raise = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._count += 1
        if self._may_raise:
            self.check()
