"""Time across the thread: walks of commands, sent without waiting, end where a plain loop over the same settings ends."""

import random
from dataclasses import replace

import pytest

from core.experiment.setup import RunSetup, Setup, default_setup
from core.experiment.snapshot_at import snapshot_at
from core.problems.base import Sampling
from core.problems.function import function_setup
from core.problems.kinds import recommended_optimizer
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from tests.helpers.histories import PlainLoop, record_facts
from tests.helpers.window import has_obeyed

WALKS = 60
RATES = (0.3, 0.1, 0.02)


@pytest.fixture
def trainer(qtbot):
    made = Trainer(default_setup("himmelblau"))
    qtbot.waitUntil(lambda: made.latest is not None)
    made.set_speed(None)
    yield made
    made.close()


def is_settled(trainer, step=None):
    return has_obeyed(trainer) and step in (None, trainer.latest.step)


def loop_of(trainer, run):
    setup = trainer.setup
    return PlainLoop(trainer.latest.problem, setup.problem.start, setup.seed, run.changes)


def assert_rows_are_those_of_their_settings(trainer):
    for run in trainer.latest.runs:
        rows = loop_of(trainer, run).upto(run.step)
        assert run.path.tobytes() == b"".join(row.theta.tobytes() for row in rows)
        assert run.loss.tolist() == [row.loss for row in rows]


def take_a_step_of_a_walk(trainer, chance, qtbot):
    latest, setup = trainer.latest, trainer.setup
    run = chance.choice(setup.runs)
    changed = replace(run.optimizer, learning_rate=chance.choice(RATES))
    sampling = chance.choice((Sampling(10, 0.5), Sampling(2, 0.1)))
    match chance.randrange(10):
        case 0:
            trainer.step(chance.randint(1, 30))
        case 1:
            trainer.step(-chance.randint(1, 10))
        case 2:
            trainer.play()
            qtbot.wait(chance.randint(0, 4))
            trainer.pause()
        case 3:
            trainer.rewind(chance.randint(0, latest.step))
        case 4 | 5:
            trainer.configure(run.label, changed, sampling, replay=chance.random() < 0.5)
        case 6:
            trainer.show_past(chance.randint(0, latest.step))
            qtbot.wait(chance.randint(0, 3))
        case 7:
            trainer.show_past(None)
        case 8 if len(setup.runs) < 6:
            trainer.branch(run.label, chance.randint(0, latest.step), f"branch {chance.random()}", changed, sampling)
        case 9 if run.parent is not None:
            trainer.remove_branch(run.label)


def test_that_walks_of_commands_end_where_their_settings_lead(qtbot, trainer):
    # At full speed a play of 4 ms takes thousands of steps now and then, and the plain loop takes them all again: up to 16 s.
    trainer.set_speed(2000.0)
    for walk in range(WALKS):
        chance = random.Random(walk)
        keys = chance.sample(("sgd", "momentum", "nag", "adam", "rmsprop"), 2)
        runs = tuple(RunSetup(key, recommended_optimizer(key, "himmelblau"), Sampling(10, 0.1)) for key in keys)
        trainer.load(Setup(function_setup("himmelblau"), walk, runs))
        for _ in range(12):
            take_a_step_of_a_walk(trainer, chance, qtbot)
        trainer.show_past(None)
        trainer.pause()
        trainer.step(3)
        qtbot.waitUntil(lambda: is_settled(trainer) and {run.label for run in trainer.setup.runs} == labels(trainer))
        assert_rows_are_those_of_their_settings(trainer)


def labels(trainer):
    return {run.label for run in trainer.latest.runs}


def test_that_looking_tells_the_records_of_that_step_and_moves_nothing(qtbot, trainer):
    trainer.step(300)
    qtbot.waitUntil(lambda: is_settled(trainer, 300))
    before = [(run.label, run.revision, run.path.tobytes()) for run in trainer.latest.runs]
    for step in (42, 41, 299, 300, 0):
        trainer.show_past(step)
        qtbot.waitUntil(lambda step=step: trainer.latest.past_step is not None and trainer.latest.past_step.step == step)
        qtbot.waitUntil(lambda: trainer.latest.past_step.is_complete)
        records = trainer.latest.past_step.records
        assert set(records) == (labels(trainer) if 0 < step < 300 else set())
        for run in snapshot_at(trainer.latest, step, records).runs:
            if 0 < step < 300:
                assert record_facts(run.record) == record_facts(loop_of(trainer, run).upto(step)[step].record)
    trainer.show_past(None)
    qtbot.waitUntil(lambda: trainer.latest.past_step is None)
    assert [(run.label, run.revision, run.path.tobytes()) for run in trainer.latest.runs] == before


