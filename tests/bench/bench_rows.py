"""Files of rows: whether memory stays as it is when the file grows, and what one row costs.

Run by hand, from the project's root: `python tests/bench/bench_rows.py [--index] [MB ...]`.

For each size a file of made articles is gone through in a process of its own, once
as it is and once packed: its peak memory and its speed. Then, in another process, how
long it takes to open the last row by where it begins, and to open it again: a packed
file has to be unpacked up to the row, but only once. With `--index` it is indexed as
a library instead, which takes minutes, and the memory is that of the process which the
others work for.
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from press import Press

from reader.article import read_article
from reader.library import Library
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


def indexed(path: str) -> None:
    """In a process of its own: the file as a library, with a catalog on the disk."""
    started = time.perf_counter()
    library = Library([path], catalog=Path(f"{path}.sqlite"))
    library.scan()
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([library.count()[0], memory, took]))


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
    match sys.argv[1:]:
        case ["--through", path]:
            return gone_through(path)
        case ["--open", path, number, offset]:
            return opened(path, int(number), int(offset))
        case ["--indexed", path]:
            return indexed(path)
        case ["--index", *sizes]:
            return index_all([int(one) for one in sizes] or [5, 20])
        case sizes:
            return go_through_all([int(one) for one in sizes] or [50, 200])


def go_through_all(sizes: Sequence[int]) -> None:
    for size, path in all_made(sizes):
        rows, memory, took, number, offset = apart("--through", path)
        first, again = apart("--open", path, number, offset)
        print(
            f"{size:5} MB {'packed' if path.endswith('.gz') else '':6} {rows:7,} rows "
            f"{memory:4} MiB {size / took:5.0f} MB/s   the last row opens in "
            f"{first * 1000:.0f} ms, again in {again * 1000:.0f} ms",
            flush=True,
        )


def index_all(sizes: Sequence[int]) -> None:
    for size, path in all_made(sizes):
        rows, memory, took = apart("--indexed", path)
        print(
            f"{size:5} MB {'packed' if path.endswith('.gz') else '':6} {rows:7,} rows "
            f"{memory:4} MiB {rows / took:5.0f} a second",
            flush=True,
        )


def all_made(sizes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Each size with its file, as it is and packed."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = made(Path(folder), size)
            yield size, str(path)
            yield size, f"{path}.gz"


if __name__ == "__main__":
    main()
