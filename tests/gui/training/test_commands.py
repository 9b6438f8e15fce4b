"""The table of what follows from a command, what the trainer sends for each word said to it, and what it tells back."""

from dataclasses import replace
from itertools import product

import pytest

from core.experiment.document import document_of
from core.experiment.setup import default_network_setup, default_setup
from core.problems.base import Sampling
from gui.training.commands import (
    Branch,
    Configure,
    Load,
    Open,
    Outlook,
    Pause,
    Play,
    RemoveBranch,
    Rewind,
    SetCheckpointBytes,
    SetSpeed,
    ShowPast,
    StepBy,
    StepTo,
    Switch,
    TrainerState,
)
from gui.training.trainer import Trainer

IDLE, RUNNING, PAUSED = TrainerState.IDLE, TrainerState.RUNNING, TrainerState.PAUSED
FINISHED, FAILED, LOADING = TrainerState.FINISHED, TrainerState.FAILED, TrainerState.LOADING
SETUP = default_setup()
ADAM = SETUP.runs[-1]
CONFIGURE = Configure("adam", ADAM.optimizer, ADAM.sampling, replay=True)
BRANCH = Branch("adam", 3, "b", ADAM.optimizer, ADAM.sampling)


@pytest.mark.parametrize(
    ("state", "command", "expected"),
    [
        (RUNNING, Pause(), (PAUSED, 7)),
        (PAUSED, Play(), (RUNNING, 7)),
        (PAUSED, StepBy(3), (PAUSED, 10)),
        (RUNNING, StepBy(3), (PAUSED, 10)),
        (RUNNING, StepBy(-3), (PAUSED, 4)),
        (FINISHED, StepBy(-3), (PAUSED, 4)),
        (RUNNING, StepTo(20), (PAUSED, 20)),
        (RUNNING, StepTo(2), (PAUSED, 7)),
        (PAUSED, Rewind(2), (PAUSED, 2)),
        (RUNNING, Rewind(2), (RUNNING, 2)),
        (RUNNING, Rewind(0), (RUNNING, 1)),
        (FINISHED, Rewind(0), (PAUSED, 0)),
        *((FINISHED, command, (FINISHED, 7)) for command in (Play(), Pause(), StepBy(1), StepTo(9), SetSpeed(3), ShowPast(1))),
        *((FINISHED, command, (PAUSED, 7)) for command in (CONFIGURE, BRANCH, Switch("gd", True))),
        *((RUNNING, command, (RUNNING, 7)) for command in (CONFIGURE, BRANCH, Switch("gd", True), SetSpeed(3), ShowPast(1))),
        *((PAUSED, command, (PAUSED, 7)) for command in (RemoveBranch("b"), SetCheckpointBytes(3), ShowPast(None))),
    ],
)
def test_that_what_follows_from_a_command_is(state, command, expected):
    assert Outlook(state, 7).after(command) == expected


def test_that_a_race_at_its_start_that_is_played_has_a_step_behind_it():
    assert Outlook(IDLE, 0).after(Play()) == (RUNNING, 1)
    assert Outlook(IDLE, 0).after(StepBy(-1)) == (PAUSED, 0)


def test_that_nothing_but_another_beginning_is_possible_after_a_fault_or_while_images_load():
    document = replace(document_of(SETUP), reached=12)
    for state, command in product((FAILED, LOADING), (Play(), Pause(), StepBy(1), StepBy(-1), Rewind(0), CONFIGURE, BRANCH, StepTo(9))):
        assert Outlook(state, 7).after(command) == (state, 7)
    for state in TrainerState:
        assert Outlook(state, 7).after(Load(SETUP)) == (PAUSED, 0)
        assert Outlook(state, 7).after(Load(SETUP, catch_up=True)) == (PAUSED, 7)
        assert Outlook(state, 7).after(Load(SETUP, resume=True)) == (PAUSED, 1)
        assert Outlook(state, 7).after(Open(document)) == (PAUSED, 12)


@pytest.fixture
def trainer(qtbot):
    made = Trainer(SETUP)
    made.sent, made.outlooks, made.changes = [], [], []
    qtbot.waitUntil(lambda: made.latest is not None)
    made._commanded.connect(made.sent.append)
    made.outlook_changed.connect(lambda: made.outlooks.append(len(made.sent)))
    made.runs_changed.connect(lambda: made.changes.append([run.label for run in made.setup.runs]))
    yield made
    made.close()


