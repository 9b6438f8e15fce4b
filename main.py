"""The entry point: fixes the number of BLAS threads and keeps freed memory, then hands over to the command line, which opens the window."""

import os
import sys

from core.process import keep_freed_memory, use_threads

# NumPy reads the number of threads once, when it is imported. Memory kept from the first array on spares page faults at every step.
use_threads(os.environ, sys.argv[1:])
keep_freed_memory()


def main() -> int:
    """Run the program and return its exit code."""
    from gui.command_line.main import main as command_line

    try:
        return command_line()
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough. What is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
