"""One step by key in the real window, from the key to its picture: with the step inspector open against without it.

Goal: under 50 ms a step at the median with the inspector open. The window looks for new steps every 16 ms, which both sides wait for.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.data.library import DataLibrary
from core.experiment.setup import Setup, default_network_setup, default_setup
from core.experiment.snapshot import Snapshot
from core.problems.function import FunctionSetup
from gui.app import SWITCH_SECONDS
from gui.window.main_window import MainWindow
from tests.helpers.mnist_files import mnist_folder

ROUNDS, STEPS = 8, 12


def one_step(window: MainWindow) -> float:
    """Milliseconds from the key until the window has painted the new step."""
    latest = window.trainer.latest
    assert latest is not None
    goal, loop = latest.step + 1, QEventLoop()

    def look(snapshot: Snapshot) -> None:
        if all(run.step >= goal for run in snapshot.runs):
            # After the painting, which the clock has done at once.
            QTimer.singleShot(0, loop.quit)

    began = perf_counter()
    connection = window.clock.frame.connect(look)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Right)
    loop.exec()
    window.clock.frame.disconnect(connection)
    return 1000 * (perf_counter() - began)


def measured(window: MainWindow) -> tuple[float, float, float]:
    """Median milliseconds of a step without the inspector, with it, and with two runs in it, taken in turn."""
    times: dict[str, list[float]] = {"without": [], "with": [], "beside": []}
    for _ in range(ROUNDS):
        for name, is_open, beside in (("without", False, False), ("with", True, False), ("beside", True, True)):
            window.inspector.set_open(is_open)
            if is_open:
                window.inspector.set_beside(beside)
            QTest.qWait(50)
            one_step(window)
            times[name] += [one_step(window) for _ in range(STEPS)]
        window.inspector.set_beside(False)
    return median(times["without"]), median(times["with"]), median(times["beside"])


def measure(name: str, setup: Setup, library: DataLibrary) -> None:
    """Print a line for the steps of this setup."""
    window = MainWindow(setup, library)
    window.resize(1280, 800)
    window.show()
    while window.trainer.latest is None or window.trainer.latest.problem.takes_long is isinstance(setup.problem, FunctionSetup):
        QTest.qWait(50)
    QTest.qWait(500)
    without, opened, beside = measured(window)
    window.close()
    print(
        f"  {name}: {without:.1f} ms without, {opened:.1f} ms with it ({opened / without:.2f}×), {beside:.1f} ms with two runs side by side"
    )


def main() -> None:
    """Print a line for a function and one for MNIST."""
    print("A step by key, from the key to its picture (goal: under 50 ms with the inspector open)")
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as home:
        for layout in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(layout, QSettings.Scope.UserScope, home)
        folder = mnist_folder()
        library = DataLibrary([folder] if folder else [], Path(home) / "cache")
        measure("long bowl, seven runs", default_setup(), library)
        if folder is None:
            print("  MNIST was not found: name its folder in DESCENT_LAB_DATA")
            return
        measure("MNIST, 784-100×4-10, six runs", default_network_setup(), library)


if __name__ == "__main__":
    main()
