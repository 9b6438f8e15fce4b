"""What stands below the plane: the key, and the sentences on what the picture can and cannot show."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.loss_surface import LossGrid
from core.principal_plane import PrincipalPlane
from core.text import tr
from gui.canvas_key import CanvasKey
from gui.plane_words import plane_sentence, surface_sentence
from gui.theme import Theme


class PlaneFoot(QWidget):
    """Two texts that wrap: on the plane, and on the loss over it while that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = CanvasKey(self)
        self._plane_text = self._text(tr("What the picture shows"))
        self._surface_text = self._text(tr("What the contours show"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 8)
        layout.setSpacing(4)
        for widget in (self._key, self._plane_text, self._surface_text):
            layout.addWidget(widget)
        self._surface_text.hide()
        self._is_brief = False

    def _text(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        label.setAccessibleName(name)
        return label

    def show_words(self, plane: PrincipalPlane | None, left_out: bool, grid: LossGrid | None) -> None:
        """The sentences for this plane, of which diverged runs were left out or not, and this loss over it."""
        self._plane_text.setText(plane_sentence(plane, left_out))
        self._plane_text.setVisible(plane is not None and not self._is_brief)
        self._surface_text.setText(surface_sentence(grid))
        self._surface_text.setVisible(grid is not None and not self._is_brief)

    def show_failure(self, sentence: str) -> None:
        """Why there is no new picture; until there is one."""
        self._plane_text.setText(sentence)
        self._plane_text.show()

    def show_marks(self, theme: Theme, diverged: bool) -> None:
        """Which marks the key explains. From afar nobody reads the sentences."""
        self._is_brief = theme.is_for_room
        self._key.show_marks(theme, None, diverged)

    def text(self) -> str:
        """The sentences in one line."""
        return " ".join(label.text() for label in (self._plane_text, self._surface_text) if label.text())
