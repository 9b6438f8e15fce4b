"""The two kinds of problem, side by side in the corner of the menu bar: functions of two variables, and MNIST."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.system.key_text import without_letter


class ModeSwitch(QWidget):
    """Shows actions as one control, and makes them exclude each other. They decide; this shows them."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 16, 2)
        row.setSpacing(0)
        group = QActionGroup(self)
        for action in actions:
            group.addAction(action)
            name = without_letter(action.text())
            action.setIconText(name)
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setMinimumSize(QSize(88, 26))
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
