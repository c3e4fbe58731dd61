"""Files of rows: whether memory stays as it is when the file grows, and what one row costs.

Run by hand, from the project's root: `python tests/bench/bench_rows.py [MB ...]`.

For each size a file of made articles is gone through in a process of its own, once
as it is and once packed: its peak memory and its speed. Then, in another process, how
long it takes to open the last row by where it begins, and to open it again: a packed
file has to be unpacked up to the row, but only once.
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from press import Press

from reader.article import read_article
from reader.library.reading import find_article, finds

MEGABYTE = 1_000_000


def made(folder: Path, size: int) -> Path:
    """A file of rows of at least `size` megabytes."""
    path = folder / f"{size}.jsonl"
    press, left, number = Press(2000), size * MEGABYTE, 0
    lines = []
    for article in press.articles():
        row = {"title": article.title, "date": article.published, "text": article.text}
        lines.append(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    with path.open("wb") as file, gzip.open(f"{path}.gz", "wb", 6) as packed:
        while left > 0:
            line = lines[number % len(lines)]
            file.write(line)
            packed.write(line)
            left -= len(line)
            number += 1
    return path


def gone_through(path: str) -> None:
    """In a process of its own: all that a source finds."""
    started = time.perf_counter()
    rows = 0
    for found in finds(path):
        rows += 1
        last = found
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([rows, memory, took, last.number, last.offset]))


def opened(path: str, number: int, offset: int) -> None:
    """In a process of its own: one row, three times; the first loads the engine elsewhere."""
    read_article("Kata pengantar.")
    times = []
    for _ in range(3):
        started = time.perf_counter()
        find_article(path, number, offset)
        times.append(time.perf_counter() - started)
    print(json.dumps([times[0], min(times[1:])]))


def apart(*given: object) -> list[float]:
    """What this program says when it is run with these words."""
    command = [sys.executable, __file__, *map(str, given)]
    said: list[float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return said


def main() -> None:
    if sys.argv[1:2] == ["--through"]:
        gone_through(sys.argv[2])
        return
    if sys.argv[1:2] == ["--open"]:
        opened(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    sizes = [int(one) for one in sys.argv[1:]] or [50, 200]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = made(Path(folder), size)
            for one in (str(path), f"{path}.gz"):
                rows, memory, took, number, offset = apart("--through", one)
                first, again = apart("--open", one, number, offset)
                print(
                    f"{size:5} MB {'packed' if one.endswith('.gz') else '':6} {rows:7,} rows "
                    f"{memory:4} MiB {size / took:5.0f} MB/s   the last row opens in "
                    f"{first * 1000:.0f} ms, again in {again * 1000:.0f} ms",
                    flush=True,
                )


if __name__ == "__main__":
    main()
