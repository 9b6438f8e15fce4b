"""What a lesson is gone through with by the mouse: the button for what comes next, with its key, and a dot for each scene."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QWidget

from core.text import tr
from gui.style.theme import LIGHT, Theme, small_font
from gui.style.tokens import BUTTON, GAP, LOOSE, TARGET

_DOT = 8.0


class NextButton(QToolButton):
    """Filled, since it is what one presses: the words of its action, and the cap of the key that does the same."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setProperty("role", "primary")
        # Where words have no letter for the mnemonic, it stands in brackets behind them.
        name = re.sub(r"\(&\w\)|&", "", action.text())
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # The action's own text is transparent, by the style sheet: the labels stand in its place.
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._word, self._cap = QLabel(name, self), QLabel(tr("PgDn"), self)
        self._cap.setProperty("role", "cap")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LOOSE, 0, GAP, 0)
        layout.setSpacing(GAP)
        for label in (self._word, self._cap):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_sizes(LIGHT)

    def set_sizes(self, theme: Theme) -> None:
        """As high as a button in the size of this theme."""
        self.setFixedHeight(theme.px(BUTTON))
        self._cap.setFont(small_font(QApplication.font()))
        self.updateGeometry()

    # Qt's own names

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width() if layout is not None else 0, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class SceneDots(QWidget):
    """A dot for each scene, the present one filled; keys go to the scene before and the next one."""

    scene_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Scenes of the lesson"))
        self._theme = LIGHT
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.dots: list[SceneDot] = []

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        self._theme = theme
        for dot in self.dots:
            dot.set_theme(theme)

    def show_scene(self, titles: Sequence[str], at: int) -> None:
        """Show the scenes with these titles, and which of them is the present one."""
        while len(self.dots) > len(titles):
            self.dots.pop().deleteLater()
        while len(self.dots) < len(titles):
            dot = SceneDot(self)
            dot.set_theme(self._theme)
            dot.clicked.connect(partial(self._on_clicked, len(self.dots)))
            self._layout.addWidget(dot)
            self.dots.append(dot)
        for number, (dot, title) in enumerate(zip(self.dots, titles, strict=True)):
            dot.show_scene(tr("Scene {number}: {title}").format(number=number + 1, title=title), number - at)

    def _on_clicked(self, number: int) -> None:
        self.scene_chosen.emit(number)


class SceneDot(QToolButton):
    """One scene: filled where it is the present one, half strong where it was before, a ring where it is to come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._from_here = LIGHT, 0
        # The keys for the scene before and the next one reach every one of them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        self._theme = theme
        self.setFixedSize(QSize(theme.px(TARGET), theme.px(TARGET)))
        self.update()

    def show_scene(self, name: str, from_here: int) -> None:
        """The scene of this name, so many after the present one."""
        self._from_here = from_here
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setProperty("current", from_here == 0)
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.accent if self._from_here == 0 or self.underMouse() else theme.rim)
        painter.setPen(QPen(colour, 1.5 * theme.scale))
        painter.setBrush(colour if self._from_here <= 0 else Qt.BrushStyle.NoBrush)
        radius = theme.px(_DOT) / 2 + (theme.scale if self._from_here == 0 else 0)
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
