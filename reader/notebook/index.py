"""The notes of one state of the notebook, so arranged that they are found without a search."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reader.notebook.documents import is_note, kind_of, note_of
from reader.notebook.model import Note
from reader.notebook.outline import Marked


class Index:
    """Live notes by uid, by article and by the file that the article was in.

    A Note is only made of a document once it is asked for. A document that
    holds none is left alone, and `complain` is called.
    """

    def __init__(
        self, documents: Iterable[Mapping[str, Any]], complain: Callable[[], None]
    ) -> None:
        self._complain = complain
        self._documents: dict[str, Mapping[str, Any]] = {}
        self._by_article: dict[str, list[str]] = {}
        self._by_file: dict[str, list[str]] | None = None
        self._notes: dict[str, Note] = {}
        for document in documents:
            if "deleted" in document:
                continue
            try:
                uid, article = document["uid"], document["anchor"]["article"]
            except (KeyError, TypeError):
                uid = article = None
            if type(uid) is not str or type(article) is not str or uid in self._documents:
                complain()
                continue
            self._documents[uid] = document
            self._by_article.setdefault(article, []).append(uid)

    def all(self) -> tuple[Note, ...]:
        """Every note, oldest first."""
        return self._in_order(self._documents)

    def marks(self) -> Mapping[Marked, int]:
        """How many there are of each kind in each article and file."""
        return Counter(
            (
                document["anchor"]["article"],
                str(document.get("file", document["anchor"]["path"])),
                kind_of(document["note"]),
            )
            for document in self._documents.values()
            if is_note(document)
        )

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
