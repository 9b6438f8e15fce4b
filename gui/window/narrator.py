"""Tells of the race to somebody who cannot see it: how the runs stand, when asked, and at once that one of them has diverged."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from core.analysis.standing import standing_text
from core.experiment.snapshot import Snapshot
from core.experiment.termination import termination_text
from core.text import tr
from gui.style.run_style import display_name
from gui.training.commands import TrainerState
from gui.widgets.spoken import FocusDescription, announce, describe_focused


class Narrator(QObject):
    """Says nothing of a step that goes by. The canvas says how the runs stand when the focus comes to it, and when they come to rest."""

    message = Signal(str)
    """How the runs stand, for somebody who has asked."""

    def __init__(self, window: QWidget, viewed: Callable[[], Snapshot | None]) -> None:
        """`viewed` gives the runs as they are shown now."""
        super().__init__(window)
        self._window, self._viewed = window, viewed
        self._endings: dict[str, str] = {}
        self._generation = -1
        self._was_running = False

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"standing": lambda: self.message.emit(self.standing())}

    def follow(self, view: QWidget, at_edge: Callable[[], list[str]]) -> None:
        """Let this view of the paths say how the runs stand, and then what it is, and which heads are out of it (`at_edge`)."""
        about = view.accessibleDescription()
        hint = tr("All numbers: Export numbers in the menu File.")
        FocusDescription(view, lambda: " ".join([self.standing(), f"{about}.", *(f"{head}." for head in at_edge()), hint]))

    def standing(self) -> str:
        """How the runs stand, in sentences."""
        snapshot = self._viewed()
        if snapshot is None:
            return tr("There is nothing to see yet.")
        return standing_text(snapshot, {run.label: display_name(run.label) for run in snapshot.runs})

    def show_text(self, snapshot: Snapshot) -> None:
        """The runs as they are, four times a second at most: says which of them have diverged since."""
        before = self._endings if snapshot.generation == self._generation else {}
        self._generation = snapshot.generation
        self._endings = {run.label: termination_text(run) for run in snapshot.runs if run.termination is not None}
        new = [f"{display_name(label)} {text}." for label, text in self._endings.items() if before.get(label) != text]
        if new:
            announce(self._window, " ".join(new))

    @Slot(object)
    def show_state(self, state: TrainerState) -> None:
        """What has the focus says how things stand once they have come to rest."""
        is_running = state is TrainerState.RUNNING
        if self._was_running and not is_running:
            describe_focused(QApplication.focusWidget())
        self._was_running = is_running
