"""What was worked out from a library, in SQLite: cheap to lose, never in the way.

A catalog belongs to one set of roots. It is opened anew for each use, so that
it can be deleted at any time and used by several processes. Whatever is wrong
with it (damaged, locked, another version's, a full or read-only disk), the
library goes on without it: nothing here raises.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
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
    error text, warning text, known text, primary key (file, number)) without rowid;
create table quote (
    file integer, number integer, nth integer, start integer, finish integer, words text,
    speaker text, mention text, role text, cue text, attribution text,
    primary key (file, number, nth)) without rowid
"""
_LOAD = """
select path, size, mtime_ns, number, offset, article.id, title, publisher, published, language,
    words, quotes, error, warning
from file left join article on article.file = file.id order by path, number
"""
_QUOTES = """
select start, finish, words, speaker, mention, role, cue, attribution
from quote where file = ? and number = ? order by nth
"""
Naming = Callable[[str], str | None]
"""What a library shows for a file; None for a file that is none of its own."""

WAIT = 5.0
"""Seconds for which another process may hold the catalog before it is done without."""

BATCH = 256
"""Files written in one transaction: what is lost, at most, when the reader is killed."""

_NOT_NOW = frozenset({3, 5, 6, 7, 8, 10, 13, 14, 15, 23})
"""SQLite's codes for a place that cannot be used now: permission, busy, locked, memory,
read-only, input or output, full, cannot open, protocol, not authorised. Any other means
that the file itself is of no use."""


@cache
def engine() -> str:
    """A digest of all that decides how a text is read: where it differs, all is read anew."""
    house = Path(reader.__file__).parent
    digest = blake2b(f"{reader.__version__}\n{SCHEMA}".encode(), digest_size=16)
    for folder in (house / "article", house / "library" / "sources"):
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


class Catalog:
    """The catalog in one SQLite file; with None for its path it holds nothing.

    `trouble` is a sentence about why it is done without, None while all is well.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.trouble: str | None = None

    def load(self, name: Naming) -> dict[str, File]:
        """All files that it knows, by path; none where it cannot be used.

        `name` gives the path that is shown for a file, or None for one that is
        no longer of the library.
        """
        for _ in range(2):
            try:
                with self._connected() as db:
                    return {} if db is None else _load(db, name)
            except _errors() as error:
                if not self._begun_again(error):
                    break
        return {}

    def quotes(self, places: Iterable[tuple[str, int]]) -> Iterator[tuple[Said, ...] | None]:
        """The quotes of each article, named by path and number; None where it has none kept."""
        db = self._try_open()
        try:
            for key, number in places:
                said = None
                if db is not None:
                    try:
                        said = _said(db, key, number)
                    except _errors() as error:
                        db.close()
                        self._begun_again(error)
                        db = None
                yield said
        finally:
            if db is not None:
                db.close()

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Something to write files to, kept batch by batch."""
        writer = Writer(self, self._try_open())
        try:
            yield writer
        finally:
            writer.close()

    def _try_open(self) -> "sqlite3.Connection | None":
        for _ in range(2):
            try:
                return self._open()
            except _errors() as error:
                if not self._begun_again(error):
                    break
        return None

    @contextmanager
    def _connected(self) -> Iterator["sqlite3.Connection | None"]:
        db = self._open()
        if db is None:
            yield None
            return
        with closing(db):
            yield db

    def _open(self) -> "sqlite3.Connection | None":
        """A connection to a catalog of this engine. Raises sqlite3.Error and OSError."""
        if self.path is None:
            return None
        import sqlite3

        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, WAIT, isolation_level=None, check_same_thread=False)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            if _engine_of(db) != engine():
                _create(db)
        except BaseException:
            db.close()
            raise
        self.trouble = None
        return db

    def _begun_again(self, error: Exception) -> bool:
        """Whether the file was of no use and has been removed, so that another try makes sense."""
        self.trouble = f"The catalog {self.path} cannot be used ({error}): reading goes on without."
        code = getattr(error, "sqlite_errorcode", None)
        if self.path is None or isinstance(error, OSError):
            return False
        if code is not None and code & 0xFF in _NOT_NOW:
            return False
        try:
            for ending in ("-wal", "-shm", ""):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        except OSError:
            return False
        return True


