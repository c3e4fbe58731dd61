"""How fast texts are read on one core, and whether twice the text takes twice as long;
what an article of 3 kB costs, and the first one of a process.

Run by hand, from the project's root: `python tests/bench/bench_reading.py [SEED]`.

The made articles are the samples' paragraphs, put together anew: as they are, as one
line each, and wrapped by hand. Where the labelled sets lie beside the project, they
are read as well. At last come texts that are nothing but one character, or one line.
"""

import json
import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from reader.article import read_article

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"

MEGABYTE = 1_000_000
FAST, LINEAR = 2.0, 2.2
"""MB/s at least; and how much longer, at most, twice the text may take."""

REPEATED = ['"', "(", ",", "a", " ", "\n", "'", "A ", "1/", "kata ", "a\n", '"a," kata A. ']


def made_articles(chance: random.Random, count: int = 300) -> list[str]:
    """Articles of five to thirty of the samples' paragraphs, a blank line between them."""
    samples = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    pieces = [line for sample in samples for line in sample.split("\n") if len(line) > 60]
    return ["\n\n".join(chance.choices(pieces, k=chance.randint(5, 30))) for _ in range(count)]


def wrapped(text: str) -> str:
    """A text with its paragraphs wrapped at 76 columns."""
    return "\n\n".join(textwrap.fill(piece, 76) for piece in text.split("\n\n"))


def labelled_sets() -> Iterator[tuple[str, list[str]]]:
    """The texts of the labelled sets; nothing where they do not lie beside the project."""
    pages = [path.read_text("utf-8") for path in sorted((GOLD / "noisy" / "texts").glob("*.txt"))]
    yield "gold: noisy", pages
    for name in ("pfsa/dev40", "polnear/dev", "detik/library"):
        with (GOLD / f"{name}.jsonl").open(encoding="utf-8") as rows:
            yield f"gold: {name}", [json.loads(one)["text"] for one in rows]


def seconds(texts: Sequence[str], times: int = 1) -> float:
    """The CPU time of reading all texts, the best of several."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        for text in texts:
            read_article(text)
        best = min(best, time.process_time() - started)
    return best


def article_of_3_kb(articles: Sequence[str]) -> None:
    """Print what the articles of about 3 kB cost, each."""
    usual = [text for text in articles if 2600 < len(text.encode()) < 3400]
    if usual:
        print(f"{'articles of 3 kB':22} {1000 * seconds(usual, 5) / len(usual):.2f} ms each")


_FIRST = """
import sys, time
started = time.process_time()
from reader.article import read_article
read_article(sys.argv[1])
print(time.process_time() - started)
"""


def first_reading(text: str, times: int = 5) -> None:
    """Print what the first text of a process costs, with all that is loaded for it."""
    ran = [sys.executable, "-c", _FIRST, text]
    best = min(float(subprocess.check_output(ran, cwd=ROOT)) for _ in range(times))
    print(f"{'first of a process':22} {1000 * best:.0f} ms")


def row(name: str, texts: Sequence[str], doubled: Sequence[str]) -> tuple[int, float]:
    """Print what a set costs, and the same texts at twice their length; its bytes and seconds."""
    size = sum(len(text.encode()) for text in texts)
    once, twice = seconds(texts, 3), seconds(doubled, 2)
    flags = (" slow" if size / MEGABYTE < FAST * once else "") + (
        " not linear" if twice > LINEAR * once and twice > 0.1 else ""
    )
    speed = size / MEGABYTE / once
    print(
        f"{name:22} {size / MEGABYTE:6.2f} MB {once:7.2f} s {speed:6.2f} MB/s"
        f"   twice the text: x{twice / once:.2f}{flags}",
        flush=True,
    )
    return size, once


def main() -> None:
    chance = random.Random(int(sys.argv[1]) if sys.argv[1:] else 1)
    articles = made_articles(chance)
    first_reading(articles[0])
    seconds(articles[:20])  # patterns are compiled once, and not counted elsewhere
    article_of_3_kb(articles)
    ways: dict[str, Callable[[str], str]] = {
        "made: as they are": str,
        "made: one line": lambda text: " ".join(text.split("\n\n")),
        "made: wrapped": wrapped,
    }
    for name, way in ways.items():
        texts = [way(text) for text in articles]
        # Two articles one after the other are a text twice as long.
        row(name, texts, [f"{a}\n\n{b}" for a, b in pairwise([*texts, texts[0]])])
    if GOLD.is_dir():
        labelled = list(labelled_sets())
        article_of_3_kb([text for _, texts in labelled for text in texts])
        sets = [row(name, texts, [f"{t}\n\n{t}" for t in texts]) for name, texts in labelled]
        size, once = (sum(column) for column in zip(*sets, strict=True))
        print(f"{'gold: together':22} {size / MEGABYTE:6.2f} MB {once:7.2f} s ", end="")
        print(f"{size / MEGABYTE / once:6.2f} MB/s")
    else:
        print(f"no labelled sets: {GOLD} is missing")
    for unit in REPEATED:
        text = unit * (MEGABYTE // len(unit))
        row(f"repeated {unit!r}", [text[: MEGABYTE // 2]], [text])


if __name__ == "__main__":
    main()
