"""The landscape of a function of two variables with the paths on it."""
