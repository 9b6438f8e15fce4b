"""The canvas for a network: the weights of all runs, projected on the plane in which they move most."""

from typing import Self

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from core.analysis.loss_surface import LossGrid
from core.analysis.principal_plane import PrincipalPlane
from core.experiment.snapshot import Snapshot
from core.geometry import Box
from core.problems.base import Problem
from core.problems.network import NetworkProblem
from core.text import tr
from gui.canvas.geometry import Float64Array
from gui.canvas.path_canvas import PathCanvas, is_plain
from gui.style.run_style import RunStyle
from gui.style.theme import LIGHT, Theme, scene_font
from gui.weight_plane.analyst import PlaneAnalyst, PlaneFeed, SurfaceProgress
from gui.weight_plane.empty_view import HOME, EmptyView
from gui.weight_plane.projection import PlanePicture, PlaneProjection, box_to_follow, decisive, home_box
from gui.weight_plane.rings_layer import RingsLayer
from gui.weight_plane.surface_layer import SurfaceLayer
from gui.weight_plane.texts import SurfaceState, axis_names, axis_titles, refusal
from gui.weight_plane.tools import PlaneFoot, PlaneTools

_TITLE_PX = 4
# The loss is computed a little beyond the view, which changes its shape when there is a sentence more below it.
_MARGIN_PART = 0.08


