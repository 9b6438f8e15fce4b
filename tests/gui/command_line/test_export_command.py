"""`export`: all of its files from one command on a machine without a screen, refusals before the work, and nothing half-written."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.experiment.experiment import Experiment
from core.formats.lesson import shipped_lessons
from core.formats.source import PNG_KEY, load_document
from core.numbers.export import Numbers
from core.view import View
from gui.command_line import export_files
from gui.command_line.export_order import order_of
from gui.command_line.export_parser import KINDS, OPTIONS, kinds_text
from gui.command_line.export_source import read_source, scenes_by_name
from gui.command_line.main import _options, main
from gui.command_line.terminal import RefusedError, StatusLine
from gui.export.film.plan import FilmKind
from gui.export.film.stage import film_picture
from gui.export.picture.spec import Arrangement, Part
from tests.helpers.films import read_film
from tests.helpers.numbers import arrays, table

ROOT = Path(__file__).parents[3]
RACE = """
title = "Two"
steps = 30
[problem]
function = "seed-bowl"
[[runs]]
optimizer = "gd"
[[runs]]
optimizer = "adam"
label = "Adam, slow"
learning_rate = 0.1
"""
RACE_ON_DIGITS = """
steps = 30
[problem]
dataset = "digits"
[[runs]]
optimizer = "adam"
"""


class Bench:
    """A folder with an experiment; calling it carries the command out in this process, there."""

    def __init__(self, folder, capsys):
        self.folder, self._capsys = folder, capsys
        (folder / "race.toml").write_text(RACE, encoding="utf-8")
        (folder / "out").mkdir()

    def __call__(self, *arguments, source="race.toml"):
        """The exit code, stdout and stderr. Arguments that name a file are taken as in the folder `out`."""
        typed = [str(self.folder / "out" / argument) if re.match(r"[a-z]\.", argument) else argument for argument in arguments]
        code = main(["export", str(self.folder / source) if source.endswith((".toml", ".png")) else source, *typed])
        return code, *self._capsys.readouterr()

    @property
    def files(self):
        return sorted(path.name for path in (self.folder / "out").iterdir())

    def out(self, name):
        return self.folder / "out" / name


@pytest.fixture
def bench(tmp_path, capsys, qapp):
    return Bench(tmp_path, capsys)


@pytest.fixture
def no_race(monkeypatch):
    """Nothing may be computed."""

    def begun(*_, **__):
        raise AssertionError("the race has begun")

    monkeypatch.setattr(Experiment, "work", begun)


# All of it


def test_that_one_command_makes_everything_on_a_machine_without_a_screen(tmp_path):
    (tmp_path / "race.toml").write_text(RACE, encoding="utf-8")
    names = {kind: f"{kind}.{ {'apng': 'png', 'filmstrip': 'png', 'rate-strip': 'svg'}.get(kind, kind) }" for kind in KINDS}
    typed = [word for kind, name in names.items() for word in (f"--{kind}", tmp_path / "out" / name)]
    clean = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "main.py", "export", tmp_path / "race.toml", *typed, "--size", "320x240", "--width", "640px", "--every", "3"],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    headers = ["csv.csv.columns.toml", "npz.npz.columns.toml"]
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


def test_that_progress_is_told_step_by_step_and_frame_by_frame(bench, monkeypatch):
    told = []
    monkeypatch.setattr(StatusLine, "show", lambda self, text: told.append(text))
    monkeypatch.setattr("core.numbers.export._TOLD_SECONDS", 0.0)
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
            assert (document.steps, document.view.panels, document.view.log) == (scene.last_step, scene.panels, scene.log)
            if names.get(scene.key) is scene:
                assert read_source(scene.key) == document


def test_that_a_scene_is_drawn_as_its_lesson_shows_it(bench):
    scene = scenes_by_name()["zig-zag"]
    code, text, _ = bench("--png", "a.png", "--csv", "a.csv", source="zig-zag")
    assert (code, text.count("written")) == (0, 3)
    document = load_document(bench.out("a.png"))
    assert document.title == scene.title.en
    assert document.view == View(panels=scene.panels, inspect=scene.inspect, box=scene.view, log=scene.log, walk=scene.walk)
    assert table(bench.out("a.csv"))["step"].max() == scene.last_step


def test_that_an_unknown_name_is_answered_with_a_near_one_and_an_ambiguous_one_with_all():
    with pytest.raises(RefusedError, match="no scene of that name; did you mean “zig-zag”"):
        read_source("zig-zack")
    with pytest.raises(RefusedError, match=r"There is no file gone\.toml\."):
        read_source("gone.toml")
    with pytest.raises(RefusedError, match="Several lessons have a scene “race”: ") as error:
        read_source("race")
    assert str(error.value).count("/race") >= 2


# Refusals


@pytest.mark.usefixtures("no_race")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ([], "Nothing to write: say what is wanted, and where to, by --png, --svg, "),
        (["--png", "a.png", "--svg", "a.png"], "Two files are to be written to "),
        (["--csv", "a.csv", "--png", "a.csv.columns.toml"], "Two files are to be written to "),
        (["--csv", "a.csv", "--steps", "10", "--to", "11"], "--to 11 lies beyond the last step, 10"),
        (["--csv", "a.csv", "--from", "31"], "--from 31 lies behind the last step, 30"),
        (["--png", "a.png", "--parts", "accuracy"], "There is an accuracy on networks only"),
        (["--png", "a.png", "--width", "20px"], "A picture can be 100 to 10,000 pixels wide, not 20."),
        (["--png", "a.png", "--width", "5cm", "--dpi", "9000"], "A picture can have 10 to 2,400 dots per inch."),
        (["--gif", "a.gif", "--fps", "55"], "55 frames per second is not possible here: choose 1 to 50."),
        (["--gif", "a.gif", "--size", "20x20"], "The sides of a film are "),
        (["--gif", "a.gif", "--steps", "0"], "A film goes from one step to a later one"),
        (["--filmstrip", "a.png", "--every", "1"], "That would be 31 pictures; a strip has at most 24."),
        (["--filmstrip", "a.png", "--parts", "inspector"], "Films and strips show canvas, loss or accuracy"),
        (["--filmstrip", "a.png", "--parts", "canvas,inspector"], "Films and strips have no step inspector; leave it out of --parts"),
        (["--gif", "a.gif", "--parts", "canvas,loss,inspector"], "Films and strips have no step inspector; leave it out of --parts"),
        (["--gif", "a.gif", "--png", "a.png", "--parts", "inspector"], "Films and strips show canvas, loss or accuracy; add one"),
        (["--gif", "a.gif", "--csv", "a.csv", "--ground", "clear"], "A film has no clear ground"),
        (["--rate-strip", "a.png", "--run", "gd", "--run", "Adam, slow"], "An η strip is about one run"),
        (["--png", "a.png", "--width", "0px"], "A picture can be 100 to 10,000 pixels wide, not 0."),
        (["--png", "a.png", "--width", "0px", "--dpi", "300"], "A picture can be 100 to 10,000 pixels wide, not 0."),
        (["--png", "a.png", "--width", "0cm"], "The width has to be a number of centimetres above 0."),
        (["--png", "a.png", "--dpi", "nan"], "A picture can have 10 to 2,400 dots per inch."),
        (["--csv", "a13"], "a13 does not end like what is to be written there; call it a13.csv."),
        (["--filmstrip", "a"], "a does not end like what is to be written there; call it a.png or a.svg."),
        (["--png", "-"], "--png writes a file, not to standard output"),
        (["--png", "a.jpg"], "a.jpg does not end like what is to be written there; call it a.png."),
        (["--filmstrip", "a.gif"], "a.gif does not end like what is to be written there; call it a.png or a.svg."),
        (["--csv", "a.tar.npz"], "a.tar.npz does not end like"),
        (["--gif", "a.gif", "--parts", "inspector"], "Films and strips show canvas, loss or accuracy"),
        (["--csv", "a.csv", "--run", "Adam"], "There is no run “Adam”; did you mean “Adam, slow”?"),
    ],
)
def test_that_what_cannot_be_is_one_sentence_before_anything_is_computed(bench, typed, sentence):
    code, text, complaint = bench(*typed)
    assert (code, text, complaint.count("\n")) == (2, "", 1)
    assert complaint.startswith(sentence)
    assert bench.files == []


@pytest.mark.parametrize("typed", [["--csv", "a.csv"], ["--npz", "a.npz"], ["--rate-strip", "a.png"]])
def test_that_what_is_about_runs_is_refused_in_a_sentence_where_all_are_off(bench, typed):
    off = RACE.replace("[[runs]]", "[[runs]]\non = false")
    (bench.folder / "race.toml").write_text(off, encoding="utf-8")
    code, text, complaint = bench(*typed)
    assert (code, text, bench.files) == (2, "", [])
    assert complaint.startswith("No run takes part: each is switched off.")
    assert bench("--png", "a.png")[0] == 0, "a landscape is a picture too"


def test_that_a_film_leaves_the_inspector_to_the_picture_beside_it(bench):
    for name, parts in (("a", "canvas,loss,inspector"), ("b", "canvas,loss")):
        typed = ["--gif", f"{name}.gif", "--png", f"{name}.png", "--parts", parts, "--steps", "1", "--size", "320x240"]
        assert bench(*typed)[0] == 0
    assert bench.out("a.png").read_bytes() != bench.out("b.png").read_bytes()
    one, other = (read_film(bench.out(name), FilmKind.GIF).frames for name in ("a.gif", "b.gif"))
    np.testing.assert_array_equal(one, other)


def test_that_a_film_that_nobody_arranged_has_two_parts_and_three_stand_in_a_grid(bench):
    panels = '[view]\npanels = ["canvas", "loss", "inspector", "accuracy"]\n'
    (bench.folder / "race.toml").write_text(RACE_ON_DIGITS + panels, encoding="utf-8")
    document = load_document(bench.folder / "race.toml")

    def order(*typed):
        return order_of(_options(["export", "race.toml", "--gif", "a.gif", *typed]), document)

    assert order().film_parts == (Part.CANVAS, Part.LOSS)
    three = order("--parts", "canvas,loss,accuracy")
    assert three.film_parts == (Part.CANVAS, Part.LOSS, Part.ACCURACY)
    assert film_picture(three.films["gif"], three.film_parts).arrangement is Arrangement.GRID


VALUES = {"--run": "gd", "--parts": "loss", "--ground": "dark", "--arrange": "row", "--shape": "natural", "--width": "640px"}
VALUES |= {"--dpi": "96", "--text-size": "normal", "--from": "0", "--to": "30", "--every": "5", "--fps": "20", "--size": "320x240"}


@pytest.mark.usefixtures("no_race")
@pytest.mark.parametrize("flag", OPTIONS)
def test_that_an_option_that_applies_to_nothing_of_what_is_written_is_refused_in_a_sentence(bench, flag):
    document = load_document(bench.folder / "race.toml")
    typed = [flag, *([VALUES[flag]] if flag in VALUES else [])]
    for kind in KINDS:
        out = ["--" + kind, "a.svg" if kind == "rate-strip" else "a.png" if kind in ("apng", "filmstrip") else f"a.{kind}"]
        if kind in OPTIONS[flag].kinds:
            assert order_of(_options(["export", "race.toml", *out, *typed]), document)
        else:
            code, text, complaint = bench(*out, *typed)
            assert (code, text) == (2, "")
            assert complaint == f"{flag} does not apply to --{kind}; it is for {kinds_text(OPTIONS[flag].kinds)}.\n"


@pytest.mark.usefixtures("no_race")
def test_that_each_option_that_does_not_apply_is_named(bench):
    code, _, complaint = bench("--csv", "a.csv", "--ground", "light", "--size", "300x300", "--no-title")
    assert (code, [line.split()[0] for line in complaint.splitlines()]) == (2, ["--ground", "--no-title", "--size"])


def test_that_help_and_readme_say_what_an_option_is_for(capsys):
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    helped = " ".join(capsys.readouterr().out.split())
    rows = re.findall(r"^\| (`--.*?) \| ([^|]*) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {flag: words for flags, words in rows for flag in re.findall(r"`(--[a-z-]+)`", flags)}
    for flag, option in OPTIONS.items():
        assert re.search(rf" {flag} [^\[]*\[{kinds_text(option.kinds)}\]", helped.partition("how it looks")[2]), flag
        assert told[flag] == kinds_text(option.kinds), flag


def test_that_what_the_readme_tells_to_export_can_be_made_of_its_own_example(tmp_path, monkeypatch):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("race.toml").write_text(re.findall(r"`race.toml`:\n\n```toml\n(.*?)```", readme, re.DOTALL)[0], encoding="utf-8")
    typed = [
        shlex.split(line) for line in re.findall(r"^    descent-lab (export \S+ --.*--.*|export \S+ --png \S+)$", readme, re.MULTILINE)
    ]
    typed = [words for words in typed if "FILE" not in words]
    assert len(typed) >= 6
    for words in typed:
        options = _options(words)
        assert order_of(options, read_source(options.file)).targets


def test_that_the_ending_of_a_strip_may_be_in_capitals(bench):
    assert bench("--filmstrip", "a.SVG", "--rate-strip", "b.SVG", "--steps", "4", "--parts", "loss")[0] == 0
    for name in ("a.SVG", "b.SVG"):
        assert ElementTree.parse(bench.out(name)).getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    "typed", [["--width", "wide"], ["--parts", "canvas,canvas"], ["--parts", "sky"], ["--ground", "red"], ["--steps", "-1"], ["--dpi", "x"]]
)
def test_that_a_value_of_the_wrong_kind_is_explained(bench, capsys, typed):
    with pytest.raises(SystemExit) as end:
        bench("--png", "a.png", *typed)
    assert end.value.code == 2
    sentence, hint = capsys.readouterr().err.splitlines()
    assert sentence.startswith(f"{typed[0]}: “{typed[1]}” ")
    assert hint == "See descent-lab export --help."


@pytest.mark.usefixtures("no_race")
def test_that_what_is_there_is_not_replaced_before_anything_is_computed(bench):
    for name in ("a.png", "b.csv.columns.toml"):
        bench.out(name).write_text("mine")
    code, _, complaint = bench("--png", "a.png", "--csv", "b.csv", "--gif", "c.gif")
    assert code == 2
    assert "a.png" in complaint
    assert "b.csv.columns.toml" in complaint
    assert "c.gif" not in complaint
    assert "--force" in complaint
    assert bench.out("a.png").read_text() == "mine"


def test_that_force_replaces(bench):
    bench.out("a.csv").write_text("mine")
    assert bench("--csv", "a.csv", "--force")[0] == 0
    assert len(table(bench.out("a.csv"))) == 62


@pytest.mark.usefixtures("no_race")
def test_that_an_experiment_is_never_replaced_by_what_is_made_of_it(bench):
    code, _, complaint = bench("--png", str(bench.folder / "race.toml"), "--force")
    assert (code, "is what the export is made of" in complaint) == (2, True)
    assert (bench.folder / "race.toml").read_text(encoding="utf-8") == RACE


@pytest.mark.usefixtures("no_race")
def test_that_too_many_numbers_are_refused_before_they_are_computed(bench, monkeypatch):
    monkeypatch.setattr("core.numbers.choice.MOST_BYTES", 10_000)
    code, _, complaint = bench("--npz", "a.npz", "--steps", "100000")
    assert code == 2
    assert complaint.startswith("That would be ")
    assert "one step in" in complaint
    assert bench.files == []


@pytest.mark.usefixtures("no_race")
def test_that_a_video_is_refused_at_once_where_what_writes_it_is_missing(bench, monkeypatch):
    monkeypatch.setattr("gui.command_line.export.video_reason", lambda: "MP4 needs one more package.")
    code, _, complaint = bench("--mp4", "a.mp4")
    assert (code, complaint) == (1, "MP4 needs one more package.\n")


@pytest.mark.usefixtures("no_race")
def test_that_mistakes_in_the_file_are_listed(bench):
    (bench.folder / "race.toml").write_text(RACE.replace('"gd"', '"gdd"').replace("steps = 30", "steps = -1"), encoding="utf-8")
    code, _, complaint = bench("--png", "a.png")
    assert code == 2
    assert len(complaint.splitlines()) == 3


@pytest.mark.usefixtures("no_race")
def test_that_a_folder_in_the_place_of_a_file_is_told_before_the_race(bench):
    bench.out("a.png").mkdir()
    code, _, complaint = bench("--svg", "b.svg", "--png", "a.png")
    assert code == 1
    assert complaint.startswith(f"{bench.out('a.png')} cannot be written: Is a directory. Nothing was written")
    assert bench.files == ["a.png"]


def test_that_runs_which_ended_before_the_stretch_are_told(bench):
    (bench.folder / "race.toml").write_text(RACE.replace("steps = 30", "steps = 900").replace("0.1", "1e6"), encoding="utf-8")
    text = (bench.folder / "race.toml").read_text(encoding="utf-8").replace("seed-bowl", "rosenbrock")
    (bench.folder / "race.toml").write_text(
        text + "[[runs]]\noptimizer = 'momentum'\nlabel = 'wild'\nlearning_rate = 10\n", encoding="utf-8"
    )
    code, _, complaint = bench("--csv", "a.csv", "--run", "wild", "--from", "800")
    assert (code, complaint) == (2, "These runs have no steps from 800 on; they ended before.\n")
    assert bench.files == []


# Nothing half-written


def press():
    signal.raise_signal(signal.SIGINT)


def interrupted_in(monkeypatch, where):
    """Press Ctrl-C in the race, while numbers are written, or while a film is."""
    if where == "race":
        work = Experiment.work

        def pressed(self, target, seconds):
            press()
            work(self, min(target, 5), seconds)
            return False

        monkeypatch.setattr(Experiment, "work", pressed)
    elif where == "numbers":
        draft = Numbers.draft

        def pressed_there(self, path, header, progress=None):
            draft(self, path, header)
            press()
            draft(self, path, header, progress)

        monkeypatch.setattr(Numbers, "draft", pressed_there)
    else:
        show = export_files._show

        def pressed_on(status, text, name, done, total):
            if "frame" in text and done == 2:
                press()
            show(status, text, name, done, total)

        monkeypatch.setattr(export_files, "_show", pressed_on)


@pytest.mark.parametrize("where", ["race", "numbers", "film"])
def test_that_ctrl_c_leaves_nothing_and_what_was_there_is_untouched(bench, monkeypatch, where):
    bench.out("a.png").write_text("mine")
    interrupted_in(monkeypatch, where)
    code, text, complaint = bench("--png", "a.png", "--csv", "a.csv", "--gif", "a.gif", "--size", "200x160", "--force")
    # On a machine that is busy, how far it is has been told before.
    assert (code, text, complaint.splitlines()[-1]) == (130, "", "Interrupted; nothing was written.")
    assert bench.files == ["a.png"]
    assert bench.out("a.png").read_text() == "mine"


def test_that_a_fault_in_the_last_file_leaves_none_of_the_others(bench, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gui.export.film.stage.write_film", full)
    code, text, complaint = bench("--png", "a.png", "--csv", "a.csv", "--gif", "a.gif")
    assert (code, text) == (1, "")
    assert "No space left on device. Nothing was written" in complaint
    assert bench.files == []


def test_that_a_folder_removed_on_the_way_is_one_sentence(bench, monkeypatch):
    write = export_files.write_numbers

    def remove(*arguments):
        write(*arguments)
        shutil.rmtree(bench.folder / "out")

    monkeypatch.setattr("gui.command_line.export.write_numbers", remove)
    code, _, complaint = bench("--csv", "a.csv", "--png", "a.png")
    assert (code, complaint.count("\n")) == (1, 1)
    assert "cannot be written" in complaint
    assert not (bench.folder / "out").exists()


def test_that_kinds_of_film_are_those_that_films_have():
    assert {kind.value for kind in FilmKind} <= set(KINDS)
