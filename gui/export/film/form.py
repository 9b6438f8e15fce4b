"""The form of a film: kind, what is shown, size, ground, steps and rate. It makes a plan; it draws nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from core.problems.base import Problem
from core.problems.kinds import kind_of
from core.text import mark, tr
from gui.export.film.plan import LEAST_SIDE, MOST_SIDE, SIZES, FilmPlan, every_for_seconds
from gui.export.picture.spec import Ground
from gui.export.registry import FILMS, FilmFormat
from gui.plots.registry import plot_spec
from gui.style.tokens import GAP
from gui.widgets.form_rows import make_choice, make_decimal, make_form, make_number, make_tick

_CANVAS_TEXTS = (mark("Canvas"), mark("Canvas and loss plot"))
_PLANE_TEXTS = (mark("Plane of the weights"), mark("Plane of the weights and loss plot"))
_GROUNDS = {Ground.LIGHT: mark("Light"), Ground.DARK: mark("Dark")}
_LONGEST_SECONDS = 999.0


def shown_texts(problem: Problem) -> dict[tuple[str, ...], str]:
    """What a frame of a film can show, by the keys of its parts, in words that are marked: one part, or the loss beside another."""
    first, *others = [plot_spec(key) for key in kind_of(problem).plots]
    canvas, both = _CANVAS_TEXTS if problem.dimensions is not None else _PLANE_TEXTS
    beside: dict[tuple[str, ...], str] = {}
    for other in others:
        beside[first.key, other.key] = other.beside_loss or f"{tr(first.name)} + {tr(other.name)}"
    return {("canvas", first.key): both, ("canvas",): canvas, **beside, **{(each.key,): each.name for each in (first, *others)}}


class FilmForm(QWidget):
    """Begins with a good film of the whole way. `changed` is emitted for every choice, even where it makes no film."""

    changed = Signal()

    def __init__(self, problem: Problem, plan: FilmPlan, reached: int, ground: Ground, parent: QWidget | None = None) -> None:
        """`plan`: what is proposed; `reached`: the last step that there is."""
        super().__init__(parent)
        self._rows = make_form(parent=self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.kind = self._choice({kind: kind.title for kind in FILMS}, tr("&Kind"), tr("What the film is written as"))
        self.kind.setCurrentIndex(FILMS.index(plan.kind))
        self._describe_kinds()
        self.shown = self._choice(shown_texts(problem), tr("Sho&ws"), tr("What every frame shows"))
        self.width_px = self._number(LEAST_SIDE, MOST_SIDE, plan.width, tr("Width"), tr("Width in pixels"))
        self.height_px = self._number(LEAST_SIDE, MOST_SIDE, plan.height, tr("Height"), tr("Height in pixels"))
        sizes = {size: f"{size[0]} × {size[1]}" for size in SIZES}
        self.preset = make_choice(self, {**sizes, None: mark("Other")}, tr("Size"), tr("Width and height in pixels"))
        self._add_row(tr("Si&ze"), self.preset)
        self._add_row("", self.width_px, QLabel("×", self), self.height_px)
        self.ground = self._choice(_GROUNDS, tr("&Background"), tr("A film for light or for dark slides"))
        self.ground.setCurrentIndex(list(_GROUNDS).index(Ground.DARK if ground is Ground.DARK else Ground.LIGHT))
        self.first = self._number(0, reached, plan.first, tr("From step"), tr("The first frame shows this step"))
        self.last = self._number(0, reached, plan.last, tr("To step"), tr("The last frame shows this step, and stays for two seconds"))
        self._add_row(tr("&From step"), self.first)
        self._add_row(tr("&To step"), self.last)
        self.every = self._number(1, max(1, reached), plan.every, tr("Steps a frame"), tr("How many steps on the next frame is"))
        self._add_row(tr("Steps a fra&me"), self.every)
        tooltip = tr("How long the film moves; the steps a frame follow")
        self.seconds = make_decimal(self, 0.1, _LONGEST_SECONDS, 1, tr("Length"), tooltip)
        self.seconds.setSuffix(tr(" s"))
        self._add_row(tr("Len&gth"), self.seconds)
        self.rate = self._number(1, plan.kind.most_rate, plan.rate, tr("Frames a second"), tr("How fast the frames follow each other"))
        self._add_row(tr("F&rames a second"), self.rate)
        self.title = make_tick(self, tr("T&itle and step"), tr("What is raced stands above, and the step of the frame"), is_on=True)
        self.legend = make_tick(self, tr("&Legend"), tr("Names and marks of the runs stand above"), is_on=True)
        self.settings = make_tick(self, tr("Setti&ngs"), tr("How all was set stands below, with the seed"))
        for tick in (self.title, self.legend, self.settings):
            self._add_row("", tick)
        self._show_size()
        self._show_seconds()
        self._connect()

    @property
    def plan(self) -> FilmPlan:
        """The film as it stands in the form; it may not be possible, which `FilmPlan.mistake` tells."""
        return FilmPlan(
            self.kind.currentData(),
            self.first.value(),
            self.last.value(),
            self.every.value(),
            self.rate.value(),
            self.width_px.value(),
            self.height_px.value(),
            parts=self.shown.currentData(),
            ground=self.ground.currentData(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            settings=self.settings.isChecked(),
        )

    # What it is made of

    def _choice(self, texts: Mapping[Any, str], label: str, tooltip: str) -> QComboBox:
        box = make_choice(self, texts, label.replace("&", ""), tooltip)
        self._add_row(label, box)
        return box

    def _number(self, least: int, most: int, value: int, name: str, tooltip: str) -> QSpinBox:
        box = make_number(self, least, most, value, name, tooltip)
        box.setGroupSeparatorShown(most > MOST_SIDE)
        # A number half typed would draw another film.
        box.setKeyboardTracking(False)
        return box

    def _add_row(self, label: str, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for widget in widgets:
            row.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
        caption = QLabel(label, self)
        caption.setBuddy(widgets[0])
        caption.setMinimumHeight(row.sizeHint().height())
        self._rows.addRow(caption, row)

    def _describe_kinds(self) -> None:
        """Say what each kind is good for, or why it is not to be had."""
        model = self.kind.model()
        assert isinstance(model, QStandardItemModel)
        for row, kind in enumerate(FILMS):
            reason = kind.missing()
            model.item(row).setEnabled(not reason)
            model.item(row).setToolTip(reason or tr(kind.about))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind_chosen)
        self.preset.currentIndexChanged.connect(self._on_size_chosen)
        for side in (self.width_px, self.height_px):
            side.valueChanged.connect(self._on_side_changed)
        for number in (self.first, self.last, self.every, self.rate):
            number.valueChanged.connect(self._on_number_changed)
        self.seconds.setKeyboardTracking(False)
        self.seconds.valueChanged.connect(self._on_seconds_changed)
        for choice in (self.shown, self.ground):
            choice.currentIndexChanged.connect(self.changed)
        for tick in (self.title, self.legend, self.settings):
            tick.toggled.connect(self.changed)

    # What follows from what

    @Slot()
    def _on_kind_chosen(self) -> None:
        kind: FilmFormat = self.kind.currentData()
        self._quietly(lambda: self.rate.setMaximum(kind.most_rate))
        self._show_seconds()
        self.changed.emit()

    @Slot()
    def _on_size_chosen(self) -> None:
        size: tuple[int, int] | None = self.preset.currentData()
        if size is not None:
            for side, value in zip((self.width_px, self.height_px), size, strict=True):
                self._quietly(partial(side.setValue, value))
            self.changed.emit()
        else:
            self.width_px.setFocus()
            self.width_px.selectAll()

    @Slot()
    def _on_side_changed(self) -> None:
        self._show_size()
        self.changed.emit()

    @Slot()
    def _on_number_changed(self) -> None:
        self._show_seconds()
        self.changed.emit()

    @Slot()
    def _on_seconds_changed(self) -> None:
        every = every_for_seconds(self.first.value(), self.last.value(), self.seconds.value(), self.rate.value())
        self._quietly(lambda: self.every.setValue(every))
        self._show_seconds()
        self.changed.emit()

    def _show_size(self) -> None:
        size = (self.width_px.value(), self.height_px.value())
        self._quietly(lambda: self.preset.setCurrentIndex(SIZES.index(size) if size in SIZES else len(SIZES)))

    def _show_seconds(self) -> None:
        plan = self.plan
        if plan.first < plan.last:
            self._quietly(lambda: self.seconds.setValue(plan.frames / plan.rate))

    def _quietly(self, change: Callable[[], object]) -> None:
        """Change a control without the others following it."""
        blockers = [QSignalBlocker(box) for box in (self.preset, self.width_px, self.height_px, self.every, self.seconds, self.rate)]
        change()
        for blocker in blockers:
            blocker.unblock()
