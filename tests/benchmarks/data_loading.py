"""MNIST loaded until a network can learn from it, against reading and decompressing the same files. Goal: at most 1.5×.

The program keeps the images as bytes and normalises those of a batch as they are needed; all 60,000 at once, which it never
does, is measured too.
"""

import gzip
from pathlib import Path
from statistics import median

from core.data.four_files import find_files, read_folder
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from tests.benchmarks.timing import seconds
from tests.helpers.mnist_files import mnist_folder

ROUNDS = 7


def bare(folder: Path) -> None:
    """Read and decompress the four files."""
    for path in find_files(folder).values():
        content = path.read_bytes()
        if path.suffix == ".gz":
            gzip.decompress(content)


def load(folder: Path) -> NetworkProblem:
    """All that stands before the first step: read, check by the SHA-256, count, label."""
    return NetworkProblem(NetworkSetup(), read_folder(folder, "mnist", "MNIST"))


def main() -> None:
    """Print both ratios."""
    print("MNIST loaded until a network can learn from it, against reading and decompressing it (goal: ≤ 1.5×)")
    folder = mnist_folder()
    if folder is None:
        print("  MNIST was not found: name its folder in DESCENT_LAB_DATA")
        return
    problem = load(folder)
    pixels = problem.dataset.train_images
    times = [(seconds(lambda: bare(folder)), seconds(lambda: load(folder)), seconds(lambda: problem.inputs(pixels))) for _ in range(ROUNDS)]
    reading, loading, normalising = (median(taken) for taken in zip(*times, strict=True))
    print(f"  reading and decompressing          {1000 * reading:4.0f} ms")
    print(f"  loaded, checked and ready          {1000 * loading:4.0f} ms: {loading / reading:.2f}×")
    print(f"  … and all {len(pixels):,} made floats too {1000 * (loading + normalising):4.0f} ms: {(loading + normalising) / reading:.2f}×")


if __name__ == "__main__":
    main()
