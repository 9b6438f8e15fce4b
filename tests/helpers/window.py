"""What tests do with the real window, and the facts that they wait for."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.problems.kinds import FUNCTION
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from gui.window.main_window import MainWindow


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Show a window of its own, until it is in front and keys go to it."""
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(window: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release keys where the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def double_click(widget: QWidget, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """The second click of a double click; with that of Qt's tests alone the button would stay pressed, also in what comes after."""
    QTest.mouseDClick(widget, button, pos=at)
    QTest.mouseRelease(widget, button, pos=at)


def choose(box: QComboBox, value: object) -> None:
    """Choose what carries this value."""
    box.setCurrentIndex(box.findData(value))


def shows_a_snapshot(window: MainWindow) -> bool:
    """Whether the first snapshot has come, and is shown."""
    shown = window.canvas._snapshot if window.experiment.kind is FUNCTION else window.network._problem
    return window.trainer.latest is not None and shown is not None


def places(window: QWidget) -> dict[QWidget, tuple[tuple[int, int], tuple[int, int]]]:
    """Where everything that can be seen of the window stands in it, and how large it is."""
    shown = (widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.window() is window)
    return {widget: (widget.mapTo(window, QPoint()).toTuple(), widget.size().toTuple()) for widget in shown}


def cut(window: MainWindow) -> list[str]:
    """The texts of the labels and buttons on show that have less room than they need, or of whose width a part cannot be seen."""
    return [
        f"{type(widget).__name__} {widget.text()!r} {widget.size().toTuple()}"
        for kind in (QLabel, QAbstractButton)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.window() is window and widget.text() and not (_fits(widget) and _is_seen(widget))
    ]


def _fits(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        needed = widget.minimumSizeHint()
        return widget.width() >= needed.width() and widget.height() >= needed.height()
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not widget.icon().isNull():
        return True
    return widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))


def _is_seen(widget: QWidget) -> bool:
    region = widget.visibleRegion()
    # What has been scrolled away is no matter; what has been scrolled to is seen from left to right.
    return region.isEmpty() or region.boundingRect().width() == widget.width()


def rests(window: QWidget) -> bool:
    """Whether nothing in the window moves any more when it has done what was still to do."""
    before = places(window)
    QApplication.processEvents()
    return places(window) == before


def has_answered(window: MainWindow) -> bool:
    """Whether the worker has done all that was asked for, so that nothing more comes of it, and the window knows its state."""
    return has_obeyed(window.trainer)


def has_obeyed(trainer: Trainer) -> bool:
    """The same of a trainer without a window. Unless it plays, the newest snapshot is the last one, with all runs where they were to go."""
    outlook = trainer.outlook
    if trainer._worker.outlook != (trainer.commands_sent, outlook) or trainer.state is not outlook.state:
        return False
    if outlook.state in (TrainerState.RUNNING, TrainerState.FAILED):
        return True
    latest = trainer.latest  # only now: the worker tells where it stands after it has published what stands there
    return (
        outlook.state is not TrainerState.LOADING
        and latest.setup == trainer.setup
        and latest.step == outlook.step
        and all(run.step == latest.step or run.termination for run in latest.runs)
    )


def at_step(window: MainWindow, step: int) -> Callable[[], bool]:
    """Whether every run that goes on has come to this step."""

    def is_there() -> bool:
        latest = window.trainer.latest
        return latest.step == step and all(run.step == step or run.termination for run in latest.runs)

    return is_there


def settled(qtbot: QtBot, window: MainWindow, step: int | None = None) -> None:
    """Wait until the window shows what was asked for."""

    def is_there() -> bool:
        latest = window.trainer.latest
        return at_step(window, latest.step if step is None else step)() and latest.setup == window.trainer.setup

    qtbot.waitUntil(is_there)
    window._on_frame(window.trainer.latest)
    window._on_text_frame(window.trainer.latest)


def curves(window: MainWindow) -> dict[str, tuple[bytes, bytes]]:
    """Loss and path of every run, to the bit."""
    return {run.label: (run.loss.tobytes(), run.path.tobytes()) for run in window.trainer.latest.runs}


def change(window: MainWindow, label: str, rate: float, replay: bool = False) -> None:
    """Give a run another learning rate."""
    run = next(run for run in window.trainer.setup.runs if run.label == label)
    window.experiment.set_replaying(replay)
    window.experiment._on_optimizer_configured(label, replace(run.optimizer, learning_rate=rate), run.sampling)


def played(qtbot: QtBot, window: MainWindow) -> None:
    """Give the window a past: two changes, a branch, a run that is off, and a view of its own."""
    window.trainer.step(20)
    settled(qtbot, window, 20)
    change(window, "adam", 0.8)
    window.trainer.step(10)
    settled(qtbot, window, 30)
    change(window, "gd", 0.1)
    run = next(run for run in window.trainer.setup.runs if run.label == "adam")
    window.trainer.branch("adam", 25, "adam, β₁ 0.5", replace(run.optimizer, beta1=0.5), run.sampling)
    window.experiment._on_run_toggled("sgd", False)
    window.trainer.step(12)
    settled(qtbot, window, 42)
    window.inspector.inspect(("nag", "momentum"))
    window.actions_by_name["log"].trigger()
    window.loss_plot.set_smoothing(0.5)
    window.canvas.show_part(-5.0, 1.0, -2.0, 2.0)
    window.transport.set_speed_index(3)
    settled(qtbot, window, 42)
