"""Make every picture that the README and the pages in docs/ show, on a machine with or without a screen.

    python scripts/make_pictures.py                  # all of them into docs/; the one of MNIST takes a minute or two
    python scripts/make_pictures.py filmstrip rates  # only these
    python scripts/make_pictures.py --out DIR        # somewhere else

Pictures of the window are the real window, painted at two pixels a point; the others are made by the command `export`, as anybody
would. The same program makes the same pixels, with the fonts that it brings. MNIST has to be there for its picture:
DESCENT_LAB_DATA names a folder with it, or `main.py data fetch` fetches it; otherwise the old picture stays.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

# Read by Qt and by NumPy's linear algebra when they load.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_SCREEN_SCALE_FACTORS"] = ""
os.environ["QT_FONT_DPI"] = "96"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from core.data.library import MNIST_KEY, default_library
from core.experiment.setup import Setup, default_network_setup, default_setup
from gui.command_line.main import main as descent_lab
from gui.export.formats.png import save_png
from gui.export.picture.figure import render
from gui.style.application import headless_application
from gui.weight_plane.texts import SurfaceState
from gui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
_SCALE = 2.0
_PATIENCE_SECONDS = 600.0
_REST_SECONDS = 1.0
_MNIST_STEPS = 1200


class _AbsentError(Exception):
    """What a picture needs is not here; the text says what to do."""


def wait_until(reached: Callable[[], bool]) -> None:
    """Let the window live until this is so."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not reached():
        QCoreApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come so far")
    for _ in range(3):
        QCoreApplication.processEvents()


class Stage:
    """The real window on a setup, of this size in points, as a picture of it needs it."""

    def __init__(self, setup: Setup, width: int, height: int) -> None:
        self.window = MainWindow(setup, default_library())
        self.window.resize(width, height)
        self.window.show()
        self.window.theme_menu.choose("light")
        wait_until(lambda: self.window.trainer.latest is not None)

    def go_to(self, step: int) -> None:
        """Bring all runs to this step, unseen: what the window shows on the way leaves traces, such as how a plane is turned."""
        trainer = self.window.trainer
        self.window.clock.stop()
        trainer.step_to(step)
        wait_until(lambda: trainer.latest is not None and trainer.latest.step == step and all(r.step == step for r in trainer.latest.runs))
        self.window.clock.start()
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now, on axes that suit it however long it took."""
        window = self.window
        latest = window.trainer.latest
        assert latest is not None
        window.clock.frame.emit(latest)
        window.loss_plot.fit()
        window.clock.text_frame.emit(latest)
        for _ in range(3):
            QCoreApplication.processEvents()

    def save(self, path: Path) -> None:
        """Paint the window, and close it."""
        self.window.messages.show_message("")
        self.window.stage.setFocus()
        # Contours of a new view, for example, come when it has rested for a moment.
        begun = time.monotonic()
        wait_until(lambda: time.monotonic() - begun > _REST_SECONDS)
        save_png(render(self.window, _SCALE), path)
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def screenshot(path: Path) -> None:
    """The window as it opens, thirty steps later."""
    stage = Stage(default_setup(), 1280, 800)
    stage.go_to(30)
    stage.save(path)


def inspector(path: Path) -> None:
    """A step of Momentum and one of AdaGrad, taken apart up to Δ."""
    stage = Stage(default_setup(), 1440, 900)
    stage.go_to(2)
    window = stage.window
    window.inspector.inspect(("momentum", "adagrad"))
    window.inspector.set_substeps(True)
    window.inspector.set_zoomed(True)
    # The gradient, what is accumulated, Δ.
    for _ in range(3):
        window.inspector.go(1)
        wait_until(lambda: window.trainer.latest is not None and window.trainer.latest.step == 3)
    stage.refresh()
    stage.save(path)


def mnist(path: Path) -> None:
    """Six optimizers on MNIST: the plane of the weights with the loss over it, loss and accuracy."""
    if not default_library().is_found(MNIST_KEY):
        raise _AbsentError("MNIST is not here. Fetch it with `main.py data fetch`, or name a folder that has it by DESCENT_LAB_DATA.")
    stage = Stage(default_network_setup(), 1280, 800)
    window = stage.window
    stage.go_to(_MNIST_STEPS)
    plane = window.network.views.plane
    # The plane is still being found, and only at rest the loss over it can be asked for.
    wait_until(lambda: plane.tools.surface.isEnabled())
    plane.toggle_surface()
    wait_until(lambda: plane.surface_state is SurfaceState.SHOWN)
    plane.fit()
    stage.refresh()
    stage.save(path)


def exported(*arguments: str) -> Callable[[Path], None]:
    """A picture that the command `export` makes, of the kind that the first argument names."""
    source, kind, *more = arguments

    def make(path: Path) -> None:
        code = descent_lab(["export", source, kind, str(path), "--force", *more])
        if code:
            raise SystemExit(code)

    return make


PICTURES: dict[str, Callable[[Path], None]] = {
    "screenshot.png": screenshot,
    "inspector.png": inspector,
    "mnist.png": mnist,
    "filmstrip.png": exported("04-momentum/race", "--filmstrip", "--every", "6", "--width", "1920px"),
    "rates.png": exported("zig-zag", "--rate-strip", "--width", "1920px"),
    "race.gif": exported("04-momentum/race", "--gif", "--size", "640x480", "--parts", "canvas"),
}


def main() -> int:
    """Make the pictures that were asked for; 1 if one could not be made."""
    parser = argparse.ArgumentParser(description="Make the pictures of the README and of docs/.")
    names = [name.partition(".")[0] for name in PICTURES]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(names)}")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", metavar="DIR", help="where to; docs/ unless given")
    options = parser.parse_args()
    strangers = [name for name in options.names if name not in names]
    if strangers:
        parser.error(f"there is no picture {', '.join(strangers)}; there are {', '.join(names)}")
    with tempfile.TemporaryDirectory() as home:
        # The settings of whoever makes the pictures are neither shown nor changed.
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for layout in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
            QSettings.setPath(layout, QSettings.Scope.UserScope, home)
        application = _application()
        missing = [made for made in (_made(name, options.out) for name in PICTURES if _is_wanted(name, options.names)) if made]
        del application
    return 1 if missing else 0


def _application() -> QApplication:
    application = headless_application()
    application.setStyle("Fusion")
    return application


def _is_wanted(name: str, wanted: list[str]) -> bool:
    return not wanted or name.partition(".")[0] in wanted


def _made(name: str, folder: Path) -> str:
    """Make one picture; its name if that was not possible."""
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    try:
        PICTURES[name](path)
    except _AbsentError as reason:
        print(f"{name} was not made: {reason}")
        return name
    print(f"{path}  {path.stat().st_size / 1000:,.0f} kB in {time.monotonic() - began:.1f} s")
    return ""


if __name__ == "__main__":
    sys.exit(main())