class Writer:
    """Writes files to a catalog; once that fails it does nothing and says nothing."""

    def __init__(self, catalog: Catalog, db: "sqlite3.Connection | None") -> None:
        self._catalog = catalog
        self._db = db
        self._file = 0
        self._pending = 0

    def begin(self, key: str, size: int, mtime_ns: int) -> None:
        """Start a file; what was known of it is forgotten."""
        with self._tried() as db:
            if db is not None:
                if not db.in_transaction:
                    db.execute("begin immediate")
                _forget(db, key)
                row = (os.fsencode(key), size, mtime_ns)
                cursor = db.execute("insert into file (path, size, mtime_ns) values (?, ?, ?)", row)
                self._file = cursor.lastrowid or 0

    def add(self, reading: Reading) -> None:
        """One article of the file that was begun."""
        with self._tried() as db:
            if db is not None:
                _add(db, self._file, reading)

    def end(self, key: str, *, keep: bool) -> None:
        """The file is complete, or not to be kept after all."""
        with self._tried() as db:
            if db is not None:
                if not keep:
                    _forget(db, key)
                self._pending += 1
                if self._pending >= BATCH:
                    self.commit()

    def forget(self, keys: Iterable[str]) -> None:
        """Files that are gone."""
        with self._tried() as db:
            if db is not None:
                if not db.in_transaction:
                    db.execute("begin immediate")
                for key in keys:
                    _forget(db, key)

    def commit(self) -> None:
        """Make what was written last."""
        with self._tried() as db:
            if db is not None and db.in_transaction:
                db.execute("commit")
            self._pending = 0

    def close(self) -> None:
        """Commit and let go."""
        self.commit()
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def _tried(self) -> Iterator["sqlite3.Connection | None"]:
        try:
            yield self._db
        except _errors() as error:
            db, self._db = self._db, None
            if db is not None:
                db.close()
            self._catalog._begun_again(error)


def _errors() -> tuple[type[Exception], ...]:
    import sqlite3

    return (sqlite3.Error, OSError, ValueError, TypeError)


def _engine_of(db: "sqlite3.Connection") -> str | None:
    known = db.execute("select count(*) from sqlite_master where name = 'meta'").fetchone()[0]
    row = db.execute("select engine from meta").fetchone() if known else None
    return row[0] if row else None


def _create(db: "sqlite3.Connection") -> None:
    """Begin anew inside one transaction: another process may be doing the same."""
    db.execute("begin immediate")
    if _engine_of(db) != engine():
        tables = db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        ).fetchall()
        for (table,) in tables:
            db.execute(f'drop table "{table}"')
        for statement in SCHEMA.split(";"):
            db.execute(statement)
        db.execute("insert into meta values (?)", (engine(),))
    db.execute("commit")


def _load(db: "sqlite3.Connection", name: Naming) -> dict[str, File]:
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


def _said(db: "sqlite3.Connection", key: str, number: int) -> tuple[Said, ...] | None:
    file = db.execute("select id from file where path = ?", (os.fsencode(key),)).fetchone()
    if file is None:
        return None
    return tuple(Said(*row) for row in db.execute(_QUOTES, (file[0], number)))


def _add(db: "sqlite3.Connection", file: int, reading: Reading) -> None:
    known = ""
    if reading.known:
        import json

        known = json.dumps(dict(reading.known), ensure_ascii=False)
    db.execute(
        f"insert into article values ({', '.join('?' * 14)})",  # noqa: S608  question marks only
        (
            file, reading.number, reading.offset, reading.id, reading.title, reading.publisher,
            reading.published, moment(reading.published), reading.language, reading.words,
            len(reading.quotes), reading.error, reading.warning, known,
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


def _forget(db: "sqlite3.Connection", key: str) -> None:
    path = os.fsencode(key)
    for table in ("quote", "article"):
        db.execute(
            f"delete from {table} where file = (select id from file where path = ?)",  # noqa: S608
            (path,),
        )
    db.execute("delete from file where path = ?", (path,))
