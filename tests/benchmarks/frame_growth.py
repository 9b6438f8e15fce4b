"""A frame with 7 × 100,000 steps against one with 7 × 1,000: canvas and loss plot updated and painted. Goal: ≤ 2×."""

from statistics import median

from PySide6.QtWidgets import QApplication, QWidget

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup
from core.optimizers.gradient_descent import StochasticGradientDescent
from core.problems.base import Sampling
from core.problems.function import FunctionProblem, FunctionSetup
from gui.canvas.function_canvas import FunctionCanvas
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from tests.benchmarks.timing import seconds

FRAMES, STEPS_EACH_FRAME = 60, 20
# An event loop that is asked once may stop between update and paint.
EVENT_ROUNDS = 3


def frame_ms(application: QApplication, steps: int, kind: str) -> float:
    """Median milliseconds of a frame in which each run has grown by a few steps."""
    # Seven runs that never come to rest and cover each other: SGD with batches of one is the hardest picture.
    rate = 0.002
    runs = tuple(RunSetup(f"sgd {n}", StochasticGradientDescent(rate * (1 + n / 10)), Sampling(1, 1.0)) for n in range(7))
    setup = Setup(FunctionSetup("himmelblau", (-0.15, 0.67)), 0, runs)
    experiment = Experiment(setup)
    experiment.advance(steps)
    assert len(experiment.active) == len(runs), "a run ended early, so its frames would be too easy"
    widget: QWidget
    if kind == "canvas":
        canvas = FunctionCanvas()
        canvas.set_theme(LIGHT)
        canvas.set_styles(run_styles((run.label, run.optimizer.key) for run in setup.runs))
        canvas.set_problem(FunctionProblem(experiment.problem.function))
        widget, show = canvas, canvas.show_snapshot
    else:
        plot = RunPlot(plot_spec("loss"))
        plot.set_theme(LIGHT)
        plot.set_problem(FunctionProblem(experiment.problem.function))
        plot.set_runs([(run.label, True) for run in setup.runs], run_styles((run.label, run.optimizer.key) for run in setup.runs))
        widget, show = plot, plot.show_snapshot
    widget.resize(620, 640)
    widget.show()
    show(experiment.snapshot())
    application.processEvents()
    times = []
    for _ in range(FRAMES):
        experiment.advance(STEPS_EACH_FRAME)
        snapshot = experiment.snapshot()

        def frame(snapshot=snapshot) -> None:  # type: ignore[no-untyped-def]
            show(snapshot)
            for _ in range(EVENT_ROUNDS):
                application.processEvents()

        times.append(seconds(frame))
    widget.close()
    return 1000 * median(times)


def main() -> None:
    """Print the ratio for the canvas and for the loss plot."""
    print("A frame with 7 × 100,000 steps against 7 × 1,000 (goal: ≤ 2×)")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    for kind in ("canvas", "loss plot"):
        short, long = (frame_ms(application, steps, kind) for steps in (1_000, 100_000))
        print(f"  {kind:<10} {long:6.2f} ms against {short:6.2f} ms: {long / short:5.2f}×")


if __name__ == "__main__":
    main()
