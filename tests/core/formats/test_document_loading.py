"""An experiment out of a file or a picture: what is damaged, hostile or foreign is told in a sentence, and does nothing else."""

import os
import random
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.experiment.document import document_of, snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_network_setup, default_setup
from core.files import write_whole
from core.formats.document import parse_document
from core.formats.document_tables import MOST_BYTES
from core.formats.document_text import document_text
from core.formats.mistakes import FileMistakesError
from core.formats.source import MOST_PNG_BYTES, PNG_KEY, load_document
from core.view import View

DAMAGES = 500


def experiment_text():
    experiment = Experiment(default_setup("himmelblau"))
    experiment.advance(10)
    run = experiment.runs["adam"]
    experiment.configure("adam", replace(run.optimizer, learning_rate=0.01), run.sampling, replay=False)
    experiment.advance(10)
    experiment.branch("adam", 15, "Zweig – 가지", run.optimizer, run.sampling)
    experiment.advance(5)
    return document_text(snapshot_document(experiment.snapshot(), View(inspect=("adam",), box=(-1.0, 1.0, -2.0, 2.0), speed=float("inf"))))


def png(path: Path, text: str | None, compressed: bool = False, key: str = PNG_KEY) -> Path:
    info = PngInfo()
    if text is not None:
        info.add_itxt(key, text, zip=compressed)
    Image.new("L", (16, 16)).save(path, pnginfo=info)
    return path


def only_sentence(path: Path) -> str:
    with pytest.raises(FileMistakesError) as caught:
        load_document(path)
    (mistake,) = caught.value.mistakes
    return mistake.sentence


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("title", ["Long bowl", "η × 0.5 · 가지 „x“\n#2"])
def test_that_a_picture_gives_back_the_experiment_it_carries(tmp_path, compressed, title):
    document = replace(document_of(default_setup()), title=title)
    assert load_document(png(tmp_path / "a.png", document_text(document), compressed)) == document


def test_that_the_content_tells_what_a_file_is_and_not_its_name(tmp_path):
    document = document_of(default_network_setup())
    text = document_text(document)
    png(tmp_path / "a.png", text).rename(tmp_path / "a.toml")
    assert load_document(tmp_path / "a.toml") == document
    (tmp_path / "b.png").write_text(text, encoding="utf-8")
    assert load_document(tmp_path / "b.png") == document


