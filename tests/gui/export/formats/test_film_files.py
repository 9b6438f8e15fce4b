"""Films read back by other programs, and what is left where one could not be written: nothing."""

import errno
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import GifImagePlugin, Image

import gui.export.formats.video
from gui.export.film.stage import open_film
from gui.export.formats.palette import UNCHANGED, Deltas, SharedPalette
from gui.export.formats.video import VideoMissingError
from gui.export.registry import APNG, FILMS, GIF, MP4
from tests.helpers.films import moving_dot, pixels, read_film, rgb

ROOT = Path(__file__).parents[4]
KINDS = list(FILMS)


def written(path, kind, frames, ticks=None, rate=25, texts=None):
    size = (frames[0].shape[1], frames[0].shape[0])
    with open_film(path, kind, size, rate, [frames[0], frames[-1]], texts or {}) as film:
        for frame, count in zip(frames, ticks or [1] * len(frames), strict=True):
            film.add(frame, count)
    return read_film(path, kind)


@pytest.mark.parametrize("kind", [GIF, APNG])
def test_that_a_film_has_the_frames_that_were_added_within_the_error_of_the_palette(tmp_path, kind):
    frames = moving_dot(12)
    seen = written(tmp_path / f"film{kind.suffixes[0]}", kind, frames)
    # Each frame for itself, without deltas, is what the palette makes of it.
    palette = SharedPalette([frames[0], frames[-1]])
    nearest = np.array([palette.colours[palette.indices(frame)] for frame in frames])
    assert np.array_equal(seen.frames, nearest)
    error = np.abs(seen.frames.astype(int) - np.array([rgb(frame) for frame in frames]))
    assert error.mean() < 2
    assert error.max() < 24


@pytest.mark.parametrize("kind", [GIF, APNG])
def test_that_few_colours_are_kept_to_the_bit(tmp_path, kind):
    rng = np.random.default_rng(3)
    frames = [pixels(np.array([[10, 20, 30], [250, 128, 7], [255, 255, 255]], np.uint8)[rng.integers(0, 3, (40, 50))]) for _ in range(5)]
    assert np.array_equal(written(tmp_path / "film", kind, frames).frames, np.array([rgb(frame) for frame in frames]))


def test_that_a_video_has_the_frames_that_were_added_roughly(tmp_path):
    frames = moving_dot(12)
    seen = written(tmp_path / "film.mp4", MP4, frames, [1] * 11 + [4])
    assert seen.frames.shape == (15, 162, 200, 3)  # an odd side gets one more line
    drawn = np.array([rgb(frame) for frame in [*frames, *[frames[-1]] * 3]])
    assert np.abs(seen.frames[:, :161].astype(int) - drawn).mean() < 3
    # And no frame stands in the place of another.
    for number, frame in enumerate(seen.frames[:10]):
        assert np.argmin([np.abs(frame[:161].astype(int) - rgb(other)).mean() for other in frames[:11]]) == number


