"""The experiment file with changes, branches and view: what is written is read again, and every mistake has its place."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from core.experiment.document import MOST_RUNS, document_of, snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_network_setup, default_setup
from core.experiment.snapshot import RunPlan
from core.formats.document import parse_document, read_text
from core.formats.document_tables import MOST_BYTES, ViewTable
from core.formats.document_text import HEADER, DocumentTooLargeError, document_text, shared_steps
from core.formats.experiment_tables import MOST_STEPS
from core.formats.mistakes import FileMistakesError
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Settings
from core.view import View
from tests.helpers.documents import documents
from tests.helpers.small_data import small_library, small_setup

HEAD = '[problem]\nfunction = "seed-bowl"\n'
ADAM = '[[runs]]\noptimizer = "adam"\nlearning_rate = 0.4\n'


def mistakes_of(text):
    with pytest.raises(FileMistakesError) as caught:
        parse_document(text)
    return [str(mistake) for mistake in caught.value.mistakes]


def losses_of(experiment, steps):
    experiment.work(steps, float("inf"))
    return {label: run.snapshot().loss.tobytes() for label, run in experiment.runs.items()}


@settings(max_examples=150)
@given(documents())
def test_that_what_is_saved_is_opened_again(document):
    assert parse_document(document_text(document)) == document


@settings(max_examples=30)
@given(documents(), documents())
def test_that_what_stood_in_the_file_before_changes_nothing(document, before):
    assert parse_document(document_text(document, document_text(before))) == document


def test_that_a_saved_file_says_everything_so_that_other_defaults_would_not_matter():
    text = document_text(document_of(default_setup()))
    for run in default_setup().runs:
        for name, value in vars(run.optimizer).items():
            assert f"{name} = {str(value).lower() if isinstance(value, bool) else value}" in text
    assert text.startswith(HEADER)


@pytest.mark.parametrize("text", [HEAD + ADAM, "format = 1\n" + HEAD + ADAM], ids=["no format", "format 1"])
def test_that_a_file_without_a_view_opens_at_the_start(text):
    document = parse_document(text, "sheet")
    assert (document.title, document.reached, document.opening_step, document.view) == ("sheet", 0, 0, View())


def test_that_changes_hold_from_their_step_on():
    text = HEAD + ADAM + "[[runs.changes]]\nstep = 5\nlearning_rate = 0.1\n[[runs.changes]]\nstep = 9\nbeta1 = 0.5\n"
    (plan,) = parse_document(text).plans
    sampling = plan.settings[0].sampling
    assert plan.settings == (
        Settings(0, Adam(0.4), sampling),
        Settings(5, Adam(0.1), sampling),
        Settings(9, Adam(0.1, 0.5), sampling),
    )
    assert parse_document(text).opening_step == 9


def test_that_a_schedule_by_hand_gives_the_curves_of_the_changes_made_by_hand():
    document = parse_document(HEAD + ADAM + "[[runs.changes]]\nstep = 5\nlearning_rate = 0.1\n")
    by_hand = Experiment(document.beginning)
    by_hand.advance(5)
    run = by_hand.runs["adam"]
    by_hand.configure("adam", replace(run.optimizer, learning_rate=0.1), run.sampling, replay=False)
    assert losses_of(Experiment.from_document(document), 20) == losses_of(by_hand, 20)


def test_that_a_branch_by_hand_has_what_it_does_not_say_from_its_parent():
    text = HEAD + ADAM + "beta2 = 0.99\n" + '[[runs]]\noptimizer = "adam"\nlabel = "b"\nparent = "adam"\nfork = 7\nbeta1 = 0.5\n'
    plan = parse_document(text).plans[1]
    assert [(each.since, each.optimizer) for each in plan.settings] == [(0, Adam(0.4, 0.9, 0.99)), (7, Adam(0.4, 0.5, 0.99))]
    assert (plan.parent, plan.fork) == ("adam", 7)


BRANCH = '[[runs]]\noptimizer = "adam"\nlabel = "b"\nparent = "adam"\nfork = 7\n'


def test_that_a_document_opens_at_a_step_that_its_forks_allow():
    document = parse_document(HEAD + ADAM + BRANCH)
    assert [len(plan.settings) for plan in document.plans] == [1, 1]
    assert document.opening_step == 7
    assert replace(document, reached=9).opening_step == 9
    opened = Experiment.from_document(document)
    opened.work(document.opening_step, float("inf"))
    assert {run.step for run in opened.runs.values()} == {7}


@pytest.mark.parametrize(("step", "rate"), [(6, 0.1), (7, 0.1), (8, 0.4)])
def test_that_a_branch_takes_a_change_that_its_parent_makes_at_the_fork_or_before_it(step, rate):
    text = HEAD + ADAM + f"[[runs.changes]]\nstep = {step}\nlearning_rate = 0.1\n" + BRANCH
    branch = parse_document(text).plans[1]
    assert branch.settings[-1].optimizer == Adam(rate)
    also = parse_document(text + "beta1 = 0.5\n").plans[1]
    assert also.settings[-1].since == 7
    assert also.settings[-1].optimizer == Adam(rate, 0.5)


@pytest.mark.parametrize("step", [3, 6, 7])
def test_that_a_branch_changes_nothing_before_its_fork_or_at_it(step):
    changes = f"[[runs.changes]]\nstep = {step}\nbeta1 = 0.5\n[[runs.changes]]\nstep = 9\nbeta1 = 0.6\n"
    (mistake,) = mistakes_of(HEAD + ADAM + BRANCH + changes)
    assert mistake.startswith("line 12: run 2, change 1 step: the changes of a run must ascend, and those of a branch come after its fork")
    first, second = parse_document(HEAD + ADAM + BRANCH + changes.replace(f"step = {step}", "step = 8")).plans[1].settings[-2:]
    assert (first.since, second.since) == (8, 9)


def settings_log(*changes):
    return [Settings(since, Adam(rate), default_setup().runs[-1].sampling) for since, rate in changes]


@pytest.mark.parametrize(
    ("mine", "theirs", "fork", "shared"),
    [
        ([(0, 0.4)], [(0, 0.4)], 9, 9),
        ([(0, 0.4), (9, 0.1)], [(0, 0.4)], 9, 9),
        ([(0, 0.4), (5, 0.1)], [(0, 0.4)], 9, 5),
        ([(0, 0.4)], [(0, 0.4), (5, 0.1)], 9, 5),
        ([(0, 0.4)], [(0, 0.4), (12, 0.1)], 9, 9),
        ([(0, 0.4), (3, 0.1)], [(0, 0.4), (5, 0.1)], 9, 3),
        ([(0, 0.4), (7, 0.1)], [(0, 0.4), (5, 0.1)], 9, 5),
        ([(0, 0.4), (5, 0.1)], [(0, 0.4), (5, 0.2)], 9, 5),
        ([(0, 0.4), (5, 0.1), (6, 0.3)], [(0, 0.4), (5, 0.1), (8, 0.3)], 9, 6),
        ([(0, 0.3), (9, 0.1)], [(0, 0.4)], 9, 0),
    ],
)
def test_that_two_logs_share_the_steps_up_to_where_either_changes(mine, theirs, fork, shared):
    assert shared_steps(settings_log(*mine), settings_log(*theirs), fork) == shared


def test_that_a_network_race_goes_on_to_the_bit_from_its_file(tmp_path):
    library = small_library(tmp_path)
    race = Experiment(small_setup(), library=library)
    race.advance(4)
    label = race.setup.runs[-1].label
    run = race.runs[label]
    race.configure(label, replace(run.optimizer, learning_rate=run.optimizer.learning_rate / 3), run.sampling, replay=False)
    race.advance(3)
    race.branch(label, 5, "b", run.optimizer, run.sampling)
    race.advance(2)
    document = parse_document(document_text(snapshot_document(race.snapshot())))
    assert document == snapshot_document(race.snapshot())
    assert losses_of(Experiment.from_document(document, library=library), 15) == losses_of(race, 15)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[[runs.changes]]\nlearning_rate = 0.1\n", "line 6: run 1, change 1: “step” is missing"),
        ("[[runs.changes]]\nstep = 3\n[[runs.changes]]\nstep = 3\n", "line 9: run 1, change 2 step: the changes of a run must ascend"),
        ("[[runs.changes]]\nstep = 3\nbeta3 = 1\n", "line 8: run 1, change 1 beta3: there is no key “beta3” here"),
        ("[[runs.changes]]\nstep = 3\nbeta1 = 1.5\n", "line 8: run 1, change 1 beta1: 1.5 does not fit"),
        ("[[runs.changes]]\nstep = 3\nlabel = 'x'\n", "line 8: run 1, change 1 label: label cannot change in mid-run"),
        ("[[runs.changes]]\nstep = 3\nmomentum = 0.5\n", "this optimizer has no momentum; it belongs to momentum, nag"),
        ("changes = 3\n", "line 6: run 1 changes: 3 does not fit: tables [[runs.changes]] are needed"),
        ("fork = 3\n", "line 6: run 1 fork: a fork needs a “parent”"),
        ("parent = 'gd'\nfork = 3\n", "line 6: run 1 parent: there is no run “gd” before this one"),
        ("on = 1\n", "line 6: run 1 on: 1 does not fit: true or false is needed"),
        ("[[runs]]\noptimizer = 'gd'\nparent = 'adam'\nfork = 2\n", "line 7: run 2 optimizer: a branch keeps the optimizer of its parent"),
        ("[[runs]]\noptimizer = 'adam'\nlabel = 'b'\nparent = 'adam'\n", "line 6: run 2: “fork” is missing"),
        ("[view]\nstep = -1\n", "line 7: [view] step: -1 does not fit: a whole number from 0"),
        ("[view]\npanels = ['loss', 'los']\n", "line 7: [view] panels: 'los' does not fit: a list of panels is needed"),
        ("[view]\npanels = ['sight']\n", "line 7: [view] panels: the panel “sight” belongs to networks"),
        ("[view]\ninspect = ['gd']\n", "line 7: [view] inspect: there is no run “gd” in the experiment; there are: adam"),
        ("[view]\ninspect = ['adam', 'adam']\n", "line 7: [view] inspect: the same run stands there twice"),
        ("[view]\nbox = [1, 0, 0, 1]\n", "line 7: [view] box: x from must be below x to"),
        ("[view]\nloss_box = [0, 1, 1, 1]\n", "line 7: [view] loss_box: x from must be below x to, and y from below y to"),
        ("[view]\nspeed = 'fast'\n", "line 7: [view] speed: 'fast' does not fit: a number of steps per second"),
        ("[view]\nzoom = 'yes'\n", "line 7: [view] zoom: 'yes' does not fit: true or false is needed"),
        ("[view]\nstepp = 3\n", "line 7: [view] stepp: there is no key “stepp” here; did you mean “step”?"),
    ],
)
def test_that_a_mistake_is_told_with_its_place(lines, said):
    (mistake,) = mistakes_of(HEAD + ADAM + lines)
    assert mistake.startswith(said) or said in mistake


def test_that_all_mistakes_are_told_at_once():
    text = "stps = 3\n" + HEAD + ADAM + "on = 3\n[[runs.changes]]\nstep = 0\n[view]\nbox = 3\nlog = 1\n"
    assert [mistake.split(":")[0] for mistake in mistakes_of(text)] == ["line 1", "line 7", "line 9", "line 11", "line 12"]


def test_that_a_newer_file_says_so_and_nothing_else():
    (mistake,) = mistakes_of("format = 2\nnew = 1\n[problem]\ndimensions = 3\n")
    assert mistake.startswith("line 1: format: the file is written in format 2 by a newer Descent Lab")


@pytest.mark.parametrize("form", ["0", "-1", '"1"', "1.0", "true"])
def test_that_a_format_that_never_was_is_a_mistake(form):
    (mistake,) = mistakes_of(f"format = {form}\n" + HEAD + ADAM)
    assert "this program knows format 1" in mistake


def test_that_more_runs_than_a_window_can_show_are_refused():
    runs = "".join(f'[[runs]]\noptimizer = "gd"\nlabel = "{i}"\n' for i in range(MOST_RUNS + 1))
    assert any("1 to 100 tables [[runs]] are needed" in mistake for mistake in mistakes_of(HEAD + runs))


def test_that_a_huge_file_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.toml"
    with file.open("wb") as sparse:
        sparse.truncate(10**12)
    with pytest.raises(FileMistakesError, match="too large"):
        read_text(file)


def test_that_what_never_ends_is_not_read_to_its_end():
    with pytest.raises(FileMistakesError, match="too large"):
        read_text(Path("/dev/zero"))


def test_that_what_could_not_be_read_again_is_not_written():
    document = document_of(default_setup())
    sampling = document.plans[0].settings[0].sampling
    log = tuple(Settings(step, Adam(0.1 + step), sampling) for step in range(20_000))
    document = replace(document, plans=(RunPlan("adam", log),))
    with pytest.raises(DocumentTooLargeError, match="19,999 changes"):
        document_text(document)
    assert len(document_text(replace(document, plans=(RunPlan("adam", log[:5000]),))).encode()) < MOST_BYTES


def test_that_more_runs_than_are_read_again_are_not_written():
    document = document_of(default_setup())
    plans = tuple(replace(document.plans[0], label=str(i)) for i in range(MOST_RUNS + 1))
    with pytest.raises(DocumentTooLargeError, match=r"101 runs, more than the 100 .* Remove branches"):
        document_text(replace(document, plans=plans))
    largest = replace(document, plans=plans[1:])
    assert parse_document(document_text(largest)) == largest


def far(document, step):
    """The same document where it stands, is run to, was changed or has branched off at this step."""
    plan = document.plans[-1]
    late = Settings(step, GradientDescent(0.125), plan.settings[0].sampling)
    changed = replace(plan, settings=(*plan.settings, late))
    branch = replace(changed, label="b", parent=plan.label, fork=step)
    yield replace(document, reached=step)
    yield replace(document, steps=step)
    yield replace(document, plans=(changed,))
    yield replace(document, plans=(plan, branch))


def test_that_steps_beyond_what_is_read_again_are_not_written():
    document = document_of(default_setup())
    document = replace(document, plans=(document.plans[0],))
    for largest in far(document, MOST_STEPS):
        assert parse_document(document_text(largest)) == largest
    for beyond in far(document, MOST_STEPS + 1):
        with pytest.raises(DocumentTooLargeError, match=r"step 10,000,001, .* up to step 10,000,000\. Go back"):
            document_text(beyond)


def test_that_a_run_that_is_off_stays_off_and_its_settings_stay():
    setup = default_network_setup()
    document = parse_document(document_text(document_of(setup, setup.off_at_first)))
    assert document.off == {"gd"}
    assert np.all([run in document.setup.runs for run in setup.runs])


def test_that_the_documented_example_means_what_it_says():
    page = (Path(__file__).parents[3] / "docs" / "experiments.md").read_text(encoding="utf-8")
    document = parse_document(page.split("```toml\n")[1].split("```")[0])
    assert [plan.label for plan in document.plans] == ["adam", "adam, β₁ 0.5", "gd"]
    assert [(each.since, each.optimizer) for each in document.plans[1].settings] == [(0, Adam(0.4)), (20, Adam(0.1)), (30, Adam(0.1, 0.5))]
    assert (document.off, document.reached, document.view.box) == ({"gd"}, 60, (-10.0, 2.0, -3.0, 3.0))
    assert all(f"`{name}`" in page or f"`{name} = false`" in page for name in ViewTable.model_fields)


def test_that_a_race_that_all_runs_have_lost_is_lost_when_it_is_opened():
    race = Experiment(default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(0.05))))
    for label in race.runs:
        race.switch(label, label == "gd")
    race.advance(100)
    assert not race.active
    document = parse_document(document_text(snapshot_document(race.snapshot())))
    opened = Experiment.from_document(document)
    opened.work(document.steps, float("inf"))
    assert opened.runs["gd"].termination == race.runs["gd"].termination
    assert opened.step == race.step


def test_that_a_change_that_changes_nothing_is_none():
    again = "[[runs.changes]]\nstep = 3\nlearning_rate = 0.4\n[[runs.changes]]\nstep = 5\nlearning_rate = 0.3\n"
    branch = "[[runs]]\noptimizer = 'adam'\nlabel = 'b'\nparent = 'adam'\nfork = 4\nlearning_rate = 0.4\n"
    plan, other = parse_document(HEAD + ADAM + again + branch).plans
    assert [settings.since for settings in plan.settings] == [0, 5]
    assert [settings.since for settings in other.settings] == [0]
    noise = HEAD + "[[runs]]\noptimizer = 'sgd'\nnoise = 0.5\n[[runs.changes]]\nstep = 3\nnoise = {}\n"
    assert [[each.since for each in parse_document(noise.format(value)).plans[0].settings] for value in (0.5, 0.6)] == [[0], [0, 3]]
