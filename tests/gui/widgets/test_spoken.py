"""A screen reader is given the words of a label, the name of a choice, what is true when the focus comes, and announcements."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QSlider, QVBoxLayout, QWidget

from gui.plots.tools import SMOOTHING
from gui.widgets.accessible import speak_expandable, speak_scale, speak_value
from gui.widgets.labels import ElidingLabel
from gui.widgets.slider_scale import slider_scale
from gui.widgets.spoken import FocusDescription, SpokenLabel, describe_focused, label_choice
from tests.helpers.accessibility import Role, Text, node, record_announcements, silences, spoken
from tests.helpers.window import show


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


@pytest.fixture
def said(monkeypatch):
    return record_announcements(monkeypatch)


def put(page, widget):
    page.layout().addWidget(widget)
    return widget


def test_that_a_label_with_a_name_says_its_words(page):
    label = put(page, SpokenLabel("Formula", page))
    assert node(label).text(Text.Name) == "Formula"
    label.setText("x² + y²")
    assert node(label).text(Text.Name) == "Formula: x² + y²"
    label.setText("")
    assert node(label).text(Text.Name) == "Formula"


def test_that_rich_text_is_said_without_its_marks(page):
    label = put(page, SpokenLabel("Rule", page))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("<p>L<sub>B</sub> &lt; 1</p>")
    assert node(label).text(Text.Name) == "Rule: LB < 1"


def test_that_a_label_with_less_room_than_words_says_all_of_them(qtbot, page):
    label = put(page, ElidingLabel("Far too many words for so little room", page))
    page.resize(60, 40)
    show(qtbot, page)
    assert label.text() != label.whole
    assert node(label).text(Text.Name) == label.whole


def test_that_a_choice_without_a_caption_has_a_label_that_nobody_sees(qtbot, page):
    box = put(page, QComboBox(page))
    box.addItems(["Steps", "Seconds"])
    show(qtbot, page)
    assert any("has no label" in each for each in silences(page))
    label_choice(box, "Horizontal axis")
    assert silences(page) == []
    assert spoken(node(box)).startswith("Horizontal axis; ")


def test_that_what_is_true_is_described_when_the_focus_comes_and_when_all_has_come_to_rest(qtbot, page):
    first, second = put(page, QPushButton("a", page)), put(page, QPushButton("b", page))
    facts = ["step 1"]
    FocusDescription(second, lambda: facts[-1])
    show(qtbot, page)
    first.setFocus()
    assert node(second).text(Text.Description) == ""
    second.setFocus()
    assert node(second).text(Text.Description) == "step 1"
    facts.append("step 2")
    assert node(second).text(Text.Description) == "step 1"
    for widget in (None, first, second):
        describe_focused(widget)
    assert node(second).text(Text.Description) == "step 2"


def test_that_a_description_keeps_no_widget_alive():
    class Told(QPushButton):
        def __init__(self):
            super().__init__("a")
            FocusDescription(self, self.tell)

        def tell(self):
            return "b"

    gone = weakref.ref(Told())
    gc.collect()
    assert gone() is None


def test_that_a_slider_says_its_number_and_not_its_position(page):
    slider, scale = put(page, QSlider(page)), slider_scale(SMOOTHING)
    slider.setRange(0, scale.last)
    slider.setAccessibleName("Smoothing")
    speak_scale(slider, scale)
    slider.setValue(scale.position(0.95))
    found = node(slider)
    assert (found.role(), found.text(Text.Name)) == (Role.Slider, "Smoothing: 0.95")
    assert found.state().focusable
    assert found.valueInterface() is None


def test_that_a_slider_with_the_focus_says_where_it_is_moved_to_and_others_are_silent(qtbot, page, said):
    slider, other = put(page, QSlider(page)), put(page, QSlider(page))
    for each in (slider, other):
        speak_value(each, lambda position: f"{position}/s")
    show(qtbot, page)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Up)
    other.setValue(5)
    assert said == ["1/s"]


def test_that_the_interface_that_was_there_before_gives_way(page):
    slider = put(page, QSlider(page))
    slider.setAccessibleName("Speed")
    assert node(slider).text(Text.Value) == "0"  # as a screen reader that runs already may have asked
    speak_value(slider, lambda position: "slow")
    assert node(slider).text(Text.Name) == "Speed: slow"


def test_that_an_interface_stays_while_its_widget_does_and_lets_it_go(page):
    slider = put(page, QSlider(page))
    speak_value(slider, lambda position: "slow")
    node(slider)
    gc.collect()
    assert node(slider).text(Text.Name) == ": slow"
    gone = weakref.ref(slider)
    slider.deleteLater()
    del slider
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None


def test_that_a_button_that_opens_something_says_so_and_can_be_pressed(qtbot, page, said):
    button = put(page, QPushButton("GD", page))
    button.setCheckable(True)
    button.setAccessibleName("GD")
    speak_expandable(button)
    show(qtbot, page)
    found = node(button)
    states = [(found.state().expandable, found.state().expanded, found.state().checkable)]
    button.setFocus()
    found.actionInterface().doAction(found.actionInterface().actionNames()[0])
    states.append((found.state().expandable, found.state().expanded, found.state().checkable))
    button.click()
    assert found.role() == Role.Button
    assert [tuple(map(bool, state)) for state in states] == [(True, False, False), (True, True, False)]
    assert said == ["open", "closed"]
