"""Lessons as data: scenes, how a remote goes through them, and guesses of the next step."""
