"""A spin box for numbers that keeps the number itself: nothing is rounded to a count of decimals."""

import math

from PySide6.QtCore import Property, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QToolTip, QWidget

from core.hyperparameters import Hyperparameter, Value
from core.number_text import could_become_number, parse_number, range_text, setting_text
from core.text import tr
from gui.style.theme import numeric_font
from gui.widgets.slider_scale import step_value


class ExactSpinBox(QAbstractSpinBox):
    """Shows and edits one number that a `Hyperparameter` describes: its type, its range with open ends, its scale.

    The text is the shortest that gives the number back, with true minus signs; a hyphen may be typed. Typed text counts when it is
    finished with Enter, Tab or a click elsewhere; text outside the range is refused with the range as a hint, and Escape takes typed
    text back. Arrow keys, buttons and the wheel go to round numbers at once. The wheel works only while the box has the focus, so that
    scrolling a panel changes nothing. Where 0 has a meaning of its own, `zero_text` stands for it, and may be typed.
    """

    value_edited = Signal(object)
    """The new number (float or int), after the user changed it. `set_value` does not emit."""
    refused = Signal(str)
    """Why typed text was not taken, in a sentence or two, when the number before it is shown again."""

    def __init__(self, spec: Hyperparameter, value: Value, parent: QWidget | None = None, zero_text: str = "") -> None:
        super().__init__(parent)
        self._spec = spec
        self._value = value
        self._zero_text = zero_text
        self.setLocale(QLocale.c())
        self.setKeyboardTracking(False)
        self.setAccelerated(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(numeric_font(self.font()))
        self.setAccessibleName(tr(spec.title))
        self.lineEdit().textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._on_editing_finished)
        self._show_value()

    @property
    def number(self) -> Value:
        """The number that holds now; text that is still being typed does not count."""
        return self._value

    # What Qt's accessibility reads of a spin box, whatever its class.
    value = Property(float, lambda self: float(self._value))
    minimum = Property(float, lambda self: float(self._spec.minimum))
    maximum = Property(float, lambda self: float(self._spec.maximum))

    @property
    def spec(self) -> Hyperparameter:
        """What the number may be and how it steps."""
        return self._spec

    def set_spec(self, spec: Hyperparameter) -> None:
        """Describe the number anew, for example with another slider range; the number stays."""
        self._spec = spec
        self.update()

    def set_value(self, value: Value) -> None:
        """Show this number exactly. Emits nothing. Text being typed survives when the number is the same."""
        if value != self._value:
            self._value = value
            self._show_value()

    def _value_text(self) -> str:
        return self._zero_text if self._zero_text and self._value == 0 else setting_text(self._value)

    def _show_value(self) -> None:
        text = self._value_text()
        if self.text() != text:
            self.lineEdit().setText(text)
            self.lineEdit().setCursorPosition(0)
            # Qt paints the text alone anew, but which of the arrows are there follows from the number too.
            self.update()

    def _edit(self, value: Value) -> None:
        if value != self._value:
            self._value = value
            self._show_value()
            self.value_edited.emit(value)

    def _parse(self, text: str) -> Value | None:
        if self._zero_text and text.strip().casefold() == self._zero_text.casefold():
            return 0
        value = parse_number(text, self._spec.value_type)
        return value if value is not None and self._spec.accepts(value) else None

    def _refusal(self, text: str) -> str:
        bounded = math.isfinite(self._spec.minimum) or math.isfinite(self._spec.maximum)
        needed = range_text(self._spec) if bounded else tr("a finite number")
        if not text:
            return tr("An empty field was not taken. It must be {range}.").format(range=needed)
        return tr("{text} was not taken. It must be {range}.").format(text=text, range=needed)

    def _on_text_changed(self, text: str) -> None:
        refused = self._parse(text) is None
        if self.property("refused") != refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def _on_editing_finished(self) -> None:
        text = self.text()
        if text == self._value_text():
            return
        value = self._parse(text)
        if value is None:
            self._show_value()
            sentence = self._refusal(text.strip())
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), sentence, self)
            self.refused.emit(sentence)
        else:
            self._edit(value)
            self._show_value()

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        # Escape is a key of the window too, but what was typed is nearer than what the window is busy with.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.text() != self._value_text())
            return True
        return super().event(event)

    def stepBy(self, steps: int) -> None:
        typed = self._parse(self.text())
        self._edit(step_value(self._spec, self._value if typed is None else typed, steps))
        self._show_value()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        enabled = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self.isReadOnly():
            return enabled
        if step_value(self._spec, self._value, 1) != self._value:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if step_value(self._spec, self._value, -1) != self._value:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return enabled

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if self._parse(text) is not None:
            state = QValidator.State.Acceptable
        elif could_become_number(text, self._spec.value_type) or self._zero_text.casefold().startswith(text.strip().casefold()):
            state = QValidator.State.Intermediate
        else:
            state = QValidator.State.Invalid
        return state, text, position

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._value_text():
            self._show_value()
            self.selectAll()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # The first digits of a long number say more than the last.
        self.lineEdit().setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
