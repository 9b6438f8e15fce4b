"""Predict, then reveal: before a step the class says where the point goes, and the step shows how far off that was."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import RunSnapshot, Snapshot
from core.lessons.prediction import PlanePoint, Predictions
from core.problems.kinds import KINDS, ProblemKind
from core.text import tr
from gui.canvas.function_canvas import FunctionCanvas
from gui.canvas.guess_layer import GuessPicture
from gui.inspector.controller import InspectorController
from gui.lessons import prediction_texts as words
from gui.style.run_style import RunStyle, display_name
from gui.system.key_text import key_text
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

# How far a key moves the mark, as a part of the view.
_MOVE, _SMALL_MOVE = 0.02, 0.002
_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class PredictionController(QObject):
    """Owns the guess, the score, and the lock. A guess concerns the first inspected run, or else the first that is on.

    * A guess can be made, and made again, while the race stands still and nothing of the step is shown. Once the step is walked
      through part by part, it is too late.
    * The truth is what the other views show: while a step is half done, nothing of it. The error is shown as long as the race
      stands at that step and no next guess has begun. The rest is in `Predictions.after`: going back takes the results of the
      steps with it, as do Reset, another start or function, and settings that change the past; playing, or ten steps at once,
      counts the guess that waits for its step and shows no error on the way.
    * While somebody looks back there is nothing to guess. A guess that waits goes on waiting.
    * Looking into another run drops the guess that waits. The results stay.
    * While it is locked, single steps alone are possible, each after a guess. A race that has nothing to guess is not held up.
    * On a network there is no point to guess. It goes on when a function is chosen again.
    """

    changed = Signal()
    """What may be stepped, or why not, is another now."""
    key_used = Signal(str, str)
    """A key that was handled here, and what it did."""

    def __init__(
        self, trainer: Trainer, canvas: FunctionCanvas, inspect: InspectorController, actions: Mapping[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._trainer, self._canvas, self._inspect, self._actions = trainer, canvas, inspect, actions
        self._is_on = self._is_locked = False
        self._kind = KINDS[0]
        self._runs: Sequence[tuple[str, bool]] = ()
        self._shown: Snapshot | None = None
        self._seen: Snapshot | None = None
        self._label = ""
        self._draft: PlanePoint | None = None
        self._revealed: tuple[str, int] | None = None
        self.predictions = Predictions()
        canvas.guess_picked.connect(self._on_picked)
        canvas.key_pressed.connect(self._on_key_pressed)
        trainer.state_changed.connect(self._on_state_changed)

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {"predict": self.set_on, "lock": self.set_locked}

    @property
    def is_active(self) -> bool:
        """Whether a click on the canvas is a guess."""
        return self._is_on and "predict" in self._kind.view_fields

    def set_on(self, on: bool) -> None:
        """Let the class guess, or no longer; what was guessed before is then forgotten."""
        self._actions["predict"].setChecked(on)
        if on is self._is_on:
            return
        self._is_on = on
        if on and self._trainer.outlook.state is TrainerState.RUNNING:
            self._trainer.pause()
        if not on:
            self.set_locked(False)
        self._begin()

    def set_locked(self, on: bool) -> None:
        """Let nobody step until there is a guess, or lift that."""
        self._actions["lock"].setChecked(on)
        self._is_locked = on
        if on:
            self.set_on(True)
        self._show()
        self.changed.emit()

    @Slot(object)
    def set_kind(self, kind: ProblemKind) -> None:
        """What is raced on from now on; another function is a new game too."""
        self._kind = kind
        self._begin()

    @Slot(object, object)
    def set_runs(self, runs: Sequence[tuple[str, bool]], styles: Mapping[str, RunStyle]) -> None:
        """The runs, each (label, on)."""
        self._runs = runs
        self._show()

    def show_frame(self, shown: Snapshot | None) -> None:
        """Look at the runs as the canvas shows them: of a step that is half done, as they stood before it.

        None while somebody looks back: then there is nothing to guess, and nothing of a guess to see.
        """
        if not self.is_active:
            return
        if shown is not self._shown:
            self._shown = shown
        if shown is not None and shown is not self._seen:
            self._seen = shown
            self._follow()
            before = self.predictions
            self.predictions = before.after(shown.runs)
            if len(self.predictions.outcomes) > len(before.outcomes):
                guess = self.predictions.outcomes[-1].guess
                self._revealed = guess.label, guess.step
        # The same runs may be looked at in another way, or another of them.
        self._show()

    def reasons(self) -> dict[str, str]:
        """Why actions do not apply now, by name."""
        if "predict" not in self._kind.view_fields:
            return dict.fromkeys(("predict", "lock"), tr("On a network there is no point whose place could be guessed"))
        run = self._run()
        if not self._is_locked or run is None or run.termination is not None:
            return {}
        reasons = dict.fromkeys(("play", "ten"), tr("Locked to single steps, each after a guess (Shift+G unlocks)"))
        outlook, guess = self._trainer.outlook, self.predictions.guess
        if outlook.state is TrainerState.RUNNING:
            del reasons["play"]  # it pauses
        # A guess whose step was asked for is spent, also before that step is seen.
        if (guess is None or guess.step <= outlook.step) and not self._inspect.is_mid_step:
            reasons["step"] = tr("Locked until there is a guess: click on the canvas (Shift+G unlocks)")
        return reasons

    # The guess

    def _begin(self) -> None:
        """A new game."""
        self.predictions, self._draft, self._revealed, self._shown, self._seen = Predictions(), None, None, None, None
        self._canvas.set_guessing(self.is_active)
        latest = self._trainer.latest
        if latest is not None and latest.problem.dimensions is not None:
            self.show_frame(self._inspect.before_half_step(latest))
        self._show()
        self.changed.emit()

    def _run(self) -> RunSnapshot | None:
        """The run whose step is guessed, as it is shown; None if there is none."""
        runs = self._shown.runs if self._shown is not None else ()
        return next((run for run in runs if run.label == self._label), None)

    def _follow(self) -> None:
        """Guess the step of the run that is looked at now."""
        labels = self._inspect.inspector.labels() if self._inspect.is_open else ()
        label = labels[0] if labels else next((label for label, on in self._runs if on), "")
        if label != self._label:
            self._label, self._draft, self._revealed = label, None, None
            self.predictions = Predictions(None, self.predictions.outcomes)

    def _may_guess(self, run: RunSnapshot | None) -> bool:
        still = self._trainer.outlook.state is not TrainerState.RUNNING and not self._inspect.is_mid_step
        return self.is_active and still and run is not None and run.termination is None and self._trainer.outlook.step <= run.step

    @Slot(float, float)
    def _on_picked(self, x: float, y: float) -> None:
        self._set((x, y))

    def _set(self, place: PlanePoint) -> None:
        run = self._run()
        if run is not None and self._may_guess(run):
            self._draft, self._revealed = None, None
            self.predictions = self.predictions.with_guess(run, place)
            self._show()
            self.changed.emit()

    @Slot(QKeyEvent)
    def _on_key_pressed(self, event: QKeyEvent) -> None:
        run = self._run() if self.is_active else None
        if run is None or not self._may_guess(run):
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = _WAYS.get(Qt.Key(event.key())) if modifiers & Qt.KeyboardModifier.AltModifier else None
        if way is not None and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self._move(run, way, _SMALL_MOVE if modifiers & Qt.KeyboardModifier.ShiftModifier else _MOVE)
            self.key_used.emit(key_text(QKeySequence(event.keyCombination()).toString()), tr("Move the guess"))
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._draft is not None:
            self._set(self._draft)
            self.key_used.emit(tr("Enter"), tr("Set the guess"))
            event.accept()

    def _move(self, run: RunSnapshot, way: tuple[int, int], part: float) -> None:
        """Move the mark. The first key brings it to where the point is now; what is set stays set."""
        x_min, x_max, y_min, y_max = self._canvas.view_range()
        guess = self.predictions.guess
        x, y = guess.place if guess is not None else self._draft or run.path[-1].tolist()
        moved = (
            min(max(x + way[0] * part * (x_max - x_min), x_min), x_max),
            min(max(y + way[1] * part * (y_max - y_min), y_min), y_max),
        )
        if guess is not None:
            self._set(moved)
        else:
            self._draft, self._revealed = moved, None
            self._show()

    # What is seen of it

    def _show(self) -> None:
        self._follow()
        self._canvas.guess.show_picture(self._picture() if self.is_active else GuessPicture())

    def _picture(self) -> GuessPicture:
        run, guess = self._run(), self.predictions.guess
        if run is None:
            return GuessPicture(words.nothing_on() if self._shown is not None else "")
        name = display_name(run.label)
        score = words.score_text(self.predictions)
        at: PlanePoint = run.path[-1, 0].item(), run.path[-1, 1].item()
        mid_step = self._inspect.is_mid_step
        is_revealed = self._revealed == (run.label, run.step) and not mid_step
        outcome = self.predictions.outcome_of(run.label, run.step) if is_revealed else None
        if self._trainer.state is TrainerState.RUNNING:
            return GuessPicture(_lines(words.moving(), score))
        if outcome is not None:
            return GuessPicture(_lines(words.verdict(name, outcome), score), at, outcome=outcome, error=words.error_text(outcome))
        if guess is not None:
            sentence = words.under_way(name, guess.step) if mid_step else words.waiting(name, guess.step)
            return GuessPicture(_lines(sentence, score), at, guess.place, True)
        if run.termination is not None:
            return GuessPicture(_lines(words.ended(name), score), at)
        if mid_step:
            return GuessPicture(_lines(words.under_way(name, run.step + 1), score), at)
        return GuessPicture(_lines(words.question(name, run.step + 1, self._is_locked), score), at, self._draft)

    @Slot(object)
    def _on_state_changed(self, state: TrainerState) -> None:
        if self.is_active:
            self._show()

    @staticmethod
    def keys() -> list[tuple[str, str]]:
        """(keys, what they do) that are handled here, for the help."""
        return [
            (tr("Click, Enter"), tr("Set the guess (G)")),
            (f"{key_text('Alt+Left')} → ↑ ↓", tr("Move guess; Shift: finely")),
        ]


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
