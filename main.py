"""The door: fixes the number of BLAS threads, then hands over to the command line, which opens the window."""

import os
import sys

from core.blas import use_one_thread

use_one_thread(os.environ)


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
