"""How something comes to where it goes: at once, or in a moment, first fast and then slowly. All motion of the window is made of this."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from gui.style.tokens import EASE, EASE_SHORT

_REDUCED_PROPERTY = "descent_reduced_motion"


def reduce_motion(on: bool) -> None:
    """Let nothing move but the data, in the whole program; what is on its way arrives as it would have."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_REDUCED_PROPERTY, on)


def desktop_moves() -> bool:
    """Whether the desktop's style has its own widgets move; KDE, GNOME and Windows have a switch for it."""
    application = QApplication.instance()
    style = application.style() if isinstance(application, QApplication) else None
    return style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def may_move() -> bool:
    """Whether the user wants motion: neither the desktop nor the program was told otherwise."""
    application = QApplication.instance()
    return application is not None and not application.property(_REDUCED_PROPERTY) and desktop_moves()


class Ease(QObject):
    """One thing on its way at a time. It ends with its owner, and what begins anew takes the place of what was on its way."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._show: Callable[[float], object] = lambda _part: None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_value_changed)

    @property
    def is_running(self) -> bool:
        """Whether something is on its way."""
        return self._animation.state() == QVariantAnimation.State.Running

    def go(self, show: Callable[[float], object], ms: int = EASE_SHORT, even: bool = False) -> None:
        """Call `show` with the part of the way that is gone, from more than 0 to exactly 1; with 1 at once where nothing may move.

        `show` begins where things stand now: whatever was on its way stays there. `even`: as fast all along the way.
        """
        self.stop()
        if ms <= 0 or not may_move():
            show(1.0)
            return
        self._show = show
        self._animation.setDuration(ms)
        self._animation.setEasingCurve(QEasingCurve.Type.Linear if even else QEasingCurve.Type.OutCubic)
        self._animation.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def finish(self) -> None:
        """Be there at once."""
        if self.is_running:
            self.stop()
            self._show(1.0)

    def _on_value_changed(self, part: float) -> None:
        # The first value is told while it starts, before anything has moved.
        if self.is_running and part > 0:
            self._show(part)


class CrossFade(QWidget):
    """What stood in a widget gives way to what stands there now, in place of a jump. Nothing is laid out anew for it but once."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._over = over
        self._before: QPixmap | None = None
        self._opacity = 1.0
        self._ease = Ease(self)

    @Slot()
    def begin(self) -> None:
        """To be called before the change: what is seen now lies over it, and fades. Nothing where nothing may move, or is seen."""
        if not self._over.isVisible() or not may_move():
            return
        self._before = self._over.grab()
        self._opacity = 1.0
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._ease.go(self._fade, EASE)

    def _fade(self, part: float) -> None:
        self._opacity = 1.0 - part
        if part < 1.0:
            self.update()
        else:
            self._before = None
            self.hide()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._before is not None:
            painter = QPainter(self)
            painter.setOpacity(self._opacity)
            painter.drawPixmap(0, 0, self._before)
            painter.end()
