"""The way to the window: threads before NumPy, and nothing loaded or read that the first picture can do without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(("typed", "count"), [([], "1"), (["--threads", "2"], "2")])
def test_that_the_door_fixes_the_number_of_threads_before_numpy_is_there(typed, count):
    script = (
        f"import os, sys; sys.argv = ['main.py', *{typed!r}]; import main; "
        "print(os.environ['OPENBLAS_NUM_THREADS'], os.environ['OMP_NUM_THREADS'], 'numpy' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.split() == [count, count, "False"]


def test_that_the_window_does_not_wait_for_what_reads_files_downloads_or_exports(tmp_path):
    late = {"pydantic", "pooch", "requests", "gui.network.fetch_dialog", "PIL", "av", "core.numbers.columns", "gui.export.formats.png"}
    late |= {f"gui.export.{name}" for name in ("picture.dialog", "picture.figure", "film.dialog", "numbers.dialog")}
    late |= {"gui.command_line.export_parser", "gui.command_line.data", "core.data.download", "numpy.ma"}
    # PySide's own import reads each module's source as text, which leaves it in the cache of lines.
    script = f"""
import linecache, os, sys
sys.argv = ["main.py"]
import main, gui.app
def shown(window):
    window.grab()
    print(*{late} & set(sys.modules), *(name for name in linecache.cache if "/gui/" in name or "pyqtgraph" in name), flush=True)
    os._exit(0)
gui.app.after_shown = shown
main.main()
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
