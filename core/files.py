"""Files written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def all_or_nothing(targets: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Paths to write to, by name; on success they take the targets' places, on failure they are removed.

    Missing folders are made. The temporary files stand beside their targets, so that the last move is atomic.

    Raises:
        OSError: if a folder or a file cannot be made.
    """
    with ExitStack() as cleanup:
        drafts: dict[str, Path] = {}
        for name, target in targets.items():
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
            os.close(handle)
            drafts[name] = Path(draft)
            cleanup.callback(drafts[name].unlink, missing_ok=True)
        yield drafts
        for name, target in targets.items():
            drafts[name].chmod(0o666 & ~_umask())
            drafts[name].replace(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