def test_that_a_branch_catches_up_and_is_taken_away(qtbot, trainer):
    trainer.step(100)
    qtbot.waitUntil(lambda: is_settled(trainer, 100))
    told = []
    trainer.runs_changed.connect(lambda: told.append(tuple(run.label for run in trainer.setup.runs)))
    adam = trainer.setup.runs[-1]
    trainer.branch("adam", 40, "quick", replace(adam.optimizer, learning_rate=0.3), adam.sampling)
    qtbot.waitUntil(lambda: "quick" in labels(trainer) and is_settled(trainer, 100))
    quick = trainer.latest.runs[-1]
    assert (quick.label, quick.parent, quick.fork) == ("quick", "adam", 40)
    assert [change.since for change in quick.changes] == [0, 40]
    assert_rows_are_those_of_their_settings(trainer)
    trainer.remove_branch("quick")
    qtbot.waitUntil(lambda: "quick" not in labels(trainer))
    assert told == [(*(run.label for run in default_setup("himmelblau").runs), "quick"), told[1]]
    assert "quick" not in told[1]


def test_that_a_branch_which_cannot_be_made_is_refused_in_a_sentence(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(lambda: is_settled(trainer, 5))
    sentences = []
    trainer.setup_refused.connect(sentences.append)
    adam = trainer.setup.runs[-1]
    trainer.branch("adam", 9, "later", adam.optimizer, adam.sampling)
    qtbot.waitUntil(lambda: bool(sentences))
    assert "9" in sentences[0]
    assert [run.label for run in trainer.setup.runs] == [run.label for run in default_setup("himmelblau").runs]


def test_that_a_reset_takes_the_branches_away(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(lambda: is_settled(trainer, 5))
    adam = trainer.setup.runs[-1]
    trainer.branch("adam", 3, "quick", adam.optimizer, adam.sampling)
    qtbot.waitUntil(lambda: "quick" in labels(trainer))
    trainer.load(trainer.setup)
    qtbot.waitUntil(lambda: trainer.latest.step == 0 and "quick" not in labels(trainer))
    assert not any(run.parent for run in trainer.setup.runs)


def test_that_what_is_asked_of_a_branch_that_was_refused_comes_to_nothing(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(lambda: is_settled(trainer, 5))
    adam = trainer.setup.runs[-1]
    trainer.branch("adam", 9, "later", adam.optimizer, adam.sampling)
    trainer.configure("later", adam.optimizer, adam.sampling, replay=False)
    trainer.switch("later", on=False)
    trainer.step(1)
    qtbot.waitUntil(lambda: is_settled(trainer, 6) and len(trainer.setup.runs) == 7)
    qtbot.waitUntil(lambda: trainer.state is TrainerState.PAUSED)


def test_that_a_name_that_is_free_again_has_nothing_of_the_branch_that_had_it(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(lambda: is_settled(trainer, 5))
    adam, off = trainer.setup.runs[-1], trainer.off
    trainer.branch("adam", 3, "quick", adam.optimizer, adam.sampling)
    trainer.switch("quick", on=False)
    trainer.remove_branch("quick")
    assert trainer.off == off
    trainer.branch("adam", 4, "quick", adam.optimizer, adam.sampling)
    trainer.step(1)
    qtbot.waitUntil(lambda: is_settled(trainer, 6) and "quick" in labels(trainer))
    assert trainer.off == off
    assert next(plan for plan in trainer.latest.plans if plan.label == "quick").on


def test_that_why_a_branch_was_refused_is_told_although_more_was_asked_for(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(lambda: is_settled(trainer, 5))
    sentences = []
    trainer.setup_refused.connect(sentences.append)
    adam = trainer.setup.runs[-1]
    trainer.branch("adam", 9, "later", adam.optimizer, adam.sampling)
    trainer.step(1)
    trainer.step(1)
    qtbot.waitUntil(lambda: bool(sentences))
    assert "9" in sentences[0]
    qtbot.waitUntil(lambda: is_settled(trainer, 7))
    assert len(sentences) == 1
