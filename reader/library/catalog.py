"""What was worked out from a library, in SQLite: cheap to lose, never in the way.

A catalog belongs to one set of roots. It is opened anew for each use, so that
it can be deleted at any time and used by several processes. Whatever is wrong
with it (damaged, locked, another version's, a full or read-only disk), the
library goes on without it: nothing here raises.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import tables
from reader.library.folder import shown
from reader.library.row import Reading, Said
from reader.library.tables import File, Naming

if TYPE_CHECKING:  # 5 ms that not every start needs
    import sqlite3

WAIT = 5.0
"""Seconds for which another process may hold the catalog before it is done without."""

BATCH = 256
"""Files written in one transaction: what is lost, at most, when the reader is killed."""

PATIENCE = 1.0
"""Seconds after which a transaction ends though it is small, so that others come to write."""

UNUSED = 180 * 24 * 3600
"""Seconds after which the catalog of a library that nobody opened is cleared away."""

_FILES = ("-wal", "-shm", "")

_NOT_NOW = frozenset({3, 5, 6, 7, 8, 10, 13, 14, 15, 23})
"""SQLite's codes for a place that cannot be used now: permission, busy, locked, memory,
read-only, input or output, full, cannot open, protocol, not authorised. Any other means
that the file itself is of no use."""


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
                    if db is None:
                        return {}
                    files = tables.load(db, name)
                with suppress(OSError):
                    os.utime(self.path or "")  # it is in use: see clear_away
                return files
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
                        said = tables.said(db, key, number)
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
            if tables.engine_of(db) != tables.engine():
                tables.create(db)
        except BaseException:
            db.close()
            raise
        self.trouble = None
        return db

    def _begun_again(self, error: Exception) -> bool:
        """Whether the file was of no use and has been removed, so that another try makes sense."""
        where = shown(str(self.path))
        self.trouble = f"The catalog {where} cannot be used ({error}): reading goes on without."
        code = getattr(error, "sqlite_errorcode", None)
        if self.path is None or isinstance(error, OSError):
            return False
        if code is not None and code & 0xFF in _NOT_NOW:
            return False
        try:
            for ending in _FILES:
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
        self._begun: str | None = None
        self._pending = 0
        self._since = 0.0

    def begin(self, key: str, size: int, mtime_ns: int) -> None:
        """Start a file; what was known of it is forgotten."""
        with self._tried() as db:
            if db is not None:
                self._transact(db)
                tables.forget(db, key)
                self._begun = key
                row = (os.fsencode(key), size, mtime_ns)
                cursor = db.execute("insert into file (path, size, mtime_ns) values (?, ?, ?)", row)
                self._file = cursor.lastrowid or 0

    def add(self, reading: Reading) -> None:
        """One article of the file that was begun."""
        with self._tried() as db:
            if db is not None:
                tables.add(db, self._file, reading)

    def end(self, key: str, *, keep: bool) -> None:
        """The file is complete, or not to be kept after all."""
        with self._tried() as db:
            if db is not None:
                if not keep:
                    tables.forget(db, key)
                self._begun = None
                self._pending += 1
                if self._pending >= BATCH or time.monotonic() - self._since > PATIENCE:
                    self.commit()

    def forget(self, keys: Iterable[str]) -> None:
        """Files that are gone."""
        with self._tried() as db:
            if db is not None:
                for key in keys:
                    self._transact(db)
                    tables.forget(db, key)

    def commit(self) -> None:
        """Make what was written last."""
        with self._tried() as db:
            if db is not None and db.in_transaction:
                db.execute("commit")
            self._pending = 0

    def close(self) -> None:
        """Commit and let go; a file that was begun and not ended is not kept."""
        if self._begun is not None:
            self.end(self._begun, keep=False)
        self.commit()
        if self._db is not None:
            self._db.close()
            self._db = None

    def _transact(self, db: "sqlite3.Connection") -> None:
        if not db.in_transaction:
            db.execute("begin immediate")
            self._since = time.monotonic()

    @contextmanager
    def _tried(self) -> Iterator["sqlite3.Connection | None"]:
        try:
            yield self._db
        except _errors() as error:
            db, self._db = self._db, None
            if db is not None:
                db.close()
            self._catalog._begun_again(error)


def clear_away(folder: Path) -> None:
    """Remove the catalogs of libraries that were not opened for half a year."""
    with suppress(OSError):
        for path in folder.glob("*.sqlite"):
            if time.time() - path.stat().st_mtime > UNUSED:
                for ending in _FILES:
                    Path(f"{path}{ending}").unlink(missing_ok=True)


def _errors() -> tuple[type[Exception], ...]:
    import sqlite3

    return (sqlite3.Error, OSError, ValueError, TypeError)
