"""The reader over the thin wire, in a terminal in memory that answers as real ones do."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.terminal.capabilities import declared

PATIENCE = 30.0
SIZE = (100, 30)
ALIVE = b"\x1b[5n"

# Becomes the session that the terminal belongs to, as a login's shell does, then the reader.
_LOGIN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "reader", *sys.argv[1:]])
"""


class Terminal:
    """A reader in a terminal that this process holds the other end of.

    `slow` is how many seconds the terminal's answers take; where it is `mute`
    it gives none.
    """

    def __init__(
        self,
        showing: Any,
        folder: Path,
        variables: Mapping[str, str],
        *words: str,
        slow: float = 0.0,
        mute: bool = False,
    ) -> None:
        self.screen = showing.screen
        self.showing, self.slow, self.mute = showing, slow, mute
        self.far, self.near = pty.openpty()
        termios.tcsetwinsize(self.near, (self.screen.lines, self.screen.columns))
        self.written = b""
        self.answers: list[tuple[float, bytes]] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LOGIN, *words],
            stdin=self.near, stdout=self.near, stderr=self.near, start_new_session=True,
            env={**variables, "TERM": "xterm-256color"}, cwd=folder,
        )  # fmt: skip

    def press(self, keys: str) -> None:
        os.write(self.far, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`, and answer; whether something came."""
        while self.answers and self.answers[0][0] <= time.monotonic():
            os.write(self.far, self.answers.pop(0)[1])
        if self.answers:
            seconds = min(seconds, max(0.0, self.answers[0][0] - time.monotonic()))
        if not select.select([self.far], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.far, 65536)
        except OSError:
            return False
        self.written += data
        for answer in self.showing.take(data):
            if not self.mute:
                self.answers.append((time.monotonic() + self.slow, answer.encode()))
        return True

    @property
    def words(self) -> str:
        lines = ("".join(cell.data for cell in row) for row in self.screen.cells)
        return " ".join(" ".join(lines).split())

    def until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Read until `is_so`."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, f"{otherwise}: {self.words}"
            self.read(0.05)

    def wait_for(self, *words: str) -> None:
        """Read until all `words` are on the screen."""
        self.until(lambda: all(word in self.words for word in words), f"{words} never came")

    @property
    def stopped(self) -> bool:
        """Whether the reader is stopped, as by Ctrl+Z in a shell."""
        how = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, how) is not None

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing has come for a while, and all answers are given."""
        while self.read(quiet) or self.answers:
            pass

    def end(self) -> int:
        """Read until the reader has ended; its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "It goes on."
            self.read(0.02)
        return self.process.returncode

    def left_over(self) -> int:
        """Bytes that wait for whoever reads next, also where no line has ended yet."""
        tty.setraw(self.near, termios.TCSANOW)
        found = fcntl.ioctl(self.near, termios.FIONREAD, b"\0" * 4)
        return int(struct.unpack("i", found)[0])

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        os.close(self.far)
        os.close(self.near)


Open = Callable[..., Terminal]


@pytest.fixture
def start(
    law: ModuleType, variables: Callable[..., Mapping[str, str]], reader_home: Path, tmp_path: Path
) -> Iterator[Open]:
    """Starts the reader on the samples: `start(*words, able=…, home=…, …)`."""
    terminals: list[Terminal] = []

    def started(
        *words: str, able: Any = None, home: str = reader_home.name, **more: Any
    ) -> Terminal:
        named = {name: more.pop(name) for name in ("slow", "mute") if name in more}
        showing = law.Answering(law.Emulator(*SIZE, able), more.pop("modes", ()))
        told = variables(reader_home.with_name(home), **more)
        terminals.append(Terminal(showing, tmp_path, told, *words, **named))
        terminals[-1].wait_for("1 of 5", "Enter open", "KOMPAS.TV")
        terminals[-1].settle()
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()


WALK = ("j", "j", "\r", "\x1b[B", "\x1b[B", "\x1b[B", " ", "]", "]", "z", "\x1b[B", "G", "g", "z")


def test_a_walk_looks_as_it_does_without_the_thin_wire(start: Open, law: ModuleType) -> None:
    able = declared({"TERM": "xterm-256color"})
    thin, plain = start(able=able), start("--no-thin", home="other")
    for key in WALK:
        for terminal in (thin, plain):
            terminal.press(key)
            terminal.settle()
        law.compare(plain.screen, thin.screen, True, f"after {key!r}")
    assert thin.screen.undeclared == ["REP"], "which was tried, once"
    assert len(thin.written) < 0.6 * len(plain.written)


def test_margins_and_repeating_are_used_where_they_are_really_there(
    start: Open, law: ModuleType
) -> None:
    plain = start("--no-thin")
    real = start(able=law.EVERYTHING, modes=("69",), home="second")
    declares = replace(law.EVERYTHING, margins=False, repeats=False)
    claims = start(able=declares, modes=("69",), home="third")
    for key in WALK:
        for terminal in (plain, real, claims):
            terminal.press(key)
            terminal.settle()
    for terminal in (real, claims):
        law.compare(plain.screen, terminal.screen, True, "at the end")
    assert real.written.count(b"\x1b[?69h") > 1
    assert claims.written.count(b"\x1b[?69h") == 1, "it was tried"


def test_a_terminal_that_never_answers_is_served_all_the_same(start: Open) -> None:
    terminal = start(mute=True)
    terminal.press("j")
    terminal.wait_for("2 of 5")
    terminal.press("q")
    assert terminal.end() == 0


def test_all_is_painted_anew_when_asked_to(start: Open) -> None:
    terminal = start()
    before = terminal.screen.cells
    terminal.screen.feed("\x1b[5;5HA message to all: the machine goes down at noon.\x1b[1;1H\x1b[K")
    assert terminal.screen.cells != before
    terminal.press("\x0c")
    terminal.settle()
    assert terminal.screen.cells == before


def test_what_another_program_left_is_gone_after_it(start: Open, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\nprintf "\\033[?1049h\\033[2J\\033[3;3Hediting"\necho more >>"$1"\n'
    )
    editor.chmod(0o755)
    terminal = start(EDITOR=str(editor))
    terminal.press("\r]a")
    terminal.wait_for("Ctrl+S save")
    terminal.settle()
    terminal.press("\x05")
    terminal.wait_for("more", "1 of 5" if "1 of 5" in terminal.words else "❝ 1 of 7")
    terminal.settle()
    assert "editing" not in terminal.words


def test_a_new_size_is_painted_whole(start: Open, law: ModuleType) -> None:
    thin, plain = start(), start("--no-thin", home="other")
    for columns, rows in ((70, 20), (130, 40), (100, 30)):
        for terminal in (thin, plain):
            termios.tcsetwinsize(terminal.far, (rows, columns))
            terminal.screen.resize(rows, columns)
            terminal.settle()
        law.compare(plain.screen, thin.screen, True, f"at {columns}×{rows}")


def test_when_nobody_types_nothing_is_sent(start: Open) -> None:
    terminal = start()
    terminal.press("\r")
    terminal.settle(1.0)
    before = len(terminal.written)
    terminal.read(2.0)
    assert len(terminal.written) == before


def test_a_stalled_line_blocks_neither_work_nor_saving_and_then_shows_the_newest(
    start: Open, ask: Callable[..., list[dict[str, Any]]], reader_home: Path
) -> None:
    terminal = start()
    terminal.press("\r")
    terminal.settle()
    before = len(terminal.written)
    # From here on nobody reads: no answer goes back either.
    for _ in range(20):
        terminal.press(" \x1b[5~")
    terminal.press("]")
    terminal.press("a")
    terminal.press("written into the dark")
    terminal.press("\x13")
    deadline = time.monotonic() + PATIENCE
    while not (reader_home / "data" / "notebook.json").exists():
        assert time.monotonic() < deadline, "it was never saved"
        time.sleep(0.05)
    (note,) = ask("notes")
    assert note["note"] == "written into the dark"
    terminal.wait_for("✎ written into the dark")
    assert len(terminal.written) - before < 40_000, "what nobody saw is not sent"


def test_answers_that_are_late_reach_nobody_else(start: Open) -> None:
    terminal = start(slow=0.15)
    terminal.press("jjq")
    assert terminal.end() == 0
    while terminal.answers:
        terminal.read(0.05)
    assert terminal.left_over() == 0


def test_a_terminal_that_has_become_busy_is_waited_for_at_the_end(start: Open) -> None:
    terminal = start()
    terminal.slow = 0.7
    terminal.press("j")
    terminal.wait_for("2 of 5")
    terminal.press("q")
    assert terminal.end() == 0
    while terminal.answers:
        terminal.read(0.05)
    assert terminal.left_over() == 0


def test_without_the_thin_wire_nothing_is_asked(start: Open, reader_home: Path) -> None:
    assert ALIVE in start().written
    assert ALIVE not in start("--no-thin").written
    config = reader_home / "config" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("[terminal]\nthin = false\n")
    assert ALIVE not in start().written


def test_stopped_and_gone_on_with_it_shows_what_it_showed(start: Open) -> None:
    terminal = start()
    before = terminal.screen.cells
    os.kill(terminal.process.pid, signal.SIGTSTP)
    terminal.until(lambda: terminal.stopped, "It was never stopped")
    terminal.settle()
    terminal.screen.feed("\x1b[2J\x1b[Hthe shell was here")
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.until(lambda: terminal.screen.cells == before, "It never showed that again")
    terminal.press("j")
    terminal.wait_for("2 of 5")
    terminal.press("q")
    assert terminal.end() == 0
