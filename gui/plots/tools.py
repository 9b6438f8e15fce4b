"""The row of controls above a plot: logarithmic axis, smoothing, horizontal axis, fit."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QStyle, QStyleOptionSpinBox, QToolButton, QWidget

from core.hyperparameters import Hyperparameter
from core.number_text import typed_number
from core.plotting.smoothing import MAXIMUM_SMOOTHING
from core.problems.kinds import KINDS
from core.text import mark, tr
from gui.plots.series import XAxis, x_axes
from gui.style.icons import set_icon
from gui.style.theme import Theme
from gui.style.tokens import FIELD, GAP
from gui.widgets.accessible import speak_scale
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.labels import set_tool_tip
from gui.widgets.quiet_widgets import QuietComboBox, QuietSlider
from gui.widgets.roving_focus import RovingFocus
from gui.widgets.slider_scale import slider_scale
from gui.widgets.spoken import label_choice

SMOOTHING = Hyperparameter(
    name="smoothing",
    symbol="β",
    title=mark("Smoothing"),
    help=mark("How much of the past is kept in the smoothed curve. 0 shows the values themselves."),
    value_type=float,
    default=0.0,
    minimum=0.0,
    maximum=MAXIMUM_SMOOTHING,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(0.0, MAXIMUM_SMOOTHING),
    scale="complement",
)

_NARROWEST_SLIDER, _WIDEST_SLIDER = 48, 160
# A line edit keeps two pixels free on either side, and one for the cursor.
_FIELD_INSET = 6
_LOG_TOOLTIP = mark("Logarithmic loss axis (L)")
_UNBOUNDED_TOOLTIP = mark("This function has no lowest value: the loss falls below 0, where there is no logarithm")
_FOLLOWING_TOOLTIP = mark("The view follows the curves (Shift+F). Zoom or drag to look closer")
_X_AXIS_TOOLTIP = mark("What the horizontal axis counts: steps, gradient evaluations, or seconds of computing")
_X_AXIS_TOOLTIP_ON_NETWORKS = mark(
    "What the horizontal axis counts: steps, epochs, samples seen (each one gradient evaluation), or seconds of computing"
)
_FIT_TOOLTIP = mark("Show all curves, outliers aside, and follow them (Shift+F)")


class PlotTools(QWidget):
    """Emits what the user chose; setting from outside emits nothing.

    Where it is narrow the word at the slider goes, then axis and fit go to a row of their own: no text is ever cut.
    """

    log_chosen = Signal(bool)
    smoothing_chosen = Signal(float)
    x_axis_chosen = Signal(str)
    fit_clicked = Signal()

    def __init__(self, theme: Theme, has_log: bool, has_smoothing: bool, has_axis: bool, parent: QWidget | None = None) -> None:
        """Whether there is something to choose of the vertical axis, of the smoothing, and of the horizontal axis."""
        super().__init__(parent)
        self._has_log, self._has_smoothing, self._has_axis = has_log, has_smoothing, has_axis
        self.log = self._button()
        self.log.setText(tr("Log"))
        self.log.setAccessibleName(tr("Logarithmic loss axis"))
        self._scale = slider_scale(SMOOTHING)
        texts = {typed_number(float(self._scale.value(position))) for position in range(self._scale.last + 1)}
        most = max(len(text) for text in texts)
        self._longest_texts = [text for text in texts if len(text) == most]
        self._measured_font: QFont | None = None
        self._widest_text = 0
        self.slider = QuietSlider(self)
        self.slider.setRange(0, self._scale.last)
        self.slider.setPageStep(max(1, self._scale.last // 10))
        self.slider.setMinimumWidth(_NARROWEST_SLIDER)
        self.slider.setMaximumWidth(_WIDEST_SLIDER)
        self.slider.setAccessibleName(tr("Smoothing"))
        speak_scale(self.slider, self._scale)
        self.value = ExactSpinBox(SMOOTHING, 0.0, self)
        for widget in (self.slider, self.value):
            widget.setToolTip(tr(SMOOTHING.help))
        self.x_axis = QuietComboBox(self)
        # Functions and networks have other axes, so its first width is not for all times.
        self.x_axis.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label_choice(self.x_axis, tr("Horizontal axis"))
        self.x_axis.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit = self._button()
        set_icon(self.fit, "fit or follow", theme)
        self.label = QLabel(tr("Smoothing"), self)
        self.label.setBuddy(self.value)
        self.log.setVisible(has_log)
        self.x_axis.setVisible(has_axis)
        for choice in (self.label, self.slider, self.value):
            choice.setVisible(has_smoothing)
        self._lay_out()
        # Tab comes around sooner: by keys the box does all that the slider does.
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        RovingFocus(self).set_members([self.log, self.fit])
        self.log.clicked.connect(self.log_chosen)
        self.fit.clicked.connect(self._on_fit_clicked)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.value.value_edited.connect(self._on_value_edited)
        self.x_axis.activated.connect(self._on_axis_activated)
        self.set_x_axes(x_axes(KINDS[0]))
        self.set_log(True, True)
        self.set_following(True)

    @property
    def has_choices(self) -> bool:
        """Whether there is anything but the button that shows all curves."""
        return self._has_log or self._has_smoothing or self._has_axis

    def set_log(self, on: bool, possible: bool) -> None:
        """Whether the loss axis is logarithmic, and whether it can be."""
        self.log.setChecked(on)
        self.log.setEnabled(possible)
        set_tool_tip(self.log, tr(_LOG_TOOLTIP if possible else _UNBOUNDED_TOOLTIP))

    def set_smoothing(self, beta: float) -> None:
        """Show this smoothing."""
        self.value.set_value(beta)
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.position(beta))

    def set_x_axes(self, axes: Mapping[XAxis, str]) -> None:
        """What can be chosen for the horizontal axis, and how it reads."""
        with QSignalBlocker(self.x_axis):
            self.x_axis.clear()
            for axis, text in axes.items():
                self.x_axis.addItem(tr(text), axis)
        self.x_axis.setToolTip(tr(_X_AXIS_TOOLTIP_ON_NETWORKS if XAxis.EPOCHS in axes else _X_AXIS_TOOLTIP))
        self._arrange(self.width())

    def set_x_axis(self, axis: XAxis) -> None:
        """Show this choice."""
        self.x_axis.setCurrentIndex(self.x_axis.findData(axis))

    def set_following(self, on: bool) -> None:
        """Whether the range follows the curves by itself."""
        self.fit.setChecked(on)
        set_tool_tip(self.fit, tr(_FOLLOWING_TOOLTIP if on else _FIT_TOOLTIP))

    def _lay_out(self) -> None:
        self._smoothing_row, self._axis_row = QHBoxLayout(), QHBoxLayout()
        for row in (self._smoothing_row, self._axis_row):
            row.setSpacing(GAP)
        for widget in (self.log, self.label):
            self._smoothing_row.addWidget(widget)
        self._smoothing_row.addWidget(self.slider, 100)
        self._smoothing_row.addWidget(self.value)
        self._smoothing_row.addStretch(1)
        self._axis_row.addStretch(1)
        self._axis_row.addWidget(self.x_axis)
        self._axis_row.addWidget(self.fit)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.addLayout(self._smoothing_row, 0, 0)
        self._grid.addLayout(self._axis_row, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self._wrapped = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        order = (self.log, self.value, self.x_axis, self.fit)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _widths(self) -> tuple[int, int, int]:
        """The least widths of the row of the smoothing without its word, of that word, and of the row of the axis."""
        choices = [self.log.sizeHint().width()] if self._has_log else []
        choices += [_NARROWEST_SLIDER, self._value_width()] if self._has_smoothing else []
        word = GAP + self.label.sizeHint().width() if self._has_smoothing else 0
        smoothing = _join(*choices) if choices else 0
        axis = [self.x_axis.sizeHint().width()] if self._has_axis else []
        return smoothing, word, _join(*axis, self.fit.sizeHint().width())

    def _value_width(self) -> int:
        """Room for every number of the slider beside the buttons of the box, whatever style and font."""
        self.value.ensurePolished()
        # Asked 28 times while a window opens: measured each time, that was 11 of its 205 ms.
        if self._measured_font != self.value.font():
            metrics, self._measured_font = self.value.fontMetrics(), self.value.font()
            self._widest_text = max(metrics.horizontalAdvance(text) for text in self._longest_texts)
        option = QStyleOptionSpinBox()
        self.value.initStyleOption(option)
        option.rect = QRect(0, 0, 200, 30)
        part = QStyle.SubControl.SC_SpinBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self.value)
        return self._widest_text + option.rect.width() - field.width() + _FIELD_INSET

    def _arrange(self, width: int) -> None:
        """Show as much in one row as this width has room for."""
        self.value.setFixedWidth(self._value_width())
        smoothing, word, axis = self._widths()
        wrapped = _join(smoothing, axis) > width
        self.label.setVisible(self._has_smoothing and (smoothing if wrapped else _join(smoothing, axis)) + word <= width)
        if wrapped != self._wrapped:
            self._wrapped = wrapped
            self._grid.removeItem(self._axis_row)
            self._grid.addLayout(self._axis_row, *((1, 0) if wrapped else (0, 1)))
            self._grid.setHorizontalSpacing(0 if wrapped else GAP)
            self.updateGeometry()

    def height_at(self, width: int) -> int:
        """The height that these tools take at a width."""
        smoothing, _, axis = self._widths()
        row = max(widget.sizeHint().height() for widget in (self.log, self.value, self.x_axis, self.fit))
        return row if _join(smoothing, axis) <= width else 2 * row + GAP

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setMinimumHeight(FIELD)
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
        self.x_axis_chosen.emit(self.x_axis.itemData(index).value)

    # Qt's own names

    def sizeHint(self) -> QSize:
        smoothing, word, axis = self._widths()
        return QSize(_join(smoothing, axis) + word + _WIDEST_SLIDER - _NARROWEST_SLIDER, self._grid.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        smoothing, _, axis = self._widths()
        return QSize(max(smoothing, axis), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange(self.width())


def _join(*widths: int) -> int:
    """The width of these side by side."""
    return sum(widths) + (len(widths) - 1) * GAP
