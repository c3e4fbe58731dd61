"""What echoes cost on one core, and whether ten times the statements take ten times as long.

Run by hand, from the project's root: `python tests/bench/bench_echoes.py [COUNT ...]`.

What is timed is all that the catalog does for them: it keeps them as a scan does,
256 articles at a time, finds their echoes and who is one. (200,000 within five
minutes is the bound.)

The statements are made: words of a language that has none, as frequent as words
are (Zipf), in phrases that come back; half of the statements are printed again by
other articles within days, as they were, cut, re-worded or put together.
"""

import random
import resource
import sqlite3
import sys
import time
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate

from reader.article.statements import Statement
from reader.article.traces import trace
from reader.library import tables
from reader.library.derived import Kept
from reader.library.row import Reading, Said
from reader.library.voices import index

SYLLABLES = [a + b for a in "bdgjklmnprstw" for b in ("a", "i", "u", "e", "o", "an", "ing")]
WORDS, PHRASES = 60_000, 4_000
BATCH = 256


def language(chance: random.Random) -> list[str]:
    """Words, the most frequent ones first and short."""
    words = dict.fromkeys(SYLLABLES[:40])
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return list(words)


def made(count: int) -> list[Statement]:
    """`count` statements, half of them echoes of others; the same for the same count."""
    chance = random.Random(count)
    words = language(chance)
    often = list(accumulate(1 / (n + 3) for n in range(WORDS)))
    phrases = [chance.choices(words, cum_weights=often, k=4) for _ in range(PHRASES)]
    people = [f"{a.title()} {b.title()}" for a, b in zip(words[900:], words[5000:], strict=False)]
    start = date(2020, 1, 1)
    found: list[Statement] = []

    def add(said: list[str], day: int, speaker: str | None) -> None:
        text = " ".join(said).capitalize() + ","
        published = (start + timedelta(days=day)).isoformat()
        found.append(Statement(f"{len(found):x}", 0, len(text), text, speaker, published))

    while len(found) < count:
        said = chance.choices(words, cum_weights=often, k=chance.randint(6, 34))
        for _ in range(chance.randint(0, 2)):
            place = chance.randrange(len(said))
            said[place:place] = chance.choice(phrases)
        day, speaker = chance.randrange(1500), chance.choice(people[:3000])
        add(said, day, speaker)
        while chance.random() < 0.5 and len(found) < count:
            again = list(said)
            way = chance.randrange(4)
            if way == 1:
                again = again[: max(6, len(again) // 2)]
            elif way == 2:
                for place in range(2, len(again), 5):
                    again[place] = chance.choice(words)
            elif way == 3:
                again += chance.choices(words, cum_weights=often, k=12)
            add(again, day + chance.randrange(3), chance.choice((speaker, None)))
    return found


def kept(statements: list[Statement]) -> list[Kept]:
    """Each statement as the one quote of an article, as the catalog takes them up."""
    found = []
    for key, one in enumerate(statements, start=1):
        said = Said(0, len(one.text), one.text, one.speaker, one.speaker, None, "kata", "name")
        reading = Reading(
            id=sha256(one.article.encode()).hexdigest(), published=one.published, quotes=(said,)
        )
        found.append(Kept(key, reading, (key,)))
    return found


def catalog(articles: list[Kept]) -> sqlite3.Connection:
    """A catalog in memory that has the articles and their quotes, and nothing of their voices."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    tables.create(db)
    db.executemany(
        "insert into article (key, file, number, id, path, published) values (?, ?, 0, ?, ?, ?)",
        [
            (one.key, one.key, one.reading.id, b"%d" % one.key, one.reading.published)
            for one in articles
        ],
    )
    db.executemany(
        "insert into quote (key, article, nth, start, finish, words, speaker)"
        " values (?, ?, 0, ?, ?, ?, ?)",
        [
            (one.key, one.key, said.start, said.end, said.text, said.speaker)
            for one in articles
            for said in one.reading.quotes
        ],
    )
    return db


def main() -> None:
    before: tuple[int, float] | None = None
    for count in [int(given) for given in sys.argv[1:]] or [2_000, 20_000, 200_000]:
        articles = kept(made(count))
        db = catalog(articles)
        started = time.process_time()
        for first in range(0, count, BATCH):
            some = articles[first : first + BATCH]
            # A reading brings the traces of its quotes along.
            index.add(db, [_traced(one) for one in some])
        index.settle(db)
        seconds = time.process_time() - started
        (echoes,) = db.execute("select count(*) from voice_echo").fetchone()
        (groups,) = db.execute("select count(*) from voice_group").fetchone()
        said = f"{count:>9,} statements: {seconds:7.2f} s of CPU, {echoes:,} echoes"
        said += f", {groups:,} groups"
        said += f", {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
        if before:
            more, longer = count / before[0], seconds / before[1]
            said += f"; {more:.1f} times as many take {longer:.1f} times as long"
        print(said, flush=True)
        before = count, seconds


def _traced(one: Kept) -> Kept:
    traces = tuple(trace(said.text) for said in one.reading.quotes)
    return one._replace(reading=one.reading._replace(traces=traces))


if __name__ == "__main__":
    main()
