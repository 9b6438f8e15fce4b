"""The parameter panel and the widths beside it: who has put it away for a while, and what comes back when nobody has.

Nobody else says how wide panel, canvas and plots are. In a narrow window the panel is away, and a drawer when it is asked for; in one
that is narrower still the plots are below the canvas, and where that is low besides they are away too, but for the inspector.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from gui.style.theme import LIGHT, Theme

_SIDE_BY_SIDE, _NARROW = "side by side", "narrow"
# The width of the window below which there is no room for the panel, and for the plots beside the canvas, in pixels of the usual size; and
# how much wider it must become for them to come back, so that nothing jumps there and back at the edge.
# 1064: the least panel and plots leave the canvas 360 pixels, and at 1024 × 768, as old projectors have it, a drawer leaves it 540.
_PANEL_BELOW, _PLOTS_BELOW, _BACK_AFTER = 1064, 720, 24
_LEAST_WINDOW = 760
# Of the canvas: where two rules stand side by side, and where the panel is away for want of room.
_LEAST_CANVAS, _LEAST_CANVAS_NARROW = 400, 360
# As high as canvas and plots must be below each other, for a landscape of 100 pixels and a plot of 90 to be more than a stripe.
_BOTH_BELOW = 380
# Of the width of the window, what is between the parts and at the edges.
_BETWEEN = 48
_CANVAS_PART = 5 / 9
_AT_FIRST = (328, 492, 428)


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
    """The one owner of what is put away. What the user does with F9 while somebody holds the room is gone with that one.

    A narrow window is one of those: what the user had comes back when it is wide again.
    """

    narrow_changed = Signal(bool)
    """The window has become too narrow for the panel beside the canvas, or has room for it again."""

    def __init__(self, splitter: QSplitter, panel_action: QAction) -> None:
        super().__init__(splitter)
        self._splitter, self._action = splitter, panel_action
        self._holds: Holds = ()
        self._made_for = 0
        self._theme, self._width = LIGHT, _PANEL_BELOW
        self._is_narrow = self._is_kept = self._is_closed = self._is_low = False
        self._are_plots_wanted, self._is_inspecting = True, False
        self._wide_sizes: tuple[int, ...] = _AT_FIRST
        splitter.installEventFilter(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._fit_height)

    @property
    def is_narrow(self) -> bool:
        """Whether the panel has no place beside the canvas."""
        return self._is_narrow

    @property
    def is_stacked(self) -> bool:
        """Whether the plots are below the canvas."""
        return self._splitter.orientation() == Qt.Orientation.Vertical

    def set_width(self, width: int) -> None:
        """The window is so wide now, in pixels."""
        self._width = width
        self._fit()

    def show_plots(self, on: bool) -> None:
        """Whether there are to be plots, as far as the window has room for them."""
        self._are_plots_wanted = on
        self._show_plots()

    @Slot(bool)
    def set_inspecting(self, on: bool) -> None:
        """Whether the inspector is among the plots: then they stay."""
        self._is_inspecting = on
        self._show_plots()

    def set_theme(self, theme: Theme) -> None:
        """Larger text needs more room."""
        self._theme = theme
        self._settling.start()
        window = self._splitter.window()
        least = _LEAST_WINDOW if theme.is_for_audience else theme.px(_LEAST_WINDOW)
        window.setMinimumWidth(min(least, window.screen().availableSize().width()))
        self._fit()

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
            sizes = self._wide_sizes if owner == _NARROW else tuple(self._splitter.sizes())
            self._holds = (*self._holds, Hold(owner, sizes))
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
        self._fit()
        self._share_out()

    def keep(self, on: bool) -> None:
        """Leave panel and plots where they are, beside the canvas, however wide the window is; or let them follow its width again."""
        self._is_kept = on
        if on:
            self._splitter.setOrientation(Qt.Orientation.Horizontal)
            self._fit_height()
        else:
            # Not now: the window has yet to become as large as it was.
            QTimer.singleShot(0, self, self._fit)

    def _share_out(self) -> None:
        if self._made_for and not self.is_stacked:
            sizes, without_panel = shared_out(self._splitter.sizes(), self._made_for)
            self.hold(_SIDE_BY_SIDE, put_away=without_panel)
            self.set_sizes(sizes)

    def _fit(self) -> None:
        """Put the panel away, and the plots below the canvas, as the width of the window asks for."""
        if self._is_kept or self._is_closed:
            return
        scale = self._theme.scale
        narrow = is_below(self._width, _PANEL_BELOW * scale, self._is_narrow)
        two_rules = self._made_for + (_LEAST_CANVAS_NARROW + _BETWEEN) * scale if self._made_for else 0
        stacked = narrow and is_below(self._width, max(_PLOTS_BELOW * scale, two_rules), self.is_stacked)
        if (narrow, stacked) == (self._is_narrow, self.is_stacked):
            return
        self.let_go(_SIDE_BY_SIDE)
        was_narrow, self._is_narrow = self._is_narrow, narrow
        if narrow and not was_narrow:
            self.hold(_NARROW)
        self._splitter.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self._fit_height()
        stage = self._splitter.widget(1)
        if stage is not None:
            stage.setMinimumWidth(round(_LEAST_CANVAS_NARROW * scale) + stage.contentsMargins().right() if narrow else 0)
        if narrow is not was_narrow:
            self.narrow_changed.emit(narrow)
        if narrow:
            self._divide()
        else:
            self.let_go(_NARROW)
            # The panel as it was, and the others by their parts of what is there now.
            panel, canvas, plots = self._wide_sizes
            rest = (sum(self._splitter.sizes()) - panel) / max(1, canvas + plots)
            self.set_sizes([panel, round(rest * canvas), round(rest * plots)])
        self._share_out()

    def _fit_height(self) -> None:
        """Put the plots below the canvas away while there is no room for both."""
        window = self._splitter.window()
        # What a window is higher than its screen nobody sees.
        room = self._splitter.height() - max(0, window.height() - window.screen().availableSize().height())
        edge = _BOTH_BELOW * self._theme.scale
        low = self.is_stacked and not self._is_kept and is_below(room, edge, self._is_low)
        if low is not self._is_low:
            self._is_low = low
            self._show_plots()

    def _show_plots(self) -> None:
        stage, plots = self._splitter.widget(1), self._splitter.widget(2)
        if stage is None or plots is None:
            return
        # A scene of a lesson may have no canvas, to which they could give way.
        on = self._are_plots_wanted and (self._is_inspecting or not self._is_low or stage.isHidden())
        if on is plots.isHidden():
            plots.setVisible(on)
            if self.is_stacked:
                self._divide()

    def _divide(self) -> None:
        """Canvas and plots by their parts, without a panel."""
        total = sum(self._splitter.sizes())
        self.set_sizes([0, round(_CANVAS_PART * total), round((1 - _CANVAS_PART) * total)])

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
        self._is_closed = True
        self._splitter.setOrientation(Qt.Orientation.Horizontal)
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

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Before it answers: by the time that there is no room for all, the widths have been squeezed.
        if event.type() == QEvent.Type.Resize and not (self._is_narrow or self._is_kept):
            sizes = tuple(self._splitter.sizes())
            if sizes[1] >= _LEAST_CANVAS_NARROW:
                self._wide_sizes = sizes
        if event.type() == QEvent.Type.Resize:
            self._settling.start()
        elif event.type() == QEvent.Type.Show and self._is_narrow and not (self._is_kept or self._made_for):
            # A window that opens narrow was divided before it had its size.
            self._divide()
        return False


def is_below(width: int, edge: float, was_below: bool) -> bool:
    """Whether a width is below an edge: once it is, it is until there is a little more room than the edge asks for."""
    return width < edge + (_BACK_AFTER if was_below else 0)


def shared_out(sizes: list[int], needed: int) -> tuple[list[int], bool]:
    """The widths of panel, canvas and plots when the plots need this much, and whether the panel has to go for it."""
    panel, _canvas, plots = sizes
    plots = max(plots, needed)
    without_panel = sum(sizes) - panel - plots < _LEAST_CANVAS
    if without_panel:
        panel = 0
    return [panel, max(_LEAST_CANVAS, sum(sizes) - panel - plots), plots], without_panel
