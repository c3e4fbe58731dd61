"""The files and rows that a library holds in memory, safe to ask for from any thread."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.errors import ReaderError
from reader.library.folder import Root, shown
from reader.library.row import Row, newest_first, parted
from reader.library.tables import File


class Place(NamedTuple):
    """Where an article is: the file that opens it, its row there (0: the file), and the byte."""

    key: str
    number: int
    offset: int


class Shelf:
    """Files by their key, and their rows in the order of the list."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self._roots = roots
        self._files: dict[str, File] = {}
        self._rows: tuple[Row, ...] | None = None
        self._changing = threading.Lock()

    @property
    def files(self) -> Mapping[str, File]:
        """All files, to be looked at by the one thread that changes them."""
        return self._files

    def rows(self) -> tuple[Row, ...]:
        """All rows, newest first, then undated by path."""
        with self._changing:
            if self._rows is None:
                rows = (row for file in self._files.values() for row in file.rows)
                self._rows = tuple(sorted(rows, key=newest_first))
            return self._rows

    def replace(self, files: dict[str, File]) -> None:
        """These and no others."""
        with self._changing:
            self._files = files
            self._rows = None

    def put(self, file: File) -> None:
        """A file that was read, in place of what was known of it."""
        with self._changing:
            self._files[file.key] = file
            self._rows = None

    def drop(self, key: str) -> None:
        """A file that is gone."""
        with self._changing:
            self._files.pop(key, None)
            self._rows = None

    def name(self, key: str) -> str | None:
        """What is shown for a file: the root as typed and the way below it; None for others."""
        for root in self._roots:
            if key == root.real:
                return shown(root.typed)
            if key.startswith(root.inside):
                return shown(os.path.join(root.typed, key[len(root.inside) :]))
        return None

    def place(self, row: Row) -> Place:
        """Where a row is to be read. ReaderError where there is no such row any more."""
        number = parted(row.path)[1] or 0
        for file in self._shown_as(row.path):
            for nth, one in enumerate(file.rows):
                if one.path == row.path:
                    if file.offsets:
                        return Place(file.key, number, file.offsets[nth])
                    return Place(file.key, 0, 0)
        raise ReaderError(f"{row.path} is no longer in the library.", title="It is gone")

    def rows_at(self, path: str) -> tuple[Row, ...]:
        """The rows of a file, or the one, that a path on this disk names, however it is written."""
        if "\0" in path:
            return ()
        for name, number in ((path, None), parted(path)):
            where = os.path.realpath(os.path.dirname(name))
            file = self._files.get(os.path.join(where, os.path.basename(name)))
            if file is not None:
                return tuple(row for row in file.rows if number in (None, parted(row.path)[1]))
        return ()

    def _shown_as(self, path: str) -> Iterator[File]:
        """The files that may be shown as `path`: the likely ones first, then all."""
        for root in self._roots:
            typed = shown(os.path.join(root.typed, ""))
            for name in (path, parted(path)[0]):
                key = root.inside + name[len(typed) :] if name.startswith(typed) else root.real
                file = self._files.get(key)
                if file is not None:
                    yield file
        with self._changing:
            files = list(self._files.values())
        yield from files  # a name that is not shown as it is
