"""While a run is tuned with the mouse and replays, its old path stays in sight as a ghost: what changed can be seen, not only what is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from gui.canvas.function_canvas import FunctionCanvas
from gui.parameters.panel import ParameterPanel


class TuningGhost(QObject):
    """Has the canvas keep the path of a run from the first change under a pressed button on, until the button is let go.

    It asks for the button and not for a slider: a number that is dragged in its place tunes as well.
    """

    def __init__(self, panel: ParameterPanel, canvas: FunctionCanvas, is_replaying: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._is_replaying = canvas, is_replaying
        self._is_holding = False
        panel.optimizer_configured.connect(self._on_configured)

    @Slot(str, object, object)
    def _on_configured(self, label: str, _optimizer: object, _sampling: object) -> None:
        # The new path comes from the worker, later than this.
        if self._canvas.isVisible() and self._is_replaying() and Qt.MouseButton.LeftButton in QApplication.mouseButtons():
            self._canvas.hold_ghost(label)
            application = QApplication.instance()
            if not self._is_holding and application is not None:
                self._is_holding = True
                application.installEventFilter(self)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # There only while a button is pressed: every event of every widget comes by here.
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._is_holding = False
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self._canvas.let_ghosts_go()
        return False
