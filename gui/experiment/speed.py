"""How fast the runs play: the slider, and the speed of each kind of problem; one step is watched on a function, hundreds on a network."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from gui.system.settings import WindowSettings
from gui.timeline.transport_bar import TransportBar
from gui.training.speed import DEFAULT_SPEED_INDEX, SPEEDS, nearest_speed
from gui.training.trainer import Trainer

_KEYS: dict[type, str] = {FunctionSetup: "speed", NetworkSetup: "network_speed"}
# A test of a network comes after a hundred steps: nobody waits ten seconds for a point of the accuracy.
_AT_FIRST: dict[type, int] = {FunctionSetup: DEFAULT_SPEED_INDEX, NetworkSetup: len(SPEEDS) - 1}


class SpeedController(QObject):
    """Moves the speed slider when the kind of problem changes, and remembers where it stood for each."""

    def __init__(self, trainer: Trainer, transport: TransportBar, settings: WindowSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._trainer, self._transport, self._settings = trainer, transport, settings
        self._indices = {kind: settings.integer(key, _AT_FIRST[kind], len(SPEEDS) - 1) for kind, key in _KEYS.items()}
        self._kind: type = FunctionSetup
        self._is_held = False
        transport.speed_changed.connect(trainer.set_speed)
        self._move_to(self._indices[self._kind])

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
    def show_kind(self, kind: type) -> None:
        """The slider stands where it stood when this kind was left."""
        self._note()
        self._kind = kind
        self._transport.set_speed_index(self._indices[kind])

    def hold(self) -> None:
        """A lesson has speeds of its own from now on, none of which is remembered."""
        self._note()
        self._is_held = True

    def let_go(self) -> None:
        """The slider stands where it stood before the lesson."""
        if self._is_held:
            self._is_held = False
            self._move_to(self._indices[self._kind])

    def remember(self) -> None:
        """For the next sitting."""
        self._note()
        for kind, key in _KEYS.items():
            self._settings.put(key, self._indices[kind])

    def _move_to(self, index: int) -> None:
        self._transport.set_speed_index(index)
        # The slider may have stood there already, for a scene whose own speed is not on offer.
        self._trainer.set_speed(SPEEDS[index])

    def _note(self) -> None:
        if not self._is_held:
            self._indices[self._kind] = self._transport.speed_index
