"""What the menu bar holds beside the actions: theme, size of text, language, and in its corner the switch between the kinds of problem."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
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
TEXT_SIZES = (100, 125, 150, 200)
"""How large text may be, in percent of the usual size."""
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


class TextSize(QObject):
    """How large all of the window is but its pictures that are saved, remembered; `menu` gets a choice for each of `TEXT_SIZES`."""

    changed = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._settings = WindowSettings()
        self._percent = int(self._settings.text("text", "100", tuple(map(str, TEXT_SIZES))))
        group = QActionGroup(self)
        self._choices: dict[int, QAction] = {}
        for percent in TEXT_SIZES:
            action = QAction(tr("{percent} %").format(percent=percent), self)
            action.setCheckable(True)
            action.setChecked(percent == self._percent)
            action.setData(percent)
            group.addAction(action)
            self._choices[percent] = action
        first = next(iter(menu.actions()))
        menu.insertActions(first, list(self._choices.values()))
        menu.insertSeparator(first)
        group.triggered.connect(lambda action: self.choose(action.data()))

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"text_larger": lambda: self._go(1), "text_smaller": lambda: self._go(-1), "text_usual": lambda: self.choose(100)}

    @property
    def scale(self) -> float:
        """How many times larger than usual text is."""
        return self._percent / 100

    def choose(self, percent: int) -> None:
        """Let text be as large as one of `TEXT_SIZES`."""
        self._choices[percent].setChecked(True)
        if percent != self._percent:
            self._percent = percent
            self._settings.put("text", str(percent))
            self.changed.emit()

    def _go(self, by: int) -> None:
        place = TEXT_SIZES.index(self._percent) + by
        self.choose(TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)])


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
