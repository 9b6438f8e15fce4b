"""Export film…: what it shows, how long and how large it is, with a preview of each frame, and where it goes."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from core.experiment.snapshot import Snapshot
from core.files import free_path, proposed_name
from core.number_text import thousands
from core.text import tr
from gui.export.film.form import FilmForm
from gui.export.film.plan import DEFAULT_SIZE, MOST_SIDE, FilmPlan, default_plan
from gui.export.film.stage import FilmStage
from gui.export.picture.look import PlotLook
from gui.export.picture.preview_dialog import PreviewDialog
from gui.export.picture.spec import Ground
from gui.export.registry import FILMS, GIF, FilmFormat
from gui.style.theme import Theme
from gui.widgets.file_dialogs import ask_save, standard_folder
from gui.widgets.form_rows import describe, make_button, show_sentence


def film_folder(kind: FilmFormat) -> Path:
    """Where a user keeps films of this kind: those that a browser shows beside their pictures."""
    places = QStandardPaths.StandardLocation
    return standard_folder(places.MoviesLocation if kind.is_video else places.PicturesLocation)


class FilmDialog(PreviewDialog):
    """Chooses a film of one snapshot. Nothing is written: once it is accepted, `plan` and `path` say what to make."""

    def __init__(self, window: QWidget, snapshot: Snapshot, shown_step: int, title: str, theme: Theme, look: PlotLook) -> None:
        super().__init__(window, tr("Export film"), theme)
        self._snapshot, self._title, self._look = snapshot, title, look
        self._stage: FilmStage | None = None
        self.path: Path | None = None
        ground = Ground.DARK if theme.dark else Ground.LIGHT
        self.form = FilmForm(snapshot.problem, self._propose(shown_step), snapshot.step, ground, self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        describe(self.slider, tr("Frame"), tr("Look at another frame of the film"))
        self.place = QLabel(self)
        self.place.setProperty("role", "muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight)
        tooltip = tr("Choose a file; the film is made while the window stays usable")
        self.save = make_button(self, tr("&Save…"), tooltip, is_default=True)
        self.close_button = make_button(self, tr("Cancel"), tr("Close this dialog (Escape)"))
        self._lay_out(self.form, (self.slider, self.place), (self.save, self.close_button))
        self.form.changed.connect(self._show_summary)
        self.form.changed.connect(self.draw_later)
        self.slider.valueChanged.connect(self._show_frame)
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.reject)
        self._show_summary()
        self.draw()
        self.slider.setValue(self.slider.maximum())

    @property
    def plan(self) -> FilmPlan:
        """The film as chosen."""
        return self.form.plan

    def take(self, chosen: Path) -> bool:
        """Accept with this file, if nothing stands in its way; otherwise say so in a sentence."""
        if not chosen.parent.is_dir():
            sentence = tr("There is no folder {folder}. Choose another place.").format(folder=chosen.parent)
            show_sentence(self.message, sentence, "warning")
            return False
        self.path = chosen
        plan = self.plan
        for key, value in (("kind", plan.kind.key), ("width", plan.width), ("height", plan.height), ("folder", str(chosen.parent))):
            self._store.put(f"film/{key}", value)
        self.accept()
        return True

    def _propose(self, last: int) -> FilmPlan:
        """A good film to this step, of the kind and size of the last one."""
        kinds = {kind.key: kind for kind in FILMS if not kind.missing()}
        kind = kinds[self._store.text("film/kind", GIF.key, tuple(kinds))]
        width = self._store.integer("film/width", DEFAULT_SIZE[0], MOST_SIDE)
        plan = default_plan(last, kind, (width, self._store.integer("film/height", DEFAULT_SIZE[1], MOST_SIDE)))
        return default_plan(last, kind) if plan.mistake(last) else plan

    @Slot()
    def _show_summary(self) -> None:
        plan = self.plan
        mistake = plan.mistake(self._snapshot.step)
        self.save.setEnabled(not mistake)
        if mistake:
            show_sentence(self.message, mistake, "warning")
            return
        text = tr("{frames} frames of {width} × {height} pixels: {moving:.1f} s, then the last one stays for {hold:g} s.")
        moving = plan.frames / plan.rate
        text = text.format(frames=thousands(plan.frames), width=plan.width, height=plan.height, moving=moving, hold=plan.hold_seconds)
        show_sentence(self.message, text)

    @Slot()
    def draw(self) -> None:
        """Make the page anew, and stay as far in the film as before."""
        plan = self.plan
        self._close_stage()
        self.slider.setEnabled(not plan.mistake(self._snapshot.step))
        if not self.slider.isEnabled():
            return
        self._stage = FilmStage(self._snapshot, plan, self._title, self._look)
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
        self.preview.show_image(self._stage.image(step))
        text = tr("Frame {number} of {frames}, step {step}")
        self.place.setText(text.format(number=thousands(number + 1), frames=thousands(plan.frames), step=thousands(step)))

    @Slot()
    def _on_save(self) -> None:
        plan = self.plan
        folder = self._store.folder("film/folder") or film_folder(plan.kind)
        name = proposed_name(self._title, "steps", str(plan.first), str(plan.last), suffix=plan.kind.suffixes[0])
        path = ask_save(self, free_path(folder, name), tr("Export film"), tr(plan.kind.filter_text), plan.kind.suffixes[1:])
        if path is not None:
            self.take(path)

    def _close_stage(self) -> None:
        if self._stage is not None:
            self._stage.close()
            self._stage = None

    # Qt's own names

    def done(self, result: int) -> None:
        self._close_stage()
        super().done(result)
