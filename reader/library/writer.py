"""Writes what a scan finds into the catalog, in transactions of a moderate size.

Raises what sqlite3 raises.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library import derived, tables
from reader.library.folder import Listing, Status
from reader.library.places import split
from reader.library.row import Reading

if TYPE_CHECKING:
    import sqlite3

BATCH = 512
"""Articles that are written at once."""

MANY = 4 * BATCH
"""Articles written in one transaction: what is lost, at most, when the reader is killed."""

PATIENCE = 2.0
"""Seconds after which a transaction ends though it is small, so that others see its articles."""

NOT, ONCE, AGAIN = 0, 1, 2
"""Whether a file is to be read: not, once, or at each scan until it can be."""

_CHUNK = 2000


class Known(NamedTuple):
    """A file as the catalog knows it."""

    name: bytes
    id: int
    size: int
    mtime_ns: int


class Due(NamedTuple):
    """A file that is to be read; `reached` is the last of its rows that was, if it was begun."""

    id: int
    place: bytes
    size: int
    reached: int | None = None


class Writer:
    """Takes what is found file by file; `commit` makes it last."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self._db = db
        self._since = 0.0
        self._found: list[tables.Found] = []
        self._done: list[tuple[int, int]] = []
        self._leaving: list[int] = []
        self._reached: dict[int, int] = {}
        self._removed: list[int] = []
        self._changed = False
        self._written = 0
        self._whole: bool | None = None

    # Folders and files

    def folder(self, place: bytes) -> int:
        """The number of a folder."""
        asked = "select id from folder where place = ?"
        row = self._db.execute(asked, (place,)).fetchone()
        if row is None:
            self._transact()
            parent = self._db.execute(asked, (split(place[:-1])[0],)).fetchone()
            cursor = self._db.execute(
                "insert into folder (parent, place) values (?, ?)",
                (parent[0] if parent else None, place),
            )
            return int(cursor.lastrowid or 0)
        return int(row[0])

    def folders_in(self, number: int) -> set[bytes]:
        """The places of the folders that are known in a folder."""
        found = self._db.execute("select place from folder where parent = ?", (number,))
        return {row[0] for row in found}

    def listed(self, number: int, listing: Listing | None) -> None:
        """Keep by what a change of a folder's names is told; None: it could not be listed.

        To be called when its files have been dealt with.
        """
        now = (
            (listing.mtime_ns, int(listing.settled), listing.digest) if listing else (None, 1, None)
        )
        known = self._db.execute(
            "select mtime_ns, settled, digest from folder where id = ?", (number,)
        ).fetchone()
        if known != now:
            self._transact()
            self._db.execute(
                "update folder set mtime_ns = ?, settled = ?, digest = ? where id = ?",
                (*now, number),
            )

    def files(self, folder: int) -> Iterator[Known]:
        """The files that are known in a folder, by name; they may be changed meanwhile."""
        name: bytes | None = None
        while True:
            chunk = self._db.execute(
                "select name, id, size, mtime_ns from file"
                " where folder = ? and (?2 is null or name > ?2) order by name limit ?",
                (folder, name, _CHUNK),
            ).fetchall()
            yield from map(Known._make, chunk)
            if len(chunk) < _CHUNK:
                return
            name = chunk[-1][0]

    def new(self, folder: int, name: bytes, status: Status) -> int:
        """A file that was not known: to be read."""
        self._unsettle()
        cursor = self._db.execute(
            "insert into file (folder, name, size, mtime_ns, due) values (?, ?, ?, ?, ?)",
            (folder, name, status.size, status.mtime_ns, ONCE),
        )
        return int(cursor.lastrowid or 0)

    def restate(self, file: int, status: Status) -> None:
        """A file is another one now: to be read."""
        self._unsettle()
        self._db.execute(
            "update file set size = ?, mtime_ns = ?, due = ?, reached = null where id = ?",
            (status.size, status.mtime_ns, ONCE, file),
        )

    def remove(self, file: int) -> None:
        """A file that is gone."""
        self._alter()
        self._leaving.append(file)
        self._removed.append(file)

    def count_files(self) -> int:
        """How many files are known, by the files themselves: no index is asked."""
        row = self._db.execute("select count(*) from file not indexed").fetchone()
        return int(row[0])

    def remove_folder(self, place: bytes) -> None:
        """A folder that is gone, with all below it."""
        found = self._db.execute(
            "select id from folder where place >= ? and place < ?", (place, place[:-1] + b"0")
        ).fetchall()  # a nought comes next to the slash
        for (number,) in found:
            for known in self.files(number):
                self.remove(known.id)
            self.commit()
            self._transact()
            self._db.execute("delete from folder where id = ?", (number,))

    def fault_of(self, file: int) -> str | None:
        """Why a file could not be read."""
        row = self._db.execute("select error from article where file = ?", (file,)).fetchone()
        return row[0] if row else None

    # Articles

    def due(self) -> int:
        """How many files are to be read."""
        return tables.due(self._db)

    def due_files(self) -> Iterator[Due]:
        """The files that are to be read; each once, though some stay to be read."""
        last = 0
        while chunk := self._db.execute(
            "select file.id, cast(place || name as blob), size, reached from file"
            " join folder on folder.id = folder"
            " where due > 0 and file.id > ? order by file.id limit ?",
            (last, _CHUNK),
        ).fetchall():
            yield from map(Due._make, chunk)
            last = chunk[-1][0]

    def keep(self, file: Due, readings: Sequence[Reading], *, due: int = NOT) -> None:
        """What was read from a whole file, in place of what was known of it."""
        self.forget(file)
        self.add(file, readings)
        self.end(file, due=due)

    def forget(self, file: Due) -> None:
        """What was known of the articles of a file is to be replaced."""
        self._alter()
        self._leaving.append(file.id)

    def add(self, file: Due, readings: Sequence[Reading]) -> None:
        """Articles of a file."""
        self._alter()
        self._found.extend(tables.Found(file.id, file.place, reading) for reading in readings)

    def begin(self, file: Due) -> int:
        """Begin with a file of many rows, or go on with it: the byte where its last row begins."""
        if file.reached is None:
            self.forget(file)
            return 0
        self.commit()
        self._unsettle()
        return tables.cut_off(self._db, file.id, file.reached)

    def reach(self, file: Due, number: int) -> None:
        """The rows of a file up to this one have been added."""
        self._reached[file.id] = number
        self._perhaps_commit()

    def end(self, file: Due, *, due: int = NOT) -> None:
        """All articles of a file have been added."""
        self._alter()
        self._done.append((due, file.id))

    def settle(self, stop: Callable[[], bool]) -> bool:
        """The catalog has everything that there is, if it had not before; False if stopped."""
        self.commit()
        if tables.is_whole(self._db):
            return True
        for index in derived.indexes():
            if stop():
                return False
            self._alter()
            index.settle(self._db)
            self.commit()
        self._transact()
        self._db.execute(
            "update meta set value = ? where name = 'whole'", (time.time_ns() // 1000,)
        )
        self.commit()
        self._whole = None
        return True

    def commit(self) -> None:
        """Make what was written last."""
        self._flush()
        if self._db.in_transaction:
            if self._changed:
                self._db.execute("update meta set value = value + 1 where name = 'version'")
            self._db.execute("commit")
        self._changed = False
        self._written = 0

    def _flush(self) -> None:
        if self._leaving:
            tables.forget(self._db, self._leaving)
            self._leaving = []
        if self._removed:
            self._db.executemany(
                "delete from file where id = ?", [(file,) for file in self._removed]
            )
            self._removed = []
        if self._found:
            tables.add(self._db, self._found)
            self._found = []
        if self._reached:
            rows = [(number, file) for file, number in self._reached.items()]
            self._db.executemany("update file set reached = ? where id = ?", rows)
            self._reached = {}
        if self._done:
            self._db.executemany("update file set due = ? where id = ?", self._done)
            self._done = []

    def _transact(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
            self._since = time.monotonic()

    def _unsettle(self) -> None:
        """From here to the end of this scan, or of the next, the catalog is not all there is."""
        self._perhaps_commit()
        self._transact()
        if self._whole is not False:
            self._whole = False
            self._db.execute("update meta set value = 0 where name = 'whole'")

    def _alter(self) -> None:
        """Something is about to change that a list shows."""
        self._unsettle()
        self._changed = True

    def _perhaps_commit(self) -> None:
        waiting = len(self._found) + len(self._leaving)
        if waiting >= BATCH:
            self._flush()
            self._written += waiting
        if self._written >= MANY or time.monotonic() - self._since > PATIENCE:
            self.commit()
