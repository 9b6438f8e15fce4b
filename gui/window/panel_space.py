"""The parameter panel and the widths beside it: who has put it away for a while, and what comes back when nobody has.

Nobody else says how wide panel, canvas and plots are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

_SIDE_BY_SIDE = "side by side"
_LEAST_CANVAS = 400
_AT_FIRST = (312, 508, 428)


@dataclass(frozen=True)
class Hold:
    """What `owner` found, and gives back: the widths, and whether there was a panel; None where it has left the panel alone."""

    owner: str
    sizes: tuple[int, ...]
    panel: bool | None = None


Holds = tuple[Hold, ...]
"""Those who hold the room, the last one on top. Each found what the one before it had made."""


@dataclass(frozen=True)
class GivenBack:
    """What is to be done after somebody has let go. None: leave it as it is."""

    panel: bool | None = None
    sizes: tuple[int, ...] | None = None


def let_go(holds: Holds, owner: str) -> tuple[Holds, GivenBack]:
    """Who still holds the room when `owner` does not, and what is given back at once.

    What others above still need waits there: they give it back in their turn. So the order in which they go does not matter.
    """
    index = next((index for index, hold in enumerate(holds) if hold.owner == owner), None)
    if index is None:
        return holds, GivenBack()
    gone, above = holds[index], list(holds[index + 1 :])
    panel, sizes = gone.panel, gone.sizes if not above else None
    if above:
        above[0] = replace(above[0], sizes=gone.sizes)
        heir = next((place for place, hold in enumerate(above) if hold.panel is not None), None)
        if heir is not None and panel is not None:
            above[heir], panel = replace(above[heir], panel=panel), None
    return (*holds[:index], *above), GivenBack(panel, sizes)


class PanelSpace(QObject):
    """The one owner of what is put away. What the user does with F9 while somebody holds the room is gone with that one."""

    def __init__(self, splitter: QSplitter, panel_action: QAction) -> None:
        super().__init__(splitter)
        self._splitter, self._action = splitter, panel_action
        self._holds: Holds = ()
        self._made_for = 0

    @property
    def has_panel(self) -> bool:
        """Whether there is a panel when nobody holds the room."""
        put_away = self._lowest()
        return self._action.isChecked() if put_away is None else self._holds[put_away].panel is True

    def set_panel(self, on: bool) -> None:
        """Show the panel, or hide it, as soon as nobody holds the room."""
        put_away = self._lowest()
        if put_away is not None:
            found = replace(self._holds[put_away], panel=on)
            self._holds = (*self._holds[:put_away], found, *self._holds[put_away + 1 :])
        elif on is not self._action.isChecked():
            self._action.trigger()

    def _lowest(self) -> int | None:
        return next((index for index, hold in enumerate(self._holds) if hold.panel is not None), None)

    def holds(self, owner: str) -> bool:
        """Whether `owner` holds the room."""
        return any(hold.owner == owner for hold in self._holds)

    def hold(self, owner: str, put_away: bool = True) -> None:
        """Let `owner` arrange the room until it lets go, with the panel put away or without."""
        if not self.holds(owner):
            self._holds = (*self._holds, Hold(owner, tuple(self._splitter.sizes())))
        if put_away:
            top, is_there = self._holds[-1], self._action.isChecked()
            # Where somebody else is above, the panel has come back by hand, for as long as that one is there.
            if top.owner == owner and top.panel is None:
                self._holds = (*self._holds[:-1], replace(top, panel=is_there))
            if is_there:
                self._action.trigger()

    def let_go(self, owner: str) -> tuple[int, ...] | None:
        """Give back what `owner` found, as far as nobody else needs it; the widths that were given back, if any were."""
        self._holds, back = let_go(self._holds, owner)
        if back.panel is not None and back.panel is not self._action.isChecked():
            self._action.trigger()
        if back.sizes is not None:
            self.set_sizes(back.sizes)
        return back.sizes

    @Slot(int)
    def make_room(self, needed: int) -> None:
        """Let the plots be at least this wide; 0 puts everything back as it was."""
        if needed == self._made_for:
            return
        self._made_for = needed
        # Anew from what there was, so that a panel for which there is room again comes back.
        self.let_go(_SIDE_BY_SIDE)
        if needed:
            sizes, without_panel = shared_out(self._splitter.sizes(), needed)
            self.hold(_SIDE_BY_SIDE, put_away=without_panel)
            self.set_sizes(sizes)

    def set_sizes(self, sizes: Sequence[int]) -> None:
        """The widths of panel, canvas and plots."""
        # What has just been shown or hidden must first have told how much it needs.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._splitter.setSizes(list(sizes))

    def restore(self, state: QByteArray) -> None:
        """The widths of the last start of the program, or those that the window begins with."""
        self._splitter.setSizes(list(_AT_FIRST))
        self._splitter.restoreState(state)

    def close_down(self) -> QByteArray:
        """Give everything back; the state of the splitter that is to be remembered, for `restore`."""
        if not self._holds:
            return self._splitter.saveState()
        sizes = list(self._holds[0].sizes)
        for hold in reversed(self._holds):
            self.let_go(hold.owner)
        # What is still open in the window may need more than it had before.
        free = QSplitter(self._splitter.orientation())
        free.setHandleWidth(self._splitter.handleWidth())
        free.setContentsMargins(self._splitter.contentsMargins())
        for _ in sizes:
            free.addWidget(QWidget())
        free.resize(self._splitter.size())
        free.setSizes(sizes)
        return free.saveState()


def shared_out(sizes: list[int], needed: int) -> tuple[list[int], bool]:
    """The widths of panel, canvas and plots when the plots need this much, and whether the panel has to go for it."""
    panel, _canvas, plots = sizes
    plots = max(plots, needed)
    without_panel = sum(sizes) - panel - plots < _LEAST_CANVAS
    if without_panel:
        panel = 0
    return [panel, max(_LEAST_CANVAS, sum(sizes) - panel - plots), plots], without_panel
