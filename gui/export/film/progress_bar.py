"""A line across the window while a film is made: how far it is, and a button to cancel it. It does not block anything."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from core.number_text import thousands
from core.text import tr
from gui.export.film.job import FilmProgress
from gui.style.tokens import GAP, MARGIN


class FilmProgressBar(QFrame):
    """Hidden while no film is made."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._name = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, GAP, GAP)
        layout.setSpacing(MARGIN)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.label)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the film"))
        self.bar.setToolTip(tr("How many frames are drawn and written"))
        layout.addWidget(self.bar, 1)
        self.cancel = QToolButton(self)
        self.cancel.setText(tr("Cancel"))
        self.cancel.setToolTip(tr("Make no film; nothing is written"))
        self.cancel.setAccessibleName(tr("Cancel the film"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(self.cancelled)
        layout.addWidget(self.cancel)
        self.hide()

    def begin(self, name: str, frames: int) -> None:
        """Show a film of so many frames that goes to a file of this name."""
        # Drawing a frame and writing it are one half of it each.
        self.bar.setRange(0, 2 * frames)
        self._name = name
        # So wide that the bar does not move when a number gets another figure.
        self.label.setMinimumWidth(0)
        widths = []
        for progress in (FilmProgress(frames, frames, frames), FilmProgress(0, 0, frames)):
            self.show_progress(progress)
            widths.append(self.label.sizeHint().width())
        self.label.setMinimumWidth(max(widths) + self.fontMetrics().horizontalAdvance("000"))
        self.setVisible(True)

    def show_progress(self, progress: FilmProgress) -> None:
        """Show how far it is."""
        self.bar.setValue(progress.drawn + progress.written)
        if progress.drawn < progress.frames:
            text = tr("Drawing {file}: frame {drawn} of {frames}")
        else:
            text = tr("Writing {file}: frame {written} of {frames}")
        drawn, written, frames = map(thousands, progress)
        self.label.setText(text.format(file=self._name, drawn=drawn, written=written, frames=frames))
