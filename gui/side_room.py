"""Room for two rules side by side: from the canvas, and where that is not enough, from the parameter panel."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

_LEAST_CANVAS = 400


def shared_out(sizes: list[int], needed: int) -> tuple[list[int], bool]:
    """The widths of panel, canvas and plots when the plots need this much, and whether the panel has to go for it."""
    panel, _canvas, plots = sizes
    plots = max(plots, needed)
    without_panel = sum(sizes) - panel - plots < _LEAST_CANVAS
    if without_panel:
        panel = 0
    return [panel, max(_LEAST_CANVAS, sum(sizes) - panel - plots), plots], without_panel


class SideRoom(QObject):
    """Makes room in the window's splitter, and gives it back."""

    def __init__(self, splitter: QSplitter, panel_action: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._splitter, self._panel_action = splitter, panel_action
        self._before: tuple[list[int], bool] | None = None

    @Slot(int)
    def make(self, needed: int) -> None:
        """Let the plots be at least this wide; 0 puts everything back as it was."""
        if not needed:
            if self._before is not None:
                sizes, had_panel = self._before
                self._before = None
                if had_panel and not self._panel_action.isChecked():
                    self._panel_action.trigger()
                self._set(sizes)
            return
        if self._before is None:
            self._before = self._splitter.sizes(), self._panel_action.isChecked()
        sizes, without_panel = shared_out(self._splitter.sizes(), needed)
        if without_panel and self._panel_action.isChecked():
            self._panel_action.trigger()
        self._set(sizes)

    def _set(self, sizes: list[int]) -> None:
        # What has just been shown or hidden must first have told how much it needs.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._splitter.setSizes(sizes)
