"""The program without a window, started as a user starts it: a command, its files, its exit code."""

import csv
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import __version__
from core.experiment.setup import default_setup
from core.formats.source import load_document
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.problems.kinds import FUNCTION
from gui.command_line.main import main
from tests.helpers.run_command import written_files
from tests.helpers.small_data import small_library

ROOT = Path(__file__).parents[3]
EXAMPLE = """
title = "Momentum against NAG"
steps = 60

[problem]
function = "seed-bowl"

[[runs]]
optimizer = "momentum"
learning_rate = 0.04

[[runs]]
optimizer = "nag"
label = "NAG, same η"
learning_rate = 0.04

[[runs]]
optimizer = "gd"
learning_rate = 1e5
"""


def descent_lab(*arguments, **environment):
    clean = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    file = folder / "experiment.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    out = folder / "new" / "out"
    # A platform that would need a screen must not matter.
    return descent_lab("run", file, "--out", out, QT_QPA_PLATFORM="xcb"), out


def rows_of(out):
    with (out / "history.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_that_a_run_ends_well_without_a_display(finished):
    result, out = finished
    assert (result.returncode, result.stderr) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == written_files(FUNCTION)
    pictures = [name for name in written_files(FUNCTION) if name.endswith(".png")]
    assert {"canvas.png", "loss.png"} <= set(pictures)
    for name in pictures:
        assert (out / name).read_bytes().startswith(b"\x89PNG")
        assert (out / name).stat().st_size > 10_000


def test_that_the_history_has_a_row_for_every_step_grouped_by_run(finished):
    header, *rows = rows_of(finished[1])
    assert header == ["run", "step", "loss", "x", "y"]
    labels = list(dict.fromkeys(row[0] for row in rows))
    assert labels == ["momentum", "NAG, same η", "gd"]
    for label in labels[:2]:
        assert [int(row[1]) for row in rows if row[0] == label] == list(range(61))
    assert sorted(rows, key=lambda row: labels.index(row[0])) == rows


def test_that_the_history_is_exact_to_the_bit(finished):
    _, *rows = rows_of(finished[1])
    value = FUNCTIONS["seed-bowl"].value
    for row in rows:
        loss, x, y = map(float, row[2:])
        assert row[2:] == [repr(loss), repr(x), repr(y)]
        assert loss == value(x, y)
    end = [float(number) for number in next(row for row in rows if row[:2] == ["momentum", "30"])[2:]]
    assert end == pytest.approx([0.077556, 0.248989, -0.267126], abs=5.1e-7)


def test_that_a_diverged_run_ends_with_its_last_finite_row_and_is_no_error(finished):
    rows = [row for row in rows_of(finished[1]) if row[0] == "gd"]
    assert 1 < len(rows) < 61
    assert "diverged" in finished[0].stdout
    assert all(math.isfinite(float(number)) for row in rows for number in row[2:])


def test_that_the_table_tells_how_each_run_ended(finished):
    text = finished[0].stdout
    assert "momentum" in text
    assert "momentum        60     0.0101296" in text
    assert "reached step 60" in text


def test_that_divergence_is_a_result(tmp_path):
    file = tmp_path / "d.toml"
    file.write_text('steps = 50\n[problem]\nfunction = "rosenbrock"\n[[runs]]\noptimizer = "gd"\nlearning_rate = 1\n')
    result = descent_lab("run", file, "--out", tmp_path / "out")
    assert result.returncode == 0
    assert "diverged at step" in result.stdout
    last = rows_of(tmp_path / "out")[-1]
    assert f"diverged at step {int(last[1]) + 1}" in result.stdout


def test_that_mistakes_are_listed_and_nothing_is_written(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text('[problem]\nfunction = "rosenbrok"\n[[runs]]\noptimizer = "gd"\nlearning_rate = -1\n')
    out = tmp_path / "out"
    result = descent_lab("run", file, "--out", out)
    assert result.returncode == 2
    assert "line 2" in result.stderr
    assert "rosenbrock" in result.stderr
    assert "line 5" in result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_that_a_file_that_is_not_there_is_one_sentence(tmp_path):
    result = descent_lab("run", tmp_path / "none.toml", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "none.toml" in result.stderr


def test_that_an_unwritable_folder_is_one_sentence(tmp_path):
    file = tmp_path / "experiment.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "a file").write_text("in the way")
    result = descent_lab("run", file, "--out", tmp_path / "a file" / "out")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr


def test_that_a_failed_write_leaves_the_old_files_and_no_drafts(tmp_path):
    file = tmp_path / "experiment.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "history.csv").write_text("old")
    (out / "canvas.png").mkdir()  # a folder in the way of one of them
    result = descent_lab("run", file, "--out", out)
    assert result.returncode == 1
    assert (out / "history.csv").read_text() == "old"
    assert sorted(path.name for path in out.iterdir()) == ["canvas.png", "history.csv"]


def test_that_the_folder_is_tried_before_anything_is_computed(tmp_path):
    file = tmp_path / "long.toml"
    file.write_text(EXAMPLE.replace("steps = 60", "steps = 10000000"), encoding="utf-8")
    (tmp_path / "a file").write_text("in the way")
    assert descent_lab("run", file, "--out", tmp_path / "a file" / "out").returncode == 1


def test_that_ctrl_c_in_a_terminal_keeps_what_there_is(tmp_path):
    file = tmp_path / "long.toml"
    file.write_text(EXAMPLE.replace("steps = 60", "steps = 10000000"), encoding="utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "main.py", "run", file, "--out", out],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell may have started the tests in the background, where Ctrl-C is ignored from the beginning.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (out.exists() and list(out.iterdir())):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    table, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaint.splitlines()[-1].startswith("Interrupted at step ")
    assert sorted(path.name for path in out.iterdir()) == written_files(FUNCTION)
    assert "reached step" in table


def test_that_a_terminal_without_greek_letters_gets_the_rest():
    result = descent_lab("optimizers", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0
    assert "learning_rate" in result.stdout


def test_that_a_display_that_does_not_answer_counts_as_no_screen(tmp_path):
    clean = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    environment = {**clean, "DISPLAY": ":4711", "WAYLAND_DISPLAY": "nobody"}
    result = subprocess.run(
        [sys.executable, ROOT / "main.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0
    assert "no screen" in result.stdout
    assert (tmp_path / "descent-lab.png").exists()


@pytest.fixture
def no_screen(tmp_path, monkeypatch, qapp):
    """A folder that the program is called in, where it has no screen."""
    monkeypatch.setattr("gui.command_line.main.has_screen", lambda: False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("view", "step"), [("", 60), ("[view]\nstep = 12\n", 12)])
def test_that_open_draws_its_file_at_the_step_where_it_was_saved_if_there_is_no_screen(no_screen, capsys, view, step):
    (no_screen / "race.toml").write_text(EXAMPLE + view, encoding="utf-8")
    assert main(["open", "race.toml"]) == 0
    assert capsys.readouterr().out == f"There is no screen for a window. race.toml is drawn at step {step} in descent-lab.png.\n"
    drawn = load_document(no_screen / "descent-lab.png")
    assert (drawn.reached, drawn.plans) == (step, load_document(no_screen / "race.toml").plans)


def test_that_the_default_experiment_is_drawn_as_a_file_is_if_there_is_no_screen(no_screen, capsys):
    assert main([]) == 0
    assert capsys.readouterr().out == "There is no screen for a window. The default experiment is drawn in descent-lab.png.\n"
    setup = default_setup()
    drawn = load_document(no_screen / "descent-lab.png")
    assert (drawn.reached, drawn.problem, [plan.label for plan in drawn.plans]) == (
        setup.steps,
        setup.problem,
        [run.label for run in setup.runs],
    )


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.toml", None, "none.toml cannot be read: "),
        ("03-the-zig-zag/one-step", None, "03-the-zig-zag/one-step cannot be read: "),
        ("notes.md", "# Notes\n", "notes.md has mistakes; nothing was run or written:\n  "),
        (
            "part.toml",
            "seed = 1\n[problem]\nfunction = 'seed-bowl'\n",
            "part.toml has mistakes; nothing was run or written:\n  runs: at least",
        ),
        ("lesson.toml", "[[scenes]]\n", "lesson.toml cannot be taken: this is a lesson"),
        ("descent-lab.png", "mine", "There is no screen for a window, and descent-lab.png would be replaced."),
    ],
)
def test_that_what_cannot_be_opened_is_told_without_a_screen_too(no_screen, capsys, name, content, complaint):
    if content is not None:
        (no_screen / name).write_text(content)
    assert main(["open", name]) == 2
    text, said = capsys.readouterr()
    assert (text, said[: len(complaint)]) == ("", complaint)
    assert [path.name for path in no_screen.iterdir()] == [name] * (content is not None)


@pytest.mark.parametrize("typed", [["run", "{0}", "--out", "out"], ["export", "{0}", "--png", "a.png"]])
def test_that_a_lesson_and_an_empty_picture_are_one_sentence(tmp_path, monkeypatch, capsys, typed):
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "resources" / "lessons" / "08-adam.toml", tmp_path)
    (tmp_path / "empty.png").write_bytes(b"")
    for name, sentence in (("08-adam.toml", "this is a lesson"), ("empty.png", "this picture is empty")):
        assert main([word.format(name) for word in typed]) == 2
        text, complaint = capsys.readouterr()
        assert (text, complaint.count("\n")) == ("", 1)
        assert complaint.startswith(f"{name} cannot be taken: {sentence}")


def test_that_the_version_is_printed():
    result = descent_lab("--version")
    assert (result.returncode, result.stdout.strip()) == (0, f"Descent Lab {__version__}")


@pytest.mark.parametrize(("command", "names"), [("optimizers", OPTIMIZERS), ("functions", FUNCTIONS)])
def test_that_what_there_is_can_be_listed(command, names):
    result = descent_lab(command)
    assert result.returncode == 0
    firsts = [line.split()[0] for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert firsts == list(names)


def test_that_help_names_the_commands():
    text = descent_lab("--help").stdout
    assert all(command in text for command in ("run", "data", "optimizers", "functions", "--version", "--data DIR", "--threads N"))


def test_that_help_of_run_names_its_files():
    text = " ".join(descent_lab("run", "--help").stdout.split())
    assert all(name in text for name in ("history.csv", "loss.png", "canvas.png", "accuracy.png", "layers.csv", "Ctrl-C", "--data DIR"))


@pytest.mark.parametrize("command", [["data"], ["data", "fetch"], ["data", "verify"], ["optimizers"], ["functions"], ["open"], ["export"]])
def test_that_help_of_every_command_lists_the_options_that_go_with_all(capsys, command):
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0
    assert {"--data DIR", "--threads N"} <= set(re.findall(r"--\w+ [A-Z]+", capsys.readouterr().out))


@pytest.mark.parametrize(
    ("typed", "of"),
    [
        (["dance"], ""),
        (["run"], " run"),
        (["data", "fetch", "cifar"], " data fetch"),
        (["--threads", "0"], ""),
        (["export", "race.toml", "--pgn", "a.png"], " export"),
        (["--dat", "folder"], ""),
    ],
)
def test_that_a_mistake_on_the_command_line_is_a_sentence_and_where_to_read_more(capsys, typed, of):
    with pytest.raises(SystemExit) as end:
        main(typed)
    assert end.value.code == 2
    text, complaint = capsys.readouterr()
    assert (text, complaint.count("\n")) == ("", 2)
    assert complaint.endswith(f".\nSee descent-lab{of} --help.\n")


@pytest.mark.parametrize(
    "typed", [("--threads", "0"), ("optimizers", "--threads=many"), ("run", "a.toml", "--threads", "-3", "--out", "b")]
)
def test_that_a_bad_number_of_threads_is_a_sentence(typed):
    result = descent_lab(*typed)
    assert result.returncode == 2
    assert "a whole number from 1 to 256 is needed" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("typed", [["--data", "{0}", "data"], ["data", "--data", "{0}"], ["data", "verify", "--data={0}"]])
def test_that_the_data_folder_may_be_named_anywhere(tmp_path, capsys, typed):
    small_library(tmp_path)
    assert main([word.format(tmp_path / "data") for word in typed]) == 0
    assert "\nsmall" in capsys.readouterr().out


@pytest.mark.parametrize("typed", [["data"], ["run", "a.toml", "--out", "b"], []])
def test_that_a_data_folder_that_is_not_there_is_a_sentence(tmp_path, capsys, typed):
    assert main([*typed, "--data", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == f"There is no folder {tmp_path / 'none'}; --data names one with data sets in it.\n"


def test_that_the_window_opens_with_the_data_folder(tmp_path, monkeypatch):
    small_library(tmp_path)
    opened = []
    monkeypatch.setattr("gui.app.open_window", lambda library, file: opened.append(library) or 0)
    assert main(["--data", str(tmp_path / "data")]) == 0
    assert main([]) == 0
    assert opened[0].is_found("small")
    assert opened[1] is None, "the window looks in the user's own folders"
