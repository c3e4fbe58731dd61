"""A sorted and filtered list over the catalog, of which only what is shown is fetched."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from reader.library import tables
from reader.library.order import NEWEST, Order, Segment, segments
from reader.library.places import Places, Useless
from reader.library.row import Row

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")
Work = Callable[["sqlite3.Connection"], T]
Ask = Callable[[Work[T]], T]
Where = tuple[str, Sequence[object]]
"""A condition on `article` and the values of its question marks."""

FIRST = 200
"""Rows at the beginning of a list that are known before the others are asked for."""

GONE = "This article is no longer in the library."


class View:
    """The articles of a library in one order: `len`, slices of rows, the place of one.

    It keeps showing what was there when it was made, until another is asked for;
    of what is gone since there is a row that says so.
    """

    def __init__(self, ask: "Ask[object]", places: Places, order: Order, keep: Where) -> None:
        self.order = order
        self.total = 0
        """The articles of the library, without the filter."""
        self._ask = ask
        self._places = places
        self._keep = keep
        self._version = 0
        self._count = 0
        self._keys = array("q")
        ask(self._begin)

    def __len__(self) -> int:
        return self._count

    def rows(self, start: int, stop: int) -> tuple[Row, ...]:
        """The rows from `start` up to `stop`, or to the end."""
        keys = self.keys(start, stop)
        return self._asked(lambda db: self._rows(db, keys)) if keys else ()

    def place(self, path: str) -> int | None:
        """Where the article that is shown as `path` stands; None where it is not in this list."""
        wanted = self._asked(
            lambda db: [
                key
                for place, number in self._places.of_shown(path)
                for key in tables.keys_at(db, place, number)
            ]
        )
        # What is asked for mostly stands near the beginning: the others need not be fetched for it.
        for key in wanted:
            with suppress(ValueError):
                return self._keys.index(key)
        for key in wanted:
            with suppress(ValueError):
                return self.keys(0, self._count).index(key)
        return None

    def marks(self, rows: Iterable[Row]) -> dict[int, tuple[int, int]]:
        """How many bookmarks and notes are in articles of the list, by key; of those with any."""
        keys = [row.key for row in rows]

        def counted(db: "sqlite3.Connection") -> dict[int, tuple[int, int]]:
            found = (
                db.execute("select bookmarks, notes from temp.noted where key = ?", (key,))
                for key in keys
            )
            both = zip(keys, (one.fetchone() for one in found), strict=True)
            return {key: marks for key, marks in both if marks is not None}

        return self._asked(counted)

    def copies(self, row: Row) -> tuple[Row, ...]:
        """The other articles of the same wire story, newest first."""

        def others(db: "sqlite3.Connection") -> tuple[Row, ...]:
            found = db.execute(
                "select key from article where key != ?1 and story ="
                f" (select story from article where key = ?1) order by {NEWEST}",
                (row.key,),
            )
            return tuple(rows_of(db, self._places, [one[0] for one in found]))

        return self._asked(others)

    def keys(self, start: int, stop: int) -> "array[int]":
        """The catalog's keys of a slice."""
        stop = min(stop, self._count)
        if stop > len(self._keys):
            self._asked(self._fetch)
        return self._keys[max(start, 0) : max(stop, 0)]

    def _asked(self, work: Work[T]) -> T:
        return self._ask(work)  # type: ignore[return-value]  # it gives what the work does

    def _begin(self, db: "sqlite3.Connection") -> None:
        self._version = tables.version_of(db)
        self.total = db.execute("select count(*) from article").fetchone()[0]
        if self.order.fold or self._keep[0]:
            self._fetch(db)
        else:
            self._keys = array("q", islice(self._found(db, FIRST), FIRST))
            self._count = self.total

    def _fetch(self, db: "sqlite3.Connection") -> None:
        keys = self._found(db)
        self._keys = array("q", _first_of_each_story(db, keys) if self.order.fold else keys)
        self._count = len(self._keys)

    def _found(self, db: "sqlite3.Connection", limit: int = -1) -> Iterable[int]:
        corrected = db.execute("select count(*) from temp.corrected").fetchone()[0] > 0
        return chain.from_iterable(
            map(itemgetter(0), db.execute(*selection(segment, self._keep, corrected, limit)))
            for segment in segments(self.order)
        )

    def _rows(self, db: "sqlite3.Connection", keys: Sequence[int]) -> tuple[Row, ...]:
        found = {row.key: row for row in rows_of(db, self._places, keys, copies=self.order.fold)}
        if len(found) < len(keys) and tables.version_of(db) == self._version:
            raise Useless("articles are missing in it")
        return tuple(found.get(key) or gone_row(key) for key in keys)


def selection(
    segment: Segment, keep: Where, corrected: bool, limit: int = -1
) -> tuple[str, Sequence[object]]:
    """SQL that gives the keys of a part of a list in their order, and its values.

    With `corrected` what the user set counts: see `reader.library.own`.
    """
    where, values = keep
    where = f"({segment.where}) and ({where or 'true'})"
    if not corrected:
        sql = f"select key from article where {where} order by {segment.order} limit {limit}"
        return sql, values
    # Both halves come in order, the first by its index, and are merged.
    columns = "key, " + ", ".join(one.split()[0] for one in segment.order.split(", "))
    sql = (
        f"select {columns} from article where {where}"
        " and key not in (select key from temp.corrected)"
        f" union all select {columns} from temp.corrected as article where {where}"
        f" order by {segment.order} limit {limit}"
    )
    return sql, (*values, *values)


def gone_row(key: int) -> Row:
    """What stands in the place of an article that is no longer in the library."""
    return Row("", "?", None, None, None, None, 0, 0, GONE, key=key)


def rows_of(
    db: "sqlite3.Connection", places: Places, keys: Sequence[int], *, copies: bool = False
) -> list[Row]:
    """The rows of these articles as the user has them, those that are there.

    The connection must be prepared: see `reader.library.own`. With `copies` each
    says how many others there are of its wire story.
    """
    found: dict[int, Row] = {}
    for at in range(0, len(keys), 500):
        some = tuple(keys[at : at + 500])
        marks = ", ".join("?" * len(some))
        for table in ("main.article", "temp.corrected"):
            for one in db.execute(f"select {tables.ROW} from {table} where key in ({marks})", some):
                found[one[-1]] = tables.row_of(places, one)
        if copies:
            for key, others in db.execute(
                "select key, (select count(*) from article as other where"
                " other.story = article.story) - 1 from article"
                f" where key in ({marks}) and story is not null",
                some,
            ):
                found[key] = replace(found[key], copies=others)
    return [found[key] for key in keys if key in found]


def _first_of_each_story(db: "sqlite3.Connection", keys: Iterable[int]) -> Iterable[int]:
    story_of = dict(db.execute("select key, story from article where story is not null"))
    told: set[int] = set()
    for key in keys:
        story = story_of.get(key)
        if story is None:
            yield key
        elif story not in told:
            told.add(story)
            yield key
