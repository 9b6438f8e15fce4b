"""What Qt cannot know of a widget of our own: which number a slider stands at, and that a button opens what is below it.

PySide6 6.10 binds `QAccessible.installFactory`, but what `interface_cast` returns reaches Qt as a Python object: a value interface of our
own crashes the program. So the number of a slider stands in its name. Qt's cache owns the interfaces and deletes each with its widget;
PySide keeps the Python half of what a factory gave for good, some hundred bytes, so that half must not refer to the widget.
"""

import atexit
from collections.abc import Callable
from functools import cache
from typing import Any, cast
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAccessibleWidget, QWidget

from core.number_text import setting_text
from core.text import tr
from gui.widgets.slider_scale import SliderScale
from gui.widgets.spoken import announce

_makers: WeakKeyDictionary[QObject, Callable[[Any], QAccessibleInterface]] = WeakKeyDictionary()
"""What makes the interface of a widget."""


def speak_value(slider: QAbstractSlider, text_at: Callable[[int], str]) -> None:
    """Let a slider say what it stands for, and not its position among so many; `text_at` is given a position, and not the slider."""
    _register(slider, lambda widget: _SliderInterface(widget, text_at))
    _SliderVoice(slider, text_at)


def speak_scale(slider: QAbstractSlider, scale: SliderScale) -> None:
    """The same for a slider whose positions are those of a scale."""
    speak_value(slider, lambda position: setting_text(scale.value(position)))


def speak_expandable(button: QAbstractButton) -> None:
    """Let a button that is checked while something is open be a button that opens it, and not a box to tick."""
    _register(button, _ExpandableInterface)
    _ButtonVoice(button)


def _register(widget: QWidget, maker: Callable[[Any], QAccessibleInterface]) -> None:
    _install()
    _makers[widget] = maker
    # With a screen reader running the widget may have been asked for an interface while it was made, and Qt keeps the first.
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget)))


@cache
def _install() -> None:
    """Once: Qt asks every factory for every widget."""
    QAccessible.installFactory(_interface_of)
    atexit.register(_give_up)


def _give_up() -> None:
    """Leave no interface to Qt's cache, which goes after Python: deleting what has a Python half then would crash the program."""
    widgets = [widget for widget in _makers if shiboken6.isValid(widget)]
    _makers.clear()
    for widget in widgets:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget)))


def _interface_of(key: str, watched: QObject | None) -> QAccessibleInterface | None:
    """What Qt asks once for a widget, for each class that it is of."""
    maker = _makers.get(watched) if watched is not None else None
    return None if maker is None else maker(watched)


class _SliderInterface(QAccessibleWidget):
    def __init__(self, slider: QAbstractSlider, text_at: Callable[[int], str]) -> None:
        super().__init__(slider, QAccessible.Role.Slider, "")
        self._text_at = text_at

    # Qt's own names

    def text(self, kind: QAccessible.Text) -> str:
        text = super().text(kind)
        return f"{text}: {self._text_at(cast(QAbstractSlider, self.object()).value())}" if kind == QAccessible.Text.Name else text


class _SliderVoice(QObject):
    """Says where a slider is moved to by key, and that its name, which screen readers keep, is another one."""

    def __init__(self, slider: QAbstractSlider, text_at: Callable[[int], str]) -> None:
        super().__init__(slider)
        self._text_at = text_at
        slider.installEventFilter(self)
        slider.valueChanged.connect(self._on_moved)

    @Slot(int)
    def _on_moved(self, position: int) -> None:
        self._tell_name()
        slider = cast(QAbstractSlider, self.parent())
        if slider.hasFocus():
            announce(slider, self._text_at(position))

    def _tell_name(self) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(cast(QObject, self.parent()), QAccessible.Event.NameChanged))

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._tell_name()
        return False


class _ButtonVoice(QObject):
    """Says that a button has opened or closed something."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        button.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        button = cast(QAbstractButton, self.parent())
        changed = QAccessible.State()
        changed.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))
        if button.hasFocus():
            announce(button, tr("open") if is_open else tr("closed"))  # Qt does not tell AT-SPI of that state


class _ExpandableInterface(QAccessibleWidget):
    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.Button, "")

    def _is_open(self) -> bool:
        return cast(QAbstractButton, self.object()).isChecked()

    # Qt's own names

    def state(self) -> QAccessible.State:
        state = super().state()
        state.expandable = True
        state.expanded = self._is_open()
        state.collapsed = not self._is_open()
        return state

    def actionNames(self) -> list[str]:  # noqa: N802
        return [self.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:  # noqa: N802
        if name == self.pressAction():
            cast(QAbstractButton, self.object()).click()
        else:
            super().doAction(name)
