"""Where the words of notes are now: in their files, or in the library if those have moved."""

from collections.abc import Sequence
from pathlib import Path

from reader.article import Article
from reader.cli.finding import library
from reader.errors import ReaderError
from reader.library import Library, open_path
from reader.notebook import Note, Place, find_anchor

LOST = Place(0, 0, "orphan")


class Places:
    """Looks up where notes stand; an article is read once for all its notes."""

    def __init__(self, roots: Sequence[str] | None) -> None:
        self._roots = roots
        self._library: Library | None = None
        self._by_path: dict[str, Article | None] = {}
        self._by_id: dict[str, str] | None = None

    def place(self, note: Note) -> Place:
        """Where the words of `note` are; an orphan where neither file nor library has them."""
        article = self._read(note.path)
        if article is not None:
            place = find_anchor(note.anchor, article.text, article.id)
            if place.how != "orphan":
                return place
        return LOST

    def _read(self, path: str) -> Article | None:
        if path not in self._by_path:
            try:
                self._by_path[path] = open_path(path)
            except ReaderError:
                self._by_path[path] = None
        return self._by_path[path]
