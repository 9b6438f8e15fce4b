"""A kind of problem with one variable, planted beside the two that there are: raced in the window with a form and a canvas of its own."""

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from core.experiment.setup import default_setup
from core.hyperparameters import Hyperparameter
from core.optimizers import TEACHING_ORDER
from core.problems.kinds import FUNCTION, KINDS
from gui.canvas.path_canvas import CanvasTools, PathCanvas
from gui.parameters.problem_form import ProblemForm
from gui.widgets.exact_spin_box import ExactSpinBox
from gui.window import action_table, actions
from tests.helpers.kinds import PARABOLA, ParabolaSetup, plant
from tests.helpers.parameters import write

NUMBER = Hyperparameter("number", "c", "Number", "A number", float, 1.0, 1e-3, 1e3, False, False, (0.1, 10.0), "log")


class ParabolaForm(ProblemForm):
    def __init__(self, parent=None):
        super().__init__(parent)
        self.curvature, self.at = ExactSpinBox(NUMBER, 1.0, self), ExactSpinBox(NUMBER, 3.0, self)
        self.caption = QLabel("Start", self)
        column = QVBoxLayout(self)
        for widget in (self.curvature, self.caption, self.at):
            column.addWidget(widget)
        self.curvature.value_edited.connect(lambda value: self.chosen.emit(ParabolaSetup(value)))
        self.at.value_edited.connect(lambda value: self.start_edited.emit((value,)))

    @property
    def focus_chain(self):
        return [self.curvature, self.at]

    def set_setup(self, setup, batch_size):
        self.curvature.set_value(setup.curvature)
        self.set_start(setup.start)

    def set_start(self, *start):
        self.at.set_value(*start)


class ParabolaCanvas(PathCanvas):
    start_picked = Signal(float, bool)

    def __init__(self, parent=None):
        super().__init__(CanvasTools((), "Aspect (E)", "Fit (F)"), "Curve", "The curve and all runs on it", parent)
        self.problem = self.snapshot = self.start = None
        self.set_theme(self._theme)

    def set_problem(self, problem, start):
        self.problem, self.snapshot = problem, None

    def set_start(self, x):
        self.start = x

    def show_snapshot(self, snapshot):
        self.snapshot = snapshot

    def _home_box(self):
        return None

    def _fitted_box(self):
        return None

    def _on_hovered(self, point):
        pass

    def _on_left(self):
        pass


@pytest.fixture
def window(opened, monkeypatch):
    plant(monkeypatch)
    # The other two files of a kind. Its switch is made of the table of kinds where that is first read.
    monkeypatch.setitem(sys.modules, "gui.parameters.parabola_form", SimpleNamespace(FORM=ParabolaForm))
    monkeypatch.setitem(sys.modules, "gui.canvas.parabola_canvas", SimpleNamespace(CANVAS=ParabolaCanvas))
    switch = action_table.ActionSpec("parabola_mode", action_table.VIEW, PARABOLA.title, PARABOLA.tooltip, ("Ctrl+3",), checkable=True)
    monkeypatch.setattr(actions, "ACTIONS", (*action_table.ACTIONS, switch))
    return opened(default_setup())


@pytest.fixture
def raced(qtbot, window):
    window.actions_by_name["parabola_mode"].trigger()
    qtbot.waitUntil(lambda: window.stage.currentWidget().snapshot is not None)
    return window


def test_that_it_has_its_own_canvas_and_form_and_all_that_is_usual(raced):
    assert raced.experiment.kind is PARABOLA
    assert isinstance(raced.stage.currentWidget(), ParabolaCanvas)
    assert isinstance(raced.panel.form, ParabolaForm)
    assert raced.panel.form.isVisible()
    assert not raced.panel.form_of(FUNCTION).isVisible()
    assert raced.trainer.off == {"sgd"}
    assert raced.actions_by_name["parabola_mode"].isChecked()
    assert raced.trainer.setup.title == "1x²"


def test_that_its_runs_step_and_are_drawn(qtbot, raced):
    raced.actions_by_name["step"].trigger()
    canvas = raced.stage.currentWidget()
    qtbot.waitUntil(lambda: canvas.snapshot.step == 1)
    assert {run.label for run in canvas.snapshot.runs} == set(TEACHING_ORDER) - {"sgd"}
    assert all(run.path.shape == (2, 1) for run in canvas.snapshot.runs)
    qtbot.waitUntil(lambda: raced.loss_plot.view.curves.picture.series != ())
    assert raced.loss_plot.smoothing() == 0.0


def test_that_its_form_and_its_canvas_move_the_start(qtbot, raced):
    write(raced.panel.form.at, "2")
    qtbot.waitUntil(lambda: raced.trainer.latest.start == (2.0,))
    assert raced.stage.currentWidget().start == 2.0
    raced.stage.currentWidget().start_picked.emit(1.5, False)
    qtbot.waitUntil(lambda: raced.trainer.latest.start == (1.5,))
    assert raced.panel.form.at.number == 1.5


def test_that_another_of_its_problems_brings_its_rates(qtbot, raced):
    write(raced.panel.form.curvature, "4")
    qtbot.waitUntil(lambda: raced.trainer.latest.problem.setup == ParabolaSetup(4.0))
    assert {run.optimizer.learning_rate for run in raced.trainer.latest.runs} == {0.025}


def test_that_it_waits_where_it_was_left_while_another_kind_is_raced(qtbot, raced):
    raced.actions_by_name["ten"].trigger()
    qtbot.waitUntil(lambda: raced.trainer.latest.step == 10 and not any(run.step < 10 for run in raced.trainer.latest.runs))
    before = [run.path.tobytes() for run in raced.trainer.latest.runs]
    raced.actions_by_name["function_mode"].trigger()
    qtbot.waitUntil(lambda: raced.trainer.latest.problem.kind == "function")
    raced.actions_by_name["parabola_mode"].trigger()
    qtbot.waitUntil(lambda: raced.trainer.latest.problem.kind == "parabola")
    assert [run.path.tobytes() for run in raced.trainer.latest.runs] == before


def test_that_a_file_of_it_is_saved_and_opened(qtbot, raced, tmp_path, monkeypatch):
    from gui.files import controller

    path = tmp_path / "parabola.toml"
    monkeypatch.setattr(controller, "ask_save", lambda *_: path)
    qtbot.waitUntil(lambda: raced.files.document() is not None)
    assert raced.files.save_as()
    raced.actions_by_name["function_mode"].trigger()
    raced.files.open_path(path)
    qtbot.waitUntil(lambda: raced.trainer.latest.problem.kind == "parabola")
    assert raced.experiment.kind is PARABOLA
    assert raced.files.path == path


def test_that_the_switch_has_a_key_for_each_kind():
    keys = {spec.name: spec.keys for spec in action_table.ACTIONS}
    assert [keys[name] for name in action_table.MODES] == [(f"Ctrl+{place}",) for place, _ in enumerate(KINDS, 1)]
