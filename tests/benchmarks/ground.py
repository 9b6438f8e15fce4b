"""The ground of a view, 400 × 400 points: heights, light, contours, labels and picture. Goal: ≤ 25 ms, once a view."""

from collections.abc import Callable
from statistics import median

import numpy as np
from PySide6.QtWidgets import QApplication

from core.functions import FUNCTIONS
from core.geometry import Box
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import make_landscape
from gui.canvas.landscape_layer import labels_of, landscape_image
from gui.canvas.relief import ground_table, lights, slopes
from gui.style.theme import LIGHT
from tests.benchmarks.timing import seconds

ROUNDS = 25
KEYS = ("seed-bowl", "rosenbrock", "himmelblau", "rastrigin")


def median_ms(work: Callable[[], object]) -> float:
    """Median milliseconds of a piece of work."""
    return 1000 * median(seconds(work) for _ in range(ROUNDS))


def main() -> None:
    """Print the milliseconds of each part, for a few functions."""
    print("The ground of a view of 600 × 600 pixels, 400 × 400 points (goal: relief ≤ 25 ms)")
    application = QApplication.instance() or QApplication([])
    ground_table(LIGHT)
    for key in KEYS:
        function = FUNCTIONS[key]
        mapping = ViewMapping(Box(*function.view), 600, 600)
        ground = make_landscape(function, mapping)
        heights = ground.heights / 255.0
        labels = labels_of(ground, np.empty((0, 2)), LIGHT)
        relief = median_ms(lambda: (lights(*slopes(heights, 1.8, 1.8, 600.0)), ground_table(LIGHT)[ground.heights, ground.lights]))  # noqa: B023
        numbers = median_ms(lambda: labels_of(ground, np.empty((0, 2)), LIGHT))  # noqa: B023
        picture = median_ms(lambda: landscape_image(ground, labels, function.points, LIGHT, mapping, 1.0))  # noqa: B023
        whole = median_ms(lambda: make_landscape.__wrapped__(function, mapping))  # noqa: B023
        print(
            f"  {key:12} relief {relief:5.1f} ms   with values and contours {whole:5.1f}   labels {numbers:4.1f}   painted {picture:5.1f}"
        )
    del application


if __name__ == "__main__":
    main()
