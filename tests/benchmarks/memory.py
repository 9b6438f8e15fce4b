"""The memory of one million steps of seven runs. Goal: under 400 MB, measured as the growth of the whole process."""

import resource
import sys

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup

STEPS = 1_000_000


def main() -> None:
    """Print the growth of the peak resident memory while a million steps are taken."""
    print(f"Memory of {STEPS:,} steps of seven runs (goal: < 400 MB)")
    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    experiment = Experiment(default_setup())
    experiment.work(STEPS, float("inf"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    assert experiment.step == STEPS
    print(f"  peak grew by {(after - before) / 1e6:.0f} MB to {after / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
