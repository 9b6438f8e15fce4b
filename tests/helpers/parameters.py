"""Drives the panel in tests: its signals, and real keys, wheel and mouse."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.parameters.card_details import CardDetails
from gui.parameters.panel import ParameterPanel
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.widgets.hyperparameter_row import HyperparameterRow

Key = Qt.Key
SIGNALS = ("problem_chosen", "start_edited", "seed_edited", "new_seed_requested", "optimizer_configured", "run_toggled", "replay_toggled")


class SignalRecorder:
    """Everything a panel says, in order, as (signal, arguments)."""

    def __init__(self, panel: ParameterPanel) -> None:
        self.all: list[tuple[str, tuple[Any, ...]]] = []
        for name in SIGNALS:
            getattr(panel, name).connect(self._listener(name))

    def _listener(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.all.append((name, arguments))

    def take(self) -> list[tuple[str, tuple[Any, ...]]]:
        taken, self.all[:] = list(self.all), []
        return taken


def open_card(panel: ParameterPanel, key: str) -> CardDetails:
    panel.cards[key].set_open(True)
    details = panel.cards[key].details
    assert details is not None
    return details


def number_row(panel: ParameterPanel, key: str, name: str) -> HyperparameterRow:
    row = open_card(panel, key).rows[name]
    assert isinstance(row, HyperparameterRow)
    return row


def write(box: ExactSpinBox, text: str, end: Key = Key.Key_Return) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, end)


def focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()


def roll(widget: QWidget, notches: int = 1, at: QPoint | None = None) -> None:
    """Turn the wheel over a point of the widget, its middle by default."""
    middle = QPointF(widget.rect().center() if at is None else at)
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def handle_of(slider: QSlider) -> QPoint:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(control, option, part, slider).center()
