"""What the tests in a real terminal work with: tmux, a bare pty, and a reader started in them.

Nothing here sleeps for a guessed time: whatever is waited for is looked for
until it is there, and a test that waited in vain shows the screen.
"""

import contextlib
import importlib.util
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

#: Seconds after which something is not going to happen any more, also on a slow and busy machine.
PATIENCE = 30.0
#: Seconds between two looks.
LOOK = 0.05

READER = (sys.executable, "-m", "reader")

# Runs a program as a shell does: tells its process, its exit status and what it left of the
# terminal, and keeps the terminal open to be looked at.
_SHELL = """
cd {folder}
stty -a >before
echo "before the program"
{environment} sh -c 'echo $$ >pid.new; mv pid.new pid; exec "$@"' sh {command}
status=$?
stty -a >after
echo "ended with status $status"
echo $status >status.new; mv status.new status
exec cat
"""

_TMUX = """
set -g default-terminal tmux-256color
set -g remain-on-exit on
set -g status off
set -sg escape-time 0
"""


def until(is_so: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Look until `is_so`; fail with what `otherwise` says where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"{otherwise()}\n(waited {PATIENCE:.0f} s)")
        time.sleep(LOOK)


def living(column: str, number: int) -> list[str]:
    """The processes, as `ps` tells them, whose `column` (pid, pgid) is `number`."""
    told = subprocess.run(
        ["ps", "-A", "-o", f"{column}=,pid=,stat=,args="],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found = []
    for line in told.splitlines():
        which, pid, state, words = line.split(maxsplit=3)
        if int(which) == number and not state.startswith("Z"):
            found.append(f"{pid} {words}")
    return found


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a person's shell hands to the reader: nothing of the one that runs the tests."""
    names = ("PATH", "HOME", "USER", "TMPDIR", "SHELL", "PYTHONPATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "KLIPING_HOME": str(home), **more}


@dataclass
class Window:
    """A terminal by tmux, with one program in it.

    `folder` takes what the program leaves behind for the test; `home` is the reader's.
    """

    tmux: Callable[..., str]
    target: str
    folder: Path
    home: Path

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names: `Enter`, `C-s`, `]`."""
        for key in keys:
            self.tmux("send-keys", "-t", self.target, key)

    def type(self, words: str) -> None:
        """Type words and see them on the screen."""
        self.tmux("send-keys", "-t", self.target, "-l", words)
        self.wait_for(words)

    def press_at_once(self, *keys: str) -> None:
        """Press keys without a moment between them, as they come over a slow line."""
        self.tmux("send-keys", "-t", self.target, *keys)

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-t", self.target, "-x", str(width), "-y", str(height))

    @property
    def screen(self) -> str:
        """What is to be seen."""
        return self.tmux("capture-pane", "-p", "-t", self.target)

    @property
    def painted(self) -> str:
        """What is to be seen, with the sequences that colour it."""
        return self.tmux("capture-pane", "-p", "-e", "-t", self.target)

    @property
    def lines(self) -> list[str]:
        return self.screen.splitlines()

    def told(self, format_: str) -> str:
        """What tmux knows about the terminal, such as `#{alternate_on}`."""
        return self.tmux("display-message", "-p", "-t", self.target, format_).strip()

    def wait_for(self, *words: str, without: Sequence[str] = ()) -> str:
        """Wait until all `words` are on the screen and none of `without`; returns the screen.

        A line that is broken by the width counts as whole.
        """
        seen = ""

        def there() -> bool:
            nonlocal seen
            seen = self.screen
            flat = " ".join(seen.split())
            if all(word in flat for word in words) and not any(w in flat for w in without):
                return True
            if self.ended:
                pytest.fail(f"It ended while {words} were waited for:\n{seen}")
            return False

        but = f" without {without}" if without else ""
        until(there, lambda: f"{words}{but} never came on the screen, which is:\n{seen}")
        return seen

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return (self.folder / "status").exists()

    def wait_for_exit(self, status: int = 0) -> str:
        """Wait until the program has ended, with that exit status; returns the screen then."""
        until(lambda: self.ended, lambda: f"It goes on:\n{self.screen}")
        seen = self.screen
        assert int((self.folder / "status").read_text()) == status, seen
        return seen

    @property
    def pid(self) -> int:
        """The process of the program."""
        file = self.folder / "pid"
        until(file.exists, lambda: f"The program never started:\n{self.screen}")
        return int(file.read_text())


Opener = Callable[..., Window]


@pytest.fixture
def reader_home(tmp_path: Path) -> Path:
    """Where the reader that a test starts keeps everything."""
    return tmp_path / "kliping"


@pytest.fixture
def open_window(tmp_path: Path, reader_home: Path) -> Iterator[Opener]:
    """Opens a terminal with a program in it: the reader, where no other is named.

    `open_window(*words, program=…, size=(width, height), term=TERM, **variables)`.
    """
    found = shutil.which("tmux")
    if found is None:
        pytest.skip("tmux is not installed")
    settings = tmp_path / "tmux.conf"
    settings.write_text(_TMUX)
    # A socket's path must be short, which pytest's own folder is not.
    sockets = tempfile.mkdtemp(prefix="kliping-")
    server = environment(reader_home, TMUX_TMPDIR=sockets)

    def tmux(*words: str, check: bool = True) -> str:
        done = subprocess.run(
            [found, "-u", "-L", "kliping", "-f", str(settings), *words],
            env=server, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        if check:
            assert done.returncode == 0, f"tmux {shlex.join(words)}: {done.stderr}"
        return done.stdout

    windows = 0

    def opened(
        *words: str,
        program: Sequence[str] = READER,
        size: tuple[int, int] = (80, 24),
        term: str = "tmux-256color",
        **variables: str,
    ) -> Window:
        nonlocal windows
        windows += 1
        folder = tmp_path / f"window{windows}"
        folder.mkdir()
        given = {"TERM": term, **variables}
        script = folder / "script"
        script.write_text(
            _SHELL.format(
                folder=shlex.quote(str(folder)),
                environment=shlex.join(["env", *(f"{k}={v}" for k, v in given.items())]),
                command=shlex.join([*program, *words]),
            )
        )
        session = f"w{windows}"
        size_words = ("-x", str(size[0]), "-y", str(size[1]))
        tmux("new-session", "-d", "-s", session, *size_words, "sh", str(script))
        return Window(tmux, f"{session}:", folder, reader_home)

    yield opened
    # The programs hang up with their terminals; what does not is ended by its number.
    started = [int(file.read_text()) for file in tmp_path.glob("window*/pid")]
    tmux("kill-server", check=False)
    deadline = time.monotonic() + 5
    while any(living("pid", pid) for pid in started) and time.monotonic() < deadline:
        time.sleep(LOOK)
    shutil.rmtree(sockets)
    for pid in started:
        if living("pid", pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def mark_and_export() -> Callable[[Window, str], None]:
    """What a person does with an article: opens it, goes to a quote, marks, notes, exports.

    `mark_and_export(window, note)` leaves a bookmark on the first quote of the
    first article and `note` on its second, in Markdown in `taken-home`.
    """

    def journey(window: Window, note: str) -> None:
        window.wait_for("1 of 5", "Enter open", "● 2022-11-29")
        window.press("Enter")
        window.wait_for("¶ 1 of", "] quote")
        window.press("]")
        window.wait_for("❝ 1 of 7 · Joko Widodo", "· kata Jokowi ·")
        window.press("m")
        window.wait_for("Bookmarked the quote of Joko Widodo.")
        window.press("]")
        window.wait_for("❝ 2 of 7 · Joko Widodo", "· jelasnya ·")
        window.press("a")
        window.wait_for("Ctrl+S save")
        window.type(note)
        window.press("C-s")
        window.wait_for("Note saved.", f"✎ {note}", "? keys")
        export(window, "taken-home")
        window.wait_for("Wrote ", "in taken-home.")

    return journey


def export(window: Window, folder: str) -> None:
    """Export the article's notes to a folder, which the question may have remembered."""
    question = "Export to:"
    window.press("x")
    if folder not in window.wait_for(question):
        window.press("C-u")
        window.wait_for(question, without=["~/kliping"])
        window.type(folder)
    window.press("Enter")


@pytest.fixture
def export_again() -> Callable[[Window], None]:
    """Exports once more to the folder that was named the first time."""

    def again(window: Window) -> None:
        export(window, "taken-home")
        window.wait_for("Nothing new to write in taken-home.")

    return again


@pytest.fixture
def ask(reader_home: Path, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """What a verb of the command line answers with `--json`, about the same notebook."""

    def asked(*words: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            [*READER, *words, "--json"], env=environment(reader_home), cwd=tmp_path,
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return asked


@pytest.fixture
def variables() -> Callable[..., Mapping[str, str]]:
    """What a person's shell hands on: `variables(home, **more)`."""
    return environment


@pytest.fixture
def gone() -> Callable[[int], None]:
    """Waits until a process and all of its group are gone."""

    def wait(pid: int) -> None:
        left: list[str] = []

        def nobody() -> bool:
            nonlocal left
            left = [*living("pid", pid), *living("pgid", pid)]
            return not left

        until(nobody, lambda: f"still there: {left}")

    return wait


@pytest.fixture(scope="session")
def law() -> ModuleType:
    """The law of the thin wire, with the terminals in memory that it is tried on."""
    found = importlib.util.spec_from_file_location("law", Path(__file__).with_name("law.py"))
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["law"] = module  # dataclasses look there
    found.loader.exec_module(module)
    return module
