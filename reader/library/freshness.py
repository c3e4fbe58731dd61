"""Tells cheaply whether a library still is as its catalog has it."""

import os
import stat
from typing import TYPE_CHECKING
from weakref import finalize

from reader.library.folder import listed, stamp
from reader.library.places import Places

if TYPE_CHECKING:
    import sqlite3

    from reader.library.notices import Notices

A_LOOK = 10_000
"""Files whose time is asked for in one look, some 40 ms; larger libraries take turns."""

A_GLANCE = 1_000
"""Files whose time is asked for in one look where the system tells of changes by itself."""


class Watch:
    """Looks at the folders of a library, and in turns at its files.

    New, renamed and removed files show in the time of their folder, so at once;
    a file that was written over shows where the system tells of it (see `listen`),
    else when its turn comes. `suspects` are the folders in which something differs.
    """

    def __init__(self, places: Places) -> None:
        self.suspects: set[bytes] = set()
        self._places = places
        self._settled: dict[bytes, int] = {}  # folders whose new time means nothing new
        self._turn = 0
        self._notices: Notices | None = None

    def listen(self) -> None:
        """Have the system tell of changes from the next look on."""
        if self._notices is None:
            from reader.library.notices import Notices  # ctypes, which only a long session needs

            self._notices = Notices()
            finalize(self, self._notices.close)

    def changed(self, db: "sqlite3.Connection", *, once: bool = False) -> bool:
        """Whether anything differs from the catalog, as far as this look goes.

        A look that is taken only `once` asks for no files where it would take turns.
        """
        if self._notices is not None:
            self.suspects |= self._notices.heard()
        for place, *known in db.execute(
            "select place, mtime_ns, settled, digest from folder"
        ).fetchall():
            if self._notices is not None:
                self._notices.follow(place, self._places.real(place))
            if self._folder_changed(place, *known):
                self.suspects.add(place)
        if once and db.execute("select count(*) from file").fetchone()[0] > A_LOOK:
            return bool(self.suspects)
        for folder, name, size, mtime_ns in self._next_files(db):
            if _file_changed(self._places.real(folder + name), size, mtime_ns):
                self.suspects.add(folder)
        return bool(self.suspects)

    def _folder_changed(
        self, place: bytes, mtime_ns: int | None, settled: int, digest: bytes | None
    ) -> bool:
        path = self._places.real(place)
        if mtime_ns is None:
            return os.path.isdir(path) and _can_be_listed(path)
        try:
            now = os.stat(path).st_mtime_ns
            if now in (mtime_ns if settled else None, self._settled.get(place)):
                return False
            listing = listed(path)
        except OSError:
            return True
        if listing.digest != digest:
            return True
        if listing.settled:  # something that is of no interest changed there
            self._settled[place] = listing.mtime_ns
        return False

    def _next_files(self, db: "sqlite3.Connection") -> list[tuple[bytes, bytes, int, int]]:
        deaf = self._notices is None or self._notices.deaf
        some = A_LOOK if deaf else A_GLANCE
        found = db.execute(
            "select file.id, place, name, size, file.mtime_ns from file"
            " join folder on folder.id = folder where file.id > ? order by file.id limit ?",
            (self._turn, some),
        ).fetchall()
        self._turn = found[-1][0] if found and len(found) == some else 0
        return [one[1:] for one in found]


def _file_changed(path: str, size: int, mtime_ns: int) -> bool:
    try:
        status = os.lstat(path) if size < 0 else os.stat(path)
    except OSError:
        return size >= 0
    if size < 0:  # a pipe, a link out of the library, a folder that cannot be listed
        return stat.S_ISREG(status.st_mode)
    return stamp(status) != (size, mtime_ns)


def _can_be_listed(folder: str) -> bool:
    try:
        os.scandir(folder).close()
    except OSError:
        return False
    return True
