"""What a search finds: articles in an order; those that are shown, with their words."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reader.library import tables
from reader.library.order import Order, segments
from reader.library.places import Places
from reader.library.row import Row
from reader.library.search.conditions import (
    Spelled,
    condition,
    condition_on_corrected,
    parted,
    pattern,
)
from reader.library.search.parsing import SHORTEST
from reader.library.search.query import Query
from reader.library.search.showing import Hit, Known, Shower
from reader.library.search.tree import Node, Term, as_typed, terms_in
from reader.library.view import gone_row, rows_of, selection

if TYPE_CHECKING:
    import sqlite3

    from reader.library.own import Own

T = TypeVar("T")
Ask = Callable[[Callable[["sqlite3.Connection"], T]], T]

RANKED = 10_000
"""Articles up to which hits are ranked (3 µs each); a word that more have tells little of any."""

FEW = 64
"""Words up to which *layan* is asked for at once, and counts in the ranking."""

FIRST = 200
"""Hits that are known before the others are asked for."""

_SCORE = "-bm25(search, 8.0, 1.0, 4.0)"
"""A word in the title counts for eight in the text, the name of who is quoted for four."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many more articles would be found without a filter, or without all of several."""

    filter: str
    articles: int


class Hits:
    """The hits of a query: `len`, slices. They stay what they were when they were found.

    `newest_first` says whether that is their order; else the best come first. Where
    it is not asked for in particular, hits are ranked unless they are very many.
    """

    def __init__(
        self,
        ask: "Ask[object]",
        places: Places,
        query: Query,
        own: "Own",
        *,
        newest_first: bool | None = None,
    ) -> None:
        self.query = query
        self.newest_first = newest_first is not False
        self._wanted = newest_first
        self._ask = ask
        self._places = places
        self._own = own
        self._shower = Shower(query.sought)
        self._count: int | None = None
        """How many there are, None where that is not known yet."""
        self._keys = array("q")
        self._scores = array("d")
        self._spelled: Spelled = {}
        self._hidden: tuple[Hidden, ...] | None = None
        ask(self._begin)

    def __len__(self) -> int:
        if self._count is None:
            self._asked(self._fetch)
        return self._count or 0

    def slice(self, start: int, stop: int) -> tuple[Hit, ...]:
        """The hits from `start` up to `stop`, with their words: their files are read for it."""
        keys = self._some(start, stop)
        known = self._asked(lambda db: [self._known(db, row) for row in self._rows(db, keys)])
        scores = self._scores[max(start, 0) : max(stop, 0)] or [0.0] * len(keys)
        return self._shower.shown(known, scores)

    def rows(self, start: int, stop: int) -> tuple[Row, ...]:
        """The articles from `start` up to `stop`, without a look at their files."""
        keys = self._some(start, stop)
        return self._asked(lambda db: self._rows(db, keys))

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """What each filter hides by itself, and where there are several, all of them together.

        It is worked out when it is first asked for.
        """
        if self._hidden is None:
            self._hidden = self._asked(self._without_filters)
        return self._hidden

    def _asked(self, work: "Callable[[sqlite3.Connection], T]") -> T:
        return self._ask(work)  # type: ignore[return-value]  # it gives what the work does

    # Which articles

    def _begin(self, db: "sqlite3.Connection") -> None:
        self._count, self._keys, self._scores = None, array("q"), array("d")
        self._spelled = _spelled(db, self.query.tree)
        asked, left = None, self.query.tree
        if self.query.tree is not None:
            asked, left = parted(self.query.tree, self._spelled)
        self.newest_first = True
        if asked is None:
            self._fetch(db)
            return
        newest, many = self._wanted, None
        if not (any(map(_is_dear, self.query.sought)) and _is_large(db)):
            many = _matching(db, asked)
        if newest is None:
            newest = many is None or many > RANKED
        if not newest:
            self._ranked(db, asked, left)
        elif many is None:
            self._fetch(db)
        else:
            self._keys = array("q", self._newest_keys(db, FIRST))
            if len(self._keys) < FIRST:
                self._count = len(self._keys)
            elif left is None and not _is_corrected(db):
                self._count = many

    def _fetch(self, db: "sqlite3.Connection") -> None:
        """Take all; those that were taken before stay where they are."""
        known = frozenset(self._keys)
        self._keys.extend(key for key in self._newest_keys(db, -1) if key not in known)
        self._count = len(self._keys)

    def _newest_keys(self, db: "sqlite3.Connection", limit: int) -> Iterable[int]:
        (segment,) = segments(Order())
        where = self.query.where(self._own, self._spelled)
        found = db.execute(*selection(segment, where, _is_corrected(db), limit))
        return (row[0] for row in found)

    def _ranked(self, db: "sqlite3.Connection", asked: str, left: Node | None) -> None:
        corrected = _is_corrected(db)
        # Where words alone are asked for, an article has but to be there still.
        where, articles = "search.rowid not in (select key from search_gone)", ""
        values: tuple[object, ...] = ()
        if left is not None:
            where, values = condition(left, self._own, self._spelled)
        if left is not None or corrected:
            articles = "cross join article on key = search.rowid"
        if corrected:
            where = f"({where}) and key not in (select key from temp.corrected)"
        found = db.execute(
            f"select search.rowid, {_SCORE} as score from search {articles}"
            f" where search match ? and ({where}) order by score desc, search.rowid desc",
            (asked, *values),
        ).fetchall()
        if corrected:
            found = [*self._corrected(db, asked), *found]
            found.sort(key=lambda one: -one[1])
        self.newest_first = False
        self._keys = array("q", (key for key, _ in found))
        self._scores = array("d", (score for _, score in found))
        self._count = len(found)

    def _corrected(self, db: "sqlite3.Connection", asked: str) -> list[tuple[int, float]]:
        """The hits of which the user set something; a title that they gave counts for most."""
        assert self.query.tree is not None  # something is asked of the index
        where, values = condition_on_corrected(self.query.tree, self._own)
        keys = [
            row[0]
            for row in db.execute(
                f"select key from temp.corrected as article where {where}", values
            )
        ]
        score = f"select {_SCORE} from search where search match ? and rowid = ?"
        scores = [db.execute(score, (asked, key)).fetchone() for key in keys]
        best = max((one[0] for one in scores if one), default=0.0)
        return [(key, one[0] if one else best + 1.0) for key, one in zip(keys, scores, strict=True)]

    def _without_filters(self, db: "sqlite3.Connection") -> tuple[Hidden, ...]:
        filters = self.query.filters
        if not filters or filters == self.query.parts:
            return ()
        if self._count is None:
            self._fetch(db)
        shown = self._count or 0
        sets = [(one,) for one in filters] + ([filters] if len(filters) > 1 else [])
        found = [
            Hidden(
                " ".join(map(as_typed, some)),
                self._counted(db, self.query.without(some)) - shown,
            )
            for some in sets
        ]
        return tuple(one for one in found if one.articles > 0)

    def _counted(self, db: "sqlite3.Connection", query: Query) -> int:
        (segment,) = segments(Order())
        where = query.where(self._own, self._spelled)
        sql, values = selection(segment, where, _is_corrected(db))
        return int(db.execute(f"select count(*) from ({sql})", values).fetchone()[0])

    # What is shown of them

    def _some(self, start: int, stop: int) -> "array[int]":
        if stop > len(self._keys) != self._count:
            self._asked(self._fetch)
        return self._keys[max(start, 0) : max(stop, 0)]

    def _rows(self, db: "sqlite3.Connection", keys: Sequence[int]) -> tuple[Row, ...]:
        found = {row.key: row for row in rows_of(db, self._places, keys)}
        return tuple(found.get(key) or gone_row(key) for key in keys)

    def _known(self, db: "sqlite3.Connection", row: Row) -> Known:
        spans = db.execute("select spans from article where key = ?", (row.key,)).fetchone()
        named = any(term.column == "speakers" for term in self.query.sought)
        return Known(
            row,
            tables.spot_of(db, self._places, row.key),
            tables.unpack(spans[0]) if spans else (),
            tables.said(db, row.key) if named else (),
        )


