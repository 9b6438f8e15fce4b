"""A small race on a network, for tests of what is drawn of it."""

from dataclasses import replace

import numpy as np

from core.data.dataset import Dataset
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_network_setup
from core.experiment.snapshot import RunSnapshot, Snapshot, Termination, TerminationReason
from core.problems.base import Sampling
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup


def small_dataset(train: int = 60, side: int = 5) -> Dataset:
    """Random pictures of four classes."""
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (train, side, side)).astype(np.uint8)
    labels = np.arange(train).astype(np.uint8) % 4
    return Dataset("small", "small", images, labels, images[:8], labels[:8], False, "")


def small_race(*labels: str, off: frozenset[str] = frozenset()) -> Experiment:
    """These optimizers on a network of some two hundred weights."""
    setup = default_network_setup()
    runs = tuple(RunSetup(run.label, run.optimizer, Sampling(batch_size=8)) for run in setup.runs if run.label in labels)
    network = NetworkSetup("small", hidden=(6,), test_every=1000)
    return Experiment(replace(setup, problem=network, runs=runs), off=off, problem=NetworkProblem(network, small_dataset()))


def run_away(snapshot: Snapshot, label: str, factor: float) -> Snapshot:
    """The same with the weights of one run far from the start, and that run diverged."""

    def away(run: RunSnapshot) -> RunSnapshot:
        if run.label != label:
            return run
        far = run.trail.points[0] + np.float32(factor)
        trail = replace(run.trail, points=(*run.trail.points[:-1], far))
        return replace(run, revision=-1, trail=trail, theta=far, termination=Termination(TerminationReason.DIVERGED, run.step + 1))

    return replace(snapshot, runs=tuple(away(run) for run in snapshot.runs))
