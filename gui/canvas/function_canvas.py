"""The trajectory canvas: the landscape of a function, and the paths of all runs on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import from_forks
from core.functions import Function
from core.geometry import Box
from core.problems.function import FunctionProblem
from core.text import tr
from gui.canvas.geometry import ViewMapping
from gui.canvas.guess_layer import GuessLayer
from gui.canvas.landscape_layer import LandscapeLayer
from gui.canvas.legend import CanvasLegend
from gui.canvas.marks import touches_start
from gui.canvas.read_out import ReadOut
from gui.canvas.runs_layer import RunsLayer
from gui.canvas.step_layer import ShownStep, StepLayer
from gui.canvas.view import CanvasView
from gui.canvas.zoom import ZOOM_STEP, around, fitted, move_of_key, panned, zoomed
from gui.style.icons import icon_button, set_icon
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, formula_font, numeric_font, scene_font

# A click sets the start only when it can no longer become a double click; nobody clicks twice as slowly as this.
_MOST_CLICK_WAIT_MS = 250


class TrajectoryCanvas(QWidget):
    """Heat map, contours and marked points below; paths, heads, and signs for heads out of view above.

    The view changes only by the person, by `set_problem` and by `fit`.
    """

    start_picked = Signal(float, float, bool)
    """x, y of a start that the person chose, and whether it is still being dragged."""
    equal_aspect_changed = Signal(bool)
    guess_picked = Signal(float, float)
    """x, y of a click while clicks are guesses."""
    key_pressed = Signal(QKeyEvent)
    """A key that the canvas has no use for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._function: Function | None = None
        self._styles: dict[str, RunStyle] = {}
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._start: tuple[float, float] | None = None
        self._snapshot_start: tuple[float, float] | None = None
        self._clicked_at = QPointF()
        self._grabbed = False
        self.is_fitted = True
        self._for_picture = self._guessing = False
        self._make_widgets()
        self._pick_timer = QTimer(self)
        self._pick_timer.setSingleShot(True)
        self._pick_timer.timeout.connect(self._on_click_settled)
        self.setFocusProxy(self._view)
        self.set_theme(LIGHT)

    def _make_widgets(self) -> None:
        self._view = CanvasView(self)
        self._view.setAccessibleName(tr("Trajectory canvas"))
        self._view.setAccessibleDescription(tr("The landscape of the function and the paths of all runs"))
        self._landscape = LandscapeLayer(self._view.box, -2)
        self._runs = RunsLayer(self._view.box, 10)
        self._step = StepLayer(self._view.box, 12)
        self.guess = GuessLayer(self._view.box, 14)
        self._read_out = ReadOut(self)
        self._aspect_button = icon_button(self, "equal aspect", tr("Equal aspect"), tr("One unit is as long on x as on y (E)"), LIGHT)
        self._aspect_button.setCheckable(True)
        self._aspect_button.toggled.connect(self.set_equal_aspect)
        self._fit_button = icon_button(self, "fit", tr("Fit"), tr("Show the whole landscape (F, or double click)"), LIGHT)
        self._fit_button.clicked.connect(self.fit)
        self._key = CanvasLegend(self)
        self._tools = QWidget(self)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(16, 8, 16, 0)
        tools.setSpacing(4)
        tools.addWidget(self._read_out, 1)
        tools.addWidget(self._aspect_button)
        tools.addWidget(self._fit_button)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 4)
        below.addWidget(self._key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools)
        layout.addWidget(self._view, 1)
        layout.addLayout(below)
        self._view.box.sigRangeChanged.connect(self._on_range_changed)
        self._view.hovered.connect(self._on_hovered)
        self._view.left.connect(self._on_left)
        self._view.pressed.connect(self._on_pressed)
        self._view.clicked.connect(self._on_clicked)
        self._view.double_clicked.connect(self._on_double_clicked)
        self._view.dragged.connect(self._on_dragged)
        self._view.drag_ended.connect(self._on_drag_ended)
        self._view.wheel_turned.connect(self._on_wheel_turned)
        self._view.key_pressed.connect(self._on_key_pressed)
        self._view.focus_changed.connect(self._on_focus_changed)

    # What is shown

    def set_problem(self, problem: FunctionProblem) -> None:
        """Show the landscape of another problem, fitted, without runs, with its own start."""
        self._pick_timer.stop()
        self._grabbed = False
        self._function = problem.function
        self._snapshot = None
        self._snapshot_start = None
        self._start = problem.function.start
        x, y = problem.function.variables
        self._view.set_titles(x, y)
        self._read_out.set_variables((x, y))
        self._landscape.set_function(problem.function)
        self._runs.show_snapshot(None)
        self._step.show_steps(())
        self._runs.set_start(self._start)
        self.fit()
        self._show_key()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._theme = theme
        font = scene_font(theme)
        self._view.set_look(theme, numeric_font(font))
        self._landscape.set_theme(theme)
        self._show_look()
        self.guess.set_look(theme, numeric_font(font))
        self._tools.setHidden(theme.is_for_room or self._for_picture)
        set_icon(self._fit_button, "fit", theme)
        set_icon(self._aspect_button, "equal aspect", theme)
        self._show_focus(False)
        self._show_key()

    def set_styles(self, styles: dict[str, RunStyle]) -> None:
        """The look of each run, by label."""
        self._styles = dict(styles)
        self._show_look()
        self._runs.show_snapshot(from_forks(self._snapshot) if self._snapshot else None)
        self._show_key()

    def set_start(self, x: float, y: float) -> None:
        """Move the flag. The view stays, even if the flag is out of it."""
        if not self._grabbed and not self._pick_timer.isActive():
            self._start = (x, y)
            self._runs.set_start(self._start)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand. Costs nothing for the snapshot that is shown already, or one of another function."""
        if snapshot is self._snapshot or snapshot.problem.subject is not self._function:
            return
        self._snapshot = snapshot
        x, y = snapshot.start
        if (x, y) != self._snapshot_start:
            self._snapshot_start = x, y
            self.set_start(x, y)
        self._runs.show_snapshot(from_forks(snapshot))
        self._show_key()

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Draw what was computed in these steps, of one or two runs, or nothing."""
        self._step.show_steps(steps)

    def set_guessing(self, on: bool) -> None:
        """Let clicks be guesses, and leave the start alone."""
        self._guessing = on
        self._read_out.set_guessing(on)
        self._show_key()

    def zoom_to(self, extents: list[tuple[float, float, float, float]]) -> None:
        """Show these parts of the plane, (x_min, x_max, y_min, y_max) each, as large as they fit."""
        if self._function is not None and extents:
            self._move_to(around(extents, Box(*self._function.view)))

    def show_part(self, x_min: float, x_max: float, y_min: float, y_max: float) -> None:
        """Show this part of the plane."""
        self._move_to(Box(x_min, x_max, y_min, y_max))

    def set_for_picture(self) -> None:
        """Leave out what is of no use in a picture to keep: the read-out and the buttons. Before `set_theme`."""
        self._for_picture = True

    def copy_view(self, other: "TrajectoryCanvas") -> None:
        """Show what another canvas shows. With equal aspect and another shape, at least that."""
        self.set_equal_aspect(other.equal_aspect())
        self.is_fitted = other.is_fitted
        self._show_box(Box(*other.view_range()))

    def hold(self) -> None:
        """Stay at the part of the plane that is shown, whatever comes."""
        self.is_fitted = False

    # The view

    def fit(self) -> None:
        """Show the function's own view, and the start."""
        if self._function is not None:
            self.is_fitted = True
            self._show_box(fitted(self._function.view, self._start))

    def zoom_in(self) -> None:
        """One step closer to the middle."""
        self._zoom_at_middle(ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step further away."""
        self._zoom_at_middle(1 / ZOOM_STEP)

    def pan(self, dx: float, dy: float) -> None:
        """Move the view by parts of its width and height; positive is right and up."""
        self._move_to(panned(self._mapping.box, dx, dy))

    def equal_aspect(self) -> bool:
        """Whether one unit is as long on x as on y."""
        return self._aspect_button.isChecked()

    def set_equal_aspect(self, equal: bool) -> None:
        """Make one unit as long on x as on y, or let each axis fill the canvas."""
        with QSignalBlocker(self._aspect_button):
            self._aspect_button.setChecked(equal)
        if bool(self._view.box.state["aspectLocked"]) != equal:
            self._view.box.setAspectLocked(equal, 1.0)
            if self.is_fitted:
                self.fit()
            self.equal_aspect_changed.emit(equal)

    def view_range(self) -> tuple[float, float, float, float]:
        """x_min, x_max, y_min, y_max of what is shown."""
        box = self._mapping.box
        return box.x_min, box.x_max, box.y_min, box.y_max

    def read_out_text(self) -> str:
        """The text of the read-out, in one line."""
        return self._read_out.text()

    @property
    def _mapping(self) -> ViewMapping:
        return self._landscape.mapping

    def _show_box(self, box: Box) -> None:
        self._view.box.setRange(xRange=(box.x_min, box.x_max), yRange=(box.y_min, box.y_max), padding=0)

    def _move_to(self, box: Box) -> None:
        self.is_fitted = False
        self._landscape.view_moves()
        self._show_box(box)

    def _zoom_at_middle(self, factor: float) -> None:
        box = self._mapping.box
        self._zoom_at((box.x_min + box.x_max) / 2, (box.y_min + box.y_max) / 2, factor)

    def _zoom_at(self, x: float, y: float, factor: float) -> None:
        if self._function is not None:
            self._move_to(zoomed(self._mapping.box, x, y, factor, Box(*self._function.view)))

    def _show_look(self) -> None:
        font = scene_font(self._theme)
        self._runs.set_look(self._theme, self._styles, numeric_font(font))
        self._step.set_look(self._theme, self._styles, formula_font(font))

    def _show_key(self) -> None:
        runs = self._snapshot.runs if self._snapshot else ()
        diverged = any(run.termination is not None for run in runs)
        self._key.show_marks(self._theme, self._function, diverged, self._guessing, self._mapping.contains, self._start)

    def _show_focus(self, focused: bool) -> None:
        self._view.box.setBorder(QPen(QColor(self._theme.accent if focused else self._theme.border), 1))

    def _on_start_flag(self, point: QPointF) -> bool:
        if self._guessing or self._start is None or not self._mapping.contains(*self._start):
            return False
        return touches_start(point, QPointF(*self._mapping.pixel_of(*self._start)))

    def _pick(self, point: QPointF, dragging: bool) -> None:
        mapping = self._mapping
        px, py = min(max(point.x(), 0.0), mapping.width), min(max(point.y(), 0.0), mapping.height)
        self._start = mapping.round_point_at(px, py)
        self._runs.set_start(self._start, raised=dragging)
        self.start_picked.emit(*self._start, dragging)

    # What the person does

    @Slot(QPointF)
    def _on_hovered(self, point: QPointF) -> None:
        mapping, function = self._mapping, self._function
        inside = self._view.box.rect().contains(point)
        if function is not None and inside:
            self._read_out.show_point(function, *mapping.point_at(point.x(), point.y()), mapping.x_pixel, mapping.y_pixel)
        else:
            self._read_out.show_hint()
        on_flag = inside and self._on_start_flag(point)
        self._runs.set_start(self._start, raised=on_flag or self._grabbed)
        shape = Qt.CursorShape.ArrowCursor
        if self._grabbed or on_flag:
            shape = Qt.CursorShape.ClosedHandCursor if self._grabbed else Qt.CursorShape.OpenHandCursor
        elif inside:
            shape = Qt.CursorShape.CrossCursor
        self._view.viewport().setCursor(shape)

    @Slot()
    def _on_left(self) -> None:
        self._read_out.show_hint()
        if not self._grabbed:
            self._runs.set_start(self._start)

    @Slot(QPointF)
    def _on_pressed(self, point: QPointF) -> None:
        self._grabbed = self._on_start_flag(point)
        if self._grabbed:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    @Slot(QPointF, QPointF)
    def _on_dragged(self, before: QPointF, now: QPointF) -> None:
        if self._grabbed:
            self._pick(now, dragging=True)
            return
        self._view.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        mapping = self._mapping
        self._move_to(panned(mapping.box, (before.x() - now.x()) / mapping.width, (now.y() - before.y()) / mapping.height))

    @Slot(QPointF)
    def _on_drag_ended(self, point: QPointF) -> None:
        if self._grabbed:
            self._grabbed = False
            self._pick(point, dragging=False)
        self._on_hovered(point)

    @Slot(QPointF)
    def _on_clicked(self, point: QPointF) -> None:
        if self._grabbed:
            self._grabbed = False
            self._on_hovered(point)
        elif self._guessing:
            self.guess_picked.emit(*self._mapping.round_point_at(point.x(), point.y()))
        elif self._function is not None:
            # The flag goes there at once; the runs follow when this is sure not to be the first half of a double click.
            self._clicked_at = point
            self._runs.set_start(self._mapping.round_point_at(point.x(), point.y()))
            self._pick_timer.start(min(QApplication.doubleClickInterval(), _MOST_CLICK_WAIT_MS))

    @Slot()
    def _on_click_settled(self) -> None:
        self._pick(self._clicked_at, dragging=False)

    @Slot(QPointF)
    def _on_double_clicked(self, point: QPointF) -> None:
        self._pick_timer.stop()
        self._grabbed = False
        self._runs.set_start(self._start)
        self.fit()

    @Slot(QPointF, float)
    def _on_wheel_turned(self, point: QPointF, notches: float) -> None:
        self._zoom_at(*self._mapping.point_at(point.x(), point.y()), ZOOM_STEP**notches)

    @Slot(QKeyEvent)
    def _on_key_pressed(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        move = move_of_key(event)
        if move is not None:
            self.pan(move.dx, move.dy)
            self._zoom_at_middle(move.zoom)
        elif plain and event.key() == Qt.Key.Key_F:
            self.fit()
        elif plain and event.key() == Qt.Key.Key_E:
            self.set_equal_aspect(not self.equal_aspect())
        else:
            self.key_pressed.emit(event)
            return
        event.accept()

    @Slot(bool)
    def _on_focus_changed(self, by_keyboard: bool) -> None:
        self._show_focus(by_keyboard)

    @Slot()
    def _on_range_changed(self) -> None:
        self._view.fit_axes(may_shrink=self.is_fitted)
        for layer in (self._landscape, self._runs, self.guess):
            layer.update()
        self._show_key()

    # Qt's own names

    def hideEvent(self, event: QHideEvent) -> None:
        self._landscape.stop()
        if self._pick_timer.isActive():
            self._pick_timer.stop()
            self._on_click_settled()
        super().hideEvent(event)
