"""What the forms of dialogs are made of: choices, numbers, ticks, buttons and sentences that have a name and say what they do.

A form scrolls, and its dialog is smaller, on a small or enlarged screen.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.text import tr
from gui.style.tokens import GAP, MARGIN, WIDE

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
# What the frame and the title of a window take, about; nobody knows before it is shown.
_FRAME = QSize(16, 48)
_BESIDE_BAR_PX = 2


def dialog_column(dialog: QWidget) -> QVBoxLayout:
    """What a dialog holds, one below the other, with the margin that all dialogs have."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
    column.setSpacing(MARGIN)
    return column


def make_form(spacing: int = GAP, parent: QWidget | None = None) -> QFormLayout:
    """Rows of a caption and a field, as wide as there is room."""
    form = QFormLayout(parent)
    form.setHorizontalSpacing(MARGIN)
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


def fitting(dialog: QWidget, wanted: QSize) -> QSize:
    """The wanted size of a dialog, as far as its screen has room for it and its frame."""
    return wanted.boundedTo(dialog.screen().availableGeometry().size() - _FRAME)


class ScrolledForm(QScrollArea):
    """Shows a form at its full width and as much of its height as there is; what gets the focus comes into sight."""

    def __init__(self, form: QWidget, name: str, least_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._least_width = form, least_width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)
        self.setWidget(form)
        form.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        form.installEventFilter(self)
        for child in form.findChildren(QWidget):
            child.installEventFilter(self)
        self._show_width()

    def _show_width(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(self._least_width, self._form.minimumSizeHint().width()) + bar + _BESIDE_BAR_PX)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._form.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() == QEvent.Type.LayoutRequest:
            self._show_width()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)