class PlaneCanvas(PathCanvas):
    """Paths, heads and the common start in the plane; on request, when paused, the loss over it.

    Until the user moves the view it follows the paths, and again after `fit`. The picture is made in another thread,
    which `close_down` ends, and only while the canvas can be seen.
    """

    surface_changed = Signal(object)
    """A `SurfaceState`: whether the loss over the plane is shown or on its way."""

    tools: PlaneTools

    def __init__(self, parent: QWidget | None = None) -> None:
        self._description = tr("The weights of all runs, projected on the plane in which they move most")
        super().__init__(PlaneTools(), tr("Plane of the weights"), self._description, parent, _TITLE_PX)
        self._has_ring = False
        self._problem: NetworkProblem | None = None
        self._picture: PlanePicture | None = None
        self._paused = True
        self._share, self._surface_state, self._surface_waits = 0.0, SurfaceState.NONE, False
        self._study: PlaneProjection | None = None
        self._analyst = PlaneAnalyst(self)
        self._analyst.picture_ready.connect(self._on_picture_ready)
        self._analyst.surface_ready.connect(self._on_surface_ready)
        self._analyst.failed.connect(self._on_failed)
        self._feed = PlaneFeed(self._analyst, self)
        self._surface = SurfaceLayer(self._view.box, -2)
        self._rings = RingsLayer(self._view.box, -1)
        self._empty = EmptyView(self._view.box, -1)
        self._foot = PlaneFoot(self)
        self._column.addWidget(self._foot)
        self.tools.surface.clicked.connect(self.toggle_surface)
        self.key_pressed.connect(self._on_surface_key)
        self.set_theme(LIGHT)
        self.set_equal_aspect(True)
        self.fit()
        self._show_words()

    # What is shown

    def set_problem(self, problem: Problem) -> None:
        """Show runs on another network, of which there are none yet."""
        assert isinstance(problem, NetworkProblem)
        self._problem = problem
        self._empty.show_problem(problem)
        self._describe()
        self._feed.offer(None)
        self._show_picture(None)
        self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        super().set_theme(theme)
        self._surface.set_theme(theme)
        for layer in (self._rings, self._empty):
            layer.set_look(theme, scene_font(theme))
        self._show_words()

    def set_styles(self, styles: dict[str, RunStyle]) -> None:
        """The look of each run, by label."""
        super().set_styles(styles)
        self._runs.show_snapshot(self._picture.shown if self._picture else None)

    def set_paused(self, paused: bool) -> None:
        """Whether the runs stand still. What takes long is done only then."""
        self._paused = paused
        self._feed.set_paused(paused)
        if not paused and self._surface_state is SurfaceState.UNDER_WAY:
            self.hide_surface()
        self._show_words()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand, as soon as their places are known. Costs nothing for what is shown, or while hidden."""
        if snapshot is self._feed.latest or snapshot.problem is not self._problem:
            return
        self._feed.offer(snapshot)
        self._empty.show_whether(can_run=bool(snapshot.runs))
        self._describe()
        if self._study is not None:
            self._on_picture_ready(self._study.picture(snapshot, resting=True))

    def set_for_picture(self) -> None:
        """For a picture to keep: without the row of tools, and drawn at once instead of in another thread. Before `set_theme`."""
        super().set_for_picture()
        self._foot.set_for_picture()
        self._empty.set_for_picture()
        self._study = PlaneProjection()

    def copy_view(self, other: Self) -> None:
        """Show what another canvas shows of the same network. With equal aspect and another shape, at least that."""
        picture = other.picture
        if picture is not None and picture.snapshot.problem is self._problem:
            if self._study is not None:
                self._study.keep(picture)
            self._show_picture(picture)
            self._surface.show_grid(other.surface_grid, self._paths_shown())
        super().copy_view(other)
        self._show_words()

    def hold_like(self, other: Self) -> None:
        """Draw the runs that are shown here in the plane and the view of another canvas, and stay there."""
        if other.picture is not None and self._study is not None and self._feed.latest is not None:
            self._study.keep(other.picture)
            self._on_picture_ready(self._study.picture(self._feed.latest))
        self._show_box(Box(*other.view_range()))
        self.hold()  # only now, so that beside the axis there is as much room as its numbers need, and not what those before took

    @property
    def picture(self) -> PlanePicture | None:
        """What is drawn of the runs; None before the first picture has come."""
        return self._picture

    @property
    def surface_grid(self) -> LossGrid | None:
        """What is shown of the loss over the plane."""
        return self._surface.grid

    @property
    def plane(self) -> PrincipalPlane | None:
        """The plane that is shown; None before the first step."""
        return self._picture.plane if self._picture else None

    def sentences(self) -> str:
        """What stands below the plane, in one line."""
        return self._foot.text()

    def read_out_text(self) -> str:
        """The text of the read-out."""
        return self.tools.read_out_text()

    def close_down(self) -> None:
        """End the thread. Nothing is drawn any more."""
        self._feed.close()
        self._analyst.close()

    # The loss over the plane

    @property
    def surface_state(self) -> SurfaceState:
        """Whether the loss over the plane is shown or on its way."""
        return self._surface_state

    @Slot()
    def toggle_surface(self) -> None:
        """Begin the loss over what is shown of the plane, or take it away; nothing where `refusal` says why not."""
        if self._surface_state is not SurfaceState.NONE:
            self.hide_surface()
        elif not refusal(self.plane, self._paused, self._surface_state):
            self._share = 0.0
            self._set_surface_state(SurfaceState.UNDER_WAY)
            self._begin_surface()

    def _begin_surface(self) -> None:
        """Begin, or wait where the picture of the last steps, which may have another plane, is still on its way."""
        plane, problem = self.plane, self._problem
        self._surface_waits = self._picture is not None and self._picture.snapshot is not self._feed.latest
        if plane is not None and problem is not None and not self._surface_waits:
            mapping = self._mapping
            self._analyst.begin_surface(problem, plane, mapping.grow(_MARGIN_PART * max(mapping.width, mapping.height)))

    def hide_surface(self) -> None:
        """Stop computing the loss and take away what there is of it."""
        self._surface_waits = False
        self._drop_surface()
        self._set_surface_state(SurfaceState.NONE)

    def _drop_surface(self) -> None:
        self._analyst.cancel_surface()
        self._surface.show_grid(None)

    def _set_surface_state(self, state: SurfaceState) -> None:
        changed = state is not self._surface_state
        self._surface_state = state
        self._feed.set_pinned(state is not SurfaceState.NONE)
        self._show_words()
        if changed:
            self.surface_changed.emit(state)

    def _home_box(self) -> Box:
        return home_box(self.plane, self._picture.shown.runs if self._picture else ()) if self.plane is not None else HOME

    # From the other thread

    @Slot(object)
    def _on_picture_ready(self, picture: PlanePicture) -> None:
        if picture.snapshot.problem is self._problem:
            self._show_picture(picture)

    def _show_picture(self, picture: PlanePicture | None) -> None:
        before, ended = self.plane, self._ended_runs()
        self._picture = picture
        if self.plane is not before:
            self._on_plane_changed()
        elif self._ended_runs() != ended:
            self._show_words()
        shown = picture.shown if picture else None
        if self._is_fitted and shown is not None and (box := box_to_follow(self._mapping.box, self.plane, shown.runs)):
            self._show_box(box)
        self._runs.set_start((0.0, 0.0))
        self._runs.show_snapshot(shown)
        if self._surface_waits and self._surface_state is SurfaceState.UNDER_WAY:
            self._begin_surface()

    def _ended_runs(self) -> list[str]:
        return [run.label for run in self._picture.shown.runs if run.termination is not None] if self._picture else []

    def _on_plane_changed(self) -> None:
        plane = self.plane
        if plane is not None and self._surface_state is SurfaceState.UNDER_WAY:
            # Steps that were on their way when it was asked for have led to another plane: it is that one's loss that is meant.
            self._drop_surface()
            self._share, self._surface_waits = 0.0, True
        elif self._surface_state is not SurfaceState.NONE or self._surface.grid is not None:
            self.hide_surface()
        self._view.set_titles(*(axis_titles(plane) if plane else ("", "")))
        if self._is_fitted:
            self._show_box(self._home_box())
        self._show_words()

    @Slot(object)
    def _on_surface_ready(self, progress: SurfaceProgress) -> None:
        self._share = progress.share
        if progress.grid is not None:
            self._surface.show_grid(progress.grid, self._paths_shown())
        if progress.share == 1.0:
            self._set_surface_state(SurfaceState.SHOWN)
        elif progress.grid is not None:
            self._show_words()
        self.tools.show_share(progress.share)

    def _paths_shown(self) -> list[Float64Array]:
        return [] if self._picture is None else [run.path for run in self._picture.shown.runs]

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.hide_surface()
        self._foot.show_failure(sentence)

    def _show_words(self) -> None:
        self._empty.setVisible(self.plane is None)
        self._rings.setVisible(self.plane is not None and self._surface.grid is None)
        self._describe()
        self._view.show_numbers(self.plane is not None)
        self._show_focus(self._has_ring)
        self.tools.show_surface(self._surface_state, refusal(self.plane, self._paused, self._surface_state), self._share)
        runs = self._picture.shown.runs if self._picture else ()
        self._foot.show_marks(self._theme, bool(self._ended_runs()))
        self._foot.show_words(self.plane, len(decisive(runs)) < len(runs), self._surface.grid)

    def _describe(self) -> None:
        """What a screen reader says of the view."""
        words = self._empty.text() if self.plane is None else self._description
        if words != self._view.accessibleDescription():
            self._view.setAccessibleDescription(words)

    @Slot(bool)
    def _show_focus(self, focused: bool) -> None:
        # Before there is a plane there is nothing that a frame would bound.
        self._has_ring = focused
        if focused or self.plane is not None:
            super()._show_focus(focused)
        else:
            self._view.box.setBorder(QPen(Qt.PenStyle.NoPen))

    # What the user does

    @Slot(QPointF)
    def _on_hovered(self, point: QPointF) -> None:
        plane, mapping = self.plane, self._mapping
        inside = plane is not None and self._view.box.rect().contains(point)
        if plane is not None and inside:
            self.tools.show_place(mapping.point_at(point.x(), point.y()), mapping.x_pixel, self._surface.grid, axis_names(plane))
        else:
            self.tools.show_hint()
        self._view.viewport().setCursor(Qt.CursorShape.CrossCursor if inside else Qt.CursorShape.ArrowCursor)

    @Slot()
    def _on_left(self) -> None:
        self.tools.show_hint()

    @Slot(QKeyEvent)
    def _on_surface_key(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() == Qt.Key.Key_P:
            self.toggle_surface()
        elif is_plain(event) and event.key() == Qt.Key.Key_Escape and self._surface_state is not SurfaceState.NONE:
            self.hide_surface()
        else:
            return
        event.accept()

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._feed.set_visible(False)
        if self._surface_state is SurfaceState.UNDER_WAY:
            self.hide_surface()
        super().hideEvent(event)
