"""Pictures of the parts that are painted by hand, each in a state that shows all it can, against kept ones in tests/golden.

Both looks of each part: light in the usual size, and dark as an audience sees it. After a change that is meant: pytest --force-regen.
"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.analysis.loss_surface import SurfaceWork
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.functions import FUNCTIONS
from core.lessons.prediction import Guess, Outcome
from core.optimizers import OPTIMIZERS
from core.problems.function import FunctionProblem
from core.steps.figure import extent, figure
from core.steps.phases import Phase
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.guess_layer import GuessPicture
from gui.canvas.step_layer import ShownStep
from gui.inspector.column import InspectorColumn
from gui.network.digit_grid import DigitGrid
from gui.network.layer_norms_view import LayerNormsView
from gui.network.weight_pictures import WeightPictures
from gui.parameters.panel import ParameterPanel
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.application import apply_theme
from gui.style.fonts import text_font
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT, enlarged_font
from gui.weight_plane.canvas import PlaneCanvas
from gui.widgets.run_choice import RunChoice
from tests.helpers import canvas as paths
from tests.helpers import plots
from tests.helpers.small_data import run_of, small_library, small_setup
from tests.helpers.weight_plane import small_race
from tests.helpers.window import show

STYLES = run_styles((key, key) for key in OPTIMIZERS)
RUNS = [(key, key != "gd") for key in OPTIMIZERS]
THEMES = {"light": LIGHT, "dark-enlarged": DARK.for_audience(1.5)}


@pytest.fixture(params=THEMES)
def check(request, qapp, qtbot, golden):
    """Shows a widget in one of the looks, has `act` done with it, and compares it with the kept picture of this name."""
    theme = THEMES[request.param]
    font = QFont(qapp.font())
    apply_theme(qapp, theme)
    qapp.setFont(enlarged_font(text_font(), theme.scale))

    def compare(name, make, act=lambda widget: None):
        # What lies where the mouse was left by a test before would look hovered.
        QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())
        widget = make()
        qtbot.addWidget(widget)
        widget.resize(widget.size() * (1 + theme.scale) / 2)
        widget.set_theme(theme)
        show(qtbot, widget)
        QApplication.processEvents()
        act(widget)
        for _ in range(3):
            QApplication.processEvents()
        image = QImage(widget.size(), QImage.Format.Format_RGB32)
        image.fill(QColor(theme.window))
        widget.render(image)
        golden.check(image, f"part-{name}-{request.param}")

    yield compare
    qapp.setFont(font)


# A function


def race(function="seed-bowl", steps=12):
    made = Experiment(default_setup(function))
    made.advance(steps)
    return made.snapshot()


def function_canvas(function="seed-bowl"):
    canvas = FunctionCanvas()
    canvas.resize(420, 380)
    canvas.set_styles(STYLES)
    canvas.set_problem(FunctionProblem(FUNCTIONS[function]))
    return canvas


@pytest.mark.parametrize("phase", [Phase.ACCUMULATE, Phase.MOVE])
def test_that_a_step_of_two_runs_on_the_canvas_is_the_kept_picture(check, phase):
    records = [next(run for run in race(steps=3).runs if run.label == label).record for label in ("nag", "adam")]

    def act(canvas):
        canvas.zoom_to([extent(record) for record in records])
        canvas.show_steps(
            [ShownStep(label, record.optimizer, figure(record, phase)) for label, record in zip(("nag", "adam"), records, strict=True)]
        )
        canvas._on_hovered(QPointF(120, 100))

    check(f"step-{phase.name.lower()}", function_canvas, act)


@pytest.mark.parametrize("truth", [(-2.0, 4.0), (4.0, -5.0)], ids=["upper", "lower"])
def test_that_a_guess_and_its_error_are_the_kept_picture(check, truth):
    def act(canvas):
        canvas.set_guessing(True)
        outcome = Outcome(Guess("gd", 4, (-6.0, 3.0), (0.5, -1.5)), truth)
        words = "Where does gd go next? Click there, and a line will tell how far off it was."
        canvas.guess.show_picture(GuessPicture(words, truth, (6.0, 2.0), truth[1] > 0, outcome, "off by 4.9"))

    check(f"guess-{'upper' if truth[1] > 0 else 'lower'}", function_canvas, act)


def test_that_signs_crosses_forks_and_the_raised_flag_are_the_kept_picture(check):
    def act(canvas):
        runs = [
            paths.run("gd", [[-9, 2], [-4, 4], [-60, 4.5]]),
            paths.run("sgd", [[-9, 2], [2, -8], [4, -500]]),
            replace(paths.run("momentum", [[-2, 0], [3, 1], [3, 4000]]), parent="gd"),
            paths.run("adagrad", [[-9, 2], [0, 6], [2.5, 7]], diverged=True),
            paths.run("nag", [[-9, 2], [5, 5], [1e200, 1e200]], diverged=True),
            paths.run("adam", [[-9, 2], [-3, -4], [-1, -5], [4, -4]]),
        ]
        canvas.show_snapshot(paths.snapshot(*runs))
        canvas._on_hovered(QPointF(*canvas._mapping.pixel_of(-9, 2)))

    check("signs", function_canvas, act)


@pytest.mark.parametrize("function", ["rastrigin", "himmelblau"])
def test_that_the_marks_and_their_key_are_the_kept_picture(check, function):
    check(f"marks-{function}", lambda: function_canvas(function))


def loss_plot(*runs, off=("sgd",)):
    plot = RunPlot(plot_spec("loss"))
    plot.resize(520, 400)
    plot.set_problem(FunctionProblem(FUNCTIONS["seed-bowl"]))
    plot.set_runs([(key, key not in off) for key in OPTIMIZERS], STYLES)
    if runs:
        plot.show_snapshot(plots.snapshot(*runs))
    return plot


def test_that_a_plot_with_its_cross_hair_table_and_time_mark_is_the_kept_picture(check):
    noise = 1 + 0.3 * np.random.default_rng(3).normal(size=60)
    ended = plots.run("nag", plots.decay(30, 9.0), diverged=True)
    runs = (plots.run("gd", plots.decay(60, 12.0)), plots.run("adam", np.abs(plots.decay(60, 25.0) * noise)), ended)

    def act(plot):
        plot.set_smoothing(0.7)
        plot.set_time_mark(45)
        plot.view.setFocus(Qt.FocusReason.TabFocusReason)
        plot.view.hovered.emit(41.0)

    check("cross-hair", lambda: loss_plot(*runs), act)


def test_that_what_is_out_of_a_plot_or_at_its_floor_is_the_kept_picture(check):
    runs = (
        plots.run("gd", np.array([12.0, 5.0, 3.0, 2.0, 1.0, 0.0, 0.0, 0.0])),
        plots.run("momentum", np.array([12.0, 20.0, 70.0, 900.0, 1e4, 1e5, 1e6, 1e7])),
        plots.run("adam", np.array([12.0, 20.0, 50.0, 300.0, 1e4, 1e5, 1e6, 1e8]), diverged=True),
        plots.run("nag", np.array([12.0, 8.0, 6.0, 5.0, 4.5, 4.0, 3.7, 3.5]), diverged=True),
    )
    check("floor", lambda: loss_plot(*runs))


def test_that_a_plot_without_runs_is_the_kept_picture(check):
    check("no-runs", lambda: loss_plot(off=OPTIMIZERS))


def panel():
    made = ParameterPanel()
    made.resize(360, 620)
    runs = default_setup().runs
    made.set_runs(runs, STYLES)
    return made


def test_that_the_panel_is_the_kept_picture(check):
    def act(made):
        made.set_run_on("sgd", False)
        snapshot = race(steps=5)
        ended = paths.run("momentum", np.zeros((6, 2)), diverged=True)
        made.show_snapshot(replace(snapshot, runs=(*(run for run in snapshot.runs if run.label != "momentum"), ended)))
        made.cards["adam"].set_open(True)
        made.cards["nag"].header.setFocus(Qt.FocusReason.TabFocusReason)

    check("panel", panel, act)


@pytest.mark.parametrize(("label", "phase", "mid_step"), [("adam", Phase.ACCUMULATE, True), ("rmsprop", Phase.MOVE, False)])
def test_that_the_inspected_rule_is_the_kept_picture(check, label, phase, mid_step):
    snapshot = race(steps=14)

    def column():
        made = InspectorColumn()
        made.resize(380, 420)
        made.set_runs(RUNS, STYLES)
        made.choice.choose(label)
        return made

    run = next(run for run in snapshot.runs if run.label == label)
    check(f"rule-{label}", column, lambda made: made.show_run(snapshot.problem, run, phase, mid_step))


def test_that_a_choice_of_a_run_is_the_kept_picture(check):
    def choice():
        made = RunChoice()
        made.resize(110, 34)
        made.set_runs(RUNS, STYLES)
        made.choose("adagrad")
        return made

    check("run-choice", choice)


# A network


@pytest.fixture
def network(tmp_path):
    made = Experiment(small_setup(record_layers=True), library=small_library(tmp_path), off={"gd"})
    made.advance(12)
    return made


def view_of(kind, network, label="sgd"):
    def make():
        view = kind()
        view.resize(400, 260)
        view.set_problem(network.problem)
        view.set_runs(RUNS, STYLES)
        view.choose_run(label)
        return view

    return make


def test_that_images_and_answers_are_the_kept_picture(check, network):
    def act(view):
        view.show_snapshot(network.snapshot())
        view.board.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view.board, Qt.Key.Key_Right)

    check("digits", view_of(DigitGrid, network), act)


def test_that_weights_as_pictures_are_the_kept_picture(check, network):
    def act(view):
        view.show_snapshot(network.snapshot())
        view.board.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view.board, Qt.Key.Key_Return)
        QTest.keyClick(view.board, Qt.Key.Key_Right)

    check("weights", view_of(WeightPictures, network), act)


def test_that_the_norms_of_the_layers_are_the_kept_picture(check, network):
    check("layers", view_of(LayerNormsView, network, "adam"), lambda view: view.show_snapshot(network.snapshot()))


def test_that_the_inspected_weight_of_a_network_is_the_kept_picture(check, network):
    def column():
        made = InspectorColumn()
        made.resize(380, 560)
        made.set_runs(RUNS, STYLES)
        made.choice.choose("adam")
        return made

    run = run_of(network, "adam")
    index = int(np.abs(run.record.taken.terms["g"]).argmax())
    check("rule-on-network", column, lambda made: made.show_run(network.problem, run, Phase.MOVE, False, index))


def test_that_the_accuracy_is_the_kept_picture(check, network):
    def plot():
        made = RunPlot(plot_spec("accuracy"))
        made.resize(420, 300)
        made.set_runs(RUNS, STYLES)
        made.show_snapshot(network.snapshot())
        return made

    check("accuracy", plot)


def test_that_the_plane_with_the_loss_over_it_is_the_kept_picture(check):
    race = small_race("sgd", "momentum", "adam")
    race.advance(20)

    def plane():
        made = PlaneCanvas()
        made.set_for_picture()
        made.resize(400, 400)
        made.set_styles(STYLES)
        made.set_problem(race.problem)
        return made

    def act(made):
        made.show_snapshot(race.snapshot())
        work = SurfaceWork(race.problem, made.plane, made._mapping.grow(8), size=17)
        while not work.is_done:
            grid = work.work(1.0)
        made._surface.show_grid(grid)
        made._show_words()
        made.close_down()

    check("plane", plane, act)
