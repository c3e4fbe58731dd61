"""Finds the files of a library, and tells cheaply whether they changed."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from reader.errors import ReaderError
from reader.library.faults import GONE, because, fault_of
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
    if 0x80 <= point <= 0xFF:  # not \\x85, which is the byte
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
        except PermissionError:
            raise ReaderError(denial(typed), title="This cannot be read") from None
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


def is_denied(path: str) -> bool:
    """Whether one may not even see if there is something at a path."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return False


def denial(path: str) -> str:
    """What is said of a path that is denied."""
    return (
        f"{shown(path)}: permission denied: ask its owner, or change the permissions of its folder."
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds of interest: folders and files of known kinds, none hidden.

    `files` and `folders` are names in the order of their bytes, `links` those of
    the files that are links. `digest` tells a change of the names; `settled` is
    False where the folder was changed so shortly before that a further change
    may carry the same time.
    """

    mtime_ns: int
    settled: bool
    digest: bytes
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the library: its place in the catalog, its path, and what it holds.

    Without a listing it is a root that is a file, or one that was seen at another
    place already (`again`), or `error` says why it could not be listed.
    """

    place: bytes
    path: str
    listing: Listing | None = None
    error: str | None = None
    again: bool = False


class Walk:
    """One look over some folders, each once, by whatever way it is come to.

    `roots` are all the library's, in the order of their numbers in the catalog.
    """

    def __init__(self, roots: Sequence[Root]) -> None:
        self._roots = roots
        self._alone = frozenset(root.real for root in roots if root.is_file)
        self._been: set[tuple[int, int]] = set()

    def look(self, place: bytes) -> Folder | None:
        """The folder at a place; a root that is a file is a folder of its own.

        None where it is gone: the listing of the one above it says so.
        """
        number, _, below = place.partition(b"/")
        root = self._roots[int(number)]
        if root.is_file:
            return Folder(place, root.real)
        path = root.inside + os.fsdecode(below).rstrip("/") if below else root.real
        try:
            status = os.stat(path)
            if (status.st_dev, status.st_ino) in self._been:
                return Folder(place, path, again=True)  # a mount, or a root inside another
            listing = listed(path)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and below:
                return None
            return Folder(place, path, error=_of_folder(error))
        self._been.add((status.st_dev, status.st_ino))
        return Folder(place, path, listing)

    def files(self, folder: Folder) -> Iterator[tuple[bytes, "Status"]]:
        """The files of a folder, by name, with what a change of each is told by."""
        listing = folder.listing
        if listing is None:
            yield b"", status_of(folder.path)
            return
        inside = folder.path.rstrip(os.sep) + os.sep
        root = self._roots[int(folder.place.partition(b"/")[0])].inside
        for name in listing.files:
            path = inside + name
            if path in self._alone:
                continue
            status = _behind(path, root) if name in listing.links else status_of(path)
            if status.error != GONE:
                yield os.fsencode(name), status


def listed(folder: str) -> Listing:
    """What a folder holds of interest. Raises OSError."""
    mtime_ns = os.stat(folder).st_mtime_ns
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif kind_of(name) is not None:
                files.append(name)
                if entry.is_symlink():
                    links.append(name)
    files.sort(key=os.fsencode)
    folders.sort(key=os.fsencode)
    names = "\0".join((*files, "", *folders, "", *links))
    return Listing(
        mtime_ns,
        time.time_ns() - mtime_ns > _TICK,
        blake2b(os.fsencode(names), digest_size=16).digest(),
        tuple(files),
        tuple(folders),
        frozenset(links),
    )


_TICK = 2_000_000_000
"""The coarsest step of a file system's clock (FAT), in nanoseconds."""


class Status(NamedTuple):
    """What a change of a file is told by; `error` says why it is not opened.

    `mtime_ns` counts from 1970; for what is no regular file both are -1.
    """

    size: int = -1
    mtime_ns: int = -1
    error: str | None = None


def status_of(path: str) -> Status:
    """The status of a file; with the error where there is none."""
    try:
        status = os.stat(path)
    except OSError as error:
        return Status(error=because(error))
    if not stat.S_ISREG(status.st_mode):
        return Status(error=fault_of(status, path))
    return Status(*stamp(status), fault_of(status, path))


def _behind(path: str, inside: str) -> Status:
    """The status of the file behind a link: only where that is below the root."""
    target = os.path.realpath(path)
    if os.path.isdir(target):
        return Status(error=GONE)  # a folder that is linked is passed over
    if not target.startswith(inside):
        return Status(error="This link leads out of the library: it was not followed.")
    status = status_of(path)
    return Status(error="This link leads nowhere.") if status.error == GONE else status


def stamp(status: os.stat_result) -> tuple[int, int]:
    """Size and time of a file, by which a change is told; a time that SQLite holds."""
    return status.st_size, max(min(status.st_mtime_ns, 2**63 - 1), -(2**63))


def _of_folder(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "The folder cannot be read: permission denied."
    if isinstance(error, FileNotFoundError):
        return "The folder is gone: it was moved, renamed or removed."
    return f"The folder cannot be read: {error.strerror or error}."
