"""All that is told inside the panel reaches its signals, unchanged; cards are made, kept and dropped with their runs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.experiment.setup import RunSetup, default_setup
from core.problems.base import Sampling
from core.problems.function import function_setup
from core.problems.kinds import FUNCTION, NETWORK
from core.problems.network_setup import NetworkSetup
from gui.parameters.panel import ParameterPanel
from gui.style.run_style import run_styles
from gui.style.theme import DARK
from tests.helpers.parameters import open_card
from tests.helpers.window import show

# (what is told where, its arguments) → (the signal of the panel, its arguments)
OF_A_FORM = {
    "chosen": ("problem_chosen", (function_setup("himmelblau"),)),
    "edited": ("problem_edited", (NetworkSetup("digits"), 64)),
    "start_edited": ("start_edited", ((1.0, -2.5),)),
    "value_refused": ("value_refused", ("Not taken.",)),
}
OF_A_CARD = {
    "configured": "optimizer_configured",
    "toggled": "run_toggled",
    "value_refused": "value_refused",
    "removal_requested": "removal_requested",
}
OF_THE_RACE = {
    "seed_edited": (2**70,),
    "new_seed_requested": (),
    "replay_toggled": (False,),
    "value_refused": ("Not taken.",),
}


@pytest.fixture
def heard(panel):
    said = []
    names = {*(name for name, _ in OF_A_FORM.values()), *OF_A_CARD.values(), *OF_THE_RACE}
    for name in names:
        getattr(panel, name).connect(lambda *arguments, name=name: said.append((name, arguments)))
    return said


@pytest.mark.parametrize("kind", [FUNCTION, NETWORK], ids=lambda kind: kind.key)
@pytest.mark.parametrize("name", OF_A_FORM)
def test_that_what_a_form_tells_is_told_by_the_panel(panel, heard, kind, name):
    signal, arguments = OF_A_FORM[name]
    getattr(panel.form_of(kind), name).emit(*arguments)
    assert heard == [(signal, arguments)]


@pytest.mark.parametrize("name", OF_THE_RACE)
def test_that_what_the_form_of_the_race_tells_is_told_by_the_panel(panel, heard, name):
    getattr(panel.race, name).emit(*OF_THE_RACE[name])
    assert heard == [(name, OF_THE_RACE[name])]


@pytest.mark.parametrize("name", OF_A_CARD)
def test_that_what_a_card_tells_is_told_by_the_panel(panel, heard, name):
    card = panel.cards["nag"]
    run = default_setup().runs[0]
    arguments = {
        "configured": ("nag", run.optimizer, run.sampling),
        "toggled": ("nag", False),
        "value_refused": ("Not taken.",),
        "removal_requested": ("nag",),
    }[name]
    getattr(card, name).emit(*arguments)
    assert heard == [(OF_A_CARD[name], arguments)]


def test_that_a_refusal_in_a_card_and_in_a_form_comes_through_all_that_it_lies_in(panel, heard):
    details = open_card(panel, "adam")
    for row in details.rows.values():
        if hasattr(row, "refused"):
            row.refused.emit("Not taken.")
    for box in (panel.form.start_x, panel.form.start_y, panel.race.seed):
        box.refused.emit("Not taken.")
    count = len(heard)
    assert count == sum(hasattr(row, "refused") for row in details.rows.values()) + 3
    network = panel.form_of(NETWORK)
    for field in (*network.fields.values(), network.batch, network.megabytes):
        field.refused.emit("Not taken.")
    assert heard == [("value_refused", ("Not taken.",))] * (count + len(network.fields) + 2)


# Which form is seen


def test_that_the_form_of_the_kind_that_is_raced_on_is_seen_and_the_other_is_not(panel):
    function, network = panel.form_of(FUNCTION), panel.form_of(NETWORK)
    assert panel.form is function
    for setup, shown, hidden in (
        (NetworkSetup("digits"), network, function),
        (function_setup("himmelblau"), function, network),
    ):
        panel.show_problem(setup, 32)
        assert panel.form is shown
        assert (shown.isHidden(), hidden.isHidden()) == (False, True)
    assert panel.form.function_choice.currentData() == "himmelblau"
    panel.set_start(1.5, -0.25)
    assert (panel.form.start_x.number, panel.form.start_y.number) == (1.5, -0.25)


def test_that_a_card_recommends_what_its_problem_and_the_batch_of_all_say(panel):
    panel.show_problem(NetworkSetup("digits"), 48)
    card = panel.cards["sgd"]
    assert card._recommended_sampling.batch_size == 48
    on_network = card._recommended
    panel.show_problem(function_setup("rosenbrock"), 48)
    assert card._recommended != on_network
    assert card._recommended_sampling != Sampling(batch_size=48)
    details = open_card(panel, "sgd")
    details.recommended.click()
    assert card.optimizer == card._recommended
    assert card.sampling == card._recommended_sampling
    assert not details.recommended.isEnabled()
    assert details.recommended.toolTip() == "All values are the recommended ones already"


# Cards


def branch(parent, label, number=0):
    run = next(run for run in default_setup().runs if run.label == parent)
    return RunSetup(label, replace(run.optimizer, learning_rate=0.123), run.sampling, parent=parent)


def styles_of(runs):
    return run_styles((run.label, run.optimizer.key) for run in runs)


def test_that_a_branch_has_a_card_with_a_way_out_below_its_family_until_it_goes(panel, heard):
    runs = default_setup().runs
    child = branch("gd", "gd, η 0.123")
    panel.set_runs((*runs, child), styles_of((*runs, child)))
    assert list(panel.cards)[:3] == ["gd", "gd, η 0.123", "sgd"]
    assert [panel.runs.layout().itemAt(place).widget() for place in range(len(panel.cards))] == list(panel.cards.values())
    card = panel.cards[child.label]
    assert panel.cards["gd"].remove is None
    assert (card.remove.accessibleName(), card.remove.toolTip()) == ("Remove gd, η 0.123",) * 2
    card.remove.click()
    assert heard == [("removal_requested", ("gd, η 0.123",))]
    panel.set_runs(runs, styles_of(runs))
    assert child.label not in panel.cards
    QApplication.processEvents()
    assert list(panel.cards) == [run.label for run in runs]


def test_that_a_run_that_is_missing_keeps_its_card_out_of_sight_and_a_name_of_another_rule_gets_a_new_one(panel):
    runs = default_setup().runs
    panel.cards["adam"].set_open(True)
    kept = panel.cards["adam"]
    panel.set_runs(runs[:3], styles_of(runs))
    assert [label for label, card in panel.cards.items() if not card.isHidden()] == [run.label for run in runs[:3]]
    panel.set_runs(runs, styles_of(runs))
    assert panel.cards["adam"] is kept
    assert kept.is_open
    assert not kept.isHidden()
    child = branch("gd", "mine")
    other = replace(branch("adam", "mine"), parent="adam")
    panel.set_runs((*runs, child), styles_of((*runs, child)))
    first = panel.cards["mine"]
    panel.set_runs((*runs, other), styles_of((*runs, other)))
    assert panel.cards["mine"] is not first
    assert panel.cards["mine"].optimizer.key == "adam"


def test_that_a_card_takes_another_look_of_its_run(panel):
    runs = default_setup().runs
    other = run_styles((label, "adam") for label in ("adam", "x"))["x"]
    panel.set_runs(runs, {**styles_of(runs), "adam": other})
    assert panel.cards["adam"].header.face.style == other
    assert panel.cards["nag"].header.face.style == styles_of(runs)["nag"]


def test_that_notes_stand_on_their_card_until_they_are_taken_back(panel):
    panel.set_note("gd", "A step looks at all images.")
    panel.set_note("nobody", "…")
    details = open_card(panel, "gd")
    assert (details.note.text(), details.note.isHidden()) == ("A step looks at all images.", False)
    assert "A step looks at all images." in panel.cards["gd"].header.toolTip()
    assert "A step looks at all images." in panel.cards["gd"].header.accessibleDescription()
    panel.clear_notes()
    assert details.note.isHidden()
    assert "images" not in panel.cards["gd"].header.toolTip()


def test_that_a_panel_made_for_a_window_has_the_theme_of_all_that_comes_later(qtbot):
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    runs = default_setup().runs
    panel.set_runs(runs, styles_of(runs))
    assert {card._theme for card in panel.cards.values()} == {DARK}
    assert {card.header.face.theme for card in panel.cards.values()} == {DARK}


def test_that_up_and_down_go_from_card_to_card_and_stay_at_the_ends(panel, qtbot):
    labels = list(panel.cards)
    up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
    for at, way, to in ((0, down, 1), (1, down, 2), (2, up, 1), (0, up, 0), (len(labels) - 1, down, len(labels) - 1)):
        show(qtbot, panel)
        panel.cards[labels[at]].header.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(panel.cards[labels[at]].header, way)
        assert panel.cards[labels[to]].header.hasFocus(), (at, way)


def test_that_delete_takes_a_branch_away_and_leaves_other_runs_alone(panel, heard):
    runs = default_setup().runs
    child = branch("gd", "gd, η 0.123")
    panel.set_runs((*runs, child), styles_of((*runs, child)))
    for label, told in (("gd", []), (child.label, [("removal_requested", (child.label,))])):
        panel.cards[label].header.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(panel.cards[label].header, Qt.Key.Key_Delete)
        assert heard == told
