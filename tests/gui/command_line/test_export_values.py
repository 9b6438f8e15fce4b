"""What may be typed behind each option of `export`, what holds where nothing is typed, and what becomes of it."""

from pathlib import Path

import pytest

from core.formats.document import parse_document
from core.problems.kinds import FUNCTION, NETWORK
from gui.command_line.export_order import order_of, picture_order
from gui.command_line.main import _options
from gui.command_line.terminal import RefusedError
from gui.export.film.plan import default_plan
from gui.export.picture.spec import Arrangement, Ground, Shape, TextSize
from gui.export.registry import GIF, OPTIONS, PNG
from tests.helpers.export_command import RACE, RACE_ON_DIGITS

NAMES = {"--no-title": "title", "--no-legend": "legend", "--from": "first", "--to": "last", "--text-size": "text_size"}


def typed(*words: str, source: str = "race.toml"):
    return _options(["export", source, *words])


def ordered(*words: str, text: str = RACE):
    return order_of(typed(*words), parse_document(text))


@pytest.mark.parametrize(
    ("flag", "text", "value"),
    [
        ("--fps", "1", 1),
        ("--fps", "60", 60),
        ("--size", "800x600", (800, 600)),
        ("--size", "64×48", (64, 48)),
        ("--width", "1600px", (1600.0, "px")),
        ("--width", "1600", (1600.0, "px")),
        ("--width", "12.5cm", (12.5, "cm")),
        ("--dpi", "300", 300.0),
        ("--steps", "0", 0),
        ("--steps", "10000000", 10_000_000),
        ("--from", "0", 0),
        ("--to", "10000000", 10_000_000),
        ("--every", "1", 1),
        ("--every", "10000000", 10_000_000),
        ("--parts", "loss , canvas", ("loss", "canvas")),
        ("--run", "gd", ["gd"]),
        *(("--ground", each.value, each) for each in Ground),
        *(("--arrange", each.value, each) for each in Arrangement),
        *(("--shape", each.value, each) for each in Shape),
        *(("--text-size", each.value, each) for each in TextSize),
    ],
)
def test_that_what_is_typed_is_read_to_its_ends(flag, text, value):
    assert getattr(typed(flag, text), NAMES.get(flag, flag[2:])) == value


@pytest.mark.parametrize(
    ("flag", "texts"),
    [
        ("--fps", ["0", "61", "1.5", "", "²", "x"]),
        ("--size", ["800", "800x", "x600", "800x600x2", "-1x5", "1234567890x5"]),
        ("--width", ["12in", "cm", "1e3", "1,5cm", "1234567890"]),
        ("--dpi", ["many"]),
        ("--steps", ["10000001", "1.0", "123456789012", "٣"]),
        ("--from", ["10000001"]),
        ("--to", ["10000001"]),
        ("--every", ["0", "10000001"]),
        ("--parts", ["", "loss,", "loss,loss", "Loss"]),
        ("--ground", ["", "LIGHT"]),
    ],
)
def test_that_what_lies_beyond_is_refused_with_what_was_typed(capsys, flag, texts):
    for text in texts:
        with pytest.raises(SystemExit):
            typed(f"{flag}={text}")
        sentence = capsys.readouterr().err.splitlines()[0]
        assert sentence.startswith(f"{flag}: “")
        assert text.split(",")[-1] in sentence


def test_that_what_nobody_typed_is_as_usual():
    options = typed()
    assert {getattr(options, NAMES.get(flag, flag[2:])) for flag in OPTIONS} == {None}
    assert (options.force, options.steps) == (False, None)
    assert [typed(flag).__dict__[name] for flag, name in (("--no-title", "title"), ("--no-legend", "legend"))] == [False, False]
    assert (typed("--settings").settings, typed("--force").force) == (True, True)
    assert typed("--run", "a", "--run", "b").run == ["a", "b"]


def test_that_a_header_stands_before_its_numbers_and_pictures_before_both():
    order = ordered("--csv", "a.csv", "--png", "b.png", "--npz", "c.npz")
    assert [str(path) for path in order.paths] == ["b.png", "a.csv.columns.toml", "a.csv", "c.npz.columns.toml", "c.npz"]
    assert (list(order.drawn), list(order.numbers), order.steps) == ([Path("b.png")], [Path("a.csv"), Path("c.npz")], 30)


