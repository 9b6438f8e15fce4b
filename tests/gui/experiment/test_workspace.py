"""What waits in the other kinds of problem, and what a lesson has taken the place of."""

from hypothesis import given
from hypothesis import strategies as st

from core.experiment.document import document_of
from core.experiment.setup import Setup, default_network_setup, default_setup
from core.problems.kinds import KINDS
from gui.experiment.workspace import Workspace

setups = st.sampled_from([default_setup(), default_setup("booth"), default_network_setup("digits"), default_network_setup("mnist", 3)])
moves = st.lists(st.tuples(st.sampled_from(["leave", "open_later", "set_aside"]), setups), max_size=12)


@given(moves)
def test_that_of_each_kind_what_came_last_waits(moves: list[tuple[str, Setup]]) -> None:
    workspace = Workspace()
    expected: dict[str, tuple[Setup, bool]] = {}
    for move, setup in moves:
        if move == "leave":
            workspace.leave(setup, frozenset({"gd"}))
            expected[setup.problem.kind] = setup, False
        elif move == "open_later":
            workspace.open_later(document_of(setup))
            expected[setup.problem.kind] = setup, True
        else:
            workspace.set_aside(setup, frozenset())
        for kind in KINDS:
            waiting = workspace.waiting(kind.key)
            assert (waiting and (waiting.setup.problem, waiting.document is not None)) == (
                (known := expected.get(kind.key)) and (known[0].problem, known[1])
            )


def test_that_what_a_lesson_has_taken_the_place_of_is_taken_up_once() -> None:
    workspace, setup = Workspace(), default_setup()
    assert workspace.resume() is None
    workspace.set_aside(setup, frozenset({"sgd"}))
    before = workspace.resume()
    assert before is not None
    assert (before.setup, before.off) == (setup, {"sgd"})
    assert workspace.resume() is None
