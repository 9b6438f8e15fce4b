"""The lines above and below the plane: the place under the mouse, the loss over it and its progress; the key, and what it all shows."""

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.analysis.loss_surface import LossGrid
from core.analysis.principal_plane import PrincipalPlane
from core.number_text import number_text
from core.text import tr
from gui.canvas.legend import CanvasLegend
from gui.canvas.path_canvas import CanvasTools
from gui.canvas.read_out import coordinate_text
from gui.style.icons import set_icon, size_buttons
from gui.style.theme import Theme, numeric_font
from gui.style.tokens import GAP, TARGET, TIGHT
from gui.weight_plane.texts import SurfaceState, button_text, button_tooltip, plane_sentence, surface_sentence
from gui.widgets.labels import ElidingLabel, HintLabel, set_tool_tip
from gui.widgets.spoken import SpokenLabel

_HINT, _PLACE, _PROGRESS = range(3)


class PlaneTools(CanvasTools):
    """`surface` is the button for the loss over the plane; what it does is the canvas's business."""

    refusal_changed = Signal(str)

    def __init__(self) -> None:
        pages, surface = QStackedWidget(), QPushButton()
        super().__init__(
            (pages, surface),
            tr("One unit is as long along either direction (E)"),
            tr("Show all paths and follow them (F, or double click)"),
        )
        self._pages, self.surface = pages, surface
        self._hint = HintLabel(tr("Drag to move the view · wheel to zoom"), self)
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
        beside.setSpacing(GAP)
        beside.addWidget(self.progress, 1)
        beside.addWidget(self._percent)
        pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        pages.setAccessibleName(tr("Read-out"))
        pages.setToolTip(tr("The place under the mouse, from the start along the two directions, and the loss there if it is shown"))
        pages.setContentsMargins(0, 0, TIGHT, 0)
        for page in (self._hint, self._place, under_way):
            pages.addWidget(page)
        surface.setAccessibleName(tr("Loss over this plane"))
        surface.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._state = SurfaceState.NONE
        self.refusal = ""
        """Why the button for the loss over the plane does nothing now; empty where it does something."""

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

    def show_hint(self) -> None:
        """The mouse is elsewhere."""
        if self._state is not SurfaceState.UNDER_WAY:
            self._pages.setCurrentIndex(_HINT)

    def show_place(self, place: tuple[float, float], pixel: float, grid: LossGrid | None, axes: tuple[str, str]) -> None:
        """The place under the mouse; `pixel` is the size of one, in the plane's units, `axes` are the names of its two directions."""
        if self._state is SurfaceState.UNDER_WAY:
            return
        text = "  ".join(f"{axis} {coordinate_text(along, pixel)}" for axis, along in zip(axes, place, strict=True))
        loss = grid.value(*place) if grid is not None else float("nan")
        if loss == loss:  # a number
            text += "   " + tr("loss {value}").format(value=number_text(loss))
        self._place.setText(text)
        self._pages.setCurrentIndex(_PLACE)

    def read_out_text(self) -> str:
        """What is read: the hint, or the place under the mouse."""
        return self._place.text() if self._pages.currentIndex() == _PLACE else self._hint.whole


def _percent_text(percent: int) -> str:
    return f"{percent}\u202f%"


class PlaneFoot(QWidget):
    """The key of the marks, and how a text on the plane and the loss over it begins; all of it is shown on demand, and in pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = CanvasLegend(self)
        self._key.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._beginning = ElidingLabel("", self)
        self._beginning.setProperty("role", "muted")
        self.whole = _WholeButton(self)
        self.whole.toggled.connect(self._show_what_is_wanted)
        self._plane_text = self._text(tr("What the picture shows, in full"))
        self._surface_text = self._text(tr("What the contours show"))
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._key)
        first.addWidget(self._beginning, 1)
        first.addWidget(self.whole)
        first.addStretch(0)  # what is left of the row while there is nothing but the key
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TIGHT, 0, GAP)
        layout.setSpacing(TIGHT)
        layout.addLayout(first)
        for text in (self._plane_text, self._surface_text):
            layout.addWidget(text)
        self._is_brief, self._for_picture, self._failed = False, False, False
        self._show_what_is_wanted()

    def _text(self, name: str) -> QLabel:
        label = SpokenLabel(name, self)
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        return label

    def set_for_picture(self) -> None:
        """Show the whole text always, since nobody can ask for it."""
        self._for_picture = True
        self._show_what_is_wanted()

    def show_words(self, plane: PrincipalPlane | None, left_out: bool, grid: LossGrid | None) -> None:
        """The sentences for this plane, of which diverged runs were left out or not, and this loss over it."""
        self._failed = False
        self._plane_text.setText(plane_sentence(plane, left_out, rings=grid is None))
        self._surface_text.setText(surface_sentence(grid))
        self._show_what_is_wanted()

    def show_failure(self, sentence: str) -> None:
        """Why there is no new picture; until there is one."""
        self._failed = True
        self._plane_text.setText(sentence)
        self._show_what_is_wanted()

    def show_marks(self, theme: Theme, diverged: bool) -> None:
        """Which marks the key explains. From afar the sentences cannot be read."""
        self._is_brief = theme.is_for_audience
        set_icon(self.whole, "about", theme)
        size_buttons([self.whole], theme, TARGET)
        self._key.show_marks(theme, None, diverged)
        self._show_what_is_wanted()

    def text(self) -> str:
        """The sentences in one line."""
        return " ".join(label.text() for label in (self._plane_text, self._surface_text) if label.text())

    @Slot()
    def _show_what_is_wanted(self) -> None:
        whole = self.text()
        self._beginning.set_whole("" if self.whole.isChecked() else whole)
        for widget in (self._beginning, self.whole):
            set_tool_tip(widget, whole)
            widget.setAccessibleDescription(whole)
            widget.setVisible(bool(whole) and not (self._is_brief or self._for_picture or self._failed))
        in_full = self._failed or self._for_picture or (self.whole.isChecked() and not self._is_brief)
        for label in (self._plane_text, self._surface_text):
            label.setVisible(in_full and bool(label.text()))


class _WholeButton(QToolButton):
    """Shows a text in full, or its beginning again: by a click, Space or Enter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedSize(TARGET, TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("About this picture"))

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
