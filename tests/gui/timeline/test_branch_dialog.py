"""The dialog that asks for a branch: when there is one to make, and what it proposes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.experiment.setup import RunSetup
from core.functions import FUNCTIONS
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import StochasticGradientDescent
from core.problems.function import FunctionProblem
from gui.style.theme import LIGHT
from gui.timeline.branch_dialog import BranchDialog
from tests.helpers.window import show

Key = Qt.Key


@pytest.fixture
def dialog(qtbot):
    runs = [RunSetup("sgd", StochasticGradientDescent(0.01)), RunSetup("adam", Adam(0.2, bias_correction=True))]
    made = BranchDialog(FunctionProblem(FUNCTIONS["seed-bowl"]), runs, "sgd", 7, {"sgd", "adam"}, {}, LIGHT)
    qtbot.addWidget(made)
    made.made = []
    made.chosen.connect(lambda *branch: made.made.append(branch))
    show(qtbot, made)
    return made


def type_value(dialog, text):
    box = dialog.row.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    return box


def choose_change(dialog, name):
    dialog.change.setCurrentIndex(dialog.change.findData(name))


def test_that_a_branch_that_changes_nothing_cannot_be_made_and_the_dialog_says_why(dialog):
    assert not dialog.branch.isEnabled()
    assert dialog.fault.isVisible()
    assert "Change it" in dialog.fault.text()
    assert dialog.branch.toolTip() == dialog.fault.text()
    for widget in (dialog.run, dialog.change, dialog.row.box, dialog.name, dialog):
        QTest.keyClick(widget, Key.Key_Return)
    assert dialog.made == []
    assert dialog.isVisible()


def test_that_another_value_makes_a_branch_with_one_enter(dialog):
    QTest.keyClick(type_value(dialog, "0.05"), Key.Key_Return)
    ((parent, step, branch),) = dialog.made
    assert (parent, step, branch.label, branch.optimizer) == ("sgd", 7, "SGD, η 0.05", StochasticGradientDescent(0.05))


def test_that_a_value_that_is_still_being_typed_lets_the_mouse_take_it(qtbot, dialog):
    type_value(dialog, "0.05")
    assert dialog.branch.isEnabled()
    assert dialog.fault.text() == ""
    qtbot.mouseClick(dialog.branch, Qt.MouseButton.LeftButton)
    assert [branch.optimizer for _, _, branch in dialog.made] == [StochasticGradientDescent(0.05)]


@pytest.mark.parametrize("text", ["0.010", "-3", "", "1e"])
def test_that_enter_makes_no_branch_of_the_same_value_or_of_one_that_is_refused(dialog, text):
    box = type_value(dialog, text)
    assert not dialog.branch.isEnabled()
    QTest.keyClick(box, Key.Key_Return)
    assert dialog.made == []


def test_that_the_value_of_the_step_again_takes_the_button_away(dialog):
    box = type_value(dialog, "0.05")
    QTest.keyClick(box, Key.Key_Tab)
    assert dialog.branch.isEnabled()
    QTest.keyClick(type_value(dialog, "0.01"), Key.Key_Tab)
    assert not dialog.branch.isEnabled()


def test_that_a_switch_is_proposed_the_other_way(dialog):
    dialog.run.setCurrentIndex(1)
    choose_change(dialog, "bias_correction")
    assert not dialog.row.box.isChecked()
    assert dialog.branch.isEnabled()
    assert dialog.branch_setup.optimizer == Adam(0.2, bias_correction=False)
    dialog.row.box.click()
    assert not dialog.branch.isEnabled()


def test_that_nothing_can_be_chosen_on_purpose(dialog):
    choose_change(dialog, None)
    assert dialog.branch.isEnabled()
    assert dialog.fault.text() == ""
    QTest.keyClick(dialog, Key.Key_Return)
    assert [branch.label for _, _, branch in dialog.made] == ["SGD, branch"]
