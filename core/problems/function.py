"""A function of two variables as a problem: its setup, the problem, and the oracle that a run asks."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Self

import numpy as np

from core.functions import FUNCTIONS, Function, LineFit
from core.hyperparameters import check_fields, hyperparameter, hyperparameters_of, is_finite_number
from core.number_text import setting_text
from core.optimizers.base import Array, GradientAt, Optimizer
from core.problems.base import USUAL_FINISH, Finish, Problem, ProblemSetup, Sampling, Scores, Settings
from core.problems.batches import Batches
from core.text import hint, mark, tr

DEFAULT_FUNCTION = "seed-bowl"
_VIEW_SAMPLES = 41


@dataclass(frozen=True)
class FunctionSetup(ProblemSetup):
    """A function of two variables, a key of `FUNCTIONS`, the point where all runs begin, and the finish.

    finish       the part of f(start) − f* that is left at the finish
    finish_hold  for how many steps a run has to stay there

    Raises:
        ValueError: if a field is out of its range.
    """

    kind = "function"
    finish_fields = ("finish", "finish_hold")

    function: str
    start: tuple[float, float]
    finish: float = hyperparameter(
        "φ",
        mark("Finish"),
        mark("What part of the start's f − f* is left at the finish."),
        default=USUAL_FINISH.fraction,
        minimum_excluded=True,
        maximum_excluded=True,
        slider=(1e-12, 0.5),
        scale="log",
    )
    finish_hold: int = hyperparameter(
        "n",
        mark("Hold the finish"),
        mark("For how many steps a run has to stay at the finish, or below, to have arrived."),
        default=USUAL_FINISH.hold,
        maximum=10_000,
        slider=(0, 100),
    )

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def title(self) -> str:
        return FUNCTIONS[self.function].name

    @property
    def chosen_start(self) -> tuple[float, float]:
        return self.start

    def with_start(self, start: tuple[float, ...]) -> Self:
        x, y = start
        return replace(self, start=(x, y))

    def on_function(self, function: str) -> Self:
        """Another function, from its own start, with the same finish."""
        return replace(self, function=function, start=FUNCTIONS[function].start)

    @property
    def has_data(self) -> bool:
        return isinstance(FUNCTIONS[self.function], LineFit)

    @property
    def constant_curvature(self) -> float | None:
        return FUNCTIONS[self.function].constant_curvature

    def recommended_rate(self, key: str) -> float:
        return FUNCTIONS[self.function].recommended[key]

    def recommended_sampling(self) -> Sampling:
        """Batches drawn as far around the point as the function recommends."""
        return Sampling(noise=FUNCTIONS[self.function].recommended_noise)

    @classmethod
    def table_fields(cls) -> dict[str, Any]:
        from pydantic import Field  # late: a window opens without what checks files

        number = Annotated[float, Field(allow_inf_nan=False)]
        start: Any = (Annotated[list[number], Field(min_length=2, max_length=2)], None)
        return {"function": (str, None), "start": start}

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        function = str(table["function"])
        values: dict[str, Any] = {spec.name: spec.value_type(table[spec.name]) for spec in hyperparameters_of(cls) if spec.name in table}
        return cls(function, _written_start(table) or FUNCTIONS[function].start, **values)

    def table(self) -> dict[str, Any]:
        values = {spec.name: spec.value_type(getattr(self, spec.name)) for spec in hyperparameters_of(FunctionSetup)}
        return {"function": self.function, "start": [float(number) for number in self.start]} | values

    @classmethod
    def mistakes(cls, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        name, start = table.get("function"), _written_start(table)
        if not isinstance(name, str):
            return
        if name not in FUNCTIONS:
            yield "function", tr("there is no function “{name}”{hint}").format(name=name, hint=hint(name, FUNCTIONS))
        elif start is not None and not math.isfinite(FUNCTIONS[name].value(*start)):
            yield "start", tr("f is not finite there; choose a start nearer to the minimum")

    @classmethod
    def needed_texts(cls) -> dict[str, str]:
        return {"function": tr("the name of a function, as text, is needed")}

    @classmethod
    def list_texts(cls) -> dict[str, str]:
        return {"start": tr("a start is two finite numbers, such as [-9.0, 2.0]")}


def _written_start(table: Mapping[str, Any]) -> tuple[float, float] | None:
    """The start that a table names, if that is one."""
    start = table.get("start")
    if not (isinstance(start, list) and len(start) == 2 and all(is_finite_number(number) for number in start)):
        return None
    return float(start[0]), float(start[1])


def function_setup(function: str) -> FunctionSetup:
    """The function with its own start."""
    return FunctionSetup(function, FUNCTIONS[function].start)


class FunctionProblem(Problem):
    """A function of two variables to be minimised. θ is a float64 array of shape (2,)."""

    kind = FunctionSetup.kind

    def __init__(self, function: Function, finish: Finish = USUAL_FINISH) -> None:
        self.function = function
        self.infimum = function.infimum
        self.finish = finish
        self.variables = function.variables
        self._data = function if isinstance(function, LineFit) else None
        self.has_data = self._data is not None

    @property
    def subject(self) -> Function:
        return self.function

    def oracle(self, seed: int) -> "FunctionOracle":
        return FunctionOracle(self, Batches(seed))

    def refusal(self, start: Array) -> str:
        x, y = start.tolist()
        return tr("f is not finite at the start ({x}, {y}). Choose a start nearer to the minimum.").format(x=x, y=y)

    @staticmethod
    def draws_batches(optimizer: Optimizer | type[Optimizer]) -> bool:
        """Only SGD's: the published trajectories of the others are those of the exact gradient."""
        return optimizer.samples

    @property
    def parameter_count(self) -> int:
        return len(self.variables)

    def lowest_in_view(self) -> float:
        x_min, x_max, y_min, y_max = self.function.view
        x, y = np.meshgrid(np.linspace(x_min, x_max, _VIEW_SAMPLES), np.linspace(y_min, y_max, _VIEW_SAMPLES))
        with np.errstate(all="ignore"):
            values = np.asarray(self.function.value(x, y))
        values = values[np.isfinite(values)]
        return float(values.min()) if len(values) else -math.inf

    def facts(self, start: tuple[float, ...]) -> dict[str, Any]:
        return {
            "function": self.function.key,
            "formula": f"f({', '.join(self.variables)}) = {self.function.formula}",
            "start": [float(number) for number in start],
        }

    def caption(self, start: tuple[float, ...]) -> list[str]:
        place = ", ".join(f"{name} = {setting_text(value)}" for name, value in zip(self.variables, start, strict=True))
        return [tr(self.function.name), tr("start {place}").format(place=place)]

    def loss(self, theta: Array) -> float:
        """The exact f(θ) on all data; nan where θ itself is not finite, even if f has a limit there."""
        x, y = theta.tolist()
        if math.isfinite(x) and math.isfinite(y):
            return float(self.function.value(x, y))
        return math.nan

    def gradient(self, theta: Array) -> Array:
        """The exact ∇f(θ) on all data, shape (2,)."""
        x, y = theta.tolist()
        return np.array(self.function.gradient(x, y))

    def batch_gradient(self, sampling: Sampling, batches: Batches, step: int) -> GradientAt:
        """The gradient over the batch of the step that follows row `step`, as a function of the point."""
        if self._data is not None:
            data, indices = self._data, batches.indices(step, len(self._data.data_x), sampling.batch_size)

            def batch_gradient(theta: Array) -> Array:
                a, b = theta.tolist()
                return np.array(data.batch_gradient(a, b, indices))

            return batch_gradient

        offsets = sampling.noise * batches.normals(step, sampling.batch_size)

        def mean_gradient(theta: Array) -> Array:
            points = theta + offsets
            columns = self.function.gradient(points[:, 0], points[:, 1])
            return np.array([np.add.reduce(column) for column in columns]) / len(points)

        return mean_gradient

    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        size = None if self._data is None else len(self._data.data_x)
        if self.draws_batches(optimizer):
            return sampling.batch_size if size is None else min(sampling.batch_size, size)
        return size or 1


class FunctionOracle:
    """A function of two variables as a run meets it: nothing takes long, and the loss is always the exact one."""

    def __init__(self, problem: FunctionProblem, batches: Batches) -> None:
        self._problem = problem
        self._batches = batches

    def work_until(self, deadline: float) -> None:
        """Nothing has to stop."""

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        return True

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        if self._problem.draws_batches(settings.optimizer):
            return self._problem.batch_gradient(settings.sampling, self._batches, step)
        return self._problem.gradient

    def loss(self, theta: Array, step: int, settings: Settings) -> float:
        return self._problem.loss(theta)

    def test(self, theta: Array) -> Scores | None:
        return None
