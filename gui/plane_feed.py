"""When the plane's picture is asked for: not too often, never while nobody looks, and exactly once the runs have come to rest."""

from PySide6.QtCore import QObject, QTimer, Slot

from core.snapshot import Snapshot
from gui.plane_analyst import PlaneAnalyst

# Heads that move more often than this look no smoother, and each time costs the other thread some of the processor.
_ASK_MS = 64
# Once the runs have stood still for so long, the plane is found anew for where they stand.
_REST_MS = 2000


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
