"""The action and the key of the loss over the plane: where they do nothing, the menu is grey, and the key says why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.weight_plane.tools import PlaneTools


class SurfaceAction(QObject):
    """Keeps the action as the button of the plane is. `window` is where the key counts."""

    message = Signal(str)
    """Why the key that was pressed does nothing; an empty sentence takes that away."""

    def __init__(self, action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._action, self._tooltip = action, action.toolTip()
        self._refusal = self._kind_refusal = ""
        self._has_told = False
        # A disabled action leaves its key to whoever has the focus, and most of them say nothing.
        self._key = QShortcut(action.shortcut(), window)
        self._key.activated.connect(self._on_refused_key)
        action.triggered.connect(self._on_triggered)
        self._show()

    def follow(self, tools: "PlaneTools") -> None:
        """Take the reasons from the button of this plane."""
        tools.refusal_changed.connect(self._on_refusal_changed)
        self._on_refusal_changed(tools.refusal)

    def set_kind_refusal(self, sentence: str) -> None:
        """Why there is no plane at all for this kind of problem; empty where there is one."""
        self._kind_refusal = sentence
        self._show()

    @property
    def reason(self) -> str:
        """Why the action does not apply now; empty if it does."""
        return self._kind_refusal or self._refusal

    def _show(self) -> None:
        self._action.setEnabled(not self.reason)
        self._action.setToolTip(self.reason or self._tooltip)
        self._key.setEnabled(bool(self.reason))

    @Slot(str)
    def _on_refusal_changed(self, refusal: str) -> None:
        self._refusal = refusal
        self._show()

    @Slot()
    def _on_refused_key(self) -> None:
        self._has_told = True
        self.message.emit(self.reason)

    @Slot()
    def _on_triggered(self) -> None:
        if self._has_told:
            self._has_told = False
            self.message.emit("")
