"""A number that is dragged in its place, to the right for more and to the left for less, as its slider would have it."""

from core.hyperparameters import Hyperparameter, Value
from gui.widgets.slider_scale import slider_scale

# Less is a click with an unsteady hand.
_THRESHOLD_PX = 3.0


class NumberScrub:
    """One drag at a time. A pixel is a position of the slider: on a logarithmic scale a decade takes 100 of them."""

    def __init__(self, spec: Hyperparameter) -> None:
        """Drag a value of this kind."""
        self._scale = slider_scale(spec)
        self._pressed: tuple[float, Value] | None = None
        self._has_dragged = False

    @property
    def is_dragging(self) -> bool:
        """Whether the number follows the mouse now."""
        return self._has_dragged and self._pressed is not None

    @property
    def has_dragged(self) -> bool:
        """Whether what the mouse has done since it was pressed is more than a click, also where the drag was given up."""
        return self._has_dragged

    def press(self, x: float, value: Value) -> None:
        """The mouse is pressed on the number, which has this value."""
        self._pressed, self._has_dragged = (x, value), False

    def move(self, x: float) -> Value | None:
        """The value with the mouse at `x`; None as long as nothing is dragged. Back where it began it is exactly what it was."""
        if self._pressed is None:
            return None
        begun, value = self._pressed
        away = x - begun
        self._has_dragged = self._has_dragged or abs(away) > _THRESHOLD_PX
        if not self._has_dragged:
            return None
        here = self._scale.position(value)
        there = min(max(here + round(away), 0), self._scale.last)
        return value if there == here else self._scale.value(there)

    def release(self) -> bool:
        """The mouse is let go; whether it was a drag."""
        dragged, self._pressed, self._has_dragged = self._has_dragged, None, False
        return dragged

    def cancel(self) -> Value | None:
        """Give the drag up: the value from before it, None if nothing was dragged. What the mouse does then counts no more."""
        if self._pressed is None or not self._has_dragged:
            return None
        value, self._pressed = self._pressed[1], None
        return value
