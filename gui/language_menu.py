"""The menu in which the language is chosen. It remembers the choice, which counts from the next start on."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.text import tr
from gui.language import CHOICES, NEXT_START, NO_KOREAN_FONT, OWN_NAMES, SYSTEM, can_be_drawn, chosen_language
from gui.settings import WindowSettings


class LanguageMenu(QMenu):
    """The language of the system, English, Korean. Emits `told` with a sentence for the person after a choice."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("&Language"), parent)
        self.setToolTipsVisible(True)
        group = QActionGroup(self)
        for choice in CHOICES:
            action = self._action(choice)
            action.setData(choice)
            action.setCheckable(True)
            action.setChecked(choice == chosen_language())
            action.setActionGroup(group)
        group.triggered.connect(self._on_chosen)

    def _action(self, choice: str) -> QAction:
        if choice == SYSTEM:
            return self.addAction(tr("Like the &system"))
        if can_be_drawn(choice):
            return self.addAction(OWN_NAMES[choice])
        action = self.addAction(tr("Korean"))
        action.setToolTip(tr(NO_KOREAN_FONT))
        action.setEnabled(False)
        return action

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        WindowSettings().put("language", action.data())
        self.told.emit(tr(NEXT_START))
