"""Paths of `torch.optim` in float64 on the random problems. Run as a script it writes the numbers kept for `make test`.

python -m tests.reference.torch_paths
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.optimizers import OPTIMIZERS
from tests.reference.random_problems import STEPS, RandomProblem, random_problems

KEPT = Path(__file__).with_name("torch_paths.npz")
# Rows of each path that are kept: the first steps show the start of the accumulators, the last one everything after.
KEPT_STEPS = (1, 2, 10, STEPS)


def torch_path(problem: RandomProblem, key: str) -> NDArray[np.float64]:
    """STEPS + 1 points of the parameters, with PyTorch's own gradient.  → (STEPS + 1, 2)"""
    import torch

    theta = torch.tensor(problem.start, dtype=torch.float64, requires_grad=True)
    matrix, vector = torch.tensor(problem.matrix), torch.tensor(problem.vector)
    s = problem.settings[key]
    lr = s["learning_rate"]
    optimizer = {
        "gd": lambda: torch.optim.SGD([theta], lr=lr),
        "sgd": lambda: torch.optim.SGD([theta], lr=lr),
        "momentum": lambda: torch.optim.SGD([theta], lr=lr, momentum=s["momentum"]),
        "adagrad": lambda: torch.optim.Adagrad([theta], lr=lr, eps=s["epsilon"]),
        "nag": lambda: torch.optim.SGD([theta], lr=lr, momentum=s["momentum"], nesterov=s["momentum"] > 0),
        "rmsprop": lambda: torch.optim.RMSprop([theta], lr=lr, alpha=s["decay"], eps=s["epsilon"]),
        "adam": lambda: torch.optim.Adam([theta], lr=lr, betas=(s["beta1"], s["beta2"]), eps=s["epsilon"]),
    }[key]()
    path = [problem.start]
    for step in range(STEPS):
        offsets = torch.tensor(problem.offsets[step] if key == "sgd" else np.zeros((1, 2)))
        points = theta + offsets
        loss = (0.5 * ((points @ matrix) * points).sum(1) - points @ vector).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        path.append(theta.detach().numpy().copy())
    return np.array(path)


def kept_rows() -> dict[str, NDArray[np.float64]]:
    """For each rule the kept rows of all problems.  → (problems, len(KEPT_STEPS), 2)"""
    problems = random_problems()
    return {key: np.array([torch_path(problem, key)[list(KEPT_STEPS)] for problem in problems]) for key in OPTIMIZERS}


if __name__ == "__main__":
    np.savez_compressed(KEPT, **kept_rows())
