"""The form of the export dialog: every choice about a picture, and which of them apply."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.problems.base import Problem
from core.problems.kinds import kind_of
from core.text import tr
from gui.export.picture.choices import (
    ARRANGEMENT_NAMES,
    GROUND_NAMES,
    KIND_NAMES,
    SHAPE_NAMES,
    TEXT_NAMES,
    UNIT_NAMES,
    ExportChoices,
    PictureKind,
    Unit,
    part_name,
    with_width,
)
from gui.export.picture.spec import LEAST_DPI, LEAST_PX, MOST_DPI, MOST_PX, PictureSpec
from gui.export.registry import PICTURES
from gui.style.run_style import display_name
from gui.style.tokens import GAP, LOOSE, MARGIN, TIGHT
from gui.widgets.form_rows import make_choice, make_decimal, make_form, make_number, make_tick
from gui.widgets.spoken import label_choice

_MOST_CM = 500.0
_MOST_EVERY = 1_000_000


class ExportForm(QWidget):
    """Emits `changed` whenever a user has changed a choice. A choice that does not apply is hidden."""

    changed = Signal()

    def __init__(self, problem: Problem, runs: Sequence[str], has_rates: bool, parent: QWidget | None = None) -> None:
        """`runs` are the labels of the runs there are; `has_rates` if an η strip can be made of them."""
        super().__init__(parent)
        self._problem = problem
        self._parts: dict[str, QCheckBox] = {}
        kinds = {kind: text for kind, text in KIND_NAMES.items() if has_rates or kind is not PictureKind.RATES}
        self.kind = make_choice(self, kinds, tr("Kind of picture"), tr("What kind of picture to make"))
        self.run = make_choice(self, {}, tr("Run"), tr("The run whose step, or whose learning rates, are shown"))
        for label in runs:
            self.run.addItem(display_name(label), label)
        self.every = make_number(self, 1, _MOST_EVERY, 1, tr("Every so many steps"), tr("Steps between two pictures of the strip"))
        self.arrangement = make_choice(self, ARRANGEMENT_NAMES, tr("Arrangement"), tr("How the parts stand"))
        self.file = make_choice(self, {each: each.title for each in PICTURES}, tr("Format"), tr("The format of the file"))
        self.px = make_number(self, LEAST_PX, MOST_PX, LEAST_PX, tr("Width in pixels"), tr("The width of the picture in pixels"))
        self.cm = make_decimal(self, 0.1, _MOST_CM, 2, tr("Width in centimetres"), tr("The width of the picture on paper"))
        self.unit = make_choice(self, UNIT_NAMES, tr("Unit of the width"), tr("Whether the width is given in pixels, or on paper"))
        label_choice(self.unit, tr("Unit of the width"))
        self.dpi = make_number(self, LEAST_DPI, MOST_DPI, LEAST_DPI, tr("Dots per inch"), tr("Pixels for each inch of paper"))
        self.shape = make_choice(self, SHAPE_NAMES, tr("Shape"), tr("Width against height"))
        self.text = make_choice(self, TEXT_NAMES, tr("Text size"), tr("How large the type is in the picture"))
        self.ground = make_choice(self, GROUND_NAMES, tr("Background"), tr("The colours, whatever theme the window has"))
        self.title = make_tick(self, tr("Titl&e"), tr("What was minimised stands above"))
        self.legend = make_tick(self, tr("Le&gend"), tr("Runs and marks are explained"))
        self.settings = make_tick(self, tr("Settings a&nd seed"), tr("How everything was set stands below, in small type"))
        self._lay_out()
        for box in (self.kind, self.run, self.arrangement, self.file, self.unit, self.shape, self.text, self.ground):
            box.currentIndexChanged.connect(self._on_changed)
        for number in (self.every, self.px, self.cm, self.dpi):
            number.valueChanged.connect(self._on_changed)
        for check in (*self._parts.values(), self.title, self.legend, self.settings):
            check.toggled.connect(self._on_changed)

    def part(self, part: str) -> QCheckBox:
        """The box that puts a part into the picture."""
        return self._parts[part]

    def show_choices(self, choices: ExportChoices) -> None:
        """Put these choices into the form, without telling."""
        spec = choices.spec
        with QSignalBlocker(self):
            for box, value in self._chosen(choices):
                box.setCurrentIndex(max(0, box.findData(value)))
            for part, check in self._parts.items():
                check.setChecked(part in spec.parts)
            self.title.setChecked(spec.title)
            self.legend.setChecked(spec.legend)
            self.settings.setChecked(spec.settings)
            self.every.setValue(choices.every)
            self.px.setValue(spec.width_px)
            self.cm.setValue(choices.cm)
            self.dpi.setValue(choices.dpi)
        self._show_what_applies()

    def choices(self) -> ExportChoices:
        """What is chosen now.

        Raises:
            ValueError: with a sentence, if there can be no such picture.
        """
        kind = self.kind.currentData()
        parts = tuple(part for part, check in self._parts.items() if check.isChecked() and self._takes(kind, part))
        if not parts and kind is not PictureKind.WINDOW:
            raise ValueError(tr("Choose at least one part to show."))
        spec = PictureSpec(
            parts or ("canvas",),
            self.arrangement.currentData(),
            ground=self.ground.currentData(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            settings=self.settings.isChecked(),
            text=self.text.currentData(),
            shape=self.shape.currentData(),
        )
        chosen = ExportChoices(kind, spec, self.file.currentData(), every=self.every.value(), run=self.run.currentData() or "")
        chosen = replace(chosen, cm=self.cm.value(), dpi=self.dpi.value())
        return with_width(chosen, self.unit.currentData(), self.px.value(), chosen.cm, chosen.dpi)

    def _chosen(self, choices: ExportChoices) -> list[tuple[QComboBox, Any]]:
        spec = choices.spec
        chosen: list[tuple[QComboBox, Any]] = [
            (self.kind, choices.kind),
            (self.arrangement, spec.arrangement),
            (self.file, choices.file),
            (self.unit, choices.unit),
            (self.shape, spec.shape),
            (self.text, spec.text),
            (self.ground, spec.ground),
        ]
        return [*chosen, (self.run, choices.run)] if choices.run else chosen

    def _takes(self, kind: PictureKind, part: str) -> bool:
        return kind is PictureKind.PICTURE or part != "inspector"

    def _lay_out(self) -> None:
        parts = QGridLayout()
        parts.setHorizontalSpacing(MARGIN)
        parts.setVerticalSpacing(TIGHT)
        for number, part in enumerate(kind_of(self._problem).parts):
            check = make_tick(self, part_name(part, self._problem), tr("Show this in the picture"))
            self._parts[part] = check
            parts.addWidget(check, number // 2, number % 2)
        self._form = form = make_form()
        form.addRow(tr("&Kind"), self.kind)
        self._parts_label = QLabel(tr("Parts"), self)
        form.addRow(self._parts_label, parts)
        form.addRow(tr("A&rrangement"), self.arrangement)
        form.addRow(tr("R&un"), self.run)
        form.addRow(tr("Ever&y"), self.every)
        form.addRow(tr("&Format"), self.file)
        width = QHBoxLayout()
        width.setSpacing(GAP)
        for widget in (self.px, self.cm, self.unit):
            width.addWidget(widget, 1)
        label = QLabel(tr("Wi&dth"), self)
        label.setBuddy(self.px)
        form.addRow(label, width)
        self._width_label = label
        form.addRow(tr("Res&olution"), self.dpi)
        form.addRow(tr("S&hape"), self.shape)
        form.addRow(tr("&Text"), self.text)
        form.addRow(tr("&Background"), self.ground)
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        for check in (self.title, self.legend, self.settings):
            words.addWidget(check)
        self._words_label = QLabel(tr("With"), self)
        form.addRow(self._words_label, words)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(LOOSE)
        outer.addLayout(form)
        outer.addStretch(1)
        self.dpi.setSuffix(tr(" dpi"))
        self.px.setSingleStep(100)

    def _show_what_applies(self) -> None:
        kind: PictureKind = self.kind.currentData()
        is_strip, is_window = kind in (PictureKind.FILMSTRIP, PictureKind.RATES), kind is PictureKind.WINDOW
        inspector = self._parts["inspector"]
        inspector.setEnabled(self._takes(kind, "inspector"))
        inspector.setToolTip(
            tr("Show this in the picture") if inspector.isEnabled() else tr("The step inspector has no room in a strip; choose a picture")
        )
        count = sum(check.isChecked() for part, check in self._parts.items() if self._takes(kind, part))
        self.every.setSuffix(tr(" step") if self.every.value() == 1 else tr(" steps"))
        form = self._form
        for check in self._parts.values():
            check.setVisible(not is_window)
        self._parts_label.setVisible(not is_window)
        form.setRowVisible(self.arrangement, count > 1 and kind is PictureKind.PICTURE)
        form.setRowVisible(self.run, kind is PictureKind.RATES or (kind is PictureKind.PICTURE and inspector.isChecked()))
        form.setRowVisible(self.every, kind is PictureKind.FILMSTRIP)
        form.setRowVisible(self.file, not is_window)
        in_cm = self.unit.currentData() is Unit.CM
        self.px.setVisible(not in_cm)
        self.cm.setVisible(in_cm)
        self._width_label.setBuddy(self.cm if in_cm else self.px)
        form.setRowVisible(self.dpi, in_cm)
        is_vector = bool(self.file.currentData().vector_type) and not is_window
        self.dpi.setEnabled(not is_vector)
        self.dpi.setToolTip(tr("An SVG has no pixels: it is as sharp as the printer") if is_vector else tr("Pixels for each inch of paper"))
        form.setRowVisible(self.shape, not is_window and not is_strip)
        for box in (self.text, self.ground):
            form.setRowVisible(box, not is_window)
        for widget in (self.title, self.legend, self.settings, self._words_label):
            widget.setVisible(not is_window)

    @Slot()
    def _on_changed(self) -> None:
        if not self.signalsBlocked():
            self._show_what_applies()
            self.changed.emit()
