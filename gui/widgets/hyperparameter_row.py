"""One hyperparameter in an open card: its symbol and name, a slider to feel it, and a spin box that is the truth."""

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.hyperparameters import Hyperparameter, Value
from core.number_text import range_text, short_setting
from core.text import tr
from gui.style.theme import LIGHT, Theme, numeric_font, small_font
from gui.style.tokens import TIGHT
from gui.widgets.accessible import speak_scale
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.quiet_widgets import QuietSlider
from gui.widgets.slider_scale import slider_scale

SPIN_BOX_WIDTH = 104


def help_text(spec: Hyperparameter) -> str:
    """What the tooltip of a hyperparameter says: its title, one line of help, and the range."""
    return "\n".join((tr(spec.title), tr(spec.help), range_text(spec)))


class HyperparameterRow(QObject):
    """The widgets of one number, put into a row of a grid that all rows of a card share.

    Moving the slider sets the spin box. A value that the slider does not reach, or that lies between two of its
    positions, leaves it at the nearest one and stays exact.
    """

    value_edited = Signal(str, object)
    """The name of the field and its new value, after the user changed it. `set_value` does not emit."""
    refused = Signal(str)
    """Why a typed value was not taken."""

    def __init__(self, spec: Hyperparameter, value: Value, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._scale = slider_scale(spec)
        self.symbol = QLabel(spec.symbol, parent)
        self.title = QLabel(tr(spec.title), parent)
        self.slider = QuietSlider(parent)
        self.box = ExactSpinBox(spec, value, parent)
        self.slider.setRange(0, self._scale.last)
        self.slider.setPageStep(max(1, self._scale.last // 20))
        self.slider.setMinimumWidth(80)
        self.slider.setAccessibleName(tr("{title}, slider").format(title=tr(spec.title)))
        speak_scale(self.slider, self._scale)
        self.symbol.setBuddy(self.box)
        self.symbol.setFont(numeric_font(parent.font()))
        self.title.setProperty("role", "muted")
        # One line, always: where a translation is longer than the slider it is the tooltip that says all of it.
        self.title.setMinimumWidth(1)
        self.limit = QLabel(parent)
        self.limit.setProperty("role", "warning")
        self.limit.hide()
        self.set_theme(LIGHT)
        self.set_enabled(True)
        row = grid.rowCount()
        grid.addWidget(self.symbol, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(TIGHT)
        head.addWidget(self.title, 1)
        head.addWidget(self.limit)
        middle.addLayout(head)
        middle.addWidget(self.slider)
        grid.addLayout(middle, row, 1)
        grid.addWidget(self.box, row, 2)
        self._show_on_slider(value)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.box.value_edited.connect(self._on_number_edited)
        self.box.refused.connect(self.refused)

    @property
    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return self.slider, self.box

    def set_value(self, value: Value) -> None:
        """Show this value exactly. Emits nothing."""
        self.box.set_value(value)
        self._show_on_slider(value)

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Let the user change the value, or not; `reason` says why not, in the tooltip."""
        for widget in (self.symbol, self.title, self.slider, self.box):
            widget.setEnabled(enabled)
            widget.setToolTip(help_text(self.spec) if enabled else f"{help_text(self.spec)}\n{reason}")

    def set_largest_stable(self, value: float | None) -> None:
        """Mark the value above which a run diverges, on the slider and in words; None: mark none."""
        self.slider.set_mark(None if value is None else self._scale.position(value))
        text = "" if value is None else tr("diverges above {value}").format(value=short_setting(value))
        self.limit.setText(text)
        self.limit.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of `theme`."""
        self.slider.set_mark_colour(theme.warning)
        # As the panel, which from afar stays as narrow as it is.
        self.box.setFixedWidth(SPIN_BOX_WIDTH if theme.is_for_audience else theme.px(SPIN_BOX_WIDTH))
        for label in (self.title, self.limit):
            label.setFont(small_font(QApplication.font()))

    def _show_on_slider(self, value: Value) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.position(value))

    def _on_slider_moved(self, position: int) -> None:
        value = self._scale.value(position)
        self.box.set_value(value)
        self.value_edited.emit(self.spec.name, value)

    def _on_number_edited(self, value: Value) -> None:
        self._show_on_slider(value)
        self.value_edited.emit(self.spec.name, value)


class SwitchRow(QObject):
    """A hyperparameter that is on or off: a check box with its title. Some fonts cannot set a symbol such as m̂."""

    value_edited = Signal(str, object)
    """The name of the field and its new value, after the user changed it. `set_value` does not emit."""

    def __init__(self, spec: Hyperparameter, value: Value, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.box = QCheckBox(tr(spec.title), parent)
        self.box.setToolTip(help_text(spec))
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.setAccessibleName(tr(spec.title))
        self.box.setChecked(bool(value))
        grid.addWidget(self.box, grid.rowCount(), 0, 1, 3)
        self.box.toggled.connect(self._on_toggled)

    @property
    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (self.box,)

    def set_value(self, value: Value) -> None:
        """Show this value. Emits nothing."""
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))

    def set_theme(self, theme: Theme) -> None:
        """Nothing here is painted: the style sheet does it."""

    def _on_toggled(self, on: bool) -> None:
        self.value_edited.emit(self.spec.name, on)
