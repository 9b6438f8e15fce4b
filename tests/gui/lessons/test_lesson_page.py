"""The overview of all lessons."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.formats.lesson import shipped_lessons
from gui.lessons.lesson_page import LessonPage
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.canvas import pixels
from tests.helpers.window import press, show

Key = Qt.Key


@pytest.fixture
def page(qtbot, qapp):
    made = LessonPage(shipped_lessons(), LIGHT)
    qtbot.addWidget(made)
    show(qtbot, made)
    qtbot.waitUntil(lambda: all(card.picture is not None for card in made.cards))
    return made


def test_that_every_lesson_has_a_card_with_its_number_title_and_summary(page):
    lessons = shipped_lessons()
    assert [card.title for card in page.cards] == [f"{number}  {lesson.title.en}" for number, lesson in enumerate(lessons, 1)]
    assert [card.accessibleName() for card in page.cards] == [card.title for card in page.cards]
    assert [card.accessibleDescription() for card in page.cards] == [lesson.summary.en for lesson in lessons]


def test_that_all_stand_in_two_rows_without_scrolling_and_no_word_is_cut(page):
    page.resize(1200, 540)
    QApplication.processEvents()
    assert len({card.y() for card in page.cards}) == 2
    assert page.pages.verticalScrollBar().maximum() == 0
    assert all(card.height() >= card.wanted_height() for card in page.cards)
    # Narrower, they go on in further rows.
    page.resize(500, 540)
    QApplication.processEvents()
    assert len({card.y() for card in page.cards}) == 5
    assert page.pages.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_no_two_lessons_look_the_same(qtbot, qapp, theme):
    page = LessonPage(shipped_lessons(), theme)
    qtbot.addWidget(page)
    pictures = []
    for card in page.cards:
        card.draw()
        pictures.append(pixels(card.picture.toImage()))
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert np.abs(one - other).max(axis=-1).astype(bool).mean() > 0.01
    # A race is seen, in the colour of the run that all of the zig-zag is.
    (ink,) = {style.colour(theme).getRgb()[:3] for style in run_styles([("gd", "gd")]).values()}
    assert (np.abs(pictures[2][..., ::-1] - ink).max(axis=-1) <= 3).sum() > 100


def test_that_a_card_of_a_kind_without_a_picture_has_its_words_alone(qtbot, qapp, monkeypatch):
    monkeypatch.setattr("gui.lessons.lesson_page._PICTURES", {})
    made = LessonPage(shipped_lessons(), LIGHT)
    qtbot.addWidget(made)
    card = made.cards[0]
    card.draw()
    assert card.picture is None
    assert card.title.startswith("1  ")


def test_that_a_click_or_enter_begins_a_lesson_and_escape_none(qtbot, page):
    page.cards[3].click()
    assert page.chosen is page.cards[3].lesson
    assert not page.isVisible()
    page.chosen = None
    show(qtbot, page)
    page.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is page.cards[1]
    QTest.keyClick(page.cards[1], Key.Key_Return)
    assert page.chosen is page.cards[1].lesson
    page.chosen = None
    show(qtbot, page)
    QTest.keyClick(page, Key.Key_Escape)
    assert page.chosen is None


def test_that_the_key_opens_it_and_what_is_chosen_begins(qtbot, window, monkeypatch):
    def choose(page):
        page.cards[8].click()

    monkeypatch.setattr(LessonPage, "exec", choose)
    press(window, Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    assert window.lessons.lesson is shipped_lessons()[8]


def test_that_in_a_scene_that_plays_the_plot_names_the_key_of_the_lesson(qtbot, window):
    plot = window.loss_plot.view
    qtbot.waitUntil(lambda: plot.curves.picture.message.startswith("Press Space"))
    window.lessons.begin(shipped_lessons()[3])
    qtbot.waitUntil(lambda: plot.curves.picture.message == "PgDn: the scene plays")
    window.lessons.leave()
    qtbot.waitUntil(lambda: plot.curves.picture.message.startswith("Press Space"))