def test_that_each_word_to_the_trainer_is_one_command_and_known_at_once(trainer):
    other, network = default_setup("booth"), default_network_setup("digits")
    document = document_of(other, frozenset({"gd"}))
    begin = trainer.commands_sent
    said = [
        (lambda: trainer.set_speed(5), SetSpeed(5)),
        (lambda: trainer.play(9), Play(9)),
        (trainer.toggle, Pause()),
        (trainer.toggle, Play()),
        (trainer.pause, Pause()),
        (trainer.step, StepBy(1)),
        (lambda: trainer.step(-3), StepBy(-3)),
        (lambda: trainer.step_to(4), StepTo(4)),
        (lambda: trainer.rewind(2), Rewind(2)),
        (lambda: trainer.switch("gd", False), Switch("gd", False)),
        (lambda: trainer.configure("adam", ADAM.optimizer, Sampling(), True), Configure("adam", ADAM.optimizer, Sampling(), True)),
        (lambda: trainer.show_past(1), ShowPast(1)),
        (lambda: trainer.set_checkpoint_bytes(10), SetCheckpointBytes(10)),
        (lambda: trainer.load(other), Load(other, frozenset({"gd"}))),
        (lambda: trainer.load(other, True, frozenset({"sgd"})), Load(other, frozenset({"sgd"}), catch_up=True)),
        (lambda: trainer.change_to(SETUP, frozenset()), Load(SETUP, frozenset(), resume=True, keep=True)),
        (lambda: trainer.change_to(SETUP, frozenset(), resume=False, keep=False), Load(SETUP, frozenset())),
        (lambda: trainer.open_document(document, True), Open(document, keep=True)),
        (lambda: trainer.set_seed(4, True), Load(replace(other, seed=4), frozenset({"gd"}), catch_up=True)),
    ]
    for number, (say, command) in enumerate(said, 1):
        say()
        assert trainer.sent == [each for _, each in said[:number]]
        assert trainer.commands_sent == begin + number
        assert trainer.outlooks == list(range(1, number + 1)), "told when it is on its way"
        if isinstance(command, Load | Open):
            assert trainer.setup == command.setup
            assert trainer.off == (document.off if isinstance(command, Open) else command.off)
    trainer.sent.clear()
    trainer.set_start(1.0, 2.0, catch_up=True)
    (moved,) = trainer.sent
    assert (moved.setup.problem.start, moved.setup.seed, moved.catch_up) == ((1.0, 2.0), 4, True)
    trainer.setup = network
    trainer.set_start(1.0, 2.0, catch_up=True)
    assert len(trainer.sent) == 1, "on a network nobody chooses the start"


def test_that_a_branch_is_known_at_once_and_goes_with_whatever_begins_anew(trainer):
    labels = [run.label for run in SETUP.runs]
    trainer.branch("adam", 0, "b", ADAM.optimizer, ADAM.sampling)
    trainer.switch("b", False)
    assert trainer.sent[0] == Branch("adam", 0, "b", ADAM.optimizer, ADAM.sampling)
    assert trainer.setup.runs[-1].parent == "adam"
    trainer.remove_branch("b")
    assert trainer.sent[-1] == RemoveBranch("b")
    assert trainer.changes == [[*labels, "b"], labels]
    assert trainer.off == frozenset()
    with pytest.raises(ValueError, match="gd"):
        trainer.remove_branch("gd")
    trainer.branch("adam", 0, "b", ADAM.optimizer, ADAM.sampling)
    trainer.load(trainer.setup)
    assert trainer.sent[-1] == Load(SETUP, frozenset())
    assert trainer.changes[-1] == labels
    told = len(trainer.changes)
    trainer.load(trainer.setup)
    assert len(trainer.changes) == told, "there was none that could go"


def test_that_the_outlook_forgets_what_was_done(qtbot, trainer):
    trainer.step(5)
    trainer.step(-2)
    assert trainer.outlook == (PAUSED, 3)
    qtbot.waitUntil(lambda: trainer.latest.step == 3 and trainer._worker.outlook[0] == trainer.commands_sent)
    assert trainer.outlook == trainer._worker.outlook[1] == (PAUSED, 3)
    assert not trainer._under_way
    trainer.hold()
    assert not trainer._worker.free.is_set()
    trainer.let_go()
    assert trainer._worker.free.is_set()
