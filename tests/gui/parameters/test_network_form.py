"""The form of MNIST mode: what a user edits comes out as a `NetworkSetup`, and what is set comes out as nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.data.library import Entry
from core.problems.network_setup import NetworkSetup
from gui.parameters.network_form import NetworkForm
from gui.parameters.sizes_field import parse_sizes, sizes_text
from tests.helpers.parameters import write

ENTRIES = [Entry("mnist", "MNIST", None, False), Entry("digits", "Digits", None, True), Entry("kmnist", "kmnist", Path("/k"), True)]


@pytest.fixture
def form(qtbot, qapp):
    made = NetworkForm()
    made.set_setup(NetworkSetup("digits"), 128)
    qtbot.addWidget(made)
    made.set_datasets(ENTRIES)
    made.resize(320, 500)
    made.show()
    made.said = []
    made.edited.connect(lambda setup, batch: made.said.append((setup, batch)))
    made.refused = []
    made.value_refused.connect(made.refused.append)
    return made


def choose(combo, index):
    """As a user does: with the keyboard, which `activated` follows."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def test_that_setters_emit_nothing_and_show_everything(form):
    setup = NetworkSetup("kmnist", (50, 20), "tanh", 0.05, 0.001, False, 1000, 7, True, "float64")
    form.set_setup(setup, 32)
    assert form.said == []
    assert form.dataset.currentData() == "kmnist"
    assert form.fields["hidden"].text() == "50, 20"
    assert (form.fields["activation"].box.currentText(), form.fields["init"].box.currentText(), form.fields["init"].number.number) == (
        "tanh",
        "fixed σ",
        0.05,
    )
    assert (form.batch.number, form.fields["train_size"].number, form.fields["test_every"].number) == (32, 1000, 7)
    assert form.fields["weight_decay"].number == 0.001
    assert [form.fields[name].isChecked() for name in ("replacement", "record_layers", "precision")] == [False, True, True]


def test_that_every_edit_comes_out_as_a_setup_with_the_rest_unchanged(form):
    write(form.fields["hidden"], "30-30")
    assert form.said[-1] == (NetworkSetup("digits", (30, 30)), 128)
    choose(form.fields["activation"].box, 1)
    assert form.said[-1][0].activation == "sigmoid"
    choose(form.fields["init"].box, 2)
    assert form.said[-1][0].init == 0.01
    write(form.fields["init"].number, "0.1")
    assert form.said[-1][0].init == 0.1
    write(form.batch, "64")
    assert form.said[-1][1] == 64
    form.more.click()
    write(form.fields["train_size"], "500")
    assert form.said[-1][0].train_size == 500
    write(form.fields["train_size"], "0")
    assert form.said[-1][0].train_size is None
    write(form.fields["test_every"], "20")
    form.fields["precision"].click()
    last = form.said[-1][0]
    assert last == NetworkSetup("digits", (30, 30), "sigmoid", 0.1, test_every=20, precision="float64")


def test_that_confirming_what_is_there_asks_for_nothing(form):
    write(form.fields["hidden"], "100 100 100 100")
    assert form.said == []
    assert form.fields["hidden"].text() == "100, 100, 100, 100"


@pytest.mark.parametrize(
    "text", ["100, 0", "5000", "a", "1_0", "٣", ", ".join(["9"] * 13), "100,,", "100,", ",", "100, , 50", "-50", "100 -"]
)
def test_that_layers_which_cannot_be_are_refused_in_words_and_put_back(form, text):
    form.fields["hidden"].setText(text)  # as if pasted: a key that types ٣ is on few keyboards
    form.fields["hidden"].setFocus()
    QTest.keyClick(form.fields["hidden"], Qt.Key.Key_Return)
    assert form.said == []
    assert form.fields["hidden"].text() == "100, 100, 100, 100"
    assert "Hidden layers are" in form.refused[0]


@pytest.mark.parametrize("text", ["100, 50", "100-50", "100 50", "100 × 50", "100;50", " 100 ,50 ", "100  50", "100x50", "100–50"])
def test_that_layers_may_be_set_apart_in_many_ways(text):
    assert parse_sizes(text) == (100, 50)


@pytest.mark.parametrize("text", ["", "  "])
def test_that_no_hidden_layer_is_a_network_too(form, text):
    form.fields["hidden"].setText(text)
    form.fields["hidden"].setFocus()
    QTest.keyClick(form.fields["hidden"], Qt.Key.Key_Return)
    assert form.said[-1][0].hidden == ()


def test_that_choosing_mnist_which_is_not_here_asks_to_fetch_it_and_changes_nothing(form):
    asked = []
    form.fetch_requested.connect(lambda: asked.append(True))
    assert "download" in form.dataset.itemText(0)
    choose(form.dataset, 0)
    assert asked == [True]
    assert form.said == []
    assert form.dataset.currentData() == "digits"


def test_that_the_standard_deviation_is_only_there_for_fixed_weights(form):
    assert not form.fields["init"].number.isVisible()
    form.set_setup(NetworkSetup("digits", init=0.5), 128)
    assert form.fields["init"].number.isVisible()


@given(st.lists(st.integers(1, 4096), max_size=12).map(tuple), st.sampled_from([", ", " ", "-", "×", "\n", " ; "]))
def test_that_layers_read_back_as_they_are_written(sizes, separator):
    assert parse_sizes(sizes_text(sizes)) == sizes
    assert parse_sizes(separator.join(map(str, sizes))) == sizes


def test_that_no_limit_of_images_is_called_all_and_may_be_typed_so(form):
    form.more.click()
    box = form.fields["train_size"]
    assert box.text() == "all"
    assert "“all”" in box.toolTip()
    write(box, "500")
    assert (box.text(), form.said[-1][0].train_size) == ("500", 500)
    write(box, " All")
    assert (box.text(), form.said[-1][0].train_size) == ("all", None)
    write(box, "1")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (box.text(), form.said[-1][0].train_size) == ("all", None)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert (box.text(), form.said[-1][0].train_size) == ("1", 1)
    write(box, "0")
    assert (box.text(), form.said[-1][0].train_size) == ("all", None)
    said = len(form.said)
    write(box, "al")
    assert (box.text(), len(form.said)) == ("all", said)
    assert "al was not taken" in form.refused[-1]
    write(box, "ax", Qt.Key.Key_Escape)
    assert (box.text(), len(form.said), len(form.refused)) == ("all", said, 1)


def test_that_an_empty_number_of_images_is_not_all_of_them(form):
    form.more.click()
    write(form.fields["train_size"], "500")
    form.fields["train_size"].selectAll()
    QTest.keyClick(form.fields["train_size"], Qt.Key.Key_Delete)
    QTest.keyClick(form.fields["train_size"], Qt.Key.Key_Return)
    assert (form.fields["train_size"].text(), form.said[-1][0].train_size) == ("500", 500)


def test_that_only_the_number_of_images_has_a_word_for_zero(form):
    assert form.fields["weight_decay"].text() == "0"
