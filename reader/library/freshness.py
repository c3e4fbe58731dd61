"""Tells cheaply whether a library still is as it was scanned."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.library.folder import Listing, listed, stamp

A_LOOK = 10_000
"""Files whose time is asked for in one look, some 20 ms; larger libraries take turns."""


@dataclass(slots=True)
class Watch:
    """What a scan saw: folders, files with size and time, folders that could not be read.

    New, renamed and removed files show in the time of their folder, so at once;
    a file that was written over is found when its turn comes.
    """

    folders: dict[str, Listing]
    files: Sequence[tuple[str, int, int]]
    unlisted: Sequence[str] = ()
    _turn: int = field(default=0, init=False)

    def changed(self) -> bool:
        """Whether anything differs, as far as this look goes."""
        return (
            any(self._folder_changed(*item) for item in list(self.folders.items()))
            or any(_can_be_listed(folder) for folder in self.unlisted)
            or any(_file_changed(*file) for file in self._next_files())
        )

    def _folder_changed(self, folder: str, before: Listing) -> bool:
        try:
            if before.settled and os.stat(folder).st_mtime_ns == before.mtime_ns:
                return False
            _, now = listed(folder)
        except OSError:
            return True
        if now.names != before.names:
            return True
        self.folders[folder] = now  # something that is of no interest changed there
        return False

    def _next_files(self) -> Sequence[tuple[str, int, int]]:
        start = self._turn if self._turn < len(self.files) else 0
        self._turn = start + A_LOOK
        return self.files[start : self._turn]


def _file_changed(key: str, size: int, mtime_ns: int) -> bool:
    try:
        status = os.stat(key)
    except OSError:
        return True
    return stamp(status) != (size, mtime_ns)


def _can_be_listed(folder: str) -> bool:
    try:
        os.scandir(folder).close()
    except OSError:
        return False
    return True
