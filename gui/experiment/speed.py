"""How fast the runs play: the slider, and the speed of each kind of problem; one step is watched on a function, hundreds on a network."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from core.problems.kinds import KINDS, ProblemKind
from gui.system.settings import WindowSettings
from gui.timeline.transport_bar import TransportBar
from gui.training.speed import SPEEDS, nearest_speed
from gui.training.trainer import Trainer


def _setting(kind: ProblemKind) -> str:
    # Functions had no rival when the setting was named.
    return "speed" if kind is KINDS[0] else f"{kind.key}_speed"


class SpeedController(QObject):
    """Moves the speed slider when the kind of problem changes, and remembers where it stood for each."""

    def __init__(self, trainer: Trainer, transport: TransportBar, settings: WindowSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._trainer, self._transport, self._settings = trainer, transport, settings
        self._indices = {kind.key: settings.integer(_setting(kind), nearest_speed(kind.usual.speed), len(SPEEDS) - 1) for kind in KINDS}
        self._key = KINDS[0].key
        self._is_held = False
        transport.speed_changed.connect(trainer.set_speed)
        self._move_to(self._indices[self._key])

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"slower": lambda: self._transport.change_speed(-1), "faster": lambda: self._transport.change_speed(1)}

    @property
    def speed(self) -> float | None:
        """Steps per second where the slider stands; None: as many as the computer can take."""
        return SPEEDS[self._transport.speed_index]

    def set(self, speed: float | None) -> None:
        """Play at this speed, with the slider as near to it as it can stand."""
        self._transport.set_speed_index(nearest_speed(speed))
        self._trainer.set_speed(speed)

    @Slot(object)
    def show_kind(self, kind: ProblemKind) -> None:
        """The slider stands where it stood when this kind was left."""
        self._note()
        self._key = kind.key
        self._transport.set_speed_index(self._indices[kind.key])

    def hold(self) -> None:
        """A lesson has speeds of its own from now on, none of which is remembered."""
        self._note()
        self._is_held = True

    def let_go(self) -> None:
        """The slider stands where it stood before the lesson."""
        if self._is_held:
            self._is_held = False
            self._move_to(self._indices[self._key])

    def remember(self) -> None:
        """For the next start of the program."""
        self._note()
        for kind in KINDS:
            self._settings.put(_setting(kind), self._indices[kind.key])

    def _move_to(self, index: int) -> None:
        self._transport.set_speed_index(index)
        # The slider may have stood there already, for a scene whose own speed is not on offer.
        self._trainer.set_speed(SPEEDS[index])

    def _note(self) -> None:
        if not self._is_held:
            self._indices[self._key] = self._transport.speed_index
