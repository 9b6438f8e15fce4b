"""How a download goes: what it tells of its progress, how long it waits, and what it does where there is nothing to do."""

import errno
import gzip
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.data import download
from core.data.dataset import DataError
from core.data.download import Progress, RemoteFile, fetch_mnist
from tests.core.data.mirror import Mirror
from tests.helpers.mnist_files import small_set

CONTENT = small_set(train=40, test=12, side=10)
SERVED = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in CONTENT.items()}
FILES = tuple(RemoteFile(name, hashlib.sha256(content).hexdigest(), len(SERVED[f"{name}.gz"])) for name, content in CONTENT.items())
TOTAL = sum(file.size for file in FILES)


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """A mirror that does well and is asked for small pieces."""
    monkeypatch.setattr(download, "_CHUNK_BYTES", 512)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Mirror(SERVED, ("well",))
    yield served
    served.close()


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """A mirror that fails once and then does well."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Mirror(SERVED, (503, "well"))
    yield served
    served.close()


def test_that_the_share_is_never_more_than_all_and_all_where_there_is_nothing() -> None:
    assert [Progress("f", done, total, 1.0, "m").share for done, total in ((0, 10), (5, 10), (10, 10), (12, 10), (0, 0))] == [
        0.0,
        0.5,
        1.0,
        1.0,
        1.0,
    ]


def test_that_the_rate_is_that_since_the_beginning(tmp_path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Progress] = []
    moments = iter([10.0, 10.0])
    monkeypatch.setattr(download.time, "monotonic", lambda: next(moments, 14.0))
    fetch_mnist(tmp_path, seen.append, [mirror.address], files=FILES)
    assert seen[0].rate == 0.0
    assert all(progress.rate == progress.done / 4.0 for progress in seen[1:])
    assert seen[-1].done == seen[-1].total == TOTAL


def test_that_a_mirror_that_packs_worse_than_is_known_does_not_take_the_progress_beyond_all(tmp_path: Path, mirror: Mirror) -> None:
    seen: list[Progress] = []
    fetch_mnist(tmp_path, seen.append, [mirror.address], files=[replace(file, size=file.size // 2) for file in FILES])
    assert max(progress.done for progress in seen) == seen[-1].total == sum(file.size // 2 for file in FILES)
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)


def test_that_each_file_begins_where_the_last_one_ended(tmp_path: Path, mirror: Mirror) -> None:
    seen: list[Progress] = []
    fetch_mnist(tmp_path, seen.append, [mirror.address], files=FILES)
    begun = {}
    for progress in seen:
        begun.setdefault(progress.file, progress.done)
    sizes = [file.size for file in FILES]
    assert begun == {file.name: sum(sizes[:number]) for number, file in enumerate(FILES)}


def test_that_it_waits_before_it_tries_a_mirror_again_and_only_then(
    tmp_path: Path, faulty: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(download.time, "sleep", waited.append)
    fetch_mnist(tmp_path, lambda _: None, [faulty.address], files=FILES, pause_s=2.5)
    assert waited == [2.5]
    assert faulty.requests.total() == 5


def test_that_where_all_files_are_there_nothing_is_written_not_even_for_a_moment(
    tmp_path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_mnist(tmp_path, lambda _: None, [mirror.address], files=FILES)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    fetch_mnist(tmp_path, lambda _: pytest.fail("fetched"), [mirror.address], files=FILES)
    next(tmp_path.iterdir()).unlink()
    with pytest.raises(DataError, match="Permission denied"):
        fetch_mnist(tmp_path, lambda _: None, [mirror.address], files=FILES)


def test_that_a_mirror_that_goes_on_failing_is_tried_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for code, tries in ((408, 2), (425, 2), (429, 2), (500, 2), (502, 2), (503, 2), (504, 2), (400, 1), (404, 1), (501, 1)):
        served = Mirror(SERVED, (code,))
        try:
            with pytest.raises(DataError, match=f"it answered {code}"):
                fetch_mnist(tmp_path / "new", lambda _: None, [served.address], files=FILES, pause_s=0.0)
            assert served.requests.total() == tries, code
        finally:
            served.close()


def test_that_files_are_asked_for_as_they_are_and_every_answer_is_closed(
    tmp_path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pooch
    import requests

    asked: list[dict] = []
    closed: list[str] = []
    made, close = pooch.HTTPDownloader, requests.Response.close
    monkeypatch.setattr(pooch, "HTTPDownloader", lambda **options: asked.append(options) or made(**options))
    monkeypatch.setattr(requests.Response, "close", lambda self: closed.append(self.url) or close(self))
    fetch_mnist(tmp_path, lambda _: None, [mirror.address], files=FILES, timeout_s=(3.0, 7.0))
    assert [options["timeout"] for options in asked] == [(3.0, 7.0)] * 4
    assert {options["headers"]["Accept-Encoding"] for options in asked} == {"identity"}
    assert {url.rpartition("/")[2] for url in closed} == set(SERVED)
