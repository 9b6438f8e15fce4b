"""The door: fixes the number of BLAS threads, then hands over to the command line, which opens the window."""

import os
import sys

# Two BLAS threads beside a busy GUI were measured 40 times slower than one. It must be said before NumPy is imported.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")


def main() -> int:
    """Run the program and return its exit code."""
    from gui.command_line import main as command_line

    try:
        return command_line()
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough. What is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
