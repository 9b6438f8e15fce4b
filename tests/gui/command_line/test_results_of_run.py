"""The table that `run` ends with, and the pictures it really draws."""

import signal

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.formats.source import load_document
from core.problems.kinds import FUNCTION
from gui.command_line.main import main
from gui.command_line.run import results_text
from tests.helpers.plots import decay, run, snapshot
from tests.helpers.run_command import written_files
from tests.helpers.small_data import small_library, small_setup

RACE = """
title = "Two at a start"
steps = 5
[problem]
function = "seed-bowl"
[view]
panels = ["canvas", "loss"]
log = true
step = 2
[[runs]]
optimizer = "gd"
[[runs]]
optimizer = "adam"
on = false
"""


def right_edges(line: str, columns: list[str]) -> list[int]:
    """Where the words that stand in a line one after the other end."""
    edges, end = [], 0
    for word in columns:
        end = line.index(word, end) + len(word)
        edges.append(end)
    return edges


def test_that_the_loss_of_a_network_is_the_mean_of_its_last_hundred_steps(tmp_path):
    race = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    race.advance(130)
    now = race.snapshot()
    header, *rows = results_text(now).partition("\n\n")[0].splitlines()
    names = ["steps", "mean loss of the last 100", "test accuracy", "gradient evaluations"]
    assert header.startswith("run ")
    for line, each in zip(rows, now.runs, strict=True):
        loss = f"{np.mean(each.loss[31:]):.4g}"
        figures = ["130", loss, f"{each.held_out.accuracy[-1]:.2%}", f"{130 * 16:,}"]
        assert line.split() == [each.label, *figures, "reached", "step", "130"]
        assert right_edges(line[len(each.label) :], figures) == right_edges(header[len(each.label) :], names)


def test_that_the_place_of_a_run_is_its_last_one_and_figures_stand_below_each_other():
    one = run("gd", decay(41))
    one.path[:] = np.linspace((0.0, 5.0), (-2.5, 1.25), 41)
    header, line = results_text(snapshot(one)).splitlines()
    figures = ["40", f"{one.loss[-1]:.6g}", "-2.5", "1.25"]
    assert line.split() == ["gd", *figures, "–", "reached", "step", "40"]
    assert right_edges(line, figures) == right_edges(header, ["steps", "final loss", "x", "y"])


def test_that_who_has_arrived_has_a_place_in_the_table_where_there_is_a_finish():
    race = Experiment(default_setup())
    race.advance(75)
    header, *rows = results_text(race.snapshot()).splitlines()
    begins = header.index("place · step")
    told = {line.split()[0]: line[begins : begins + 12].strip() for line in rows}
    assert told == {"gd": "1st · 40", "adam": "2nd · 55"} | dict.fromkeys(("sgd", "momentum", "adagrad", "nag", "rmsprop"), "–")
    race = Experiment(default_setup("saddle"))
    race.advance(5)
    assert "place" not in results_text(race.snapshot())


def test_that_each_picture_shows_its_part_with_the_title_and_carries_the_experiment(tmp_path, monkeypatch, qapp):
    from gui.export.picture import figure

    drawn, kept = [], []
    draw, make = figure.draw, Experiment.from_document

    def watched(snapshot, parts, title):
        drawn.append((parts, title))
        return draw(snapshot, parts, title)

    def made(document, **named):
        kept.append(named["checkpoint_bytes"])
        return make(document, **named)

    monkeypatch.setattr(figure, "draw", watched)
    monkeypatch.setattr(Experiment, "from_document", made)
    (tmp_path / "race.toml").write_text(RACE, encoding="utf-8")
    assert main(["run", str(tmp_path / "race.toml"), "--out", str(tmp_path / "out")]) == 0
    assert kept == [0], "nobody steps back"
    names = [name for name in written_files(FUNCTION) if name.endswith(".png")]
    assert sorted(f"{part}.png" for (part,), _ in drawn) == names
    assert {title for _, title in drawn} == {"Two at a start"}
    source = load_document(tmp_path / "race.toml")
    for name in names:
        carried = load_document(tmp_path / "out" / name)
        assert (carried.plans, carried.view, carried.reached) == (source.plans, source.view, 5)


@pytest.mark.parametrize("count", [1, 2])
def test_that_a_second_ctrl_c_while_a_picture_is_saved_ends_before_the_next(tmp_path, monkeypatch, capsys, qapp, count):
    saved = []

    def save(image, path, texts):
        path.write_bytes(b"a picture")
        saved.append(path)
        if len(saved) == 1:
            for _ in range(count):
                signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("gui.export.formats.png.save_png", save)
    (tmp_path / "race.toml").write_text(RACE, encoding="utf-8")
    assert main(["run", str(tmp_path / "race.toml"), "--out", str(tmp_path / "out")]) == 130
    there = sorted(path.name for path in (tmp_path / "out").iterdir()) if (tmp_path / "out").exists() else []
    assert (len(saved), there) == ((2, written_files(FUNCTION)) if count == 1 else (1, []))
