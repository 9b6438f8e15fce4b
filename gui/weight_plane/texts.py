"""What the plane's canvas says: how much the picture holds, what it cannot show, and what its button does."""

from enum import Enum, auto

from core.analysis.loss_surface import LossGrid
from core.analysis.principal_plane import PrincipalPlane
from core.number_text import thousands
from core.text import tr


class SurfaceState(Enum):
    """How it stands with the loss over the plane."""

    NONE = auto()
    UNDER_WAY = auto()
    SHOWN = auto()


def axis_titles(plane: PrincipalPlane) -> tuple[str, str]:
    """Which principal direction each axis is, and the part of the movement along it."""
    return _title(plane.ranks[0], plane.shares[0]), _title(plane.ranks[1], plane.shares[1])


def axis_names(plane: PrincipalPlane) -> tuple[str, str]:
    """Which principal direction each axis is, in a word, for beside a coordinate."""
    first, second = (tr("1st") if rank == 1 else tr("2nd") for rank in plane.ranks)
    return first, second


def _title(rank: int, share: float) -> str:
    title = tr("1st principal direction ({share})") if rank == 1 else tr("2nd principal direction ({share})")
    return title.format(share=_percent(share))


def _percent(share: float) -> str:
    # Never 100 when it is not all, and never 0 when it is something.
    shown = min(max(100 * share, 0.1), 99.9) if 0 < share < 1 - 1e-9 else 100 * share
    return f"{shown:.1f}\u202f%"


def plane_sentence(plane: PrincipalPlane | None, left_out: bool = False, rings: bool = False) -> str:
    """What the picture holds, and what it cannot show; empty without a plane.

    left_out : diverged runs do not count in it;  rings : there are rings around the start
    """
    if plane is None:
        return ""
    sentence = tr(
        "A shadow of {dimensions} dimensions on a plane through the start: {share} of the movement away from it "
        "(explained variance) lies in the plane. Paths that meet here may be far apart across it."
    ).format(dimensions=thousands(plane.dimensions), share=_percent(sum(plane.shares)))
    if rings:
        sentence += " " + tr("Rings tell the distance from the start within the plane, which the whole distance ‖ΔW‖ is never below.")
    return sentence + " " + tr("What has diverged does not count in it.") if left_out else sentence


def surface_sentence(grid: LossGrid | None) -> str:
    """Over what the loss was computed, and what it tells; empty without a surface."""
    if grid is None:
        return ""
    images = tr("all {count} training images") if grid.images == grid.all_images else tr("{count} of {all} training images")
    return tr(
        "Contours: the loss in the plane itself, over {images}, at {points}×{points} points. "
        "The runs pass beside the plane, where their loss is another."
    ).format(images=images.format(count=thousands(grid.images), all=thousands(grid.all_images)), points=len(grid.x))


def button_text(state: SurfaceState) -> str:
    """What the button would do."""
    return {
        SurfaceState.NONE: tr("Loss over this plane"),
        SurfaceState.UNDER_WAY: tr("Cancel"),
        SurfaceState.SHOWN: tr("Hide the loss"),
    }[state]


def button_tooltip(state: SurfaceState) -> str:
    """What the button would do, and its key."""
    return {
        SurfaceState.NONE: tr("Compute the training loss over what is shown of the plane; takes some seconds (P)"),
        SurfaceState.UNDER_WAY: tr("Stop computing the loss (Esc)"),
        SurfaceState.SHOWN: tr("Take the contours away (P, or Esc)"),
    }[state]


def refusal(plane: PrincipalPlane | None, paused: bool, state: SurfaceState) -> str:
    """Why the loss over the plane cannot be computed now; empty if it can. What is shown can always be taken away."""
    if state is not SurfaceState.NONE:
        return ""
    if plane is None:
        return tr("There is no plane before the first step")
    return "" if paused else tr("Pause first: the loss over the plane takes the time that the runs need")


def empty_sentence(can_run: bool) -> str:
    """What to do where there is nothing to see yet, or where no run is switched on that could be seen."""
    if not can_run:
        return tr("No run is switched on. Click one in the legend")
    return tr("All runs begin here, with the same weights.\nPress Space to play, or → to take a step.")
