"""What is done about a notebook that is damaged or missing.

Nothing is deleted and nothing is taken for empty: the damaged file gets a name
with its time, and a whole notebook is made of what can be read in it, of what
this program still knows, and of the newest good backup.
"""

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.notebook.atomic import settle
from reader.notebook.backups import copy, good_backups, last_change
from reader.notebook.documents import is_correction, is_note
from reader.notebook.layout import TABLES
from reader.notebook.schema import Document, Tables, is_newer, migrated

_TABLE = re.compile(rf'"({"|".join(TABLES)})"\s*:\s*$')
_LOOK_BACK = 40
"""Characters before a brace in which a table's name is looked for."""


def salvage(data: bytes) -> Tables:
    """The documents that are whole in a damaged file, table by table.

    A document belongs to the table whose name was met last; one before any
    table is kept when it has the shape of a note.
    """
    text = data.decode("utf-8", "replace")
    read = json.JSONDecoder().raw_decode
    found: dict[str, list[Document]] = {name: [] for name in TABLES}
    table = ""
    place = text.find("{")
    while place >= 0:
        after = place + 1
        if name := _TABLE.search(text, max(0, place - _LOOK_BACK), place):
            table = name[1]
        else:
            try:
                document, end = read(text, place)
            except ValueError:
                pass
            except RecursionError:  # no document of ours: try on the next line
                after = text.find("\n", place) + 1 or len(text)
            else:
                home = _home(document, table)
                if home:
                    found[home].append(document)
                    after = end
        place = text.find("{", after)
    return {name: _numbered(documents) for name, documents in found.items() if documents}


def merge(sources: Iterable[Tables]) -> Tables:
    """All documents of all sources, of each uid the newest: highest rev, then latest change.

    Where two are the same in that, the earlier source's is taken. What the
    sources say of themselves in `meta` is left out.
    """
    sources = tuple(sources)
    merged: Tables = {}
    for name in TABLES[1:]:
        newest: dict[str, Document] = {}
        for tables in sources:
            for document in tables.get(name, {}).values():
                uid = _uid(document)
                known = newest.get(uid)
                if known is None or _age(document) > _age(known):
                    newest[uid] = document
        merged[name] = _numbered(newest[uid] for uid in sorted(newest))
    return merged


def newest_backup(path: Path) -> tuple[str, Tables] | None:
    """What the newest good backup and the change after it hold, and what to call that."""
    change = last_change(path)
    later = migrated(change) if change is not None and not is_newer(change) else {}
    for backup, tables in good_backups(path):
        if not is_newer(tables):
            name = f"the backup of {backup.spoken}"
            if later:
                name += " and the copy of the last change"
            return name, merge([migrated(tables), later])
    return ("the copy of the last change", merge([later])) if later else None


def set_aside(path: Path, data: bytes) -> Path:
    """Give the damaged file at `path`, of these bytes, a name with its time. Raises OSError.

    It keeps its own name too, until a whole notebook is put in its place. A
    file that was set aside before, when that was cut short, is found again.
    """
    stem, suffix = path.stem, path.suffix
    for known in sorted(path.parent.glob(f"{stem}.damaged-*{suffix}")):
        with contextlib.suppress(OSError):
            if known.stat().st_size == len(data) and known.read_bytes() == data:
                return known
    time = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in range(1, 1000):
        more = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{stem}.damaged-{time}{more}{suffix}")
        with contextlib.suppress(FileExistsError):
            copy(path, target)
            settle(path.parent)
            return target
    raise FileExistsError(f"{stem}.damaged-{time}")


def count(tables: Tables, table: str = "notes") -> int:
    """How many live notes there are, or corrections."""
    is_whole = is_note if table == "notes" else is_correction
    return sum(
        is_whole(document) and "deleted" not in document
        for document in tables.get(table, {}).values()
    )


def _home(document: Any, table: str) -> str:
    """The table that a salvaged document belongs to; empty for none."""
    if not isinstance(document, Mapping):
        return ""
    if table in ("", "notes"):
        return "notes" if is_note(document) else ""
    if table == "meta":
        return table
    return table if "uid" in document and ("what" in document or table != "journal") else ""


def _uid(document: Document) -> str:
    uid = document.get("uid")
    if isinstance(uid, str):
        return uid
    # Without a name, only the same document is the same document.
    return json.dumps(dict(document), sort_keys=True, default=dict)


def _age(document: Document) -> tuple[int, str]:
    rev, updated = document.get("rev"), document.get("updated")
    return rev if isinstance(rev, int) else 0, updated if isinstance(updated, str) else ""


def _numbered(documents: Iterable[Document]) -> dict[str, Document]:
    return {str(number): document for number, document in enumerate(documents, 1)}
