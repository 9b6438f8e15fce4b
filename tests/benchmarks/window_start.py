"""The window shown against bare imports of NumPy, QtWidgets and pyqtgraph, as whole processes. Goal: ≤ 2×."""

import os
import subprocess
import sys
import tempfile

from tests.benchmarks.timing import side_by_side

ROUNDS = 7
BARE = "import numpy, PySide6.QtWidgets, pyqtgraph"
# The process ends as soon as the window has been painted once; `grab` paints all of it, whatever the platform put off.
WINDOW = """
import os, sys
sys.argv = ["main.py"]
import main
import gui.app
gui.app.after_shown = lambda window: (window.grab(), os._exit(0))
main.main()
"""


def main() -> None:
    """Print both medians and their ratio."""
    print("Window shown against bare imports of NumPy, QtWidgets and pyqtgraph (goal: ≤ 2×)")
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}

        def start(code: str) -> None:
            subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)

        window, bare = side_by_side(lambda: start(WINDOW), lambda: start(BARE), ROUNDS)
    print(f"  {window:.2f} s against {bare:.2f} s: {window / bare:.2f}×")


if __name__ == "__main__":
    main()
