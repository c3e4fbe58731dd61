"""What the notebook costs as it grows, side by side with TinyDB as it comes.

    python tests/bench/bench_notebook.py [--sizes 10,1000,10000,20000] [--pairs 9]

Both hold the same documents and are measured in pairs, now one first, now the
other, so that a slow moment meets both. A figure is the median and the least, in
milliseconds, of the time that passed (waiting for the disk is in it) and of
processor time. What opening costs is measured in processes of their own, and the
same with an empty notebook is taken off, pair by pair. *start* is what the
screen asks for before it shows a library: what is marked where, and corrections.
`x` says how many times as long TinyDB takes, by the medians of the time that passed.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from tinydb import TinyDB, where

from reader.article import Article
from reader.notebook import Notebook
from reader.notebook.layout import parse, render
from reader.notebook.ulid import new_ulid

SEEDS = Path(__file__).parents[2] / "seeds"
NOTES_OF_ONE = 12  # notes that an article has, on average

# Milliseconds at 10,000 notes.
TARGETS = {"save a note": 60.0, "find": 5.0, "find after own change": 5.0, "open: start": 60.0}


@dataclass
class Cost:
    """Milliseconds, one figure a run."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def __sub__(self, other: "Cost") -> "Cost":
        """What it costs more than another, pair by pair; the least: of the two leasts."""
        return Cost(
            [a - b for a, b in zip(self.wall, other.wall, strict=True)],
            [a - b for a, b in zip(self.cpu, other.cpu, strict=True)],
        )


def in_pairs(pairs: int, *runs: Callable[[], None]) -> None:
    """Run them in turn, and in the opposite turn the next time."""
    for number in range(pairs):
        for run in runs if number % 2 == 0 else runs[::-1]:
            run()


# What is measured


def read_text() -> Article:
    text = max((path.read_text("utf-8") for path in SEEDS.glob("*.txt")), key=len)
    return Article(sha256(text.encode()).hexdigest(), text, title="Judul berita ini")


