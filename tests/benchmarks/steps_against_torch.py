"""Steps a second against `torch.optim` on the same function, each of the seven rules. Goal: 5 times or better."""

import sys

from core.experiment.experiment import Experiment
from core.experiment.setup import Setup, default_setup
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from tests.benchmarks.timing import side_by_side

OUR_STEPS, THEIR_STEPS, ROUNDS = 5000, 500, 9
FORMULAS = {
    "seed-bowl": lambda x, y: x * x / 10 + y * y,
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
}
# The drawing of a batch is part of SGD's step on both sides.
BATCH, NOISE = 10, 0.5


def torch_steps(function: str, key: str, rate: float) -> None:
    """Take THEIR_STEPS steps with PyTorch as its tutorials do, the loss read at each step as our history does."""
    import torch

    theta = torch.tensor(FUNCTIONS[function].start, dtype=torch.float64, requires_grad=True)
    optimizer = {
        "gd": lambda: torch.optim.SGD([theta], lr=rate),
        "sgd": lambda: torch.optim.SGD([theta], lr=rate),
        "momentum": lambda: torch.optim.SGD([theta], lr=rate, momentum=0.9),
        "adagrad": lambda: torch.optim.Adagrad([theta], lr=rate, eps=1e-7),
        "nag": lambda: torch.optim.SGD([theta], lr=rate, momentum=0.9, nesterov=True),
        "rmsprop": lambda: torch.optim.RMSprop([theta], lr=rate, alpha=0.99, eps=1e-7),
        "adam": lambda: torch.optim.Adam([theta], lr=rate),
    }[key]()
    formula = FORMULAS[function]
    losses = []
    for _ in range(THEIR_STEPS):
        optimizer.zero_grad()
        if key == "sgd":
            points = theta + NOISE * torch.randn(BATCH, 2, dtype=torch.float64)
            loss = formula(points[:, 0], points[:, 1]).mean()
        else:
            loss = formula(theta[0], theta[1])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())


def our_steps(single: Setup) -> None:
    """Take OUR_STEPS steps, history and exact loss included."""
    experiment = Experiment(single)
    experiment.advance(OUR_STEPS)
    assert experiment.step == OUR_STEPS, "the run ended early, so its speed would not count"


def main() -> None:
    """Print a line for each rule and function."""
    print("Steps a second against torch.optim (goal: 5× or better)")
    try:
        import torch
    except ImportError:
        print("  PyTorch is not installed, so there is nothing to compare with: make test-reference installs it")
        return
    torch.set_num_threads(1)
    for function in FORMULAS:
        for key in OPTIMIZERS:
            setup = default_setup(function)
            run = next(run for run in setup.runs if run.label == key)
            single = Setup(setup.problem, 0, (run,))
            ours, theirs = side_by_side(
                lambda single=single: our_steps(single),
                lambda function=function, key=key, rate=run.optimizer.learning_rate: torch_steps(function, key, rate),
                ROUNDS,
            )
            our_rate, their_rate = OUR_STEPS / ours, THEIR_STEPS / theirs
            print(f"  {function:<11} {key:<9} {our_rate:>9,.0f}/s against {their_rate:>7,.0f}/s: {our_rate / their_rate:5.1f}×")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
