"""What the program says to the shell when it ends."""

OK = 0
CANNOT = 1  # the computer refused
MISTAKE = 2  # in what was asked
INTERRUPTED = 130  # by Ctrl-C
