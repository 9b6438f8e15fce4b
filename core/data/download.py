"""MNIST from its public mirrors: the known bytes or nothing, and nothing half-written whatever happens on the way."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from core.data.dataset import DataError
from core.data.four_files import FILE_NAMES, MNIST_SUMS, find_files
from core.data.idx import read_idx_file
from core.text import tr

MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/")
TRIES = 2  # of each mirror, where the fault may pass
_CHUNK_BYTES = 1 << 14  # small, so that slow lines also report and can be cancelled
_MOST_BYTES = 1 << 26  # of one file; a mirror that sends without end is stopped here
_PASSING_ANSWERS = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class RemoteFile:
    """A file on the mirrors, which serve it as `name` with .gz behind: SHA-256 when decompressed, and bytes as they are served."""

    name: str
    sha256: str
    size: int


MNIST_FILES = tuple(
    RemoteFile(name, MNIST_SUMS[name], size) for name, size in zip(FILE_NAMES, (9_912_422, 28_881, 1_648_877, 4_542), strict=True)
)


@dataclass(frozen=True)
class Progress:
    """How far a download is, over all files that are fetched."""

    file: str  # that is being fetched
    done: int  # bytes
    total: int  # bytes, as the mirrors are known to serve them
    rate: float  # bytes per second since the beginning
    mirror: str  # the host that serves

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 1.0


class _MirrorError(Exception):
    """A mirror did not give a file. The text is the reason, to stand behind the name of the mirror."""

    def __init__(self, reason: str, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


class _DiskError(Exception):
    """A file cannot be written; another mirror would not help."""


def fetch_mnist(
    folder: Path,
    progress: Callable[[Progress], None],
    mirrors: Sequence[str] = MIRRORS,
    *,
    files: Sequence[RemoteFile] = MNIST_FILES,
    timeout_s: tuple[float, float] = (5.0, 10.0),
    pause_s: float = 1.0,
) -> None:
    """Fetch `files` into `folder`, those that are missing or damaged; sound ones stay as they are.

    Each mirror is tried, and tried again after `pause_s` seconds where the fault may pass. The files are put into the folder
    when all of them have been found to be the known ones. `timeout_s` is how long connecting, and waiting for more bytes, may
    take. `progress` is called at every piece; what it raises ends the download, removes all that is half-written and is raised on.

    Raises:
        DataError: if the files cannot be had or cannot be written; the text says what to do.
    """
    with _folders_removed_on_failure(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            missing = _missing_files(folder, files)
            if not missing:
                return
            with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder, ignore_cleanup_errors=True) as drafts:
                transfer = _Transfer(missing, mirrors, progress, timeout_s, pause_s)
                for file in missing:
                    transfer.fetch(file, Path(drafts) / f"{file.name}.gz")
                for file in missing:
                    _put_in_place(Path(drafts) / f"{file.name}.gz", folder, file.name)
        except _DiskError as failure:
            raise DataError(_cannot_write(folder, str(failure))) from failure
        except _MirrorError as failure:
            raise DataError(
                tr(
                    "MNIST could not be fetched ({reasons}). Try again later, or copy the files {files} (each plain or as .gz) "
                    "into {folder}."
                ).format(reasons=failure, files=", ".join(file.name for file in files), folder=folder)
            ) from failure
        except OSError as error:
            raise DataError(_cannot_write(folder, error.strerror or str(error))) from error


class _Transfer:
    """The fetching of several files, which share one progress."""

    def __init__(
        self,
        files: Sequence[RemoteFile],
        mirrors: Sequence[str],
        progress: Callable[[Progress], None],
        timeout_s: tuple[float, float],
        pause_s: float,
    ) -> None:
        self._total = sum(file.size for file in files)
        self._finished = 0  # bytes of the files that are here
        self._mirrors = list(mirrors)
        self._progress = progress
        self._timeout_s = timeout_s
        self._pause_s = pause_s
        self._started = time.monotonic()

    def fetch(self, file: RemoteFile, draft: Path) -> None:
        """Write the known bytes of `file` to `draft`.

        Raises:
            _MirrorError: if no mirror has them.
            _DiskError: if they cannot be written.
        """
        reasons = []
        for mirror in tuple(self._mirrors):
            try:
                self._fetch_from(mirror, file, draft)
            except _MirrorError as failure:
                reasons.append(f"{_host(mirror)}: {failure}")
                # The next file begins with the mirror that worked.
                self._mirrors.append(self._mirrors.pop(0))
            else:
                self._finished += file.size
                return
        raise _MirrorError("; ".join(reasons), passing=False)

    def _fetch_from(self, mirror: str, file: RemoteFile, draft: Path) -> None:
        for attempt in range(1, TRIES + 1):
            try:
                self._download(mirror, file, draft)
                _check(file, draft)
                return
            except _MirrorError as failure:
                if not failure.passing or attempt == TRIES:
                    raise
            time.sleep(self._pause_s)

    def _download(self, mirror: str, file: RemoteFile, draft: Path) -> None:
        self._report(file, 0, mirror)
        try:
            with draft.open("wb") as stream:
                _receive(
                    f"{mirror.rstrip('/')}/{file.name}.gz", _Sink(stream, lambda done: self._report(file, done, mirror)), self._timeout_s
                )
        except OSError as error:
            raise _DiskError(error.strerror or str(error)) from error

    def _report(self, file: RemoteFile, done: int, mirror: str) -> None:
        done = self._finished + min(done, file.size)
        elapsed = time.monotonic() - self._started
        self._progress(Progress(file.name, done, self._total, done / elapsed if elapsed else 0.0, _host(mirror)))


def _receive(url: str, sink: "_Sink", timeout_s: tuple[float, float]) -> None:
    # Late, because they take a tenth of a second and most starts of the program fetch nothing.
    import pooch
    import requests

    with ExitStack() as connections:

        def close_at_the_end(response: requests.Response, **_: object) -> None:
            connections.callback(response.close)  # pooch leaves an answer open that is not read to its end

        download = pooch.HTTPDownloader(
            chunk_size=_CHUNK_BYTES,
            timeout=timeout_s,
            # These are files that happen to be compressed, not compressed answers, so nothing is to be decoded on the way.
            headers={"Accept-Encoding": "identity"},
            hooks={"response": close_at_the_end},
        )
        with _explain_failures():
            download(url, sink, None)


@contextmanager
def _explain_failures() -> Iterator[None]:
    """Turn what goes wrong on the network into a `_MirrorError` with its reason."""
    import requests

    try:
        yield
    except requests.HTTPError as error:
        code = error.response.status_code if error.response is not None else 0
        raise _MirrorError(tr("it answered {code}").format(code=code), code in _PASSING_ANSWERS) from error
    except requests.Timeout as error:
        raise _MirrorError(tr("it did not answer in time"), passing=True) from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise _MirrorError(tr("the connection broke off"), passing=True) from error
    except requests.exceptions.SSLError as error:
        raise _MirrorError(tr("its certificate is not trusted"), passing=False) from error
    except requests.ConnectionError as error:
        # A body that stops coming is reported as this, with the time-out inside.
        timed_out = "timed out" in str(error).lower()
        raise _MirrorError(tr("it did not answer in time") if timed_out else tr("no connection"), passing=True) from error
    except requests.RequestException as error:
        raise _MirrorError(tr("its answer cannot be understood"), passing=False) from error
    except OSError as error:
        raise _MirrorError(tr("no connection"), passing=True) from error


class _Sink:
    """Where pooch writes to: counts the bytes, reports them, and stops what has no end."""

    def __init__(self, stream: IO[bytes], report: Callable[[int], None]) -> None:
        self._stream = stream
        self._report = report
        self._done = 0

    def write(self, piece: bytes) -> None:
        self._done += len(piece)
        if self._done > _MOST_BYTES:
            raise _MirrorError(tr("it sends too much"), passing=False)
        try:
            self._stream.write(piece)
        except OSError as error:
            raise _DiskError(error.strerror or str(error)) from error
        self._report(self._done)

    def flush(self) -> None:
        """Nothing: the file is flushed when it is closed."""


def _check(file: RemoteFile, draft: Path) -> None:
    try:
        known = read_idx_file(draft).sha256 == file.sha256
    except DataError:
        known = False
    if not known:
        # A body without a length that was cut off looks like this too, so it may pass.
        raise _MirrorError(tr("it sent other bytes than those of MNIST"), passing=True)


def _missing_files(folder: Path, files: Sequence[RemoteFile]) -> list[RemoteFile]:
    """What has to be fetched. A sound file of another set is in the way: it is not ours to replace."""
    found = find_files(folder)
    missing = []
    for file in files:
        path = found.get(file.name)
        try:
            known = path is not None and read_idx_file(path).sha256 == file.sha256
        except DataError:
            known = False
        else:
            if path is not None and not known:
                raise DataError(
                    tr("{file} is of another data set, so MNIST is not put beside it. Move it to a folder of its own.").format(file=path)
                )
        if not known:
            missing.append(file)
    return missing


def _put_in_place(draft: Path, folder: Path, name: str) -> None:
    target = folder / draft.name
    damaged = find_files(folder).get(name)
    draft.replace(target)
    # A damaged file under another spelling would be found first.
    while damaged is not None and damaged != target:
        damaged.unlink()
        damaged = find_files(folder).get(name)


@contextmanager
def _folders_removed_on_failure(folder: Path) -> Iterator[None]:
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):  # not empty, or never made
                path.rmdir()
        raise


def _cannot_write(folder: Path, reason: str) -> str:
    return tr("MNIST cannot be written into {folder}: {reason}. Make room there or choose another folder with --data.").format(
        folder=folder, reason=reason
    )


def _host(mirror: str) -> str:
    return urlsplit(mirror).netloc or mirror
