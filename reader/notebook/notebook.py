"""The notebook: what the user made of the articles, and must never lose."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from tinydb import TinyDB

from reader import paths
from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import correcting, snapshots
from reader.notebook.anchors import Place, find_anchor, make_anchor
from reader.notebook.corrections import Corrected, as_read
from reader.notebook.documents import (
    Fields,
    clean_tags,
    correction_of,
    is_note,
    kind_of,
    note_document,
    note_of,
)
from reader.notebook.drafts import Drafts
from reader.notebook.entries import entered
from reader.notebook.index import Index
from reader.notebook.model import Correctable, Correction, Note, Snapshot
from reader.notebook.outline import Marked
from reader.notebook.rows import Corrections
from reader.notebook.store import Store
from reader.notebook.ulid import is_ulid, new_ulid
from reader.notebook.undo import (
    Change,
    do_again,
    find,
    next_redo,
    next_undo,
    put,
    record,
    take_back,
)

TOMBSTONES = timedelta(days=90)
"""How long a deleted note is kept, so that it can be brought back."""

T = TypeVar("T")


class ConflictError(ReaderError):
    """A note was changed elsewhere while it was being edited. Both versions are kept.

    `current` is the other's (None where it was deleted), `kept` is this
    session's, saved as a second note on the same words.
    """

    title = "Changed elsewhere"

    def __init__(self, sentence: str, *, current: Note | None, kept: Note) -> None:
        super().__init__(sentence)
        self.current = current
        self.kept = kept


class Notebook:
    """Notes and bookmarks in one file, with snapshots, drafts and backups beside it.

    Any number of processes may use one notebook; each call sees what the others
    saved before it. A change that was returned from is on the disk. Calls of
    one Notebook stay on one thread. `clock` gives the time, with its zone.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        path = paths.data_folder() / "notebook.json" if path is None else Path(path)
        self._store = Store(path, clock)
        self._clock = clock
        self._index: tuple[object, Index] | None = None
        self._set: tuple[object, Corrections] | None = None

    @property
    def path(self) -> Path:
        """The notebook's file; a link is followed."""
        return self._store.path

    @property
    def drafts(self) -> Drafts:
        """Words that were typed and not yet saved."""
        return Drafts(self.path.parent / "drafts")

    @property
    def notices(self) -> list[str]:
        """Sentences that the user should see: what was damaged, and what became of it.

        They come up while the notebook is read; whoever has shown one may
        remove it.
        """
        return self._store.notices

    def stamp(self) -> object:
        """Something that is another thing once the file has changed. Costs one `stat`."""
        return self._store.stamp()

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        """The live notes, oldest first; those of one article where its id is given."""
        if article is None:
            return self._fresh().all()
        return self._about(article).of_article(article)

    def titled_notes(self) -> tuple[Note, ...]:
        """All live notes, oldest first, with the titles that the user set for their articles."""
        corrections = self.all_corrections()
        return tuple(corrections.titled(note) for note in self.notes())

    def marks(self) -> Mapping[Marked, int]:
        """How many live notes and bookmarks there are, by article id, file and kind.

        Costs a fraction of `notes` where the notebook was not read before.
        """
        outline = self._store.outline()
        return self._fresh().marks() if outline is None else outline.marks

    def get(self, uid: str) -> Note:
        """The note of that uid, or of the one uid that begins so. Raises ReaderError."""
        index = self._fresh()
        wanted = uid.strip().upper()
        found = index.matching(wanted)
        if len(found) > 1:
            raise ReaderError(
                f"{len(found)} notes begin with {uid}: give more of its id (see `reader notes`)."
            )
        note = index.note(found[0]) if found else None
        if note is None:
            raise ReaderError(f"There is no note {uid}: `reader notes` lists them with their ids.")
        return note

    def notes_in(self, article: Article, path: str) -> tuple[tuple[Note, Place], ...]:
        """The notes of an article and where their words are in it now, in reading order.

        Also those that were made in the same file when it held another text.
        Words that are not found any more have the place "orphan" and come last.
        """
        file = _absolute(path)
        index = self._about(article.id, file)
        notes = {note.uid: note for note in index.of_article(article.id)}
        notes.update((note.uid, note) for note in index.of_file(file))
        found = [
            (note, find_anchor(note.anchor, article.text, article.id)) for note in notes.values()
        ]
        found.sort(key=lambda pair: (pair[1].how == "orphan", pair[1].start, pair[0].uid))
        return tuple(found)

    def snapshot(self, article_id: str) -> Snapshot | None:
        """The article as it was when it was first marked; None where it never was."""
        return self._snapshots.load(article_id)

    def deleted(self) -> frozenset[str]:
        """The uids of notes that were deleted, as long as they can be brought back."""
        notes = (self._store.read().storage.read() or {}).get("notes", {})
        return frozenset(
            document["uid"]
            for document in notes.values()
            if is_note(document) and "deleted" in document
        )

    def add(
        self,
        article: Article,
        path: str,
        start: int,
        end: int,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        known: Mapping[str, str] | None = None,
    ) -> Note:
        """Mark the words from `start` to `end` of an article: a bookmark, or a note with words.

        `path` and `known` are the library's. The article's text is kept with
        the notebook. Raises ReaderError; nothing is marked then.
        """
        if not 0 <= start < end <= len(article.text):
            raise ReaderError("Nothing is marked: choose some words of the article first.")
        now = self._now()

        def change(db: TinyDB) -> Note:
            # What is kept is what was worked out: what the user set may be taken away again.
            uncorrected = as_read(article, self.corrections_of(article.id, path))
            read = replace(article, **asdict(uncorrected))
            self._snapshots.keep(snapshots.take(read, path, known or {}))
            anchor = make_anchor(
                read.text, start, end, article=read.id, path=path, title=read.title or ""
            )
            document = note_document(new_ulid(), anchor, note, tags, now, _absolute(path))
            db.table("notes").insert(document)
            record(db, "add", None, document, now)
            return note_of(document)

        return self._change(change)

    def edit(
        self,
        uid: str,
        *,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        rev: int | None = None,
    ) -> Note:
        """Give a note other words or other tags; None leaves them.

        `rev` is the one that was shown when the editing began. Where the note
        has gone on since, both versions are kept and ConflictError says so: it is
        raised after everything was saved. Any other ReaderError: nothing was.
        """
        now = self._now()
        wanted = self._uid(uid)

        def change(db: TinyDB) -> tuple[Note, Note | None, bool]:
            table = db.table("notes")
            before = find(table, wanted)
            if before is None or not is_note(before) or ("deleted" in before and rev is None):
                raise ReaderError(f"The note {uid} is gone; `reader undo` may bring it back.")
            words = before["note"] if note is None else note
            marks = before["tags"] if tags is None else list(clean_tags(tags))
            same = words == before["note"] and marks == before["tags"]
            gone = "deleted" in before
            if same and not gone:
                return note_of(before), None, False
            after: Fields = {
                **before, "note": words, "tags": marks, "kind": kind_of(words), "updated": now,
            }  # fmt: skip
            if gone or (rev is not None and rev < before["rev"]):
                after.pop("deleted", None)
                after.update(uid=new_ulid(), rev=1, created=now)
                table.insert(after)
                record(db, "add", None, after, now)
                return note_of(after), None if gone else note_of(before), True
            after["rev"] = before["rev"] + 1
            put(table, after)
            record(db, "tags" if words == before["note"] else "edit", before, after, now)
            return note_of(after), None, False

        result, current, clash = self._change(change)
        if clash:
            what = "deleted" if current is None else "changed"
            raise ConflictError(
                f"The note was {what} in another session meanwhile: "
                "yours is kept as a second note on the same words.",
                current=current,
                kept=result,
            )
        return result

    def delete(self, uid: str) -> Note:
        """Take a note away; it can be brought back by `undo`. Returns it as it was."""
        wanted = self._uid(uid)
        now = self._now()

        def change(db: TinyDB) -> Note:
            table = db.table("notes")
            before = find(table, wanted)
            if before is None or not is_note(before) or "deleted" in before:
                raise ReaderError(f"The note {uid} is not there, or was deleted already.")
            after: Fields = {**before, "rev": before["rev"] + 1, "deleted": now}
            put(table, after)
            record(db, "delete", before, after, now)
            return note_of(before)

        return self._change(change)

    def correct(
        self,
        article: Article,
        path: str,
        field: Correctable,
        value: str | None,
        start: int | None = None,
        end: int | None = None,
    ) -> Correction:
        """Set a field of an article, the label of its line or the speaker of its quote at a place.

        `article` is as it was read or as it is shown, `path` the library's,
        `start` and `end` code points into its text. No value takes away what was
        set. Returns the correction; as it was, where it was taken away. Raises
        ReaderError; nothing is set then.
        """
        span = correcting.target(article, field, start, end)
        file, now = _absolute(path), self._now()
        if not value:
            return self._change(
                lambda db: correcting.take_away(db, article, file, field, span, now)
            )
        kept = entered(field, value)
        return self._change(
            lambda db: correcting.write_down(db, article, path, file, field, kept, span, now)
        )

    def withdraw(self, uid: str) -> Correction:
        """Take one correction away, also one whose line or quote is lost. Returns it as it was."""
        return self._change(lambda db: correcting.bury(db, uid, self._now()))

    def corrections(self, article: str | None = None) -> tuple[Correction, ...]:
        """What the user set, oldest first: all, or what was set in the text of this id."""
        found = self.all_corrections().all
        return tuple(one for one in found if article in (None, one.article))

    def corrections_of(self, article: str, path: str) -> tuple[Correction, ...]:
        """What was set in a text and in its file, each correction beating those before it."""
        return self.all_corrections().of(article, path)

    def corrected(self, article: Article, path: str) -> Corrected:
        """An article, as it was read, as the user has it."""
        return self.all_corrections().article(article, path)

    def all_corrections(self) -> Corrections:
        """What the user set, for going through a library. Cheap while the file stays the same."""
        outline = self._store.outline()
        if outline is not None:
            version: object = outline
            documents: Iterable[Mapping[str, Any]] = outline.corrections
        else:
            db = self._store.read()
            version = self._store.version
            documents = (db.storage.read() or {}).get("corrections", {}).values()
        if self._set is None or self._set[0] != version:
            self._set = version, Corrections(self._readable(documents))
        return self._set[1]

    def undo(self, only: Change | None = None) -> str | None:
        """Undo the last change that is not undone yet, whoever made it and when.

        Returns a sentence that says what became of it, None where nothing is
        left to undo. The last 100 changes are remembered. Raises ReaderError,
        and nothing is done, where that change is not `only`.
        """
        uid = None if only is None else only.uid
        return self._change(lambda db: take_back(db, self._now(), uid))

    def redo(self, only: Change | None = None) -> str | None:
        """Do again what was undone last, as long as nothing was changed since.

        Returns a sentence that says what became of it, None where there is
        nothing. `only` as for `undo`.
        """
        uid = None if only is None else only.uid
        return self._change(lambda db: do_again(db, self._now(), uid))

    def next_undo(self) -> Change | None:
        """The change that `undo` would take back."""
        return next_undo(self._store.read())

    def next_redo(self) -> Change | None:
        """The change that `redo` would do again."""
        return next_redo(self._store.read())

    @property
    def _snapshots(self) -> snapshots.Snapshots:
        return snapshots.Snapshots(self.path.parent / "snapshots")

    def _uid(self, uid: str) -> str:
        """The whole of a uid that may be cut short."""
        wanted = uid.strip().upper()
        return wanted if is_ulid(wanted) else self.get(uid).uid

    def _about(self, article: str, file: str | None = None) -> Index:
        """An index in which at least the notes of an article are, and those of a file."""
        outline = self._store.outline()
        if outline is None:
            return self._fresh()
        index = Index(self._complain)
        index.follow(outline.notes(article, file))
        return index

    def _fresh(self) -> Index:
        db = self._store.read()
        version = self._store.version
        if self._index is None or self._index[0] != version:
            # Straight from the storage: a Table would copy each of 10,000 documents, for 25 ms.
            notes = (db.storage.read() or {}).get("notes", {})
            index = Index(self._complain) if self._index is None else self._index[1]
            index.follow(notes)
            self._index = version, index
        return self._index[1]

    def _readable(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Correction]:
        for document in documents:
            if "deleted" not in document:
                try:
                    yield correction_of(document)
                except ValueError:
                    self._complain()

    def _complain(self) -> None:
        self._store.notice(
            f"Something in the notebook {self.path} is no note that this Kliping understands; "
            "it is left as it is."
        )

    def _change(self, work: Callable[[TinyDB], T]) -> T:
        def change(db: TinyDB) -> T:
            result = work(db)
            self._bury(db)
            return result

        return self._store.change(change)

    def _bury(self, db: TinyDB) -> None:
        """Let go of what was deleted long ago."""
        limit = _spell(self._clock() - TOMBSTONES)
        for name in ("notes", "corrections"):
            table = db.table(name)
            old = table.search(lambda document: str(document.get("deleted", "~")) < limit)
            if old:
                table.remove(doc_ids=[document.doc_id for document in old])

    def _now(self) -> str:
        return _spell(self._clock())


def _spell(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100  Path.absolute leaves `..` in
