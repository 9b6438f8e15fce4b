"""All that determines a network and its images: what a file holds, and what the form edits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from core.hyperparameters import Hyperparameter, check_fields, hyperparameter, hyperparameters_of
from core.problems.base import ProblemSetup, Sampling
from core.problems.mlp import ACTIVATIONS
from core.text import mark, one_of, tr

DEFAULT_DATASET = "mnist"
INITS = ("he", "xavier")
PRECISIONS = ("float32", "float64")
MOST_UNITS, MOST_LAYERS = 4096, 12
# More images than any file of the IDX format can hold.
_MOST_IMAGES = 2**32 - 1
# Keys that are written otherwise in a text.
_WRITTEN = {"mnist": "MNIST", "relu": "ReLU"}


@dataclass(frozen=True)
class NetworkSetup(ProblemSetup):
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

    kind = "network"

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

    @property
    def title(self) -> str:
        """The data set, and the hidden layers with their σ, where there are any."""
        layers = ("-".join(map(str, self.hidden)), self.activation) if self.hidden else ()
        return " · ".join(_WRITTEN.get(part, part) for part in (self.dataset, *layers))

    @property
    def data_key(self) -> str:
        return self.dataset

    def recommended_rate(self, key: str) -> float:
        return _recommended_rates()[key]

    def recommended_sampling(self) -> Sampling:
        return Sampling(batch_size=128)

    @classmethod
    def written_specs(cls) -> list[Hyperparameter]:
        # A file says it in words of its own: precision = "float64".
        return [spec for spec in hyperparameters_of(cls) if spec.name != "double"]

    @classmethod
    def table_fields(cls) -> dict[str, Any]:
        from pydantic import Field  # late: a window opens without what checks files

        units: Any = Annotated[int, Field(ge=1, le=MOST_UNITS)]
        return {
            "dataset": (Annotated[str, Field(min_length=1)], None),
            "hidden": (Annotated[list[units], Field(max_length=MOST_LAYERS)], None),
            "activation": (Literal[tuple(ACTIVATIONS)], None),
            "init": (Literal[INITS] | Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)], None),
            "train_size": (Annotated[int, Field(ge=1, le=_MOST_IMAGES)], None),
            "precision": (Literal[PRECISIONS], None),
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The network that a sound table describes; what it leaves out is the textbook's."""
        values: dict[str, Any] = {spec.name: spec.kind(table[spec.name]) for spec in cls.written_specs() if spec.name in table}
        values |= {name: table[name] for name in ("activation", "train_size") if name in table}
        if "hidden" in table:
            values["hidden"] = tuple(table["hidden"])
        if "init" in table:
            values["init"] = table["init"] if isinstance(table["init"], str) else float(table["init"])
        return cls(table["dataset"], **values, double=table.get("precision") == PRECISIONS[1])

    def table(self) -> dict[str, Any]:
        table: dict[str, Any] = {
            "dataset": self.dataset,
            "hidden": list(self.hidden),
            "activation": self.activation,
            "init": self.init,
            "precision": PRECISIONS[self.double],
        }
        if self.train_size is not None:
            table["train_size"] = self.train_size
        return table | {spec.name: getattr(self, spec.name) for spec in self.written_specs()}

    @classmethod
    def needed_texts(cls) -> dict[str, str]:
        return {
            "dataset": tr("the name of a data set, as text, is needed, such as “mnist” or “digits”"),
            "activation": one_of(ACTIVATIONS),
            "precision": one_of(PRECISIONS),
            "init": tr("“he”, “xavier”, or a number from 0 to 100, the standard deviation of the weights, is needed"),
            "train_size": tr("a whole number of images, at least 1, is needed"),
        }

    @classmethod
    def list_texts(cls) -> dict[str, str]:
        sentence = tr("hidden is a list of up to {layers} whole numbers from 1 to {units}, such as [100, 100]; [] is a network without")
        return {"hidden": sentence.format(layers=MOST_LAYERS, units=MOST_UNITS)}

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
