"""Films made beside a window that stays usable, in one go, broken off and failed: what there is afterwards, and what is not."""

import errno
import threading
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QThread

import gui.export.film.job
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.experiment.snapshot_at import snapshot_at
from core.optimizers.gradient_descent import GradientDescent
from gui.export.film.job import FilmJob
from gui.export.film.palette import SharedPalette
from gui.export.film.plan import FilmKind, FilmPlan
from gui.export.film.stage import FilmStage, film_picture, write_film
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import Ground, Part
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from tests.helpers.films import read_film, rgb
from tests.helpers.weight_plane import small_race

SMALL = FilmPlan(FilmKind.GIF, 0, 24, every=3, width=400, height=300, hold_seconds=0.2)
BOTH = (Part.CANVAS, Part.LOSS)
PICTURE = film_picture(SMALL, BOTH)


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(30)
    return experiment.snapshot()


@pytest.fixture
def trainer(qapp):
    made = Trainer(default_setup())
    yield made
    made.close()


@pytest.fixture
def job_for(qtbot, trainer, snapshot):
    jobs = []

    def made(path, plan=SMALL, **more):
        job = FilmJob(trainer, snapshot, plan, film_picture(plan, BOTH), path, "Seed bowl", **more)
        job.ends = []
        job.ended.connect(lambda *end: job.ends.append(end))
        jobs.append(job)
        return job

    yield made
    for job in jobs:
        job.stop()
        job.deleteLater()


def finished(qtbot, job):
    job.start()
    qtbot.waitUntil(lambda: len(job.ends) > 0, timeout=20_000)
    return job.ends


# The frames


def test_that_a_frame_is_the_picture_of_the_runs_as_of_its_step(qapp, snapshot):
    stage = FilmStage(snapshot, SMALL, PICTURE, "Seed bowl")
    frames = {step: stage.frame(step) for step in SMALL.steps}
    assert all(frame.shape == (300, 400) for frame in frames.values())
    # Each once more, in another order, by another stage that has only seen the race up to the end of the film.
    other = FilmStage(snapshot_at(snapshot, SMALL.last), SMALL, PICTURE, "Seed bowl")
    for step in reversed(SMALL.steps):
        assert np.array_equal(other.frame(step), frames[step])
    assert len({frame.tobytes() for frame in frames.values()}) == len(frames)
    stage.close()
    other.close()


def test_that_axes_and_views_rest_while_the_film_moves(qapp, snapshot):
    plan = FilmPlan(FilmKind.GIF, 0, 30, every=6, width=800, height=600)
    stage = FilmStage(snapshot, plan, film_picture(plan, BOTH, title=False), "")
    frames = np.array([stage.frame(step) for step in plan.steps])
    stage.close()
    differs = (frames != frames[0]).any(axis=0)
    # Numbers and titles of the axes, which no path and no curve reaches: at the foot, and left of either plot.
    for still in (np.s_[540:], np.s_[:, :70], np.s_[:, 430:486]):
        assert not differs[still].any()
        assert len(np.unique(frames[0][still])) > 10, "there is something that could have moved"
    assert differs[:, 80:380].any()
    assert differs[:, 490:].any()


def test_that_the_step_stands_beside_the_title_where_there_is_room(qapp, snapshot):
    def top_right(title, step, width=800):
        plan = FilmPlan(FilmKind.GIF, 0, 24, width=width, height=600)
        stage = FilmStage(snapshot, plan, film_picture(plan, BOTH), title)
        frame = stage.frame(step)
        stage.close()
        return frame[8:36, width - 80 : width - 10]

    assert len(np.unique(top_right("Seed bowl", 7))) > 5
    assert not np.array_equal(top_right("Seed bowl", 7), top_right("Seed bowl", 8))
    long = "A title that is so long that nothing else has room in its line, whatever is done about it by anybody"
    assert np.array_equal(top_right(long, 7), top_right(long, 8))


@pytest.mark.parametrize("size", [(160, 160), (333, 251), (1921, 1081)])
def test_that_frames_have_the_size_asked_for_to_the_pixel(qapp, snapshot, size):
    plan = replace(SMALL, width=size[0], height=size[1])
    stage = FilmStage(snapshot, plan, film_picture(plan, BOTH), "Seed bowl")
    assert stage.frame(5).shape == (size[1], size[0])
    stage.close()


