"""Near-duplicates: the same story in several outlets, or printed again with a few edits.

An index of the catalog (see `reader.library.derived`). It writes `article.story`:
the same number for all printings of one story, null for what was printed once.
That number is the key of one of them, the story's first. A printing belongs to a
story when it is alike to the first and to half of the others; so what is written on
day by day does not drift into one story, step by step.

The cost is near-linear: each article is compared with a few that share marks of
its sketch, and a mark that many stories have (a phrase of forms) finds none.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reader.article.sketch import KEYS, same_story
from reader.library.derived import Kept
from reader.library.row import moment

if TYPE_CHECKING:
    import sqlite3

SCHEMA = """
create table sketch (
    article integer primary key, day integer, outlet integer, marks blob not null);
create table sketch_fresh (article integer primary key);
create table sketch_mark (mark integer, article integer, primary key (mark, article)) without rowid
"""

FINDING = 8
"""Marks by which a story is found, of the first `KEYS` of its first printing's sketch."""

SHARED = 16
"""Stories from which on a mark is a phrase that tells nothing, and finds none."""

LIKELY = 0.35
"""What makes a comparison worth it: a mark in common that only two stories have, or two
marks that five have, and so on."""

TRIED = 12
"""Stories that an article is compared with at most, those with most marks in common first."""

MEMBERS = 8
"""Printings of a story that a further one is held against."""

WEEK = 7
"""Days within which a story is printed again; unless nearly all of it is the same."""

AT_ONCE = 2000
"""Articles whose sketches and marks are in memory at once: about 12 MB."""

_DAY = 86400


def add(db: "sqlite3.Connection", articles: Sequence[Kept]) -> None:
    """Keep the sketches; what they are alike to is found by `settle`."""
    sketched = [one for one in articles if one.reading.sketch]
    db.executemany(
        "insert into sketch values (?, ?, ?, ?)",
        [
            (
                one.key,
                _day(one.reading.published),
                _outlet(one.reading.publisher),
                array("I", one.reading.sketch).tobytes(),
            )
            for one in sketched
        ],
    )
    db.executemany("insert into sketch_fresh values (?)", [(one.key,) for one in sketched])


def remove(db: "sqlite3.Connection", keys: Sequence[int]) -> None:
    """Take articles out of their stories; one that loses its first gets another."""
    asked = (
        "select key, cast(story as integer), cast(marks as blob)"
        " from sketch join article on key = sketch.article where key in"
    )
    going = list(_in_groups(db, asked, keys))
    for key, story, marks in going:
        if story in (None, key):
            db.executemany(
                "delete from sketch_mark where mark = ? and article = ?",
                [(mark, key) for mark in _unpacked(marks)[:KEYS]],
            )
    gone = [(key,) for key, _, _ in going]
    db.executemany("update article set story = null where key = ?", gone)
    for table in ("sketch", "sketch_fresh"):
        db.executemany(f"delete from {table} where article = ?", gone)
    for story in sorted({story for _, story, _ in going if story is not None}):
        _close_up(db, story)


def _close_up(db: "sqlite3.Connection", story: int) -> None:
    """Put a story right that has lost printings."""
    asked = (
        "select key, cast(marks as blob) from article join sketch on article = key where story = ?"
    )
    left = sorted(db.execute(asked, (story,)))
    if not left:
        return
    first, marks = left[0]
    if all(key != story for key, _ in left):
        db.execute("update article set story = ? where story = ?", (first, story))
        _make_findable(db, [(mark, first) for mark in _unpacked(marks)[:FINDING]])
    if len(left) == 1:
        db.execute("update article set story = null where key = ?", (first,))


def settle(db: "sqlite3.Connection") -> None:
    """Find the stories of what is new, in the order of publication."""
    order = array("q", (row[0] for row in db.execute(_FRESH)))
    for start in range(0, len(order), AT_ONCE):
        placing = _Placing(db, order[start : start + AT_ONCE])
        placing.run()
    db.execute("delete from sketch_fresh")


_FRESH = """
select key from sketch_fresh join article on key = sketch_fresh.article
order by moment is null, moment, path, number
"""


