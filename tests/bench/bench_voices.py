"""What people, quotes and echoes cost in a large library, side by side with a small one.

    python tests/bench/bench_voices.py [--few 1000] [--many 10000] [--library FOLDER]
        [--home FOLDER] [--speaker NAME]

Libraries are made (see libraries.py) unless --library names the large one; --home
keeps the catalogs between runs. Of each verb: the time to its first line, the time to
its last, and the lines; each is a process of its own, started once before so that the
disk's share is not in it, and the medians of five stand here. *one file changes* is what
the processor does until people and echoes are right again after that; *one file goes*
the same.

Bounds: the first line within 300 ms; what one file costs does not grow with the library.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from reader.library import Library

MAKE = Path(__file__).parent / "libraries.py"
READER = (sys.executable, "-m", "reader")
MOST_MS = 300.0
GROWTH = 3.0
"""How many times what one file costs in the small library it may cost in the large one."""
TIMES = 5


def verb(words: list[str], home: Path) -> tuple[float, float, int]:
    """Milliseconds to the first line and to the end of a verb, and its lines."""
    found: list[tuple[float, float, int]] = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        with subprocess.Popen(
            [*READER, *words], stdout=subprocess.PIPE, env={**os.environ, "KLIPING_HOME": str(home)}
        ) as program:
            assert program.stdout is not None
            lines = 1 if program.stdout.readline() else 0
            first = time.perf_counter()
            lines += sum(1 for _ in program.stdout)
        found.append((1000 * (first - began), 1000 * (time.perf_counter() - began), lines))
    return (
        median(first for first, _, _ in found[1:]),
        median(last for _, last, _ in found[1:]),
        found[-1][2],
    )


def changes(folder: Path, home: Path) -> tuple[float, float]:
    """Milliseconds of the processor for one file that changes, and one that goes and comes back."""
    os.environ["KLIPING_HOME"] = str(home)
    library = Library((str(folder),))
    library.scan()
    path = next(path for path in sorted(folder.rglob("*.txt")) if '"' in path.read_text("utf-8"))
    whole = path.read_bytes()
    costs: tuple[list[float], list[float]] = ([], [])
    try:
        for number in range(TIMES):
            path.write_bytes(whole + b"\n\n%d kali.\n" % number)
            costs[0].append(_scanned(library))
            path.unlink()
            costs[1].append(_scanned(library))
    finally:
        path.write_bytes(whole)
        library.scan()
    return median(costs[0]), median(costs[1])


def _scanned(library: Library) -> float:
    while not library.changed():
        time.sleep(0.01)
    began = time.process_time()
    library.scan()
    return 1000 * (time.process_time() - began)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--few", type=int, default=1000)
    options.add_argument("--many", type=int, default=10_000)
    options.add_argument("--library", type=Path, help="the folder of the many, if it is there")
    options.add_argument("--home", type=Path, help="keeps the catalogs")
    options.add_argument("--speaker", default="", help="whose quotes are asked for")
    asked = options.parse_args()
    holds = True
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or Path(scratch) / "home"
        folders = {"few": Path(scratch) / "few", "many": asked.library or Path(scratch) / "many"}
        counts = {"few": asked.few, "many": asked.many}
        costs: dict[str, tuple[float, float]] = {}
        for name, folder in folders.items():
            if not folder.exists():
                make = [sys.executable, str(MAKE), str(folder), str(counts[name])]
                subprocess.run(make, check=True)
            subprocess.run(
                [*READER, "list", str(folder)], check=True, stdout=subprocess.DEVNULL,
                env={**os.environ, "KLIPING_HOME": str(home)},
            )  # fmt: skip
            os.environ["KLIPING_HOME"] = str(home)
            speakers = Library((str(folder),)).voices.people()
            print(f"{name}: {len(speakers):,} people")
            # Neither whom everybody quotes, nor somebody who was quoted once.
            some = speakers.slice(len(speakers) // 20, len(speakers))[0]
            speaker = asked.speaker or (some.name if some else "")
            verbs = (["people"], ["quotes", "--speaker", speaker], ["echoes"])
            for words in verbs:
                first, last, lines = verb([*words[:1], str(folder), *words[1:]], home)
                well = first <= MOST_MS
                holds &= well
                print(
                    f"  {' '.join(words):40}{first:6.0f} ms first {last:7.0f} ms last"
                    f" {lines:8,} lines{'' if well else '  over its bound'}"
                )
            costs[name] = changes(folder, home)
            changed, gone = costs[name]
            print(f"  one file changes {changed:6.0f} ms, goes {gone:6.0f} ms", flush=True)
        for few, many, what in zip(costs["few"], costs["many"], ("changes", "goes"), strict=True):
            well = many <= GROWTH * few
            holds &= well
            said = "" if well else "  over its bound"
            print(f"one file {what}: {many / few:.2f} times what it costs among few{said}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
