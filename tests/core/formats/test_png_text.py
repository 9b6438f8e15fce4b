"""Texts inside a PNG, read back by Pillow: whatever is written comes out, to the letter."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.formats.png_text import with_texts


def png(mode="RGB"):
    buffer = io.BytesIO()
    Image.new(mode, (3, 2), 7).save(buffer, "PNG")
    return buffer.getvalue()


TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=200)


@given(TEXT)
def test_that_any_text_comes_out_as_it_went_in(text):
    image = Image.open(io.BytesIO(with_texts(png(), {"descent-lab": text})))
    image.load()
    assert image.text == {"descent-lab": text}


def test_that_lines_blanks_and_korean_stay():
    texts = {"first": 'title = "학습률 η 0.4"\r\n\n  [problem]\n\tstart = [1, 2]\n ', "second": "a: b\n\nc: d", "empty": ""}
    image = Image.open(io.BytesIO(with_texts(png(), texts)))
    image.load()
    assert image.text == texts


def test_that_the_pixels_stay():
    plain = png("RGBA")
    with Image.open(io.BytesIO(with_texts(plain, {"key": "x" * 100_000}))) as written, Image.open(io.BytesIO(plain)) as before:
        assert written.tobytes() == before.tobytes()


@pytest.mark.parametrize("keyword", ["", " x", "x ", "k" * 80, "줄", "a\0b", "a\nb"])
def test_that_a_keyword_that_the_format_does_not_know_is_refused(keyword):
    with pytest.raises(ValueError, match="keyword"):
        with_texts(png(), {keyword: "text"})


def test_that_a_text_with_a_nul_and_what_is_no_png_are_refused():
    with pytest.raises(ValueError, match="NUL"):
        with_texts(png(), {"key": "a\0b"})
    for other in (b"", b"GIF89a", png()[1:], b"x" + png()[1:], png()[:12] + b"ihdr" + png()[16:]):
        with pytest.raises(ValueError, match="no PNG"):
            with_texts(other, {"key": "text"})


def test_that_a_keyword_of_one_or_of_79_letters_is_taken():
    for keyword in ("k", "k" * 79):
        image = Image.open(io.BytesIO(with_texts(png(), {keyword: "text"})))
        image.load()
        assert image.text == {keyword: "text"}
