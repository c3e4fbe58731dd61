"""The journal: what the last changes were, so that they can be taken back, also after a restart.

An entry is a document of its own in the notebook, written in one with the
change it tells of. It holds the document as it was before (None: it was not
there) and the rev that the change gave it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from tinydb import TinyDB
from tinydb.table import Document, Table

from reader.notebook.documents import Fields, is_correction, is_note
from reader.notebook.ulid import new_ulid

What = Literal["add", "edit", "tags", "delete"]
Where = Literal["notes", "corrections"]

_WHOLE: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "notes": is_note,
    "corrections": is_correction,
}
"""The tables whose changes are remembered, and what their documents must have."""

_CALLED = {"published": "date", "publisher": "outlet"}
"""What the user calls a field, where it is not its name."""

LONGEST = 100
"""Changes that are remembered."""

_WORDS = 40
"""Code points of a passage that are enough to know it by."""


def put(table: Table, document: Mapping[str, Any]) -> None:
    """Store a document in the place of the one with its uid, or as a new one."""
    old = find(table, str(document["uid"]))
    if old is None:
        table.insert(document)
    else:
        # The documents that a storage hands out are read-only: one is replaced as a whole.
        table.remove(doc_ids=[old.doc_id])
        table.insert(Document(document, doc_id=old.doc_id))


def find(table: Table, uid: str) -> Document | None:
    """The document with this uid, deleted or not."""
    found = table.search(lambda document: document.get("uid") == uid)
    return found[0] if found else None


def record(
    db: TinyDB,
    what: What,
    before: Document | None,
    after: Fields,
    now: str,
    where: Where = "notes",
) -> None:
    """Remember a change that has made `before` into `after`, and forget the oldest."""
    journal = db.table("journal")
    journal.insert(
        {
            "uid": new_ulid(),
            "rev": 1,
            "created": now,
            "updated": now,
            "what": what,
            "table": where,
            "note": after["uid"],
            "after": after["rev"],
            "before": None if before is None else dict(before),
        }
    )
    surplus = len(journal) - LONGEST
    if surplus > 0:
        journal.remove(doc_ids=sorted(entry.doc_id for entry in journal)[:surplus])


def take_back(db: TinyDB, now: str) -> str | None:
    """Undo the last change that can be undone, and say which in a sentence; None for none.

    A change that something else has gone over since (a notebook mended from
    two sources) is left alone and forgotten.
    """
    journal = db.table("journal")
    for entry in sorted(journal, key=lambda entry: entry.doc_id, reverse=True):
        journal.remove(doc_ids=[entry.doc_id])
        before = entry.get("before")
        where = str(entry.get("table"))
        if where not in _WHOLE:
            continue
        table, is_whole = db.table(where), _WHOLE[where]
        current = find(table, str(entry.get("note")))
        after = entry.get("after")
        if not isinstance(after, int) or (current is not None and current.get("rev") != after):
            continue
        restored: Fields
        if isinstance(before, Mapping) and is_whole(before):
            restored = {**before, "rev": after + 1}
        elif before is None and current is not None and is_whole(current):
            restored = {**current, "rev": after + 1, "deleted": now}
        else:
            continue
        put(table, restored)
        _follow(journal, restored)
        tell = _sentence if where == "notes" else _correction_sentence
        return tell(str(entry.get("what")), restored)
    return None


def _follow(journal: Table, restored: Fields) -> None:
    """Tell the change before this one, of the same note, which rev that note has now."""
    same = [entry for entry in journal if entry.get("note") == restored["uid"]]
    if same:
        last = max(same, key=lambda entry: entry.doc_id)
        put(journal, {**last, "after": restored["rev"]})


def _sentence(what: str, note: Fields) -> str:
    thing = f"The {note['kind']} on “{_short(note['anchor']['exact'])}”"
    if what == "add":
        return f"{thing} was taken away again."
    if what == "delete":
        return f"{thing} is back."
    return f"{thing} has its former {'tags' if what == 'tags' else 'words'} again."


def _correction_sentence(what: str, correction: Fields) -> str:
    name = _CALLED.get(correction["field"], correction["field"])
    anchor, value = correction["anchor"], _short(correction["value"])
    about = anchor["exact"] if anchor else correction["known"]["title"] or correction["path"]
    thing = f"The {name} “{value}” that you set for “{_short(about)}”"
    if what == "add":
        return f"{thing} was taken away again."
    if what == "delete":
        return f"{thing} is back."
    return f"The {name} of “{_short(about)}” is “{value}” again, as you set it before."


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else words[:_WORDS].rstrip() + "…"
