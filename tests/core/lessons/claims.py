"""What the tests of captions take place in: scenes of the shipped lessons, their runs, and the table of what is tested."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from core.data.library import DataLibrary
from core.experiment.experiment import Experiment
from core.experiment.snapshot import RunSnapshot
from core.formats.lesson import shipped_lessons
from core.lessons.lesson import Lesson, Scene
from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup

TESTED: dict[tuple[str, str], list[str]] = defaultdict(list)
"""(lesson, scene) → the tests of what it says."""

NOTHING_TO_TEST: frozenset[tuple[str, str]] = frozenset()
"""Scenes that claim nothing that could be computed."""

NUMBER = re.compile(r"−?\d+(?:,\d{3})*(?:\.\d+)?")

# Nothing can be kept below a file, so the digits are drawn anew, which takes a second.
_DIGITS = DataLibrary([], Path(__file__) / "cache")


def claims(lesson: str, scene: str):
    """Mark a test as one of what this scene says. It gets the scene as `scene`, a `SceneToTest`."""

    def register(test):
        TESTED[lesson, scene].append(test.__name__)
        return pytest.mark.parametrize("scene", [SceneToTest(lesson, scene)], ids=str)(test)

    return register


class SceneToTest:
    """A scene of a shipped lesson and the runs of its experiment. Found when it is asked for, not when tests are collected."""

    def __init__(self, lesson: str, key: str) -> None:
        self.lesson, self.key = lesson, key
        self.said: set[str] = set()

    def __str__(self) -> str:
        return f"{self.lesson}-{self.key}"

    @property
    def scene(self) -> Scene:
        """The scene as the file has it."""
        (found,) = [scene for scene in lesson_named(self.lesson).scenes if scene.key == self.key]
        return found

    def optimizer(self, label):
        """The rule of this run with the hyperparameters of the file."""
        (found,) = [run.optimizer for run in self.scene.setup.runs if run.label == label]
        return found

    def run(self, label: str, steps: int) -> RunSnapshot:
        """The run after at least so many steps."""
        experiment = experiment_of(self.lesson, self.scene.experiment)
        experiment.advance(max(0, steps - experiment.step))
        (found,) = [run for run in experiment.snapshot().runs if run.label == label]
        assert found.step >= steps
        return found

    def path(self, label: str, steps: int) -> np.ndarray:
        """The points of rows 0 to `steps`."""
        return self.run(label, steps).path[: steps + 1]

    def loss(self, label: str, steps: int) -> np.ndarray:
        """The losses of rows 0 to `steps`."""
        return self.run(label, steps).loss[: steps + 1]

    def shows(self, step: int) -> bool:
        """Whether playing pauses there by itself, or the scene begins there."""
        return step in (self.scene.begin_at, *self.scene.pause_at)

    def says(self, *numbers: str) -> bool:
        """Whether all of these stand in the caption, the question or the answer, in both languages."""
        self.said.update(number for words in numbers for number in NUMBER.findall(words))
        return all(re.search(rf"(?<![\d.,−]){re.escape(number)}(?!\d|[.,]\d)", text) for number in numbers for text in self.texts())

    def texts(self) -> list[str]:
        """All that the scene says, in English and in Korean."""
        parts = [text for text in (self.scene.caption, self.scene.question, self.scene.answer) if text is not None]
        return [" ".join(text.in_language(language) for text in parts) for language in ("en", "ko")]

    def settings(self) -> set[str]:
        """The numbers that the file itself gives: hyperparameters, the start, and the steps at which the scene stops."""
        setup, numbers = self.scene.setup, [self.scene.begin_at, *self.scene.pause_at]
        for run in setup.runs:
            numbers += [value for value in (*vars(run.optimizer).values(), run.sampling.batch_size) if not isinstance(value, bool)]
        if isinstance(setup.problem, FunctionSetup):
            numbers += setup.problem.start
        return {f"{number:,.9g}".replace("-", "−") for number in numbers}


@cache
def lesson_named(key: str) -> Lesson:
    """One of the shipped lessons."""
    (found,) = [lesson for lesson in shipped_lessons() if lesson.key == key]
    return found


@cache
def experiment_of(lesson: str, name: str) -> Experiment:
    """The experiment of that name; all tests share it and its runs, which only grow."""
    setup = next(scene.setup for scene in lesson_named(lesson).scenes if scene.experiment == name)
    return experiment_for(setup)


def experiment_for(setup) -> Experiment:
    """A fresh experiment, with the program's own digits if it is a network."""
    problem = setup.problem
    if isinstance(problem, NetworkSetup):
        return Experiment(setup, library=_DIGITS)
    assert isinstance(problem, FunctionSetup)
    return Experiment(setup)


def text_of(value: float, form: str) -> str:
    """A number as the captions print it, with a real minus."""
    return format(value, form).replace("-", "−")
