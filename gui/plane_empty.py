"""What stands in the middle of the plane's canvas while there is no plane."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.plane_words import empty_sentence


class PlaneEmpty(QLabel):
    """Lies over a viewport, a little above its middle, and lets the mouse through."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(empty_sentence(can_run=True), viewport)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        above = QVBoxLayout(viewport)
        above.setContentsMargins(96, 0, 48, 0)
        above.addStretch(5)
        above.addWidget(self)
        above.addStretch(4)

    def show_whether(self, can_run: bool) -> None:
        """Tell how to begin, or that no run is switched on."""
        self.setText(empty_sentence(can_run))
