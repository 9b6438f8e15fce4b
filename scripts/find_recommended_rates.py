"""Find a learning rate for each optimizer on each function by trying, and write resources/recommended.toml.

    python scripts/find_recommended_rates.py            # prints the table
    python scripts/find_recommended_rates.py --write    # and writes the file; takes a few minutes

Every optimizer tries round numbers from the function's start, each together with 0.8 and 1.3 times it, so that nothing is
chosen at the edge of stability. A rate costs what it leaves of the loss, in powers of ten, after about 100 steps and much
later; ending in a local minimum and leaping across the picture cost something too; diverging or leaving the view rules a
rate out. Among rates that cost nearly the same, the run that arrives after about forty steps is taken: there is a path to
look at. SGD is judged by the median of several seeds. On a function without a minimum, the run should leave the saddle
after about sixty steps and stay finite for a hundred.
"""

import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.experiment.run import Run
from core.experiment.snapshot import RunSnapshot
from core.functions import FUNCTIONS, Function
from core.optimizers import OPTIMIZERS
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_sampling

TARGET = Path(__file__).parents[1] / "resources" / "recommended.toml"
RATES = [float(f"{digits}e{power}") for power in range(-5, 1) for digits in ("1", "1.5", "2", "3", "4", "5", "7")]
SEEDS = range(5)
STEPS = 600
JUDGED_STEP = 100
ROOM = 1.5  # how far a path may leave the view, in halves of its width and height
LEAP = 0.1  # a step longer than this part of the view's diagonal is no longer easy to follow

# Published settings stay as they are, so that the pictures of the course and the textbook come out.
PUBLISHED = {
    "seed-bowl": {"gd": 0.4, "sgd": 0.4, "momentum": 0.04, "adagrad": 1.0, "nag": 0.04, "rmsprop": 0.1, "adam": 0.4},
    "book-bowl": {"gd": 0.95, "momentum": 0.1, "adagrad": 1.5, "nag": 0.1, "adam": 0.3},
}
SOURCES = {
    "seed-bowl": "the settings of the course notebooks behind the seed article",
    "book-bowl": "the settings of the textbook's comparison of optimizers, except sgd and rmsprop, found by trying",
}

# Chosen by looking at the paths where the cost cannot tell, with the reason.
CHOSEN: dict[tuple[str, str], tuple[float, str]] = {
    ("rosenbrock", "adagrad"): (0.5, "less creeps for ever, more leaps over the valley"),
    ("rosenbrock", "sgd"): (3e-4, "less stands still on the floor of the valley, where the noise of f hides all progress"),
    ("rosenbrock", "rmsprop"): (0.05, "less creeps for ever, more leaps over the valley: the first step is 10η"),
    ("booth", "momentum"): (0.01, "more loops widely and arrives no sooner"),
    ("matyas", "adagrad"): (2.0, "the first step of more leaves the view"),
    ("rastrigin", "adagrad"): (0.5, "crosses a ripple before its rate has shrunk"),
    ("rastrigin", "rmsprop"): (0.05, "crosses a ripple in the first long steps"),
    ("rastrigin", "adam"): (0.5, "crosses several ripples"),
    ("ackley", "adagrad"): (1.0, "reaches the middle"),
    ("ackley", "rmsprop"): (0.1, "reaches the middle"),
    ("ackley", "adam"): (0.5, "crosses two ripples"),
    ("monkey-saddle", "adagrad"): (0.05, "more would leap over the saddle"),
    ("plateau", "gd"): (0.15, "arrives after 190 steps and settles; more arrives sooner and cannot settle (limit 2/8)"),
    ("plateau", "sgd"): (0.2, "about as gd, to compare; the noise softens the funnel"),
    ("line-fit", "momentum"): (0.02, "more loops widely and arrives no sooner"),
}


@dataclass(frozen=True)
class Trial:
    """What one rate did."""

    diverged: bool
    farthest: float  # 1 is the border of the view
    longest: float  # the longest step, in diagonals of the view
    left: float  # log10 of the part of the loss that is left above the minimum where the run ends, at least −4
    penalty: float  # for a minimum that is not the lowest; the higher it lies, the more
    arrival: float  # the step from which 99 % of the loss is gone
    escape: float  # the step at which f < −1, for functions that fall without end
    steps: int


def try_rate(function: Function, key: str, rate: float) -> Trial:
    """Run from the start with every seed that matters: medians, but the worst divergence and the farthest point."""
    trials = [_try_once(function, key, rate, seed) for seed in (SEEDS if OPTIMIZERS[key].samples else range(1))]
    return Trial(
        diverged=any(trial.diverged for trial in trials),
        farthest=max(trial.farthest for trial in trials),
        longest=float(np.median([trial.longest for trial in trials])),
        left=float(np.median([trial.left for trial in trials])),
        penalty=float(np.median([trial.penalty for trial in trials])),
        arrival=float(np.median([trial.arrival for trial in trials])),
        escape=float(np.median([trial.escape for trial in trials])),
        steps=min(trial.steps for trial in trials),
    )


