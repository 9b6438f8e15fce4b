"""A third kind of problem, functions of one variable, as it could be planted beside the two that there are."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Annotated, Any, Self

import numpy as np
import pytest

from core.formats import experiment_tables
from core.optimizers.base import Array, GradientAt, Optimizer
from core.problems import kinds
from core.problems.base import Problem, ProblemSetup, Sampling, Scores, Settings
from core.problems.kinds import FUNCTION, KINDS, ProblemKind
from gui.plots.registry import PlotSpec, plot_spec


@dataclass(frozen=True)
class ParabolaSetup(ProblemSetup):
    """f(x) = a x², from a start."""

    kind = "parabola"

    curvature: float = 1.0
    start: float = 3.0

    @property
    def title(self) -> str:
        return f"{self.curvature:g}x²"

    @property
    def chosen_start(self) -> tuple[float, ...]:
        return (self.start,)

    def with_start(self, start: tuple[float, ...]) -> Self:
        return replace(self, start=start[0])

    @property
    def has_data(self) -> bool:
        return False

    def recommended_rate(self, key: str) -> float:
        return 0.1 / self.curvature

    def recommended_sampling(self) -> Sampling:
        return Sampling()

    @classmethod
    def table_fields(cls) -> dict[str, Any]:
        from pydantic import Field

        return {"parabola": (Annotated[float, Field(gt=0)], None), "at": (float, None)}

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        return cls(float(table["parabola"]), float(table.get("at", cls.start)))

    def table(self) -> dict[str, Any]:
        return {"parabola": self.curvature, "at": self.start}

    @classmethod
    def needed_texts(cls) -> dict[str, str]:
        return {"parabola": "a curvature above 0 is needed", "at": "a number is needed"}


class Parabola(Problem):
    """θ is a float64 array of shape (1,)."""

    kind = ParabolaSetup.kind
    infimum = 0.0
    dimensions = 1
    variables = ("x",)
    parameter_count = 1

    def __init__(self, setup: ParabolaSetup) -> None:
        self.setup = setup

    def oracle(self, seed: int) -> "ParabolaOracle":
        return ParabolaOracle(self.setup.curvature)

    def refusal(self, start: Array) -> str:
        return "f is not finite there."

    @staticmethod
    def draws_batches(optimizer: Optimizer | type[Optimizer]) -> bool:
        return False

    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        return 1

    def facts(self, start: tuple[float, ...]) -> dict[str, Any]:
        return {"parabola": self.setup.curvature, "start": list(start)}

    def caption(self, start: tuple[float, ...]) -> list[str]:
        return ["Parabola", f"start x = {start[0]}"]


class ParabolaOracle:
    """Nothing takes long, and all is exact."""

    def __init__(self, curvature: float) -> None:
        self._curvature = curvature

    def work_until(self, deadline: float) -> None:
        pass

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        return True

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        return lambda point: 2 * self._curvature * point

    def loss(self, theta: Array, step: int, settings: Settings) -> float:
        return float(self._curvature * np.sum(theta * theta))

    def test(self, theta: Array) -> Scores | None:
        return None


PARABOLA = ProblemKind(
    key="parabola",
    title="&Parabola",
    tooltip="Race on parabolas",
    word="parabola",
    setup=ParabolaSetup,
    default=lambda library: ParabolaSetup(),
    make=lambda setup, library: Parabola(setup),
    draws_batches=Parabola.draws_batches,
    sampling=(),
    plots=("loss",),
    views=(),
    x_axes=FUNCTION.x_axes,
    evaluations=FUNCTION.evaluations,
    evaluations_text=FUNCTION.evaluations_text,
    loss_name="f",
    usual=replace(FUNCTION.usual, steps=50, off=frozenset({"sgd"})),
    form="parabola",
    no_batches_text="nobody draws batches",
)


def plant(monkeypatch: pytest.MonkeyPatch, kind: ProblemKind = PARABOLA) -> None:
    """Let there be one kind more, wherever somebody goes through all of them."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("core", "gui") and getattr(module, "KINDS", None) is KINDS:
            monkeypatch.setattr(module, "KINDS", (*KINDS, kind))
    assert kinds.kind_by_key(kind.key) is kind
    # Of a file whose kind is not clear they know what any of the kinds may hold.
    for model in (experiment_tables.problem_model, experiment_tables.run_model):
        model.cache_clear()


def plant_plot(monkeypatch: pytest.MonkeyPatch, kind: ProblemKind, spec: PlotSpec) -> None:
    """Let a kind of problem have one plot more, as if it had a module and stood in the kind's row."""
    monkeypatch.setitem(sys.modules, f"gui.plots.{spec.key}_plot", SimpleNamespace(SPEC=spec))
    monkeypatch.setitem(vars(kind), "plots", (*kind.plots, spec.key))  # the record is frozen
    plot_spec.cache_clear()
