"""The size of text that the user chooses: at once, everywhere, remembered, nothing cut, and nothing of it in pictures that are saved."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from core.experiment.setup import default_setup
from gui.style.application import application_scale, the_application
from gui.style.fonts import text_font
from gui.style.tokens import ROW, TARGET
from gui.system.settings import WindowSettings
from gui.window.menus import TEXT_SIZES
from tests.helpers.window import cut, press, rests

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_text_is_larger_at_once_by_menu_and_by_key_and_still_at_the_next_start(qtbot, opened):
    window = opened(default_setup())
    usual = QApplication.font().pointSizeF()
    seen = [application_scale()]
    for _ in range(4):
        press(window, Key.Key_Plus, modifier=CTRL)
        seen.append(application_scale())
    assert [round(100 * scale) for scale in seen] == [*TEXT_SIZES, TEXT_SIZES[-1]]
    assert QApplication.font().pointSizeF() == pytest.approx(2 * usual)
    assert window.panel.isHidden() or window.panel.font().pointSizeF() == pytest.approx(2 * usual)
    assert window.canvas._view.scene_scale == 2.0
    # Nothing is left out for good, as it would be for an audience.
    qtbot.waitUntil(window.canvas.tools.isVisible)
    press(window, Key.Key_Minus, modifier=CTRL)
    assert application_scale() == 1.5
    again = opened(default_setup())
    assert application_scale() == 1.5
    press(again, Key.Key_0, modifier=CTRL)
    assert (application_scale(), QApplication.font().pointSizeF()) == (1.0, usual)


def test_that_a_window_which_opens_with_large_text_is_as_one_that_was_switched_to_it(qtbot, opened):
    WindowSettings().put("text", "150")
    # As at a start of the program, when nobody knows yet how large text is to be.
    the_application().setStyleSheet("")
    the_application().setFont(text_font())
    window = opened(default_setup())

    def look():
        qtbot.waitUntil(lambda: rests(window))
        every = [window, *window.findChildren(QWidget)]
        rects = {widget: widget.geometry().getRect() for widget in every if widget.isVisible()}
        return {widget: widget.font().pointSizeF() for widget in every}, rects

    fonts, rects = look()
    assert application_scale() == 1.5
    assert fonts[window.menuBar()] == fonts[window] == pytest.approx(13.5)
    for percent in (100, 150):
        window.text_size.choose(percent)
        switched, rects_then = look()
    assert {widget: size for widget, size in fonts.items() if size != switched[widget]} == {}
    assert {widget: rect for widget, rect in rects.items() if rect != pytest.approx(rects_then[widget], abs=1)} == {}


def test_that_presentation_has_its_own_size_or_the_chosen_one_where_that_is_larger(window):
    for chosen, presented in ((125, 1.6), (200, 2.0)):
        window.text_size.choose(chosen)
        press(window, Key.Key_F11)
        assert application_scale() == presented
        press(window, Key.Key_F11)
        assert application_scale() == chosen / 100


@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 150), ((1920, 1080), 200)])
def test_that_no_word_is_cut_where_text_is_large(qtbot, opened, size, percent):
    window = opened(default_setup(), size=size)
    window.text_size.choose(percent)
    qtbot.waitUntil(lambda: rests(window))
    assert window.size().toTuple() == size
    assert cut(window) == []
    press(window, Key.Key_I)
    qtbot.waitUntil(lambda: rests(window))
    assert window.size().toTuple() == size
    assert cut(window) == []


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_that_controls_grow_with_the_text(qtbot, opened, percent):
    window = opened(default_setup(), size=(1900, 1000))
    usual = {button: button.size() for button in window.transport.findChildren(QToolButton) if button.isVisible()}
    formula = window.panel.form.formula.font().pointSizeF()
    window.text_size.choose(percent)
    qtbot.waitUntil(lambda: rests(window))
    scale, px = percent / 100, window.theme.px
    assert len(usual) == 6
    assert {button.size().toTuple() for button in usual} == {(px(size.width()), px(size.height())) for size in usual.values()}
    assert window.panel.form.formula.font().pointSizeF() == pytest.approx(scale * formula, rel=0.01)
    if window.panel.isHidden():
        press(window, Key.Key_F9)
        qtbot.waitUntil(lambda: rests(window))
    for card in window.panel.cards.values():
        assert card.header.height() == card.height() == px(ROW)
        assert card.check.size() == QSize(px(TARGET), px(TARGET))
        assert card.check.geometry().center().y() == pytest.approx(card.header.geometry().center().y(), abs=1)
