"""The cards are those of the experiment's runs, whatever rules there are."""

import pytest
from PySide6.QtGui import QColor

from core.experiment.setup import RunSetup, default_network_setup, default_setup
from core.functions import FUNCTIONS, function
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.optimizers.momentum import Momentum
from gui.parameters.panel import ParameterPanel
from gui.style.run_style import run_styles
from gui.style.theme import DARK, LIGHT
from tests.helpers.amsgrad import AMSGrad
from tests.helpers.colours import contrast


@pytest.fixture
def amsgrad(monkeypatch):
    """AMSGrad is one of the rules, with a recommended rate and no style of its own."""
    rates = {key: {**FUNCTIONS[key].recommended, AMSGrad.key: 0.4} for key in FUNCTIONS}
    monkeypatch.setattr(function, "_recommended_rates", lambda: rates)
    monkeypatch.setitem(OPTIMIZERS, AMSGrad.key, AMSGrad)


def show_runs(panel, runs):
    panel.set_runs(runs, run_styles((run.label, run.optimizer.key) for run in runs))


def shown(panel):
    return [label for label, card in panel.cards.items() if not card.isHidden()]


def test_that_a_new_rule_is_in_no_experiment_that_did_not_ask_for_it(amsgrad):
    for setup in (default_setup(), default_network_setup()):
        assert tuple(run.label for run in setup.runs) == TEACHING_ORDER


def test_that_there_is_a_card_for_each_run_and_no_other(qtbot, amsgrad):
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    assert panel.cards == {}
    show_runs(panel, default_setup().runs)
    assert list(panel.cards) == shown(panel) == list(TEACHING_ORDER)
    new = RunSetup(AMSGrad.key, AMSGrad(0.4))
    show_runs(panel, (*default_setup().runs, new))
    assert shown(panel) == [*TEACHING_ORDER, AMSGrad.key]
    assert panel.cards[AMSGrad.key].optimizer == AMSGrad(0.4)
    show_runs(panel, (new,))
    assert shown(panel) == [AMSGrad.key]


def test_that_a_card_that_comes_back_is_open_as_it_was(panel):
    panel.cards["adam"].set_open(True)
    show_runs(panel, default_setup().runs[:2])
    assert shown(panel) == ["gd", "sgd"]
    show_runs(panel, default_setup().runs)
    assert shown(panel) == list(TEACHING_ORDER)
    assert panel.cards["adam"].is_open


def test_that_names_have_the_same_room_where_the_runs_have_names_of_their_own(panel, qtbot):
    alone = ParameterPanel()
    qtbot.addWidget(alone)
    show_runs(alone, (RunSetup("a", Momentum(0.1)),))
    for one in (alone, panel):
        one.setFont(panel.font())
    assert alone.cards["a"].header.face.name_width == panel.cards["gd"].header.face.name_width


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_runs_of_a_rule_without_a_style_are_told_apart_and_read(theme):
    styles = run_styles([("a", AMSGrad.key), ("b", AMSGrad.key), ("c", AMSGrad.key), ("adam", "adam")]).values()
    assert len({style.marker for style in styles}) == len({style.dash for style in styles}) == 4
    assert all(contrast(style.colour(theme), QColor(theme.plot)) >= 3 for style in styles)
