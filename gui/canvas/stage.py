"""What of the window belongs to one kind of problem: its canvas, and all that stands beside it for that kind only."""

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.data.library import DataLibrary
from core.experiment.setup import Setup, full_setup
from core.experiment.snapshot import Snapshot
from core.problems.kinds import ProblemKind
from gui.canvas.path_canvas import PathCanvas
from gui.style.run_style import RunStyle
from gui.style.theme import Theme


def landscape_canvas(kind: str, parent: QWidget | None = None) -> Any:
    """The canvas of a kind whose runs are paths: `CANVAS` of `gui/canvas/<key>_canvas.py`.

    It is a `PathCanvas` that has set_problem(problem, start), set_start and the signal start_picked(*start, is_dragging) besides.
    """
    return import_module(f"gui.canvas.{kind}_canvas").CANVAS(parent)


class Stage(QObject):
    """The stage of one kind of problem. What a kind has no use for does nothing."""

    start_picked = Signal(object)
    """The start that the user has put on the canvas, a tuple."""
    tabs_made = Signal(object)
    """The widget with the views beside the canvas, which wants a place below the plot of the loss."""

    def __init__(self, kind: ProblemKind, library: DataLibrary | None, parent: QObject) -> None:
        super().__init__(parent)
        self.kind, self._data = kind, library

    @property
    def canvas(self) -> PathCanvas:
        """What stands in the middle; it may be made at the first call."""
        raise NotImplementedError

    @property
    def surface_refusal(self) -> str:
        """Why there can be no loss over a plane for this kind; empty where there can be."""
        return ""

    def first_setup(self) -> Setup:
        """What somebody begins with who has asked for nothing."""
        return full_setup(self.kind.default(self._data))

    def greeting(self) -> str:
        """What to say when somebody comes here for the first time; empty where all is as expected."""
        return ""

    def show_setup(self, setup: Setup, styles: Mapping[str, RunStyle]) -> None:
        """Bring everything here to this setup, and show it."""

    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on), and the style of each by label."""

    def set_start(self, start: tuple[float, ...]) -> None:
        """The runs begin there from now on."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme for what stands beside the canvas."""

    def set_time_mark(self, step: int | None) -> None:
        """Mark a step that is looked at; None takes the mark away."""

    def show_frame(self, viewed: Snapshot, present: Snapshot) -> None:
        """Show the runs as the user looks at them, and all of their curves: these stay whole while somebody looks back."""

    def show_text(self, viewed: Snapshot) -> None:
        """The same for what is on the slow clock."""

    def set_visible(self, on: bool) -> None:
        """Show or hide what stands beside the canvas, if it is there."""

    def leave(self) -> None:
        """Another kind of problem is raced on: hide what is here."""

    def close_down(self) -> None:
        """The window closes: end what runs in the background."""

    # The views beside the canvas, of which one is seen at a time

    def shown_views(self) -> tuple[str, ...]:
        """The key of the view that is seen; none where there is none."""
        return ()

    def show_views(self, panels: Collection[str], alone: bool) -> None:
        """Let the first of the views be seen that is among these panels; with `alone`, nothing else beside the canvas."""
