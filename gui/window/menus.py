"""What the menu bar holds beside the actions: theme, language, and the switch between the kinds of problem in its corner."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from core.text import mark, tr
from gui.style.application import as_preferred, system_theme
from gui.style.theme import DARK, LIGHT
from gui.style.tokens import GAP, MARGIN, RIM, TARGET, TIGHT
from gui.system.key_text import without_letter
from gui.system.language import CHOICES, NEXT_START, OWN_NAMES, SYSTEM, chosen_language
from gui.system.settings import WindowSettings
from gui.widgets.roving_focus import RovingFocus

THEMES = {"system": mark("Like the &system"), "light": mark("&Light"), "dark": mark("&Dark")}
_SEGMENT_WIDTH = 88


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
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_theme_changed)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast_changed)

    def choose(self, key: str) -> None:
        """Choose one of `THEMES`."""
        self.key = key
        self._choices[key].setChecked(True)
        self.theme_changed.emit(as_preferred({"light": LIGHT, "dark": DARK}.get(key) or system_theme()))

    @Slot()
    def _on_contrast_changed(self) -> None:
        self.choose(self.key)

    @Slot()
    def _on_system_theme_changed(self) -> None:
        if self.key == "system":
            self.theme_changed.emit(as_preferred(system_theme()))


class LanguageMenu(QMenu):
    """The language of the system, English, Korean. Emits `message` with a sentence for the user after a choice."""

    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("&Language"), parent)
        group = QActionGroup(self)
        for choice in CHOICES:
            action = self.addAction(tr("Like the &system") if choice == SYSTEM else OWN_NAMES[choice])
            action.setData(choice)
            action.setCheckable(True)
            action.setChecked(choice == chosen_language())
            action.setActionGroup(group)
        group.triggered.connect(self._on_chosen)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        WindowSettings().put("language", action.data())
        self.message.emit(tr(NEXT_START))


class ModeSwitch(QWidget):
    """Shows actions as one control, and makes them exclude each other. They decide; this shows them."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Kind of problem"))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(GAP, TIGHT, MARGIN, TIGHT)
        track = QFrame(self)
        track.setProperty("role", "segments")
        outer.addWidget(track)
        row = QHBoxLayout(track)
        row.setContentsMargins(RIM, RIM, RIM, RIM)
        row.setSpacing(0)
        group = QActionGroup(self)
        buttons = []
        for action in actions:
            group.addAction(action)
            name = without_letter(action.text())
            action.setIconText(name)
            button = QToolButton(track)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setMinimumSize(QSize(_SEGMENT_WIDTH, TARGET))
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            buttons.append(button)
        RovingFocus(self).set_members(buttons)