def test_that_a_film_is_light_or_dark_and_never_see_through(qapp, snapshot):
    for ground, is_light in ((Ground.LIGHT, True), (Ground.DARK, False), (Ground.CLEAR, True), (Ground.CLEAR_DARK, False)):
        stage = FilmStage(snapshot, SMALL, film_picture(SMALL, (Part.LOSS,), ground), "")
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
    plan = FilmPlan(FilmKind.GIF, 0, 200, every=50, width=440, height=480)
    stage = FilmStage(race.snapshot(), plan, film_picture(plan, BOTH, settings=True), "Seed bowl")
    frames = np.array([stage.frame(step) for step in plan.steps])
    stage.close()
    differs = (frames != frames[0]).any(axis=0)
    # The numbers of an axis, from its top to its foot; and the second line of the settings.
    assert not differs[60:420, :50].any()
    assert len(np.unique(frames[0][60:420, :50])) > 10
    assert not differs[450:459, :100].any()
    assert differs[462:468].any()
    assert (frames[0][462:480] == frames[0][0, 0]).all()
    assert (frames[-1][471:480] == frames[0][0, 0]).all()


def test_that_the_plane_of_a_network_is_that_of_the_last_step_while_the_paths_grow(qapp):
    race = small_race("sgd", "adam")
    race.advance(40)
    snapshot = race.snapshot()
    plan = FilmPlan(FilmKind.GIF, 0, 40, every=8, width=600, height=500)
    stage = FilmStage(snapshot, plan, film_picture(plan, (Part.CANVAS,), title=False), "")
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


# In one go


@pytest.mark.parametrize("kind", list(FilmKind))
def test_that_a_film_in_one_go_has_the_drawn_frames(qapp, snapshot, tmp_path, kind):
    plan = replace(SMALL, kind=kind)
    path, told = tmp_path / f"film{plan.kind.suffix}", []
    write_film(snapshot, plan, PICTURE, path, "Seed bowl", texts={"Title": "Seed bowl"}, progress=told.append)
    assert told == list(range(1, 10))
    seen = read_film(path, kind)
    stage = FilmStage(snapshot, plan, PICTURE, "Seed bowl")
    drawn = [stage.frame(step) for step in plan.steps]
    if kind is FilmKind.MP4:
        drawn += [drawn[-1]] * 5
        assert np.abs(seen.frames.astype(int) - np.array([rgb(frame) for frame in drawn])).mean() < 3
    else:
        palette = SharedPalette([stage.frame(step) for step in stage.sample_steps])
        assert np.array_equal(seen.frames, [palette.colours[palette.indices(frame)] for frame in drawn])
        assert np.abs(seen.frames.astype(int) - np.array([rgb(frame) for frame in drawn])).mean() < 1
    stage.close()
    assert sum(seen.seconds) == pytest.approx(plan.seconds, abs=0.02)
    assert seen.texts == ({"Title": "Seed bowl"} if kind is FilmKind.APNG else {})


@pytest.mark.parametrize("checks", [0, 5, 10])
def test_that_a_film_in_one_go_can_be_broken_off_at_any_frame(qapp, snapshot, tmp_path, checks):
    path = tmp_path / "film.gif"
    path.write_bytes(b"what was there")
    left = [checks]

    def check():
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1

    with pytest.raises(KeyboardInterrupt):
        write_film(snapshot, SMALL, PICTURE, path, check=check)
    assert left == [0]
    assert [file.name for file in tmp_path.iterdir()] == ["film.gif"]
    assert path.read_bytes() == b"what was there"


# Beside the window


@pytest.mark.parametrize("kind", list(FilmKind))
def test_that_a_film_beside_the_window_is_the_same_as_one_in_one_go(qtbot, job_for, snapshot, tmp_path, kind):
    plan = replace(SMALL, kind=kind)
    one, other = tmp_path / f"one{plan.kind.suffix}", tmp_path / f"other{plan.kind.suffix}"
    job, told = job_for(one, plan), []
    job.progressed.connect(told.append)
    assert finished(qtbot, job) == [(True, "")]
    write_film(snapshot, plan, PICTURE, other, "Seed bowl")
    if kind is FilmKind.MP4:
        assert np.array_equal(read_film(one, kind).frames, read_film(other, kind).frames)
    else:
        assert one.read_bytes() == other.read_bytes()
    assert max(progress.drawn for progress in told) == 9
    assert all(before.drawn <= after.drawn for before, after in pairwise(told))
    assert all(progress.written <= progress.drawn and progress.frames == 9 for progress in told)


