"""The speed of each kind of problem, since one step is watched on a function and hundreds on a network."""

from core.problems.function import FunctionSetup
from core.problems.network_setup import NetworkSetup
from gui.system.settings import WindowSettings
from gui.timeline.transport_bar import TransportBar
from gui.training.speed import DEFAULT_SPEED_INDEX, SPEEDS

_KEYS: dict[type, str] = {FunctionSetup: "speed", NetworkSetup: "network_speed"}
# A test of a network comes after a hundred steps: nobody waits ten seconds for a point of the accuracy.
_AT_FIRST: dict[type, int] = {FunctionSetup: DEFAULT_SPEED_INDEX, NetworkSetup: len(SPEEDS) - 1}


class SpeedMemory:
    """Moves the speed slider when the kind of problem changes, and remembers where it stood for each."""

    def __init__(self, transport: TransportBar, settings: WindowSettings) -> None:
        self._transport, self._settings = transport, settings
        self._indices = {kind: settings.integer(key, _AT_FIRST[kind], len(SPEEDS) - 1) for kind, key in _KEYS.items()}
        self._kind: type = FunctionSetup
        self._is_held = False
        transport.set_speed_index(self._indices[self._kind])

    def show(self, kind: type) -> None:
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
            self._transport.set_speed_index(self._indices[self._kind])

    def remember(self) -> None:
        """For the next sitting."""
        self._note()
        for kind, key in _KEYS.items():
            self._settings.put(key, self._indices[kind])

    def _note(self) -> None:
        if not self._is_held:
            self._indices[self._kind] = self._transport.speed_index
