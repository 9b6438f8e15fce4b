"""Room for two rules side by side: from the canvas, and where that is not enough, from the parameter panel."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter

from gui.panel_room import PanelRoom

_OWNER = "side by side"
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

    def __init__(self, splitter: QSplitter, room: PanelRoom, parent: QObject) -> None:
        super().__init__(parent)
        self._splitter, self._room = splitter, room
        self._made_for = 0

    @Slot(int)
    def make(self, needed: int) -> None:
        """Let the plots be at least this wide; 0 puts everything back as it was."""
        if needed == self._made_for:
            return
        self._made_for = needed
        # Anew from what there was, so that a panel for which there is room again comes back.
        self._room.let_go(_OWNER)
        if needed:
            sizes, without_panel = shared_out(self._splitter.sizes(), needed)
            self._room.hold(_OWNER, put_away=without_panel)
            self._room.set_sizes(sizes)
