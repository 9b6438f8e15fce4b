"""How the window stands, as a file keeps it, and the way back: from a view to the window."""

import math
from typing import TYPE_CHECKING

from core.problems.network_setup import NetworkSetup
from core.view import HORIZONTALS, View
from gui.training.speed import SPEEDS, nearest_speed

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


def window_view(window: "MainWindow") -> View:
    """The view of the window as it stands."""
    on_network = window.experiment.kind is NetworkSetup
    actions, plot = window.actions_by_name, window.loss_plot
    speed = SPEEDS[window.transport.speed_index]
    frame = plot.view.frame()
    canvas = window.experiment.stage_canvas
    return View(
        panels=_panels(window),
        parameters=window.panel_space.has_panel,
        inspect=window.inspect.labels(),
        walk="sub-steps" if actions["substeps"].isChecked() else "steps",
        zoom=actions["zoom_step"].isChecked(),
        predict=actions["predict"].isChecked() and not on_network,
        box=None if on_network or canvas.is_fitted else window.canvas.view_range(),
        equal=canvas.equal_aspect(),
        log=actions["log"].isChecked(),
        smoothing=plot.smoothing(),
        horizontal=next(word for word in HORIZONTALS if word == plot.x_axis()),
        loss_box=None if plot.is_following() else (frame.x.low, frame.x.high, frame.y.low, frame.y.high),
        speed=math.inf if speed is None else speed,
        replay=window.experiment.is_replaying,
    )


def _panels(window: "MainWindow") -> tuple[str, ...]:
    panels: list[str] = ["canvas", "loss"]
    if window.inspect.is_open:
        panels.append("inspector")
    if window.experiment.kind is NetworkSetup:
        views = window.network.views
        panels += [panel for panel, widget in views.by_panel.items() if widget is views.tabs.currentWidget()]
    return tuple(panels)


def show_view(window: "MainWindow", view: View) -> None:
    """Arrange the window, which shows the experiment already, as the view wants it. What it leaves open stays as it is."""
    on_network = window.experiment.kind is NetworkSetup
    if view.parameters is not None:
        window.panel_space.set_panel(view.parameters)
    if view.panels is not None:
        if "inspector" in view.panels:
            window.inspect.inspect(view.inspect)
        else:
            window.inspect.set_open(False)
        if on_network:
            views = window.network.views
            for panel in view.panels:
                if panel in views.by_panel:
                    views.tabs.setCurrentWidget(views.by_panel[panel])
    elif view.inspect:
        window.inspect.inspect(view.inspect)
    if window.inspect.is_open:
        window.inspect.set_substeps(view.walk == "sub-steps")
        window.inspect.set_zoomed(view.zoom)
    window.prediction.set_on(view.predict and not on_network)
    if view.log is not None:
        _set(window, "log", view.log)
    if view.equal is not None:
        window.experiment.stage_canvas.set_equal_aspect(view.equal)
    if view.replay is not None:
        window.experiment.set_replaying(view.replay)
    if view.speed is not None:
        speed = None if math.isinf(view.speed) else view.speed
        window.transport.set_speed_index(nearest_speed(speed))
        window.trainer.set_speed(speed)
    _show_boxes(window, view)


def _show_boxes(window: "MainWindow", view: View) -> None:
    if window.experiment.kind is not NetworkSetup:
        if view.box is not None:
            window.canvas.show_part(*view.box)
        elif not view.zoom:
            window.canvas.fit()
    window.loss_plot.show_view(view)
    if view.loss_box is not None:
        # As if the person had moved it: what is drawn goes with it.
        window.loss_plot.view.frame_moved.emit()


def _set(window: "MainWindow", name: str, on: bool) -> None:
    action = window.actions_by_name[name]
    if action.isChecked() is not on:
        action.trigger()
