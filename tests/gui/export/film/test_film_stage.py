"""The frames of a film: the picture of the runs as of each step, while axes and views rest."""

from dataclasses import replace

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.experiment.snapshot_at import snapshot_at
from core.optimizers.gradient_descent import GradientDescent
from gui.export.film.plan import FilmPlan
from gui.export.film.stage import FilmStage
from gui.export.picture.spec import Ground
from gui.export.registry import GIF
from tests.helpers.films import SMALL, rgb
from tests.helpers.weight_plane import small_race


def test_that_a_frame_is_the_picture_of_the_runs_at_its_step(qapp, snapshot):
    stage = FilmStage(snapshot, SMALL, "Long bowl")
    frames = {step: stage.frame(step) for step in SMALL.steps}
    assert all(frame.shape == (300, 400) for frame in frames.values())
    # Each once more, in another order, by another stage that has only seen the race up to the end of the film.
    other = FilmStage(snapshot_at(snapshot, SMALL.last), SMALL, "Long bowl")
    for step in reversed(SMALL.steps):
        assert np.array_equal(other.frame(step), frames[step])
    assert len({frame.tobytes() for frame in frames.values()}) == len(frames)
    stage.close()
    other.close()


def test_that_axes_and_views_rest_while_the_film_moves(qapp, snapshot):
    plan = FilmPlan(GIF, 0, 30, every=6, width=800, height=600)
    stage = FilmStage(snapshot, replace(plan, title=False), "")
    frames = np.array([stage.frame(step) for step in plan.steps])
    stage.close()
    differs = (frames != frames[0]).any(axis=0)
    # Numbers and titles of the axes, which no path and no curve reaches: at the foot, and left of either plot.
    for still in (np.s_[540:], np.s_[:, :70], np.s_[:, 430:478]):
        assert not differs[still].any()
        assert len(np.unique(frames[0][still])) > 10, "there is something that could have moved"
    assert differs[:, 80:380].any()
    assert differs[:, 490:].any()


def test_that_the_step_stands_beside_the_title_where_there_is_room(qapp, snapshot):
    def top_right(title, step, width=800):
        plan = FilmPlan(GIF, 0, 24, width=width, height=600)
        stage = FilmStage(snapshot, plan, title)
        frame = stage.frame(step)
        stage.close()
        return frame[8:36, width - 80 : width - 10]

    assert len(np.unique(top_right("Long bowl", 7))) > 5
    assert not np.array_equal(top_right("Long bowl", 7), top_right("Long bowl", 8))
    long = "A title that is so long that nothing else has room in its line, whatever is done about it by anybody, whoever and wherever"
    assert np.array_equal(top_right(long, 7), top_right(long, 8))


@pytest.mark.parametrize("size", [(160, 160), (333, 251), (1921, 1081)])
def test_that_frames_have_the_size_asked_for_to_the_pixel(qapp, snapshot, size):
    plan = replace(SMALL, width=size[0], height=size[1])
    stage = FilmStage(snapshot, plan, "Long bowl")
    assert stage.frame(5).shape == (size[1], size[0])
    stage.close()


def test_that_a_film_is_light_or_dark_and_never_see_through(qapp, snapshot):
    for ground, is_light in ((Ground.LIGHT, True), (Ground.DARK, False), (Ground.CLEAR, True), (Ground.CLEAR_DARK, False)):
        stage = FilmStage(snapshot, replace(SMALL, parts=("loss",), ground=ground), "")
        frame = stage.frame(10)
        stage.close()
        assert ((frame >> 24) == 255).all()
        assert bool(rgb(frame)[2, 2].mean() > 128) is is_light


def test_that_a_run_that_diverges_does_not_move_the_plots(qapp):
    # What is said of it makes the settings a line longer.
    rates = {"one": 0.2, "another": 4.0}
    setup = default_setup()
    runs = tuple(RunSetup(label, GradientDescent(rate), setup.runs[0].sampling) for label, rate in rates.items())
    race = Experiment(replace(setup, runs=runs))
    race.advance(200)
    plan = FilmPlan(GIF, 0, 200, every=50, width=440, height=480)
    stage = FilmStage(race.snapshot(), replace(plan, settings=True), "Long bowl")
    frames = np.array([stage.frame(step) for step in plan.steps])
    stage.close()
    differs = (frames != frames[0]).any(axis=0)
    # The numbers of an axis, from its top to its foot; and the second line of the settings.
    assert not differs[60:420, :44].any()
    assert len(np.unique(frames[0][60:420, :44])) > 10
    assert not differs[450:459, :100].any()
    assert differs[462:468].any()
    assert (frames[0][462:480] == frames[0][0, 0]).all()
    assert (frames[-1][471:480] == frames[0][0, 0]).all()


def test_that_the_plane_of_a_network_is_that_of_the_last_step_while_the_paths_grow(qapp):
    race = small_race("sgd", "adam")
    race.advance(40)
    snapshot = race.snapshot()
    plan = FilmPlan(GIF, 0, 40, every=8, width=600, height=500)
    stage = FilmStage(snapshot, replace(plan, parts=("canvas",), title=False), "")
    frames = np.array([stage.frame(step) for step in plan.steps])
    assert len({frame.tobytes() for frame in frames}) == len(frames)
    # Numbers left of the plane and the words below it, with the share of what the plane shows.
    differs = (frames != frames[-1]).any(axis=0)
    assert not differs[:, :60].any()
    assert not differs[430:].any()
    assert len(np.unique(frames[-1][430:])) > 10
    # What a path has drawn stays where it is: ink that is there at a step is there in the end.
    ground = np.uint32(0xFFFFFFFF)
    inked = (frames != ground).mean(axis=(1, 2))
    assert (np.diff(inked) > 0).all()
    stage.close()
