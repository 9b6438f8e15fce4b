"""A label whose words change many times a second looks and sounds as any other, and sets no layout going without need."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.style.application import apply_theme
from gui.style.theme import LIGHT, numeric_font
from gui.widgets.labels import ElidingLabel
from gui.widgets.spoken import SpokenLabel
from gui.widgets.steady_label import SteadyLabel
from gui.window.main_window import MainWindow
from tests.helpers.accessibility import Text, node
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import has_answered, rests, show


class Layouts(QObject):
    """Counts how often a widget, or any of an application, is asked to lay out what it holds."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()  # without a parent, so that the application is watched no longer than the test lasts
        self.count = 0
        watched.installEventFilter(self)

    def has_come_to_rest(self) -> bool:
        """Whether no layout has come of another."""
        before = self.count
        QApplication.processEvents()
        return self.count == before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def page_with(qtbot: QtBot, label: QLabel, width: int = 300) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(label)
    page.resize(width, 120)
    show(qtbot, page)
    qtbot.waitUntil(lambda: rests(page))
    return page


def layouts_after(qtbot: QtBot, label: QLabel, first: str, *then: str) -> int:
    label.setText(first)
    page = page_with(qtbot, label)
    watch = Layouts(page)
    for text in then:
        label.setText(text)
        QApplication.processEvents()  # what had asked for a layout would have it
    return watch.count


def figures(name: str = "Step") -> SteadyLabel:
    label = SteadyLabel(name)
    label.setFont(numeric_font(label.font()))
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def test_that_figures_of_one_width_set_no_layout_going_and_one_digit_more_does(qtbot: QtBot) -> None:
    assert layouts_after(qtbot, figures(), "1,000", *(f"1,{step:03}" for step in range(1, 200))) == 0
    assert layouts_after(qtbot, figures(), "999", "1,000") == 1
    assert layouts_after(qtbot, figures(), "1,000", "0") == 1


def test_that_a_label_of_qt_sets_a_layout_going_each_time(qtbot: QtBot) -> None:
    # What the one above stands against; the day Qt asks for it where it is needed alone, that one can go.
    assert layouts_after(qtbot, SpokenLabel("Step"), "1,000", "1,001", "1,002") == 2


def test_that_what_is_narrower_than_the_least_width_sets_none_going(qtbot: QtBot) -> None:
    label = figures()
    label.setMinimumWidth(120)
    assert layouts_after(qtbot, label, "9", "10", "100", "7") == 0


def wrapped() -> SteadyLabel:
    label = SteadyLabel("")
    label.setWordWrap(True)
    return label


def test_that_wrapped_words_set_none_going_as_long_as_they_take_as_many_lines(qtbot: QtBot) -> None:
    assert layouts_after(qtbot, wrapped(), "A few words", "A few other words", "Few") == 0
    assert layouts_after(qtbot, wrapped(), "A few words", "A great many words " * 8) > 0


@pytest.mark.parametrize("text", ["", "62 of these 64 are right.", "Many words that go on and on, " * 6])
@pytest.mark.parametrize("role", ["muted", "foot", "warning"])
def test_that_it_looks_as_a_label_of_qt_does(qtbot: QtBot, text: str, role: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    pictures: list[QImage] = []
    for label in (QLabel(), wrapped()):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.setText("Something else that is as long." if text else "")
        page = page_with(qtbot, label)
        label.setText(text)
        qtbot.waitUntil(lambda shown=page: rests(shown))
        pictures.append(page.grab().toImage())
    assert pictures[0] == pictures[1]


def test_that_it_says_what_is_shown_and_not_what_was_laid_out(qtbot: QtBot) -> None:
    for label, name in ((figures(), "Step: 1,001"), (wrapped(), "1,001")):
        label.setText("1,000")
        page = page_with(qtbot, label)
        label.setText("1,001")
        assert label.text() == "1,001"
        assert node(label).text(Text.Name) == name
        page.hide()


def test_that_words_that_need_more_lines_in_a_narrower_window_get_them(qtbot: QtBot) -> None:
    label = wrapped()
    label.setText("i i i i i i i i i i i i i i i i i i")
    page = page_with(qtbot, label, 500)
    wide = "W W W W W W W W W W W W W W W W W W"
    label.setText(wide)
    page.resize(200, 300)
    qtbot.waitUntil(lambda: rests(page))
    other = QLabel(wide)
    other.setWordWrap(True)
    assert label.heightForWidth(label.width()) == other.heightForWidth(label.width())


@pytest.mark.parametrize("on_network", [False, True])
def test_that_every_label_in_the_window_whose_words_change_with_each_step_is_such_a_one(
    qtbot: QtBot, opened: Callable[..., MainWindow], tmp_path: Path, on_network: bool
) -> None:
    window = opened(small_setup() if on_network else default_setup(), small_library(tmp_path))

    def words() -> dict[QLabel, str]:
        return {label: label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)}

    def take(steps: int) -> dict[QLabel, str]:
        window.trainer.step(steps)
        qtbot.waitUntil(lambda: has_answered(window))
        window.clock.show_now()
        return words()

    before, now, later = take(20), take(1), take(1)
    changing = {label for label in before.keys() & now.keys() & later.keys() if before[label] != now[label] != later[label]}
    assert {"21", "22"} <= {*now.values(), *later.values()}
    # The sentence about the plane comes with its picture, not with the step.
    assert {type(label) for label in changing} - {ElidingLabel} == {SteadyLabel}


def test_that_the_step_goes_on_without_a_layout_of_the_window(qtbot: QtBot, qapp: QApplication, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: has_answered(window) and rests(window))
    window.clock.stop()
    race = Experiment(default_setup())
    race.advance(100)
    watch = Layouts(qapp)  # one widget asks the one above it, and that again the next time
    window.transport.show_snapshot(race.snapshot())
    qtbot.waitUntil(watch.has_come_to_rest)
    before = watch.count
    for _ in range(40):
        race.advance(1)
        window.transport.show_snapshot(race.snapshot())
        QApplication.processEvents()  # what had asked for a layout would have it
    assert watch.count == before
