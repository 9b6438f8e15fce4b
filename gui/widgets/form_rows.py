"""What the forms of dialogs are made of: choices, numbers, ticks, buttons and sentences that have a name and say what they do."""

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QPushButton, QSpinBox, QWidget

from core.text import tr

_COLUMN_SPACING = 16
AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def make_form(spacing: int = 8, parent: QWidget | None = None) -> QFormLayout:
    """Rows of a caption and a field, as wide as there is room."""
    form = QFormLayout(parent)
    form.setHorizontalSpacing(_COLUMN_SPACING)
    form.setVerticalSpacing(spacing)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def describe(widget: AnyWidget, name: str, tooltip: str) -> AnyWidget:
    """Name a widget for who cannot see it, and say in its tooltip what it does. Returns it."""
    widget.setAccessibleName(name)
    widget.setToolTip(tooltip)
    return widget


def make_choice(parent: QWidget, texts: Mapping[Any, str], name: str, tooltip: str) -> QComboBox:
    """A choice between the keys of `texts`, each shown as its text, which is translated here."""
    box = QComboBox(parent)
    for value, text in texts.items():
        box.addItem(tr(text), value)
    return describe(box, name, tooltip)


def make_number(parent: QWidget, least: int, most: int, value: int, name: str, tooltip: str) -> QSpinBox:
    """A whole number from `least` to `most`."""
    box = QSpinBox(parent)
    box.setRange(least, most)
    box.setValue(value)
    return describe(box, name, tooltip)


def make_decimal(parent: QWidget, least: float, most: float, decimals: int, name: str, tooltip: str) -> QDoubleSpinBox:
    """A number from `least` to `most` with so many decimals."""
    box = QDoubleSpinBox(parent)
    box.setDecimals(decimals)
    box.setRange(least, most)
    return describe(box, name, tooltip)


def make_tick(parent: QWidget, text: str, tooltip: str, is_on: bool = False) -> QCheckBox:
    """A box to tick, with its text beside it."""
    box = QCheckBox(text, parent)
    box.setChecked(is_on)
    return describe(box, text.replace("&", ""), tooltip)


def make_button(parent: QWidget, text: str, tooltip: str, is_default: bool = False) -> QPushButton:
    """A button; Enter presses the default one, wherever the focus is."""
    button = QPushButton(text, parent)
    button.setToolTip(tooltip)
    button.setAutoDefault(is_default)
    button.setDefault(is_default)
    return button


def make_sentence(parent: QWidget, lines: int = 2) -> QLabel:
    """Room for a sentence of so many lines, empty at first, so that what stands around it stays where it is."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setMinimumHeight(lines * parent.fontMetrics().lineSpacing())
    return label


def show_sentence(label: QLabel, sentence: str, role: str = "muted") -> None:
    """Say something in a label, in the colour of that role in the style sheet: "muted", or "warning" for what stands in the way."""
    label.setText(sentence)
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)
