"""Teaching with lessons: opens them, goes through their scenes, and gives the window back afterwards."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from core.lessons.lesson import Lesson, Scene
from core.lessons.progress import Move, Position, next_move
from core.text import tr
from core.view import View
from gui.experiment.controller import ExperimentController
from gui.inspector.controller import InspectorController
from gui.lessons.lesson_bar import LessonBar
from gui.lessons.prediction_controller import PredictionController
from gui.style.theme import LIGHT, Theme
from gui.system.language import spoken_language
from gui.timeline.controller import TimelineController
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

BAR_ACTIONS = ("lesson_back", "lesson_leave")


class BorrowedLayout(Protocol):
    """What a lesson does with the window."""

    def borrow(self) -> None:
        """From now on views say all that is shown; how the window stands is remembered."""

    def show(self, view: View) -> None:
        """Arrange the window, which shows the experiment of the scene already."""

    def give_back(self) -> None:
        """Arrange the window as it was before."""


class LessonController(QObject):
    """Owns which lesson is on, which scene, and whether its answer is shown."""

    message = Signal(str)
    """A sentence for the user; an empty one takes the last away."""
    changed = Signal()
    """Another scene, or another part of it, or no lesson any more."""

    def __init__(
        self,
        trainer: Trainer,
        experiment: ExperimentController,
        inspector: InspectorController,
        prediction: PredictionController,
        timeline: TimelineController,
        layout: BorrowedLayout,
        actions: Mapping[str, QAction],
        window: QWidget,
    ) -> None:
        """`window` is what dialogs stand over."""
        super().__init__(window)
        self._trainer, self._experiment, self._inspector, self._prediction = trainer, experiment, inspector, prediction
        self._timeline, self._layout, self._actions, self._window = timeline, layout, actions, window
        self.bar = LessonBar(actions["lesson_next"], [actions[name] for name in BAR_ACTIONS], window)
        self.bar.scene_chosen.connect(self.go_to_scene)
        self._theme = LIGHT
        self._lesson: Lesson | None = None
        self._index = 0
        self._revealed = False
        self._escape_is_mine = True
        self._opened_at = 0
        self._awaited_generation = 0
        self._awaited_step, self._awaited_at = 0, -1
        self._played = -1
        self._played_until: int | None = None
        self._show_actions()

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {
            "play": self.play_or_pause,
            "lesson_page": self.choose,
            "open_lesson": self.choose_file,
            "lesson_next": self.next,
            "lesson_back": self.previous_scene,
            "lesson_skip": self.next_scene,
            "lesson_answer": self.toggle_answer,
            "lesson_leave": self.leave,
        }

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is on."""
        return self._lesson

    @property
    def scene(self) -> Scene | None:
        """The scene that is shown."""
        return None if self._lesson is None else self._lesson.scenes[self._index]

    @property
    def title(self) -> str:
        """What is raced, in words. In a lesson it is the scene: its experiment has only a name within the file."""
        scene = self.scene
        return tr(self._trainer.setup.title) if scene is None else scene.title.in_language(spoken_language())

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and the size of this theme."""
        self._theme = theme
        self.bar.set_sizes(theme)

    @property
    def plays_next(self) -> bool:
        """Whether there is a scene that would play by its key now, or once its experiment is there."""
        scene, position = self.scene, self._position()
        if scene is None or position is None:
            return scene is not None and scene.next_pause(self._opened_at) is not None
        return next_move(scene, position) is Move.PLAY

    # In and out

    def choose(self) -> None:
        """Show all lessons that come with the program, and begin the one that is chosen."""
        from core.formats.lesson import shipped_lessons
        from gui.lessons.lesson_page import LessonPage

        page = LessonPage(shipped_lessons(), self._theme, self._window)
        page.exec()
        if page.chosen is not None:
            self.begin(page.chosen)

    def choose_file(self) -> None:
        """Ask for a lesson file, and begin it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a lesson"), "", tr("Lessons (*.toml)"))
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Begin the lesson in this file; tell all that is wrong with it if there is anything."""
        # Imported late: the reader takes longer to load than the rest of the window.
        from core.formats.lesson import load_lesson
        from core.formats.mistakes import FileMistakesError
        from gui.widgets.file_dialogs import MistakesDialog

        try:
            lesson = load_lesson(path)
        except OSError as error:
            self.message.emit(tr("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror or error))
        except FileMistakesError as error:
            MistakesDialog(path.name, [str(mistake) for mistake in error.mistakes], self._window).exec()
        else:
            self.begin(lesson)

    def begin_shipped(self, key: str) -> None:
        """Go to the first scene of the lesson that the program brings in the file of this name, without its ending."""
        from core.formats.lesson import shipped_lessons

        self.begin(next(lesson for lesson in shipped_lessons() if lesson.key == key))

    def begin(self, lesson: Lesson) -> None:
        """Go to the first scene of this lesson."""
        self.message.emit("")
        if self._lesson is None:
            self._experiment.set_aside()
            self._layout.borrow()
        self._lesson = lesson
        self.bar.show()
        self._open(0)

    @Slot()
    def leave(self) -> None:
        """End the lesson; what stood there before it goes on."""
        if self._lesson is None:
            return
        self._lesson = None
        self.bar.hide()
        self._experiment.resume()
        self._layout.give_back()
        self._show_actions()
        self.changed.emit()

    # Through the scenes

    def next(self) -> None:
        """What comes next: the scene plays to its next pause, takes a step that was guessed or is taken apart, shows its answer,
        or gives way to the next one.
        """
        lesson, scene, position = self._lesson, self.scene, self._position()
        if lesson is None or scene is None or position is None:
            return
        match next_move(scene, position):
            case Move.PLAY:
                self._play(scene, position.step)
            case Move.FAST_FORWARD:
                pause = scene.next_pause(position.step)
                assert pause is not None
                self._go_to(pause)
            case Move.PART:
                self._take_part(position.step + 1)
            case Move.REVEAL:
                self._reveal(True)
            case Move.SCENE:
                self._open(self._index + 1, position.step)
            case Move.END:
                self.message.emit(tr("This was the last scene. Escape leaves the lesson."))

    @Slot(int)
    def go_to_scene(self, index: int) -> None:
        """Go to the beginning of this scene at once."""
        if self._lesson is not None and index != self._index:
            self._open(index)

    def next_scene(self) -> None:
        """Go to the next scene at once."""
        if self._lesson is not None and self._index + 1 < len(self._lesson.scenes):
            position = self._position()
            self._open(self._index + 1, position.step if position else None)

    def previous_scene(self) -> None:
        """Go back to the beginning of the scene before; in the first one, to its own."""
        if self._lesson is not None:
            self._open(max(0, self._index - 1))

    def toggle_answer(self) -> None:
        """Show the answer, or hide it again."""
        self._reveal(not self._revealed)

    def play_or_pause(self) -> None:
        """Play, in a lesson to the next pause of the scene, or pause; out of the past first."""
        self._timeline.to_now()
        latest, scene = self._trainer.latest, self.scene
        if self._trainer.outlook.state is TrainerState.RUNNING or latest is None or scene is None:
            self._trainer.toggle()
        else:
            self._play(scene, latest.step)

    def _go_to(self, step: int) -> None:
        """Compute up to this step at once; until it is there, nothing else is begun."""
        self._trainer.step_to(step)
        self._awaited_step, self._awaited_at = step, self._trainer.commands_sent

    def _take_part(self, step: int) -> None:
        """As → does; where that asks for this step, nothing else is begun until it is there."""
        before = self._trainer.commands_sent
        self._actions["step"].trigger()
        if self._trainer.commands_sent != before:
            self._awaited_step, self._awaited_at = step, self._trainer.commands_sent

    def _play(self, scene: Scene, step: int) -> None:
        pause = scene.next_pause(step)
        self._trainer.play(pause)
        self._played, self._played_until = self._trainer.commands_sent, pause

    def _open(self, index: int, stands_at: int | None = None) -> None:
        lesson = self._lesson
        assert lesson is not None
        scene, trainer = lesson.scenes[index], self._trainer
        goes_on = stands_at is not None and lesson.goes_on(index) and trainer.setup.without_branches() == scene.setup
        self._index, self._revealed = index, False
        self._opened_at = lesson.opening_step(index, stands_at if goes_on else None)
        if not goes_on:
            # Each load is a generation; others may be on the way still.
            latest = trainer.latest.generation if trainer.latest else -1
            self._awaited_generation = max(self._awaited_generation, latest) + 1
            self._experiment.open(scene.setup)
        self._layout.show(scene.view)
        self._go_to(self._opened_at)
        self.message.emit("")
        self._show()

    def _position(self) -> Position | None:
        """Where the scene stands; None as long as its experiment is on the way."""
        latest, lesson = self._trainer.latest, self._lesson
        if latest is None or lesson is None or latest.generation < self._awaited_generation:
            return None
        is_over = self._trainer.state is TrainerState.FINISHED
        if latest.step < self._awaited_step and self._awaited_at == self._trainer.commands_sent and not is_over:
            return None
        is_apart, predict = self._inspector.is_mid_step, self._prediction
        guess = predict.predictions.guess if predict.is_active else None
        if guess is not None and guess.step <= latest.step and not self._timeline.is_looking:
            return None  # its step is there, and about to be seen
        return Position(
            step=latest.step - is_apart,
            opened_at=self._opened_at,
            is_moving=self._is_moving(latest.step),
            is_apart=is_apart,
            is_revealed=self._revealed,
            is_last=self._index + 1 == len(lesson.scenes),
            is_over=is_over,
            is_guessed=guess is not None,
        )

    def _is_moving(self, step: int) -> bool:
        """Whether it plays, or is about to: the worker's word comes later than the key, and later than its steps."""
        if self._played == self._trainer.commands_sent and self._played_until is not None:
            return step < self._played_until and self._trainer.state is not TrainerState.FINISHED
        return self._trainer.state is TrainerState.RUNNING

    def _reveal(self, on: bool) -> None:
        scene = self.scene
        if scene is not None and scene.answer is not None:
            self._revealed = on
            self._show()

    def _show(self) -> None:
        assert self._lesson is not None
        self.bar.show_scene(self._lesson, self._index, spoken_language(), self._revealed)
        self._show_actions()
        self.changed.emit()

    def set_escape(self, mine: bool) -> None:
        """Whether Escape leaves the lesson, or is somebody else's now."""
        self._escape_is_mine = mine
        self._show_actions()

    def _show_actions(self) -> None:
        """Keys of a lesson belong to other widgets while there is none."""
        scene, actions = self.scene, self._actions
        for name in ("lesson_next", "lesson_back", "lesson_skip"):
            actions[name].setEnabled(scene is not None)
        actions["lesson_leave"].setEnabled(scene is not None and self._escape_is_mine)
        actions["lesson_answer"].setEnabled(scene is not None and scene.answer is not None)
