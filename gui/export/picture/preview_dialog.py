"""What the dialogs of pictures and films have in common: a large preview at the left, the choices at the right, what it comes to below."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.text import tr
from gui.export.picture.preview import ExportPreview
from gui.style.theme import Theme
from gui.style.tokens import GAP, WIDE
from gui.system.settings import WindowSettings
from gui.widgets.form_rows import ScrolledForm, dialog_column, fitting, make_sentence

# Who turns a spin box asks for many pictures and means the last.
_REST_MS = 120
# The preview deserves room, where there is some: at least 60 % of a dialog of the least width.
_LEAST_SIZE, _MOST_SIZE, _PART_OF_WINDOW = (1080, 672), (1560, 940), 0.84
_FORM_WIDTH = 320


class PreviewDialog(QDialog):
    """Draws anew, by `draw`, when a user has changed a choice and rests. One that is made of it makes its form and buttons, lays
    them out, and connects what its form tells to `draw_later`.
    """

    def __init__(self, window: QWidget, title: str, theme: Theme) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self._window, self._store = window, WindowSettings()
        self.preview = ExportPreview(theme, self)
        self.message = make_sentence(self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.draw)

    def draw(self) -> None:
        """Draw what is chosen, or say why that cannot be."""
        raise NotImplementedError

    @Slot()
    def draw_later(self) -> None:
        """Draw once nothing has changed for a moment."""
        self._timer.start()

    def draw_now(self) -> None:
        """Draw what was changed last, without waiting for more."""
        if self._timer.isActive():
            self._timer.stop()
            self.draw()

    def _lay_out(self, form: QWidget, below: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        """`below` stands under the preview; `buttons` from left to right."""
        seen = QVBoxLayout()
        seen.setSpacing(GAP)
        seen.addWidget(self.preview, 1)
        for widget in below:
            seen.addWidget(widget)
        halves = QHBoxLayout()
        halves.setSpacing(WIDE)
        halves.addLayout(seen, 1)
        halves.addWidget(ScrolledForm(form, tr("Choices"), _FORM_WIDTH, self))
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.message, 1)
        for button in buttons:
            foot.addWidget(button)
        column = dialog_column(self)
        column.addLayout(halves, 1)
        column.addLayout(foot)
        wanted = zip((self._window.width(), self._window.height()), _LEAST_SIZE, _MOST_SIZE, strict=True)
        size = QSize(*(min(max(round(_PART_OF_WINDOW * there), least), most) for there, least, most in wanted))
        self.resize(fitting(self, size))

    # Qt's own names

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)