def _spelled(db: "sqlite3.Connection", node: Node | None) -> Spelled:
    """The words that a term with a * before it stands for, where they are few."""
    like = "select word from search_word where word like ? limit ?"
    found = {
        term: tuple(row[0] for row in db.execute(like, (pattern(term), FEW + 1)))
        for term in (terms_in(node) if node is not None else ())
        if term.shape in ("ends", "within")
    }
    return {term: words for term, words in found.items() if 0 < len(words) <= FEW}


def _is_dear(term: Term) -> bool:
    """Whether it stands for very many words: then to count the articles is to find them all."""
    return term.shape == "begins" and len(term.words[-1]) < SHORTEST


def _is_large(db: "sqlite3.Connection") -> bool:
    """Whether it may have more articles than are ranked."""
    return (db.execute("select max(key) from article").fetchone()[0] or 0) > RANKED


def _matching(db: "sqlite3.Connection", asked: str) -> int:
    """How many articles have it that are still there."""
    match = "from search where search match ?"
    (many,) = db.execute(f"select count(*) {match}", (asked,)).fetchone()
    if db.execute("select 1 from search_gone limit 1").fetchone() is None:
        return int(many)
    gone = f"select count(*) from search_gone where key in (select rowid {match})"
    return int(many - db.execute(gone, (asked,)).fetchone()[0])


def _is_corrected(db: "sqlite3.Connection") -> bool:
    return db.execute("select 1 from temp.corrected limit 1").fetchone() is not None
