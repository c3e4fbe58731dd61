"""TinyDB's way to the disk, made safe: a whole new file in the place of the old one."""

import os
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tinydb import Storage

from reader.notebook.atomic import UnsettledError, write_file
from reader.notebook.layout import Line, lines_of, parse, render
from reader.notebook.outline import Outline, outline
from reader.notebook.schema import Document, Tables
from reader.notebook.troubles import trouble

_HEAD = 256
"""Bytes at the beginning of the file in which it says which change made it."""

Key = tuple[int, int, int, int]
"""What tells one state of a file from another: device, inode, mtime in nanoseconds, size."""


class NotebookStorage(Storage):
    """A notebook's file. No handle on it is kept open.

    What was parsed is kept as long as the file stays the same by its Key.
    Documents come out read-only: one is changed by storing another under its
    number, so that a change that could not be written leaves no trace, and a
    document that did not change is not serialised again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key: Key | None = None
        self._tables: Tables | None = None
        self._data: bytes | None = None
        self._head = b""
        self._lines: dict[int, Line] = {}
        self._outline: tuple[Key, Outline | None] | None = None

    @property
    def path(self) -> Path:
        """Where the file really is: a link is followed, and never replaced by a file."""
        return Path(os.path.realpath(self._path))

    @property
    def version(self) -> Key | None:
        """Which state of the file was read or written last; None before that."""
        return self._key

    @property
    def last(self) -> Tables | None:
        """What was read or written last, whatever became of the file since."""
        return self._tables

    def stamp(self) -> Key | None:
        """Which state the file is in now, by one `stat`; None where there is no file."""
        try:
            return _key(os.stat(self._path))  # noqa: PTH116  a missing file is no exception's matter
        except OSError:
            return None

    def doubt(self) -> None:
        """Look into the file whether it is still the one that was parsed.

        Some disks tell the time to two seconds and use an inode again at once:
        there, two states of a file can look the same from outside. Each state
        says in its first document which change made it.
        """
        try:
            with open(self._path, "rb") as file:  # noqa: PTH123  see stamp
                same = file.read(_HEAD) == self._head
        except OSError:
            same = False
        if not same:
            self._key = None

    def outline(self) -> Outline | None:
        """What can be told without parsing all; None where it was parsed already, or must be."""
        if self._tables is not None:
            return None
        if self._outline is None or self._outline[0] != self.stamp():
            try:
                with open(self._path, "rb") as file:  # noqa: PTH123  see stamp
                    self._outline = _key(os.fstat(file.fileno())), outline(file.read())
            except OSError:
                return None  # who parses it will say what is wrong
        return self._outline[1]

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None where there is no file.

        Raises layout.DamagedError where the file is not a whole notebook, and
        ReaderError where it cannot be read at all.
        """
        now = self.stamp()
        if now is None or now != self._key or self._tables is None:
            try:
                with open(self._path, "rb") as file:  # noqa: PTH123  see stamp
                    key = _key(os.fstat(file.fileno()))
                    data = file.read()
            except FileNotFoundError:
                return None
            except OSError as error:
                raise trouble(error, "The notebook could not be read", self.path.parent) from error
            self._tables = parse(data)
            self._key, self._data, self._lines, self._outline = key, data, {}, None
            self._head = data[:_HEAD]
        return dict(self._tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file. On a ReaderError the old one is whole and nothing else is left."""
        if self._data is not None and self._tables is not None:
            self._lines = lines_of(self._data, self._tables)
            self._data = None
        path = self.path
        tables = {name: _sealed(table) for name, table in data.items()}
        text, lines = render(tables, self._lines)
        try:
            stat = write_file(path, text)
        except UnsettledError as error:
            self._key = None
            doing = "The notebook was written, but may not outlast a power cut"
            raise trouble(error, doing, path.parent) from error
        except OSError as error:
            raise trouble(error, "The notebook could not be saved", path.parent) from error
        self._key, self._lines, self._head = _key(stat), lines, text[:_HEAD]
        self._tables = tables


class Batch(Storage):
    """The changes of one moment, in memory: they reach the disk in one write or not at all."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.changed = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables with the changes so far."""
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over the changed tables."""
        self.tables = data
        self.changed = True


def _sealed(table: dict[str, Document]) -> dict[str, Document]:
    return {
        number: MappingProxyType(document) if isinstance(document, dict) else document
        for number, document in table.items()
    }


def _key(stat: os.stat_result) -> Key:
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size
