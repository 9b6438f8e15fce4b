"""A small race on a network, what is drawn of it in a plane of its weights, and what a user does with both."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.analysis.loss_surface import LossGrid
from core.data.dataset import Dataset
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_network_setup
from core.experiment.snapshot import RunSnapshot, Snapshot, Termination, TerminationReason
from core.problems.base import Sampling
from core.problems.network import NetworkProblem
from core.problems.network_setup import NetworkSetup
from gui.style.run_style import run_styles
from gui.weight_plane.canvas import PlaneCanvas
from gui.weight_plane.texts import SurfaceState

STYLES = run_styles((key, key) for key in ("sgd", "momentum", "adam"))


def small_dataset(train: int = 60, side: int = 5) -> Dataset:
    """Random pictures of four classes."""
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (train, side, side)).astype(np.uint8)
    labels = np.arange(train).astype(np.uint8) % 4
    return Dataset("small", "small", images, labels, images[:8], labels[:8], False, "")


def small_race(*labels: str, off: frozenset[str] = frozenset()) -> Experiment:
    """These optimizers on a network of some two hundred weights."""
    setup = default_network_setup()
    runs = tuple(RunSetup(run.label, run.optimizer, Sampling(batch_size=8)) for run in setup.runs if run.label in labels)
    network = NetworkSetup("small", hidden=(6,), test_every=1000)
    return Experiment(replace(setup, problem=network, runs=runs), off=off, problem=NetworkProblem(network, small_dataset()))


def run_away(snapshot: Snapshot, label: str, factor: float) -> Snapshot:
    """The same with the weights of one run far from the start, and that run diverged."""

    def away(run: RunSnapshot) -> RunSnapshot:
        if run.label != label:
            return run
        far = run.trail.points[0] + np.float32(factor)
        trail = replace(run.trail, points=(*run.trail.points[:-1], far))
        return replace(run, revision=-1, trail=trail, theta=far, termination=Termination(TerminationReason.DIVERGED, run.step + 1))

    return replace(snapshot, runs=tuple(away(run) for run in snapshot.runs))


class PlaneDriver:
    """A canvas, the race that it shows, and what a user does with both."""

    def __init__(self, canvas: PlaneCanvas, race: Experiment, qtbot: QtBot) -> None:
        self.canvas, self.race, self._qtbot = canvas, race, qtbot
        self.viewport = canvas._view.viewport()

    def step(self, steps: int = 1) -> None:
        """Take steps, show them and wait for the picture."""
        self.race.advance(steps)
        self.show()

    def show(self) -> None:
        snapshot = self.race.snapshot()
        self.canvas.show_snapshot(snapshot)
        self._qtbot.waitUntil(lambda: self.canvas._picture is not None and self.canvas._picture.snapshot is snapshot)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.canvas._view, key, modifiers)

    def surface(self) -> LossGrid:
        """Ask for the loss and wait for it."""
        self._qtbot.mouseClick(self.canvas.tools.surface, Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: self.canvas.surface_state is SurfaceState.SHOWN)
        grid = self.canvas._surface.grid
        assert grid is not None
        return grid

    def at(self, x: float, y: float) -> QPoint:
        view = self.canvas._view
        return view.mapFromScene(view.box.mapToScene(QPointF(*self.canvas._mapping.pixel_of(x, y))))

    def colours(self) -> set[str]:
        image = self.canvas.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(64, image.width()) for y in range(48, image.height() - 120)}
