"""Films of 300 frames at 800×600 against drawing the frames alone, and the gaps in the window while one is made.

Goals: a GIF in under 3 × the time that it takes to draw, and under 3 MB.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import Snapshot
from core.functions import FUNCTIONS
from core.problems.function import FunctionSetup
from gui.app import SWITCH_SECONDS
from gui.export.film.plan import FilmPlan
from gui.export.film.stage import FilmStage, write_film
from gui.export.registry import FILMS, GIF
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from gui.window.main_window import MainWindow
from tests.benchmarks.timing import side_by_side

FUNCTIONS_FILMED = ("seed-bowl", "himmelblau")
ROUNDS = 2
PLAN = FilmPlan(GIF, 1, 300)


def raced(key: str) -> Snapshot:
    """Seven runs after 300 steps on this function."""
    setup = replace(default_setup(), problem=FunctionSetup(key, FUNCTIONS[key].start))
    experiment = Experiment(setup)
    experiment.advance(PLAN.last)
    return experiment.snapshot()


def draw(snapshot: Snapshot) -> None:
    """Draw all frames and do nothing with them."""
    stage = FilmStage(snapshot, PLAN, "Film")
    for step in PLAN.steps:
        stage.frame(step)
    stage.close()


def window_gaps(application: QApplication, path: Path) -> tuple[np.ndarray, float]:
    """Milliseconds between the ticks of a 16 ms timer, and the seconds it took, while a film is made and seven runs play on."""
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.trainer.step(PLAN.last)
    while window.trainer.latest is None or any(run.step < PLAN.last for run in window.trainer.latest.runs):
        application.processEvents()
    window.trainer.play(1_000_000)  # to a step: open play would end with the race
    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))
    window.films.make(window.trainer.latest, PLAN, path, "Film")
    timer.start(16)
    began = perf_counter()
    while window.films.is_making:
        application.processEvents()
    taken = perf_counter() - began
    timer.stop()
    window.close()
    return 1000 * np.diff(ticks), taken


def main() -> None:
    """Print for each function and kind: seconds, ratio and size; and the gaps."""
    print("Films of 300 frames at 800×600 against drawing them alone (goal for GIF: < 3×, < 3 MB)")
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film"
        for key in FUNCTIONS_FILMED:
            snapshot = raced(key)
            for kind in FILMS if key == FUNCTIONS_FILMED[0] else (GIF,):
                plan = replace(PLAN, kind=kind)
                film, drawing = side_by_side(
                    lambda plan=plan, snapshot=snapshot: write_film(snapshot, plan, path, "Film"),  # type: ignore[misc]
                    lambda snapshot=snapshot: draw(snapshot),  # type: ignore[misc]
                    ROUNDS,
                )
                size = path.stat().st_size / 1e6
                print(f"  {key:<11} {kind.key:<5} {film:6.2f} s against {drawing:5.2f} s: {film / drawing:5.2f}×, {size:.2f} MB")
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        gaps, taken = window_gaps(application, path)
    print(f"  in the window, while seven runs play: {taken:.1f} s; gaps of a 16 ms timer: median {np.median(gaps):.0f} ms,")
    print(f"  99th percentile {np.percentile(gaps, 99):.0f} ms, longest {gaps.max():.0f} ms")


if __name__ == "__main__":
    main()
