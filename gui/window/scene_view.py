"""The window as a scene of a lesson wants it, and as it was before the lesson."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.lessons.lesson import Scene
from core.problems.network_setup import NetworkSetup
from gui.training.speed import SPEEDS, nearest_speed

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


_OWNER = "lesson"


@dataclass(frozen=True)
class _Before:
    """What a lesson changes and gives back, beside the room and the speed, which others own."""

    inspector: bool
    log: bool


class SceneView:
    """Shows and hides the parts of the window for a scene. The parameter panel is away unless somebody asks for it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._before: _Before | None = None

    def begin(self) -> None:
        """Remember the window as it is before the experiment of a lesson comes into it."""
        window = self._window
        if self._before is None:
            self._before = _Before(window.inspect.is_open, window.actions_by_name["log"].isChecked())
            window.speed.hold()
            window.panel_space.hold(_OWNER)

    def apply(self, scene: Scene) -> None:
        """Arrange the window for this scene, whose experiment it already shows."""
        window, panels = self._window, frozenset(scene.panels)
        on_network = isinstance(scene.setup.problem, NetworkSetup)
        window.stage.setVisible("canvas" in panels)
        window.inspect.set_curves_wanted("loss" in panels)
        if on_network:
            self._show_tabs(panels)
        if "inspector" in panels:
            window.inspect.inspect(scene.inspect)
        else:
            window.inspect.set_open(False)
        window.inspect.set_substeps(scene.walk == "sub-steps" and "inspector" in panels)
        # Without a view of its own, a step that is taken apart is seen from close by.
        window.inspect.set_zoomed("inspector" in panels and scene.walk == "sub-steps" and scene.view is None and not on_network)
        window.prediction.set_on(scene.predict)
        # Curves alone stand side by side.
        is_wide = on_network and "canvas" not in panels
        window.plots.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        if on_network:
            window.network.views.fairness.hide()
        window.plots.setVisible(panels != {"canvas"})
        self._set("log", scene.log)
        window.transport.set_speed_index(nearest_speed(scene.speed))
        window.trainer.set_speed(scene.speed)
        if not on_network:
            window.canvas.fit()
            if scene.view is not None:
                window.canvas.show_part(*scene.view)
            window.inspect.zoom_again()
        window.loss_plot.fit()

    def restore(self) -> None:
        """The window as it was before the lesson."""
        before, window = self._before, self._window
        if before is None:
            return
        self._before = None
        window.stage.show()
        window.prediction.set_on(False)
        window.plots.show()
        window.plots.setOrientation(Qt.Orientation.Vertical)
        window.inspect.set_curves_wanted(True)
        if window.network.is_made:
            window.network.set_visible(window.experiment.kind is NetworkSetup)
        window.inspect.set_substeps(False)
        window.inspect.set_zoomed(False)
        window.inspect.set_beside(False)
        window.inspect.set_open(before.inspector)
        self._set("log", before.log)
        window.speed.let_go()
        # The slider may have stood there already, for a scene whose own speed is not on offer.
        window.trainer.set_speed(SPEEDS[window.transport.speed_index])
        window.panel_space.let_go(_OWNER)

    def _show_tabs(self, panels: frozenset[str]) -> None:
        views = self._window.network.views
        wanted = [views.by_panel[panel] for panel in views.by_panel if panel in panels]
        views.tabs.setVisible(bool(wanted))
        if wanted:
            views.tabs.setCurrentWidget(wanted[0])

    def _set(self, name: str, on: bool) -> None:
        action = self._window.actions_by_name[name]
        if action.isChecked() is not on:
            action.trigger()
