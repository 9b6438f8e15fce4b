"""The last session: what was raced when the program was closed, or was killed. One small file, written whole."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from core.experiment.document import Document
from core.files import readable, write_whole
from core.formats.document import parse_document
from core.formats.document_tables import MOST_BYTES
from core.formats.document_text import document_text
from core.formats.mistakes import FileMistakesError

_VERSION = 1
# A few documents, with their line breaks and quotes written as two characters each.
_MOST_BYTES = 5 * MOST_BYTES


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    version: int
    closed: bool
    path: str
    path_bytes: str = ""
    text: str
    other_path: str = ""
    other_path_bytes: str = ""
    other_text: str = ""
    others: list[dict[str, str]] = []
    """Where there are more than two kinds of problem: what waited in the others."""


@dataclass(frozen=True)
class SavedExperiment:
    """An experiment and the file that it was opened from or saved to, if there is one."""

    document: Document
    path: Path | None = None


@dataclass(frozen=True)
class Session:
    """What was raced, and what waited in other kinds of problem. `is_closed`: the program was closed as it should be."""

    current: SavedExperiment
    others: tuple[SavedExperiment, ...] = ()
    is_closed: bool = False


def write_session(path: Path, session: Session) -> None:
    """Write the session, whole or not at all.

    Raises:
        OSError: if it cannot be written.
        DocumentTooLargeError: if an experiment has too many changes to be kept.
    """
    sheet: dict[str, object] = {"version": _VERSION, "closed": session.is_closed, **_kept_values(session.current)}
    for first in session.others[:1]:
        sheet |= {f"other_{name}": value for name, value in _kept_values(first).items()}
    if session.others[1:]:
        sheet["others"] = [_kept_values(other) for other in session.others[1:]]
    write_whole(path, json.dumps(sheet, ensure_ascii=False, indent=1), durable=False)


def read_session(path: Path) -> Session | None:
    """The session that was kept; None where there is none, or it is damaged, or of another version: nothing is lost that was saved."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            return None
        sheet = _Sheet.model_validate_json(raw)
        if sheet.version != _VERSION:
            return None
        current = _read_saved(sheet.text, sheet.path, sheet.path_bytes)
        others = [_read_saved(sheet.other_text, sheet.other_path, sheet.other_path_bytes)] if sheet.other_text else []
        others += [_read_saved(**other) for other in sheet.others]
    except (OSError, ValidationError, ValueError, TypeError, FileMistakesError):
        return None
    return Session(current, tuple(others), sheet.closed)


def _kept_values(kept: SavedExperiment) -> dict[str, str]:
    """One experiment of a session. A path that is no UTF-8, which JSON cannot hold, is kept byte by byte beside its readable form."""
    path = str(kept.path or "")
    values = {"path": readable(path), "text": document_text(kept.document)}
    return values if values["path"] == path else values | {"path_bytes": os.fsencode(path).hex()}


def _read_saved(text: str, path: str = "", path_bytes: str = "") -> SavedExperiment:
    """An experiment of a session, as `_kept_values` wrote it."""
    if path_bytes:
        return SavedExperiment(parse_document(text), Path(os.fsdecode(bytes.fromhex(path_bytes))))
    return SavedExperiment(parse_document(text), Path(path) if path else None)
