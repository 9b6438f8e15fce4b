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
from core.experiment.setup import default_setup
from gui.export.film.job import FilmJob
from gui.export.film.stage import FilmStage, write_film
from gui.export.formats.palette import SharedPalette
from gui.export.registry import APNG, FILMS, MP4
from gui.training.trainer import Trainer
from tests.helpers.films import SMALL, read_film, rgb


@pytest.fixture
def trainer(qapp):
    made = Trainer(default_setup())
    yield made
    made.close()


@pytest.fixture
def job_for(qtbot, trainer, snapshot):
    jobs = []

    def made(path, plan=SMALL, **more):
        job = FilmJob(trainer, snapshot, plan, path, "Long bowl", **more)
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
    qtbot.waitUntil(lambda: len(job.ends) > 0)
    return job.ends


# In one go


@pytest.mark.parametrize("kind", FILMS)
def test_that_a_film_in_one_go_has_the_drawn_frames(qapp, snapshot, tmp_path, kind):
    plan = replace(SMALL, kind=kind)
    path, told = tmp_path / f"film{plan.kind.suffixes[0]}", []
    write_film(snapshot, plan, path, "Long bowl", texts={"Title": "Long bowl"}, progress=told.append)
    assert told == list(range(1, 10))
    seen = read_film(path, kind)
    stage = FilmStage(snapshot, plan, "Long bowl")
    drawn = [stage.frame(step) for step in plan.steps]
    if kind is MP4:
        drawn += [drawn[-1]] * 5
        assert np.abs(seen.frames.astype(int) - np.array([rgb(frame) for frame in drawn])).mean() < 3
    else:
        palette = SharedPalette([stage.frame(step) for step in stage.sample_steps])
        assert np.array_equal(seen.frames, [palette.colours[palette.indices(frame)] for frame in drawn])
        assert np.abs(seen.frames.astype(int) - np.array([rgb(frame) for frame in drawn])).mean() < 1
    stage.close()
    assert sum(seen.seconds) == pytest.approx(plan.seconds, abs=0.02)
    assert seen.texts == ({"Title": "Long bowl"} if kind is APNG else {})


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
        write_film(snapshot, SMALL, path, check=check)
    assert left == [0]
    assert [file.name for file in tmp_path.iterdir()] == ["film.gif"]
    assert path.read_bytes() == b"what was there"


# Beside the window


@pytest.mark.parametrize("kind", FILMS)
def test_that_a_film_beside_the_window_is_the_same_as_one_in_one_go(qtbot, job_for, snapshot, tmp_path, kind):
    plan = replace(SMALL, kind=kind)
    one, other = tmp_path / f"one{plan.kind.suffixes[0]}", tmp_path / f"other{plan.kind.suffixes[0]}"
    job, told = job_for(one, plan), []
    job.progressed.connect(told.append)
    assert finished(qtbot, job) == [(True, "")]
    write_film(snapshot, plan, other, "Long bowl")
    if kind is MP4:
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
                assert gate.acquire(timeout=60)
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
        is_full, seen = job._queue.full, []
        job._queue.full = lambda: seen.append(is_full()) or seen[-1]
        job.start()
        qtbot.waitUntil(lambda: len(told) > 0 and told[-1].drawn >= 5)
        seen.clear()
        qtbot.waitUntil(lambda: len(seen) >= 3)
        assert all(seen)
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
            # Its own timer would come in between, once too often after the last frame.
            job._timer.stop()
            qtbot.waitUntil(lambda: not job._queue.full())
            job._on_tick()
        job._timer.stop()
        assert job._drawn == drawn
        job.cancel()
        job.cancel()
        gate.release(9)
        qtbot.waitUntil(lambda: len(job.ends) > 0 and not [thread for thread in job.findChildren(QThread) if thread.isRunning()])
    assert job.ends == [(False, "")]
    assert [file.name for file in tmp_path.iterdir()] == (["film.gif"] if is_there else [])
    assert not is_there or path.read_bytes() == b"what was there"
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


@pytest.mark.parametrize("kind", FILMS)
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
