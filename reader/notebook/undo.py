"""The journal: what the last changes were, so that they can be taken back, also after a restart.

An entry is a document of its own in the notebook, written in one with the
change it tells of. It holds the document as it was before (None: it was not
there) and the rev that the change gave it. What was taken back goes to a
second table, with the document as it was until then, and can be done again as
long as nothing else is changed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tinydb import TinyDB
from tinydb.table import Document, Table

from reader.errors import ReaderError
from reader.notebook.deeds import Effect, What, Where, article_of, done, would
from reader.notebook.documents import Fields, is_correction, is_note
from reader.notebook.ulid import new_ulid

_WHOLE: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "notes": is_note,
    "corrections": is_correction,
}
"""The tables whose changes are remembered, and what their documents must have."""

LONGEST = 100
"""Changes that are remembered."""


@dataclass(frozen=True, slots=True)
class Change:
    """The change that would be taken back, or done again.

    `uid` is its own, `would` says what would happen (*take away the note …*),
    `article` and `file` where: the id of the text and the path from the root on.
    `made` is when it was made, or taken back, UTC. `kind` tells a change of a note from one of
    what the user set, `about` is the uid of that.
    """

    uid: str
    would: str
    article: str
    file: str
    made: str
    kind: Where
    about: str


class _Step(NamedTuple):
    """An entry that can be gone along, and the document as it would be then."""

    entry: Document
    where: Where
    current: Document | None
    wanted: Fields
    effect: Effect


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
    """Remember a change that has made `before` into `after`, and forget the oldest.

    What was taken back before cannot be done again from now on.
    """
    undone = db.table("undone")
    if len(undone):
        undone.truncate()
    _enter(db.table("journal"), what, before, after, now, where)


def _enter(
    journal: Table,
    what: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    now: str,
    where: str,
    **more: object,
) -> None:
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
            **more,
        }
    )
    surplus = len(journal) - LONGEST
    if surplus > 0:
        journal.remove(doc_ids=sorted(entry.doc_id for entry in journal)[:surplus])


def next_undo(db: TinyDB) -> Change | None:
    """The change that `take_back` would take back; None where nothing is left."""
    return _told(next(_backward(db), None))


def next_redo(db: TinyDB) -> Change | None:
    """The change that `do_again` would do again; None where there is none."""
    return _told(next(_forward(db), None))


def take_back(db: TinyDB, now: str, only: str | None = None) -> str | None:
    """Undo the last change that can be undone, and say which in a sentence; None for none.

    A change that something else has gone over since (a notebook mended from
    two sources) is left alone and forgotten. ReaderError where the change is
    not the one of the uid `only`.
    """
    journal = db.table("journal")
    step = next(_backward(db), None)
    _expect(step, only)
    if step is None:
        _forget(journal, None)
        return None
    entry, restored = step.entry, _go_along(db, step, journal, now)
    _enter(
        db.table("undone"), entry["what"], entry.get("before"), restored, now, step.where,
        # As it was; nothing, where a mended notebook had lost it.
        again=None if step.current is None else dict(step.current),
        made=entry.get("created", now),
    )  # fmt: skip
    return done(step.where, str(entry.get("what")), step.effect, restored)


def do_again(db: TinyDB, now: str, only: str | None = None) -> str | None:
    """Do again what was taken back last, and say what in a sentence; None for nothing.

    Nothing, too, where anything was changed since. `only` as in `take_back`.
    """
    undone = db.table("undone")
    step = next(_forward(db), None)
    _expect(step, only)
    if step is None:
        return None
    entry, restored = step.entry, _go_along(db, step, undone, now)
    _enter(
        db.table("journal"), entry["what"], entry.get("before"), restored,
        str(entry.get("made", now)), step.where,
    )  # fmt: skip
    return done(step.where, str(entry.get("what")), step.effect, restored)


def _go_along(db: TinyDB, step: _Step, table: Table, now: str) -> Fields:
    """Make a document what it is to be, and forget the entry of `table` that says so."""
    restored = {**step.wanted, "deleted": now} if step.effect == "gone" else step.wanted
    _forget(table, step.entry)
    put(db.table(step.where), restored)
    _follow(table, restored)
    return restored


def _backward(db: TinyDB) -> Iterator[_Step]:
    """The changes that can be taken back, the last first."""
    for entry, where, current, after in _entries(db, "journal"):
        before = entry.get("before")
        if isinstance(before, Mapping) and _WHOLE[where](before):
            effect: Effect = "back" if entry.get("what") == "delete" else "other"
            yield _Step(entry, where, current, {**before, "rev": after + 1}, effect)
        elif before is None and current is not None and _WHOLE[where](current):
            yield _Step(entry, where, current, {**current, "rev": after + 1}, "gone")


def _forward(db: TinyDB) -> Iterator[_Step]:
    """What can be done again, the last that was taken back first."""
    for entry, where, current, after in _entries(db, "undone"):
        again = entry.get("again")
        last = max(one.doc_id for one in db.table("undone"))
        if entry.doc_id != last or current is None:
            return  # one at a time, and none over what has gone over it since
        if not isinstance(again, Mapping) or not _WHOLE[where](again):
            return
        effect: Effect = "gone" if "deleted" in again else "other"
        if entry.get("what") == "add":
            effect = "back"
        yield _Step(entry, where, current, {**again, "rev": after + 1}, effect)


def _entries(db: TinyDB, name: str) -> Iterator[tuple[Document, Where, Document | None, int]]:
    """The entries that nothing has gone over since, the last first.

    With each its table, the document as it is now, and the rev that this had after it.
    """
    for entry in sorted(db.table(name), key=lambda entry: entry.doc_id, reverse=True):
        where: Where | None = next((one for one in _TABLES if one == entry.get("table")), None)
        if where is None:
            continue
        current = find(db.table(where), str(entry.get("note")))
        after = entry.get("after")
        if isinstance(after, int) and (current is None or current.get("rev") == after):
            yield entry, where, current, after


_TABLES: tuple[Where, ...] = ("notes", "corrections")


def _told(step: _Step | None) -> Change | None:
    if step is None:
        return None
    entry, where = step.entry, step.where
    article, file = article_of(where, step.wanted)
    words = would(where, str(entry.get("what")), step.effect, step.wanted)
    made = str(entry.get("created", ""))
    about = str(entry.get("note"))
    return Change(str(entry.get("uid")), words, article, file, made, where, about)


def _expect(step: _Step | None, uid: str | None) -> None:
    if uid is not None and (step is None or step.entry.get("uid") != uid):
        raise ReaderError("The notebook was changed meanwhile, so nothing was done: look again.")


def _forget(table: Table, entry: Document | None) -> None:
    """Forget an entry and those after it, which lead nowhere; all where there is none."""
    gone = [one.doc_id for one in table if entry is None or one.doc_id >= entry.doc_id]
    if gone:
        table.remove(doc_ids=gone)


def _follow(journal: Table, restored: Fields) -> None:
    """Tell the change before this one, of the same note, which rev that note has now."""
    same = [entry for entry in journal if entry.get("note") == restored["uid"]]
    if same:
        last = max(same, key=lambda entry: entry.doc_id)
        put(journal, {**last, "after": restored["rev"]})
