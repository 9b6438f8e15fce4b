"""Presentation mode: full screen, everything larger, only what a class needs, and the last key shown."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from core.text import tr
from gui.style.application import the_application
from gui.style.fonts import text_font
from gui.style.theme import Theme
from gui.system.key_text import key_text
from gui.widgets.key_overlay import KeyOverlay
from gui.window.panel_space import PanelSpace

SCALE = 1.6
_OWNER = "presentation"
# On a screen with more rows than this, type as large as on a small one would be too small in the room.
_ROWS = 900
_KEY_EVENTS = (QEvent.Type.Shortcut, QEvent.Type.KeyPress)
# Of the width, what the canvas gets beside the plots.
_CANVAS_PART = 0.54


def scale_for(rows: int) -> float:
    """How many times larger than usual everything is on a screen of this height, in pixels."""
    return round(SCALE * max(1.0, rows / _ROWS), 1)


class Presentation(QObject):
    """Goes to presentation mode and back. What each widget leaves out then it knows itself, from the theme's scale.

    Menu bar and parameter panel go; the keys of the actions stay. Escape leaves, when it comes to the window: whatever else
    wants it, a shortcut, a dialog, a cross-hair, gets it first. Panel and splitter are put back as they were. Pictures
    that are saved meanwhile are as always.
    """

    changed = Signal(bool)
    """Presentation mode was begun, or ended."""

    def __init__(self, window: QMainWindow, room: PanelSpace, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window, self._room, self._actions = window, room, actions
        self._is_on = False
        self._scale = SCALE
        self._state = Qt.WindowState.WindowNoState
        self.key_box = KeyOverlay(window)
        # Shortcuts of an action that stands in a menu bar alone go with the menu bar.
        window.addActions(list(actions.values()))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {"presentation": self.set_on}

    @property
    def is_on(self) -> bool:
        """Whether the window is in presentation mode."""
        return self._is_on

    def themed(self, theme: Theme) -> Theme:
        """The theme as it is to be used now: in presentation mode text is as large as the room needs, or as was chosen if that is more."""
        return theme.for_audience(self._scale) if self._is_on else theme

    def set_on(self, on: bool) -> None:
        """Begin or end presentation mode."""
        self._actions["presentation"].setChecked(on)
        if on is not self._is_on:
            self._is_on = on
            if on:
                self._begin()
                width = self._window.screen().size().width()
                self._room.set_sizes([0, round(_CANVAS_PART * width), round((1 - _CANVAS_PART) * width)])
                self.changed.emit(True)
            else:
                sizes = self._end()
                self.changed.emit(False)
                # Once more, as everything is smaller only now.
                if not self._state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
                    self._window.resize(self._size)
                if sizes is not None:
                    self._room.set_sizes(sizes)
                self._room.keep(False)

    def show_key(self, keys: str, meaning: str) -> None:
        """Show a key that a widget has handled itself, and what it did; nothing outside of presentation mode."""
        if self._is_on:
            self.key_box.show_key(keys, meaning)

    def close_down(self) -> None:
        """Put back what outlives the window, or is remembered of it; nothing is shown anew."""
        if self._is_on:
            self._is_on = False
            self._end()
            QApplication.setFont(text_font())

    def _begin(self) -> None:
        self._state, self._size = self._window.windowState(), self._window.size()
        self._room.hold(_OWNER)
        self._room.keep(True)
        self._window.menuBar().hide()
        self._scale = scale_for(self._window.screen().size().height())
        self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        # Of the application, so that the keys of actions that are made later are shown too.
        the_application().installEventFilter(self)

    def _end(self) -> tuple[int, ...] | None:
        the_application().removeEventFilter(self)
        self.key_box.forget()
        self._window.menuBar().show()
        sizes = self._room.let_go(_OWNER)
        self._window.setWindowState(self._state)
        return sizes

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEY_EVENTS:
            return False
        if isinstance(watched, QAction) and isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            # Before the action answers: what the key does, not what it would do next.
            keys = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
            self.show_key(key_text(keys), watched.text().replace("&", ""))
        elif watched is self._window and isinstance(event, QKeyEvent) and _is_escape(event):
            self.set_on(False)
            return True
        return False

    @staticmethod
    def keys() -> list[tuple[str, str]]:
        """(keys, what they do) that presentation mode handles itself, for the help."""
        return [("Esc", tr("Presentation, on and off"))]


def _is_escape(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and not event.modifiers()