def test_that_a_video_says_how_its_colours_are_meant_and_keeps_to_it(tmp_path):
    colours = [(190, 30, 60), (20, 160, 90), (40, 60, 220), (255, 255, 255), (0, 0, 0)]
    frames = [pixels(np.broadcast_to(np.array(colour, np.uint8), (64, 64, 3))) for colour in colours]
    seen = written(tmp_path / "film.mp4", MP4, frames)
    assert np.abs(seen.frames[:, 32, 32].astype(int) - np.array(colours)).max() <= 4
    with av.open(str(tmp_path / "film.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rate", [5, 25, 30])
def test_that_each_frame_is_seen_as_long_as_asked_for(tmp_path, kind, rate):
    ticks = [1, 1, 3, 1, 1, 1, 8]
    seen = written(tmp_path / "film", kind, moving_dot(7), ticks, rate)
    if kind is MP4:
        ticks = [1] * sum(ticks)
    assert len(seen.seconds) == len(ticks)
    grain = Fraction(1, 1000) if kind is not GIF else Fraction(1, 100)  # Pillow reads an APNG's time in whole milliseconds
    assert all(abs(shown - Fraction(count, rate)) <= grain for shown, count in zip(seen.seconds, ticks, strict=True))
    assert abs(sum(seen.seconds) - Fraction(sum(ticks), rate)) <= len(ticks) * Fraction(1, 2000) + Fraction(1, 200)


def test_that_a_gif_has_one_palette(tmp_path):
    path = tmp_path / "film.gif"
    written(path, GIF, moving_dot(6))
    data = path.read_bytes()
    assert data[10] & 0x80  # the palette of all
    at, local = 13 + 3 * 256, []
    while data[at : at + 1] != b";":
        if data[at : at + 1] == b"!":
            at += 2
        else:
            assert data[at : at + 1] == b","
            local.append(bool(data[at + 9] & 0x80))
            at += 11
        while data[at]:
            at += data[at] + 1
        at += 1
    assert local == [False] * 6


def test_that_what_does_not_change_costs_nothing(tmp_path):
    frame = moving_dot(2)[0]
    for kind in (GIF, APNG):
        sizes = []
        for count in (2, 102):
            written(tmp_path / "film", kind, [frame] * count)
            sizes.append((tmp_path / "film").stat().st_size)
        assert sizes[1] - sizes[0] < 100 * 100


def test_that_an_animated_png_carries_texts_and_is_a_plain_png_for_others(tmp_path):
    path = tmp_path / "film.png"
    texts = {"Title": "Mulde η", "experiment": "start = [1, 2]\n" * 200}
    frames = moving_dot(4)
    seen = written(path, APNG, frames, texts=texts)
    assert seen.texts == texts
    with Image.open(path) as image:
        assert image.info["loop"] == 0
        assert not image.info.get("default_image", False)


def test_that_films_of_pillow_open_without_a_complaint_in_qt(qapp, tmp_path):
    from PySide6.QtGui import QImageReader

    written(tmp_path / "film.gif", GIF, moving_dot(6))
    reader = QImageReader(str(tmp_path / "film.gif"))
    assert reader.imageCount() == 6
    images = [reader.read() for _ in range(6)]
    assert not any(image.isNull() for image in images)
    assert images[0].pixelColor(20, 30).red() > images[0].pixelColor(20, 30).green() + 100
    assert images[4].pixelColor(20, 30) != images[0].pixelColor(20, 30)


@given(st.data())
def test_that_changes_laid_on_each_other_make_the_frames(data):
    shape = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 7)))
    count = data.draw(st.integers(1, 5))
    colours = st.integers(0xFF000000, 0xFF000003)
    frames = [
        np.array(data.draw(st.lists(colours, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])), np.uint32).reshape(shape)
        for _ in range(count)
    ]
    palette = SharedPalette(frames)
    deltas = Deltas(palette)
    shown = np.zeros(shape, np.uint8)
    for frame in frames:
        change = deltas.next(frame)
        rows, columns = change.indices.shape
        place = shown[change.y : change.y + rows, change.x : change.x + columns]
        place[change.indices != UNCHANGED] = change.indices[change.indices != UNCHANGED]
        assert np.array_equal(palette.colours[shown], rgb(frame))


@pytest.mark.parametrize("colours", [1, 255, 256, 5000])
def test_that_a_palette_leaves_the_last_index_free_and_takes_the_nearest_colour(colours):
    values = np.random.default_rng(colours).choice(1 << 24, colours, replace=False).astype(np.uint32).reshape(1, -1)
    palette = SharedPalette([values | np.uint32(0xFF000000)])
    indices = palette.indices(values)
    assert indices.max() < UNCHANGED
    assert len(palette.colours) <= 255
    if colours <= 255:
        assert np.array_equal(palette.colours[indices], rgb(values))
    distances = ((rgb(values)[0].astype(int)[:, None] - palette.colours.astype(int)[None]) ** 2).sum(axis=2)
    assert np.array_equal(distances[np.arange(colours), indices[0]], distances.min(axis=1))


