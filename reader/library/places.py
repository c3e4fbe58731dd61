"""The three names of a file: where it is on the disk, what is shown, its place in the catalog.

A place is bytes: the number of the root (in the order of their real paths, so that
it does not matter how they were typed), a slash, and the way below the root. A
folder's place ends with a slash, a file's is its folder's and its name.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from reader.library.folder import Root, shown
from reader.library.row import parted

_ESCAPED = re.compile(r"\\(?:\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt])")
_LETTERS = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


class Useless(Exception):  # noqa: N818  no fault of the program
    """What lies in the catalog's place is none of this engine's, or damaged."""


class Spot(NamedTuple):
    """Where an article is: the file that opens it, its row there (0: the file), and the byte."""

    key: str
    number: int
    offset: int


class Places:
    """Translates between the names of the files below some roots."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self.roots = tuple(sorted(roots, key=lambda root: os.fsencode(root.real)))
        self._alone = any(root.is_file for root in roots)

    def tops(self) -> tuple[bytes, ...]:
        """The places of the roots."""
        return tuple(b"%d/" % nth for nth in range(len(self.roots)))

    def real(self, place: bytes) -> str:
        """The path that opens a file or lists a folder."""
        root, below = self._parted(place)
        return root.inside + below.rstrip("/") if below else root.real

    def shown(self, place: bytes, number: int = 0) -> str:
        """What is drawn for it: the root as typed and the way below it, and the row."""
        root, below = self._parted(place)
        name = shown(os.path.join(root.typed, below) if below else root.typed)
        return f"{name}#{number}" if number else name

    def of_real(self, path: str) -> Iterator[bytes]:
        """The places where a real path may be known."""
        for nth, root in enumerate(self.roots):
            if path == root.real:
                yield b"%d/" % nth
            elif path.startswith(root.inside):
                yield b"%d/%s" % (nth, os.fsencode(path[len(root.inside) :]))

    def of_path(self, path: str) -> Iterator[tuple[bytes, int | None]]:
        """The places and row numbers that a path on this disk may mean, however it is written."""
        if not path or "\0" in path:
            return
        for name, number in dict.fromkeys(((path, None), parted(path))):
            where, last = os.path.split(name)
            real = os.path.join(_real(where), last)
            # A root that is a file may have been typed as a link to it.
            linked = (os.path.realpath(name),) if self._alone else ()
            for one in dict.fromkeys((real, *linked)):
                yield from ((place, number) for place in self.of_real(one))

    def of_shown(self, path: str) -> Iterator[tuple[bytes, int]]:
        """The places and row numbers that may be shown as `path`: the likeliest first."""
        whole, (file, number) = (path, 0), parted(path)
        for name, row in (whole, (file, number)) if number is not None else (whole,):
            for nth, root in enumerate(self.roots):
                typed = shown(os.path.join(root.typed, ""))
                if name == shown(root.typed):
                    yield b"%d/" % nth, row
                elif name.startswith(typed):
                    with suppress(UnicodeEncodeError):  # no name of any file
                        yield b"%d/%s" % (nth, os.fsencode(hidden(name[len(typed) :]))), row

    def _parted(self, place: bytes) -> tuple[Root, str]:
        number, _, below = place.partition(b"/")
        try:
            return self.roots[int(number)], os.fsdecode(below)
        except (ValueError, IndexError):
            raise Useless("a place in it is none") from None


@lru_cache(1024)
def _real(folder: str) -> str:
    """Where a folder truly is: asked for once, though a thousand notes are of its files."""
    return os.path.realpath(folder)


def split(place: bytes) -> tuple[bytes, bytes]:
    """A file's folder and its name there."""
    folder, slash, name = place.rpartition(b"/")
    return folder + slash, name


def hidden(path: str) -> str:
    """The path of which this is what is `shown`."""
    if os.sep == "\\" or "\\" not in path:
        return path
    return _ESCAPED.sub(lambda found: _LETTERS.get(found[0]) or _letter(found[0]), path)


def _letter(escape: str) -> str:
    point = int(escape[2:], 16)
    # A byte that is not UTF-8, as os.fsdecode carries it.
    return chr(point + 0xDC00) if escape[1] == "x" and point >= 0x80 else chr(point)
