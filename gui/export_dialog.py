"""Save picture…: what to draw, how large, and where to."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.snapshot import Snapshot
from core.text import mark, tr
from gui.picture import Look, Plots, draw, rendered
from gui.picture_files import save_png
from gui.picture_spec import Ground
from gui.theme import Theme

# None is the window as it stands.
WHAT: dict[Plots | None, str] = {
    Plots.BOTH: mark("Canvas and loss plot"),
    Plots.CANVAS: mark("Canvas"),
    Plots.LOSS: mark("Loss plot"),
    None: mark("The whole window"),
}
NETWORK_WHAT: dict[Plots | None, str] = {
    Plots.BOTH: mark("Plane of the weights and loss plot"),
    Plots.CANVAS: mark("Plane of the weights"),
    Plots.LOSS: mark("Loss plot"),
    Plots.ACCURACY: mark("Accuracy plot"),
    None: mark("The whole window"),
}
SCALES = (1, 2, 4)
_PREVIEW = QSize(420, 260)


def choices(snapshot: Snapshot) -> dict[Plots | None, str]:
    """What can be drawn of a problem of this kind."""
    return WHAT if snapshot.problem.has_path else NETWORK_WHAT


def picture_folder() -> Path:
    """Where a person keeps pictures; the home folder where there is no such place."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures) if pictures and Path(pictures).is_dir() else Path.home()


class ExportDialog(QDialog):
    """Draws the picture anew for every choice and shows it small, so that what is saved is what is seen."""

    def __init__(self, window: QWidget, snapshot: Snapshot, title: str, theme: Theme, look: Look) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Save picture"))
        self._window, self._snapshot, self._title, self._theme, self._look = window, snapshot, title, theme, look
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        self._preview = QLabel(self)
        self._preview.setFixedSize(_PREVIEW)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview.setAccessibleName(tr("Preview"))
        layout.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignHCenter)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        self.what = QComboBox(self)
        for plots, text in choices(snapshot).items():
            self.what.addItem(tr(text), plots)
        self.what.setToolTip(tr("What the picture shows"))
        form.addRow(tr("&Picture"), self.what)
        form.addRow(tr("Size"), self._scale_row())
        layout.addLayout(form)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        layout.addWidget(self.message)
        buttons = QHBoxLayout()
        self.save = self._button(tr("&Save…"), tr("Save the picture to a file"))
        self.copy = self._button(tr("&Copy"), tr("Copy the picture to the clipboard"))
        self.close_button = self._button(tr("Close"), tr("Close this dialog (Escape)"))
        buttons.addStretch(1)
        for button in (self.copy, self.save, self.close_button):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.reject)
        self.what.currentIndexChanged.connect(self._show_preview)
        self._scales.idToggled.connect(self._show_preview)
        self._show_preview()

    def image(self) -> QImage:
        """The picture as chosen."""
        return self._drawn(float(self._scales.checkedId()))

    def save_to(self, path: Path) -> bool:
        """Write the picture; where that is not possible, say so in a sentence and return False."""
        try:
            save_png(self.image(), path)
        except OSError as error:
            self._say(tr("{file} cannot be written: {reason}. Choose another place.").format(file=path, reason=error), "warning")
            return False
        self._say(tr("Saved to {file}.").format(file=path), "muted")
        return True

    def _drawn(self, scale: float) -> QImage:
        plots = self.what.currentData()
        if plots is None:
            return rendered(self._window, scale)
        return draw(self._snapshot, plots, self._title, Ground(self._theme.name), self._look, scale=scale)

    def _scale_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scales = QButtonGroup(self)
        for scale in SCALES:
            button = QRadioButton(tr("{scale}×").format(scale=scale), self)
            button.setToolTip(tr("{scale} pixels a point").format(scale=scale))
            self._scales.addButton(button, scale)
            row.addWidget(button)
        self._scales.button(2).setChecked(True)
        self._pixels = QLabel(self)
        self._pixels.setProperty("role", "muted")
        row.addWidget(self._pixels, 1, Qt.AlignmentFlag.AlignRight)
        return row

    def _button(self, text: str, tooltip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAutoDefault(False)
        return button

    @Slot()
    def _show_preview(self) -> None:
        image = self._drawn(1.0)
        ratio = self.devicePixelRatioF()
        small = image.scaled(_PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        self._preview.setPixmap(QPixmap.fromImage(small))
        scale = self._scales.checkedId()
        self._pixels.setText(tr("{width} × {height} pixels").format(width=image.width() * scale, height=image.height() * scale))
        self._say("", "muted")

    def _say(self, sentence: str, role: str) -> None:
        self.message.setText(sentence)
        self.message.setProperty("role", role)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    @Slot()
    def _on_save(self) -> None:
        suggestion = str(picture_folder() / "descent-lab.png")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save picture"), suggestion, tr("PNG picture (*.png)"))
        if chosen:
            self.save_to(Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".png"))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setImage(self.image())
        self._say(tr("The picture is on the clipboard."), "muted")
