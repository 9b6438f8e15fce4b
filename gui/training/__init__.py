"""The worker thread: commands to it, its pace, and the clock on which the window looks at it."""
