"""A folder with the four files of a data set: training and test, images and labels; and whether they are MNIST itself."""

from collections.abc import Mapping
from pathlib import Path

from core.data.dataset import DataError, Dataset
from core.data.idx import IdxFile, read_idx_file
from core.text import tr

# SHA-256 of the decompressed MNIST files, in the order in which a set is read.
MNIST_SUMS: Mapping[str, str] = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
FILE_NAMES = tuple(MNIST_SUMS)


def find_files(folder: Path) -> dict[str, Path]:
    """Those of the four files that stand in `folder`, by their proper names; each may be plain or .gz, or written with `.idx`."""
    found = {}
    for name in FILE_NAMES:
        dotted = name.replace("-idx", ".idx")
        for spelling in (name, f"{name}.gz", dotted, f"{dotted}.gz"):
            path = folder / spelling
            if _is_file(path):
                found[name] = path
                break
    return found


def has_all_files(folder: Path) -> bool:
    """Whether all four files stand in `folder`."""
    return len(find_files(folder)) == len(FILE_NAMES)


def read_folder(folder: Path, key: str, name: str) -> Dataset:
    """The data set in `folder`.

    Raises:
        DataError: if a file is missing or damaged, or if they do not belong together.
    """
    found = find_files(folder)
    missing = [file for file in FILE_NAMES if file not in found]
    if missing:
        raise DataError(
            tr("{folder} lacks {files}. A data set has the four files {all}, each plain or as .gz.").format(
                folder=folder, files=", ".join(missing), all=", ".join(FILE_NAMES)
            )
        )
    files: dict[str, IdxFile] = {file: read_idx_file(found[file]) for file in FILE_NAMES}
    train_images, train_labels, test_images, test_labels = (files[file].values for file in FILE_NAMES)
    return Dataset(
        key=key,
        name=name,
        train_images=train_images,
        train_labels=train_labels,
        test_images=test_images,
        test_labels=test_labels,
        verified=all(files[file].sha256 == MNIST_SUMS[file] for file in FILE_NAMES),
        source=str(folder),
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be entered has nothing for us
        return False
