"""How an `export` ends: what a refusal names, what an early Ctrl-C leaves, and that nothing drawn stays in memory."""

import signal
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.experiment.experiment import Experiment
from core.files import all_or_nothing
from core.formats.lesson import shipped_lessons
from core.formats.source import PNG_KEY, load_document
from core.numbers.export import Numbers
from gui.command_line.export import _refused_files, read_source
from gui.command_line.export_order import order_of
from gui.command_line.main import _options, main
from tests.helpers.export_command import RACE


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_that_a_refusal_names_the_files_that_it_is_about(bench):
    out, other = bench.folder / "out", bench.folder / "other"
    paths = [out / "a.png", out / "b.svg", other / "c.csv"]
    options = _options(["export", "race.toml", "--png", str(paths[0]), "--svg", str(paths[1]), "--csv", str(paths[2])])
    order = order_of(options, load_document(bench.folder / "race.toml"))
    with all_or_nothing({str(path): path for path in order.paths}) as drafts:
        for path in order.paths:
            assert _refused_files(OSError(28, "full", str(drafts[str(path)])), order) == str(path)
            assert _refused_files(OSError(28, "full", str(path)), order) == str(path)
            drafts[str(path)].write_text("drawn")
    assert _refused_files(OSError(28, "full", str(out)), order) == f"{paths[0]}, {paths[1]}"
    everything = ", ".join(map(str, order.paths))
    for unknown in (OSError(28, "full"), OSError(28, "full", "/proc/elsewhere")):
        assert _refused_files(unknown, order) == everything


def test_that_ctrl_c_in_the_race_is_told_as_such_and_not_as_rows_that_are_missing(bench, monkeypatch):
    work = Experiment.work

    def pressed(self, target, seconds):
        press()
        work(self, min(target, 5), seconds)
        return False

    monkeypatch.setattr(Experiment, "work", pressed)
    code, text, complaint = bench("--csv", "a.csv", "--from", "20")
    assert (code, text, complaint.splitlines()[-1]) == (130, "", "Interrupted; nothing was written.")
    assert bench.files == []


def test_that_ctrl_c_at_the_very_end_of_the_numbers_still_leaves_nothing(bench, monkeypatch):
    draft = Numbers.draft

    def pressed(*arguments):
        draft(*arguments)
        press()

    monkeypatch.setattr(Numbers, "draft", pressed)
    assert bench("--csv", "a.csv")[0] == 130
    assert bench.files == []


def test_that_nothing_that_was_drawn_stays(bench):
    before = set(QApplication.allWidgets())
    typed = [
        "--png",
        "a.png",
        "--filmstrip",
        "b.png",
        "--gif",
        "c.gif",
        "--size",
        "200x160",
        "--every",
        "15",
        "--parts",
        "canvas",
        "--width",
        "900px",
    ]
    assert bench(*typed)[0] == 0
    assert set(QApplication.allWidgets()) == before


def test_that_a_scene_is_looked_at_as_in_its_lesson_but_for_what_is_of_playing():
    for lesson in shipped_lessons():
        for scene in lesson.scenes:
            document = read_source(f"{lesson.key}/{scene.key}")
            assert document.view == replace(scene.view, zoom=False, predict=False, speed=None)
            assert document.title == scene.title.en
            assert {plan.label for plan in document.plans if not plan.on} == set(scene.setup.off_at_first)
            assert document.reached == 0


def test_that_a_file_comes_before_a_scene_of_its_name(bench, monkeypatch):
    monkeypatch.chdir(bench.folder)
    Path("zig-zag").write_text(RACE, encoding="utf-8")
    assert read_source("zig-zag").title == "Two"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("08-adam/bias-corection", "There is no file 08-adam/bias-corection, and no scene of that name; did you mean “"),
        ("08-adam/none.toml", "There is no file 08-adam/none.toml, and no scene of that name"),
        ("none.toml", "There is no file none.toml.\n"),
    ],
)
def test_that_a_source_that_is_not_there_is_told_with_a_near_one(bench, capsys, name, said):
    assert main(["export", name, "--csv", str(bench.out("a.csv"))]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_that_numbers_are_refused_by_the_very_size_that_they_would_have(bench, monkeypatch):
    assert bench("--npz", "a.npz", "--every", "3")[0] == 0
    size = bench.out("a.npz").stat().st_size
    for most, code in ((size, 0), (size - 1, 2)):
        monkeypatch.setattr("core.numbers.selection.MOST_BYTES", most)
        assert bench("--npz", "a.npz", "--every", "3", "--force")[0] == code


def test_that_title_inspected_runs_and_experiment_reach_whatever_is_drawn(bench, monkeypatch):
    inspected = '[view]\npanels = ["canvas", "inspector"]\ninspect = ["Adam, slow"]\nstep = 3\n'
    (bench.folder / "race.toml").write_text(RACE + inspected, encoding="utf-8")
    told: dict[str, tuple[object, ...]] = {}

    def watch(place: str, name: str) -> None:
        module = import_module(place)
        method = getattr(module, name)

        def watched(*arguments):
            told.setdefault(name, arguments)
            return method(*arguments)

        monkeypatch.setattr(module, name, watched)

    for name in ("filmstrip", "rate_strip"):
        watch("gui.export.picture.strip", name)
    watch("gui.export.picture.figure", "Figure")
    watch("gui.export.film.stage", "write_film")
    files = ["--png", "a.png", "--filmstrip", "b.png", "--rate-strip", "c.png", "--apng", "d.png"]
    assert bench(*files, "--size", "200x160", "--every", "30", "--width", "900px")[0] == 0
    assert set(told) == {"Figure", "filmstrip", "rate_strip", "write_film"}
    assert all("Two" in [each for each in arguments if isinstance(each, str)] for arguments in told.values())
    assert told["Figure"][-1] == ("Adam, slow",)
    *_, texts, _, check = told["write_film"]
    assert check.__name__ == "check", "of the interruption, frame by frame"
    for name in ("a.png", "b.png", "c.png", "d.png"):
        carried = load_document(bench.out(name))
        assert (carried.view.inspect, carried.reached, carried.title) == (("Adam, slow",), 30, "Two")
    assert list(texts) == [PNG_KEY]
