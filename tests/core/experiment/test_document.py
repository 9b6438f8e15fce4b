"""A document of an experiment: what it keeps of setup, snapshot and view, and what makes it another document."""

from dataclasses import replace

import pytest

from core.experiment.document import Document, document_of, snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_network_setup, default_setup
from core.experiment.snapshot import RunPlan
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling, Settings
from core.problems.function import function_setup
from core.view import USUAL, View

VIEW = View(panels=("canvas",), zoom=True, speed=3.0)


@pytest.fixture
def experiment() -> Experiment:
    return Experiment(replace(default_setup("booth", 5), title="Mine", steps=77), off={"gd"})


def test_that_a_setup_at_its_start_is_kept_as_it_is(experiment: Experiment) -> None:
    setup = experiment.setup
    kept = document_of(setup, frozenset({"gd"}), VIEW)
    assert (kept.problem, kept.seed, kept.title, kept.steps, kept.reached, kept.view) == (setup.problem, 5, "Mine", 77, 0, VIEW)
    assert kept.setup == kept.beginning == setup
    assert (kept.off, kept.opening_step) == ({"gd"}, 0)
    assert document_of(setup).view is USUAL
    assert document_of(setup).off == frozenset()


@pytest.mark.parametrize(("reached", "steps"), [(0, 77), (1, 1), (30, 30)])
def test_that_a_snapshot_is_kept_with_the_step_it_reached_which_is_as_far_as_it_goes(
    experiment: Experiment, reached: int, steps: int
) -> None:
    experiment.advance(reached)
    kept = snapshot_document(experiment.snapshot(), VIEW)
    assert (kept.reached, kept.steps, kept.view, kept.opening_step) == (reached, steps, VIEW, reached)
    assert (kept.problem, kept.seed, kept.title, kept.off) == (experiment.setup.problem, 5, "Mine", {"gd"})
    assert snapshot_document(experiment.snapshot()).view is USUAL


def test_that_a_snapshot_of_no_experiment_cannot_be_kept(experiment: Experiment) -> None:
    with pytest.raises(ValueError, match="without its setup"):
        snapshot_document(replace(experiment.snapshot(), setup=None))


def test_that_problem_seed_runs_and_title_make_another_document_and_the_rest_does_not(experiment: Experiment) -> None:
    kept = snapshot_document(experiment.snapshot())
    for same in (replace(kept, reached=9), replace(kept, steps=9), replace(kept, view=VIEW)):
        assert same.content == kept.content
    other_plan = (replace(kept.plans[0], on=True), *kept.plans[1:])
    changes = {"problem": function_setup("beale"), "seed": 6, "title": "Yours", "plans": other_plan}
    contents = [kept.content, *(replace(kept, **{name: value}).content for name, value in changes.items())]
    assert len({repr(content) for content in contents}) == len(contents)
    assert all(content != kept.content for content in contents[1:])


def test_that_a_document_opens_where_all_that_was_set_holds() -> None:
    first, then = Settings(0, Adam(0.1), Sampling()), Settings(40, Adam(0.2), Sampling())
    plans = (RunPlan("a", (first, then)), RunPlan("b", (first,), "a", 55))
    document = Document(function_setup("booth"), 0, plans, reached=30)
    assert document.opening_step == 55
    assert replace(document, plans=plans[:1]).opening_step == 40
    assert replace(document, plans=(RunPlan("a", (first,)),)).opening_step == 30
    assert replace(document, reached=60).opening_step == 60
    assert [(run.label, run.optimizer.learning_rate, run.parent) for run in document.setup.runs] == [("a", 0.2, None), ("b", 0.1, "a")]
    assert [(run.label, run.optimizer.learning_rate, run.parent) for run in document.beginning.runs] == [("a", 0.1, None), ("b", 0.1, None)]


def test_that_a_change_back_is_kept_and_one_that_changes_nothing_that_matters_is_not(experiment: Experiment) -> None:
    gd, slow = GradientDescent(0.1), GradientDescent(0.01)
    log = ((0, gd, Sampling(3)), (5, gd, Sampling(9)), (10, slow, Sampling()), (15, gd, Sampling()), (20, gd, Sampling(8)))
    plans = tuple(RunPlan(run.label, tuple(Settings(*entry) for entry in log)) for run in experiment.setup.runs[:1])
    (kept,) = snapshot_document(replace(experiment.snapshot(), plans=plans)).plans
    assert [(settings.since, settings.optimizer) for settings in kept.settings] == [(0, gd), (10, slow), (15, gd)]
    assert len({settings.sampling for settings in kept.settings}) == 1


def test_that_branches_are_no_part_of_a_setup_at_its_start_and_off_runs_are() -> None:
    setup = default_network_setup("digits")
    branched = setup.with_branch(replace(setup.runs[-1], label="b", parent="adam"))
    assert document_of(branched).setup == setup.without_branches() == branched.without_branches() == setup
    assert document_of(branched, setup.off_at_first).off == {"gd"}
    with pytest.raises(ValueError, match="There is no branch adam to remove"):
        branched.without_branch("adam")
    again = branched.with_branch(replace(setup.runs[-1], label="c", parent="b")).without_branch("b")
    assert [(run.label, run.parent) for run in again.runs[-1:]] == [("c", "adam")]
    changed = branched.with_run(replace(setup.runs[-1], label="b", optimizer=Adam(0.5)))
    assert (changed.runs[-1].parent, changed.runs[-1].optimizer) == ("adam", Adam(0.5))
