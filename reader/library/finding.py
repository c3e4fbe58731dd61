"""Which row somebody means: by path, by the beginning of an id, by a part of a title."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library import tables
from reader.library.folder import shown
from reader.library.order import NEWEST
from reader.library.places import Places, hidden
from reader.library.row import Row, parted
from reader.library.view import rows_of

if TYPE_CHECKING:
    import sqlite3

SHORTEST_ID = 4
MOST_CANDIDATES = 5
_LOOKED_AT = 200
_HEX = frozenset("0123456789abcdef")
_BOTH = (
    "(select * from main.article where key not in (select key from temp.corrected)"
    " union all select * from temp.corrected)"
)


def find_row(db: "sqlite3.Connection", places: Places, wanted: str) -> Row:
    """The one row that is meant, as the user has it; the connection must be prepared.

    Tried in this order: the path, the id, the whole title, a part of the title.
    Raises ReaderError with up to five candidates where there is not just one.
    """
    safe = wanted if wanted.isprintable() else shown(wanted)
    for keys in _attempts(db, places, wanted):
        found = rows_of(db, places, keys[:_LOOKED_AT])
        if len({row.id or row.path for row in found}) == 1:
            return found[0]
        if found:
            different = len({row.id or row.path for row in found})
            many = len(keys) if len(keys) > _LOOKED_AT else different
            raise ReaderError(_several(safe, found, many), title="More than one article")
    raise ReaderError(
        f"No article “{safe}” in this library: give its path, the first letters of its id, "
        "or a part of its title.",
        title="No such article",
    )


def _attempts(db: "sqlite3.Connection", places: Places, wanted: str) -> Iterator[list[int]]:
    if wanted:
        typed = (*places.of_shown(wanted), *places.of_shown(shown(wanted)))
        yield [key for place, row in dict.fromkeys(typed) for key in tables.keys_at(db, place, row)]
        named = dict.fromkeys(places.of_path(wanted))
        yield [key for place, row in named for key in tables.keys_at(db, place, row)]
        yield _ending(db, wanted)
    yield _beginning(db, wanted.lower())
    words = " ".join(wanted.split()).casefold()
    titles = _titled(db, words) if words else []
    yield [key for key, title in titles if title.casefold() == words]
    yield [key for key, title in titles if words in title.casefold()]


def _ending(db: "sqlite3.Connection", wanted: str) -> list[int]:
    """The articles whose path ends like this."""
    found: dict[int, None] = {}
    for name, number in dict.fromkeys(((wanted, None), parted(wanted))):
        for path in dict.fromkeys((name, hidden(name))):
            try:
                end = b"/" + os.fsencode(path.lstrip(os.sep))
            except UnicodeEncodeError:  # no name of any file
                continue
            keys = db.execute(
                "select key from article where substr(path, -?) = ?"
                f" and (? is null or number = ?) order by {NEWEST}",
                (len(end), end, number, number),
            )
            found.update(dict.fromkeys(key for (key,) in keys))
    return list(found)


def _beginning(db: "sqlite3.Connection", start: str) -> list[int]:
    """The articles whose id begins like this."""
    if len(start) < SHORTEST_ID or not _HEX.issuperset(start):
        return []
    # The plus: by the index of ids, not through all articles in their order.
    found = db.execute(
        f"select key from article where id >= ? and id < ? order by +{NEWEST}", (start, f"{start}g")
    )
    return [key for (key,) in found]


def _titled(db: "sqlite3.Connection", words: str) -> list[tuple[int, str]]:
    """The articles in whose title these words may be, and the titles."""
    looked_for = tables.heading_of(words)
    return db.execute(
        f"select key, title from {_BOTH} where title is not null and instr(heading, ?)"
        f" order by {NEWEST}",
        (looked_for,),
    ).fetchall()


def _several(name: str, found: Sequence[Row], many: int) -> str:
    candidates = "; ".join(
        f"{row.id[:8]} {row.headline}" if row.id else row.path for row in found[:MOST_CANDIDATES]
    )
    more = many - MOST_CANDIDATES
    rest = f"; and {more:,} more" if more > 0 else ""
    names = f"“{name}” names {many:,} articles"
    return f"{names}: {candidates}{rest}. Say more of it, or give the id."
