"""The second thread of the window: finds the principal plane and the loss over it, so that the first one stays quick."""

import logging
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.analysis.loss_surface import LossGrid, SurfaceWork
from core.analysis.principal_plane import PrincipalPlane
from core.experiment.snapshot import Snapshot
from core.geometry import Box
from core.problems.network import NetworkProblem
from core.text import tr
from gui.weight_plane.projection import PlanePicture, PlaneProjection

# Between two pieces of a surface the thread looks for requests, and for a cancel.
_PIECE_SECONDS = 0.01

_log = logging.getLogger(__name__)
# Heads that move more often than this look no smoother, and each time costs the other thread some of the processor.
_ASK_MS = 64
# Once the runs have stood still for so long, the plane is found anew for where they stand.
_REST_MS = 2000


@dataclass(frozen=True, eq=False)
class PictureRequest:
    """Show these runs in their plane; `resting` if they have stood still for a while."""

    snapshot: Snapshot
    resting: bool


@dataclass(frozen=True, eq=False)
class SurfaceRequest:
    """The loss over this part of this plane. `number` tells the answers to different requests apart."""

    number: int
    problem: NetworkProblem
    plane: PrincipalPlane
    box: Box


@dataclass(frozen=True, eq=False)
class SurfaceNews:
    """How far the request of that number is, from 0 to 1, and the finest grid that has just been completed, if one was."""

    number: int
    share: float
    grid: LossGrid | None


class _Worker(QObject):
    """Lives in the thread."""

    pictured = Signal(object)
    surfaced = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._study = PlaneProjection()
        self._request: SurfaceRequest | None = None
        self._work: SurfaceWork | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_tick)

    @Slot(object)
    def draw(self, request: PictureRequest) -> None:
        picture: PlanePicture | None = None
        try:
            picture = self._study.picture(request.snapshot, request.resting)
        except Exception as error:
            self._study = PlaneProjection()
            self._fail(error)
        self.pictured.emit(picture)

    @Slot(object)
    def begin_surface(self, request: SurfaceRequest) -> None:
        self._request, self._work = request, None
        self._timer.start()

    @Slot()
    def cancel_surface(self) -> None:
        self._timer.stop()
        self._request, self._work = None, None

    @Slot()
    def _on_tick(self) -> None:
        try:
            self._work_a_piece()
        except Exception as error:
            self.cancel_surface()
            self._fail(error)

    def _work_a_piece(self) -> None:
        request = self._request
        if request is None:
            return
        if self._work is None:
            self._work = SurfaceWork(request.problem, request.plane, request.box)
        grid = self._work.work(_PIECE_SECONDS)
        self.surfaced.emit(SurfaceNews(request.number, self._work.share, grid))
        if self._work.is_done:
            self.cancel_surface()
        else:
            self._timer.start()

    def _fail(self, error: Exception) -> None:
        _log.exception("the plane's thread failed")
        self.failed.emit(tr("The plane could not be computed: {error}.").format(error=error))


class PlaneAnalyst(QObject):
    """The GUI thread's handle. At most one picture is on its way at a time; what is asked for meanwhile replaces what waits.

    The thread begins with the first request, since many windows never show a network.
    """

    pictured = Signal(object)
    surfaced = Signal(object)
    failed = Signal(str)
    _draw_asked = Signal(object)
    _surface_asked = Signal(object)
    _surface_cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self._under_way = False
        self._waiting: PictureRequest | None = None
        self._number = 0
        self._closed = False

    @property
    def is_busy(self) -> bool:
        """Whether a picture has been asked for and has not come."""
        return self._under_way

    def ask(self, snapshot: Snapshot, resting: bool = False) -> None:
        """Ask for the picture of a snapshot."""
        request = PictureRequest(snapshot, resting)
        if self._closed:
            return
        if self._under_way:
            self._waiting = request
            return
        self._start()
        self._under_way = True
        self._draw_asked.emit(request)

    def begin_surface(self, problem: NetworkProblem, plane: PrincipalPlane, box: Box) -> None:
        """Begin the loss over a part of a plane, instead of one that is under way."""
        if not self._closed:
            self._start()
            self._number += 1
            self._surface_asked.emit(SurfaceRequest(self._number, problem, plane, box))

    def cancel_surface(self) -> None:
        """No more news of a surface will come."""
        self._number += 1
        self._surface_cancelled.emit()

    def close(self) -> None:
        """End the thread and wait for it: at most as long as one plane takes."""
        self._closed, self._waiting = True, None
        if self._thread is not None and self._thread.isRunning():
            self.cancel_surface()
            self._thread.quit()
            self._thread.wait()

    def _start(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread(self)
        self._thread.setObjectName("plane")
        self._worker = worker = _Worker()
        worker.moveToThread(self._thread)
        self._draw_asked.connect(worker.draw)
        self._surface_asked.connect(worker.begin_surface)
        self._surface_cancelled.connect(worker.cancel_surface)
        worker.pictured.connect(self._on_pictured)
        worker.surfaced.connect(self._on_surfaced)
        worker.failed.connect(self._on_failed)
        self._thread.finished.connect(worker.deleteLater)
        self._thread.start()

    @Slot(object)
    def _on_pictured(self, picture: PlanePicture | None) -> None:
        self._under_way = False
        waiting, self._waiting = self._waiting, None
        if picture is not None and not self._closed:
            self.pictured.emit(picture)
        if waiting is not None:
            self.ask(waiting.snapshot, waiting.resting)

    @Slot(object)
    def _on_surfaced(self, news: SurfaceNews) -> None:
        if news.number == self._number and not self._closed:
            self.surfaced.emit(news)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if not self._closed:
            self.failed.emit(sentence)


class PlaneFeed(QObject):
    """Passes snapshots on to the analyst. `pinned` while the plane has to stay as it is, because its loss is looked at."""

    def __init__(self, analyst: PlaneAnalyst, parent: QObject) -> None:
        super().__init__(parent)
        self.pinned = False
        self._analyst = analyst
        self._latest: Snapshot | None = None
        self._asked: Snapshot | None = None
        self._paused = True
        self._seen = False
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

    def set_paused(self, paused: bool) -> None:
        """Whether the runs stand still."""
        self._paused = paused
        self._await_rest()

    def set_seen(self, seen: bool) -> None:
        """Whether somebody looks."""
        self._seen = seen
        if seen:
            self._on_ask_due()
        else:
            self._ask_timer.stop()
        self._await_rest()

    def close(self) -> None:
        """Ask for nothing any more."""
        self._latest = None
        self.set_seen(False)

    def _await_rest(self) -> None:
        if self._seen and self._paused and self._latest is not None:
            self._rest_timer.start()
        else:
            self._rest_timer.stop()

    @Slot()
    def _on_ask_due(self) -> None:
        if self._seen and self._latest is not None and self._latest is not self._asked:
            self._asked = self._latest
            self._ask_timer.start()
            self._analyst.ask(self._latest)

    @Slot()
    def _on_rested(self) -> None:
        if self._latest is not None and not self.pinned:
            self._analyst.ask(self._latest, resting=True)
