"""All that determines a network and its images: what a file holds, and what the form edits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any, Self

from core.hyperparameters import Hyperparameter, check_fields, hyperparameter, hyperparameters_of
from core.problems.base import ProblemSetup, Sampling
from core.problems.mlp import ACTIVATIONS
from core.text import mark, tr

DEFAULT_DATASET = "mnist"
# Data sets that are written otherwise in a text.
_WRITTEN = {"mnist": "MNIST"}
# Files begin with these; the others follow in the order of the form.
_FIRST = ("hidden", "activation", "init", "precision", "train_size")
_DEVIATION = Hyperparameter(
    name="init",
    symbol="σ",
    title=mark("Standard deviation"),
    help=mark("The standard deviation of all start weights. Biases start at 0."),
    value_type=float,
    default=0.01,
    maximum=100.0,
    slider=(1e-4, 10.0),
    scale="log",
)


@dataclass(frozen=True)
class NetworkSetup(ProblemSetup):
    """A multilayer perceptron and the images it learns; the defaults are those of the textbook's comparison of optimizers.

    dataset      a key of the data library
    hidden       units of each hidden layer
    activation   a key of `ACTIVATIONS`
    init         "he", "xavier", or the standard deviation of all weights; biases start at 0
    train_size   only the first so many training images are used; None: all of them
    replacement  whether a batch is drawn with replacement; without it every image comes once in an epoch
    precision    "float32" or "float64"

    Raises:
        ValueError: if a field is out of its range.
    """

    kind = "network"

    dataset: str = DEFAULT_DATASET
    hidden: tuple[int, ...] = hyperparameter(
        "",
        mark("Hidden layers"),
        mark("Units of each hidden layer, such as 100, 100. Empty: none"),
        default=(100, 100, 100, 100),
        minimum=1,
        maximum=4096,
        longest=12,
        scale="list",
        needed=mark(
            "hidden is a list of up to {longest} whole numbers from {minimum} to {maximum}, such as [100, 100]; [] is a network without"
        ),
    )
    activation: str = hyperparameter(
        "",
        mark("Activation"),
        mark("What each hidden unit does with its input"),
        default="relu",
        scale="choice",
        words={key: activation.name for key, activation in ACTIVATIONS.items()},
    )
    init: str | float = hyperparameter(
        "",
        mark("Start weights"),
        mark("How the weights are drawn: He √(2/inputs), Xavier √(1/inputs), or one fixed σ"),
        default="he",
        scale="choice",
        words={"he": mark("He"), "xavier": mark("Xavier")},
        number=(mark("fixed σ"), _DEVIATION),
        needed=mark("“he”, “xavier”, or a number from 0 to 100, the standard deviation of the weights, is needed"),
        caption=mark("initial weights {init}"),
    )
    weight_decay: float = hyperparameter(
        "λ",
        mark("Weight decay"),
        mark("λ/2 times the sum of all squared weights is added to the loss. 0: none."),
        default=0.0,
        maximum=10.0,
        slider=(1e-6, 0.1),
        scale="log",
        caption="λ\N{NO-BREAK SPACE}{weight_decay}",
    )
    replacement: bool = hyperparameter(
        "",
        mark("With replacement"),
        mark("Each batch is drawn afresh from all images. Off: every image comes once in an epoch."),
        default=True,
        scale="switch",
    )
    train_size: int | None = hyperparameter(
        "n",
        mark("Training images"),
        mark("Only the first so many are learned from. “all”, or 0: all of them."),
        minimum=1,
        maximum=10_000_000,
        slider=(0, 60_000),
        absent=mark("all"),
        needed=mark("a whole number of images from 1 to 10,000,000 is needed"),
    )
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
    precision: str = hyperparameter(
        "",
        mark("float64"),
        mark("Compute with 64-bit numbers instead of 32: slower, and closer to the formulas."),
        default="float32",
        scale="switch",
        words={"float32": "float32", "float64": "float64"},
    )

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def title(self) -> str:
        """The data set, and the hidden layers with their σ, where there are any."""
        layers = ("-".join(map(str, self.hidden)), ACTIVATIONS[self.activation].name) if self.hidden else ()
        return " · ".join((_WRITTEN.get(self.dataset, self.dataset), *layers))

    @property
    def data_key(self) -> str:
        return self.dataset

    def recommended_rate(self, key: str) -> float:
        return _recommended_rates()[key]

    def recommended_sampling(self) -> Sampling:
        return Sampling(batch_size=128)

    @classmethod
    def table_fields(cls) -> dict[str, Any]:
        from pydantic import Field  # late: a window opens without what checks files

        return {"dataset": (Annotated[str, Field(min_length=1)], None)}

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The network that a sound table describes; what it leaves out is the textbook's."""
        values: dict[str, Any] = {spec.name: spec.from_file(table[spec.name]) for spec in hyperparameters_of(cls) if spec.name in table}
        return cls(table["dataset"], **values)

    def table(self) -> dict[str, Any]:
        values = {spec.name: spec.to_file(getattr(self, spec.name)) for spec in hyperparameters_of(NetworkSetup)}
        ordered = {"dataset": self.dataset} | {name: values[name] for name in _FIRST} | values
        return {name: value for name, value in ordered.items() if value is not None}

    @classmethod
    def needed_texts(cls) -> dict[str, str]:
        return {"dataset": tr("the name of a data set, as text, is needed, such as “mnist” or “digits”")}

    @classmethod
    def stranger_text(cls, name: str) -> str | None:
        return {
            "start": tr("a start belongs to functions; the weights of a network begin at random, as the seed and init say"),
            "noise": tr("noise belongs to functions; the batches of a network are real images"),
        }.get(name)


@cache
def _recommended_rates() -> Mapping[str, float]:
    """Optimizer key → learning rate on networks, read once from ``resources/recommended_networks.toml``."""
    text = resources.files("resources").joinpath("recommended_networks.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: float(rate) for key, rate in tomllib.loads(text).items()})
