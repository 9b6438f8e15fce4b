"""Lessons in the window: the bar with the words of a scene, the remote, and guesses."""
