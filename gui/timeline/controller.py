"""Looking back, going on from there, and branching: between the time line, the trainer and what the window shows."""

from collections.abc import Callable, Mapping
from time import perf_counter

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.experiment.replay import settings_after
from core.experiment.setup import RunSetup
from core.experiment.snapshot import Snapshot, StepRecord
from core.experiment.snapshot_at import snapshot_at
from gui.style.run_style import RunStyle
from gui.style.theme import Theme
from gui.timeline.branch_dialog import BranchDialog
from gui.timeline.past_bar import PastBar
from gui.timeline.timeline import Timeline
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

# A step that is known within this time is shown at once with all that belongs to it, so that nothing flickers.
_PATIENCE_SECONDS = 0.1
# After this a sign tells that the step is being computed.
_LONG_SECONDS = 0.3
_BIG_MOVE = 10
_NOTHING_KNOWN: Mapping[str, StepRecord] = {}
LOOK_ACTIONS = ("continue_here", "branch_here", "to_now")


class TimelineController(QObject):
    """Owns which step is looked at. `viewed` is what every view but the loss plots is given; no run is moved by looking.

    While an earlier step is looked at, stepping moves that step, playing returns to the present first, and so does whatever rewrites
    the past: going on from there, another problem, a reset.
    """

    past_step_changed = Signal(object)
    """The step that is looked at now; None is the present."""

    def __init__(
        self,
        trainer: Trainer,
        line: Timeline,
        bar: PastBar,
        actions: Mapping[str, QAction],
        inspected: Callable[[], str | None],
        present: Callable[[Snapshot], Snapshot],
        take_step: Callable[[int], None],
        parent: QWidget,
    ) -> None:
        """`inspected` gives the label of the run that a branch is proposed for, if there is one.

        `present` makes of a snapshot what is shown of it as the present: a step that is half done has not been taken.
        `take_step` takes one step of the present: 1 a step on, −1 a step back.
        """
        super().__init__(parent)
        self._window = parent
        self._trainer, self._line, self._bar, self._actions, self._inspected = trainer, line, bar, actions, inspected
        self._present, self._take_step = present, take_step
        self._latest: Snapshot | None = None
        self._step: int | None = None
        self._since = 0.0
        self._held: tuple[int, Mapping[str, StepRecord]] | None = None
        self._left_generation: int | None = None
        self._held_view: tuple[Snapshot, object, Snapshot] | None = None
        self._styles: Mapping[str, RunStyle] = {}
        self.dialog: BranchDialog | None = None
        self._theme: Theme | None = None
        line.step_requested.connect(self.look_at)
        trainer.state_changed.connect(self._on_state_changed)
        self._show_actions()

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {
            "home": self.to_start,
            "back": lambda: self._move(-1, self._take_step),
            "ten_back": lambda: self._move(-_BIG_MOVE, self._trainer.step),
            "step": lambda: self._move(1, self._take_step),
            "ten": lambda: self._move(_BIG_MOVE, self._trainer.step),
            "look_back": lambda: self.look_by(-1),
            "look_back_ten": lambda: self.look_by(-_BIG_MOVE),
            "look_on": lambda: self.look_by(1),
            "look_on_ten": lambda: self.look_by(_BIG_MOVE),
            "to_now": self.to_now,
            "continue_here": self.continue_here,
            "branch_here": self.branch_here,
        }

    @property
    def step(self) -> int | None:
        """The step that is looked at; None is the present."""
        return self._step

    @property
    def is_looking(self) -> bool:
        """Whether something else than the present is shown."""
        return self._step is not None

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self._line.set_theme(theme)

    def set_styles(self, styles: Mapping[str, RunStyle]) -> None:
        """The look of each run, by label."""
        self._styles = dict(styles)
        self._line.set_styles(styles)

    # What is shown

    def viewed(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot as it is shown: as it is, or as it was at the step that is looked at."""
        before, self._latest = self._latest, snapshot
        if self._step is not None and before is not None and (snapshot.generation != before.generation or snapshot.step <= self._step):
            self._held = None
            self._end()
        if self._left_generation is not None and snapshot.generation != self._left_generation:
            self._held, self._left_generation = None, None
        self._take_in(snapshot)
        self._show_line(snapshot)
        if before is None or (before.step == 0) != (snapshot.step == 0):
            self._show_actions()
        if self._step is not None:
            self._bar.show_step(self._step, snapshot.step)
        return self._with_held_step(snapshot)

    def _show_line(self, snapshot: Snapshot) -> None:
        self._line.show_snapshot(snapshot if self.is_looking else self._present(snapshot), self._step)

    def _take_in(self, snapshot: Snapshot) -> None:
        """Hold what is known of the step that is looked at, once it is all known or the user has waited for too long."""
        if self._step is None:
            self._bar.show_progress(None)
            return
        past_step = snapshot.past_step
        waited = perf_counter() - self._since
        is_known = past_step is not None and past_step.step == self._step
        is_complete = is_known and past_step is not None and past_step.is_complete
        if is_complete or waited > _PATIENCE_SECONDS:
            records = past_step.records if past_step is not None and is_known else _NOTHING_KNOWN
            if self._held is None or self._held[0] != self._step or self._held[1] is not records:
                self._held = self._step, records
        is_long = waited > _LONG_SECONDS and not is_complete
        self._bar.show_progress((past_step.done if past_step is not None and is_known else 0.0) if is_long else None)

    def _with_held_step(self, snapshot: Snapshot) -> Snapshot:
        if self._held is None:
            return snapshot
        if self._held_view is None or self._held_view[0] is not snapshot or self._held_view[1] is not self._held:
            self._held_view = snapshot, self._held, snapshot_at(snapshot, *self._held)
        return self._held_view[2]

    # Looking back

    @Slot(int)
    def look_at(self, step: int) -> None:
        """Look at this step; at the last one, or beyond, show the present again."""
        if self._latest is None or self._trainer.state is TrainerState.LOADING:
            return
        if step >= self._latest.step:
            self.to_now()
            return
        if self._trainer.outlook.state is TrainerState.RUNNING:
            # The race should not run away under the mouse that points at it.
            self._trainer.pause()
        step = max(0, step)
        if step != self._step:
            self._step, self._since = step, perf_counter()
            self._trainer.show_past(self._step)
            self._report()

    def _move(self, steps: int, otherwise: Callable[[int], None]) -> None:
        """Look some steps further, if an earlier step is looked at; otherwise do what is done to the present."""
        if self._step is None:
            otherwise(steps)
        else:
            self.look_at(self._step + steps)

    def look_by(self, steps: int) -> None:
        """Look some steps earlier or later than what is shown."""
        if self._latest is not None:
            self.look_at((self._latest.step if self._step is None else self._step) + steps)

    def to_start(self) -> None:
        """Look at the start, if an earlier step is looked at; otherwise take the present there."""
        if self._step is None:
            self._trainer.rewind(0)
        else:
            self.look_at(0)

    @Slot()
    def to_now(self) -> None:
        """Show the present again."""
        if self._step is not None:
            self._end()
            self._held = None

    @Slot()
    def continue_here(self) -> None:
        """Go back to the step that is looked at and go on from there: what came after it is forgotten."""
        if self._step is not None and self._latest is not None:
            step = self._step
            self._trainer.rewind(step)
            # Until the runs have gone back, the views stay where they are.
            self._left_generation = self._latest.generation
            self._end()

    @Slot()
    def branch_here(self) -> None:
        """Ask what to change, and begin a branch at the step that is shown."""
        if self._latest is None or self._theme is None:
            return
        if self._trainer.outlook.state is TrainerState.RUNNING:
            self._trainer.pause()
        step = self._latest.step if self._step is None else self._step
        runs = branchable(self._latest, step)
        if not runs:
            return
        taken = {run.label for run in self._trainer.setup.runs}
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = BranchDialog(self._latest.problem, runs, self._inspected(), step, taken, self._styles, self._theme, self._window)
        self.dialog.chosen.connect(self._on_branch_chosen)
        self.dialog.open()

    @Slot(str, int, object)
    def _on_branch_chosen(self, parent: str, step: int, branch: RunSetup) -> None:
        self._trainer.branch(parent, step, branch.label, branch.optimizer, branch.sampling)
        self.to_now()

    def _end(self) -> None:
        self._step = None
        self._trainer.show_past(None)
        self._report()

    def _report(self) -> None:
        self._show_actions()
        if self._latest is not None:
            self._show_line(self._latest)
        self.past_step_changed.emit(self._step)

    def _show_actions(self) -> None:
        is_looking, has_past = self.is_looking, self._latest is not None and self._latest.step > 0
        for name in ("continue_here", "to_now"):
            self._actions[name].setEnabled(is_looking)
        for name in ("look_back", "look_back_ten"):
            self._actions[name].setEnabled(has_past)
        for name in ("look_on", "look_on_ten"):
            self._actions[name].setEnabled(is_looking)

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        if state is TrainerState.RUNNING and self._step is not None:
            self.to_now()
        elif state is TrainerState.FAILED:
            self._held, self._left_generation = None, None


def branchable(snapshot: Snapshot, step: int) -> list[RunSetup]:
    """The runs that have a row `step`, each with the settings that held for the step after it."""
    runs = []
    for run in snapshot.runs:
        if run.step >= step:
            settings = settings_after(run.changes, step)
            runs.append(RunSetup(run.label, settings.optimizer, settings.sampling, run.parent))
    return runs
