"""The time line in numbers: pixels and steps, labels, marks, and what is drawn of a branch."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot_at import from_forks, snapshot_at
from core.problems.base import Sampling, Settings
from core.problems.kinds import recommended_optimizer
from gui.plots.ranges import horizontal
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot
from gui.plots.series import XAxis
from gui.style.run_style import run_styles
from gui.timeline.marks import LineScale, TimeMark, change_text, group_marks, marks_of, tick_steps

scales = st.builds(LineScale, st.integers(1, 1_000_000), st.floats(0, 50), st.floats(50, 2000))


@given(scales, st.data())
def test_that_every_step_is_found_again_at_its_pixel(scale, data):
    step = data.draw(st.integers(0, scale.last))
    assert scale.step_at(scale.x_of(step)) == step


@given(scales, st.floats(-100, 3000))
def test_that_any_pixel_is_a_step_that_there_is(scale, x):
    step = scale.step_at(x)
    assert 0 <= step <= scale.last
    if scale.left <= x <= scale.x_of(scale.last):
        assert abs(scale.x_of(step) - x) <= 0.5 * scale.width / scale.end + 1e-6


@given(scales)
def test_that_the_line_ends_where_the_axis_of_steps_of_the_loss_does(scale):
    series = SimpleNamespace(last=scale.last, x=lambda _axis, rows: rows.astype(float))
    axis = horizontal([series], XAxis.STEP)
    assert scale.end == pytest.approx(axis.high / 1.02)
    assert scale.last <= scale.end <= max(30, 1.7 * scale.last)
    assert scale.x_of(scale.end) == pytest.approx(scale.left + scale.width)


def test_that_a_line_without_steps_stands_at_its_start():
    scale = LineScale(0, 10, 100)
    assert scale.x_of(0) == 10
    assert scale.step_at(30) == 0
    assert tick_steps(scale, 40) == [0, 30]


@given(scales, st.floats(20, 80))
def test_that_labels_are_round_and_do_not_touch(scale, label_px):
    ticks = tick_steps(scale, label_px)
    assert ticks[0] == 0
    assert ticks[-1] == scale.end
    places = [scale.x_of(step) for step in ticks]
    assert all(b - a >= label_px - 1e-6 for a, b in pairwise(places)) or len(ticks) == 2
    if len(ticks) > 2:
        size = ticks[1]
        assert str(size).rstrip("0") in {"1", "2", "5"}
        assert ticks == list(range(0, scale.end + 1, size)), "the end among them"


@given(scales, st.lists(st.integers(0, 1_000_000), max_size=40))
def test_that_marks_which_would_touch_are_one_and_none_is_lost(scale, steps):
    marks = [TimeMark(min(step, scale.last), "gd", False, str(step)) for step in sorted(steps)]
    groups = group_marks(marks, scale, 12.0)
    assert [mark for group in groups for mark in group.marks] == marks
    places = [group.x for group in groups]
    assert all(b - a >= 12.0 for a, b in pairwise(places))


@pytest.fixture
def raced():
    """Adam's rate changed at 10; a branch of it at 20, whose rate is changed at 30; all at 40."""
    experiment = Experiment(default_setup("himmelblau"))
    adam = experiment.runs["adam"]
    experiment.advance(10)
    experiment.configure("adam", replace(adam.optimizer, learning_rate=0.2), adam.sampling, replay=False)
    experiment.advance(20)
    experiment.branch("adam", 20, "quick", replace(adam.optimizer, learning_rate=0.5), adam.sampling)
    experiment.advance(0)
    experiment.configure("quick", replace(adam.optimizer, learning_rate=0.05), adam.sampling, replay=False)
    experiment.advance(10)
    return experiment


def test_that_forks_and_changes_are_marked_once_with_what_changed(raced):
    marks = [(mark.step, mark.label, mark.is_fork, mark.text) for mark in marks_of(raced.snapshot())]
    assert marks == [
        (10, "adam", False, "Adam: η 0.1 → 0.2"),
        (20, "quick", True, "quick branches off Adam"),
        (30, "quick", False, "quick: η 0.5 → 0.05"),
    ]


def test_that_going_back_without_a_change_marks_nothing(raced):
    raced.rewind(35)
    raced.advance(5)
    assert len(marks_of(raced.snapshot())) == 3


def test_that_a_change_tells_all_that_differs():
    adam = recommended_optimizer("adam", "seed-bowl")
    other = replace(adam, beta1=0.5, bias_correction=False)
    text = change_text(Settings(0, adam, Sampling(10, 0.5)), Settings(5, other, Sampling(20, 0.5)))
    assert "β₁ 0.9 → 0.5" in text
    assert text.count("off") == 1
    assert "B 10 → 20" in text
    assert "η" not in text


def test_that_a_branch_is_drawn_from_its_fork_on(raced):
    snapshot = raced.snapshot()
    whole = {run.label: run for run in snapshot.runs}
    drawn = {run.label: run for run in from_forks(snapshot).runs}
    assert drawn["quick"].path.tobytes() == whole["quick"].path[20:].tobytes()
    assert drawn["quick"].path[0].tobytes() == whole["adam"].path[20].tobytes()
    assert drawn["quick"].step == 40
    assert drawn["adam"] is whole["adam"]
    assert drawn["quick"].revision != whole["quick"].revision


def test_that_a_branch_is_drawn_whole_where_its_parent_is_not_seen(raced):
    raced.switch("adam", False)
    snapshot = raced.snapshot()
    drawn = from_forks(snapshot).runs[-1]
    assert drawn.path.tobytes() == snapshot.runs[-1].path.tobytes()
    assert drawn.parent is None


def test_that_before_its_fork_a_branch_is_not_drawn(raced):
    earlier = from_forks(snapshot_at(raced.snapshot(), 19))
    assert "quick" not in {run.label for run in earlier.runs}
    assert "quick" in {run.label for run in from_forks(snapshot_at(raced.snapshot(), 20)).runs}


def test_that_without_branches_nothing_is_made_anew():
    snapshot = Experiment(default_setup()).snapshot()
    assert from_forks(snapshot) is snapshot


def test_that_the_loss_plot_has_no_mark_of_a_branch_before_its_fork(qtbot, raced):
    snapshot = raced.snapshot()
    plot = RunPlot(plot_spec("loss"))
    qtbot.addWidget(plot)
    plot.set_runs([(run.label, True) for run in snapshot.runs], run_styles((run.label, run.optimizer.key) for run in snapshot.runs))
    for step, seen in ((19, False), (20, True), (40, True), (5, False)):
        plot.show_snapshot(snapshot_at(snapshot, step))
        assert ("quick" in plot._series) is seen
