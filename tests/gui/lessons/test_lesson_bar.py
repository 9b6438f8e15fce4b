"""The bar of a lesson by itself, and the lessons in their menu: every word of a scene has its place and its room."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor, QFont
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton

from core.formats.lesson import parse_lesson
from gui.lessons.lesson_bar import LessonBar, LessonMenu, formulas_whole
from gui.lessons.scene_buttons import NextButton
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT
from tests.helpers.colours import contrast
from tests.helpers.lessons import LESSONS

HEAD = """
format = 1
title = { en = "Slopes", ko = "기울기" }
summary.en = "Three scenes."
[experiments.bowl.problem]
function = "seed-bowl"
[[experiments.bowl.runs]]
optimizer = "gd"
"""
WORDY = " ".join(["A caption that says a great deal about very little."] * 10)
KOREAN = " ".join(["설명"] * 190)
SCENES = (
    ("First", WORDY, "Why <b>so</b>?", "Because."),
    ("Second", "Short.", " ".join(["And then?"] * 25), " ".join(["Nothing more."] * 25)),
    ("Third", "Alone.", None, None),
)


def lesson_of(*scenes):
    parts = [HEAD]
    for number, (title, caption, question, answer) in enumerate(scenes):
        parts.append(f'[[scenes]]\nkey = "scene-{number}"\nexperiment = "bowl"\ntitle = {{ en = "{title}", ko = "장면 {number}" }}')
        parts.append(f'caption = {{ en = "{caption}", ko = "{KOREAN}" }}')
        if question is not None:
            parts.append(f'question = {{ en = "{question}", ko = "왜?" }}\nanswer = {{ en = "{answer}", ko = "그래서." }}')
    return parse_lesson("\n".join(parts))


LESSON = lesson_of(*SCENES)


@pytest.fixture
def bar(qtbot, qapp):
    made = LessonBar(QAction("&Next"), [QAction("Scene &before")])
    qtbot.addWidget(made)
    assert made.isHidden()
    made.resize(1000, 100)
    made.show()
    return made


def labels(bar):
    return [bar.place, bar.caption, bar.question, bar.answer]


def lay_out(bar, width=None):
    if width is not None:
        bar.resize(width, bar.height())
    QApplication.processEvents()


def words_have_room(bar, lesson, language="en"):
    """Whether the words of every scene can be read to their end, and its answer moves nothing."""
    for _ in range(3):
        lay_out(bar)  # a button that is first seen asks for its size, and the bar for its own
    for index in range(len(lesson.scenes)):
        heights = set()
        for revealed in (False, True):
            bar.show_scene(lesson, index, language, revealed)
            lay_out(bar)
            heights.add(bar.height())
            for label in labels(bar):
                if label.isVisible() and label.heightForWidth(label.width()) > label.height() + 1:
                    return False
        if len(heights) > 1:
            return False
    return True


@pytest.mark.parametrize("revealed", [False, True])
@pytest.mark.parametrize("index", range(3))
def test_that_each_word_of_a_scene_stands_in_its_place(bar, index, revealed):
    name, caption, question, answer = SCENES[index]
    bar.show_scene(LESSON, index, "en", revealed)
    assert [label.text() for label in labels(bar)] == [
        f"Slopes  ·  {index + 1}/3  ·  {name}",
        caption,
        question or "",
        (answer or "") if revealed else "",
    ]
    assert [label.isVisible() for label in labels(bar)] == [True, True, question is not None, revealed and answer is not None]
    # What looks like markup is the lecturer's own text.
    assert {label.textFormat().name for label in labels(bar)} == {"PlainText"}
    assert len({label.accessibleName() for label in labels(bar)}) == 4


def test_that_a_scene_is_told_in_the_language_that_is_spoken(bar):
    bar.show_scene(LESSON, 0, "ko", revealed=True)
    assert [label.text() for label in labels(bar)] == ["기울기  ·  1/3  ·  장면 0", KOREAN, "왜?", "그래서."]


@pytest.mark.parametrize("width", [640, 1000, 1500])
def test_that_every_scene_has_room_for_its_words_at_every_width(bar, width):
    bar.show_scene(LESSON, 2, "en", revealed=False)
    lay_out(bar, width)
    assert words_have_room(bar, LESSON)
    mirrored = lesson_of(*reversed(SCENES))
    assert words_have_room(bar, mirrored)


def test_that_the_bar_is_no_higher_than_the_words_of_the_scene_need(bar):
    heights = []
    for index, language in ((2, "en"), (0, "en"), (0, "ko"), (0, "en"), (2, "en")):
        for _ in range(3):
            bar.show_scene(LESSON, index, language, revealed=False)
            lay_out(bar)
        heights.append(bar.height())
        assert words_have_room(bar, LESSON, language)
    short, wordy, korean, *again = heights
    assert short < wordy < korean
    assert again == [wordy, short]
    bar.show_scene(LESSON, 0, "en", revealed=False)
    lay_out(bar, 1900)
    assert bar.height() < wordy, "what is wide need not be high"


@pytest.mark.parametrize("width", [1000, 1280, 1900])
@pytest.mark.parametrize("index", [0, 2])
def test_that_no_line_is_longer_than_is_read_with_ease_and_next_stands_beside_the_words(bar, width, index):
    lay_out(bar, width)
    bar.show_scene(LESSON, index, "en", revealed=True)
    lay_out(bar)
    sample = "A caption that says a great deal about very little. A caption that says"
    assert bar.caption.width() <= bar.caption.fontMetrics().horizontalAdvance(sample[:68])
    last = bar.question if bar.question.isVisible() else bar.caption
    # Beside what is said, as far away as the other parts are from each other.
    assert bar.next.x() - last.geometry().right() <= 34
    assert bar.next.height() == 32
    assert bar.next.y() == bar.caption.y()


def test_that_the_button_has_no_mnemonic_in_its_words(qtbot):
    button = NextButton(QAction("다음(&N)"))
    qtbot.addWidget(button)
    assert button.accessibleName() == button.findChildren(QLabel)[0].text() == "다음"


def test_that_each_scene_has_a_dot_that_is_named_large_enough_and_leads_there(bar, qtbot):
    asked = []
    bar.scene_chosen.connect(asked.append)
    bar.show_scene(LESSON, 1, "en", revealed=False)
    lay_out(bar)
    assert [dot.accessibleName() for dot in bar.dots.dots] == ["Scene 1: First", "Scene 2: Second", "Scene 3: Third"]
    assert all(min(dot.width(), dot.height()) >= 24 for dot in bar.dots.dots)
    for dot in bar.dots.dots:
        qtbot.mouseClick(dot, Qt.MouseButton.LeftButton)
    assert asked == [0, 1, 2]
    bar.show_scene(lesson_of(SCENES[2]), 0, "en", revealed=False)
    assert len(bar.dots.dots) == 1


def test_that_letters_are_larger_than_the_window_s_and_from_afar_only_a_little(bar):
    bar.show_scene(LESSON, 0, "en", revealed=True)
    usual = QApplication.font().pointSizeF()
    height = bar.height()
    for theme, sizes in ((LIGHT.for_audience(1.6), (1.1, 1.0, 1.0)), (LIGHT, (20 / 12, 15 / 12, 15 / 12))):
        bar.set_sizes(theme)
        fonts = [label.font() for label in (bar.caption, bar.question, bar.answer)]
        assert [font.pointSizeF() / usual for font in fonts] == pytest.approx(sizes, rel=0.05)
        assert [font.weight() for font in fonts] == [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Normal]
        assert words_have_room(bar, LESSON)
        bar.show_scene(LESSON, 0, "en", revealed=True)
        assert (bar.height() < height - 20) is theme.is_for_audience


def test_that_its_buttons_are_named_and_taken_by_tab_alone(bar):
    buttons = bar.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons] == ["Scene before", "Next"]
    assert all(button.focusPolicy().name == "TabFocus" for button in buttons)
    assert [label.text() for label in bar.next.findChildren(QLabel)] == ["Next", "PgDn"]
    assert all(not label.buddy() for label in bar.findChildren(QLabel))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_the_menu_has_each_lesson_once_under_its_number_and_begins_that_one(qtbot, monkeypatch, language):
    monkeypatch.setattr("gui.lessons.lesson_bar.spoken_language", lambda: language)
    menu, begun = QMenu(), []
    qtbot.addWidget(menu)
    menu.addAction("Overview")
    menu.addAction("Next")
    LessonMenu(menu, begun.append)
    assert len(menu.actions()) == 2, "read only when they are wanted"
    for _ in range(2):
        menu.aboutToShow.emit()
    first, line_above, *entries, line, last = menu.actions()
    assert [entry.text() for entry in entries] == [
        f"&{'1234567890'[number]}  {lesson.title.in_language(language)}" for number, lesson in enumerate(LESSONS.values())
    ]
    assert [entry.toolTip() for entry in entries] == [lesson.summary.in_language(language) for lesson in LESSONS.values()]
    assert first.text() == "Overview"
    assert line_above.isSeparator()
    assert line.isSeparator()
    assert last.text() == "Next"
    for entry in entries:
        entry.trigger()
    assert begun == list(LESSONS.values())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_the_key_on_the_button_is_read(bar, qapp, theme):
    apply_theme(qapp, theme)
    bar.set_sizes(theme)
    lay_out(bar)
    cap = next(label for label in bar.findChildren(QLabel) if label.property("role") == "cap")
    picture = bar.grab(QRect(cap.mapTo(bar, QPoint()), cap.size())).toImage()
    found = [picture.pixelColor(x, y) for x in range(3, picture.width() - 3) for y in range(3, picture.height() - 3)]
    behind = Counter(colour.name() for colour in found).most_common(1)[0][0]
    assert max(contrast(colour, QColor(behind)) for colour in found) >= 4.5


def test_that_no_line_ends_within_a_formula():
    space = "\N{NO-BREAK SPACE}"
    assert (
        formulas_whole("It passes x = 0, 30 × 40 − 2 points.")
        == f"It passes x{space}={space}0, 30{space}×{space}40{space}−{space}2 points."
    )
    assert formulas_whole("One – and two. A-b") == "One – and two. A-b"
