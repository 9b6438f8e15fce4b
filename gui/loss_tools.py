"""The row of controls above the loss plot: logarithmic axis, smoothing, horizontal axis, fit."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.hyperparameters import Hyperparameter
from core.smoothing import MAXIMUM_SMOOTHING
from core.text import mark, tr
from gui.icons import set_icon
from gui.loss_series import XAxis
from gui.panel.exact_spin_box import ExactSpinBox
from gui.panel.quiet_widgets import QuietComboBox, QuietSlider
from gui.panel.slider_scale import slider_scale
from gui.theme import Theme

SMOOTHING = Hyperparameter(
    name="smoothing",
    symbol="β",
    title=mark("Smoothing"),
    help=mark("How much of the past is kept in the smoothed curve. 0 shows the values themselves."),
    kind=float,
    default=0.0,
    minimum=0.0,
    maximum=MAXIMUM_SMOOTHING,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(0.0, MAXIMUM_SMOOTHING),
    scale="complement",
)

_X_CHOICES = {
    XAxis.STEP: mark("Steps"),
    XAxis.EVALUATIONS: mark("Evaluations"),
    XAxis.SECONDS: mark("Seconds"),
}
_LOG_TOOLTIP = mark("Logarithmic loss axis (L)")
_UNBOUNDED_TOOLTIP = mark("This function has no lowest value: the loss falls below 0, where there is no logarithm")
_FOLLOWING_TOOLTIP = mark("The view follows the curves (Shift+F). Zoom or drag to look closer")
_FIT_TOOLTIP = mark("Show all curves, outliers aside, and follow them (Shift+F)")


class LossTools(QWidget):
    """Emits what the person chose; setting from outside emits nothing."""

    log_chosen = Signal(bool)
    smoothing_chosen = Signal(float)
    x_axis_chosen = Signal(object)
    fit_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.log = self._button()
        self.log.setText(tr("log"))
        self.log.setAccessibleName(tr("Logarithmic loss axis"))
        self.fit = self._button()
        set_icon(self.fit, "fit", theme)
        self.fit.setAccessibleName(tr("Fit the loss plot"))
        self._scale = slider_scale(SMOOTHING)
        self.slider = QuietSlider(self)
        self.slider.setRange(0, self._scale.last)
        self.slider.setPageStep(max(1, self._scale.last // 10))
        self.slider.setMinimumWidth(56)
        self.slider.setMaximumWidth(160)
        self.slider.setAccessibleName(tr("Smoothing"))
        self.value = ExactSpinBox(SMOOTHING, 0.0, self)
        self.value.setFixedWidth(72)
        for widget in (self.slider, self.value):
            widget.setToolTip(tr(SMOOTHING.help))
        self.x_axis = QuietComboBox(self)
        for axis, text in _X_CHOICES.items():
            self.x_axis.addItem(tr(text), axis)
        self.x_axis.setAccessibleName(tr("Horizontal axis"))
        self.x_axis.setToolTip(tr("What the horizontal axis counts: steps, gradient evaluations, or seconds of computing"))
        self.label = QLabel(tr("Smooth"), self)
        self.label.setBuddy(self.value)
        layout.addWidget(self.log)
        layout.addSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.value)
        layout.addStretch(1)
        layout.addWidget(self.x_axis)
        layout.addWidget(self.fit)
        self.log.clicked.connect(self.log_chosen)
        self.fit.clicked.connect(self._on_fit_clicked)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.value.value_edited.connect(self._on_value_edited)
        self.x_axis.activated.connect(self._on_axis_activated)
        self.set_log(True, True)
        self.set_following(True)

    def set_log(self, on: bool, possible: bool) -> None:
        """Whether the loss axis is logarithmic, and whether it can be."""
        self.log.setChecked(on)
        self.log.setEnabled(possible)
        self.log.setToolTip(tr(_LOG_TOOLTIP if possible else _UNBOUNDED_TOOLTIP))

    def set_smoothing(self, beta: float) -> None:
        """Show this smoothing."""
        self.value.set_value(beta)
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.position(beta))

    def set_x_axis(self, axis: XAxis) -> None:
        """Show this choice."""
        self.x_axis.setCurrentIndex(list(_X_CHOICES).index(axis))

    def set_following(self, on: bool) -> None:
        """Whether the range follows the curves by itself."""
        self.fit.setChecked(on)
        self.fit.setToolTip(tr(_FOLLOWING_TOOLTIP if on else _FIT_TOOLTIP))

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(18, 18))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _on_fit_clicked(self) -> None:
        self.set_following(True)
        self.fit_clicked.emit()

    def _on_slider_moved(self, position: int) -> None:
        beta = float(self._scale.value(position))
        self.value.set_value(beta)
        self.smoothing_chosen.emit(beta)

    def _on_value_edited(self, beta: float) -> None:
        self.set_smoothing(float(beta))
        self.smoothing_chosen.emit(float(beta))

    def _on_axis_activated(self, index: int) -> None:
        self.x_axis_chosen.emit(self.x_axis.itemData(index))
