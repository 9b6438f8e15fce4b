"""Finds the principal plane and the loss over it in the background, so that the window stays quick."""

import logging
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.analysis.loss_surface import LossGrid, SurfaceWork
from core.analysis.principal_plane import PrincipalPlane
from core.experiment.snapshot import Snapshot
from core.geometry import Box
from core.problems.network import NetworkProblem
from core.text import tr
from gui.weight_plane.projection import PlanePicture, PlaneProjection
from gui.widgets.background_task import BackgroundTask, TaskContext

# After each piece of a surface it is reported how far it is, and may be cancelled.
_PIECE_SECONDS = 0.01

_log = logging.getLogger(__name__)
# Heads that move more often than this look no smoother, and each time costs the other thread some of the processor.
_ASK_MS = 64
# Once the runs have stood still for so long, the plane is found anew for where they stand.
_REST_MS = 2000


@dataclass(frozen=True, eq=False)
class SurfaceProgress:
    """How far a surface is, from 0 to 1, and the finest grid that has just been completed, if one was."""

    share: float
    grid: LossGrid | None


class PlaneAnalyst(QObject):
    """At most one picture is on its way at a time; what is asked for meanwhile replaces what waits. So is at most one surface."""

    picture_ready = Signal(object)
    surface_ready = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._projection = PlaneProjection()
        self._picture: BackgroundTask | None = None
        self._waiting: tuple[Snapshot, bool] | None = None
        self._surface: BackgroundTask | None = None
        self._closed = False

    @property
    def is_busy(self) -> bool:
        """Whether a picture has been asked for and has not come."""
        return self._picture is not None

    def ask(self, snapshot: Snapshot, resting: bool = False) -> None:
        """Ask for the picture of a snapshot, in the plane of its runs; `resting` if they have stood still for a while."""
        if self._closed:
            return
        if self._picture is not None:
            self._waiting = snapshot, resting
            return
        # Only one thread at a time has the projection, which remembers the plane and the paths in it.
        projection = self._projection
        self._picture = BackgroundTask("plane", lambda _: projection.picture(snapshot, resting), self)
        self._picture.succeeded.connect(self._on_picture_ready)
        self._picture.failed.connect(self._on_picture_failed)
        self._picture.cancelled.connect(self._on_picture_ended)
        self._picture.start()

    def begin_surface(self, problem: NetworkProblem, plane: PrincipalPlane, box: Box) -> None:
        """Begin the loss over a part of a plane, instead of one that is under way."""
        if self._closed:
            return
        self.cancel_surface()
        self._surface = BackgroundTask("surface", partial(_compute_surface, problem, plane, box), self, report_seconds=0)
        self._surface.progressed.connect(self._on_surface_ready)
        self._surface.failed.connect(self._on_surface_failed)
        self._surface.start()

    def cancel_surface(self) -> None:
        """No more progress of a surface will come."""
        surface, self._surface = self._surface, None
        if surface is not None:
            surface.cancel()

    def close(self) -> None:
        """End what is under way and wait for it: at most as long as one plane takes."""
        self._closed, self._waiting = True, None
        for task in self.findChildren(BackgroundTask):
            task.close()

    @Slot(object)
    def _on_picture_ready(self, picture: PlanePicture) -> None:
        if not self._closed:
            self.picture_ready.emit(picture)
        self._on_picture_ended()

    @Slot(object)
    def _on_picture_failed(self, error: Exception) -> None:
        self._projection = PlaneProjection()
        self._report_failure(error)
        self._on_picture_ended()

    @Slot()
    def _on_picture_ended(self) -> None:
        self._picture = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.ask(*waiting)

    @Slot(object)
    def _on_surface_ready(self, progress: SurfaceProgress) -> None:
        self.surface_ready.emit(progress)

    @Slot(object)
    def _on_surface_failed(self, error: Exception) -> None:
        self._surface = None
        self._report_failure(error)

    def _report_failure(self, error: Exception) -> None:
        _log.error("the plane could not be computed", exc_info=error)
        if not self._closed:
            self.failed.emit(tr("The plane could not be computed: {error}.").format(error=error))


def _compute_surface(problem: NetworkProblem, plane: PrincipalPlane, box: Box, context: TaskContext) -> None:
    """The loss over a part of a plane, reported piece by piece."""
    work = SurfaceWork(problem, plane, box)
    while not work.is_done:
        grid = work.work(_PIECE_SECONDS)
        context.report(SurfaceProgress(work.share, grid))


class PlaneFeed(QObject):
    """Passes snapshots on to the analyst."""

    def __init__(self, analyst: PlaneAnalyst, parent: QObject) -> None:
        super().__init__(parent)
        self._pinned = False
        self._analyst = analyst
        self._latest: Snapshot | None = None
        self._asked: Snapshot | None = None
        self._paused = True
        self._visible = False
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(_ASK_MS)
        self._ask_timer.timeout.connect(self._on_ask_due)
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.setInterval(_REST_MS)
        self._rest_timer.timeout.connect(self._on_rested)

    @property
    def latest(self) -> Snapshot | None:
        """The snapshot that was offered last."""
        return self._latest

    def offer(self, snapshot: Snapshot | None) -> None:
        """There is a new snapshot; None if there is none any more."""
        self._latest = snapshot
        if not self._ask_timer.isActive():
            self._on_ask_due()
        self._await_rest()

    def set_pinned(self, pinned: bool) -> None:
        """Whether the plane has to stay as it is, because its loss is looked at."""
        self._pinned = pinned

    def set_paused(self, paused: bool) -> None:
        """Whether the runs stand still."""
        self._paused = paused
        self._await_rest()

    def set_visible(self, visible: bool) -> None:
        """Whether the canvas is visible."""
        self._visible = visible
        if visible:
            self._on_ask_due()
        else:
            self._ask_timer.stop()
        self._await_rest()

    def close(self) -> None:
        """Ask for nothing any more."""
        self._latest = None
        self.set_visible(False)

    def _await_rest(self) -> None:
        if self._visible and self._paused and self._latest is not None:
            self._rest_timer.start()
        else:
            self._rest_timer.stop()

    @Slot()
    def _on_ask_due(self) -> None:
        if self._visible and self._latest is not None and self._latest is not self._asked:
            self._asked = self._latest
            self._ask_timer.start()
            self._analyst.ask(self._latest)

    @Slot()
    def _on_rested(self) -> None:
        if self._latest is not None and not self._pinned:
            self._analyst.ask(self._latest, resting=True)