@dataclass(frozen=True, slots=True)
class _Printing:
    """An article as it is compared: when (days since 1970), by whom, and its sketch."""

    key: int
    day: int | None
    outlet: int | None
    marks: Sequence[int]

    def is_of(self, other: "_Printing", *, anyhow: bool = False) -> bool:
        """Whether both print the same story; `anyhow`: as if two outlets did.

        An outlet that is not known is taken for another one.
        """
        apart = self.day is not None and other.day is not None and abs(self.day - other.day) > WEEK
        same_outlet = self.outlet is not None and self.outlet == other.outlet and not anyhow
        return same_story(self.marks, other.marks, other_outlet=not (apart or same_outlet))


class _Placing:
    """Puts some articles into their stories, one after the other."""

    def __init__(self, db: "sqlite3.Connection", keys: Sequence[int]) -> None:
        self._db = db
        self._keys = keys
        self._known = {one.key: one for one in _printings(db, keys)}
        self._having: dict[int, list[int]] = {}  # the firsts of stories that have a mark

    def run(self) -> None:
        marks = {mark for one in self._known.values() for mark in one.marks[:KEYS]}
        for mark, key in _in_groups(
            self._db,
            "select mark, cast(article as integer) from sketch_mark where mark in",
            sorted(marks),
        ):
            self._having.setdefault(mark, []).append(key)
        findable: list[tuple[int, int]] = []
        for key in self._keys:
            one = self._printing(key)
            first = next((key for key in self._alike(one) if self._belongs(one, key)), None)
            if first is not None:
                self._db.execute(
                    "update article set story = ? where key in (?, ?)", (first, first, key)
                )
                continue
            for mark in islice(self._rare(one), FINDING):
                self._having.setdefault(mark, []).append(key)
                findable.append((mark, key))
        _make_findable(self._db, findable)

    def _rare(self, one: _Printing) -> Iterator[int]:
        return (mark for mark in one.marks[:KEYS] if len(self._having.get(mark, ())) < SHARED)

    def _alike(self, one: _Printing) -> list[int]:
        """The firsts of the stories that it may be of, the likeliest first."""
        weight: dict[int, float] = {}
        for mark in one.marks[:KEYS]:
            having = self._having.get(mark, ())
            if len(having) < SHARED:
                for key in having:
                    weight[key] = weight.get(key, 0.0) + 1 / len(having)
        likely = [key for key, sum_ in weight.items() if sum_ >= LIKELY]
        return sorted(likely, key=lambda key: (-weight[key], key))[:TRIED]

    def _belongs(self, one: _Printing, first: int) -> bool:
        """Whether it is alike to the first of a story, and to half of its printings."""
        if not one.is_of(self._printing(first), anyhow=True):
            return False
        others = self._db.execute(
            "select key from article where story = ?1 and key <> ?1 order by key limit ?2",
            (first, MEMBERS - 1),
        ).fetchall()
        alike = [one.is_of(self._printing(key)) for (key,) in ((first,), *others)]
        return any(alike) and 2 * sum(alike) >= len(alike)

    def _printing(self, key: int) -> _Printing:
        if key not in self._known:
            self._known[key] = next(_printings(self._db, [key]), _Printing(key, None, None, ()))
        return self._known[key]


def _make_findable(db: "sqlite3.Connection", marks: Iterable[tuple[int, int]]) -> None:
    # In the order of the table: each of its pages is then written once.
    db.executemany("insert or ignore into sketch_mark values (?, ?)", sorted(marks))


def _printings(db: "sqlite3.Connection", keys: Sequence[int]) -> Iterator[_Printing]:
    asked = (
        "select article, cast(day as integer), cast(outlet as integer), cast(marks as blob)"
        " from sketch where article in"
    )
    for key, day, outlet, marks in _in_groups(db, asked, keys):
        yield _Printing(key, day, outlet, _unpacked(marks))


def _in_groups(
    db: "sqlite3.Connection", asked: str, values: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """What a question that ends with `in` gives, asked for some hundred values at a time."""
    for start in range(0, len(values), _GROUP):
        some = values[start : start + _GROUP]
        yield from db.execute(f"{asked} ({', '.join('?' * len(some))})", some)


_GROUP = 500


def _unpacked(marks: bytes) -> Sequence[int]:
    found = array("I")
    found.frombytes(marks[: len(marks) // found.itemsize * found.itemsize])  # perhaps damaged
    return found.tolist()


def _day(published: str | None) -> int | None:
    when = moment(published)
    return None if when is None else int(when // _DAY)


def _outlet(publisher: str | None) -> int | None:
    return None if publisher is None else crc32(publisher.casefold().encode("utf-8", "replace"))
