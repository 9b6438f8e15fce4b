"""The lessons of the program, and when a scene of one stands still."""

from core.formats.lesson import shipped_lessons
from core.lessons.lesson import Lesson
from gui.training.commands import TrainerState
from gui.window.main_window import MainWindow
from tests.helpers.window import has_answered

LESSONS: dict[str, Lesson] = {lesson.key: lesson for lesson in shipped_lessons()}


def settled(window: MainWindow) -> bool:
    """Whether the scene stands still where it was asked to."""
    place = window.lessons._position()
    latest = window.trainer.latest
    return (
        has_answered(window)
        and place is not None
        and latest is not None
        and not place.is_moving
        and window.trainer.state is not TrainerState.RUNNING  # it stands at the pause before the last run is there
        and (window.inspector._sub_step is None or window.inspector._sub_step.step == latest.step)
    )
