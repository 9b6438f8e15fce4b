"""The two tables of published results on MNIST, in full, for three seeds. It measures learning, not speed."""

from dataclasses import replace

from core.problems.kinds import recommended_optimizer
from tests.helpers.mnist_files import mnist_folder
from tests.reference.published_races import LAST, STEPS_AN_EPOCH, TEXTBOOK, TEXTBOOK_RULES, WILD_RMSPROP, course, race

SEEDS = (0, 1, 2)
COURSE_STEPS, RACE_STEPS = 10_000, 2000


def main() -> None:
    """Print both tables and the first losses of RMSProp."""
    if mnist_folder() is None:
        print("MNIST was not found: name its folder in DESCENT_LAB_DATA")
        return
    print(f"784-50-10, sigmoid, weights 0.01·N(0, 1), SGD 0.1, batches of 100, {COURSE_STEPS:,} steps (expected: test 0.940–0.950;")
    print("training by epoch 0.10, 0.78, 0.88, 0.90, 0.91 … 0.947)")
    for seed in SEEDS:
        train, test = course(seed, COURSE_STEPS)
        print(f"  seed {seed}: test {test:.4f}; training every {STEPS_AN_EPOCH} steps " + ", ".join(f"{value:.3f}" for value in train))
    print(
        f"784-100×4-10, ReLU, He, batches of 128, {RACE_STEPS:,} steps: mean loss of the last {LAST} batches after they were learned from,"
    )
    print("in brackets before that, as in our rows; test accuracy (expected: SGD ≈ 0.20, Momentum ≈ 0.07, AdaGrad ≈ 0.03, Adam ≈ 0.04;")
    print("test: SGD 0.925–0.942, the others ≥ 0.960)")
    for rule in (*TEXTBOOK_RULES, *(recommended_optimizer(key, TEXTBOOK) for key in ("nag", "rmsprop"))):
        races = [race(rule, seed, RACE_STEPS) for seed in SEEDS]
        cells = [f"{after.mean():.3f} ({losses[-LAST:].mean():.3f}) {test:.4f}" for losses, after, test in races]
        print(f"  {rule.name:<9} {rule.learning_rate:<6g} " + "   ".join(cells))
    for rule in (WILD_RMSPROP, replace(WILD_RMSPROP, decay=0.99)):
        print(f"RMSProp with {rule.learning_rate}, γ = {rule.decay}: the first losses (expected: 7–10 within the first five steps)")
        for seed in SEEDS:
            print(f"  seed {seed}: " + ", ".join(f"{loss:.2f}" for loss in race(rule, seed, 8).losses))


if __name__ == "__main__":
    main()
