"""How long the reader takes to show its first rows, side by side with a bare Textual app.

    python tests/bench/bench_start.py [--pairs 15] [--library FOLDER] [--home FOLDER]

Each program is started in a pseudo-terminal of 120 by 40 and read until its first
words are there: `ready` in a Textual app with one `Static`, the date of the first
article in the reader. They run in turn, one round forward and the next backward, so
that a slow moment meets all of them, and are compared round by round: a figure is
the median of the rounds' ratios, with the least and the greatest. *shown* is the time
from the start of the process to those words, *cpu* the processor time until then
(what else runs on the machine disturbs it less), *settled* the time until nothing
comes any more, *bytes* what was written until then. Memory is the resident set once
all is settled, in MiB, the greatest of the runs.

The reader is started with the five samples and with a large library of 3 kB
articles; the catalogs of both have been filled before. Without --library one of
--articles articles is made, which takes a while; --home keeps the catalogs for the
next time.
"""

import argparse
import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SEEDS = Path(__file__).parents[2] / "seeds"
MAKE = Path(__file__).parent / "libraries.py"
READER = (sys.executable, "-m", "reader")
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("ready")

Bare().run()
"""
#: What must hold: the first rows of a large library against a bare app and against five articles.
BOUNDS = {"many / bare": 1.5, "many / five": 1.15}
MOST_MEMORY = 150.0  # MiB
#: What a terminal says when it is asked whether it is there, as the reader does after a frame.
ASKED, ANSWER = b"\x1b[5n", b"\x1b[0n"
QUIET = 1.0  # seconds without a byte: all is settled
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and the words by which its first paint is known."""

    command: Sequence[str]
    words: bytes
    home: Path


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds, seconds of processor time, bytes, and MiB."""

    shown: float
    cpu: float
    settled: float
    bytes: float
    memory: float


def start(program: Program) -> Start:
    """Start a program, wait until it has settled, and end it."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
        environment["KLIPING_HOME"] = str(program.home)
        os.execvpe(program.command[0], list(program.command), environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    written, shown, cpu = bytearray(), 0.0, 0.0
    last = began
    try:
        while time.perf_counter() < began + PATIENCE:
            if not select.select([terminal], [], [], 0.01)[0]:
                if shown and time.perf_counter() - last > QUIET:
                    break
                continue
            try:
                chunk = os.read(terminal, 1 << 16)
            except OSError:
                tail = written[-2000:].decode("utf-8", "replace")
                raise SystemExit(
                    f"{shlex.join(program.command)} ended by itself:\n{tail}"
                ) from None
            last = time.perf_counter()
            written += chunk
            if ASKED in chunk:
                os.write(terminal, ANSWER)
            if not shown and program.words in written:
                shown, cpu = last - began, _cpu(child)
        memory = _memory(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    if not shown:
        raise SystemExit(f"{shlex.join(program.command)} showed no {program.words!r}: {written!r}")
    return Start(shown, cpu, last - began, len(written), memory)


def _cpu(process: int) -> float:
    """Processor time of a process, its threads included, in seconds."""
    return time.clock_gettime((~process << 3) | 2)


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


def known(home: Path, library: Path) -> bytes:
    """Fill the catalog of a library; the date of its first article."""
    done = subprocess.run(
        [*READER, "list", str(library)],
        env={**os.environ, "KLIPING_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n", 1)[0].split("\t")[1][:10].encode()


def compare(programs: Mapping[str, Program], pairs: int) -> dict[str, list[Start]]:
    """Start all of them so many times, in turn."""
    runs: dict[str, list[Start]] = {name: [] for name in programs}
    for name in programs:  # what is read from the disk once is not what is measured
        start(programs[name])
    for number in range(pairs):
        for name in programs if number % 2 == 0 else reversed(programs):
            runs[name].append(start(programs[name]))
    return runs


def tell(runs: Mapping[str, Sequence[Start]]) -> bool:
    """Print what was measured; whether the bounds hold."""
    for name, starts in runs.items():
        print(
            f"{name:>8}  shown {median(s.shown for s in starts) * 1000:6.0f} ms"
            f"  cpu {median(s.cpu for s in starts) * 1000:6.0f} ms"
            f"  settled {median(s.settled for s in starts) * 1000:6.0f} ms"
            f"  {median(s.bytes for s in starts):8.0f} bytes"
            f"  memory {max(s.memory for s in starts):6.1f} MiB"
        )
    holds = True
    names = list(runs)
    for nth, low in enumerate(names):
        for high in names[nth + 1 :]:
            title = f"{high} / {low}"
            for field in ("shown", "cpu", "settled"):
                ratios = [
                    getattr(a, field) / getattr(b, field)
                    for a, b in zip(runs[high], runs[low], strict=True)
                ]
                bound = BOUNDS.get(title) if field == "shown" else None
                print(
                    f"{title:>14}  {field:<8}{median(ratios):6.3f}"
                    f"  [{min(ratios):.3f} .. {max(ratios):.3f}]"
                    + (f"  bound {bound}" if bound else "")
                )
                holds &= bound is None or median(ratios) <= bound
    if "many" in runs:
        holds &= max(s.memory for s in runs["many"]) <= MOST_MEMORY
    return holds


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--pairs", type=int, default=15)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--library", type=Path, help="a large library that is there already")
    options.add_argument("--home", type=Path, help="where the catalog is kept between runs")
    options.add_argument("--few", action="store_true", help="without the large library")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or Path(scratch)
        bare = Path(scratch) / "bare.py"
        bare.write_text(BARE, "utf-8")
        programs = {"bare": Program([sys.executable, str(bare)], b"ready", home)}
        libraries = {"five": SEEDS}
        if not asked.few:
            libraries["many"] = asked.library or Path(scratch) / "library"
        if "many" in libraries and asked.library is None:
            make = [sys.executable, str(MAKE), str(libraries["many"]), str(asked.articles)]
            subprocess.run(make, check=True)
        for name, library in libraries.items():
            words = known(home / name, library)
            programs[name] = Program([*READER, str(library)], words, home / name)
        return 0 if tell(compare(programs, asked.pairs)) else 1


if __name__ == "__main__":
    sys.exit(main())
