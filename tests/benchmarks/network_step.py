"""A training step with Adam on the textbook's network and the real MNIST, 784-100×4-10, batches of 128, float32.

Against `torch.optim.Adam` as it comes (goal: 1.5× faster) and at its best setting (goal: faster), and against the bare
matrix products of the same shapes (goal: at most 1.5× as long).
"""

import os
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from core.data.dataset import Dataset
from core.data.four_files import read_folder
from core.experiment.run import Run
from core.problems.base import Sampling
from core.problems.kinds import recommended_optimizer
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.benchmarks.timing import seconds
from tests.helpers.mnist_files import mnist_folder

SIZES, BATCH = (784, 100, 100, 100, 100, 10), 128
# As long at a stretch as a race is, so that what the others left in the processor's caches is soon forgotten.
STEPS, ROUNDS = 160, 15
# As much of the 512 MB as a run has in a race of seven.
CHECKPOINT_BYTES = 512_000_000 // 7

Action = Callable[[], object]


def our_steps(dataset: Dataset) -> Action:
    """STEPS steps of a run as the program takes them: drawing, history, losses and checkpoints included."""
    setup = NetworkSetup()
    # A test on 10,000 images every 100 steps is another matter, which PyTorch is not asked for.
    problem = NetworkProblem(NetworkSetup(test_every=1_000_000), dataset)
    run = Run("adam", problem, problem.start(0), 0, recommended_optimizer("adam", setup), Sampling(batch_size=BATCH), CHECKPOINT_BYTES)
    return lambda: run.advance(STEPS)


def bare_products() -> Action:
    """The products alone: forward, and for the gradient of the weights and of the layer before."""
    random = np.random.RandomState(0)

    def normal(*shape: int) -> Any:
        return random.standard_normal(shape).astype(np.float32)

    layers = []
    for number, (inputs, outputs) in enumerate(pairwise(SIZES)):
        a, W, delta = normal(BATCH, inputs), normal(inputs, outputs), normal(BATCH, outputs)
        layers.append((a, W, delta, np.empty_like(delta), np.empty_like(W), np.empty_like(a) if number else None))

    def products() -> None:
        for _ in range(STEPS):
            for a, W, delta, z, derivative, before in layers:
                np.matmul(a, W, out=z)
                np.matmul(a.T, delta, out=derivative)
                if before is not None:
                    np.matmul(delta, W.T, out=before)

    return products


def torch_steps(dataset: Dataset, threads: int, **setting: bool) -> Action:
    """STEPS steps of PyTorch as its tutorials take them, but with all images in memory as they are needed; the loss is read."""
    import torch

    pixels = torch.tensor(dataset.train_images.reshape(-1, 784), dtype=torch.float32) / 255
    labels = torch.tensor(dataset.train_labels.astype(np.int64))
    layers: list[Any] = []
    for inputs, outputs in pairwise(SIZES):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(network.parameters(), **setting)
    losses = []

    def steps() -> None:
        torch.set_num_threads(threads)
        for _ in range(STEPS):
            chosen = torch.randint(len(labels), (BATCH,))
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(network(pixels[chosen]), labels[chosen])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())

    return steps


def milliseconds(actions: dict[str, Action]) -> dict[str, float]:
    """The median milliseconds of a step of each, taken in turn."""
    for action in actions.values():
        action()
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):
        for name, action in actions.items():
            times[name].append(1000 * seconds(action) / STEPS)
    return {name: median(taken) for name, taken in times.items()}


def main() -> None:
    """Print a line for each side."""
    print(f"A training step with Adam, {'-'.join(map(str, SIZES))}, batches of {BATCH}, float32, real MNIST")
    folder = mnist_folder()
    if folder is None:
        print("  MNIST was not found: name its folder in DESCENT_LAB_DATA")
        return
    dataset = read_folder(folder, "mnist", "MNIST")
    theirs: dict[str, Action] = {}
    if find_spec("torch") is None:
        print("  PyTorch is not installed, so only the products are compared with: make test-reference installs it")
    else:
        # Not torch.get_num_threads(), which is 1 where the program's own setting stands in the environment.
        for threads in sorted({os.cpu_count() or 1, 1}, reverse=True):
            suffix = f"{threads} thread{'s' * (threads > 1)}"
            theirs[f"PyTorch as it comes, {suffix}"] = torch_steps(dataset, threads)
            theirs[f"PyTorch fused, {suffix}"] = torch_steps(dataset, threads, fused=True)
            theirs[f"PyTorch foreach, {suffix}"] = torch_steps(dataset, threads, foreach=True)
    times = milliseconds({"Descent Lab": our_steps(dataset), "bare products": bare_products(), **theirs})
    ours, bare = times["Descent Lab"], times["bare products"]
    for name, taken in times.items():
        print(f"  {name:<34} {taken:6.3f} ms: {taken / ours:5.2f}× ours")
    print(f"  ours against the bare products: {ours / bare:.2f}× (goal: ≤ 1.5×)")
    if theirs:
        print(f"  faster than PyTorch as it comes: {times[next(iter(theirs))] / ours:.2f}× (goal: ≥ 1.5×)")
        print(f"  faster than its best setting:    {min(times[name] for name in theirs) / ours:.2f}× (goal: > 1×)")


if __name__ == "__main__":
    main()
