"""One run at a time is raised wherever runs are shown: the one that the mouse is over, or that the keyboard has gone to."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot

from gui.widgets.easing import Ease


class ShowsRuns(Protocol):
    """A widget that tells which run the mouse is over, by its label or None, and can raise one.

    One whose parts can be reached by Tab has the signal `run_focused` besides.
    """

    run_hovered: Any

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show this run before the others, or while it rises and sinks, in part; None: all alike."""


class RaisedRun(QObject):
    """Tells all views of runs which one is raised. The mouse comes first: whoever moves it looks there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._views: list[ShowsRuns] = []
        self._hovered: str | None = None
        self._focused: str | None = None
        self._raised: str | None = None
        self._shown: str | None = None
        self._part = 0.0
        self._ease = Ease(self)

    @property
    def label(self) -> str | None:
        """The run that is raised; None where none is."""
        return self._raised

    def follow(self, view: ShowsRuns) -> None:
        """Listen to this view, and let it raise what is raised; once, however often it is said."""
        if view not in self._views:
            self._views.append(view)
            view.run_hovered.connect(self._on_hovered)
            if hasattr(view, "run_focused"):
                view.run_focused.connect(self._on_focused)
            view.raise_run(self._shown, self._part)

    @Slot(object)
    def _on_hovered(self, label: str | None) -> None:
        self._hovered = label
        self._raise()

    @Slot(object)
    def _on_focused(self, label: str | None) -> None:
        self._focused = label
        self._raise()

    def _raise(self) -> None:
        label = self._focused if self._hovered is None else self._hovered
        if label != self._raised:
            self._raised = label
            self._shown = label or self._shown
            begin, goal = self._part, 0.0 if label is None else 1.0
            if begin == goal:
                self._tell(goal)  # from one to the next, and the others are as faint as they will be
            else:
                self._ease.go(lambda part: self._tell(begin + part * (goal - begin)))

    def _tell(self, part: float) -> None:
        self._part = part
        if not part:
            self._shown = None
        for view in self._views:
            view.raise_run(self._shown, part)
