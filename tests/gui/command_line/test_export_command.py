"""`export`: all of its files from one command on a machine without a screen, refusals before the work, and nothing half-written."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.experiment.experiment import Experiment
from core.formats.lesson import shipped_lessons
from core.formats.source import PNG_KEY, load_document
from core.numbers.selection import RowSelection
from core.view import View
from gui.command_line.export import read_source, scenes_by_name
from gui.command_line.export_order import order_of
from gui.command_line.main import _options, main
from gui.command_line.terminal import RefusedError, StatusLine
from gui.export.film.plan import default_plan
from gui.export.picture.spec import Arrangement, Ground, Shape, TextSize
from gui.export.registry import FORMATS, GIF, NUMBERS, OPTIONS, taking, words
from tests.helpers.export_command import RACE, RACE_ON_DIGITS
from tests.helpers.films import read_film
from tests.helpers.numbers import arrays, table

ROOT = Path(__file__).parents[3]


# All of it


def test_that_one_command_makes_everything_on_a_machine_without_a_screen(tmp_path):
    (tmp_path / "race.toml").write_text(RACE, encoding="utf-8")
    names = {each.key: f"{each.key}{each.suffixes[0]}" for each in FORMATS} | {"rate-strip": "rate-strip.svg"}
    typed = [word for kind, name in names.items() for word in (f"--{kind}", tmp_path / "out" / name)]
    clean = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "main.py", "export", tmp_path / "race.toml", *typed, "--size", "320x240", "--width", "640px", "--every", "3"],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    headers = [f"{names[each.key]}.columns.toml" for each in NUMBERS]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*names.values(), *headers])
    out = {kind: tmp_path / "out" / name for kind, name in names.items()}
    experiment = Experiment(load_document(tmp_path / "race.toml").setup)
    experiment.advance(30)
    adam = experiment.runs["Adam, slow"].snapshot()
    frame = table(out["csv"])
    assert np.array_equal(frame[frame["run"] == "Adam, slow"][["x", "y"]].to_numpy(), adam.path[::3])
    assert np.array_equal(arrays(out["npz"])["Adam, slow/position"], adam.path[::3])
    with Image.open(out["png"]) as picture:
        assert picture.width == 640
        assert PNG_KEY in picture.info
    for kind in ("gif", "apng"):
        with Image.open(out[kind]) as film:
            assert (film.size, film.n_frames) == ((320, 240), 11)
    assert ElementTree.parse(out["svg"]).getroot().tag.endswith("svg")
    assert ElementTree.parse(out["rate-strip"]).getroot().tag.endswith("svg")
    with Image.open(out["filmstrip"]) as strip:
        assert strip.width == 640
    assert out["mp4"].read_bytes()[4:8] == b"ftyp"


def test_that_a_picture_carries_what_made_it_and_makes_itself_again(bench):
    assert bench("--png", "a.png")[0] == 0
    shutil.copy(bench.out("a.png"), bench.folder / "carrier.png")
    assert load_document(bench.folder / "carrier.png").plans == load_document(bench.folder / "race.toml").plans
    assert bench("--png", "b.png", source="carrier.png")[0] == 0
    assert bench.out("b.png").read_bytes() == bench.out("a.png").read_bytes()


def test_that_steps_and_stretches_are_as_asked(bench):
    assert bench("--csv", "a.csv", "--steps", "12", "--from", "4", "--to", "10", "--every", "3", "--run", "gd")[0] == 0
    frame = table(bench.out("a.csv"))
    assert (frame["run"].unique().tolist(), frame["step"].tolist()) == (["gd"], [4, 7, 10])
    assert bench("--png", "a.png", "--steps", "7")[0] == 0
    assert load_document(bench.out("a.png")).reached == 7


def test_that_widths_are_pixels_or_centimetres_at_a_resolution(bench):
    for typed, width in (
        (["--width", "640px"], 640),
        (["--width", "640"], 640),
        (["--width", "2.54cm", "--dpi", "300"], 300),
        (["--width", "700px", "--dpi", "300"], 700),
        ([], 1920),
    ):
        assert bench("--png", "a.png", "--force", "--parts", "loss", *typed)[0] == 0
        with Image.open(bench.out("a.png")) as picture:
            assert picture.width == width
            assert round(picture.info["dpi"][0]) == (300 if "--dpi" in typed else 96)


def test_that_a_ground_may_be_dark_or_none(bench):
    corners = {}
    for ground in ("light", "dark", "clear"):
        assert bench("--png", "a.png", "--force", "--parts", "loss", "--width", "400", "--ground", ground)[0] == 0
        with Image.open(bench.out("a.png")) as picture:
            corners[ground] = picture.convert("RGBA").getpixel((2, 2))
    assert corners["clear"][3] == 0
    assert sum(corners["dark"][:3]) < 200 < 700 < sum(corners["light"][:3])


def test_that_a_strip_may_be_without_a_ground_too(bench):
    assert bench("--filmstrip", "a.png", "--every", "30", "--parts", "loss", "--width", "400", "--ground", "clear")[0] == 0
    with Image.open(bench.out("a.png")) as picture:
        assert picture.convert("RGBA").getpixel((2, 2))[3] == 0


def test_that_progress_is_told_step_by_step_and_frame_by_frame(bench, monkeypatch):
    told = []
    monkeypatch.setattr(StatusLine, "show", lambda self, text: told.append(text))
    monkeypatch.setattr("core.numbers.export._REPORT_SECONDS", 0.0)
    assert bench("--csv", "a.csv", "--gif", "a.gif", "--size", "200x160", "--every", "15")[0] == 0
    assert "a.csv: step 60 of 60" in told
    assert "a.gif: frame 3 of 3" in told


# A scene of a lesson


def test_that_every_scene_of_every_lesson_can_be_named(tmp_path):
    names = scenes_by_name()
    for lesson in shipped_lessons():
        for scene in lesson.scenes:
            document = read_source(f"{lesson.key}/{scene.key}")
            assert [(run.label, run.optimizer) for run in document.setup.runs] == [(run.label, run.optimizer) for run in scene.setup.runs]
            assert (document.steps, document.view.panels, document.view.log) == (scene.last_step, scene.view.panels, scene.view.log)
            if names.get(scene.key) is scene:
                assert read_source(scene.key) == document


def test_that_a_scene_is_drawn_as_its_lesson_shows_it(bench):
    scene = scenes_by_name()["zig-zag"]
    code, text, _ = bench("--png", "a.png", "--csv", "a.csv", source="zig-zag")
    assert (code, text.count("written")) == (0, 3)
    document = load_document(bench.out("a.png"))
    assert document.title == scene.title.en
    assert document.view == View(
        panels=scene.view.panels, inspect=scene.view.inspect, box=scene.view.box, log=scene.view.log, walk=scene.view.walk
    )
    assert table(bench.out("a.csv"))["step"].max() == scene.last_step


def test_that_an_unknown_name_is_answered_with_a_near_one_and_an_ambiguous_one_with_all():
    with pytest.raises(RefusedError, match="no scene of that name; did you mean “zig-zag”"):
        read_source("zig-zack")
    with pytest.raises(RefusedError, match=r"There is no file gone\.toml\."):
        read_source("gone.toml")
    with pytest.raises(RefusedError, match="Several lessons have a scene “race”: ") as error:
        read_source("race")
    assert str(error.value).count("/race") >= 2


def test_that_a_film_leaves_the_inspector_to_the_picture_beside_it(bench):
    for name, parts in (("a", "canvas,loss,inspector"), ("b", "canvas,loss")):
        typed = ["--gif", f"{name}.gif", "--png", f"{name}.png", "--parts", parts, "--steps", "1", "--size", "320x240"]
        assert bench(*typed)[0] == 0
    assert bench.out("a.png").read_bytes() != bench.out("b.png").read_bytes()
    one, other = (read_film(bench.out(name), GIF).frames for name in ("a.gif", "b.gif"))
    np.testing.assert_array_equal(one, other)


def test_that_a_film_that_nobody_arranged_has_two_parts_and_three_stand_in_a_grid(bench):
    panels = '[view]\npanels = ["canvas", "loss", "inspector", "accuracy"]\n'
    (bench.folder / "race.toml").write_text(RACE_ON_DIGITS + panels, encoding="utf-8")
    document = load_document(bench.folder / "race.toml")

    def film(*typed, document=document):
        return order_of(_options(["export", "race.toml", "--gif", "a.gif", *typed]), document).plans[Path("a.gif")]

    assert film().parts == ("canvas", "loss")
    looked_at = replace(document, view=replace(document.view, panels=("canvas", "inspector")))
    assert film(document=looked_at).parts == ("canvas",), "the formulas of the inspector need more room than a film has"
    three = film("--parts", "canvas,loss,accuracy")
    assert three.parts == ("canvas", "loss", "accuracy")
    assert three.picture.arrangement is Arrangement.GRID


def test_that_all_that_is_typed_reaches_picture_strip_and_film(bench):
    document = load_document(bench.folder / "race.toml")
    looks = ["--parts", "loss", "--ground", "dark", "--no-title", "--no-legend", "--settings"]
    page = ["--width", "1000px", "--dpi", "120", "--text-size", "large", "--arrange", "column", "--shape", "1:1"]
    stretch = ["--from", "2", "--to", "20", "--every", "3", "--fps", "7", "--size", "400x300"]
    files = ["--png", "a.png", "--filmstrip", "b.png", "--gif", "c.gif", "--csv", "d.csv", "--run", "gd"]
    plans = order_of(_options(["export", "race.toml", *files, *looks, *page, *stretch]), document).plans
    picture, strip, film, numbers = (plans[Path(name)] for name in ("a.png", "b.png", "c.gif", "d.csv"))
    for spec in (picture.spec, strip.spec, film.picture):
        assert (spec.parts, spec.ground, spec.title, spec.legend, spec.settings) == (("loss",), Ground.DARK, False, False, True)
    # Panels are laid out by the strip, whatever is typed of the page of a picture.
    assert (picture.spec.arrangement, picture.spec.shape) == (Arrangement.COLUMN, Shape.SQUARE)
    assert {(spec.width_px, spec.dpi, spec.text) for spec in (picture.spec, strip.spec)} == {(1000, 120, TextSize.LARGE)}
    assert strip.steps == tuple(range(2, 21, 3))
    assert (film.first, film.last, film.every, film.rate, film.width, film.height) == (2, 20, 3, 7, 400, 300)
    assert numbers.selection == RowSelection(("gd",), 2, 20, 3)


def test_that_a_filmstrip_and_a_film_begin_at_the_first_step_that_is_asked_for(bench):
    document = load_document(bench.folder / "race.toml")
    stretch = ["--steps", "300", "--from", "100"]
    plans = order_of(_options(["export", "race.toml", "--filmstrip", "a.png", "--gif", "a.gif", *stretch]), document).plans
    assert plans[Path("a.png")].steps == (100, 150, 200, 250, 300)
    film = plans[Path("a.gif")]
    assert (film.first, film.last, film.steps[0]) == (100, 300, 100)
    # As many frames as a good film has on this way, and not on the way from the start.
    assert (film.every, film.rate) == (default_plan(200).every, default_plan(200).rate)
    assert bench("--filmstrip", "a.svg", "--from", "10", "--every", "10", "--parts", "loss")[0] == 0
    text = bench.out("a.svg").read_text(encoding="utf-8")
    assert re.findall(r">(step \d+)</text>", text) == ["step 10", "step 20", "step 30"]


def test_that_an_eta_strip_is_about_the_run_that_was_looked_into_unless_one_is_named(bench):
    def label(*typed, view=""):
        (bench.folder / "race.toml").write_text(RACE + view, encoding="utf-8")
        options = _options(["export", "race.toml", "--rate-strip", "a.png", *typed])
        plan = order_of(options, load_document(bench.folder / "race.toml")).plans[Path("a.png")]
        return plan.variants[0].setup.runs[0].label

    inspected = '[view]\npanels = ["canvas", "inspector"]\ninspect = ["Adam, slow"]\n'
    assert label() == "gd"
    assert label(view=inspected) == "Adam, slow"
    assert label("--run", "gd", view=inspected) == "gd"


def test_that_help_and_readme_say_what_an_option_is_for(capsys):
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    helped = " ".join(capsys.readouterr().out.split())
    rows = re.findall(r"^\| (`--.*?) \| ([^|]*) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {flag: words for flags, words in rows for flag in re.findall(r"`(--[a-z-]+)`", flags)}
    for flag in OPTIONS:
        assert re.search(rf" {flag} [^\[]*\[{words(taking(flag))}\]", helped.partition("how it looks")[2]), flag
        assert told[flag] == words(taking(flag)), flag


def test_that_what_the_readme_tells_to_export_can_be_made_of_its_own_example(tmp_path, monkeypatch):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("race.toml").write_text(re.findall(r"`race.toml`:\n\n```toml\n(.*?)```", readme, re.DOTALL)[0], encoding="utf-8")
    typed = [
        shlex.split(line) for line in re.findall(r"^    descent-lab (export \S+ --.*--.*|export \S+ --png \S+)$", readme, re.MULTILINE)
    ]
    typed = [line for line in typed if "FILE" not in line]
    assert len(typed) >= 6
    for line in typed:
        options = _options(line)
        assert order_of(options, read_source(options.file)).plans


def test_that_the_ending_of_a_strip_may_be_in_capitals(bench):
    assert bench("--filmstrip", "a.SVG", "--rate-strip", "b.SVG", "--steps", "4", "--parts", "loss")[0] == 0
    for name in ("a.SVG", "b.SVG"):
        assert ElementTree.parse(bench.out(name)).getroot().tag.endswith("svg")


def test_that_force_replaces(bench):
    bench.out("a.csv").write_text("mine")
    assert bench("--csv", "a.csv", "--force")[0] == 0
    assert len(table(bench.out("a.csv"))) == 62


def test_that_runs_which_ended_before_the_stretch_are_told(bench):
    (bench.folder / "race.toml").write_text(RACE.replace("steps = 30", "steps = 900").replace("0.1", "1e6"), encoding="utf-8")
    text = (bench.folder / "race.toml").read_text(encoding="utf-8").replace("seed-bowl", "rosenbrock")
    (bench.folder / "race.toml").write_text(
        text + "[[runs]]\noptimizer = 'momentum'\nlabel = 'wild'\nlearning_rate = 10\n", encoding="utf-8"
    )
    code, _, complaint = bench("--csv", "a.csv", "--run", "wild", "--from", "800")
    assert (code, complaint) == (2, "These runs have no steps from 800 on; they ended before.\n")
    assert bench.files == []
