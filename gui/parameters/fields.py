"""The field of a form for one hyperparameter, whatever it holds: a number, a switch, a word, or some sizes."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from core.hyperparameters import Hyperparameter, Setting, Value
from core.text import tr
from gui.parameters.sizes_field import SizesField
from gui.style.tokens import GAP
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.form_rows import describe
from gui.widgets.hyperparameter_row import help_text
from gui.widgets.quiet_widgets import QuietComboBox
from gui.widgets.spoken import label_choice


class NumberField(ExactSpinBox):
    """A number. Where the field may hold none, 0 stands for that, and a word for 0."""

    setting_edited = Signal(object)

    def __init__(self, spec: Hyperparameter, number: Any, parent: QWidget) -> None:
        self._may_be_absent = bool(spec.absent)
        shown = replace(spec, minimum=0) if spec.absent else spec
        super().__init__(shown, number or 0, parent, tr(spec.absent) if spec.absent else "")
        self.setToolTip(help_text(shown))
        self.value_edited.connect(self._on_value_edited)

    @property
    def setting(self) -> Setting:
        """The number that holds now; text that is still being typed does not count."""
        return None if self._may_be_absent and not self.number else self.number

    def set_setting(self, number: Value | None) -> None:
        """Show this number. Text being typed survives when it is the same."""
        self.set_value(0 if number is None else number)

    @Slot()
    def _on_value_edited(self) -> None:
        self.setting_edited.emit(self.setting)


class SwitchField(QCheckBox):
    """On or off, or the second of two words where it is on."""

    setting_edited = Signal(object)
    refused = Signal(str)

    def __init__(self, spec: Hyperparameter, setting: Setting, parent: QWidget) -> None:
        super().__init__(tr(spec.title), parent)
        self._settings: tuple[Setting, ...] = tuple(spec.words) or (False, True)
        self.setToolTip(help_text(spec))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_setting(setting)
        self.toggled.connect(self._on_toggled)

    @property
    def setting(self) -> Setting:
        """What holds now."""
        return self._settings[self.isChecked()]

    def set_setting(self, setting: Setting) -> None:
        """Show this."""
        with QSignalBlocker(self):
            self.setChecked(setting == self._settings[1])

    @Slot()
    def _on_toggled(self) -> None:
        self.setting_edited.emit(self.setting)


class ChoiceField(QWidget):
    """A word out of a few; beside it, where a number may stand instead, a box for the number, which is there when that is chosen."""

    setting_edited = Signal(object)
    refused = Signal(str)

    def __init__(self, spec: Hyperparameter, setting: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = describe(QuietComboBox(self), tr(spec.title), tr(spec.help))
        label_choice(self.box, tr(spec.title))
        for word, text in spec.words.items():
            self.box.addItem(tr(text), word)
        self.number: NumberField | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.box, 1)
        if spec.number is not None:
            text, number = spec.number
            self.box.addItem(tr(text), None)
            self.number = NumberField(number, number.default, self)
            self.number.setting_edited.connect(self._on_edited)
            self.number.refused.connect(self.refused)
            row.addWidget(self.number, 1)
        self.setFocusProxy(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_setting(setting)
        self.box.activated.connect(self._on_edited)

    @property
    def setting(self) -> Setting:
        """What holds now."""
        word: str | None = self.box.currentData()
        return word if word is not None or self.number is None else float(self.number.number)

    def set_setting(self, setting: Any) -> None:
        """Show this."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(setting) if isinstance(setting, str) else self.box.count() - 1)
        if self.number is not None and not isinstance(setting, str):
            self.number.set_value(setting)
        self._show_number()

    def _show_number(self) -> None:
        if self.number is not None:
            self.number.setVisible(self.box.currentData() is None)

    @Slot()
    def _on_edited(self) -> None:
        self._show_number()
        self.setting_edited.emit(self.setting)


Field = NumberField | SwitchField | ChoiceField | SizesField
"""They show a setting, tell with `setting_edited` that the user has changed it, and with `refused` why typed text was not taken."""


def make_field(spec: Hyperparameter, setting: Any, parent: QWidget) -> Field:
    """The field for a hyperparameter."""
    if spec.scale == "list":
        return SizesField(spec, setting, parent)
    if spec.scale == "choice":
        return ChoiceField(spec, setting, parent)
    if spec.scale == "switch":
        return SwitchField(spec, setting, parent)
    return NumberField(spec, setting, parent)


def focus_chain(field: Field) -> tuple[QWidget, ...]:
    """What Tab visits in a field, in order."""
    if not isinstance(field, ChoiceField):
        return (field,)
    return (field.box,) if field.number is None else (field.box, field.number)
