"""Numbers of the network form that are no hyperparameters: what they may be, and how they step."""

from core.experiment import NETWORK_CHECKPOINT_BYTES
from core.hyperparameters import Hyperparameter
from core.text import mark

INIT_DEVIATION = Hyperparameter(
    name="init",
    symbol="σ",
    title=mark("Standard deviation"),
    help=mark("The standard deviation of all start weights. Biases start at 0."),
    kind=float,
    default=0.01,
    minimum=0.0,
    maximum=100.0,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(1e-4, 10.0),
    scale="log",
)
TRAIN_SIZE = Hyperparameter(
    name="train_size",
    symbol="n",
    title=mark("Training images"),
    help=mark("Only the first so many are learned from. “all”, or 0: all of them."),
    kind=int,
    default=0,
    minimum=0,
    maximum=10_000_000,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(0, 60_000),
    scale="linear",
)
CHECKPOINT_MB = Hyperparameter(
    name="checkpoint_megabytes",
    symbol="M",
    title=mark("Memory to go back"),
    help=mark("What all runs together may keep to step back quickly, in megabytes. It holds from the next start on."),
    kind=int,
    default=NETWORK_CHECKPOINT_BYTES // 1_000_000,
    minimum=16,
    maximum=64_000,
    minimum_excluded=False,
    maximum_excluded=False,
    slider=(64, 4096),
    scale="log",
)
