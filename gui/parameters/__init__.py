"""The panel on the left: the problem, the runs and their hyperparameters."""
