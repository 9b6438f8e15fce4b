"""The first minute with the program: before the first play of all the race stands on the canvas as a ghost, with one button to begin it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from core.analysis.rehearsal import rehearse_runs
from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.canvas.function_canvas import FunctionCanvas
from gui.lessons.lesson_controller import LessonController
from gui.plots.run_plot import RunPlot
from gui.style.icons import set_icon
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import ICON, ROW, WIDE
from gui.system.key_text import key_text
from gui.system.settings import Hints
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

_HINT = "play"


class FirstMinute(QObject):
    """Invites to play, until somebody has played once: then it is noted, and nothing of this is seen again."""

    def __init__(
        self,
        trainer: Trainer,
        canvas: FunctionCanvas,
        loss_plot: RunPlot,
        lessons: LessonController,
        actions: Mapping[str, QAction],
        hints: Hints,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._loss_plot, self._lessons = canvas, loss_plot, lessons
        self._actions, self._hints = actions, hints
        self.pill = QPushButton(f"{tr('Run the race')}   {key_text('Space')}", canvas)
        self.pill.setProperty("role", "pill")
        self.pill.setAccessibleName(tr("Run the race"))
        self.pill.setToolTip(tr("Play or pause"))
        self.pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pill.clicked.connect(actions["play"].trigger)
        self.pill.hide()
        self._is_shown = False
        trainer.state_changed.connect(self._on_state_changed)
        if hints.is_due(_HINT):
            canvas.installEventFilter(self)
        self.set_theme(LIGHT)

    def show_frame(self, snapshot: Snapshot, is_looking: bool) -> None:
        """Show the race that is to come, as it is set now; end it once there is a step, and where it would be the answer to a question."""
        is_asked = self._lessons.lesson is not None or self._actions["predict"].isChecked() or is_looking
        is_here = self._canvas.shows(snapshot.problem) and snapshot.step == 0 and snapshot.setup is not None
        is_due = is_here and not is_asked and self._hints.is_due(_HINT)
        if is_due and snapshot.setup is not None:
            labels = tuple(run.label for run in snapshot.runs)
            self._canvas.show_race_to_come(rehearse_runs(snapshot.setup, snapshot.problem, labels))
        if is_due is not self._is_shown:
            self._is_shown = is_due
            if not is_due:
                self._canvas.let_ghosts_go()
            self.pill.setVisible(is_due)
            self._place()
        # Said in one place at a time, which on a network is the plane, and in a lesson by the key that leads through it.
        is_said = is_due or not self._canvas.shows(snapshot.problem)
        self._loss_plot.set_hint(tr("PgDn: the scene plays") if self._lessons.plays_next else "" if is_said else None)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        set_icon(self.pill, "play", theme, "on_accent")
        self.pill.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
        self.pill.setFixedHeight(theme.px(ROW))
        self._lift = theme.px(WIDE)
        self._place()

    def _place(self) -> None:
        if self._is_shown:
            self.pill.resize(self.pill.sizeHint().width(), self.pill.height())
            room = self._canvas.plot_rect()
            self.pill.move(room.center().x() - self.pill.width() // 2, room.bottom() - self._lift - self.pill.height())
            self.pill.raise_()

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        if state is TrainerState.RUNNING:
            self._hints.note(_HINT)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._place()
        return False
