"""All benchmarks, each in a process of its own: ``python -m tests.benchmarks``."""

import os
import subprocess
import sys

from core.blas import use_one_thread

NAMES = ("steps_against_torch", "frame_growth", "timer_gap", "window_start", "memory")


def main() -> int:
    """Run the named benchmarks, or all; return 1 if one failed to run."""
    names = sys.argv[1:] or NAMES
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    use_one_thread(environment)
    codes = [subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], env=environment, check=False).returncode for name in names]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
