"""The start: what is loaded before the first paint, how often is painted, what comes after it."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from reader import paths

PATIENCE = 30.0
SIZE = struct.pack("HHHH", 30, 100, 0, 0)

# The reader, which tells what is loaded when the first screen has been painted, and leaves.
TELLS = """
import sys
from reader.app import Kliping
from reader.cli import main

def begin(self):
    with open("loaded", "w") as told:
        told.write(" ".join(sys.modules))
    self.exit()

Kliping.begin = begin
sys.exit(main(sys.argv[1:]))
"""
READER = ("-m", "reader")
FIRST, SECOND = "JOKOWI TAK AKAN GANTIKAN", "Munas ke-9 Korpri"
THIRD = "f594b0c794dba9f9"  # its file, as the bottom line names it
IN_THE_ARTICLE = "Peringatan Hari Ulang"

Started = Callable[..., str]


@pytest.fixture
def started(tmp_path: Path, variables: Callable[..., Mapping[str, str]]) -> Started:
    """What a program wrote to its terminal until it ended; once `words` came, q was pressed.

    `typed` are keys that were pressed before it had begun.
    """

    def started(*program: str, words: Sequence[str] = (), typed: bytes = b"") -> str:
        home = variables(tmp_path / "kliping", TERM="xterm-256color")
        surroundings = {**home, "PYTHONPATH": str(paths.PACKAGE.parent)}
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, SIZE)
            os.chdir(tmp_path)
            os.execve(sys.executable, [sys.executable, *program], surroundings)
        os.write(terminal, typed)
        written, waited_for = "", list(words)
        deadline = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < deadline:
                if not select.select([terminal], [], [], 0.1)[0]:
                    continue
                try:
                    chunk = os.read(terminal, 1 << 16).decode("utf-8", "replace")
                except OSError:  # how Linux says that the other side is closed
                    return written
                written += chunk
                if "\x1b[5n" in chunk:
                    os.write(terminal, b"\x1b[0n")
                if waited_for and all(word in written for word in waited_for):
                    waited_for.clear()
                    os.write(terminal, b"q")
            pytest.fail(f"It did not end within {PATIENCE:.0f} s: {written!r}")
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)

    return started


#: What the list alone has no need of, by the first part of its name.
LATER = (
    "argparse", "dateutil", "filelock", "json", "multiprocessing", "rapidfuzz", "tinydb", "tomllib",
    "reader.article", "reader.cli.parser", "reader.cli.printing", "reader.library.reading",
    "reader.library.scanning", "reader.library.search", "reader.library.sources.known",
    "reader.library.sources.page", "reader.library.sources.records", "reader.library.stories",
    "reader.library.workers", "reader.library.writer", "reader.notebook", "reader.screens.editor",
    "reader.screens.help", "reader.screens.hits", "reader.screens.listing",
    "reader.screens.searching", "reader.screens.voices", "reader.widgets.article_view",
    "reader.widgets.layers", "reader.widgets.layout", "reader.widgets.menu",
    "reader.widgets.note_box", "reader.widgets.page", "reader.widgets.prompt",
    "reader.widgets.selection", "textual.document", "textual.widgets._text_area",
)  # fmt: skip


def test_the_first_paint_shows_the_library_and_loads_nothing_else(
    started: Started, tmp_path: Path
) -> None:
    started(*READER, words=[IN_THE_ARTICLE])  # the library is known from now on
    assert FIRST in started("-c", TELLS)
    loaded = (tmp_path / "loaded").read_text().split()
    assert "reader.screens.reading" in loaded
    assert [
        name for name in loaded for part in LATER if name == part or name.startswith(f"{part}.")
    ] == []


def test_the_list_is_painted_once_and_then_the_article_beside_it(started: Started) -> None:
    started(*READER, words=[IN_THE_ARTICLE])
    written = started(*READER, "--no-thin", words=[IN_THE_ARTICLE])
    assert written.count(SECOND) == 1
    assert written.index(SECOND) < written.index(IN_THE_ARTICLE)
    assert written.count(IN_THE_ARTICLE) == 1


def test_keys_that_are_pressed_before_there_is_a_screen_are_heard(started: Started) -> None:
    started(*READER, words=[IN_THE_ARTICLE])
    started(*READER, words=[THIRD], typed=b"jj")
    assert FIRST not in started(*READER, typed=b"q").partition(SECOND)[2]
