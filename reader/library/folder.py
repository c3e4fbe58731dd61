"""Finds the files of a library, and tells cheaply whether they changed."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.library.faults import because, fault_of
from reader.library.sources import kind_of


def shown(path: str) -> str:
    """A path that can be drawn and printed: what is not printable in it is escaped.

    No two paths look the same: a backslash that is part of a name is doubled.
    """
    if os.sep != "\\":
        path = path.replace("\\", "\\\\")
    if path.isprintable():
        return path
    return "".join(char if char.isprintable() else _escaped(char) for char in path)


def _escaped(char: str) -> str:
    point = ord(char)
    if 0xDC80 <= point <= 0xDCFF:  # a byte that is not UTF-8, as os.fsdecode carries it
        return f"\\x{point - 0xDC00:02x}"
    if 0xD800 <= point <= 0xDFFF:
        return f"\\u{point:04x}"
    return char.encode("unicode_escape").decode()


@dataclass(frozen=True, slots=True)
class Root:
    """A folder or a file that the reader was pointed at: as typed, and where it truly is."""

    typed: str
    real: str
    is_file: bool

    @property
    def inside(self) -> str:
        """How the path of all that is below it begins."""
        return self.real.rstrip(os.sep) + os.sep


def roots_of(paths: Sequence[str | os.PathLike[str]]) -> tuple[Root, ...]:
    """The roots, each once. ReaderError for what does not exist or is neither file nor folder."""
    if not paths:
        raise ReaderError("No library was named: give a folder or a file of articles.")
    found: dict[str, Root] = {}
    for path in paths:
        typed = os.fspath(path)
        try:
            if typed.startswith("~") and not os.path.lexists(typed):
                typed = os.path.expanduser(typed)
            mode = os.stat(typed).st_mode
        except (OSError, ValueError):
            raise ReaderError(
                f"No such file or folder: {shown(typed) or '“”'}. Check the name, "
                "or give the folder that holds your articles.",
                title="No such library",
            ) from None
        if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
            raise ReaderError(
                f"{shown(typed)} is neither a file nor a folder: give the folder that holds "
                "your articles.",
                title="No such library",
            )
        real = os.path.realpath(typed)
        found.setdefault(real, Root(typed, real, stat.S_ISREG(mode)))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the library: `key` opens it, `shown` is drawn.

    `mtime_ns` counts from 1970. `error` says why it is not opened; for what is
    no regular file size and time are -1.
    """

    key: str
    shown: str
    size: int = -1
    mtime_ns: int = -1
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder as it was listed: enough to tell a change of its names.

    `settled` is False where the folder was changed so shortly before that a
    further change may carry the same time.
    """

    mtime_ns: int
    names: int
    settled: bool


class Walk:
    """One look over the roots: iterate for the entries, then ask for what was met.

    `folders` are all folders by path; `unlisted` those that could not be read.
    """

    def __init__(self, roots: Sequence[Root]) -> None:
        self.folders: dict[str, Listing] = {}
        self.unlisted: list[str] = []
        self._roots = roots
        self._been: set[tuple[int, int]] = set()
        self._files: set[str] = set()

    def __iter__(self) -> Iterator[Entry]:
        """Every file once, folder by folder in the order of names."""
        for root in self._roots:
            if root.is_file:
                entries: Iterator[Entry] = iter((_entry(root.real, shown(root.typed)),))
            else:
                entries = self._below(root)
            for entry in entries:
                if entry.key not in self._files:
                    self._files.add(entry.key)
                    yield entry

    def _below(self, root: Root) -> Iterator[Entry]:
        waiting = [root.real]
        while waiting:
            folder = waiting.pop()
            typed = os.path.join(root.typed, folder[len(root.inside) :])
            try:
                status = os.stat(folder)
                place = (status.st_dev, status.st_ino)
                if place in self._been:  # the same folder again, by a mount or a second root
                    continue
                self._been.add(place)
                entries, listing = listed(folder)
            except OSError as error:
                self.unlisted.append(folder)
                yield Entry(folder, shown(typed), error=_of_folder(error))
                continue
            self.folders[folder] = listing
            below = []
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif (file := _seen(entry, root, typed)) is not None:
                    yield file
            waiting.extend(reversed(below))


def listed(folder: str) -> tuple[list[os.DirEntry[str]], Listing]:
    """What a folder holds of interest, by name: folders and files of known kinds, none hidden.

    Raises OSError.
    """
    mtime_ns = os.stat(folder).st_mtime_ns
    with os.scandir(folder) as entries:
        found = [
            entry
            for entry in entries
            if not entry.name.startswith(".")
            and (kind_of(entry.name) is not None or entry.is_dir(follow_symlinks=False))
        ]
    found.sort(key=lambda entry: entry.name)
    names = hash(tuple((entry.name, entry.is_file(follow_symlinks=False)) for entry in found))
    return found, Listing(mtime_ns, names, time.time_ns() - mtime_ns > _TICK)


_TICK = 2_000_000_000
"""The coarsest step of a file system's clock (FAT), in nanoseconds."""


def _seen(entry: os.DirEntry[str], root: Root, folder: str) -> Entry | None:
    """A file in a folder; a link only where it leads to a file below the root."""
    name = shown(os.path.join(folder, entry.name))
    link = entry.is_symlink()
    try:
        if link:
            target = os.path.realpath(entry.path)
            if os.path.isdir(target):
                return None
            if not target.startswith(root.inside):
                fault = "This link leads out of the library: it was not followed."
                return Entry(entry.path, name, error=fault)
        status = entry.stat()
    except FileNotFoundError:
        return Entry(entry.path, name, error="This link leads nowhere.") if link else None
    except OSError as error:
        return Entry(entry.path, name, error=because(error))
    return _stated(entry.path, name, status)


def _entry(path: str, name: str) -> Entry:
    try:
        status = os.stat(path)
    except OSError as error:
        return Entry(path, name, error=because(error))
    return _stated(path, name, status)


def _stated(path: str, name: str, status: os.stat_result) -> Entry:
    fault = fault_of(status, path)
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, name, error=fault)
    return Entry(path, name, *stamp(status), error=fault)


def stamp(status: os.stat_result) -> tuple[int, int]:
    """Size and time of a file, by which a change is told; a time that SQLite holds."""
    return status.st_size, max(min(status.st_mtime_ns, 2**63 - 1), -(2**63))


def _of_folder(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "The folder cannot be read: permission denied."
    if isinstance(error, FileNotFoundError):
        return "The folder is gone: it was moved, renamed or removed."
    return f"The folder cannot be read: {error.strerror or error}."
