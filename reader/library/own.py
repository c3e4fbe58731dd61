"""What the user made, handed down as values, and how the catalog's connection knows of it.

`prepare` puts it into temporary tables of one connection, all by the keys of
articles, so that any SELECT can use them; nothing of it is ever on the disk:

    temp.corrected   the columns of `article`: the articles of which the user set something,
                     with what was set (and the number of words and quotes by that)
    temp.noted       key, bookmarks, notes
    temp.tagged      tag, key
    temp.seen        key: those that were read
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.library import tables
from reader.library.places import Places
from reader.library.row import Row, moment

if TYPE_CHECKING:
    import sqlite3

    from reader.article import Article

R = TypeVar("R", bound=Row)

_TOKENS = count(1)


class Corrected(Protocol):
    """An article as the user has it."""

    @property
    def article(self) -> "Article": ...


class Corrections(Protocol):
    """What the user set. The notebook's own are of this kind.

    `articles` are the ids of the texts and `files` the absolute paths (with `#12`
    for a row) of what anything was set of.
    """

    @property
    def articles(self) -> frozenset[str]: ...

    @property
    def files(self) -> frozenset[str]: ...

    def rows(self, rows: Sequence[Row]) -> Sequence[Row]: ...

    def changes_quotes(self, row: Row) -> bool: ...

    def article(self, article: "Article", path: str) -> Corrected: ...


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Own:
    """What the user made, as far as it decides what is listed and how.

    `noted` has how many bookmarks and notes there are, by the article's id and
    the absolute path of its file (with `#12` for a row): notes belong to the
    text, and to the file where the library has that text no more. `tags` has the
    ids of articles by tag. `seen` is the file with the read marks. Two are the
    same only if they are one: make a new one when something changed.
    """

    noted: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=_nothing)
    tags: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    corrections: Corrections | None = None
    seen: Path | None = None
    token: int = field(default_factory=lambda: next(_TOKENS), compare=False)


class Reread(Protocol):
    """Gives an article anew, to count words and quotes in it; None where it cannot."""

    def __call__(self, row: Row) -> "Article | None": ...


NOTHING = Own()
"""Nobody's."""

_TABLES = """
create temp table if not exists own (token integer, version integer, stamp text);
create temp table if not exists corrected as select * from article limit 0;
create temp table if not exists noted (key integer primary key, bookmarks integer, notes integer);
create temp table if not exists tagged (
    tag text, key integer, primary key (tag, key)) without rowid;
create temp table if not exists seen (key integer primary key)
"""


def prepare(db: "sqlite3.Connection", places: Places, own: Own, reread: Reread) -> None:
    """Fill the connection's temporary tables, where they do not hold just this already."""
    state = (own.token, tables.version_of(db), _stamp(own.seen))
    try:
        if db.execute("select token, version, stamp from temp.own").fetchone() == state:
            return
    except _missing():
        for statement in _TABLES.split(";"):
            db.execute(statement)
    for table in ("own", "corrected", "noted", "tagged", "seen"):
        db.execute(f"delete from temp.{table}")
    db.executemany(
        f"insert into temp.corrected values ({', '.join('?' * len(tables.COLUMNS))})",
        _corrected(db, places, own, reread),
    )
    db.executemany("insert or replace into temp.noted values (?, ?, ?)", _noted(db, places, own))
    db.executemany(
        "insert or ignore into temp.tagged values (?, ?)",
        [
            (tag, key)
            for tag, articles in own.tags.items()
            for article in articles
            for key in _keys_of(db, article)
        ],
    )
    if own.corrections is not None:
        from reader.library.search.index import titled

        titled(db)
    if own.seen is not None and own.seen.exists():
        _mark_seen(db, own.seen)
    db.execute("insert into temp.own values (?, ?, ?)", state)


def _mark_seen(db: "sqlite3.Connection", path: Path) -> None:
    import sqlite3

    try:
        marks = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        with closing(marks):
            read = marks.execute("select article from seen").fetchall()
    except sqlite3.Error:
        return  # what is not there or broken marks nothing; whoever reads it says so
    db.executemany("insert or ignore into temp.seen select key from article where id = ?", read)


def _noted(db: "sqlite3.Connection", places: Places, own: Own) -> Iterator[tuple[int, int, int]]:
    counts: dict[int, tuple[int, int]] = {}
    for (article, file), (bookmarks, notes) in own.noted.items():
        for key in keys_meant(db, places, article, file):
            before = counts.get(key, (0, 0))
            counts[key] = (before[0] + bookmarks, before[1] + notes)
    return ((key, *two) for key, two in counts.items())


def _corrected(
    db: "sqlite3.Connection", places: Places, own: Own, reread: Reread
) -> list[tuple[object, ...]]:
    corrections = own.corrections
    if corrections is None:
        return []
    found = []
    for key in concerned(db, places, corrections):
        values = db.execute(
            f"select {', '.join(tables.COLUMNS)} from article where key = ?", (key,)
        ).fetchone()
        one = db.execute(f"select {tables.ROW} from article where key = ?", (key,)).fetchone()
        if values is None or one is None:  # another session took it away just now
            continue
        row = tables.row_of(places, one)
        now = with_own(row, own, reread)
        if now != row:
            column = dict(zip(tables.COLUMNS, values, strict=True))
            outlet, heading = tables.sorted_as(now.title, now.publisher, column["path"])
            column.update(
                title=now.title, publisher=now.publisher, published=now.published,
                words=now.words, quotes=now.quotes, moment=moment(now.published),
                outlet=outlet, heading=heading,
            )  # fmt: skip
            found.append(tuple(column.values()))
    return found


def concerned(db: "sqlite3.Connection", places: Places, corrections: Corrections) -> set[int]:
    """The articles of which the user may have set something."""
    keys = {key for article in corrections.articles for key in _keys_of(db, article)}
    keys.update(key for file in corrections.files for key in _keys_in(db, places, file))
    return keys


def with_own(row: Row, own: Own, reread: Reread) -> Row:
    """A row with what the user set, its words and quotes counted anew where that changes them."""
    corrections = own.corrections
    if corrections is None or row.error is not None:
        return row
    (now,) = corrections.rows((row,))
    if corrections.changes_quotes(row) and (article := reread(row)) is not None:
        from reader.library.reading import said_in, words_in

        article = corrections.article(article, row.path).article
        now = replace(now, words=words_in(article), quotes=len(said_in(article)))
    return now


def keys_meant(db: "sqlite3.Connection", places: Places, article: str, file: str) -> list[int]:
    """The articles of this text, else what lies in the file of this absolute path."""
    return _keys_of(db, article) or _keys_in(db, places, file)


def _keys_of(db: "sqlite3.Connection", article: str) -> list[int]:
    return [row[0] for row in db.execute("select key from article where id = ?", (article,))]


def _keys_in(db: "sqlite3.Connection", places: Places, file: str) -> list[int]:
    """The articles of a file, or the one of a row of it."""
    return [
        key for place, number in places.of_path(file) for key in tables.keys_at(db, place, number)
    ]


def _stamp(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def _missing() -> type[Exception]:
    import sqlite3

    return sqlite3.OperationalError
