"""Searching a library: first hits beside ripgrep over the same files, and what the index costs.

Run by hand, from the project's root: `python tests/bench/bench_search.py [FOLDER]`, a
folder of articles as `libraries.py` makes them (with 100,000 for the bounds); without
one a library of 10,000 is made. ripgrep (`rg`) is left out where it is not installed.

The articles are read by their lines alone here: what reading costs, `bench_reading.py`
says. Each figure is the best of several in one process; ripgrep's is a process each.
"""

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from libraries import Press, write_files

from reader.article.safety import sanitise
from reader.library import Library, reading, workers
from reader.library.derived import Kept
from reader.library.row import Reading, Said
from reader.library.search import index

T = TypeVar("T")
Add = Callable[[sqlite3.Connection, list[Kept]], None]

FIRST, SHOWN = 0.100, 20
"""Seconds to the first hits with their words, and how many these are."""

DEAR = 0.000_120
"""Seconds to add an article of 3 kB."""

MADE_UP = 400_000
"""Words put into the list of words: the made libraries have a few thousand, newspapers many."""

QUERIES: tuple[tuple[str, str | None], ...] = (
    # A query, and what ripgrep is asked for the same.
    ("yang", r"-iw yang"),
    ("benih", r"-iw benih"),
    ('"pantai luas"', r"-iw pantai\s+luas"),
    ("benih pantai", None),
    ("benih -pantai", None),
    ("layan*", r"-i \blayan"),
    ("*layan*", r"-i layan"),
    ("lampu OR sawah", r"-iw lampu|sawah"),
    ("speaker:kosasih", None),
    ("benih outlet:nusa", None),
    ("yang is:unread before:2021", None),
    ("*kan*", r"-i kan"),
    ("me*", r"-i \bme"),
)

_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_SPOKEN = re.compile(r"(?:kata|ujar|ungkap|said) [A-Z]\w+(?: \w+)* ([A-Z]\w+ [A-Z]\w+)")


def by_lines(path: str) -> Iterator[Reading]:
    """The articles of a file, read as far as the index wants them."""
    for found in reading.finds(path):
        text, spans, start = sanitise(found.text), [], 0
        for line in text.split("\n"):
            if line.strip():
                spans.append((start, start + len(line)))
            start += len(line) + 1
        date = _DATE.search(text)
        outlet = re.search(r"[A-Z][\w.]+(?= [–-] )", text)
        yield Reading(
            found.number,
            found.offset,
            sha256(text.encode()).hexdigest(),
            text[slice(*spans[0])] if spans else None,
            outlet[0] if outlet else None,
            f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else None,
            "id",
            quotes=tuple(
                Said(*one.span(1), one[1], one[1], one[1], None, "kata", "name")
                for one in _SPOKEN.finditer(text)
            ),
            body="\n".join(text[a:b] for a, b in spans),
            spans=tuple(spans),
        )


def best(work: Callable[[], T], times: int = 5) -> tuple[float, T]:
    """Seconds of the fastest, and what it came to."""
    fastest = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        fastest = min(fastest, time.perf_counter() - started)
    return fastest, result


def opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = normal")
    return db


