"""What a key costs in a large library, side by side with five articles.

    python tests/bench/bench_keys.py [--rounds 3] [--library FOLDER] [--home FOLDER] [--no-thin]

The reader is started in a pseudo-terminal of 120 by 40 on the five samples and on a
large library (3 kB an article; without --library one of --articles articles is made),
in turn, so that a slow moment meets both. Each key is pressed when nothing comes any
more, and its figures are the time to the last byte that it sets going, the bytes, and
the processor time of the reader. *held* is `j` at 30 a second for two seconds: the time
from the last key to the last byte. Medians of all rounds; `many / five` compares them.

Bounds: a movement in the large library ≤ 1.5 × the time it takes in five articles and
≤ 700 bytes; pages, ends, orders and filters ≤ 150 ms.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
READER = (sys.executable, "-m", "reader")

MOVES = ("j", "j", "j", "k")
#: Name, what is typed first and not measured, the key that is.
KEYS = (
    *((f"{key}", "", key) for key in MOVES * 3),
    *(("PgDn", "", "\x1b[6~"), ("PgUp", "", "\x1b[5~")) * 3,
    ("G", "", "G"),
    ("g", "", "g"),
    ("by words", "s", "w"),
    ("by title", "s", "t"),
    ("by outlet", "s", "o"),
    ("unread first", "s", "u"),
    ("marked first", "s", "n"),
    ("by date", "s", "d"),
    ("fold", "", "F"),
    ("unfold", "", "F"),
    ("is:unread", "f\x15is:unread", "\r"),
    ("outlet:", "f\x15outlet:kabar", "\r"),
    ("a word", "f\x15warga", "\r"),
    ("all", "f\x15", "\r"),
)
MOST_BYTES, MOST_SECONDS, MOST_RATIO = 700, 0.150, 1.5
QUIET = 0.4
"""Seconds without a byte: what a key has set going is over."""
#: What a terminal says when it is asked whether it is there, as the reader does after a frame.
ASKED, ANSWER = b"\x1b[5n", b"\x1b[0n"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a key: seconds, bytes, seconds of processor time."""

    seconds: float
    bytes: int
    cpu: float


class Reader:
    """The reader on a library, in a terminal of its own."""

    def __init__(self, library: Path, home: Path, options: Sequence[str]) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            environment = {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            environment["KLIPING_HOME"] = str(home)
            os.execvpe(READER[0], [*READER, *options, str(library)], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._wait(5 * QUIET, 60.0)

    def press(self, keys: str) -> Cost:
        """Type keys at once; what they cost."""
        cpu, began = self.cpu(), time.perf_counter()
        os.write(self.terminal, keys.encode())
        last, count = self._wait(QUIET, 10.0)
        return Cost(max(0.0, last - began), count, self.cpu() - cpu)

    def hold(self, key: str, seconds: float = 2.0) -> Cost:
        """Hold a key at 30 a second; the time is what the screen lags behind when it is let go."""
        count = 0
        for _ in range(round(30 * seconds)):
            os.write(self.terminal, key.encode())
            count += self._wait(1 / 30, 1 / 30)[1]
        began = time.perf_counter()
        last, more = self._wait(QUIET, 60.0)
        return Cost(max(0.0, last - began), count + more, 0.0)

    def end(self) -> None:
        """End it; it has nothing to save."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)

    def _wait(self, quiet: float, patience: float) -> tuple[float, int]:
        """Read until nothing comes: when the last byte came, and how many there were."""
        began = last = time.perf_counter()
        count = 0
        while time.perf_counter() < began + patience:
            left = min(last + quiet, began + patience) - time.perf_counter()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                break
            chunk = os.read(self.terminal, 1 << 16)
            last, count = time.perf_counter(), count + len(chunk.replace(ASKED, b""))
            if ASKED in chunk:
                os.write(self.terminal, ANSWER)
        return last, count

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        return time.clock_gettime((~self.process << 3) | 2)


def measure(library: Path, home: Path, options: Sequence[str]) -> dict[str, list[Cost]]:
    """Press every key once in a new reader."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    reader = Reader(library, home, options)
    try:
        for name, before, key in KEYS:
            if before:
                reader.press(before)
            costs[name].append(reader.press(key))
        reader.press("g")
        costs["held"].append(reader.hold("j"))
    finally:
        reader.end()
    return costs


def tell(runs: Mapping[str, Mapping[str, Sequence[Cost]]]) -> bool:
    """Print what was measured; whether the bounds hold."""
    holds = True
    print(f"{'':<14}{'five':>30}{'many':>30}{'many / five':>14}")
    for name in runs["five"]:
        shown = []
        for library in ("five", "many"):
            costs = [cost for cost in runs[library][name] if cost.bytes or name == "held"]
            seconds = median(cost.seconds for cost in costs) if costs else 0.0
            size = median(cost.bytes for cost in costs) if costs else 0
            cpu = median(cost.cpu for cost in costs) if costs else 0.0
            shown.append((seconds, size, cpu))
        (few, _, _), (many, size, _) = shown
        ratio = many / few if few else 0.0
        columns = "".join(
            f"{seconds * 1000:8.1f} ms {count:7.0f} B {cpu * 1000:6.1f} cpu"
            for seconds, count, cpu in shown
        )
        well = many <= MOST_SECONDS
        if name in MOVES:
            well = size <= MOST_BYTES and (not ratio or ratio <= MOST_RATIO)
        holds &= well or name == "held"
        print(f"{name:<14}{columns}{ratio:10.2f}{'' if well else '  over its bound'}")
    return holds


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--library", type=Path, help="a large library that is there already")
    options.add_argument("--home", type=Path, help="where the catalogs are kept between runs")
    options.add_argument("--no-thin", action="store_true")
    asked = options.parse_args()
    more = ["--no-thin"] if asked.no_thin else []
    with tempfile.TemporaryDirectory() as scratch:
        libraries = {"five": SEEDS, "many": asked.library or Path(scratch) / "library"}
        if asked.library is None:
            make = [sys.executable, str(HERE / "libraries.py"), str(libraries["many"])]
            subprocess.run([*make, str(asked.articles)], check=True)
        home = asked.home or Path(scratch) / "home"
        runs: dict[str, dict[str, list[Cost]]] = {name: defaultdict(list) for name in libraries}
        for name, library in libraries.items():
            environment = {**os.environ, "KLIPING_HOME": str(home / name)}
            command = [*READER, "list", str(library)]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        for number in range(asked.rounds):
            for name in libraries if number % 2 == 0 else reversed(libraries):
                for key, costs in measure(libraries[name], home / name, more).items():
                    runs[name][key] += costs
        return 0 if tell(runs) else 1


if __name__ == "__main__":
    sys.exit(main())
