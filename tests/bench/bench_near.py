"""What the thin wire costs where the line is no matter: beside Textual's own driver.

    python tests/bench/bench_near.py [--rounds 6] [--library FOLDER]

The reader is started with its own driver and with `--no-thin` in turn, in a
pseudo-terminal of 120 by 40 on the samples (or FOLDER), so that a slow moment meets
both. A key's figures are the time to the last byte that it sets going, and the
processor time of the reader; *start* is the processor time until nothing comes any
more, *memory* what is resident then. Medians over all rounds.

Bounds: a key ≤ 1.25 × the time it takes with Textual's own driver, start ≤ 1.05 ×,
memory ≤ 5 MiB more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from bench_keys import READER, SEEDS, Reader

DOWN, PAGE_DOWN, PAGE_UP = "\x1b[B", "\x1b[6~", "\x1b[5~"
#: Name, what is typed first and not measured, the keys that are.
KEYS = (
    ("movement in the list", "", "jjkjjkkjk"),
    ("an article opens", "", "\r"),
    ("line beside the list", "", [DOWN] * 12),
    ("page beside the list", "", [PAGE_DOWN, PAGE_UP] * 3),
    ("the cursor moves", "g", "jjkkjjkk"),
    ("line, text alone", "z", [DOWN] * 12),
    ("page, text alone", "", [PAGE_DOWN, PAGE_UP] * 3),
    ("help opens", "", "?"),
)
MOST_KEY, MOST_START, MOST_MEMORY = 1.25, 1.05, 5.0
DRIVERS = {"thin": (), "textual": ("--no-thin",)}

Measured = dict[str, dict[str, list[float]]]


def measure(library: Path, home: Path, driver: str, into: Measured) -> None:
    """Start, and press every key."""
    reader = Reader(library, home, DRIVERS[driver])
    try:
        into["start, processor"][driver].append(reader.cpu())
        into["memory"][driver].append(_resident(reader.process))
        for name, before, keys in KEYS:
            if before:
                reader.press(before)
            for key in keys:
                cost = reader.press(key)
                if cost.bytes:
                    into[name][driver].append(cost.seconds)
                    into[f"{name}, processor"][driver].append(cost.cpu)
    finally:
        reader.end()


def _resident(process: int) -> float:
    """MiB that a process has in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def tell(measured: Measured) -> bool:
    """Print what was measured; whether the bounds hold."""
    holds = True
    print(f"{'':<36}{'thin':>10}{'textual':>10}{'ratio':>8}")
    for name, by in measured.items():
        thin, textual = (median(by[driver]) for driver in DRIVERS)
        if name == "memory":
            print(f"{name:<36}{thin:7.1f} MB{textual:7.1f} MB{thin - textual:+8.1f} MB")
            holds &= thin - textual <= MOST_MEMORY
            continue
        well = thin / textual <= (MOST_START if name.startswith("start") else MOST_KEY)
        holds &= well
        columns = f"{thin * 1000:7.1f} ms{textual * 1000:7.1f} ms{thin / textual:8.2f}"
        print(f"{name:<36}{columns}{'' if well else '  over its bound'}")
    return holds


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--library", type=Path, default=SEEDS)
    asked = options.parse_args()
    measured: Measured = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        subprocess.run(
            [*READER, "list", str(asked.library)], check=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "KLIPING_HOME": scratch},
        )  # fmt: skip
        for number in range(asked.rounds):
            for driver in DRIVERS if number % 2 == 0 else reversed(DRIVERS):
                measure(asked.library, home, driver, measured)
    return 0 if tell(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
