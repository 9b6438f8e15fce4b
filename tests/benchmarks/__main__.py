"""All benchmarks, each in a process of its own: ``python -m tests.benchmarks``."""

import os
import subprocess
import sys

from core.process import use_one_thread

# `mnist_tables` is run by its name only: it trains for more than a minute and compares no speeds.
NAMES = (
    "steps_against_torch",
    "frame_growth",
    "ground",
    "timer_gap",
    "window_start",
    "memory",
    "network_step",
    "data_loading",
    "network_window",
    "inspector_step",
    "films",
)

# What main.py does, so that the measured is what people run.
_CHILD = """
import runpy, sys
from core.process import keep_freed_memory
keep_freed_memory()
runpy.run_module(sys.argv[1], run_name="__main__", alter_sys=True)
"""


def main() -> int:
    """Run the named benchmarks, or all; return 1 if one failed to run."""
    names = sys.argv[1:] or NAMES
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    use_one_thread(environment)
    codes = [subprocess.run([sys.executable, "-c", _CHILD, f"tests.benchmarks.{name}"], env=environment).returncode for name in names]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
