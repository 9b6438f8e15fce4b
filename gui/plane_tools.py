"""The line above the plane: the place under the mouse, the progress of the loss over the plane, and the buttons."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStackedWidget, QWidget

from core.loss_surface import LossGrid
from core.text import tr
from gui.canvas_read_out import coordinate_text
from gui.eliding_label import ElidingLabel
from gui.icons import icon_button, set_icon
from gui.panel.number_text import short_figure
from gui.plane_words import SurfaceState, button_text, button_tooltip
from gui.theme import LIGHT, Theme, numeric_font

_HINT, _PLACE, _PROGRESS = range(3)


class PlaneTools(QWidget):
    """`surface`, `aspect` and `fit` are the buttons; what they do is the canvas's business."""

    refusal_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ElidingLabel(tr("Drag to move the view · wheel to zoom"), self)
        self._hint.setProperty("role", "muted")
        self._place = QLabel(self)
        self._place.setFont(numeric_font(self.font()))
        self._place.setMinimumWidth(1)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(tr("Progress of the loss over the plane"))
        self.progress.setToolTip(tr("How much of the loss over the plane has been computed"))
        self.progress.setTextVisible(False)
        self._percent = QLabel(self)
        self._percent.setFont(numeric_font(self.font()))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setFixedWidth(8 * math.ceil(self._percent.fontMetrics().horizontalAdvance(_percent_text(100)) / 8))
        under_way = QWidget(self)
        beside = QHBoxLayout(under_way)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.progress, 1)
        beside.addWidget(self._percent)
        self._pages = QStackedWidget(self)
        self._pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._pages.setAccessibleName(tr("Read-out"))
        self._pages.setToolTip(tr("The place under the mouse, from the start along the two directions, and the loss there if it is shown"))
        for page in (self._hint, self._place, under_way):
            self._pages.addWidget(page)
        self.surface = QPushButton(self)
        self.surface.setAccessibleName(tr("Loss over this plane"))
        self.surface.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.aspect = icon_button(self, "equal aspect", tr("Equal aspect"), tr("One unit is as long along either direction (E)"), LIGHT)
        self.aspect.setCheckable(True)
        self.fit = icon_button(self, "fit", tr("Fit"), tr("Show all paths and follow them (F, or double click)"), LIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 0)
        layout.setSpacing(4)
        layout.addWidget(self._pages, 1)
        layout.addSpacing(4)
        for button in (self.surface, self.aspect, self.fit):
            layout.addWidget(button)
        self._state = SurfaceState.NONE
        self.refusal = ""
        """Why the button for the loss over the plane does nothing now; empty where it does something."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        set_icon(self.fit, "fit", theme)
        set_icon(self.aspect, "equal aspect", theme)

    def show_surface(self, state: SurfaceState, refusal: str, share: float) -> None:
        """What the button does now, or why it does nothing."""
        self._state = state
        if refusal != self.refusal:
            self.refusal = refusal
            self.refusal_changed.emit(refusal)
        self.surface.setText(button_text(state))
        self.surface.setEnabled(not refusal)
        self.surface.setToolTip(refusal or button_tooltip(state))
        if state is SurfaceState.UNDER_WAY:
            self.show_share(share)
            self._pages.setCurrentIndex(_PROGRESS)
        elif self._pages.currentIndex() == _PROGRESS:
            self._pages.setCurrentIndex(_HINT)

    def show_share(self, share: float) -> None:
        """How much of the loss over the plane is computed, from 0 to 1."""
        self.progress.setValue(int(100 * share))
        self._percent.setText(_percent_text(int(100 * share)))

    def show_place(self, place: tuple[float, float] | None, pixel: float, grid: LossGrid | None) -> None:
        """The place under the mouse, None if it is elsewhere; `pixel` is the size of one, in the plane's units."""
        if self._state is SurfaceState.UNDER_WAY:
            return
        if place is None:
            self._pages.setCurrentIndex(_HINT)
            return
        text = f"({coordinate_text(place[0], pixel)}, {coordinate_text(place[1], pixel)})"
        loss = grid.value(*place) if grid is not None else float("nan")
        if loss == loss:  # a number
            text += "   " + tr("loss {value}").format(value=short_figure(loss))
        self._place.setText(text)
        self._pages.setCurrentIndex(_PLACE)

    def read_out_text(self) -> str:
        """What is read: the hint, or the place under the mouse."""
        return self._place.text() if self._pages.currentIndex() == _PLACE else self._hint.whole


def _percent_text(percent: int) -> str:
    return f"{percent}\u202f%"
