"""What is being minimised: a loss and its gradient at each step, over all data or over a random batch."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol, Self

import numpy as np

from core.hyperparameters import check_fields, hyperparameter
from core.optimizers.base import Array, GradientAt, Optimizer
from core.problems.mlp import Network
from core.text import mark


@dataclass(frozen=True)
class Sampling:
    """How batches are drawn.

    On a plain function the gradient is the mean of `batch_size` gradients at points drawn from N(W, noise²). Where the
    function has data of its own (`line-fit`) it is the gradient over `batch_size` of them, and `noise` is not used.
    10 points and 0.5 are those of the seed material, on `seed-bowl`; other landscapes are smaller and recommend less.
    A network learns from `batch_size` images at a time.

    Raises:
        ValueError: if a field is out of its range.
    """

    batch_size: int = hyperparameter(
        "B",
        mark("Batch size"),
        mark("How many points the gradient is averaged over."),
        default=10,
        minimum=1,
        maximum=10_000,
        slider=(1, 1000),
        scale="log",
    )
    noise: float = hyperparameter(
        "σ",
        mark("Noise"),
        mark("How far around the point the batch is drawn, as a standard deviation."),
        default=0.5,
        recommended=True,
        maximum=100.0,
        slider=(0.0, 5.0),
    )

    def __post_init__(self) -> None:
        check_fields(self)


class Finish(NamedTuple):
    """Where a race ends: a run has arrived whose f − f* is at most `fraction` of the start's, and stays so for `hold` steps."""

    fraction: float
    hold: int


USUAL_FINISH = Finish(1e-3, 20)


class Settings(NamedTuple):
    """What a run steps with, from row `since` on. The list of them is all that is needed to replay the run."""

    since: int
    optimizer: Optimizer
    sampling: Sampling


class Scores(NamedTuple):
    """How well parameters do on images that were not trained on: mean loss, and the part that is told right, 0 to 1."""

    loss: float
    accuracy: float


class Oracle(Protocol):
    """A problem as one run meets it, step by step.

    What takes long is done in pieces: work that is not finished when its time is up is kept, and asking again goes on with it.
    """

    def work_until(self, deadline: float) -> None:
        """Stop at `deadline`, in seconds of `perf_counter`, from now on; at first there is none."""

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        """Whether `gradient_at` can tell the gradient for the step that follows row `step` without delay."""

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        """The gradient for the step that follows row `step`, where the run stands at `theta`, as a function of the point."""

    def loss(self, theta: Array, step: int, settings: Settings) -> float | None:
        """The loss of row `step` at `theta`, which was reached under these settings; None if there was no time to finish."""

    def test(self, theta: Array) -> Scores | None:
        """How well `theta` does on the test data; None if there was no time to finish."""


