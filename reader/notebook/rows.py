"""The live corrections, so arranged that a whole library is gone through at once."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import Field, asdict, replace
from typing import Any, ClassVar, Protocol, TypeVar

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook.corrections import (
    Corrected,
    apply_corrections,
    in_order,
    known_with,
)
from reader.notebook.model import Correction, Known, Note


class Row(Protocol):
    """What the library shows of an article without opening it: a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """The article's id; empty where it cannot be read."""

    @property
    def path(self) -> str:
        """Where it lies."""

    @property
    def title(self) -> str | None:
        """What was worked out."""

    @property
    def published(self) -> str | None:
        """What was worked out."""

    @property
    def publisher(self) -> str | None:
        """What was worked out."""


R = TypeVar("R", bound=Row)
S = TypeVar("S")


class Corrections:
    """What the user set, by article and by file."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.all = tuple(sorted(corrections, key=lambda one: (one.created, one.uid)))
        self._by_article: dict[str, list[Correction]] = defaultdict(list)
        self._by_file: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.all:
            self._by_article[correction.article].append(correction)
            self._by_file[correction.file].append(correction)
        # Comparing names is cheap; making 100,000 paths absolute is not.
        self._names = frozenset(os.path.basename(file) for file in self._by_file)  # noqa: PTH119  strings, as the library's

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the texts in which something was set."""
        return frozenset(self._by_article)

    @property
    def files(self) -> frozenset[str]:
        """The files, by absolute path with `#12` for a row, of which something was set."""
        return frozenset(self._by_file)

    def of(self, article_id: str, path: str) -> tuple[Correction, ...]:
        """Those that were made in this text or in this file, each beating those before it."""
        in_file = _name(path) in self._names
        if article_id not in self._by_article and not in_file:
            return ()
        found = {one.uid: one for one in self._by_article.get(article_id, ())}
        if in_file:
            file = os.path.abspath(path)  # noqa: PTH100  Path.absolute leaves `..` in
            found.update((one.uid, one) for one in self._by_file.get(file, ()))
        return tuple(in_order(found.values(), article_id))

    def article(self, article: Article, path: str) -> Corrected:
        """An article, as it was read, as the user has it."""
        return apply_corrections(article, self.of(article.id, path))

    def rows(self, rows: Sequence[R]) -> Sequence[R]:
        """The rows, as the library has them, with what the user set; in the same order.

        The very same sequence where nothing was set in any.
        """
        if not self.all:
            return rows
        shown = tuple(map(self._row, rows))
        return rows if all(map(_same, rows, shown)) else shown

    def titled(self, note: Note) -> Note:
        """A note with the title that the user set for its article, where that is."""
        known = Known(note.title or None)
        title = known_with(self.of(note.article, note.file), note.article, known).title
        if title in (None, note.title):
            return note
        return replace(note, anchor=replace(note.anchor, title=title))

    def changes_quotes(self, row: Row) -> bool:
        """Whether the article must be read to know who is quoted in it."""
        return any(one.anchor is not None for one in self.of(row.id, row.path))

    def changes_lines(self, row: Row) -> bool:
        """Whether the article must be read to know how much is in it."""
        return any(one.field == "label" for one in self.of(row.id, row.path))

    def quotes(
        self,
        rows: Iterable[R],
        known: Iterable[tuple[R, tuple[S, ...]]],
        *,
        read: Callable[[R], Article],
        said_in: Callable[[Article], tuple[S, ...]],
    ) -> Iterator[tuple[R, tuple[S, ...]]]:
        """The articles with their quotes, those without left out, in the order of `rows`.

        `rows` and `known` are the library's: all its rows, and what it knows of
        their quotes. Only articles are read in which the user set a label or a
        speaker; `said_in` gives the quotes of one.
        """
        if not self.all:
            yield from known
            return
        quotes = {row.path: said for row, said in known}
        for row in rows:
            said = quotes.get(row.path, ())
            if self.changes_quotes(row):
                # A file that is gone since: what is known of it is all there is.
                with suppress(ReaderError):
                    said = said_in(self.article(read(row), row.path).article)
            if said:
                yield self._row(row), said

    def _row(self, row: R) -> R:
        found = self.of(row.id, row.path)
        if not found or not row.id:
            return row
        known = Known(row.title, row.published, row.publisher)
        shown = known_with(found, row.id, known)
        return row if shown == known else replace(row, **asdict(shown))


def _name(path: str) -> str:
    return path.rpartition(os.sep)[2]


def _same(one: object, other: object) -> bool:
    return one is other
