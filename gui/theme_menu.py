"""The menu in which the theme is chosen: light, dark, or that of the system, which is followed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from core.text import mark, tr
from gui.theme import DARK, LIGHT, system_theme

THEMES = {"system": mark("Like the &system"), "light": mark("&Light"), "dark": mark("&Dark")}


class ThemeMenu(QMenu):
    """Emits `theme_changed` with a `Theme` after a choice, and when the system's changes and is followed."""

    theme_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("&Theme"), parent)
        self.key = "system"
        group = QActionGroup(self)
        self._choices = {}
        for key, text in THEMES.items():
            action = self.addAction(tr(text))
            action.setData(key)
            action.setCheckable(True)
            action.setActionGroup(group)
            self._choices[key] = action
        group.triggered.connect(lambda action: self.choose(action.data()))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme_changed)

    def choose(self, key: str) -> None:
        """Choose one of `THEMES`."""
        self.key = key
        self._choices[key].setChecked(True)
        self.theme_changed.emit({"light": LIGHT, "dark": DARK}.get(key) or system_theme())

    @Slot()
    def _on_system_theme_changed(self) -> None:
        if self.key == "system":
            self.theme_changed.emit(system_theme())
