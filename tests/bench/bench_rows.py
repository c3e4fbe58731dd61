"""Files of rows: whether memory stays as it is when the file grows, and what one row costs.

Run by hand, from the project's root: `python tests/bench/bench_rows.py [MB ...]`.

For each size a file of made articles is gone through in a process of its own, once
as it is and once packed: its peak memory, its speed, and how long it takes to open
the first and the last row by where they begin. A packed file has to be unpacked up to
the row.
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
    """In a process of its own: all that a source finds, and two rows opened again."""
    started = time.perf_counter()
    rows = 0
    for found in finds(path):
        rows += 1
        last = found
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    opening = []
    for number, offset in ((1, 0), (last.number, last.offset)):
        started = time.perf_counter()
        find_article(path, number, offset)
        opening.append(time.perf_counter() - started)
    print(json.dumps([rows, memory, took, *opening]))


def main() -> None:
    if sys.argv[1:2] == ["--through"]:
        gone_through(sys.argv[2])
        return
    sizes = [int(one) for one in sys.argv[1:]] or [50, 200]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = made(Path(folder), size)
            for one in (str(path), f"{path}.gz"):
                said = subprocess.run(
                    [sys.executable, __file__, "--through", one], capture_output=True, check=True
                ).stdout
                rows, memory, took, first, last = json.loads(said)
                print(
                    f"{size:5} MB {'packed' if one.endswith('.gz') else '':6} {rows:7,} rows "
                    f"{memory:4} MiB {size / took:5.0f} MB/s   the first row opens in "
                    f"{first * 1000:.0f} ms, the last in {last * 1000:.0f} ms",
                    flush=True,
                )


if __name__ == "__main__":
    main()
