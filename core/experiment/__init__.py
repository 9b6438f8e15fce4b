"""An experiment: its setup, its runs with their history, going back, branching, and the snapshots that it hands out."""
