"""What the program knows: optimizers, functions, runs. NumPy only; no Qt, no threads, no printing."""

__version__ = "0.1.0"
