"""A lesson: scenes to teach with, one after the other, each an experiment, a view of it, and words."""

from dataclasses import dataclass

from core.experiment.setup import Setup
from core.problems.kinds import FUNCTION
from core.view import Box, Walk


@dataclass(frozen=True)
class LocalText:
    """A text in English, and in Korean if somebody wrote it."""

    en: str
    ko: str | None = None

    def in_language(self, language: str) -> str:
        """The text in the language of that code, such as "ko", or in English where there is none."""
        return self.ko if language == "ko" and self.ko is not None else self.en


@dataclass(frozen=True)
class Scene:
    """One picture of a lesson and what is said to it.

    key         its name within the lesson
    experiment  the name of its experiment within the lesson, and `setup` that experiment
    restart     begin at the start, also behind a scene with the same experiment
    begin_at    the step that is shown when the scene opens, computed up to there at once
    pause_at    steps at which playing pauses by itself, ascending
    speed       steps per second while playing; None: as many as the computer can take
    panels      what is shown
    inspect     labels of the runs in the inspector, one or two; empty only where it is not shown
    walk        what the key → does: a whole step, or a part of it
    log         whether the axis of the loss is logarithmic
    view        x from, to, y from, to: the part of the plane on the canvas; None: that of the function
    predict     whether the class guesses where the point goes before each step
    question    what to ask the class, and `answer` what to reveal then; both or none
    """

    key: str
    title: LocalText
    caption: LocalText
    experiment: str
    setup: Setup
    restart: bool = False
    begin_at: int = 0
    pause_at: tuple[int, ...] = ()
    speed: float | None = FUNCTION.usual.scene_speed
    panels: tuple[str, ...] = FUNCTION.usual.panels
    inspect: tuple[str, ...] = ()
    walk: Walk = "steps"
    log: bool = False
    view: Box | None = None
    predict: bool = False
    question: LocalText | None = None
    answer: LocalText | None = None

    def next_pause(self, step: int) -> int | None:
        """Where playing on from `step` pauses by itself; None: nowhere."""
        return next((pause for pause in self.pause_at if pause > step), None)

    @property
    def last_step(self) -> int:
        """The last step that the scene itself asks for."""
        return max(self.begin_at, *self.pause_at, 0)


@dataclass(frozen=True)
class Lesson:
    """The scenes of a lesson in their order; `key` is the name of its file without the ending."""

    key: str
    title: LocalText
    summary: LocalText
    scenes: tuple[Scene, ...]

    def goes_on(self, index: int) -> bool:
        """Whether scene `index` goes on with the experiment of the scene before it, where that stands."""
        if index == 0:
            return False
        before, scene = self.scenes[index - 1], self.scenes[index]
        return scene.experiment == before.experiment and not scene.restart

    def opening_step(self, index: int, stands_at: int | None = None) -> int:
        """The step that scene `index` opens with.

        `stands_at` is where the scene before it stands, if that is the one that is being left. A scene that goes on never
        goes back: it opens there, or at its `begin_at` if that is further.
        """
        begin_at = self.scenes[index].begin_at
        return max(begin_at, stands_at) if stands_at is not None and self.goes_on(index) else begin_at
