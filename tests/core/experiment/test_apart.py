"""Parent and branch share a past and nothing else: whatever is done with one leaves every field of the other alone."""

import dataclasses

import pytest

from core.experiment.run import Run
from core.experiment.snapshot import RunSnapshot
from core.functions import FUNCTIONS
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from core.problems.kinds import recommended_optimizer
from tests.helpers import networks
from tests.helpers.histories import bits, record_facts


def all_of(run: Run) -> dict[str, object]:
    """Every field of a run as it stands, to the bit, and its log."""
    shown = run.snapshot()
    found: dict[str, object] = {"settings": run.settings, "record": record_facts(shown.record)}
    for field in dataclasses.fields(RunSnapshot):
        value = getattr(shown, field.name)
        if field.name in ("evaluations", "seconds", "held_out"):
            value = {name: bits(part) for name, part in vars(value).items()}
        elif field.name == "trail":
            value = value.steps.tolist(), [bits(point) for point in value.points], [bits(state) for state in value.states]
        elif field.name != "record":
            value = bits(value)
        else:
            continue
        found[field.name] = value
    return found


def on_a_function() -> Run:
    return Run("adam", FunctionProblem(FUNCTIONS["himmelblau"]), (0.0, 0.0), 0, recommended_optimizer("adam", "himmelblau"))


def on_a_network() -> Run:
    return networks.fresh("adam", shape={"record_layers": True})


def change(run: Run) -> None:
    run.configure(dataclasses.replace(run.optimizer, learning_rate=0.003), Sampling(9, 0.1))


MOVES = {
    "advance": lambda run: run.advance(13),
    "test": lambda run: run.test_now(),
    "change": change,
    "rewind": lambda run: run.rewind(run.step - 3),
    "room": lambda run: run.set_checkpoint_bytes(2_000),
    "restart": lambda run: run.restart(),
}


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("moved", ["parent", "branch"])
@pytest.mark.parametrize("make", [on_a_function, on_a_network], ids=["function", "network"])
def test_that_whatever_is_done_with_one_leaves_the_other_alone(make, moved):
    parent = make()
    for _ in range(3):
        parent.advance(6)
    change(parent)
    parent.advance(12)
    parent.test_now()
    before = all_of(parent)
    branch = parent.begin_branch(20, "branch")
    assert all_of(parent) == before
    branch.advance(20 - branch.step)
    assert all_of(parent) == before
    going, resting = (parent, branch) if moved == "parent" else (branch, parent)
    for name, move in [("advance", MOVES["advance"]), *MOVES.items(), ("on", MOVES["advance"])]:
        still = all_of(resting)
        move(going)
        assert all_of(resting) == still, name


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("make", [on_a_function, on_a_network], ids=["function", "network"])
def test_that_a_branch_begins_with_all_that_its_parent_had_at_the_fork(make):
    parent = make()
    parent.advance(6)
    change(parent)
    parent.advance(6)
    then = all_of(parent)
    parent.advance(12)
    branch = parent.branch(12, "branch")
    now = all_of(branch)
    assert (now.pop("label"), now.pop("parent"), now.pop("fork")) == ("branch", "adam", 12)
    # What it took, and what of it is kept, is told by fewer moments than there were.
    for name in ("label", "parent", "fork", "revision", "seconds", "trail", "kept_bytes"):
        then.pop(name)
        now.pop(name, None)
    assert now == then
    assert branch.snapshot().seconds.knots[-1] == 12
    assert branch.snapshot().seconds.values[-1] <= parent.snapshot().seconds.values[-1]
