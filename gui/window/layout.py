"""How the window stands, and the way back: from the window to a `View` and from a `View` to the window."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt

from core.view import HORIZONTALS, View
from gui.experiment.controller import ExperimentController
from gui.experiment.speed import SpeedController
from gui.inspector.controller import InspectorController
from gui.lessons.prediction_controller import PredictionController
from gui.window.parts import WindowParts

_OWNER = "lesson"


@dataclass(frozen=True)
class _Before:
    """What is given back, beside the room and the speed, which others own."""

    inspector: bool
    log: bool


class Layout:
    """Arranges the window. While a lesson borrows it, a view says all that is shown, and the parameter panel is away unless
    somebody asks for it; otherwise its panels are opened and nothing is hidden but the inspector.
    """

    def __init__(
        self,
        parts: WindowParts,
        experiment: ExperimentController,
        inspector: InspectorController,
        prediction: PredictionController,
        speed: SpeedController,
    ) -> None:
        self._parts, self._experiment = parts, experiment
        self._inspector, self._prediction, self._speed = inspector, prediction, speed
        self._before: _Before | None = None

    def read(self) -> View:
        """How the window stands."""
        actions, plot, canvas = self._parts.actions, self._parts.loss_plot, self._experiment.stage_canvas
        frame = plot.view.frame()
        return View(
            panels=self._panels(),
            parameters=self._parts.panel_space.has_panel,
            inspect=self._inspector.labels(),
            walk="sub-steps" if actions["substeps"].isChecked() else "steps",
            zoom=actions["zoom_step"].isChecked(),
            predict=actions["predict"].isChecked() and self._has("predict"),
            box=canvas.view_range() if self._has("box") and not canvas.is_fitted else None,
            equal=canvas.equal_aspect(),
            log=actions["log"].isChecked(),
            smoothing=plot.smoothing(),
            horizontal=next(word for word in HORIZONTALS if word == plot.x_axis()),
            loss_box=None if plot.is_following() else (frame.x.low, frame.x.high, frame.y.low, frame.y.high),
            speed=math.inf if self._speed.speed is None else self._speed.speed,
            replay=self._experiment.is_replaying,
        )

    def show(self, view: View) -> None:
        """Arrange the window, which shows the experiment already, as the view wants it. What it leaves open stays as it is."""
        if view.parameters is not None:
            self._parts.panel_space.set_panel(view.parameters)
        if view.panels is not None:
            self._show_panels(view.panels)
        if "inspector" in (view.panels or ()) or (view.panels is None and view.inspect):
            self._inspector.inspect(view.inspect)
        elif view.panels is not None:
            self._inspector.set_open(False)
        if self._inspector.is_open:
            self._inspector.set_substeps(view.walk == "sub-steps")
            self._inspector.set_zoomed(view.zoom)
        self._prediction.set_on(view.predict and self._has("predict"))
        if view.panels is not None and self._before is not None:
            self._arrange_plots(view.panels)
        if view.log is not None:
            self._set_log(view.log)
        if view.equal is not None:
            self._experiment.stage_canvas.set_equal_aspect(view.equal)
        if view.replay is not None:
            self._experiment.set_replaying(view.replay)
        if view.speed is not None:
            self._speed.set(None if math.isinf(view.speed) else view.speed)
        if self._has("box"):
            if view.box is not None:
                self._experiment.stage_canvas.show_part(*view.box)
            else:
                self._experiment.stage_canvas.fit()
            self._inspector.zoom_again()
        self._parts.loss_plot.show_view(view)
        if view.loss_box is not None:
            # As if the user had moved it: what is drawn goes with it.
            self._parts.loss_plot.view.frame_moved.emit()

    def borrow(self) -> None:
        """From now on views say all that is shown; how the window stands is remembered. To be called before the experiment changes."""
        if self._before is None:
            self._before = _Before(self._inspector.is_open, self._parts.actions["log"].isChecked())
            self._speed.hold()
            self._parts.panel_space.hold(_OWNER)

    def give_back(self) -> None:
        """Arrange the window as it was before it was borrowed."""
        before, parts = self._before, self._parts
        if before is None:
            return
        self._before = None
        parts.stage.show()
        self._prediction.set_on(False)
        parts.panel_space.show_plots(True)
        parts.plots.setOrientation(Qt.Orientation.Vertical)
        self._inspector.set_curves_wanted(True)
        self._inspector.set_substeps(False)
        self._inspector.set_zoomed(False)
        self._inspector.set_beside(False)
        self._inspector.set_open(before.inspector)
        self._set_log(before.log)
        self._speed.let_go()
        parts.panel_space.let_go(_OWNER)

    def _has(self, field: str) -> bool:
        """Whether this kind of problem has a use for a field of the view that only some have a use for."""
        return field in self._experiment.kind.view_fields

    def _panels(self) -> tuple[str, ...]:
        panels: list[str] = ["canvas", "loss"]
        if self._inspector.is_open:
            panels.append("inspector")
        return (*panels, *self._experiment.stage.shown_views())

    def _show_panels(self, panels: tuple[str, ...]) -> None:
        is_borrowed = self._before is not None
        if is_borrowed:
            self._parts.stage.setVisible("canvas" in panels)
            self._inspector.set_curves_wanted("loss" in panels)
        self._experiment.stage.show_views(panels, alone=is_borrowed)

    def _arrange_plots(self, panels: tuple[str, ...]) -> None:
        """Curves alone stand side by side."""
        is_wide = bool(self._experiment.kind.tabs) and "canvas" not in panels
        self._parts.plots.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self._parts.panel_space.show_plots(set(panels) != {"canvas"})

    def _set_log(self, on: bool) -> None:
        action = self._parts.actions["log"]
        if action.isChecked() is not on:
            action.trigger()