def adding(readings: list[Reading], folder: Path) -> None:
    """What it costs to add articles, beside SQLite's index alone; and to take some out."""
    size = sum(len(one.body.encode()) for one in readings) / len(readings)
    kept = [Kept(key, one, ()) for key, one in enumerate(readings, start=1)]

    def filled(name: str, schema: str, add: Add) -> float:
        """Seconds of this process for an article of 3 kB."""
        with closing(opened(folder / name)) as db:
            for statement in schema.split(";"):
                db.execute(statement)
            started = time.process_time()
            for at in range(0, len(kept), 500):
                db.execute("begin")
                add(db, kept[at : at + 500])
                db.execute("commit")
            return (time.process_time() - started) / len(kept) * 3000 / size

    def alone(db: sqlite3.Connection, some: list[Kept]) -> None:
        rows = [(one.key, one.reading.title, one.reading.body) for one in some]
        db.executemany("insert into t (rowid, title, body) values (?, ?, ?)", rows)

    schema = "create virtual table t using fts5(title, body, content='')"
    plain = min(filled(f"plain {nth}", schema, alone) for nth in range(3))
    ours = min(filled(f"ours {nth}", index.SCHEMA, index.add) for nth in range(3))
    flag = "" if ours < DEAR else "  TOO SLOW"
    print(f"add an article of 3 kB: {ours * 1e6:.0f} µs{flag}", end="")
    print(f" (as SQLite's index comes: {plain * 1e6:.0f} µs, x{ours / plain:.2f})")
    db = opened(folder / "ours 0")
    db.execute("pragma wal_checkpoint(truncate)")
    disk = (folder / "ours 0").stat().st_size / len(kept)
    print(f"on the disk: {disk / 1000:.2f} kB an article, {disk / size:.0%} of its text")
    one = settled(db, [1])
    many = settled(db, range(2, len(kept) // 2))
    print(f"settle with one article gone: {one * 1000:.1f} ms;", end=" ")
    print(f"half of {len(kept):,} gone, taken out: {many / len(kept) * 2e6:.0f} µs each")
    db.close()


def settled(db: sqlite3.Connection, keys: Sequence[int]) -> float:
    """Seconds to forget articles and settle, in one transaction as a scan does it."""
    started = time.perf_counter()
    db.execute("begin")
    index.remove(db, keys)
    index.settle(db)
    db.execute("commit")
    return time.perf_counter() - started


def ripgrep(asked: str, folder: str) -> tuple[float, int]:
    """Seconds to count the files that have it, and how many these are."""
    options, pattern = asked.split(" ", 1)
    command = ["rg", "-l", options, "-e", pattern, folder]
    seconds, done = best(
        lambda: subprocess.run(command, capture_output=True, text=True, check=False), 2
    )
    return seconds, done.stdout.count("\n")


def searching(library: Library, folder: str, known: int) -> None:
    """First hits, side by side."""
    has_ripgrep = shutil.which("rg") is not None
    if not has_ripgrep:
        print("ripgrep is not installed: searches stand alone")
    library.search("zzz").slice(0, SHOWN)  # what is loaded once is not counted
    print(f"\n{'query':28} {'hits':>7} {'order':7} {'find':>8} {'+ words':>8} {'ripgrep':>9}")
    for query, asked in QUERIES:

        def first(query: str = query) -> int:
            return len(library.search(query).slice(0, SHOWN))

        found, hits = best(lambda query=query: library.search(query), 3)
        whole, _ = best(first, 3)
        line = f"{query:28} {len(hits):7,} {'newest' if hits.newest_first else 'best':7}"
        line += f" {found * 1000:5.1f} ms {whole * 1000:5.1f} ms"
        if asked is not None and has_ripgrep:
            seconds, files = ripgrep(asked, folder)
            line += f" {seconds * 1000:6.0f} ms  x{seconds / whole:.1f} ({files:,} files)"
        print(line + ("  OVER 100 ms" if whole > FIRST else ""), flush=True)
    print(f"{known:,} articles; *…* looks through {words(library):,} words")


def words(library: Library) -> int:
    return library.ask(lambda db: db.execute("select count(*) from search_word").fetchone()[0])


def make_up_words(library: Library) -> None:
    """As many different words as newspapers have: names, slips, numbers with letters."""
    chance = random.Random(1)
    parts = ["ka", "ri", "to", "ben", "su", "mang", "de", "lo", "pi", "war", "jun", "gar", "ti"]
    made = [("".join(chance.choices(parts, k=chance.randint(3, 6))),) for _ in range(MADE_UP)]
    with library.catalog.writing() as db:
        db.execute("begin")
        db.executemany("insert or ignore into search_word values (?)", made)
        db.execute("commit")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", help="a folder of articles; without: 10,000 are made")
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as made:
        if folder is None:
            folder = str(Path(made) / "library")
            write_files(Path(folder), Press(10_000, 1))
        reading.readings = by_lines  # type: ignore[assignment]
        workers.read_files = lambda paths, read, stop: (  # type: ignore[assignment]
            (path, tuple(read(path))) for path in paths
        )
        files = sorted(Path(folder).rglob("*.txt"))[:4000]
        adding([one for file in files for one in by_lines(str(file))], Path(made))
        library = Library([folder], catalog=Path(made) / "catalog.sqlite")
        library.scan()
        make_up_words(library)
        searching(library, folder, library.count()[0])


if __name__ == "__main__":
    sys.exit(main())
