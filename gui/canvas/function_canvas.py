"""The trajectory canvas: the landscape of a function, and the paths of all runs on it."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from core.analysis.rehearsal import reached_minima, rehearse
from core.experiment.snapshot import RunSnapshot, Snapshot
from core.experiment.snapshot_at import from_forks
from core.functions import Function
from core.geometry import Box
from core.problems.base import Problem
from core.problems.function import FunctionProblem
from core.text import tr
from gui.canvas.finish_layer import FinishLayer
from gui.canvas.geometry import Float64Array
from gui.canvas.ghost_layer import OLD, TO_COME, GhostLayer
from gui.canvas.guess_layer import GuessLayer
from gui.canvas.landscape_layer import LandscapeLayer
from gui.canvas.legend import CanvasLegend
from gui.canvas.marks import touches_start
from gui.canvas.path_canvas import CanvasTools, PathCanvas
from gui.canvas.read_out import ReadOut
from gui.canvas.step_layer import ShownStep, StepLayer
from gui.canvas.zoom import fit, race
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, formula_font, numeric_font, scene_font
from gui.style.tokens import TIGHT

# A click sets the start only when it can no longer become a double click; nobody clicks twice as slowly as this.
_MOST_CLICK_WAIT_MS = 250
# So much of each path keeps numbers away: seven of them take 8 ms when the view rests, four times as much 27; what is older is a cloud.
_NEWEST_ROWS = 500
# So high the canvas must be, in pixels of the usual size, for the key of the marks to leave the picture with its axes 160.
_LEAST_WITH_KEY = 240


class FunctionCanvas(PathCanvas):
    """Relief, contours and marked points below; paths, heads, and signs for heads out of view above.

    The view changes only by the user, by `set_problem` and by `fit`, which shows the race: the start, where the textbook's runs go from
    there, and the minima that they reach.
    """

    start_picked = Signal(float, float, bool)
    """x, y of a start that the user chose, and whether it is still being dragged."""
    guess_picked = Signal(float, float)
    """x, y of a click while clicks are guesses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        read_out = ReadOut()
        tips = tr("One unit is as long on x as on y (E)"), tr("Show the race, then the whole landscape (F, or double click)")
        tools = CanvasTools((read_out,), *tips)
        super().__init__(tools, tr("Trajectory canvas"), tr("The landscape of the function and the paths of all runs"), parent)
        self._read_out = read_out
        self._function: Function | None = None
        self._snapshot: Snapshot | None = None
        self._start: tuple[float, float] | None = None
        self._snapshot_start: tuple[float, float] | None = None
        self._clicked_at = QPointF()
        self._grabbed = self._guessing = False
        self._glide_ms = 0
        self._held: dict[str, RunSnapshot] = {}
        self._course: tuple[Float64Array, ...] = ()
        self._landscape = LandscapeLayer(self._view.box, -2)
        self._finish = FinishLayer(self._view.box, -1)
        self._ghosts = GhostLayer(self._view.box, 9)
        self._step = StepLayer(self._view.box, 12)
        self.guess = GuessLayer(self._view.box, 14)
        self._key = CanvasLegend(self)
        below = QHBoxLayout()
        below.setContentsMargins(0, TIGHT, 0, TIGHT)
        below.addWidget(self._key)
        self._column.addLayout(below)
        self._pick_timer = QTimer(self)
        self._pick_timer.setSingleShot(True)
        self._pick_timer.timeout.connect(self._on_click_settled)
        self.moved.connect(self._landscape.view_moves)
        self._view.pressed.connect(self._on_pressed)
        self._view.clicked.connect(self._on_clicked)
        self.set_theme(LIGHT)

    # What is shown

    def set_problem(self, problem: FunctionProblem, start: tuple[float, float] | None = None) -> None:
        """Show the landscape of another problem, fitted, without runs, with this start or its own."""
        self._pick_timer.stop()
        self._grabbed = False
        self._function = problem.function
        self._snapshot = None
        self._snapshot_start = None
        self._start = start or problem.function.start
        x, y = problem.function.variables
        self._view.set_titles(x, y)
        self._read_out.set_variables((x, y))
        self._landscape.set_function(problem.function)
        self._finish.set_finish(problem.function, None)
        self._runs.show_snapshot(None)
        self.let_ghosts_go()
        self._step.show_steps(())
        self._runs.set_start(self._start)
        self.fit()
        self._show_key()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        super().set_theme(theme)
        self._landscape.set_theme(theme)
        self._finish.set_theme(theme)
        self.guess.set_look(theme, numeric_font(scene_font(theme)))
        self._show_key()

    def _leave_out(self) -> None:
        super()._leave_out()
        if not self._for_picture:
            self._key.setHidden(self.is_low(_LEAST_WITH_KEY))

    def set_styles(self, styles: dict[str, RunStyle]) -> None:
        """The look of each run, by label."""
        super().set_styles(styles)
        self._runs.show_snapshot(from_forks(self._snapshot) if self._snapshot else None)
        self._show_key()

    def set_start(self, x: float, y: float) -> None:
        """Move the flag. The view stays, even if the flag is out of it."""
        if not self._grabbed and not self._pick_timer.isActive():
            self._start = (x, y)
            self._runs.set_start(self._start)

    def shows(self, problem: Problem) -> bool:
        """Whether this is the function whose landscape is shown."""
        return problem.subject is self._function

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand. Costs nothing for the snapshot that is shown already, or one of another function."""
        if snapshot is self._snapshot or not self.shows(snapshot.problem):
            return
        self._snapshot = snapshot
        x, y = snapshot.start
        if (x, y) != self._snapshot_start:
            self._snapshot_start = x, y
            self.set_start(x, y)
        self._finish.set_finish(self._function, snapshot.finish_level)
        self._runs.show_snapshot(from_forks(snapshot), self._glide_ms)
        self._keep_labels_clear()
        self._show_key()

    def _keep_labels_clear(self) -> None:
        """Let the numbers of the next view keep from where the race goes, where it went, and the arrows of a step."""
        runs = self._snapshot.runs if self._snapshot else ()
        arrows = [np.array([arrow.begin, arrow.end]) for step in self._step.steps for arrow in step.figure.arrows]
        self._landscape.keep_labels_from([*self._course, *(run.path[-_NEWEST_ROWS:] for run in runs), *arrows])

    def set_glide(self, ms: int) -> None:
        """In how many milliseconds the head of a run glides from one row to the next; 0: it is there at once."""
        self._glide_ms = ms

    @property
    def ghosts(self) -> tuple[RunSnapshot, ...]:
        """The runs whose paths are shown as ghosts."""
        return self._ghosts.runs

    def hold_ghost(self, label: str) -> None:
        """Keep the path of a run as it is shown now in sight, faintly, whatever becomes of it; the first of several stays."""
        run = next((run for run in from_forks(self._snapshot).runs if run.label == label), None) if self._snapshot else None
        if run is not None and run.step > 0:
            self._held.setdefault(label, run)
            self._ghosts.show_runs(tuple(self._held.values()), OLD)

    def show_race_to_come(self, runs: Sequence[RunSnapshot]) -> None:
        """Show where these runs will go, faintly, while no path is held."""
        if not self._held:
            self._ghosts.show_runs(runs, TO_COME)

    def let_ghosts_go(self) -> None:
        """Show no ghosts."""
        self._held.clear()
        self._ghosts.show_runs((), OLD)

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Draw what was computed in these steps, of one or two runs, or nothing."""
        self._step.show_steps(steps)
        self._keep_labels_clear()

    def set_guessing(self, on: bool) -> None:
        """Let clicks be guesses, and leave the start alone."""
        self._guessing = on
        self._read_out.set_guessing(on)
        self._show_key()

    def read_out_text(self) -> str:
        """The text of the read-out, in one line."""
        return self._read_out.text()

    def _home_box(self) -> Box | None:
        return None if self._function is None else Box(*self._function.view)

    def _fitted_box(self) -> Box | None:
        """Where the race goes from the start."""
        function, start = self._function, self._start
        if function is None or start is None:
            return self._home_box()
        paths = rehearse(function, start)
        self._course = (np.array([start]), *(np.asarray(path, np.float64) for path in paths))
        self._keep_labels_clear()
        return race(fit(function.view, start), np.vstack([*self._course, reached_minima(function, paths)]))

    def _more_box(self) -> Box | None:
        """The function's own view, and the start."""
        return None if self._function is None else fit(self._function.view, self._start)

    def _show_look(self) -> None:
        super()._show_look()
        self._ghosts.set_look(self._theme, self._styles)
        self._step.set_look(self._theme, self._styles, formula_font(scene_font(self._theme)))

    def _show_key(self) -> None:
        runs = self._snapshot.runs if self._snapshot else ()
        diverged = any(run.termination is not None for run in runs)
        finish = self._finish.level is not None
        self._key.show_marks(self._theme, self._function, diverged, self._guessing, self._mapping.contains, self._start, finish)

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

    # What the user does

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
        else:
            super()._on_dragged(before, now)

    @Slot(QPointF)
    def _on_drag_ended(self, point: QPointF) -> None:
        if self._grabbed:
            self._grabbed = False
            self._pick(point, dragging=False)
        super()._on_drag_ended(point)

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
        super()._on_double_clicked(point)

    @Slot()
    def _on_range_changed(self) -> None:
        super()._on_range_changed()
        self._show_key()

    # Qt's own names

    def hideEvent(self, event: QHideEvent) -> None:
        self._landscape.stop()
        if self._pick_timer.isActive():
            self._pick_timer.stop()
            self._on_click_settled()
        super().hideEvent(event)


CANVAS = FunctionCanvas
