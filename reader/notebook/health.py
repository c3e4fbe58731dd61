"""How a notebook is, without touching it: for a check, before anything is mended."""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.notebook.backups import backups, has_backups
from reader.notebook.documents import is_note, kind_of
from reader.notebook.drafts import Draft, Drafts
from reader.notebook.layout import DamagedError, parse
from reader.notebook.recovery import count, merge, newest_backup, salvage
from reader.notebook.schema import Tables, schema_of
from reader.notebook.troubles import trouble


@dataclass(frozen=True, slots=True)
class Health:
    """What was found of a notebook.

    `damage` is a clause ("it is empty"), None where the file is whole or there
    is nothing yet. `size` is in bytes. `notes`, `bookmarks` and `deleted` count
    what is there, in a damaged notebook what would be there once it is mended:
    opening it does that, and sets the damaged file aside. `backups` tell when
    each was made, newest first; `set_aside` are damaged files of earlier times.
    """

    path: Path
    damage: str | None
    schema: int | None
    size: int
    notes: int
    bookmarks: int
    deleted: int
    backups: tuple[str, ...]
    set_aside: tuple[Path, ...]
    drafts: tuple[Draft, ...]


def examine(path: Path) -> Health:
    """Look at a notebook and change nothing. Raises ReaderError where it cannot be read."""
    path = Path(os.path.realpath(path))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = None
    except OSError as error:
        raise trouble(error, "The notebook could not be read", path.parent) from error
    known = backups(path)
    damage, tables = _parsed(data, missing=has_backups(path))
    if damage is not None:
        backup = newest_backup(path)
        tables = merge([salvage(data or b""), backup[1] if backup else {}])
    live = count(tables)
    kept = [note for note in tables.get("notes", {}).values() if is_note(note)]
    with_words = sum(kind_of(note["note"]) == "note" for note in kept if "deleted" not in note)
    return Health(
        path=path,
        damage=damage,
        schema=schema_of(tables),
        size=len(data or b""),
        notes=with_words,
        bookmarks=live - with_words,
        deleted=len(kept) - live,
        backups=tuple(backup.spoken for backup in known),
        set_aside=tuple(sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"))),
        drafts=Drafts(path.parent / "drafts").orphaned(),
    )


def _parsed(data: bytes | None, *, missing: bool) -> tuple[str | None, Tables]:
    if data is None:
        return ("it is missing" if missing else None), {}
    try:
        return None, parse(data)
    except DamagedError as damaged:
        return str(damaged), {}
