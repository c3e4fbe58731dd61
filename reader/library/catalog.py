"""What was worked out from a library, in SQLite: cheap to lose, never in the way.

A catalog belongs to one set of roots. It can be deleted at any time and is used
by several processes and threads at once. One that is of no use (damaged, another
program's) is made anew. Where the disk does not carry one (no permission, full,
held by another process for long), one in memory takes its place until the
library is closed, and `trouble` says so.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import finalize

from reader.library import tables
from reader.library.folder import shown
from reader.library.places import Useless

if TYPE_CHECKING:  # 5 ms that not every start needs
    import sqlite3

T = TypeVar("T")

WAIT = 5.0
"""Seconds for which another process may hold the catalog before memory takes its place."""

UNUSED = 180 * 24 * 3600
"""Seconds after which the catalog of a library that nobody opened is cleared away."""

IDLE = 4
"""Connections kept open for the next to ask."""

# What lies beside a catalog; whose turn it is to write is not lost with it.
_FILES = ("-wal", "-shm", "-turn", "-turn-journal", "")

_NOT_NOW = frozenset({3, 5, 6, 7, 8, 10, 13, 14, 15, 23})
"""SQLite's codes for a place that cannot be used now: permission, busy, locked, memory,
read-only, input or output, full, cannot open, protocol, not authorised. Any other means
that the file itself is of no use."""

TRIES = 3
"""How often a file of no use is made anew before memory takes its place."""


class Catalog:
    """The catalog in one SQLite file; in memory where `path` is None.

    `trouble` is a sentence about why the disk is done without, None while all is
    well.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.trouble: str | None = None
        self._generation = 0
        self._memory: sqlite3.Connection | None = None
        self._in_memory = threading.RLock()
        self._idle: list[tuple[int | None, sqlite3.Connection]] = []
        self._changing = threading.RLock()
        self._file: tuple[int, int] | None = None
        self._failures = 0
        finalize(self, _close, self._idle)

    @property
    def generation(self) -> int:
        """How often what was in it was lost, as when its file was deleted."""
        with self._changing:
            if self.path is not None and self._memory is None:
                self._look_for_file(self.path)
            return self._generation

    @property
    def on_disk(self) -> bool:
        """Whether it outlives this process."""
        return self.path is not None and self._memory is None

    def ask(self, work: "Callable[[sqlite3.Connection], T]", token: int | None = None) -> T:
        """What `work` selects; see `reading` for `token`.

        It may be called again where the catalog turns out to be of no use, and
        then finds another one, perhaps empty.
        """
        for _ in range(2 * TRIES):
            try:
                with self.reading(token) as db:
                    return work(db)
            except errors() as error:
                self.failed(error)
        raise AssertionError("a catalog in memory answers")

    @contextmanager
    def reading(self, token: int | None = None) -> Iterator["sqlite3.Connection"]:
        """A connection for this thread to ask: what it selects should be fetched at once.

        With a `token` it is one that was asked with the same before, where there
        is one: what lies in its temporary tables need not be put there again.
        Raises what sqlite3 raises: see `failed`.
        """
        before, db = self._taken(token)
        if db is self._memory:
            with self._in_memory:
                yield db
            return
        try:
            yield db
        except BaseException:
            db.close()
            raise
        self._put_back(before if token is None else token, db)

    @contextmanager
    def writing(self) -> Iterator["sqlite3.Connection"]:
        """A connection to write by; what is not committed at the end is undone."""
        before, db = self._taken(None)
        try:
            yield db
        except BaseException:
            with suppress(*errors()):
                if db.in_transaction:
                    db.execute("rollback")
            if db is not self._memory:
                db.close()
            raise
        if db is not self._memory:
            self._put_back(before, db)

    def failed(self, error: Exception) -> None:
        """Cope with what was raised while it was used: after this it can be used, maybe empty."""
        if isinstance(error, _of_the_program()) or not self.on_disk:
            raise error
        with self._changing:
            _close(self._idle)
            self._failures += 1
            self._generation += 1
            if not _is_of_no_use(error) or self._failures > TRIES or not self._removed():
                where = shown(str(self.path))
                self.trouble = (
                    f"The catalog {where} cannot be used ({error}): "
                    "reading goes on without, and is slower to begin the next time."
                )
                self._remember(error)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is used again."""
        with self._changing:
            _close(self._idle)

    def _taken(self, token: int | None) -> "tuple[int | None, sqlite3.Connection]":
        """A connection, and the token with which it was asked last."""
        for _ in range(2 * TRIES):
            try:
                with self._changing:
                    if self._memory is not None:
                        return None, self._memory
                    if self.path is None:
                        return None, self._remember()
                    self._look_for_file(self.path)
                    like = self._like(token)
                    if like is None:
                        return None, self._opened(self.path)
                    return self._idle.pop(like)
            except errors() as error:
                self.failed(error)
        raise AssertionError("a catalog in memory can be opened")

    def _like(self, token: int | None) -> int | None:
        """Which idle connection to take; None for another one."""
        tokens = [one for one, _ in self._idle]
        for wanted in (token, None):
            if wanted in tokens:
                return tokens.index(wanted)
        return 0 if tokens and (token is None or len(tokens) == IDLE) else None

    def _put_back(self, token: int | None, db: "sqlite3.Connection") -> None:
        with self._changing:
            if self._memory is None and len(self._idle) < IDLE:
                self._idle.append((token, db))
                return
        db.close()

    def _look_for_file(self, path: Path) -> None:
        """Forget the connections to a file that is no longer there, or another one now."""
        try:
            status = os.stat(path)
        except OSError:  # whatever is wrong, opening it will tell
            file = None
        else:
            file = status.st_dev, status.st_ino
        if file != self._file:
            _close(self._idle)
            self._generation += self._file is not None
            self._file = file

    def _opened(self, path: Path) -> "sqlite3.Connection":
        """A connection to a catalog of this engine. Raises sqlite3.Error, OSError, Useless."""
        import sqlite3

        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, WAIT, isolation_level=None, check_same_thread=False)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            db.execute("pragma secure_delete = off")
            if tables.is_empty(db):
                tables.create(db)
            if tables.engine_of(db) != tables.engine():
                raise Useless("it was made by another version")
            status = os.stat(path)
        except BaseException:
            db.close()
            raise
        self._file = status.st_dev, status.st_ino
        with suppress(OSError):
            os.utime(path)  # somebody needs it: see `clear_away`
        return db

    def _remember(self, error: Exception | None = None) -> "sqlite3.Connection":
        """A catalog in memory, with what can still be read of the one on the disk."""
        import sqlite3

        from reader.library.memory import in_memory

        db = in_memory(self._in_memory)
        if error is not None and not _is_of_no_use(error) and self.path is not None:
            try:
                with sqlite3.connect(self.path, 0.1) as before:
                    before.backup(db)
                before.close()
                if tables.engine_of(db) != tables.engine():
                    raise Useless
            except errors():
                db.close()
                db = in_memory(self._in_memory)
        if tables.is_empty(db):
            tables.create(db)
        self._memory = db
        finalize(self, db.close)
        return db

    def _removed(self) -> bool:
        """Whether the file of no use could be put out of the way."""
        try:
            for ending in ("-wal", "-shm", ""):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        except OSError:
            return False
        self._file = None
        return True


def clear_away(new: Path) -> None:
    """Remove catalogs that are not needed, when a new one is about to be made.

    Those of libraries that were not opened for half a year, and those of this
    library that another version made, unless it is open just now.
    """
    library = new.name.partition("-")[0]
    with suppress(OSError):
        for path in new.parent.glob("*.sqlite"):
            old = time.time() - path.stat().st_mtime > UNUSED
            others = path.name.startswith(f"{library}-") and path != new
            if old or (others and _is_closed(path)):
                for ending in _FILES:
                    Path(f"{path}{ending}").unlink(missing_ok=True)


def _is_closed(path: Path) -> bool:
    """Whether nobody has the catalog open."""
    import sqlite3

    db = sqlite3.connect(path, 0, isolation_level=None)
    try:
        db.execute("pragma locking_mode = exclusive")
        db.execute("begin exclusive")
    except sqlite3.Error as error:
        return _is_of_no_use(error)
    finally:
        db.close()
    return True


def errors() -> tuple[type[Exception], ...]:
    """What using a catalog may raise, for `Catalog.failed`."""
    import sqlite3

    # SQLite's own message about a damaged table may hold bytes that are no letters.
    return (sqlite3.Error, OSError, UnicodeDecodeError, Useless)


def _of_the_program() -> tuple[type[Exception], ...]:
    import sqlite3

    return (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)


def _is_of_no_use(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return not isinstance(error, OSError) and (code is None or code & 0xFF not in _NOT_NOW)


def _close(idle: "list[tuple[int | None, sqlite3.Connection]]") -> None:
    while idle:
        idle.pop()[1].close()