@pytest.mark.parametrize(("name", "title"), [("caf\udce9.toml", "caf�"), ("실험 – η.toml", "실험 – η"), ("\ud83d.toml", "�")])
def test_that_a_title_from_any_name_can_be_written(name, title):
    text = document_text(document_of(default_setup())).replace('title = "Long bowl"\n', "")
    document = parse_document(text, default_title=Path(name).stem)
    assert document.title == title
    assert parse_document(document_text(document)) == document


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_that_a_file_whose_name_is_not_utf_8_is_opened_and_saved(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.toml"))
    path.write_text('[problem]\nfunction = "seed-bowl"\n[[runs]]\noptimizer = "gd"\n', encoding="utf-8")
    document = load_document(path)
    write_whole(path, document_text(document))
    assert load_document(path) == document


def test_that_a_picture_of_another_program_says_that_it_carries_nothing(tmp_path):
    assert "carries no experiment" in only_sentence(png(tmp_path / "a.png", None))
    assert "carries no experiment" in only_sentence(png(tmp_path / "b.png", "format = 1", key="Comment"))


@pytest.mark.parametrize("head", [b"GIF89a", b"\xff\xd8\xff\xe0", b"\0\0\0 ftypisom", b"<?xml version='1.0'?><svg ", b"PK\x03\x04"])
def test_that_other_pictures_say_that_they_carry_nothing(tmp_path, head):
    (tmp_path / "a").write_bytes(head + b" and more" * 100)
    assert "only a PNG carries its experiment" in only_sentence(tmp_path / "a")


def test_that_mistakes_inside_a_picture_have_their_place(tmp_path):
    text = document_text(document_of(default_setup())).replace("beta1 = 0.9", "beta1 = 9.0")
    with pytest.raises(FileMistakesError, match=r"run 7 beta1: 9.0 does not fit"):
        load_document(png(tmp_path / "a.png", text))


def test_that_a_text_that_swells_is_refused(tmp_path):
    assert "damaged" in only_sentence(png(tmp_path / "bomb.png", "#" * 50_000_000, compressed=True))


def test_that_a_picture_that_claims_a_billion_pixels_is_not_decoded(tmp_path):
    raw = bytearray(png(tmp_path / "a.png", document_text(document_of(default_setup()))).read_bytes())
    raw[16:24] = struct.pack(">II", 2**31 - 1, 2**31 - 1)
    raw[29:33] = struct.pack(">I", zlib.crc32(raw[12:29]))
    (tmp_path / "a.png").write_bytes(raw)
    assert "damaged" in only_sentence(tmp_path / "a.png")


@pytest.mark.parametrize(("name", "head"), [("a.toml", b""), ("a.png", b"\x89PNG\r\n\x1a\n")])
def test_that_a_huge_file_is_refused_before_it_is_read(tmp_path, name, head):
    with (tmp_path / name).open("wb") as file:
        file.write(head)
        file.truncate(10**12)
    assert "too large" in only_sentence(tmp_path / name)
    assert MOST_BYTES < MOST_PNG_BYTES


@pytest.mark.parametrize(("name", "error"), [("nothing.toml", FileNotFoundError), ("folder", IsADirectoryError)])
def test_that_what_cannot_be_read_is_an_error_of_the_system(tmp_path, name, error):
    (tmp_path / "folder").mkdir()
    with pytest.raises(error):
        load_document(tmp_path / name)


def sentences_of(path: Path) -> list[str]:
    """What is said of a file; nothing where it is sound."""
    try:
        load_document(path)
    except FileMistakesError as error:
        return [str(mistake) for mistake in error.mistakes] or [""]
    return []


# Damage

_FORBIDDEN = (
    *("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename"),
    *("subprocess.", "socket.", "shutil.", "pickle.", "ctypes."),
)
_watching = False
_seen: list[str] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    writes = event == "open" and isinstance(arguments[1], str) and bool(set(arguments[1]) & set("wax+"))
    if writes or event.startswith(_FORBIDDEN):
        _seen.append(event)


@contextmanager
def nothing_done() -> Iterator[None]:
    """Fails where the code within starts, sends, removes or writes anything."""
    global _watching
    if not hasattr(sys, "_descent_lab_hook"):
        sys.addaudithook(_hook)
        sys._descent_lab_hook = True  # type: ignore[attr-defined]
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert _seen == []


def test_that_the_watch_sees_what_it_should(tmp_path):
    with pytest.raises(AssertionError, match="open"), nothing_done():
        (tmp_path / "x").write_text("")


_HOSTILE = (b"\0", b"\xff", b"'''", b'"""', b"[[", b"]", b"=", b".", b"\n", b"inf", b"nan", b"1e999", b"{" * 50, b"x." * 40)


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with one to five accidents: flipped, cut, doubled, swapped or overwritten."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 5)):
        if not data:
            break
        at, length = dice.randrange(len(data)), dice.choice((1, 2, 8, 100, 5000))
        match dice.randrange(7):
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length]
            case 3:
                data[at : at + length] = dice.randbytes(length)
            case 4:
                del data[at:]
            case 5:
                other = dice.randrange(len(data))
                data[at : at + length], data[other : other + length] = data[other : other + length], data[at : at + length]
            case 6:
                data[at:at] = dice.choice(_HOSTILE)
    return bytes(data)


@pytest.mark.parametrize("kind", ["toml", "png"])
def test_that_a_thousand_damaged_files_are_each_a_sentence_and_nothing_else(tmp_path, kind):
    text = experiment_text()
    whole = tmp_path / f"whole.{kind}"
    if kind == "png":
        png(whole, text, compressed=False)
    else:
        whole.write_text(text, encoding="utf-8")
    load_document(whole)
    raw, dice = whole.read_bytes(), random.Random(5)
    told: list[list[str]] = []
    for _ in range(DAMAGES):
        file = tmp_path / f"damaged.{kind}"
        file.write_bytes(damaged(raw, dice))
        with nothing_done():
            told.append(sentences_of(file))
    # Most of the damage does damage.
    assert sum(bool(sentences) for sentences in told) > DAMAGES / 2
    assert all(0 < len(sentence) < 700 for sentences in told for sentence in sentences)
