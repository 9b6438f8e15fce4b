"""What moves beside the data: the switch for all of it, heads that glide while one can follow them, and parts that come and go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.canvas.function_canvas import FunctionCanvas
from gui.experiment.speed import SpeedController
from gui.style.tokens import EASE_SHORT
from gui.system.settings import WindowSettings
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from gui.widgets.easing import CrossFade, reduce_motion

# Faster than this, in steps a second, a head is at its next row before the eye has followed it to the last.
_FASTEST_GLIDE = 20.0
_SETTING = "reduce_motion"


class Motion(QObject):
    """Keeps View ▸ Reduce motion, and tells the canvas at each frame how long a head may take from row to row."""

    def __init__(
        self,
        trainer: Trainer,
        canvas: FunctionCanvas,
        speed: SpeedController,
        action: QAction,
        settings: WindowSettings,
        parts: QWidget,
        parent: QObject,
    ) -> None:
        """`parts` holds all that comes and goes."""
        super().__init__(parent)
        self._fade = CrossFade(parts)
        self._trainer, self._canvas, self._speed = trainer, canvas, speed
        self._action, self._settings = action, settings
        self.set_reduced(settings.integer(_SETTING, 0, 1) == 1)

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do; one that can be checked gives whether it is."""
        return {"reduce_motion": self.set_reduced}

    def set_reduced(self, on: bool) -> None:
        """Let nothing move but the data, now and at the next start of the program."""
        self._action.setChecked(on)
        self._settings.put(_SETTING, int(on))
        reduce_motion(on)

    @Slot()
    def change(self) -> None:
        """A part of the window is about to come or to go: let what is seen now fade into that."""
        self._fade.begin()

    def pace_heads(self, is_looking: bool) -> None:
        """Heads glide while the race plays slowly and nobody looks back; whatever else they do, they do at once."""
        speed = self._speed.speed
        plays = self._trainer.state is TrainerState.RUNNING and not is_looking
        slowly = speed is not None and speed <= _FASTEST_GLIDE
        self._canvas.set_glide(min(EASE_SHORT, round(1000 / speed)) if plays and slowly and speed else 0)
