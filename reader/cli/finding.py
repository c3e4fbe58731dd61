"""From what was typed to an article or a library."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader import paths
from reader.cli.holdings import Holdings, what_was_set
from reader.errors import ReaderError
from reader.library import Library, State, is_denied, open_path

if TYPE_CHECKING:  # the values are the library's to load
    from reader.article import Article
    from reader.notebook import Corrected, Notebook


@dataclass(frozen=True, slots=True)
class Found:
    """An article as the user has it and as it was read, and the path it was found at.

    `known` is what the library knows beside its text; `corrected` says what the
    user set of it, None where there are no corrections at all.
    """

    article: "Article"
    read: "Article"
    path: str
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    corrected: "Corrected | None" = None


def roots_or_last(given: Sequence[str] | None) -> tuple[str, ...]:
    """The library that was named, else the last that was opened, else the samples.

    `ReaderError` where the last one is gone: the samples in its place would be
    taken for it by a program.
    """
    if given:
        return tuple(given)
    last = State().last_library() or (str(paths.bundled("seeds")),)
    if gone := [root for root in last if not (os.path.lexists(root) or is_denied(root))]:
        raise ReaderError(
            f"The library that was opened last is no longer there ({', '.join(gone)}): "
            "say which one you mean, as `reader list --help` shows."
        )
    return last


def library(given: Sequence[str] | None) -> Library:
    """The library that was named, else the last, else the samples. `ReaderError` if not there."""
    return Library(roots_or_last(given))


class Finder:
    """Finds articles by path, id or title; opens a library only for what is not a file.

    They come with what the user set in `notebook`, or in the one there is.
    """

    def __init__(self, given: Sequence[str] | None, notebook: "Notebook | None" = None) -> None:
        self._given = given
        self._set = what_was_set(notebook)
        self._holdings: Holdings | None = None

    def find(self, wanted: str) -> Found:
        """The article that `wanted` names. `ReaderError` when none, or more than one.

        A file is what was asked for, also one that no library holds; its path
        stays as it was typed.
        """
        if is_file(wanted):
            opened = open_path(wanted)
            return self._found(opened.article, wanted, opened.known)
        if self._holdings is None:
            self._holdings = Holdings(library(self._given), self._set)
        row = self._holdings.find(wanted)
        shelf = self._holdings.library
        return self._found(shelf.article(row), row.path, shelf.known_fields(row))

    def _found(self, article: "Article", path: str, known: Mapping[str, str]) -> Found:
        if self._set is None:
            return Found(article, article, path, known)
        shown = self._set.article(article, path)
        return Found(shown.article, article, path, known, shown)


def is_file(wanted: str) -> bool:
    """Whether this is the path of something that is no folder, or a row of it (`a.jsonl#3`).

    Also a path that one may not look at: to open it says so. A title is not taken
    for one where it is the folder one stands in that may not be looked at.
    """
    file = wanted if os.path.lexists(wanted) else wanted.rpartition("#")[0]
    if os.path.lexists(file):
        return not Path(file).is_dir()
    return os.sep in wanted and is_denied(wanted)