def test_that_colours_that_few_pixels_have_are_kept_if_they_stand_out():
    # A ground of many shades, and thin lines in two inks.
    shades = np.arange(40_000, dtype=np.uint32).reshape(200, 200) // 100
    frame = np.uint32(0xFF8080A0) + (shades % 60) * np.uint32(0x010101) + shades // 60 % 7 * np.uint32(0x000100)
    for row, ink in ((20, 0xFFC00010), (90, 0xFF007A50)):
        frame[row, 30:60] = ink
    palette = SharedPalette([frame])
    assert len(np.unique(frame)) > 255
    error = np.abs(palette.colours[palette.indices(frame)].astype(int) - rgb(frame))
    assert error.max() <= 3
    assert (error[20, 30:60] == 0).all()
    assert (error[90, 30:60] == 0).all()


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("after", "is_there"), [(0, True), (1, False), (5, True)])
def test_that_a_film_that_is_broken_off_leaves_nothing_behind(tmp_path, kind, after, is_there):
    path = tmp_path / f"film{kind.suffixes[0]}"
    if is_there:
        path.write_bytes(b"what was there")
    frames = moving_dot(6)

    def broken_off():
        with open_film(path, kind, (200, 161), 25, frames[:1]) as film:
            for frame in frames[:after]:
                film.add(frame)
            raise StoppedError

    with pytest.raises(StoppedError):
        broken_off()
    assert [file.name for file in tmp_path.iterdir()] == ([path.name] if is_there else [])
    assert not is_there or path.read_bytes() == b"what was there"


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_folder_removed_in_mid_film_is_an_error_and_not_made_again(tmp_path, kind):
    folder = tmp_path / "slides"
    folder.mkdir()
    frames = moving_dot(3)

    def broken():
        with open_film(folder / "film", kind, (200, 161), 25, frames) as film:
            film.add(frames[0])
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
            film.add(frames[1])

    with pytest.raises(FileNotFoundError):
        broken()
    assert not folder.exists()


# A process that may write no file longer than this: to a program the same as a disk that is full.
_FULL = """
import resource, sys
from pathlib import Path
from gui.export.film.stage import open_film
from gui.export.registry import FILMS
from tests.helpers.films import moving_dot
import numpy as np
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
noise = [frame ^ np.random.default_rng(0).integers(0, 1 << 20, frame.shape, np.uint32) for frame in moving_dot(6)]
try:
    with open_film(Path(sys.argv[1]), next(kind for kind in FILMS if kind.key == sys.argv[2]), (200, 161), 25, noise[:2]) as film:
        for frame in noise:
            film.add(frame)
except OSError as error:
    print("OSError", error.errno, error)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_full_disk_is_an_error_that_leaves_nothing_behind(tmp_path, kind):
    path = tmp_path / f"film{kind.suffixes[0]}"
    path.write_bytes(b"what was there")
    result = subprocess.run(
        [sys.executable, "-c", _FULL, str(path), kind.key], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.stdout.startswith(f"OSError {errno.EFBIG}"), result.stderr
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"what was there"


def test_that_without_pyav_a_sentence_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(gui.export.formats.video, "find_spec", lambda _name: None)
    with (
        pytest.raises(VideoMissingError, match=r"descent-lab\[video\]"),
        open_film(tmp_path / "film.mp4", MP4, (200, 160), 25, []),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_that_a_film_is_of_the_same_bytes_each_time(tmp_path):
    frames = moving_dot(4)
    for kind in (GIF, APNG):
        written(tmp_path / "one", kind, frames)
        written(tmp_path / "two", kind, frames)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_that_pillow_still_writes_frames_one_by_one():
    # Two functions that Pillow calls a legacy: if they go, `animation` has to write the header itself.
    assert callable(GifImagePlugin.getheader)
    assert callable(GifImagePlugin.getdata)
