"""One order of runs wherever they are listed: a branch stands with its family."""

import random
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from core.experiment.setup import default_setup
from gui.export.picture.caption import settings_line
from gui.style.run_style import in_families, runs_in_order


@dataclass(frozen=True)
class Named:
    label: str
    parent: str | None = None


def labels(runs):
    return [run.label for run in runs]


def test_that_a_branch_stands_behind_its_family_and_runs_without_branches_as_they_are():
    runs = [Named("b"), Named("a"), Named("c"), Named("a1", "a"), Named("b1", "b"), Named("a11", "a1"), Named("a2", "a")]
    assert labels(in_families(runs)) == ["b", "b1", "a", "a1", "a11", "a2", "c"]
    assert in_families([]) == []


def test_that_leaving_runs_out_does_not_change_the_order_of_the_others():
    chance = random.Random(3)
    for _ in range(200):
        runs = [Named("r0")]
        for number in range(1, 12):
            runs.append(Named(f"r{number}", chance.choice([None, *labels(runs)])))
        some = [run for run in runs if chance.random() < 0.5]
        assert in_families(some, runs) == [run for run in in_families(runs) if run in some]


def test_that_cards_legend_table_inspector_and_pictures_have_one_order(qtbot, window):
    trainer = window.trainer
    trainer.step(3)
    qtbot.waitUntil(lambda: trainer.latest.step == 3)
    for label, name in (("momentum", "first"), ("gd", "second"), ("first", "third")):
        run = next(run for run in trainer.setup.runs if run.label == label)
        trainer.branch(label, 1, name, run.optimizer, run.sampling)
        qtbot.waitUntil(lambda name=name: name in labels(trainer.latest.runs))
    qtbot.waitUntil(lambda: len(window.loss_plot.view.curves.picture.series) == 10)
    window.inspector.set_open(True)
    usual = labels(default_setup().runs)
    order = [*usual[:1], "second", *usual[1:3], "first", "third", *usual[3:]]
    assert labels(trainer.setup.runs) == [*usual, "first", "second", "third"]
    assert list(window.panel.cards) == order
    stack = window.panel.runs.layout()
    assert [stack.itemAt(place).widget().label for place in range(stack.count())] == order
    assert list(window.loss_plot.legend._chips) == order
    assert labels(series.run for series in window.loss_plot.view.curves.picture.series) == order
    assert labels(runs_in_order(trainer.latest)) == order
    line = settings_line(trainer.latest)
    places = [line.index(name) for name in ("second", "first", "third")]
    assert places == sorted(places)


def test_that_tab_goes_through_the_cards_in_the_order_in_which_they_stand(qtbot, window):
    trainer = window.trainer
    trainer.step(2)
    qtbot.waitUntil(lambda: trainer.latest.step == 2)
    window.panel.cards["momentum"].header.click()
    run = trainer.setup.runs[2]
    trainer.branch("momentum", 1, "a branch", run.optimizer, run.sampling)
    qtbot.waitUntil(lambda: "a branch" in window.panel.cards)
    chain: list[QWidget] = [window.panel.race.replay]
    while (after := chain[-1].nextInFocusChain()) is not chain[0]:
        chain.append(after)
    stops = [chain.index(widget) for card in window.panel.cards.values() for widget in card.focus_chain]
    assert stops == sorted(stops)


def test_that_cards_stand_as_the_runs_of_a_file_do(qtbot, window):
    setup = default_setup()
    runs = tuple(reversed(setup.runs[:4]))
    window.experiment.open(replace(setup, runs=runs))
    shown = [label for label, card in window.panel.cards.items() if not card.isHidden()]
    assert shown == labels(runs) == list(window.loss_plot.legend._chips)
