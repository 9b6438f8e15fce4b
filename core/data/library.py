"""Which data sets there are on this computer, and the loading of them."""

import os
import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir, user_data_dir

from core.data.dataset import DataError, Dataset
from core.data.digits import DIGITS_KEY, DIGITS_NAME, load_digits
from core.data.four_files import FILE_NAMES, find_files, has_all_files, read_folder
from core.text import tr

MNIST_KEY, MNIST_NAME = "mnist", "MNIST"
_KEPT = 2


@dataclass(frozen=True)
class Entry:
    """A data set that can be loaded, or could be if it were found. `folder` is None for digits, and for what is not found."""

    key: str
    name: str  # to be shown with `tr`
    folder: Path | None
    found: bool


class DataLibrary:
    """Finds data sets in `folders`, the first folder first, and keeps the last two that were loaded.

    A folder offers each of its sub-folders that has the four IDX files, and "mnist" if it has them itself; a sub-folder of the
    same name in a later folder is hidden. `cache` is where the digits are kept once they are drawn; `download_folder` is where
    MNIST belongs when it is fetched, by default in the last of the folders.
    """

    def __init__(self, folders: Sequence[Path], cache: Path, download_folder: Path | None = None) -> None:
        self._folders = tuple(folders)
        self._cache = cache
        self._download_folder = download_folder or (self._folders[-1] if self._folders else cache) / MNIST_KEY
        self._added: dict[str, Path] = {}
        self._loaded: dict[tuple[object, ...], Dataset] = {}

    @property
    def download_folder(self) -> Path:
        """The folder for the files of MNIST when they are fetched."""
        return self._download_folder

    def keys(self) -> list[str]:
        """The data sets that can be loaded now: MNIST first if it was found, then the digits, then all others."""
        return [entry.key for entry in self.entries() if entry.found]

    def entries(self) -> list[Entry]:
        """All data sets, in the order of `keys`; MNIST also when it was not found."""
        found = self._find()
        mnist = found.pop(MNIST_KEY, None)
        return [
            Entry(MNIST_KEY, MNIST_NAME, mnist, mnist is not None),
            Entry(DIGITS_KEY, DIGITS_NAME, None, True),
            *(Entry(key, folder.name, folder, True) for key, folder in sorted(found.items())),
        ]

    def is_found(self, key: str) -> bool:
        """Whether this data set can be loaded now."""
        return key == DIGITS_KEY or key in self._find()

    def load(self, key: str) -> Dataset:
        """The data set with this key.

        Raises:
            DataError: if it is not found or its files are damaged.
        """
        folder = None if key == DIGITS_KEY else self._find().get(key)
        if folder is None and key != DIGITS_KEY:
            raise DataError(self._not_found_text(key))
        stamp = (key, *_stamp(folder))
        # Taken out and put back at the end: the first in the dictionary is the one that has not been asked for longest.
        dataset = self._loaded.pop(stamp, None) or self._read(key, folder)
        self._loaded[stamp] = dataset
        while len(self._loaded) > _KEPT:
            del self._loaded[next(iter(self._loaded))]
        return dataset

    def add_folder(self, folder: Path) -> str:
        """Take a folder with the four files in; returns the key of its data set: "mnist" for MNIST itself, else from the folder's name.

        Raises:
            DataError: if the folder has no data set.
        """
        folder = folder.absolute()
        dataset = read_folder(folder, MNIST_KEY, MNIST_NAME)
        key = MNIST_KEY if dataset.verified else self._free_key(folder)
        self._added[key] = folder
        return key

    def _read(self, key: str, folder: Path | None) -> Dataset:
        if folder is None:
            return load_digits(self._cache)
        return read_folder(folder, key, MNIST_NAME if key == MNIST_KEY else folder.name)

    def _find(self) -> dict[str, Path]:
        """The folder of each data set: what was added first, then as the folders are searched, and last what needs a number."""
        found = {key: folder for key, folder in self._added.items() if has_all_files(folder)}
        others = []
        for top in self._folders:
            if has_all_files(top):
                found.setdefault(MNIST_KEY, top)
            for folder in _subfolders(top):
                key = _slug(folder)
                if key != DIGITS_KEY and has_all_files(folder) and found.setdefault(key, folder) != folder:
                    others.append(folder)
        for folder in others:
            if not _is_hidden(folder, found):
                found[_numbered(folder, found)] = folder
        return found

    def _free_key(self, folder: Path) -> str:
        taken = {key: place for key, place in self._find().items() if place != folder} | {DIGITS_KEY: None}
        return _numbered(folder, taken)

    def _not_found_text(self, key: str) -> str:
        if key == MNIST_KEY:
            return tr(
                "MNIST was not found. Fetch it with “data fetch mnist”, or copy the four files {files} (each plain or as .gz) "
                "into {folder}."
            ).format(files=", ".join(FILE_NAMES), folder=self._download_folder)
        return tr(
            "There is no data set “{key}”. There are: {keys}. To add one, copy its four files {files} (each plain or as .gz) into {folder}."
        ).format(key=key, keys=", ".join(self.keys()), files=", ".join(FILE_NAMES), folder=self._download_folder.parent / key)


def default_library(data: Path | None = None, environment: Mapping[str, str] = os.environ) -> DataLibrary:
    """The library of this user: `data` first, then the folder named by DESCENT_LAB_DATA, then the user's data folder."""
    own = Path(user_data_dir("descent-lab", appauthor=False))
    named = environment.get("DESCENT_LAB_DATA")
    folders = [folder.expanduser() for folder in (data, Path(named) if named else None) if folder is not None]
    cache = Path(user_cache_dir("descent-lab", appauthor=False))
    return DataLibrary([*folders, own], cache, download_folder=(data.expanduser() if data else own) / MNIST_KEY)


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:  # not there, or not ours to read
        return []


def _slug(folder: Path) -> str:
    """Lower case letters and figures of any language with hyphens between."""
    plain = unicodedata.normalize("NFC", folder.name.lower())
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "data"


def _numbered(folder: Path, taken: Container[str]) -> str:
    """The key that the name of the folder makes, with a number where it is taken."""
    key, number = _slug(folder), 1
    while key in taken:
        number += 1
        key = f"{_slug(folder)}-{number}"
    return key


def _is_hidden(folder: Path, found: Mapping[str, Path]) -> bool:
    """Whether this set, whose key is taken, is another edition of one that was found earlier: of the same name, or MNIST."""
    is_another_mnist = _slug(folder) == MNIST_KEY and found[MNIST_KEY].parent != folder.parent
    return is_another_mnist or any(other.name == folder.name for other in found.values())


def _stamp(folder: Path | None) -> tuple[object, ...]:
    """What changes when the files of a folder are replaced."""
    if folder is None:
        return ()
    try:
        return tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in find_files(folder).values())
    except OSError:
        return (object(),)  # equal to nothing: it will be read, and the error told there
