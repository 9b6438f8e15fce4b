"""The keys of the program on one page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.text import tr


class KeysDialog(QDialog):
    """Two columns: keys, and what they do."""

    def __init__(self, table: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (keys, meaning) in enumerate(table):
            label = QLabel(keys, self)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            font = label.font()
            font.setBold(True)
            label.setFont(font)
            grid.addWidget(label, row, 0)
            grid.addWidget(QLabel(meaning, self), row, 1)
        page = QWidget(self)
        page.setLayout(grid)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        layout.addWidget(scroll, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        # As much as is needed, as far as the screen goes; the rest can be scrolled to.
        wanted, screen = page.sizeHint(), self.screen().availableGeometry()
        self.resize(min(wanted.width() + 72, screen.width() - 80), min(wanted.height() + 120, screen.height() - 80))
