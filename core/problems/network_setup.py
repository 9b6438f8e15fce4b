"""All that determines a network and its images: what a file holds, and what the form edits."""

from dataclasses import dataclass

from core.hyperparameters import check_fields, hyperparameter
from core.problems.mlp import ACTIVATIONS
from core.text import mark, tr

DEFAULT_DATASET = "mnist"
INITS = ("he", "xavier")
MOST_UNITS, MOST_LAYERS = 4096, 12
# Keys that are written otherwise in a text.
_WRITTEN = {"mnist": "MNIST", "relu": "ReLU"}


@dataclass(frozen=True)
class NetworkSetup:
    """A multilayer perceptron and the images it learns; the defaults are those of the textbook's comparison of optimizers.

    dataset      a key of the data library
    hidden       units of each hidden layer
    activation   "relu", "sigmoid" or "tanh"
    init         "he", "xavier", or the standard deviation of all weights; biases start at 0
    train_size   only the first so many training images are used; None: all of them
    replacement  whether a batch is drawn with replacement; without it every image comes once in an epoch
    double       float64 instead of float32

    Raises:
        ValueError: if a field is out of its range.
    """

    dataset: str = DEFAULT_DATASET
    hidden: tuple[int, ...] = (100, 100, 100, 100)
    activation: str = "relu"
    init: str | float = "he"
    weight_decay: float = hyperparameter(
        "λ",
        mark("Weight decay"),
        mark("λ/2 times the sum of all squared weights is added to the loss. 0: none."),
        default=0.0,
        maximum=10.0,
        slider=(1e-6, 0.1),
        scale="log",
    )
    replacement: bool = hyperparameter(
        "",
        mark("With replacement"),
        mark("Each batch is drawn afresh from all images. Off: every image comes once in an epoch."),
        default=True,
        scale="switch",
    )
    train_size: int | None = None
    test_every: int = hyperparameter(
        "n",
        mark("Test every"),
        mark("Steps between two measurements of the accuracy on the test images."),
        default=100,
        minimum=1,
        maximum=1_000_000,
        slider=(1, 1000),
        scale="log",
    )
    record_layers: bool = hyperparameter(
        "",
        mark("Record layers"),
        mark("Keep the norm of the gradient and the size of the update beside the weights, for each layer and step."),
        default=False,
        scale="switch",
    )
    double: bool = hyperparameter(
        "",
        mark("float64"),
        mark("Compute with 64-bit numbers instead of 32: slower, and closer to the formulas."),
        default=False,
        scale="switch",
    )

    def __post_init__(self) -> None:
        check_fields(self)
        mistakes = []
        if not all(1 <= units <= MOST_UNITS for units in self.hidden) or len(self.hidden) > MOST_LAYERS:
            mistakes.append(
                tr("hidden = {value}: up to {layers} layers of 1 to {units} units").format(
                    value=list(self.hidden), layers=MOST_LAYERS, units=MOST_UNITS
                )
            )
        if self.activation not in ACTIVATIONS:
            mistakes.append(tr("activation = {value}: one of {names}").format(value=self.activation, names=", ".join(ACTIVATIONS)))
        if self.init not in INITS and not (isinstance(self.init, float) and 0 <= self.init <= 100):
            mistakes.append(tr("init = {value}: he, xavier, or a number from 0 to 100").format(value=self.init))
        if self.train_size is not None and self.train_size < 1:
            mistakes.append(tr("train_size = {value}: at least 1").format(value=self.train_size))
        if mistakes:
            raise ValueError("; ".join(mistakes))


def network_title(problem: NetworkSetup) -> str:
    """What stands over a picture: the data set, and the hidden layers with their σ, where there are any."""
    layers = ("-".join(map(str, problem.hidden)), problem.activation) if problem.hidden else ()
    return " · ".join(_WRITTEN.get(part, part) for part in (problem.dataset, *layers))