def make(folder: Path, size: int, article: Article) -> tuple[Path, Path, list[str]]:
    """A notebook of ours and one of TinyDB's with the same `size` notes; the articles' ids."""
    ours, stock = folder / f"{size}" / "notebook.json", folder / f"{size}" / "tinydb.json"
    notebook = Notebook(ours)
    chance = random.Random(size)
    texts = max(1, size // NOTES_OF_ONE)
    ids = [sha256(str(number).encode()).hexdigest() for number in range(texts)]
    patterns = []
    for _ in range(min(max(size, 1), 40)):
        start = chance.randrange(len(article.text) - 200)
        words = "What is said here was said before. " * chance.randrange(4)
        end = start + chance.randrange(20, 180)
        patterns.append(
            notebook.add(article, "/home/a/b.txt", start, end, note=words, tags=["tag"])
        )
    tables = dict(parse(ours.read_bytes()))
    made = list(tables["notes"].values())
    documents: dict[str, dict[str, Any]] = {}
    for number in range(size):
        like = made[number % len(made)]
        anchor = {**like["anchor"], "article": ids[number % texts]}
        documents[str(number + 1)] = {**like, "uid": new_ulid(), "anchor": anchor}
    tables["notes"] = dict(documents)
    ours.write_bytes(render(tables, {})[0])
    stock.write_text(json.dumps({"notes": documents}))
    return ours, stock, ids


def measure(size: int, folder: Path, article: Article, pairs: int) -> dict[str, tuple[Cost, Cost]]:
    """What was asked of ours, and the same of TinyDB."""
    ours, stock, ids = make(folder, size, article)
    notebook, other = Notebook(ours), Notebook(ours)
    db = TinyDB(stock)
    table = db.table("notes")
    document = dict(table.all()[0])
    costs = {
        name: (Cost(), Cost())
        for name in ("save a note", "find", "find after own change", "find after another's")
    }
    asked = iter(ids * (8 * pairs))

    def add(to: Notebook = notebook) -> None:
        to.add(article, "/home/a/b.txt", 40, 140, note="A thought of a few words.", tags=["tag"])

    def insert() -> None:
        table.insert({**document, "uid": new_ulid()})

    def find(article_id: str) -> Callable[[], object]:
        return lambda: notebook.notes(article_id)

    def search(article_id: str) -> Callable[[], object]:
        # Its cache answers the same question again: another is asked each time.
        table.clear_cache()
        return lambda: table.search(where("anchor")["article"] == article_id)

    def cost(name: str, side: int, work: Callable[[], object]) -> None:
        costs[name][side].take(work)

    add(), add(other), notebook.notes()  # what is done once was done
    in_pairs(pairs, lambda: cost("save a note", 0, add), lambda: cost("save a note", 1, insert))
    in_pairs(
        pairs,
        lambda: cost("find", 0, find(next(asked))),
        lambda: cost("find", 1, search(next(asked))),
    )

    def change_and_find(name: str, side: int, change: Callable[[], None]) -> None:
        change()
        cost(name, side, find(next(asked)) if side == 0 else search(next(asked)))

    in_pairs(
        pairs,
        lambda: change_and_find("find after own change", 0, add),
        lambda: change_and_find("find after own change", 1, insert),
    )
    in_pairs(
        pairs,
        lambda: change_and_find("find after another's", 0, lambda: add(other)),
        lambda: change_and_find("find after another's", 1, insert),
    )
    db.close()
    empty, nothing, _ = make(folder, 0, article)
    for name in OPENINGS:
        sides = Cost(), Cost(), Cost(), Cost()
        in_pairs(
            pairs,
            lambda name=name, sides=sides: opened(sides[0], name, ours, ids[0]),
            lambda name=name, sides=sides: opened(sides[1], name, empty, ids[0]),
            lambda name=name, sides=sides: opened(sides[2], name + " (TinyDB)", stock, ids[0]),
            lambda name=name, sides=sides: opened(sides[3], name + " (TinyDB)", nothing, ids[0]),
        )
        costs[f"open: {name}"] = sides[0] - sides[1], sides[2] - sides[3]
    return costs


# What a process of its own does with a notebook that it has just opened


def _start(path: Path, article: str) -> None:
    notebook = Notebook(path)
    notebook.all_corrections()
    notebook.marks()


def _save(path: Path, article: str) -> None:
    read = Article(article, "Words of an article that is marked here. " * 60)
    Notebook(path).add(read, "/home/a/b.txt", 40, 140, note="A thought of a few words.")


def _insert(path: Path, article: str) -> None:
    table = TinyDB(path).table("notes")
    table.insert({"uid": new_ulid(), "note": "A thought of a few words."})


def _all_of(path: Path, article: str) -> None:
    TinyDB(path).table("notes").all()


OPENINGS: dict[str, Callable[[Path, str], object]] = {
    "start": _start,
    "notes of one article": lambda path, article: Notebook(path).notes(article),
    "every note": lambda path, article: Notebook(path).notes(),
    "save a note": _save,
}
AS_IT_COMES: dict[str, Callable[[Path, str], object]] = {
    "start (TinyDB)": _all_of,
    "notes of one article (TinyDB)": lambda path, article: (
        TinyDB(path).table("notes").search(where("anchor")["article"] == article)
    ),
    "every note (TinyDB)": _all_of,
    "save a note (TinyDB)": _insert,
}


def opened(cost: Cost, name: str, path: Path, article: str) -> None:
    told = subprocess.run(
        [sys.executable, __file__, "--open", name, str(path), article],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    wall, cpu = json.loads(told)
    cost.wall.append(wall)
    cost.cpu.append(cpu)


def open_once(name: str, path: str, article: str) -> None:
    cost = Cost()
    cost.take(lambda: (OPENINGS | AS_IT_COMES)[name](Path(path), article))
    print(json.dumps([*cost.wall, *cost.cpu]))


def figures(cost: Cost) -> str:
    return (
        f"{median(cost.wall):8.2f} {min(cost.wall):8.2f} "
        f"{median(cost.cpu):8.2f} {min(cost.cpu):8.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10,1000,10000,20000")
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--open", nargs=3)
    options = parser.parse_args()
    if options.open:
        open_once(*options.open)
        return
    names = f"{'median':>8} {'least':>8} {'cpu med.':>8} {'least':>8}"
    print(f"{'notes':>7} {'milliseconds':30} {names}  {names} {'x':>8}")
    print(f"{'':38} {'the notebook':^35}  {'TinyDB':^35}")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            costs = measure(size, Path(folder), read_text(), options.pairs)
        for name, (ours, stock) in costs.items():
            wall = median(ours.wall)
            told = ""
            if size == 10_000 and name in TARGETS:
                kept = "kept" if wall <= TARGETS[name] else "MISSED"
                told = f"  target {TARGETS[name]:.0f}: {kept}"
            times = f"{median(stock.wall) / wall:8.1f}" if wall > 0.05 else "       -"
            print(f"{size:7} {name:30} {figures(ours)}  {figures(stock)} {times}{told}", flush=True)


if __name__ == "__main__":
    main()
