"""What near-duplicates cost, and whether they are found: with ten times the articles, ten times.

Run by hand, from the project's root: `python tests/bench/bench_stories.py [COUNT ...]`.

The articles are made (see libraries.py), and what they share is known. They are not
read from pages: each of their paragraphs is taken for a line of the body.
"""

import random
import sqlite3
import sys
import time
from itertools import combinations

from press import Press

from reader.article.model import Article, Line
from reader.article.sketch import sketch
from reader.library import stories, tables
from reader.library.derived import Kept
from reader.library.row import Reading, moment

BATCH = 256


def drawn(press: Press, number: int) -> Reading:
    """What is kept of an article for telling its story, and nothing else."""
    made = press.article(number)
    lines, at = [], 0
    for place, words in enumerate(made.text.split("\n"), 1):
        label = "body" if len(words) > 60 else "nav"
        lines.append(Line(place, at, at + len(words), label, ""))  # type: ignore[arg-type]
        at += len(words) + 1
    article = Article("", made.text, title=made.title, lines=tuple(lines))
    return Reading(
        title=made.title, publisher=made.outlet, published=made.published, sketch=sketch(article)
    )


def catalog() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    for schema in (tables.SCHEMA, stories.SCHEMA):
        for statement in schema.split(";"):
            db.execute(statement)
    return db


def put(db: sqlite3.Connection, readings: list[Reading], first: int) -> None:
    """Articles under the keys from `first` on."""
    kept = [Kept(first + place, reading, ()) for place, reading in enumerate(readings)]
    db.executemany(
        "insert into article (key, file, number, path, moment) values (?, 0, 0, ?, ?)",
        [(one.key, f"{one.key}", moment(one.reading.published)) for one in kept],
    )
    for start in range(0, len(kept), BATCH):
        stories.add(db, kept[start : start + BATCH])


def pairs(groups: list[list[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def found(db: sqlite3.Connection) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    asked = "select story, key - 1 from article where story is not null"
    for story, number in db.execute(asked):
        groups.setdefault(story, []).append(number)
    return list(groups.values())


def main() -> None:
    for count in [int(one) for one in sys.argv[1:]] or [2_000, 20_000]:
        press = Press(count)
        started = time.process_time()
        readings = [drawn(press, number) for number in range(count)]
        made = time.process_time() - started
        db = catalog()
        started = time.process_time()
        put(db, readings, 1)
        added = time.process_time() - started
        stories.settle(db)
        settled = time.process_time() - started - added
        here, there = pairs(found(db)), pairs(press.truth()["wire"])
        right = len(here & there)
        # A hundred articles go and come back: what a morning's crawl costs.
        some = random.Random(1).sample(range(count), 100)
        started = time.process_time()
        stories.remove(db, [number + 1 for number in some])
        db.executemany("delete from article where key = ?", [(number + 1,) for number in some])
        put(db, [readings[number] for number in some], count + 1)
        stories.settle(db)
        again = time.process_time() - started
        each = 1e6 / count
        print(
            f"{count:9,} articles: made and sketched {made * each:4.0f} µs each, "
            f"added {added * each:4.0f}, settled {settled * each:4.0f}; "
            f"100 anew {again * 10_000:4.0f} µs each; "
            f"of {len(here)} pairs {right} right, {len(there) - right} of {len(there)} not found",
            flush=True,
        )


if __name__ == "__main__":
    main()
