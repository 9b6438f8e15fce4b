"""Python's collector of cyclic garbage, held to the GUI thread: a widget that another thread collects crashes the program."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 1000


class GuiGarbage(QObject):
    """While this is at work, nothing is collected by itself in whatever thread happens to allocate; the GUI thread does it.

    Without it, a picture that was drawn and dropped could be destroyed by the worker in the middle of a step.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look_due)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _on_look_due(self) -> None:
        """Collect the generations that Python itself would have collected by now."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                break
