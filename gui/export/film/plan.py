"""What a film is made of, by arithmetic alone: what a frame shows, which steps become frames, how long each is seen, what is too much."""

import math
from dataclasses import dataclass

from core.text import tr
from gui.export.picture.spec import Arrangement, Ground, PictureSpec
from gui.export.registry import GIF, FilmFormat

# A film of more frames is larger than what anybody sends around, and longer than what anybody watches.
MOST_FRAMES = 2000
LEAST_SIDE, MOST_SIDE = 160, 3840
MOST_PIXELS = 3840 * 2160
MOST_HOLD_SECONDS = 10.0
SIZES = ((640, 480), (800, 600), (1280, 720), (1920, 1080))
DEFAULT_SIZE = (800, 600)

# What a film aims at when nobody says otherwise: so many frames, and at least so long, as far as a slow rate is not worse.
_FRAMES, _SECONDS = 300, 6.0
_RATES = (25, 20, 15, 10, 5)
_HOLD_SECONDS = 2.0
# Type and lines grow with the film, as a film is most often shown at the width of the screen. Below this they cannot be read.
_LEAST_SCALE = 0.8


@dataclass(frozen=True)
class FilmPlan:
    """From which step to which, every how many steps, at how many frames per second, how large in pixels.

    The last frame stays for `hold_seconds` more, before the film begins anew. The rest is what each frame shows.
    """

    kind: FilmFormat
    first: int
    last: int
    every: int = 1
    rate: int = 25
    width: int = DEFAULT_SIZE[0]
    height: int = DEFAULT_SIZE[1]
    hold_seconds: float = _HOLD_SECONDS
    parts: tuple[str, ...] = ("canvas", "loss")
    ground: Ground = Ground.LIGHT
    title: bool = True
    legend: bool = True
    settings: bool = False

    @property
    def picture(self) -> PictureSpec:
        """What each frame shows: a picture of the size of the film. A film has no see-through ground."""
        scale = max(_LEAST_SCALE, min(self.width / DEFAULT_SIZE[0], self.height / DEFAULT_SIZE[1]))
        points = (round(self.width / scale), round(self.height / scale))
        opaque = Ground.DARK if self.ground in (Ground.DARK, Ground.CLEAR_DARK) else Ground.LIGHT
        # Three side by side would leave the plane of the weights, whose words are long, no room at all.
        arrangement = Arrangement.GRID if len(self.parts) > 2 else Arrangement.ROW
        return PictureSpec(self.parts, arrangement, self.width, opaque, self.title, self.legend, self.settings, points=points)

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps that become frames; the last one is always among them."""
        return (*range(self.first, self.last, self.every), self.last)

    @property
    def frames(self) -> int:
        """How many frames there are, without listing them."""
        return -(-(self.last - self.first) // self.every) + 1

    @property
    def ticks(self) -> tuple[int, ...]:
        """How long each frame is seen, in frames of the rate."""
        return (*(1 for _ in range(self.frames - 1)), 1 + round(self.hold_seconds * self.rate))

    @property
    def seconds(self) -> float:
        """How long the film is, the hold on its last frame included."""
        return (self.frames + round(self.hold_seconds * self.rate)) / self.rate

    def mistake(self, reached: int) -> str:
        """Why such a film cannot be made of runs that have come to step `reached`, in a sentence; empty if it can."""
        if not 0 <= self.first < self.last <= reached:
            return tr("A film goes from one step to a later one, between 0 and {reached:,}: choose others.").format(reached=reached)
        if self.every < 1:
            return tr("Every how many steps there is a frame is a whole number from 1 on.")
        if self.frames > MOST_FRAMES:
            return tr(
                "That would be {frames:,} frames; a film has {most:,} at most. Take a frame every {every:,} steps, or a shorter way."
            ).format(frames=self.frames, most=MOST_FRAMES, every=every_for(self.first, self.last, MOST_FRAMES))
        if not 1 <= self.rate <= self.kind.most_rate:
            return tr("{rate} frames per second is not possible here: choose 1 to {most}.").format(rate=self.rate, most=self.kind.most_rate)
        if min(self.width, self.height) < LEAST_SIDE or max(self.width, self.height) > MOST_SIDE:
            return tr("The sides of a film are {least} to {most} pixels long: choose another size.").format(
                least=LEAST_SIDE, most=MOST_SIDE
            )
        if self.width * self.height > MOST_PIXELS:
            return tr("A film has 3840 × 2160 pixels at most: choose a smaller size.")
        if not 0 <= self.hold_seconds <= MOST_HOLD_SECONDS:
            return tr("The last frame stays for {most:g} seconds at most.").format(most=MOST_HOLD_SECONDS)
        return ""


def every_for(first: int, last: int, frames: int) -> int:
    """Every how many steps, at least, there is a frame, so that there are no more than `frames`, which is 2 or more."""
    return max(1, math.ceil((last - first) / (frames - 1)))


def every_for_seconds(first: int, last: int, seconds: float, rate: int) -> int:
    """Every how many steps there is a frame, so that the way from `first` to `last` lasts about as long, and no longer."""
    return every_for(first, last, max(2, math.floor(seconds * rate)))


def default_plan(last: int, kind: FilmFormat = GIF, size: tuple[int, int] = DEFAULT_SIZE, first: int = 0) -> FilmPlan:
    """A good film of the way to this step: some 300 frames at most, and slower where there are few."""
    every = every_for(first, last, _FRAMES)
    frames = FilmPlan(kind, first, last, every).frames
    rate = next((rate for rate in _RATES if frames / rate >= _SECONDS), _RATES[-1])
    return FilmPlan(kind, first, last, every, rate, *size)
