"""What each action of the window does, by the action's name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from gui.window.keys_dialog import show_about

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


def window_commands(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """The parts of the window are looked up when an action is used: the actions are made before them."""
    return {
        "new": lambda: window.files.new(),
        "open": lambda: window.files.open(),
        "save": lambda: window.files.save(),
        "save_as": lambda: window.files.save_as(),
        "export": lambda: window.pictures.export(),
        "film": lambda: window.films.export(),
        "copy": lambda: window.pictures.copy(),
        "numbers": lambda: window.numbers.export(),
        "open_data": lambda: window.network.open_files(),
        "open_lesson": lambda: window.lessons.choose_file(),
        "fetch": lambda: window.network.fetch(),
        "quit": window.close,
        "home": lambda: window.time_controller.to_start(otherwise=window.trainer.rewind),
        "back": lambda: window.time_controller.move(-1, otherwise=window.inspect.go),
        "ten_back": lambda: window.time_controller.move(-10, otherwise=window.trainer.step),
        "play": window.toggle,
        "step": lambda: window.time_controller.move(1, otherwise=window.inspect.go),
        "ten": lambda: window.time_controller.move(10, otherwise=window.trainer.step),
        "substeps": lambda: window.inspect.set_substeps(window.actions_by_name["substeps"].isChecked()),
        "look_back": lambda: window.time_controller.look_by(-1),
        "look_back_ten": lambda: window.time_controller.look_by(-10),
        "look_on": lambda: window.time_controller.look_by(1),
        "look_on_ten": lambda: window.time_controller.look_by(10),
        "to_now": lambda: window.time_controller.to_now(),
        "continue_here": lambda: window.time_controller.continue_here(),
        "branch_here": lambda: window.time_controller.branch_here(),
        "predict": lambda: window.prediction.set_on(window.actions_by_name["predict"].isChecked()),
        "lock": lambda: window.prediction.set_locked(window.actions_by_name["lock"].isChecked()),
        "reset": window.reset,
        "new_seed": lambda: window.experiment.draw_seed(),
        "slower": lambda: window.transport.change_speed(-1),
        "faster": lambda: window.transport.change_speed(1),
        "function_mode": lambda: window.change_kind(FunctionSetup),
        "network_mode": lambda: window.change_kind(NetworkSetup),
        "fit_canvas": lambda: window.stage_canvas.fit(),
        "fit_loss": lambda: window.loss_plot.fit(),
        "surface": lambda: window.network.views.plane.toggle_surface(),
        "equal": lambda: window.stage_canvas.set_equal_aspect(window.actions_by_name["equal"].isChecked()),
        "log": lambda: window.loss_plot.set_log_y(window.actions_by_name["log"].isChecked()),
        "inspector": lambda: window.inspect.set_open(window.actions_by_name["inspector"].isChecked()),
        "beside": lambda: window.inspect.set_beside(window.actions_by_name["beside"].isChecked()),
        "zoom_step": lambda: window.inspect.set_zoomed(window.actions_by_name["zoom_step"].isChecked()),
        "next_run": lambda: window.inspect.choose_next(),
        "panel": lambda: window.panel.setVisible(window.actions_by_name["panel"].isChecked()),
        "lesson_next": lambda: window.lessons.next(),
        "lesson_back": lambda: window.lessons.previous_scene(),
        "lesson_skip": lambda: window.lessons.next_scene(),
        "lesson_answer": lambda: window.lessons.toggle_answer(),
        "lesson_leave": lambda: window.lessons.leave(),
        "presentation": lambda: window.presentation.set_on(window.actions_by_name["presentation"].isChecked()),
        "keys": window.show_keys,
        "about": lambda: show_about(window),
    }
