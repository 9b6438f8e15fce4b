"""Files written whole or not at all, and names for new ones."""

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from core.text import tr

# Of the name of a temporary file; disks take 143 bytes or more.
_DRAFT_STEM_BYTES, _DRAFT_SUFFIX_BYTES = 80, 40
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_NAME = 60


def readable(name: str) -> str:
    """The name of a file as text that can be written. Linux takes names of any bytes; one that is not UTF-8 becomes �."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", name)


@contextmanager
def all_or_nothing(targets: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Paths to write to, by name; on success they take the targets' places, on failure they are removed.

    Missing folders are made, and on failure removed again. The temporary files stand beside their targets, so that the last move is atomic.

    Raises:
        OSError: if a folder or a file cannot be made.
    """
    with ExitStack() as cleanup:
        drafts: dict[str, Path] = {}
        made: list[Path] = []
        cleanup.callback(_remove_empty, made)
        for name, target in targets.items():
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            made += _made_folders(target.parent)
            prefix, suffix = _draft_name(target)
            handle, draft = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=target.parent)
            os.close(handle)
            drafts[name] = Path(draft)
            cleanup.callback(drafts[name].unlink, missing_ok=True)
        yield drafts
        for name, target in targets.items():
            drafts[name].chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            drafts[name].replace(target)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there: who mistypes one does not want it made.

    Raises:
        OSError: whose `strerror` says so in the program's own words.
    """
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, tr("there is no such folder"), str(folder))


def write_whole(path: Path, text: str, durable: bool = True) -> None:
    """Write a text in UTF-8, whole or not at all: whatever happens, there is the old file or the new one. A link stays a link.

    `durable`: also when the power is cut; this waits for the disk.

    Raises:
        OSError: if there is no such folder, or the file cannot be written.
    """
    check_folder(path.parent)
    with all_or_nothing({"text": path.resolve()}) as drafts, drafts["text"].open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        if durable:
            # Before the name changes hands, the content is on the disk: a power cut leaves no empty file under it.
            file.flush()
            os.fsync(file.fileno())


def is_draft_of(path: Path, target: Path) -> bool:
    """Whether a path is that of a temporary file beside its target."""
    prefix, suffix = _draft_name(target)
    return path.parent == target.parent and path.name.startswith(prefix) and path.suffix == suffix


def _draft_name(target: Path) -> tuple[str, str]:
    """How the name of a temporary file begins and ends. A name that is as long as the disk takes has no room for more."""
    stem = os.fsencode(target.stem)[:_DRAFT_STEM_BYTES].decode("utf-8", errors="ignore")
    suffix = target.suffix if len(os.fsencode(target.suffix)) <= _DRAFT_SUFFIX_BYTES else ""
    return f".{stem}-", suffix


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing. Those that were made, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        # It is a file. That it exists would help nobody.
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
    except OSError:
        _remove_empty(missing)
        raise
    return missing


def _remove_empty(folders: list[Path]) -> None:
    """Remove those that nothing is in, the innermost first."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def slug(text: str) -> str:
    """Lower case letters and figures of any language with hyphens between: a name that every file system takes. May be empty."""
    plain = unicodedata.normalize("NFC", text.lower())
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")


def proposed_name(title: str, *words: str, suffix: str) -> str:
    """A file name that says what is in it, such as ``seed-bowl-canvas-step-30.png``, of letters that every system takes."""
    return "-".join([slug(title) or "descent-lab", *words]) + suffix


def free_path(folder: Path, name: str) -> Path:
    """`name` in `folder`, or, where that is taken, the next that is free: ``name-2.png``, ``name-3.png`` …"""
    wanted = folder / name
    path, number = wanted, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return path