def _try_once(function: Function, key: str, rate: float, seed: int) -> Trial:
    run = Run(key, FunctionProblem(function), function.start, seed, OPTIMIZERS[key](learning_rate=rate), recommended_sampling(function.key))
    run.advance(STEPS)
    history = run.snapshot()
    x_min, x_max, y_min, y_max = function.view
    center, half = np.array([x_min + x_max, y_min + y_max]) / 2, np.array([x_max - x_min, y_max - y_min]) / 2
    part, penalty = _part_left(function, history)
    late = float(np.mean(part[-100:]))
    tail = float(np.mean(part[JUDGED_STEP - 20 : JUDGED_STEP + 1])) if len(part) > JUDGED_STEP else math.inf
    far = np.flatnonzero(part > 0.01)
    escaped = np.flatnonzero(history.loss < -1.0)
    return Trial(
        diverged=run.termination is not None,
        farthest=float(np.max(np.abs(history.path - center) / half)),
        longest=float(np.max(np.hypot(*np.diff(history.path, axis=0).T)) / (2 * np.hypot(*half))),
        left=math.log10(max(tail, late, 1e-4)),
        penalty=penalty,
        arrival=float(far[-1] + 1) if len(far) else 0.0,
        escape=float(escaped[0]) if len(escaped) else math.inf,
        steps=run.step,
    )


def _part_left(function: Function, history: RunSnapshot) -> tuple[NDArray[np.float64], float]:
    """What is left of the loss above the minimum nearest to the end, as a part of what there was; and that minimum's penalty."""
    minima = [point for point in function.points if "minimum" in point.kind] or list(function.points)
    x, y = history.path[-20:].mean(axis=0)
    nearest = min(minima, key=lambda point: math.hypot(x - point.x, y - point.y))
    lowest = min(point.value for point in minima)
    height = (nearest.value - lowest) / abs(history.loss[0] - lowest)
    part = np.abs(history.loss - nearest.value) / abs(history.loss[0] - nearest.value)
    return part, 1 + 2 * float(height) if nearest.kind == "local minimum" else 0.0


def find_rate(function: Function, key: str) -> tuple[float, Trial]:
    """The best round number and what it does."""
    judge = _cost if _has_minimum(function) else _saddle_cost
    tried = [(rate, try_rate(function, key, rate)) for rate in RATES]
    judged = [(judge(function, key, rate, trial), rate, trial) for rate, trial in tried]
    best = min(cost for cost, _, _ in judged)
    nearly = [row for row in judged if row[0] <= best + (0.25 if _has_minimum(function) else 0.0)]
    _, rate, trial = min(nearly, key=lambda row: abs(math.log(max(row[2].arrival, 1.0) / 40)))
    return rate, trial


def _has_minimum(function: Function) -> bool:
    return any(point.kind == "minimum" for point in function.points)


def _cost(function: Function, key: str, rate: float, trial: Trial) -> float:
    if trial.diverged or trial.farthest > ROOM:
        return math.inf
    trials = [trial, *(try_rate(function, key, rate * factor) for factor in (0.8, 1.3))]
    if any(trial.diverged for trial in trials):
        return math.inf
    return max(trial.left + trial.penalty for trial in trials) + _leap_cost(trial)


def _saddle_cost(function: Function, key: str, rate: float, trial: Trial) -> float:
    if math.isinf(trial.escape):
        return math.inf
    return abs(math.log(max(trial.escape, 1.0) / 60)) + max(0, JUDGED_STEP - trial.steps) / 10


def _leap_cost(trial: Trial) -> float:
    return max(0.0, trial.longest / LEAP - 1)


def _described(trial: Trial) -> str:
    left = f"left 10^{trial.left:5.2f}{' local' * (trial.penalty > 0):6}  arrival {trial.arrival:3.0f}  escape {trial.escape:3.0f}"
    return f"{left}  farthest {min(trial.farthest, 999):.2f}  longest {min(trial.longest, 999):.2f}  steps {trial.steps}"


def main() -> None:
    """Print the table, and write it when asked to."""
    lines = ["# Learning rates that teach well from each function's start. Made by scripts/find_recommended_rates.py.", ""]
    for function in FUNCTIONS.values():
        lines.append(f"[{function.key}]" + (f"  # {SOURCES[function.key]}" if function.key in SOURCES else ""))
        print(lines[-1])
        for key in OPTIMIZERS:
            published = PUBLISHED.get(function.key, {}).get(key)
            chosen, reason = CHOSEN.get((function.key, key), (None, ""))
            fixed = published or chosen
            rate, trial = (fixed, try_rate(function, key, fixed)) if fixed else find_rate(function, key)
            lines.append(f"{key} = {rate:.10g}" + (f"  # {reason}" if reason else ""))
            print(f"{key:9} {rate:<8.6g} {_described(trial)}", flush=True)
        lines.append("")
    if "--write" in sys.argv[1:]:
        TARGET.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