def test_that_rows_are_all_of_all_runs_unless_less_is_asked_for():
    one = ordered("--csv", "a.csv").plans[Path("a.csv")].selection
    assert (one.runs, one.first, one.last, one.every) == (("gd", "Adam, slow"), 0, 30, 1)
    other = ordered("--csv", "a.csv", "--run", "Adam, slow", "--run", "gd", "--run", "gd", "--steps", "50").plans[Path("a.csv")].selection
    assert (other.runs, other.last) == (("Adam, slow", "gd"), 50)
    assert ordered("--csv", "a.csv", "--from", "30").plans[Path("a.csv")].selection.first == 30
    off = RACE.replace('label = "Adam, slow"', 'label = "Adam, slow"\non = false')
    assert ordered("--csv", "a.csv", text=off).plans[Path("a.csv")].selection.runs == ("gd",)


def test_that_an_eta_strip_goes_to_the_last_step_and_looks_like_the_first_part():
    plan = ordered("--rate-strip", "a.png", "--steps", "12").plans[Path("a.png")]
    assert (plan.last, plan.spec.parts, plan.kind) == (12, FUNCTION.parts[:1], PNG)
    assert ordered("--rate-strip", "a.png", "--parts", "loss,canvas").plans[Path("a.png")].spec.parts == ("loss", "canvas")
    for label in ("gd", "Adam, slow"):
        plan = ordered("--rate-strip", "a.png", "--run", label).plans[Path("a.png")]
        assert {tuple(run.label for run in each.setup.runs) for each in plan.variants} == {(label,)}


def test_that_a_picture_shows_the_panels_that_were_looked_at_in_the_order_of_their_kind_or_the_usual_ones():
    looked = RACE + '[view]\npanels = ["inspector", "loss"]\n'
    for text, parts in (
        (RACE, FUNCTION.usual.panels),
        (RACE_ON_DIGITS, NETWORK.usual.panels),
        (looked, ("loss", "inspector")),
        (RACE_ON_DIGITS + '[view]\npanels = ["sight"]\n', NETWORK.usual.panels),
    ):
        assert ordered("--png", "a.png", text=text).plans[Path("a.png")].spec.parts == parts
        order = picture_order(parse_document(text), Path("b.png"), 7)
        assert (order.steps, [plan.spec.parts for plan in order.drawn.values()]) == (7, [parts])


def test_that_a_film_is_as_usual_but_for_what_is_typed():
    usual, film = default_plan(30, GIF), ordered("--gif", "a.gif").plans[Path("a.gif")]
    for name in ("first", "last", "every", "rate", "width", "height"):
        assert getattr(film, name) == getattr(usual, name)
    assert (film.parts, film.ground, film.title, film.legend, film.settings) == (("canvas", "loss"), Ground.LIGHT, True, True, False)
    for flag, text, name, value in (
        ("--fps", "7", "rate", 7),
        ("--every", "4", "every", 4),
        ("--to", "9", "last", 9),
        ("--from", "5", "first", 5),
    ):
        assert getattr(ordered("--gif", "a.gif", flag, text).plans[Path("a.gif")], name) == value


def test_that_two_names_of_one_place_are_one_and_folders_are_left_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RefusedError, match=r"^Two files are to be written to "):
        ordered("--png", "a.png", "--apng", str(tmp_path / "a.png"))
    Path("b.png").mkdir()
    assert ordered("--png", "b.png").plans
    Path("c.png").write_text("mine")
    with pytest.raises(RefusedError, match=r"^c\.png would be replaced"):
        ordered("--png", "c.png")
    assert ordered("--png", "c.png", "--force").plans


def test_that_a_width_of_paper_is_as_many_pixels_as_its_resolution_makes():
    for words, width, dpi in (
        (["--width", "2.54cm", "--dpi", "300"], 300, 300),
        (["--width", "10cm"], 378, 96),
        (["--dpi", "200"], 1920, 200),
        ([], 1920, 96),
    ):
        spec = ordered("--png", "a.png", *words).plans[Path("a.png")].spec
        assert (spec.width_px, spec.dpi) == (width, dpi)
