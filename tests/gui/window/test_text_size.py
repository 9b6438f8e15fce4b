"""The size of text that the user chooses: at once, everywhere, remembered, nothing cut, and nothing of it in pictures that are saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.experiment.setup import default_setup
from gui.style.application import application_scale
from gui.window.menus import TEXT_SIZES
from tests.helpers.window import cut, press, rests

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_text_is_larger_at_once_by_menu_and_by_key_and_still_at_the_next_start(opened):
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
    assert window.canvas.tools.isVisible(), "nothing is left out, as it would be for an audience"
    press(window, Key.Key_Minus, modifier=CTRL)
    assert application_scale() == 1.5
    again = opened(default_setup())
    assert application_scale() == 1.5
    press(again, Key.Key_0, modifier=CTRL)
    assert (application_scale(), QApplication.font().pointSizeF()) == (1.0, usual)


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
