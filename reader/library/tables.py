"""The tables of a catalog, and how rows and quotes go in and come out of them.

Everything here raises what sqlite3 raises; `reader.library.catalog` copes.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader
from reader.library.row import Reading, Row, Said, moment

if TYPE_CHECKING:  # 5 ms that not every start needs
    import sqlite3

SCHEMA = """
create table meta (engine text not null);
create table file (
    id integer primary key, path blob not null unique, size integer, mtime_ns integer);
create table article (
    file integer, number integer, offset integer, id text, title text, publisher text,
    published text, moment real, language text, words integer, quotes integer,
    error text, warning text, primary key (file, number)) without rowid;
create table quote (
    file integer, number integer, nth integer, start integer, finish integer, words text,
    speaker text, mention text, role text, cue text, attribution text,
    primary key (file, number, nth)) without rowid
"""
# SQLite holds any type in any column, and a damaged page may show one: the casts make sure.
_LOAD = """
select cast(path as blob), size, mtime_ns, cast(number as integer),
    coalesce(cast(offset as integer), 0), coalesce(cast(article.id as text), ''),
    cast(title as text), cast(publisher as text), cast(published as text),
    cast(language as text), coalesce(cast(words as integer), 0),
    coalesce(cast(quotes as integer), 0), cast(error as text), cast(warning as text)
from file left join article on article.file = file.id order by path, number
"""
_QUOTES = """
select coalesce(cast(start as integer), 0), coalesce(cast(finish as integer), 0),
    coalesce(cast(words as text), ''), cast(speaker as text), cast(mention as text),
    cast(role as text), cast(cue as text), coalesce(cast(attribution as text), 'none')
from quote where file = ? and number = ? order by nth
"""
Naming = Callable[[str], str | None]
"""What a library shows for a file; None for a file that is none of its own."""


@cache
def engine() -> str:
    """A digest of all that decides how a text is read: where it differs, all is read anew."""
    house = Path(reader.__file__).parent
    digest = blake2b(f"{reader.__version__}\n{SCHEMA}".encode(), digest_size=16)
    for folder in (house / "article", house / "library"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class File:
    """A file of the library as it was when it was read, and its rows in their order.

    `offsets` say where each row begins; () where the file is the article.
    """

    key: str
    size: int
    mtime_ns: int
    rows: tuple[Row, ...]
    offsets: tuple[int, ...] = ()


def engine_of(db: "sqlite3.Connection") -> str | None:
    known = db.execute("select count(*) from sqlite_master where name = 'meta'").fetchone()[0]
    row = db.execute("select engine from meta").fetchone() if known else None
    return row[0] if row else None


def create(db: "sqlite3.Connection") -> None:
    """Begin anew inside one transaction: another process may be doing the same."""
    db.execute("begin immediate")
    if engine_of(db) != engine():
        tables = db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        ).fetchall()
        for (table,) in tables:
            db.execute(f'drop table "{table}"')
        for statement in SCHEMA.split(";"):
            db.execute(statement)
        db.execute("insert into meta values (?)", (engine(),))
    db.execute("commit")


def load(db: "sqlite3.Connection", name: Naming) -> dict[str, File]:
    files: dict[str, File] = {}
    for path, group in groupby(db.execute(_LOAD), itemgetter(0)):
        key = os.fsdecode(path)
        shown = name(key)
        if shown is None:
            continue
        _, size, mtime_ns, *_ = first = next(group)
        found = [row for row in (first, *group) if row[3] is not None]
        rows = tuple(_row(shown, *row[3:]) for row in found)
        offsets = tuple(row[4] for row in found) if any(row[3] for row in found) else ()
        files[key] = File(key, size, mtime_ns, rows, offsets)
    return files


def _row(shown: str, number: int, offset: int, name: str, *rest: Any) -> Row:
    return Row(name, f"{shown}#{number}" if number else shown, *rest)


def said(db: "sqlite3.Connection", key: str, number: int) -> tuple[Said, ...] | None:
    file = db.execute("select id from file where path = ?", (os.fsencode(key),)).fetchone()
    if file is None:
        return None
    return tuple(Said(*row) for row in db.execute(_QUOTES, (file[0], number)))


def add(db: "sqlite3.Connection", file: int, reading: Reading) -> None:
    db.execute(
        f"insert into article values ({', '.join('?' * 13)})",  # noqa: S608  question marks only
        (
            file, reading.number, reading.offset, reading.id, reading.title, reading.publisher,
            reading.published, moment(reading.published), reading.language, reading.words,
            len(reading.quotes), reading.error, reading.warning,
        ),
    )  # fmt: skip
    db.executemany(
        f"insert into quote values ({', '.join('?' * 11)})",  # noqa: S608  question marks only
        [
            (
                file, reading.number, nth, said.start, said.end, said.text, said.speaker,
                said.mention, said.role, said.cue, said.attribution,
            )
            for nth, said in enumerate(reading.quotes)
        ],
    )  # fmt: skip


def forget(db: "sqlite3.Connection", key: str) -> None:
    path = os.fsencode(key)
    for table in ("quote", "article"):
        db.execute(
            f"delete from {table} where file = (select id from file where path = ?)",  # noqa: S608
            (path,),
        )
    db.execute("delete from file where path = ?", (path,))
