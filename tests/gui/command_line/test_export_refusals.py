"""What `export` refuses: in one sentence, and before anything is computed."""

import pytest

from core.formats.source import load_document
from gui.command_line.export_order import order_of
from gui.command_line.main import _options
from gui.export.registry import FORMATS, OPTIONS, taking, words
from tests.helpers.export_command import RACE


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


VALUES = {"--run": "gd", "--parts": "loss", "--ground": "dark", "--arrange": "row", "--shape": "natural", "--width": "640px"}
VALUES |= {"--dpi": "96", "--text-size": "normal", "--from": "0", "--to": "30", "--every": "5", "--fps": "20", "--size": "320x240"}


@pytest.mark.usefixtures("no_race")
@pytest.mark.parametrize("flag", OPTIONS)
def test_that_an_option_that_applies_to_nothing_of_what_is_written_is_refused_in_a_sentence(bench, flag):
    document = load_document(bench.folder / "race.toml")
    typed = [flag, *([VALUES[flag]] if flag in VALUES else [])]
    for each in FORMATS:
        out = [f"--{each.key}", f"a{each.suffixes[-1]}"]
        if flag in each.options:
            assert order_of(_options(["export", "race.toml", *out, *typed]), document)
        else:
            code, text, complaint = bench(*out, *typed)
            assert (code, text) == (2, "")
            assert complaint == f"{flag} does not apply to --{each.key}; it is for {words(taking(flag))}.\n"


@pytest.mark.usefixtures("no_race")
def test_that_each_option_that_does_not_apply_is_named(bench):
    code, _, complaint = bench("--csv", "a.csv", "--ground", "light", "--size", "300x300", "--no-title")
    assert (code, [line.split()[0] for line in complaint.splitlines()]) == (2, ["--ground", "--no-title", "--size"])


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


@pytest.mark.usefixtures("no_race")
def test_that_an_experiment_is_never_replaced_by_what_is_made_of_it(bench):
    code, _, complaint = bench("--png", str(bench.folder / "race.toml"), "--force")
    assert (code, "is what the export is made of" in complaint) == (2, True)
    assert (bench.folder / "race.toml").read_text(encoding="utf-8") == RACE


@pytest.mark.usefixtures("no_race")
def test_that_too_many_numbers_are_refused_before_they_are_computed(bench, monkeypatch):
    monkeypatch.setattr("core.numbers.selection.MOST_BYTES", 10_000)
    code, _, complaint = bench("--npz", "a.npz", "--steps", "100000")
    assert code == 2
    assert complaint.startswith("That would be ")
    assert "one step in" in complaint
    assert bench.files == []


@pytest.mark.usefixtures("no_race")
def test_that_a_video_is_refused_at_once_where_what_writes_it_is_missing(bench, monkeypatch):
    monkeypatch.setattr("gui.export.formats.video.video_reason", lambda: "MP4 needs one more package.")
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
