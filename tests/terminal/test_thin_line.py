"""The line to the terminal: nobody waits for it, and only the newest goes over it."""

import contextlib
import os
import pty
import termios
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from reader.terminal.line import Line


@dataclass
class Screen:
    """A program's screen: frames that replace one another, and what has to be written."""

    newest: str = ""
    shown: str = ""
    notes: list[str] = field(default_factory=list)

    def beside(self) -> str:
        text = "".join(self.notes)
        self.notes.clear()
        return text

    def frame(self) -> tuple[str, float]:
        text, self.shown = ("" if self.newest == self.shown else self.newest), self.newest
        return text, float("inf")


@dataclass
class Connection:
    """A terminal's two ends, the line to it, and the screen that it shows."""

    far: int
    near: int
    screen: Screen
    line: Line

    def show(self, frame: str) -> None:
        with self.line.turn:
            self.screen.newest = frame
            self.line.push()

    def read(self, last: bytes) -> bytes:
        """What has come, up to `last`."""
        seen = b""
        while not seen.endswith(last):
            seen += os.read(self.far, 65536)
        return seen


@pytest.fixture(params=["a terminal", "a descriptor that cannot be opened again"])
def connection(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Connection]:
    far, near = pty.openpty()
    tty.setraw(near, termios.TCSANOW)
    if request.param != "a terminal":

        def refuse(_: int) -> str:
            raise OSError

        monkeypatch.setattr(os, "ttyname", refuse)
    screen = Screen()
    line = Line(near, screen, str.encode)
    line.start()
    yield Connection(far, near, screen, line)
    line.close(0.1)
    for end in (far, near):
        with contextlib.suppress(OSError):
            os.close(end)


def test_a_frame_arrives(connection: Connection) -> None:
    connection.show("one ")
    connection.show("two.")
    assert connection.read(b"two.").endswith(b"two.")


def test_a_terminal_that_nobody_reads_keeps_nobody_waiting(connection: Connection) -> None:
    frames = [f"<{number:06}{'x' * 4000}>" for number in range(200)]  # far more than it takes
    for frame in frames:
        connection.show(frame)
    connection.screen.notes.append("and this.")
    connection.line.wake()
    seen = connection.read(frames[-1].encode())  # the newest is shown in the end
    assert len(seen) < 200_000, "and no queue before it"
    assert b"and this." in seen
    for part in seen.replace(b"and this.", b"").split(b">")[:-1]:
        assert len(part) == len(frames[0]) - 1, "no frame is cut"


def test_what_has_to_be_written_is_written_at_the_end_but_no_frame(connection: Connection) -> None:
    connection.line.hush()
    connection.show("unseen")
    connection.screen.notes.append("good night")
    connection.line.close(5.0)
    assert connection.read(b"good night") == b"good night"


def test_the_end_does_not_wait_for_a_terminal_that_nobody_reads(connection: Connection) -> None:
    connection.show("first")
    connection.read(b"first")
    for number in range(200):
        connection.show(f"<{number:06}{'x' * 4000}>")
    connection.screen.notes.append("more than it takes")
    connection.line.close(0.1)  # comes back
    assert not connection.line.dead


def test_nothing_is_written_to_a_terminal_that_is_gone(connection: Connection) -> None:
    os.close(connection.far)
    connection.screen.notes.append("to nobody")
    connection.line.close(5.0)
    assert connection.line.dead
    assert not connection.line.is_alive()


def test_what_a_signal_has_to_say_passes_by_who_has_the_turn(connection: Connection) -> None:
    with connection.line.turn:
        connection.line.press("leave now")
    connection.line.wake()
    assert connection.read(b"leave now") == b"leave now"
