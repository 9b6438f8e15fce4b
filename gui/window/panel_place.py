"""Where the parameter panel stands: first in the row of parts or, where the window is narrow, in a drawer over them."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSplitter, QToolButton, QWidget

from gui.style.application import the_application
from gui.style.icons import size_buttons
from gui.style.theme import Theme
from gui.style.tokens import GAP, MARGIN, RIM
from gui.system.key_text import without_letter
from gui.window.focus import is_field

_MOVES = (QEvent.Type.Resize, QEvent.Type.Move)
_WATCHED = (*_MOVES, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class PanelPlace(QWidget):
    """The panel's place in the row. There is one panel, which goes from here to the drawer and back.

    An open drawer has the keys, and gives them back. It asks to be closed at Escape, unless a field takes something back by it, and at
    a click outside; one on what it lies over does nothing else.
    """

    left = Signal()
    """The drawer is to be closed."""

    def __init__(self, panel: QWidget, row: QSplitter, bar: QMenuBar, action: QAction) -> None:
        """`action` opens and closes the drawer, and while there is one has a button in the corner of `bar`."""
        super().__init__(row)
        self._panel, self._row, self._bar = panel, row, bar
        self._drawer: QFrame | None = None
        self._is_drawer = False
        self._had_keys: QWidget | None = None
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(panel)
        # With room around the button: to Qt the menus begin right at its edge.
        self._corner = QWidget(bar)
        corner = QHBoxLayout(self._corner)
        corner.setContentsMargins(GAP, 0, GAP, 0)
        self.button = QToolButton(self._corner)
        self.button.setDefaultAction(action)
        self.button.setAccessibleName(without_letter(action.text()))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        # Beside the menus bare words would be one more of them.
        self.button.setProperty("role", "framed")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        corner.addWidget(self.button)
        self._corner.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel lies over the other parts."""
        return self._is_drawer and not self._panel.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Use the size of this theme."""
        size_buttons([self.button], theme)
        # Not now: the bar has yet to become as high as its menus.
        QTimer.singleShot(0, self, self._show_button)

    def show_panel(self, on: bool) -> None:
        """Show the panel where it stands, or hide it."""
        if on is not self._panel.isHidden():
            return
        if self._is_drawer and not on:
            self._give_keys_back()
        self._panel.setVisible(on)
        self._show_place()
        if self.is_open:
            self._take_keys()

    def set_drawer(self, on: bool) -> None:
        """Have the panel in the drawer, or in the row; whether it is shown stays."""
        if on is self._is_drawer:
            return
        if self.is_open:
            self._give_keys_back()
        is_hidden = self._panel.isHidden()
        self._is_drawer = on
        place = self._made_drawer() if on else self
        layout = place.layout()
        assert layout is not None
        layout.addWidget(self._panel)
        self._panel.setHidden(is_hidden)
        self._show_place()
        self._show_button()
        if self.is_open:
            self._take_keys()

    def _show_button(self) -> None:
        self._corner.setVisible(self._is_drawer)
        # Anew, as the bar asks only then how much room there is; it puts what is there into its middle by the height that that has.
        self._corner.adjustSize()
        self._bar.setCornerWidget(self._corner, Qt.Corner.TopLeftCorner)

    def _show_place(self) -> None:
        is_shown = not self._panel.isHidden()
        self.setVisible(is_shown and not self._is_drawer)
        if self._drawer is not None:
            self._lie_over()
            self._drawer.setVisible(is_shown and self._is_drawer)
            self._drawer.raise_()

    def _made_drawer(self) -> QFrame:
        if self._drawer is None:
            self._drawer = QFrame(self._row.parentWidget())
            self._drawer.setProperty("role", "drawer")
            # Else a click on the empty part of it would come by as one on what it lies over.
            self._drawer.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
            layout = QHBoxLayout(self._drawer)
            layout.setContentsMargins(MARGIN, 0, GAP, 0)
            self._row.installEventFilter(self)
        return self._drawer

    def _lie_over(self) -> None:
        assert self._drawer is not None
        over = self._row.geometry()
        width = self._panel.minimumWidth() + MARGIN + GAP + RIM
        self._drawer.setGeometry(over.left(), over.top(), min(width, over.width()), over.height())

    def _take_keys(self) -> None:
        panel = self._panel
        self._had_keys = self.window().focusWidget()
        the_application().installEventFilter(self)
        stops = [widget for widget in panel.findChildren(QWidget) if _takes_tab(widget, panel)]
        if stops:
            min(stops, key=lambda stop: stop.mapTo(panel, QPoint()).toTuple()[::-1]).setFocus(Qt.FocusReason.TabFocusReason)

    def _give_keys_back(self) -> None:
        the_application().removeEventFilter(self)
        now, before = self.window().focusWidget(), self._had_keys
        self._had_keys = None
        is_within = now is not None and self._panel.isAncestorOf(now)
        if is_within and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED or not isinstance(watched, QWidget):
            return False
        if kind in _MOVES:
            if watched is self._row:
                self._lie_over()
            return False
        if not self.is_open or watched.window() is not self.window():
            return False
        if kind == QEvent.Type.MouseButtonPress:
            is_within = watched is self._drawer or (self._drawer is not None and self._drawer.isAncestorOf(watched))
            if is_within or watched is self.button:
                return False
            self.left.emit()
            return self._row.isAncestorOf(watched)
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or event.modifiers():
            return False
        if QWidget.keyboardGrabber() is not None:
            return False  # something is dragged that the key gives up
        # Not `watched`: a key that a field has no more use for comes by what the field is in.
        if (has_keys := self.window().focusWidget()) is not None and is_field(has_keys):
            return False
        event.accept()  # before the shortcuts of the window
        if kind == QEvent.Type.KeyPress:
            self.left.emit()
        return True


def _takes_tab(widget: QWidget, panel: QWidget) -> bool:
    can = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return can and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(panel)
