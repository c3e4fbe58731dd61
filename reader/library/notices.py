"""What Linux tells of changes in folders, without a look at them (inotify).

Where there is none of it (another system, no watches left) a look has to do. It
tells nothing of what other machines do to a network's disk.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator

from reader.library.sources import kind_of

MOST = 4096
"""Folders that are listened to: each takes a kilobyte of the system's."""

_EVENT = struct.Struct("iIII")
_IS_DIR, _IGNORED, _OVERFLOW, _UNMOUNT = 0x40000000, 0x8000, 0x4000, 0x2000
_ATTRIB, _CLOSE_WRITE, _MOVED, _MADE, _GONE = 0x4, 0x8, 0xC0, 0x300, 0xC00
_ONLY_DIR = 0x01000000
_WANTED = _ATTRIB | _CLOSE_WRITE | _MOVED | _MADE | _GONE | _ONLY_DIR


class Notices:
    """Listens to folders; `deaf` once it may miss something."""

    def __init__(self) -> None:
        self.deaf = True
        self._folders: dict[int, bytes] = {}
        self._numbers: dict[bytes, int] = {}
        self._file = -1
        if not sys.platform.startswith("linux"):
            return
        try:
            self._system = ctypes.CDLL(None, use_errno=True)
            self._file = self._system.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except (OSError, AttributeError):
            return
        self.deaf = self._file < 0

    def follow(self, place: bytes, path: str) -> None:
        """Listen to a folder, which is `place` in what is heard."""
        if self.deaf or place in self._numbers:
            return
        if len(self._folders) >= MOST:
            self.deaf = True
            return
        number = self._system.inotify_add_watch(self._file, os.fsencode(path), _WANTED)
        if number < 0:
            self.deaf = True
            return
        self._folders[number] = place
        self._numbers[place] = number

    def heard(self) -> set[bytes]:
        """The folders in which something changed since this was asked last."""
        found: set[bytes] = set()
        for number, mask, name in self._events():
            if mask & _OVERFLOW:  # too much at once to be told one by one
                found.update(self._numbers)
            place = self._folders.get(number)
            if place is None:
                continue
            if mask & (_IGNORED | _UNMOUNT):
                del self._folders[number]
                self._numbers.pop(place, None)
            of_interest = bool(mask & _IS_DIR) or kind_of(name) is not None or not name
            if of_interest and not name.startswith("."):
                found.add(place)
        return found

    def close(self) -> None:
        """Stop listening."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self.deaf = True

    def _events(self) -> Iterator[tuple[int, int, str]]:
        while self._file >= 0:
            try:
                data = os.read(self._file, 1 << 16)
            except OSError:  # no more of them now
                return
            at = 0
            while at < len(data):
                number, mask, _, length = _EVENT.unpack_from(data, at)
                at += _EVENT.size
                name = os.fsdecode(data[at : at + length].rstrip(b"\0"))
                at += length
                yield number, mask, name
