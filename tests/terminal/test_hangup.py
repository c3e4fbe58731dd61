"""The terminal goes away, or somebody ends the reader: what was typed and read is kept."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest

SIZE = (100, 30)
PATIENCE = 30.0
TYPED = "words that were being typed"

# Becomes the session that the terminal belongs to, as a login's shell does, then the reader.
_LOGIN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "reader"])
"""


class Emulated(pyte.Screen):
    """A terminal in memory that lets xterm's keyboard settings (`CSI > 4 m`) pass by."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attributes)


class Screen:
    """A reader on a terminal that this process holds the other end of."""

    def __init__(self, variables: dict[str, str], folder: Path) -> None:
        self.far, near = pty.openpty()
        termios.tcsetwinsize(near, (SIZE[1], SIZE[0]))
        self.before = termios.tcgetattr(near)
        self.near = near
        self.seen = Emulated(*SIZE)
        self.stream = pyte.ByteStream(self.seen)
        self.written = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LOGIN], stdin=near, stdout=near, stderr=near,
            start_new_session=True, env={**variables, "TERM": "xterm-256color"}, cwd=folder,
        )  # fmt: skip

    def press(self, keys: str) -> None:
        os.write(self.far, keys.encode())

    def read(self, seconds: float) -> None:
        """Take what the reader has written, waiting for it `seconds` at most."""
        if select.select([self.far], [], [], seconds)[0]:
            data = os.read(self.far, 65536)
            self.written += data
            self.stream.feed(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.seen.display).split())

    def wait_for(self, *words: str) -> None:
        """Read until all `words` are on the screen."""
        deadline = time.monotonic() + PATIENCE
        while not all(word in self.words for word in words):
            assert self.process.poll() is None, "\n".join(self.seen.display)
            if time.monotonic() > deadline:
                shown = "\n".join(line.rstrip() for line in self.seen.display)
                pytest.fail(f"{words} never came on the screen, which is:\n{shown}")
            self.read(0.05)

    def wait_for_end(self) -> int:
        """Read until the reader has ended; returns its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                pytest.fail("It goes on.")
            self.read(0.05)
        self.read(0)
        return self.process.returncode

    def hang_up(self) -> int:
        """Take the terminal away; returns the exit status that the reader then ends with."""
        os.close(self.far)
        self.far = -1
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        for end in (self.far, self.near):
            if end >= 0:
                os.close(end)


Start = Callable[..., Screen]


@pytest.fixture
def start(
    variables: Callable[..., dict[str, str]], reader_home: Path, tmp_path: Path
) -> Iterator[Start]:
    """Starts the reader on the samples, in a terminal of its own: `start(EDITOR="vi")`."""
    screens: list[Screen] = []

    def started(**more: str) -> Screen:
        screens.append(Screen(variables(reader_home, **more), tmp_path))
        screens[-1].wait_for("1 of 5", "Enter open", "KOMPAS.TV")
        return screens[-1]

    yield started
    for screen in screens:
        screen.close()


LAST_QUOTE = "Pak Menteri juga menyampaikan"  # not to be seen from the top of the article


def begin_a_note(screen: Screen) -> None:
    """Go to the last quote, and type a note on it without saving."""
    assert LAST_QUOTE not in screen.words
    for number in range(1, 8):
        screen.press("]")
        screen.wait_for(f"❝ {number} of 7")
    screen.press("a")
    screen.wait_for("Ctrl+S save")
    screen.press(TYPED)
    screen.wait_for(TYPED)


def goes_on_where_it_was(screen: Screen, ask: Callable[..., list[dict[str, Any]]]) -> None:
    """The words typed are offered, come back where they were, and can be saved."""
    screen.wait_for("A note was left unsaved", TYPED[:20])
    screen.press("D")
    screen.wait_for("Left unsaved on", "go on")
    screen.press("g")
    screen.wait_for("Ctrl+S save", TYPED, f"Note on “{LAST_QUOTE[:20]}")
    screen.press("\x13")
    screen.wait_for("Note saved.", "] quote")
    screen.press("q")
    assert screen.wait_for_end() == 0
    (note,) = ask("notes")
    assert note["note"] == TYPED
    assert note["words"].startswith(LAST_QUOTE)


LEAVINGS = {
    "hang-up": Screen.hang_up,
    "SIGHUP": lambda screen: _told(screen, signal.SIGHUP),
    "SIGTERM": lambda screen: _told(screen, signal.SIGTERM),
}


def _told(screen: Screen, number: int) -> int:
    os.kill(screen.process.pid, number)
    return screen.wait_for_end()


@pytest.mark.parametrize("leaving", LEAVINGS)
def test_a_note_being_typed_and_the_place_outlive_the_reader(
    start: Start, ask: Callable[..., list[dict[str, Any]]], leaving: str
) -> None:
    screen = start()
    begin_a_note(screen)
    assert LEAVINGS[leaving](screen) == 0
    assert ask("notes") == []
    again = start()
    again.wait_for(LAST_QUOTE)
    goes_on_where_it_was(again, ask)


@pytest.mark.parametrize("leaving", ["SIGHUP", "SIGTERM"])
def test_a_signal_leaves_the_terminal_as_it_was(start: Start, leaving: str) -> None:
    screen = start()
    assert termios.tcgetattr(screen.near)[3] != screen.before[3]
    assert LEAVINGS[leaving](screen) == 0
    assert termios.tcgetattr(screen.near) == screen.before
    after = screen.written.rpartition(b"\x1b[?1049l")[2]  # the alternate screen is left
    assert after != screen.written
    assert b"Traceback" not in screen.written


def test_a_kill_costs_no_more_than_what_was_typed_last(
    start: Start, ask: Callable[..., list[dict[str, Any]]], reader_home: Path
) -> None:
    screen = start()
    begin_a_note(screen)
    deadline = time.monotonic() + PATIENCE
    while TYPED not in _drafts(reader_home):  # kept once the person pauses
        assert time.monotonic() < deadline, "nothing was kept"
        screen.read(0.05)
    pid = screen.process.pid
    os.kill(pid, signal.SIGKILL)
    # Nobody takes note of its end, as in many a container: it is gone all the same.
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    goes_on_where_it_was(start(), ask)


def _drafts(home: Path) -> list[str]:
    """The words kept as drafts."""
    files = (home / "data").glob("drafts*/[!.]*.json")
    return [json.loads(file.read_bytes())["text"] for file in files]


def test_what_was_saved_in_the_editor_outlives_a_hangup_while_it_is_open(
    start: Start,
    ask: Callable[..., list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " and more" >> "$1"\necho editing\nexec sleep 60\n')
    editor.chmod(0o755)
    screen = start(EDITOR=str(editor))
    begin_a_note(screen)
    screen.press("\x05")
    screen.wait_for("editing")
    screen.hang_up()
    assert ask("notes") == []
    again = start()
    again.wait_for("A note was left unsaved")
    again.press("D")
    again.wait_for("Left unsaved on", "go on")
    again.press("g")
    again.wait_for("Ctrl+S save", f"{TYPED} and more")


def test_an_editor_that_is_not_there_is_told_and_the_note_goes_on(start: Start) -> None:
    screen = start(EDITOR="/nowhere/editor")
    begin_a_note(screen)
    screen.press("\x05")
    screen.wait_for("/nowhere/editor cannot be started", TYPED)
    screen.press(" still")
    screen.press("\x13")
    screen.wait_for("Note saved.", f"✎ {TYPED} still")
    screen.press("q")
    assert screen.wait_for_end() == 0
