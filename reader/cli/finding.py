"""From what was typed to an article or a library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from reader import paths
from reader.article import Article

try:
    from reader.library import Library, State, open_path
except ImportError:
    from reader.article import read_article

    def open_path(path: str) -> Article:
        return read_article(Path(path).read_bytes().decode("utf-8-sig"), Path(path).name)


@dataclass(frozen=True, slots=True)
class Found:
    """An article, the path it was found at, and what the library knows beside its text."""

    article: Article
    path: str
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def roots_or_last(given: Sequence[str] | None) -> tuple[str, ...]:
    """The library that was named, else the last that was opened, else the samples."""
    if given:
        return tuple(given)
    return State().last_library() or (str(paths.bundled("seeds")),)


def library(given: Sequence[str] | None) -> "Library":
    """The library that was named, else the last, else the samples. `ReaderError` if not there."""
    return Library(roots_or_last(given))


class Finder:
    """Finds articles by path, id or title; opens a library only for what is not a file."""

    def __init__(self, given: Sequence[str] | None) -> None:
        self._given = given
        self._library: "Library | None" = None

    def find(self, wanted: str) -> Found:
        """The article that `wanted` names. `ReaderError` when none, or more than one."""
        if Path(wanted).is_file():
            return Found(open_path(wanted), wanted)
        shelf = self.library()
        row = shelf.find(wanted)
        return Found(shelf.article(row), row.path, shelf.known_fields(row))

    def library(self) -> "Library":
        """The library to look in, opened once."""
        if self._library is None:
            self._library = library(self._given)
        return self._library
