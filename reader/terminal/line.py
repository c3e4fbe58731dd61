"""Writes to the terminal what it takes, and never has anybody wait for it."""

import os
import select
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Protocol

#: Bytes that are written at once to a line that may have one wait: one that is free takes them.
_PIECE = 1024
#: Seconds after which who waits for the terminal, or for the turn, looks whether it is the end.
_LOOK = 0.1


class Source(Protocol):
    """Where what is to be written comes from. Both are asked in one's turn."""

    def beside(self) -> str:
        """What has to be written in any case."""

    def frame(self) -> tuple[str, float]:
        """A frame, "" for none, and the seconds after which to ask again (infinite: when woken)."""


class Line(threading.Thread):
    """Writes to a terminal what a source has, the newest when there is room for it.

    `turn` guards the source and the line. Whoever has it may `push`; what the
    terminal does not take then, this thread writes when it does.
    `dead`: the terminal is gone, and nothing is written any more.
    """

    def __init__(self, fd: int, source: Source, encode: Callable[[str], bytes]) -> None:
        super().__init__(name="terminal-line", daemon=True)
        self.turn = threading.Condition(threading.RLock())
        self.dead = False
        self.quiet = False
        self._own = _never_waits(fd)
        self._fd = fd if self._own is None else self._own
        self._source = source
        self._encode = encode
        self._rest = memoryview(b"")
        self._pressing: deque[str] = deque()
        self._closed: float | None = None

    def press(self, text: str) -> None:
        """Have something written at once, whoever has the turn (a signal came in between)."""
        self._pressing.append(text)

    def push(self) -> None:
        """Write what the terminal takes now; in one's turn."""
        if self._own is None:
            self.turn.notify()
            return
        wait = self._take()
        self._write()
        if self._rest or 0 < wait < float("inf"):
            self.turn.notify()

    def wake(self) -> None:
        """There may be something to write now; who has the turn for long will write it."""
        if self.turn.acquire(timeout=_LOOK):
            self.turn.notify()
            self.turn.release()

    def hush(self) -> None:
        """Write no frame any more; who has the turn after this sees that it is `quiet`."""
        self.quiet = True
        self.wake()

    def close(self, patience: float) -> None:
        """Write what has to be written, for `patience` seconds at most, and end."""
        self._closed = monotonic() + patience
        # A signal may have come in somebody's turn, who cannot go on before this is done.
        self.wake()
        if self.is_alive():
            self.join(patience + _LOOK)
        if self._own is not None and not self.is_alive():
            os.close(self._own)
            self._own = None

    def run(self) -> None:
        while not self._ended:
            if not self.turn.acquire(timeout=_LOOK):
                continue
            try:
                wait = self._take()
                if self._own is not None:
                    self._write()
                if not self._rest and not self._pressing:
                    if self._closed is not None:
                        return
                    self.turn.wait(None if wait == float("inf") else wait)
            finally:
                self.turn.release()
            if self._rest and self._free() and self._own is None:
                self._write()  # which may wait all the same, so in nobody's turn

    @property
    def _ended(self) -> bool:
        return self._closed is not None and (self.dead or monotonic() > self._closed)

    def _take(self) -> float:
        """Take what is to be written, when all before it is.

        Returns the seconds after which there may be more, should nobody wake us.
        """
        if self._rest:
            return 0.0
        parts = []
        while self._pressing:
            parts.append(self._pressing.popleft())
        parts.append(self._source.beside())
        wait = float("inf")
        if not self.quiet and self._closed is None:
            frame, wait = self._source.frame()
            parts.append(frame)
        if text := "".join(parts):
            self._rest = memoryview(self._encode(text))
        return wait

    def _write(self) -> None:
        """Write what was taken: all that the terminal takes, or a piece where writing may wait."""
        piece = _PIECE if self._own is None else None
        try:
            while self._rest and not self.dead:
                self._rest = self._rest[os.write(self._fd, self._rest[:piece]) :]
                if piece:
                    break
        except BlockingIOError:
            pass
        except OSError:
            self.dead = True
        if self.dead:
            self._rest = memoryview(b"")

    def _free(self) -> bool:
        """Wait until the terminal takes something, not for long; whether it does."""
        try:
            return bool(select.select((), (self._fd,), (), _LOOK)[1])
        except (OSError, ValueError):
            return True  # writing tells what is wrong


def _never_waits(fd: int) -> int | None:
    """A descriptor of our own for the same terminal, on which writing never waits; None for none.

    What is set on `fd` itself would be set for the shell, too, which shares it.
    """
    with suppress(OSError):
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    return None