class ProblemSetup(ABC):
    """All that determines a problem: what [problem] of a file holds, and what a form edits. Each is a frozen dataclass.

    `kind` is the key of its `ProblemKind`.
    """

    kind: ClassVar[str]
    finish_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that say where the race ends, where that is a choice."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What an experiment on it is called where nobody has named it, to be shown with `tr`."""

    @property
    def chosen_start(self) -> tuple[float, ...]:
        """The point where all runs begin; empty where the problem draws it from the seed."""
        return ()

    def with_start(self, start: tuple[float, ...]) -> Self:
        """The same from another start, where one can be chosen."""
        return self

    @property
    def has_data(self) -> bool:
        """Whether batches are drawn from real data instead of around the point."""
        return True

    @property
    def constant_curvature(self) -> float | None:
        """The largest eigenvalue of the Hessian of a quadratic with one minimum; None for anything else."""
        return None

    @property
    def data_key(self) -> str:
        """The data set that has to be loaded from the library first; empty where there is none."""
        return ""

    @abstractmethod
    def recommended_rate(self, key: str) -> float:
        """The learning rate recommended for the optimizer of that key."""

    @abstractmethod
    def recommended_sampling(self) -> Sampling:
        """How batches are usually drawn."""

    # What a file says of it

    @classmethod
    @abstractmethod
    def table_fields(cls) -> dict[str, Any]:
        """The keys of [problem] besides the hyperparameters: the type and the default of each, as pydantic has them."""

    @classmethod
    @abstractmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """What a sound table describes; what it leaves out is as usual."""

    @abstractmethod
    def table(self) -> dict[str, Any]:
        """The table that describes this, everything written out."""

    @classmethod
    def mistakes(cls, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The key and a sentence for what is wrong with a table although each value is of its kind and in its range."""
        return iter(())

    @classmethod
    def needed_texts(cls) -> dict[str, str]:
        """What a value should be, in words, by the key of `table_fields`."""
        return {}

    @classmethod
    def list_texts(cls) -> dict[str, str]:
        """What a list should be, all of it, by the key of `table_fields`."""
        return {}

    @classmethod
    def stranger_text(cls, name: str) -> str | None:
        """What to say of a key that belongs to another kind of problem; None where there is nothing particular to say."""
        return None


class Problem(ABC):
    """What all runs of an experiment minimise.

    `kind` is the key of its `ProblemKind`. `infimum` is the lowest loss there can be, None if there is none. `test_every` is
    the number of steps between two tests, 0 without test data. `checkpoint_spacing` says how densely moments are kept to go
    back to at first, `records_layers` whether the norms of each layer are.
    """

    kind: ClassVar[str]
    infimum: float | None
    finish: Finish = USUAL_FINISH
    """Where a race on it ends, if it has an end: `has_finish` tells."""
    test_every: int = 0
    # A step of a rule takes microseconds, so that any past step of seven runs can be shown again within a frame.
    checkpoint_spacing: int = 128
    records_layers: bool = False
    takes_long: bool = False
    """Whether a step may take milliseconds, and is done in pieces."""
    dimensions: int | None = 2
    """How many parameters a point has whose path is kept and drawn. None: they are too many, and are drawn in a plane of their own."""
    is_noisy: bool = False
    """Whether the loss of a row is that of a batch, which differs from the next also where nothing moves."""
    has_data: bool = False
    """Whether batches are drawn from real data instead of around the point."""
    variables: tuple[str, ...] = ()
    """The names of the parameters, where each has one."""
    network: Network | None = None
    """The layers that the parameters belong to, where there are any."""
    epoch_size: int = 1
    """How many gradients of single data an epoch takes."""
    test_count: int = 0
    """How many test data there are."""
    dtype: np.dtype = np.dtype(np.float64)
    """Of the parameters."""
    loss_symbol: str = "f"
    loss_unit: str = "loss"

    @property
    def layer_count(self) -> int:
        """How many layers the parameters belong to."""
        return len(self.network.sizes) - 1 if self.network is not None else 0

    @property
    def has_tests(self) -> bool:
        """Whether there are test data."""
        return self.test_every > 0

    @property
    def sampling_names(self) -> tuple[str, ...]:
        """What of the sampling matters to a rule that draws batches: no noise where there are data."""
        return ("batch_size",) if self.has_data else ("batch_size", "noise")

    @property
    @abstractmethod
    def parameter_count(self) -> int:
        """How many numbers are learned."""

    def start(self, seed: int, chosen: tuple[float, ...] = ()) -> Array:
        """The parameters at which all runs begin, (parameter_count,): those `chosen`, unless the problem draws them from the seed."""
        return np.array(chosen, self.dtype)

    @property
    def has_finish(self) -> bool:
        """Whether a race ends. Where the loss is noisy, nobody knows how low it can come."""
        return self.infimum is not None and not self.is_noisy

    def finish_level(self, start_loss: float) -> float | None:
        """The loss of the finish, in a race that began with this one; None without a finish."""
        if self.infimum is None or not self.has_finish:
            return None
        return self.infimum + self.finish.fraction * (start_loss - self.infimum)

    def lowest_in_view(self) -> float:
        """About the lowest loss in the part of the plane that is shown at first; −∞ where that is not known."""
        return -math.inf

    def private_copy(self) -> "Problem":
        """The same problem, with nothing in it that another thread could be changing; the data are shared."""
        return self

    @abstractmethod
    def facts(self, start: tuple[float, ...]) -> dict[str, Any]:
        """What the header of the numbers says of it; `start` is the point where the runs began."""

    @abstractmethod
    def caption(self, start: tuple[float, ...]) -> list[str]:
        """What the line of settings at the foot of a picture says of it, in parts; `start` is the point where the runs began."""

    def recent_spacing(self, optimizer: Optimizer) -> int | None:
        """How densely the moments just before the last are kept: one in so many steps, a power of two. None keeps none."""
        return None

    @property
    def subject(self) -> object:
        """What two problems have in common, by identity, if they are the same one."""
        return self

    @abstractmethod
    def oracle(self, seed: int) -> Oracle:
        """The problem for one run with this seed."""

    @abstractmethod
    def refusal(self, start: Array) -> str:
        """Why a run cannot begin at `start`, where its loss is not finite."""

    @staticmethod
    @abstractmethod
    def draws_batches(optimizer: Optimizer | type[Optimizer]) -> bool:
        """Whether the gradient of this rule is taken over a random batch. Nobody else decides it."""

    @abstractmethod
    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        """How many gradients at single points (or of single data) one step costs."""

    def norms(self, vectors: Sequence[Array]) -> Array:
        """‖·‖₂ of each layer's part of these vectors, (layers, vectors); of all of them where there are no layers."""
        return np.array([[float(np.linalg.norm(vector)) for vector in vectors]])
