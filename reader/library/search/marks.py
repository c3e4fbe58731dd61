"""Where the words of a query stand in a text, as the index itself would say."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reader.library.search.conditions import either, pattern
from reader.library.search.letters import TOKENIZER
from reader.library.search.tree import Term

if TYPE_CHECKING:
    import sqlite3

    from reader.article.model import Span

Places = tuple[tuple["Span", ...], tuple["Span", ...]]
"""Spans in a title and in a body."""

# Neither is in a text that was made safe.
_ON, _OFF = "\x01", "\x02"
_EDGE = re.compile(f"[{_ON}{_OFF}]")

_SCHEMA = (
    f"create virtual table text using fts5(title, body, tokenize='{TOKENIZER}')",
    "create virtual table word using fts5vocab(text, row)",
)


class Marker:
    """An index in memory of the few articles that are shown, which is asked where the words are."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> "Marker":
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()

    def places(self, texts: Sequence[tuple[str, str]]) -> "list[Places]":
        """For each title and body the spans in the one and in the other, in their order."""
        nowhere: Places = ((), ())
        if not self._terms or not texts:
            return [nowhere for _ in texts]
        db = self._db = self._db or _opened()
        db.execute("delete from text")
        rows = [(nth, *both) for nth, both in enumerate(texts, start=1)]
        db.executemany("insert into text (rowid, title, body) values (?, ?, ?)", rows)
        starred = [term for term in self._terms if term.shape in ("ends", "within")]
        spelled = {
            term: [
                row[0]
                for row in db.execute("select term from word where term like ?", (pattern(term),))
            ]
            for term in starred
        }
        asked = either(self._terms, spelled)
        if not asked:
            return [nowhere for _ in texts]
        found = {
            row[0]: (_marked(row[1]), _marked(row[2]))
            for row in db.execute(
                "select rowid, highlight(text, 0, ?1, ?2), highlight(text, 1, ?1, ?2)"
                " from text where text match ?3",
                (_ON, _OFF, asked),
            )
        }
        return [found.get(nth, nowhere) for nth in range(1, len(texts) + 1)]


class Body:
    """The lines of an article that are searched, as one text, and where each is in the whole."""

    def __init__(self, text: str, lines: "Sequence[Span]") -> None:
        self.text = "\n".join(text[start:end] for start, end in lines)
        self._lines = tuple(lines)
        lengths = (end - start + 1 for start, end in lines)
        self._starts = (0, *accumulate(lengths))

    def within(self, span: "Span") -> "Span | None":
        """Where a span of the whole text is here; None where it begins on no line of this.

        It ends with its first line.
        """
        start, end = span
        for (first, last), here in zip(self._lines, self._starts, strict=False):
            if first <= start < last:
                return here + start - first, here + min(end, last) - first
        return None

    def first(self, span: "Span") -> "Span":
        """Where a span of this is in the whole text, or what of it stands on its first line."""
        at = min(bisect_right(self._starts, span[0]), len(self._lines)) - 1
        if at < 0:
            return 0, 0
        first, last = self._lines[at]
        start = min(first + span[0] - self._starts[at], last)
        return start, min(start + span[1] - span[0], last)

    def whole(self, spans: "Sequence[Span]") -> "tuple[Span, ...]":
        """Where spans of this are in the whole text: one that goes on over lines is several."""
        return tuple(part for span in spans for part in self._parts(*span))

    def _parts(self, start: int, end: int) -> "list[Span]":
        found = []
        at = bisect_right(self._starts, start) - 1
        for (here, after), (first, _) in zip(
            pairwise(self._starts[at:]), self._lines[at:], strict=True
        ):
            if here >= end:
                break
            a, b = max(start, here), min(end, after - 1)
            if a < b:
                found.append((first + a - here, first + b - here))
        return found


def _marked(text: str) -> "tuple[Span, ...]":
    """The spans between the marks, in the text without them."""
    edges = [found.start() - nth for nth, found in enumerate(_EDGE.finditer(text))]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _opened() -> "sqlite3.Connection":
    import sqlite3

    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in _SCHEMA:
        db.execute(statement)
    return db
