"""What every canvas of paths shares: axes around a view that the user moves, zooms and fits, and the row of tools above it."""

from collections.abc import Sequence
from typing import Self

from PySide6.QtCore import QPoint, QPointF, QRect, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.experiment.snapshot import Snapshot
from core.geometry import Box
from core.text import tr
from gui.canvas.geometry import ViewMapping
from gui.canvas.runs_layer import RunsLayer
from gui.canvas.view import CanvasView
from gui.canvas.zoom import ZOOM_STEP, around, move_of_key, pan, zoom
from gui.style.icons import icon_button, set_icon
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, numeric_font, scene_font, small_font
from gui.style.tokens import EASE, FOCUS_RIM, GAP, RIM, TIGHT
from gui.widgets.easing import Ease
from gui.widgets.roving_focus import RovingFocus


class CanvasTools(QWidget):
    """The row above a canvas: what is given, the first of it as wide as there is room, and then the buttons `aspect` and `fit`."""

    def __init__(self, given: Sequence[QWidget], aspect_tip: str, fit_tip: str) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, GAP)
        layout.setSpacing(TIGHT)
        for place, widget in enumerate(given):
            layout.addWidget(widget, 1 if place == 0 else 0)
        # Made after what stands before them, as Tab goes from one to the next in the order in which they are made.
        self.aspect = QToolButton(self)
        self.aspect.setText("1:1")
        self.aspect.setCheckable(True)
        self.aspect.setAccessibleName(tr("Equal aspect"))
        self.aspect.setToolTip(aspect_tip)
        self.aspect.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit = icon_button(self, "fit", tr("Fit"), fit_tip, LIGHT)
        layout.addWidget(self.aspect)
        layout.addWidget(self.fit)
        RovingFocus(self).set_members([*(widget for widget in given if isinstance(widget, QAbstractButton)), self.aspect, self.fit])

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        set_icon(self.fit, "fit", theme)
        font = small_font(QApplication.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.aspect.setFont(font)


# So high the canvas must be, in pixels of the usual size, for the row of tools to leave the picture with its axes 135.
_LEAST_WITH_TOOLS = 180


class PathCanvas(QWidget):
    """Paths and heads of runs in a view; what lies below and above them are layers of the canvas that is built on this.

    Such a canvas shows snapshots, says what there is to see (`_home`) and what is under the mouse (`_on_hovered`, `_on_left`), and
    calls `set_theme` once all its layers are made.
    """

    equal_aspect_changed = Signal(bool)
    moved = Signal()
    """The user, or a part of the window, moves the view; sent before it changes, each time."""
    run_hovered = Signal(object)
    """The label of the run whose head or path the mouse is over, or None."""
    key_pressed = Signal(QKeyEvent)
    """A key that neither moves nor fits the view; who has a use for it accepts it."""

    def __init__(self, tools: CanvasTools, name: str, description: str, parent: QWidget | None = None, left_px: int = 0) -> None:
        """`name` and `description` are those of the view for a screen reader; `left_px` is room to the left of the vertical axis."""
        super().__init__(parent)
        self._styles: dict[str, RunStyle] = {}
        self._theme = LIGHT
        self._is_fitted, self._for_picture = True, False
        self._hovered_run: str | None = None
        self._view = view = CanvasView(self, left_px)
        view.setAccessibleName(name)
        view.setAccessibleDescription(description)
        self._runs = RunsLayer(view.box, 10)
        self._ease = Ease(self)
        self._goal: Box | None = None
        self.tools = tools
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(tools)
        self._column.addWidget(view, 1)
        self.setFocusProxy(view)
        tools.aspect.toggled.connect(self.set_equal_aspect)
        tools.fit.clicked.connect(self.refit)
        view.box.sigRangeChanged.connect(self._on_range_changed)
        view.hovered.connect(self._on_hovered)
        view.left.connect(self._on_left)
        view.pointed.connect(self._on_pointed)
        view.left.connect(lambda: self._tell_hovered(None))
        view.double_clicked.connect(self._on_double_clicked)
        view.dragged.connect(self._on_dragged)
        view.drag_ended.connect(self._on_drag_ended)
        view.wheel_turned.connect(self._on_wheel_turned)
        view.key_pressed.connect(self._on_key_pressed)
        view.focus_changed.connect(self._show_focus)

    @property
    def view(self) -> CanvasView:
        """What has the keys, and takes the gestures."""
        return self._view

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._theme = theme
        self._view.set_look(theme, scene_font(theme))
        self.tools.set_theme(theme)
        self._column.setContentsMargins(0, GAP if theme.is_for_audience and not self._for_picture else 0, 0, 0)
        self._leave_out()
        self._show_focus(False)
        self._show_look()

    def is_low(self, height: float) -> bool:
        """Whether it has less than this height of the usual size, at hand: then what stands around the picture gives way to it."""
        return not (self._theme.is_for_audience or self._for_picture) and self.height() < self._theme.px(height)

    def _leave_out(self) -> None:
        self.tools.setHidden(self._theme.is_for_audience or self._for_picture or self.is_low(_LEAST_WITH_TOOLS))

    def set_styles(self, styles: dict[str, RunStyle]) -> None:
        """The look of each run, by label."""
        self._styles = dict(styles)
        self._show_look()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand."""
        raise NotImplementedError

    def set_for_picture(self) -> None:
        """Leave out what is of no use in a picture to keep: the row of tools. Before `set_theme`."""
        self._for_picture = True

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show the path and the head of this run before the others, or in part; None: all alike."""
        self._runs.raise_run(label, part)

    def copy_view(self, other: Self) -> None:
        """Show what another canvas shows. With equal aspect and another shape, at least that."""
        self.set_equal_aspect(other.equal_aspect())
        self._is_fitted = other.is_fitted
        self._show_box(Box(*other.view_range()))

    def hold_like(self, other: Self) -> None:
        """Show the part of the plane that another canvas shows, and stay there."""
        self.copy_view(other)
        self.hold()

    def told_at_edge(self) -> list[str]:
        """Which heads are out of view, and how far, as the signs at the edge tell it, to be read out."""
        return [sign.spoken for sign in self._runs.signs()]

    def plot_rect(self) -> QRect:
        """Where the view lies in the canvas, without axes and tools, in pixels."""
        inside = self._view.mapFromScene(self._view.box.sceneBoundingRect()).boundingRect()
        return inside.translated(self._view.viewport().mapTo(self, QPoint(0, 0)))

    def hold(self) -> None:
        """Stay at the part of the plane that is shown, whatever comes."""
        self._is_fitted = False

    # The view

    @property
    def is_fitted(self) -> bool:
        """Whether all is shown, as after `fit`, and not a part of it that was chosen."""
        return self._is_fitted

    @Slot()
    def fit(self) -> None:
        """Show all there is to see, until the view is moved."""
        box = self._fitted_box()
        if box is not None:
            self._is_fitted = True
            self._show_box(box)

    @Slot()
    def refit(self) -> None:
        """What F does: as `fit`; where that is shown already, more, if there is more to see. Eased."""
        box = self._more_box() if self._is_fitted else None
        is_fitted = box is None
        box = box or self._fitted_box()
        if box is not None:
            self._is_fitted = is_fitted
            if not is_fitted:
                self.moved.emit()
            self._ease_to(box)

    def zoom_in(self) -> None:
        """One step closer to the middle, eased."""
        self._zoom_at_middle(ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step further away, eased."""
        self._zoom_at_middle(1 / ZOOM_STEP)

    def pan(self, dx: float, dy: float) -> None:
        """Move the view by parts of its width and height; positive is right and up."""
        self._move_to(pan(self._mapping.box, dx, dy))

    def zoom_to(self, extents: list[tuple[float, float, float, float]]) -> None:
        """Show these parts of the plane, (x_min, x_max, y_min, y_max) each, as large as they fit."""
        home = self._home_box()
        if home is not None and extents:
            self._move_to(around(extents, home))

    def show_part(self, x_min: float, x_max: float, y_min: float, y_max: float) -> None:
        """Show this part of the plane."""
        self._move_to(Box(x_min, x_max, y_min, y_max))

    def view_range(self) -> tuple[float, float, float, float]:
        """x_min, x_max, y_min, y_max of what is shown, or will be in a moment."""
        box = self._aim
        return box.x_min, box.x_max, box.y_min, box.y_max

    def equal_aspect(self) -> bool:
        """Whether one unit is as long on either axis, so that directions and distances are true."""
        return self.tools.aspect.isChecked()

    @Slot(bool)
    def set_equal_aspect(self, equal: bool) -> None:
        """Make one unit as long on either axis, or let each axis fill the canvas."""
        with QSignalBlocker(self.tools.aspect):
            self.tools.aspect.setChecked(equal)
        if bool(self._view.box.state["aspectLocked"]) != equal:
            self._view.box.setAspectLocked(equal, 1.0)
            if self._is_fitted:
                self.fit()
            self.equal_aspect_changed.emit(equal)

    # For the canvas that is built on this

    def _home_box(self) -> Box | None:
        """The part of the plane where there is something to see, by which zooms are measured; None before there is anything."""
        raise NotImplementedError

    def _fitted_box(self) -> Box | None:
        """What `fit` shows."""
        return self._home_box()

    def _more_box(self) -> Box | None:
        """What F shows beyond that; None where there is no more."""
        return None

    def _show_look(self) -> None:
        """Give the layers the theme and the styles of now."""
        self._runs.set_look(self._theme, self._styles, numeric_font(scene_font(self._theme)))

    @property
    def _mapping(self) -> ViewMapping:
        return self._runs.mapping

    @property
    def _aim(self) -> Box:
        """What is shown once nothing is on its way: a second press of a key goes on from there."""
        return self._goal or self._mapping.box

    def _show_box(self, box: Box) -> None:
        self._ease.stop()
        self._goal = None
        self._set_range(box)

    def _set_range(self, box: Box) -> None:
        self._view.box.setRange(xRange=(box.x_min, box.x_max), yRange=(box.y_min, box.y_max), padding=0)

    def _move_to(self, box: Box) -> None:
        self._is_fitted = False
        self.moved.emit()
        self._show_box(box)

    def _ease_to(self, box: Box) -> None:
        """Show this part of the plane in a moment, or at once where nothing is to move."""
        before, self._goal = self._mapping.box, box

        def show(part: float) -> None:
            if part < 1.0:
                self.moved.emit()
                self._set_range(before.towards(box, part))
            else:
                self._show_box(box)

        self._ease.go(show, EASE)

    def _zoom_at(self, x: float, y: float, factor: float) -> None:
        home = self._home_box()
        if home is not None:
            self._move_to(zoom(self._mapping.box, x, y, factor, home))

    def _zoom_at_middle(self, factor: float) -> None:
        home, box = self._home_box(), self._aim
        if home is not None:
            self._is_fitted = False
            self.moved.emit()
            self._ease_to(zoom(box, (box.x_min + box.x_max) / 2, (box.y_min + box.y_max) / 2, factor, home))

    # What the user does

    @Slot(QPointF)
    def _on_pointed(self, point: QPointF) -> None:
        self._tell_hovered(self._runs.run_at(point))
        sign = self._runs.sign_at(point)
        self._view.viewport().setToolTip(sign.whole if sign else "")

    def _tell_hovered(self, label: str | None) -> None:
        if label != self._hovered_run:
            self._hovered_run = label
            self.run_hovered.emit(label)

    @Slot(QPointF)
    def _on_hovered(self, point: QPointF) -> None:
        raise NotImplementedError

    @Slot()
    def _on_left(self) -> None:
        raise NotImplementedError

    @Slot(QPointF, QPointF)
    def _on_dragged(self, before: QPointF, now: QPointF) -> None:
        self._view.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        mapping = self._mapping
        self.pan((before.x() - now.x()) / mapping.width, (now.y() - before.y()) / mapping.height)

    @Slot(QPointF)
    def _on_drag_ended(self, point: QPointF) -> None:
        self._on_hovered(point)

    @Slot(QPointF)
    def _on_double_clicked(self, point: QPointF) -> None:
        self.refit()

    @Slot(QPointF, float)
    def _on_wheel_turned(self, point: QPointF, notches: float) -> None:
        self._zoom_at(*self._mapping.point_at(point.x(), point.y()), ZOOM_STEP**notches)

    @Slot(QKeyEvent)
    def _on_key_pressed(self, event: QKeyEvent) -> None:
        move = move_of_key(event)
        if move is not None:
            if move.zoom != 1.0:
                self._zoom_at_middle(move.zoom)
            else:
                self.pan(move.dx, move.dy)
        elif is_plain(event) and event.key() == Qt.Key.Key_F:
            self.refit()
        elif is_plain(event) and event.key() == Qt.Key.Key_E:
            self.set_equal_aspect(not self.equal_aspect())
        else:
            self.key_pressed.emit(event)
            return
        event.accept()

    @Slot()
    def _on_range_changed(self) -> None:
        self._view.fit_axes(may_shrink=self._is_fitted)

    @Slot(bool)
    def _show_focus(self, focused: bool) -> None:
        self._view.box.setBorder(QPen(QColor(self._theme.accent), FOCUS_RIM) if focused else QPen(QColor(self._theme.border), RIM))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed without Ctrl, Shift or Alt."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
