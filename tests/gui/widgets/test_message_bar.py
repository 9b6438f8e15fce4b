"""The strip of one sentence: what it shows, what waits behind it, and who hears of a button."""

import pytest
from PySide6.QtCore import Qt

from gui.widgets.message_bar import MessageBar, MessageLink


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def answers(bar):
    """What was called of an offer that is made here."""
    called = []
    bar.offer("Go on from yesterday?", "&Go on", "Opens it", lambda: called.append("accepted"), lambda: called.append("dismissed"))
    return called


def offers(bar):
    return not bar.isHidden() and not bar.offer_button.isHidden() and bar.text == "Go on from yesterday?"


def test_that_it_is_there_only_while_there_is_something_to_say(bar):
    assert bar.isHidden()
    bar.show_message("Saved.")
    assert not bar.isHidden()
    assert bar.text == "Saved."
    assert bar.offer_button.isHidden()
    bar.show_message("")
    assert bar.isHidden()
    assert bar.text == ""
    bar.show_message("Saved.")
    bar._close.click()
    assert bar.isHidden()


def test_that_an_offer_says_what_its_button_does(bar, answers):
    assert offers(bar)
    button = bar.offer_button
    assert (button.text(), button.toolTip(), button.accessibleName()) == ("&Go on", "Opens it", "Go on")


def test_that_an_offer_is_taken_once(bar, answers):
    bar.offer_button.click()
    assert answers == ["accepted"]
    assert bar.isHidden()
    bar.show_message("")
    assert bar.isHidden()
    bar.offer_button.click()
    assert answers == ["accepted"]


def test_that_an_offer_is_dismissed_once(bar, answers):
    bar._close.click()
    assert answers == ["dismissed"]
    assert bar.isHidden()
    bar.show_message("Saved.")
    bar._close.click()
    assert answers == ["dismissed"]
    assert bar.isHidden()


def test_that_an_offer_waits_behind_other_sentences_and_is_not_dismissed_with_them(bar, answers):
    bar.show_message("Saved.")
    assert bar.text == "Saved."
    assert bar.offer_button.isHidden()
    bar._close.click()
    assert offers(bar)
    bar.show_message("Saved.")
    bar.show_message("")
    assert offers(bar)
    assert answers == []


def test_that_an_answer_may_say_something_or_offer_again(bar):
    bar.offer("First?", "Yes", "", lambda: bar.show_message("Done."))
    bar.offer_button.click()
    assert bar.text == "Done."
    bar.offer("Second?", "Yes", "", lambda: None, lambda: bar.offer("Third?", "Yes", "", lambda: None))
    bar._close.click()
    assert bar.text == "Third?"
    bar._close.click()
    assert bar.isHidden()


def test_that_its_words_are_plain_can_be_copied_and_its_buttons_reached_by_tab(bar):
    bar.show_message("<b>not bold</b>")
    assert bar._label.textFormat() == Qt.TextFormat.PlainText
    assert bar._label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert bar._label.wordWrap()
    for button in (bar.offer_button, bar._close):
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_that_links_stand_behind_their_sentence_alone_and_are_gone_once_taken(bar):
    taken = []
    bar.show_message("Done.", [MessageLink("More", lambda: taken.append("more")), MessageLink("Less", lambda: taken.append("less"))])
    assert [link.text() for link in bar.links] == ["More", "Less"]
    bar.links[0].click()
    assert taken == ["more"]
    assert [link.isHidden() for link in bar.links] == [True, False]
    bar.show_message("Saved.")
    assert bar.links == []
