"""Where the words of notes are now: in their files, or in the library if those have moved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.finding import is_file, library
from reader.errors import ReaderError
from reader.library import open_path
from reader.notebook import Note, Place, find_anchor

if TYPE_CHECKING:  # the values are the library's to load
    from reader.article import Article

LOST = Place(0, 0, "orphan")


class Places:
    """Looks up where notes stand; an article is read once for all its notes."""

    def __init__(self, roots: Sequence[str] | None) -> None:
        self._roots = roots
        self._read: dict[str, Article | None] = {}
        self._elsewhere: dict[str, Article | None] = {}

    def place(self, note: Note) -> Place:
        """Where the words of `note` are; an orphan where neither file nor library has them.

        The file that it was made on comes first; where that is gone or holds
        another text by now, the same text in the library, moved or renamed.
        """
        place = _place(note, self._at_path(note.file))
        if place.how == "exact":
            return place
        moved = _place(note, self._in_library(note.article))
        return place if moved.how == "orphan" else moved

    def _at_path(self, path: str) -> "Article | None":
        if path not in self._read:
            try:
                self._read[path] = open_path(path).article if is_file(path) else None
            except ReaderError:
                self._read[path] = None
        return self._read[path]

    def _in_library(self, article_id: str) -> "Article | None":
        if article_id not in self._elsewhere:
            try:
                shelf = library(self._roots)
                shelf.glance()
                row = shelf.row_of(article_id)
                self._elsewhere[article_id] = shelf.article(row) if row else None
            except ReaderError:
                self._elsewhere[article_id] = None
        return self._elsewhere[article_id]


def _place(note: Note, article: "Article | None") -> Place:
    return find_anchor(note.anchor, article.text, article.id) if article else LOST
