"""Export film…: what it shows, how long and how large it is, with a preview of each frame, and where it goes."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSlider, QVBoxLayout, QWidget

from core.snapshot import Snapshot
from core.text import tr
from gui.film_drawing import FilmStage
from gui.film_form import FilmForm
from gui.film_frames import FilmKind, FilmPlan, proposed_name
from gui.picture import Look
from gui.picture_spec import Ground, free_path
from gui.time_line import thousands

_PREVIEW = QSize(480, 360)
# While somebody turns a number the page is not made anew for each.
_PATIENCE_MS = 150


def film_folder(kind: FilmKind) -> Path:
    """Where a person keeps films of this kind; the home folder where there is no such place."""
    place = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(place.MoviesLocation if kind is FilmKind.MP4 else place.PicturesLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


class FilmDialog(QDialog):
    """Chooses a film of one snapshot. Nothing is written: once it is accepted, `plan`, `picture` and `path` say what to make."""

    def __init__(self, window: QWidget, snapshot: Snapshot, shown_step: int, title: str, ground: Ground, look: Look) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Export film"))
        self._snapshot, self._title, self._look = snapshot, title, look
        self._stage: FilmStage | None = None
        self.path: Path | None = None
        self.form = FilmForm(snapshot.problem, shown_step, snapshot.step, ground, self)
        self.preview = QLabel(self)
        self.preview.setFixedSize(_PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(tr("Preview"))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(tr("Frame"))
        self.slider.setToolTip(tr("Look at another frame of the film"))
        self.place = QLabel(self)
        self.place.setProperty("role", "muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.save = QPushButton(tr("&Save…"), self)
        self.save.setToolTip(tr("Choose a file; the film is made while the window stays usable"))
        self.save.setDefault(True)
        self.close_button = QPushButton(tr("Cancel"), self)
        self.close_button.setToolTip(tr("Close this dialog (Escape)"))
        self.close_button.setAutoDefault(False)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._make_preview)
        self.form.changed.connect(self._on_changed)
        self.slider.valueChanged.connect(self._show_frame)
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.reject)
        self._say_what_it_is()
        self._make_preview()
        self.slider.setValue(self.slider.maximum())

    @property
    def plan(self) -> FilmPlan:
        """The film as chosen."""
        return self.form.plan

    def take(self, chosen: Path) -> bool:
        """Accept with this file, if nothing stands in its way; otherwise say so in a sentence."""
        if not chosen.parent.is_dir():
            self._say(tr("There is no folder {folder}. Choose another place.").format(folder=chosen.parent), "warning")
            return False
        self.path = chosen
        self.accept()
        return True

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        seen = QVBoxLayout()
        seen.setSpacing(8)
        seen.addWidget(self.preview)
        seen.addWidget(self.slider)
        seen.addWidget(self.place)
        seen.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        halves.addLayout(seen)
        layout.addLayout(halves)
        layout.addWidget(self.message)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)

    @Slot()
    def _on_changed(self) -> None:
        self._say_what_it_is()
        self._timer.start()

    def _say_what_it_is(self) -> None:
        plan = self.plan
        mistake = plan.mistake(self._snapshot.step)
        self.save.setEnabled(not mistake)
        if mistake:
            self._say(mistake, "warning")
            return
        text = tr("{frames} frames of {width} × {height} pixels: {moving:.1f} s, then the last one stays for {hold:g} s.")
        moving = plan.frames / plan.rate
        self._say(
            text.format(frames=thousands(plan.frames), width=plan.width, height=plan.height, moving=moving, hold=plan.hold_seconds), "muted"
        )

    @Slot()
    def _make_preview(self) -> None:
        """Make the page anew, and stay as far in the film as before."""
        plan = self.plan
        self._close_stage()
        self.slider.setEnabled(not plan.mistake(self._snapshot.step))
        if not self.slider.isEnabled():
            return
        self._stage = FilmStage(self._snapshot, plan, self.form.picture, self._title, self._look)
        far = self.slider.value() / max(1, self.slider.maximum())
        self.slider.blockSignals(True)
        self.slider.setRange(0, plan.frames - 1)
        self.slider.setPageStep(max(1, plan.frames // 10))
        self.slider.setValue(round(far * (plan.frames - 1)))
        self.slider.blockSignals(False)
        self._show_frame()

    @Slot()
    def _show_frame(self) -> None:
        if self._stage is None:
            return
        plan, number = self._stage.plan, self.slider.value()
        step = plan.steps[number]
        ratio = self.devicePixelRatioF()
        image = self._stage.image(step)
        image.setDevicePixelRatio(1.0)
        small = image.scaled(_PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(small))
        text = tr("Frame {number} of {frames}, step {step}")
        self.place.setText(text.format(number=thousands(number + 1), frames=thousands(plan.frames), step=thousands(step)))

    def _say(self, sentence: str, role: str) -> None:
        self.message.setText(sentence)
        self.message.setProperty("role", role)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    @Slot()
    def _on_save(self) -> None:
        plan = self.plan
        proposed = free_path(film_folder(plan.kind), proposed_name(self._title, plan))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export film"), str(proposed), _filter(plan.kind))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in _suffixes(plan.kind):
            # The file dialog has asked about the name without its end only.
            path = path.with_name(path.name + plan.kind.suffix)
            if path.exists() and not self._may_replace(path):
                return
        self.take(path)

    def _may_replace(self, path: Path) -> bool:
        question = tr("{file} exists already. Replace it?").format(file=path.name)
        return QMessageBox.question(self, tr("Export film"), question) is QMessageBox.StandardButton.Yes

    def _close_stage(self) -> None:
        if self._stage is not None:
            self._stage.close()
            self._stage = None

    # Qt's own names

    def done(self, result: int) -> None:
        self._timer.stop()
        self._close_stage()
        super().done(result)


def _suffixes(kind: FilmKind) -> tuple[str, ...]:
    return (".png", ".apng") if kind is FilmKind.APNG else (kind.suffix,)


def _filter(kind: FilmKind) -> str:
    return {
        FilmKind.GIF: tr("GIF (*.gif)"),
        FilmKind.APNG: tr("Animated PNG (*.png *.apng)"),
        FilmKind.MP4: tr("MP4 video (*.mp4)"),
    }[kind]
