"""Films made in the real window, while it plays on."""

from dataclasses import replace

import numpy as np

import gui.export.film.job
from gui.export.film.stage import FilmStage, write_film
from gui.export.picture.look import PlotLook
from gui.training.commands import TrainerState
from tests.helpers.films import SMALL


def stepped(qtbot, window, steps=24):
    window.trainer.step(steps)
    qtbot.waitUntil(lambda: window.trainer.latest.step == steps and all(run.step == steps for run in window.trainer.latest.runs))
    return window.trainer.latest


def test_that_the_window_plays_on_while_a_film_is_made(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    plan, path = replace(SMALL, every=1), tmp_path / "film.gif"
    write_film(snapshot, plan, tmp_path / "other.gif", "Long bowl", window.plot_look())
    window.films.make(snapshot, plan, path, "Long bowl")
    window.trainer.set_speed(None)
    window.trainer.play(1_000_000)  # to a step: open play would end with the race
    qtbot.waitUntil(lambda: window.trainer.state is TrainerState.RUNNING and window.trainer.latest.step > 100)
    assert window.films.is_making
    assert window.films._progress.isVisible()
    # Another race altogether begins, in mid-film.
    window.experiment.draw_seed()
    window.experiment.restart()
    qtbot.waitUntil(lambda: not window.films.is_making)
    assert not window.films._progress.isVisible()
    assert window.messages.text.startswith(f"Saved to {path}: 25 frames, 1.2 s")
    assert path.read_bytes() == (tmp_path / "other.gif").read_bytes()


def test_that_the_strip_tells_how_far_it_is_and_cancels(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    window.films.make(snapshot, replace(SMALL, every=1), tmp_path / "film.gif", "")
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
        window.films.make(snapshot, SMALL, tmp_path / name, "")
        window.actions_by_name["film"].trigger()
        assert "already" in window.messages.text
        qtbot.waitUntil(lambda: not window.films.is_making)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()


def test_that_closing_the_window_cancels_the_film(qtbot, window, tmp_path):
    snapshot = stepped(qtbot, window)
    window.films.make(snapshot, replace(SMALL, every=1), tmp_path / "film.gif", "")
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
    stages = [FilmStage(snapshot, SMALL, "", look) for look in (PlotLook(), window.plot_look())]
    assert not np.array_equal(stages[0].frame(9), stages[1].frame(9))
    for stage in stages:
        stage.close()
