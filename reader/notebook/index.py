"""The notes of one state of the notebook, so arranged that they are found without a search."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from reader.notebook.documents import is_note, kind_of, note_of
from reader.notebook.model import Note
from reader.notebook.outline import Marked
from reader.notebook.schema import Document


class Index:
    """Live notes by uid, by article and by the file that the article was in.

    A Note is only made of a document once it is asked for. A document that
    holds none is left alone, and `complain` is called.
    """

    def __init__(self, complain: Callable[[], None]) -> None:
        self._complain = complain
        self._table: Mapping[str, Document] = {}
        self._documents: dict[str, Document] = {}
        self._by_article: dict[str, list[str]] = {}
        self._by_file: dict[str, list[str]] | None = None
        self._notes: dict[str, Note] = {}
        self._marks: dict[str, Marked | None] = {}
        self._odd = False

    def follow(self, table: Mapping[str, Document]) -> None:
        """Take over the notes as they are now, by TinyDB's numbers.

        Only documents that are other objects than before are looked at.
        """
        old, self._table, self._by_file = self._table, table, None
        changed = [number for number, document in table.items() if old.get(number) is not document]
        if self._odd or 2 * len(changed) > len(table):
            self._begin_anew()
            return
        if len(old) + sum(number not in old for number in changed) > len(table):
            for number in old.keys() - table.keys():
                self._forget(old[number])
        for number in changed:
            if number in old:
                self._forget(old[number])
        for number in changed:
            self._learn(table[number])
        if self._odd:  # of two with one uid, the first in the table counts
            self._begin_anew()

    def _begin_anew(self) -> None:
        for known in (self._documents, self._by_article, self._notes, self._marks):
            known.clear()
        self._odd = False
        for document in self._table.values():
            self._learn(document)

    def _learn(self, document: Document) -> None:
        if "deleted" in document:
            return
        try:
            uid, article = document["uid"], document["anchor"]["article"]
        except (KeyError, TypeError):
            uid = article = None
        if type(uid) is not str or type(article) is not str or uid in self._documents:
            self._odd = True
            self._complain()
            return
        self._documents[uid] = document
        self._by_article.setdefault(article, []).append(uid)

    def _forget(self, document: Document) -> None:
        if "deleted" not in document:
            uid = document["uid"]
            del self._documents[uid]
            self._by_article[document["anchor"]["article"]].remove(uid)
            self._notes.pop(uid, None)
            self._marks.pop(uid, None)

    def all(self) -> tuple[Note, ...]:
        """Every note, oldest first."""
        return self._in_order(self._documents)

    def marks(self) -> Mapping[Marked, int]:
        """How many there are of each kind in each article and file."""
        for uid, document in self._documents.items():
            if uid not in self._marks:
                self._marks[uid] = _marked(document)
        return Counter(filter(None, self._marks.values()))

    def of_article(self, article: str) -> tuple[Note, ...]:
        """The notes that were made in the article of this id, oldest first."""
        return self._in_order(self._by_article.get(article, ()))

    def of_file(self, file: str) -> tuple[Note, ...]:
        """The notes that were made in a file, whatever it held then, oldest first."""
        if self._by_file is None:
            self._by_file = {}
            for uid, document in self._documents.items():
                name = document.get("file") or document["anchor"].get("path")
                if isinstance(name, str):
                    self._by_file.setdefault(name, []).append(uid)
        return self._in_order(self._by_file.get(file, ()))

    def matching(self, wanted: str) -> tuple[str, ...]:
        """The uid `wanted`, or those that begin so."""
        if wanted in self._documents:
            return (wanted,)
        return tuple(uid for uid in self._documents if wanted and uid.startswith(wanted))

    def note(self, uid: str) -> Note | None:
        """The note of this uid; None where its document holds none."""
        if uid not in self._notes:
            try:
                self._notes[uid] = note_of(self._documents[uid])
            except ValueError:
                self._complain()
                return None
        return self._notes[uid]

    def _in_order(self, uids: Iterable[str]) -> tuple[Note, ...]:
        notes = [note for uid in uids if (note := self.note(uid)) is not None]
        return tuple(sorted(notes, key=lambda note: (note.created, note.uid)))


def _marked(document: Document) -> Marked | None:
    if not is_note(document):
        return None
    anchor = document["anchor"]
    return (
        anchor["article"],
        str(document.get("file", anchor["path"])),
        kind_of(document["note"]),
    )
