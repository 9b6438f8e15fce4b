"""A lesson: scenes to teach with, one after the other, each an experiment, a view of it, and words."""

from dataclasses import dataclass

from core.experiment.setup import Setup
from core.view import USUAL, View


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
    view        how it is looked at, with all that a lesson changes of the window
    restart     begin at the start, also behind a scene with the same experiment
    begin_at    the step that is shown when the scene opens, computed up to there at once
    pause_at    steps at which playing pauses by itself, ascending
    question    what to ask the class, and `answer` what to reveal then; both or none
    """

    key: str
    title: LocalText
    caption: LocalText
    experiment: str
    setup: Setup
    view: View = USUAL
    restart: bool = False
    begin_at: int = 0
    pause_at: tuple[int, ...] = ()
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
