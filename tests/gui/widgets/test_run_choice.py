"""The choice of the run that a view looks into."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.optimizers import OPTIMIZERS
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from gui.widgets.run_choice import RunChoice
from tests.helpers.parameters import roll
from tests.helpers.window import show

STYLES = run_styles([*((key, key) for key in OPTIMIZERS), ("a very long name of a branch of adam", "adam")])
ALL = [(key, True) for key in ("gd", "sgd", "adam")]


@pytest.fixture
def choice(qtbot):
    made = RunChoice()
    qtbot.addWidget(made)
    made.set_runs(ALL, STYLES)
    return made


@pytest.fixture
def chosen(choice):
    said = []
    choice.run_chosen.connect(said.append)
    return said


def labels(choice):
    return [choice.itemData(number) for number in range(choice.count())]


def test_that_only_runs_that_take_part_can_be_chosen_and_the_last_is_at_first(choice):
    assert labels(choice) == ["gd", "sgd", "adam"]
    assert choice.label == "adam"
    assert choice.currentText() == "Adam"
    choice.set_runs([("gd", False), ("sgd", True), ("adam", False)], STYLES)
    assert labels(choice) == ["sgd"]


def test_that_the_choice_stays_as_long_as_its_run_takes_part_and_nobody_is_told(choice, chosen):
    choice.choose("sgd")
    choice.set_runs([("adam", True), ("sgd", True), ("nag", True)], STYLES)
    assert choice.label == "sgd"
    choice.set_runs([("adam", True), ("sgd", False), ("nag", True)], STYLES)
    assert choice.label == "nag"
    choice.choose("gd")
    assert choice.label == "nag", "a run that does not take part is not chosen"
    choice.set_runs([("adam", False)], STYLES)
    assert (choice.label, choice.count()) == ("", 0)
    choice.set_runs(ALL, STYLES)
    assert choice.label == "adam"
    assert chosen == []


def test_that_only_a_user_who_chooses_is_told_of(choice, chosen, qtbot):
    show(qtbot, choice)
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert chosen == ["sgd"]
    roll(choice, 1)
    assert chosen == ["sgd", "gd"]
    choice.clearFocus()
    roll(choice, -1)
    assert chosen == ["sgd", "gd"], "scrolling past changes nothing"


def test_that_every_run_has_its_own_colour_beside_its_name_in_either_theme(choice):
    for theme in (LIGHT, DARK, DARK.enlarged(2.0)):
        choice.set_theme(theme)
        size = choice.iconSize()
        assert size.width() == size.height() == 18 * theme.scale
        for number, label in enumerate(labels(choice)):
            image = choice.itemIcon(number).pixmap(size).toImage()
            assert image.pixelColor(QPoint(image.width() // 2, image.height() // 2)) == STYLES[label].colour(theme)
            assert image.pixelColor(0, 0) == QColor(Qt.GlobalColor.transparent)


def test_that_the_tooltip_has_the_name_where_it_is_cut_and_not_where_it_is_whole(choice, qtbot):
    long = "a very long name of a branch of adam"
    choice.set_runs([("gd", True), (long, True)], STYLES)
    choice.resize(110, 30)
    show(qtbot, choice)
    about = "The run that is looked into"
    assert choice.label == long
    assert choice.shown_text().endswith("…")
    assert choice.toolTip() == f"{long}\n{about}"
    choice.choose("gd")
    assert choice.toolTip() == about
    choice.choose(long)
    assert choice.toolTip() == f"{long}\n{about}"
    choice.resize(500, 30)
    qtbot.waitUntil(lambda: choice.toolTip() == about)
    choice.resize(110, 30)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert choice.toolTip() == about


def test_that_the_name_of_a_run_ends_in_dots_where_there_is_no_room_and_is_in_the_tooltip(qtbot):
    choice = RunChoice()
    qtbot.addWidget(choice)
    runs = [("Adam", "adam"), ("Adam, no correction", "adam")]
    choice.set_runs([(label, True) for label, _ in runs], run_styles(runs))
    choice.choose("Adam, no correction")
    choice.resize(choice.sizeHint())
    choice.show()
    assert choice.shown_text() == "Adam, no correction"
    assert choice.toolTip() == "The run that is looked into"
    choice.setFixedWidth(126)
    qtbot.waitUntil(lambda: choice.shown_text().endswith("…"))
    assert choice.toolTip().startswith("Adam, no correction\n")
    choice.choose("Adam")
    assert choice.shown_text() == "Adam"
    assert choice.toolTip() == "The run that is looked into"


@pytest.mark.parametrize("theme", [LIGHT, DARK.for_audience(1.6)], ids=["light", "dark, for a room"])
def test_that_the_name_of_every_run_is_whole_where_the_choice_has_the_room_that_it_asks_for(qtbot, qapp, theme):
    apply_theme(qapp, theme)
    choice = RunChoice()
    qtbot.addWidget(choice)
    choice.set_runs([(key, True) for key in OPTIMIZERS], run_styles([(key, key) for key in OPTIMIZERS]))
    choice.set_theme(theme)
    choice.resize(choice.sizeHint())
    choice.show()
    for key in OPTIMIZERS:
        choice.choose(key)
        assert choice.shown_text() == choice.currentText()


def test_that_a_choice_takes_the_room_of_the_runs_that_take_part_now(qtbot):
    box, choice = QWidget(), RunChoice()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    row.addWidget(choice)
    row.addStretch(1)
    show(qtbot, box)
    widths = []
    for last in (1, len(OPTIMIZERS), 1):
        choice.set_runs([(key, True) for key in list(OPTIMIZERS)[:last]], STYLES)
        qtbot.waitUntil(lambda: choice.width() == choice.sizeHint().width())
        widths.append(choice.width())
    assert widths[0] == widths[2] < widths[1]
