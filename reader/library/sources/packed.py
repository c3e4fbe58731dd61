"""A gzip file that can be gone to any place of, at the price of unpacking it once.

A place in a packed file is only reached from before it. While a file is read, states
of the unpacking are kept every few megabytes, so that the next time, in the same
process, no more than these few are unpacked again.
"""

import io
import os
import threading
import zlib
from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

APART = 4 << 20
"""Bytes, unpacked, between two states that are kept; twice as many once they are too many."""

MOST = 192
"""States kept of a file: each takes some 45 kB."""

FILES = 3
"""Files of which states are kept."""

_GZIP = 31
_CHUNK = 1 << 16


class State(NamedTuple):
    """Where the unpacking was: the bytes that had come out and gone in, and how it goes on."""

    out: int
    taken: int
    unpacking: "zlib._Decompress"


class States:
    """The states that are known of one file, in the order of their places."""

    def __init__(self) -> None:
        self._apart = APART
        self._known: list[State] = []
        self._lock = threading.Lock()

    def before(self, place: int) -> State:
        """The last state from which a place can be reached."""
        with self._lock:
            at = bisect_right(self._known, place, key=lambda state: state.out)
            if not at:
                return State(0, 0, zlib.decompressobj(_GZIP))
            state = self._known[at - 1]
            return state._replace(unpacking=state.unpacking.copy())

    def keep(self, out: int, taken: int, unpacking: "zlib._Decompress") -> None:
        """Keep a state where it is far enough behind the last that is known."""
        with self._lock:
            if out < (self._known[-1].out if self._known else 0) + self._apart:
                return
            self._known.append(State(out, taken, unpacking.copy()))
            if len(self._known) > MOST:
                del self._known[::2]
                self._apart *= 2


_files: OrderedDict[object, States] = OrderedDict()
_files_lock = threading.Lock()


def _states_of(file: BinaryIO) -> States:
    """What is known of a file, as long as it is the same."""
    status = os.fstat(file.fileno())
    key = status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
    with _files_lock:
        states = _files.setdefault(key, States())
        _files.move_to_end(key)
        while len(_files) > FILES:
            _files.popitem(last=False)
    return states


def unpacked(file: BinaryIO) -> io.BufferedReader:
    """What is in a gzip file that was opened.

    Reading raises zlib.error where it is none or damaged, EOFError where it is cut off.
    """
    return io.BufferedReader(_Unpacked(file), _CHUNK)


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip file. It does not close the file below."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._states = _states_of(file)
        self._wanted = 0
        self._go_on_from(self._states.before(0))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place from the beginning, or from here."""
        if whence == os.SEEK_END:
            raise io.UnsupportedOperation("where a packed file ends is not known")
        self._wanted = max(0, place + (self._wanted if whence == os.SEEK_CUR else 0))
        return self._wanted

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        if self._wanted != self._out:
            state = self._states.before(self._wanted)
            if self._wanted < self._out or state.out > self._out:
                self._go_on_from(state)
        while self._out < self._wanted:
            if not self._next(min(_CHUNK, self._wanted - self._out)):
                return 0  # it ends before that place
        data = self._next(len(view))
        view[: len(data)] = data
        self._wanted = self._out
        return len(data)

    def _go_on_from(self, state: State) -> None:
        self._out, taken, self._unpacking = state
        self._file.seek(taken)
        self._packed = b""
        self._begun = taken > 0

    def _next(self, most: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while most:
            if self._unpacking.eof:  # perhaps another one follows, perhaps nothing but zeros
                self._packed = self._unpacking.unused_data.lstrip(b"\0")
                self._unpacking = zlib.decompressobj(_GZIP)
                self._begun = False
            if not self._packed:
                self._states.keep(self._out, self._file.tell(), self._unpacking)
                self._packed = self._file.read(_CHUNK)
                if not self._begun:
                    self._packed = self._packed.lstrip(b"\0")
            if not self._packed:
                if self._begun:
                    raise EOFError("the file ends in the middle")
                return b""
            self._begun = True
            data = self._unpacking.decompress(self._packed, most)
            self._packed = self._unpacking.unconsumed_tail
            if data:
                self._out += len(data)
                return data
        return b""
