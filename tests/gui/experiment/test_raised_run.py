"""One run at a time is raised everywhere, by mouse or keyboard."""

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from gui.experiment.raised_run import RaisedRun


class View(QObject):
    run_hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.raised: list[str | None] = []

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        self.raised.append(label)


class ViewWithStops(View):
    run_focused = Signal(object)


def test_that_what_one_view_tells_all_raise_once(qapp: object) -> None:
    panel, plot = ViewWithStops(), View()
    raised = RaisedRun(panel)
    for view in (panel, plot, plot):
        raised.follow(view)
    plot.run_hovered.emit("nag")
    plot.run_hovered.emit("nag")
    panel.run_hovered.emit(None)
    assert panel.raised == plot.raised == [None, "nag", None]


def test_that_the_mouse_comes_before_the_keyboard_which_holds_when_it_has_gone(qapp: object) -> None:
    panel, plot = ViewWithStops(), View()
    raised = RaisedRun(panel)
    raised.follow(panel)
    raised.follow(plot)
    panel.run_focused.emit("gd")
    plot.run_hovered.emit("adam")
    panel.run_focused.emit("sgd")
    assert raised.label == "adam"
    plot.run_hovered.emit(None)
    assert raised.label == "sgd"
    panel.run_focused.emit(None)
    assert panel.raised == plot.raised == [None, "gd", "adam", "sgd", None]


def test_that_a_view_that_is_made_later_raises_what_is_raised(qapp: object) -> None:
    panel, late = View(), View()
    raised = RaisedRun(panel)
    raised.follow(panel)
    panel.run_hovered.emit("gd")
    raised.follow(late)
    assert late.raised == ["gd"]


def test_that_a_run_rises_and_sinks_in_a_moment_and_the_next_takes_its_place_at_once(qtbot: QtBot, motion: None) -> None:
    view = View()
    parts: list[tuple[str | None, float]] = []
    view.raise_run = lambda label, part=1.0: parts.append((label, part))  # type: ignore[method-assign]
    raised = RaisedRun(view)
    raised.follow(view)
    view.run_hovered.emit("gd")
    qtbot.waitUntil(lambda: parts[-1] == ("gd", 1.0))
    assert any(0 < part < 1 for _, part in parts) or len(parts) == 2
    view.run_hovered.emit("nag")
    assert parts[-1] == ("nag", 1.0)
    view.run_hovered.emit(None)
    qtbot.waitUntil(lambda: parts[-1] == (None, 0.0))
    assert raised.label is None