@contextmanager
def slow_film(gate):
    """Files that take no more frames than the semaphore lets through."""
    real = gui.export.film.job.open_film

    @contextmanager
    def opened(*arguments):
        with real(*arguments) as film:
            add = film.add

            def waiting(*frame):
                assert gate.acquire(timeout=10)
                add(*frame)

            film.add = waiting
            yield film

    gui.export.film.job.open_film = opened
    try:
        yield
    finally:
        gui.export.film.job.open_film = real


def test_that_no_more_than_a_few_frames_wait_for_a_slow_disk(qtbot, job_for, tmp_path):
    gate, told = threading.Semaphore(0), []
    job = job_for(tmp_path / "film.gif")
    job.progressed.connect(told.append)
    with slow_film(gate):
        job.start()
        qtbot.waitUntil(lambda: len(told) > 0 and told[-1].drawn >= 5)
        qtbot.wait(150)
        assert told[-1].drawn == 5  # one is being written, four wait
        gate.release(9)
        qtbot.waitUntil(lambda: len(job.ends) > 0)
    assert job.ends == [(True, "")]


@pytest.mark.parametrize(
    ("ticks", "drawn", "is_there"),
    [(0, 0, True), (2, 0, False), (4, 1, True), (7, 4, False), (12, 9, True)],
    ids=["page", "samples", "first", "frames", "last"],
)
def test_that_a_film_that_is_cancelled_leaves_nothing_behind(qtbot, job_for, tmp_path, ticks, drawn, is_there):
    path = tmp_path / "film.gif"
    if is_there:
        path.write_bytes(b"what was there")
    # Eight of nine frames may be written, so that the film cannot be there before it is cancelled.
    gate = threading.Semaphore(8)
    job = job_for(path)
    with slow_film(gate):
        job.start()
        for _ in range(ticks):
            qtbot.waitUntil(lambda: not job._queue.full())
            job._on_tick() if job._drawn < 9 else None
        job._timer.stop()
        assert job._drawn >= drawn
        job.cancel()
        job.cancel()
        gate.release(9)
        qtbot.waitUntil(lambda: len(job.ends) > 0)
        qtbot.wait(50)
    assert job.ends == [(False, "")]
    assert [file.name for file in tmp_path.iterdir()] == (["film.gif"] if is_there else [])
    assert not is_there or path.read_bytes() == b"what was there"
    assert not [thread for thread in job.findChildren(QThread) if thread.isRunning()]
    assert not job._timer.isActive()


def test_that_stopping_waits_until_nothing_runs(qtbot, job_for, tmp_path):
    job = job_for(tmp_path / "film.gif")
    job.start()
    qtbot.waitUntil(lambda: job._drawn >= 3)
    job.stop()
    assert job.ends == [(False, "")]
    assert list(tmp_path.iterdir()) == []
    assert not [thread for thread in job.findChildren(QThread) if thread.isRunning()]
    job.stop()
    assert len(job.ends) == 1


def test_that_a_full_disk_ends_the_film_with_a_sentence(qtbot, job_for, tmp_path, monkeypatch):
    real = gui.export.film.job.open_film

    @contextmanager
    def full(*arguments):
        with real(*arguments) as film:
            add, count = film.add, [0]

            def refusing(*frame):
                count[0] += 1
                if count[0] == 4:
                    raise OSError(errno.ENOSPC, "No space left on device")
                add(*frame)

            film.add = refusing
            yield film

    monkeypatch.setattr(gui.export.film.job, "open_film", full)
    path = tmp_path / "film.gif"
    path.write_bytes(b"what was there")
    [(is_there, sentence)] = finished(qtbot, job_for(path))
    assert not is_there
    assert sentence == f"The film cannot be written to {path}: No space left on device. Choose another place."
    assert [file.name for file in tmp_path.iterdir()] == ["film.gif"]
    assert path.read_bytes() == b"what was there"


@pytest.mark.parametrize("kind", list(FilmKind))
def test_that_a_folder_removed_in_mid_film_is_told_and_stays_away(qtbot, job_for, tmp_path, kind):
    folder = tmp_path / "slides"
    folder.mkdir()
    job = job_for(folder / "film", replace(SMALL, kind=kind))

    def remove(progress):
        if progress.written == 3 and folder.exists():
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()

    job.progressed.connect(remove)
    [(is_there, sentence)] = finished(qtbot, job)
    assert not is_there
    assert sentence.endswith("No such file or directory. Choose another place.")
    assert not folder.exists()


@pytest.mark.parametrize("bad", [0, 12, 24], ids=["sample", "frame", "last sample"])
def test_that_a_frame_that_cannot_be_drawn_ends_the_film_with_a_sentence(qtbot, job_for, tmp_path, monkeypatch, bad):
    real = FilmStage.frame

    def failing(stage, step):
        if step == bad:
            raise ValueError("too many pixels")
        return real(stage, step)

    monkeypatch.setattr(FilmStage, "frame", failing)
    monkeypatch.setattr(FilmStage, "sample_steps", (0, 3) if bad == 12 else (0, 24))
    [(is_there, sentence)] = finished(qtbot, job_for(tmp_path / "film.gif"))
    assert not is_there
    assert sentence == "The film could not be drawn: too many pixels. Nothing was written."
    assert list(tmp_path.iterdir()) == []


# In the window


def stepped(qtbot, window, steps=24):
    window.trainer.step(steps)
    qtbot.waitUntil(lambda: window.trainer.latest.step == steps and all(run.step == steps for run in window.trainer.latest.runs))
    return window.trainer.latest


def test_that_the_window_plays_on_while_a_film_is_made(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    plan, path = replace(SMALL, every=1), tmp_path / "film.gif"
    write_film(snapshot, plan, PICTURE, tmp_path / "other.gif", "Seed bowl", window.plot_look())
    window.films.make(snapshot, plan, PICTURE, path, "Seed bowl")
    window.trainer.set_speed(None)
    window.actions_by_name["play"].trigger()
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING and window.trainer.latest.step > 100)
    assert window.films.is_making
    assert window.films._progress.isVisible()
    # Another race altogether begins, in mid-film.
    window.experiment.draw_seed()
    window.reset()
    qtbot.waitUntil(lambda: not window.films.is_making, timeout=20_000)
    assert not window.films._progress.isVisible()
    assert window.messages.text.startswith(f"Saved to {path}: 25 frames, 1.2 s")
    assert path.read_bytes() == (tmp_path / "other.gif").read_bytes()


def test_that_the_strip_tells_how_far_it_is_and_cancels(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    window.films.make(snapshot, replace(SMALL, every=1), PICTURE, tmp_path / "film.gif", "")
    strip = window.films._progress
    qtbot.waitUntil(lambda: strip.bar.value() > 10)
    assert strip.label.text().startswith("Drawing film.gif: frame ")
    assert strip.label.text().endswith(" of 25")
    qtbot.mouseClick(strip.cancel, gui.export.film.progress_bar.Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.films.is_making)
    assert window.messages.text == "The film was cancelled; nothing was written."
    assert not strip.isVisible()
    assert list(tmp_path.iterdir()) == []


def test_that_one_film_is_made_at_a_time_and_a_second_one_after_it(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    for name in ("one.gif", "two.gif"):
        window.films.make(snapshot, SMALL, PICTURE, tmp_path / name, "")
        window.actions_by_name["film"].trigger()
        assert "already" in window.messages.text
        qtbot.waitUntil(lambda: not window.films.is_making, timeout=20_000)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()


def test_that_closing_the_window_cancels_the_film(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    window.films.make(snapshot, replace(SMALL, every=1), PICTURE, tmp_path / "film.gif", "")
    qtbot.waitUntil(lambda: window.films._job._drawn > 3)
    window.close()
    assert not window.films.is_making
    assert list(tmp_path.iterdir()) == []


def test_that_before_the_first_step_there_is_nothing_to_film(window):
    window.actions_by_name["film"].trigger()
    assert window.messages.text == "There is no way to film yet: play, or take a few steps."


def test_that_a_film_looks_as_the_window_does(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    window.canvas.zoom_in()
    stages = [FilmStage(snapshot, SMALL, PICTURE, "", look) for look in (PlotLook(), window.plot_look())]
    assert not np.array_equal(stages[0].frame(9), stages[1].frame(9))
    for stage in stages:
        stage.close()
