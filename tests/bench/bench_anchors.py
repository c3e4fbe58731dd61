"""How well and how fast notes find their words in texts that time has changed.

    python tests/bench/bench_anchors.py [--notes 900] [--seed 1] [--show]

Articles are the samples, and texts of 3 to 5 kB put together from the samples'
sentences and clauses. Passages are what a reader marks: quotes, sentences,
paragraphs, a few words. Each text is changed token by token, so that it is known
where every passage went. *Right* is a place that overlaps the true one by at
least four fifths, *wrong* any other place, *orphan* none.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reader.notebook import anchors, folding

SEEDS = Path(__file__).parents[2] / "seeds"
OVERLAP = 0.8

# (right at least, wrong at most), in percent; a deleted or replaced passage must be orphaned.
TARGETS = {
    "cleaner improved": (99.5, 0.5),
    "2 % edited": (99.0, 0.3),
    "10 % edited": (95.0, 0.7),
    "paragraphs moved": (90.0, 1.5),
    "passage deleted": (99.5, 0.5),
    "file replaced": (99.5, 0.5),
    "file renamed": (100.0, 0.0),
}
MILLISECONDS = 3.0


@dataclass(frozen=True)
class Token:
    """A word, a sign or a run of spaces; `origin`: its number in the unchanged text."""

    text: str
    origin: int | None


Change = Callable[[random.Random, list[Token], tuple[int, int]], list[Token]]


def tokens_of(text: str) -> list[Token]:
    return [Token(piece, number) for number, piece in enumerate(re.findall(r"\w+|\s+|\W", text))]


def read_seeds() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def sentences() -> list[str]:
    """Sentences of the samples' longer lines, each quote kept whole."""
    found: list[str] = []
    for text in read_seeds():
        for line in text.split("\n"):
            if len(line) > 90 and not line.startswith(("Baca", "Berkomentar")):
                found.extend(
                    piece.strip()
                    for piece in re.findall(r'["“][^"“”]+["”][^.]*\.?|[^."“”]+\.?', line)
                    if len(piece) > 40
                )
    return found


def recombine(rng: random.Random, pool: list[str]) -> str:
    """A text of 3 to 5 kB; a third of its sentences made of the halves of two.

    No sentence serves twice in one text; that samples print the same statement
    in other words, and repeat their titles and standfirsts, stays.
    """
    length, fresh = rng.randint(3000, 5000), rng.sample(pool, len(pool))
    body: list[str] = []
    while fresh and sum(map(len, body)) < length:
        one = fresh.pop()
        two = next((other for other in fresh if ", " in other), None)
        if rng.random() < 0.33 and ", " in one and two:
            fresh.remove(two)
            one = one.split(", ")[0] + ", " + two.split(", ", 1)[1]
        body.append(one)
    lines = [body[0][:70].rstrip(' ,."“')]
    while body:
        take = body[: rng.randint(1, 3)]
        body = body[len(take) :]
        lines.append(" ".join(take))
        if rng.random() < 0.25:
            lines.append(rng.choice(["ADVERTISEMENT", "Baca juga: " + rng.choice(pool)[:60]]))
    return "\n\n".join(lines) + "\n"


def passages(rng: random.Random, text: str) -> Iterator[tuple[int, int]]:
    """Spans that a reader would mark."""
    body = [m.span() for m in re.finditer(r"^\S.{90,}\S", text, re.MULTILINE)]
    quotes = [m.span(1) for m in re.finditer(r'["“]([^"“”\n]{20,}[,.?!])["”]', text)]
    said = [
        (start + m.start(), start + m.end())
        for start, end in body
        for m in re.finditer(r"\S[^.]{30,}\.", text[start:end])
    ]
    kinds = [(quotes, 4), (said, 3), (body, 1.5)]
    while True:
        kind = rng.choices(["whole", "words"], [8.5, 1.5])[0]
        if kind == "whole":
            pool = rng.choices([k for k, _ in kinds if k], [w for k, w in kinds if k])[0]
            yield rng.choice(pool)
            continue
        start, end = rng.choice(body)
        words = [m.span() for m in re.finditer(r"\w+", text[start:end])]
        first = rng.randrange(max(1, len(words) - 12))
        last = min(len(words) - 1, first + rng.randint(2, 11))
        yield start + words[first][0], start + words[last][1]


def edit(rate: float) -> Change:
    """That share of words replaced, put in, taken out or misspelt."""

    def change(rng: random.Random, tokens: list[Token], _: tuple[int, int]) -> list[Token]:
        vocabulary = [t.text for t in tokens if t.text.isalpha()]
        new: list[Token] = []
        for token in tokens:
            if not token.text.isalnum() or rng.random() >= rate:
                new.append(token)
                continue
            how = rng.randrange(4)
            if how == 0:
                new.append(Token(rng.choice(vocabulary), token.origin))
            elif how == 1:
                new += [token, Token(" ", None), Token(rng.choice(vocabulary), None)]
            elif how == 2:
                at = rng.randrange(len(token.text))
                new.append(Token(token.text[:at] + "x" + token.text[at + 1 :], token.origin))
        return new

    return change


def clean(rng: random.Random, tokens: list[Token], _: tuple[int, int]) -> list[Token]:
    """What a better cleaner does: noise goes, quotes and spaces are made alike, words unglued."""
    new: list[Token] = []
    for line in lines_of(tokens):
        text = "".join(t.text for t in line)
        if text.startswith(("ADVERTISEMENT", "Baca", "Share", "Halaman", ">", "Komentar")):
            continue
        for token in line:
            if token.text in "“”‘’":
                new.append(Token('"' if token.text in "“”" else "'", token.origin))
            elif token.text in "–—":
                new.append(Token("-", token.origin))
            elif token.text.isspace():
                new.append(Token("\n" if "\n" in token.text else " ", token.origin))
            else:
                new.append(token)
    return new


def lines_of(tokens: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if "\n" in token.text:
            lines.append([])
    return [line for line in lines if line]


def move(rng: random.Random, tokens: list[Token], _: tuple[int, int]) -> list[Token]:
    """The paragraphs in another order."""
    lines = lines_of(tokens)
    rng.shuffle(lines)
    return [token for line in lines for token in line]


def delete(rng: random.Random, tokens: list[Token], gone: tuple[int, int]) -> list[Token]:
    """Without the passage, and 2 % of the rest edited."""
    rest = [t for t in tokens if t.origin is None or not gone[0] <= t.origin <= gone[1]]
    return edit(0.02)(rng, rest, gone)


def rename(rng: random.Random, tokens: list[Token], _: tuple[int, int]) -> list[Token]:
    return tokens


def true_place(tokens: list[Token], passage: tuple[int, int]) -> tuple[int, int] | None:
    """From where the passage's first token is now to the end of its last."""
    spans, at = [], 0
    for token in tokens:
        inside = token.origin is not None and passage[0] <= token.origin <= passage[1]
        if inside and not token.text.isspace():
            spans.append((at, at + len(token.text)))
        at += len(token.text)
    return (spans[0][0], spans[-1][1]) if spans else None


def verdict(place: anchors.Place, truth: tuple[int, int] | None) -> str:
    if not place.found:
        return "orphan"
    if truth is None:
        return "wrong"
    common = min(place.end, truth[1]) - max(place.start, truth[0])
    union = max(place.end, truth[1]) - min(place.start, truth[0])
    return "right" if common / union >= OVERLAP else "wrong"


def run(name: str, change: Change, notes: int, seed: int, show: bool) -> tuple[str, bool]:
    rng = random.Random(seed)
    pool = sentences()
    # A replacement shares no sentence with what it replaces.
    ours = [s for s in pool if sha256(s.encode()).digest()[0] % 2] if "replaced" in name else pool
    others = [s for s in pool if s not in ours]
    counts = {"right": 0, "wrong": 0, "orphan": 0}
    spent, slowest, done = 0.0, 0.0, 0
    seeds = read_seeds()
    while done < notes:
        text = seeds.pop() if seeds and "replaced" not in name else recombine(rng, ours)
        tokens = tokens_of(text)
        offsets = [0]
        for token in tokens:
            offsets.append(offsets[-1] + len(token.text))
        for (start, end), _ in zip(passages(rng, text), range(10), strict=False):
            inside = (
                next(i for i, at in enumerate(offsets) if at + len(tokens[i].text) > start),
                max(i for i, at in enumerate(offsets) if at < end),
            )
            anchor = anchors.make_anchor(text, start, end, article="a", path="p", title="t")
            if "replaced" in name:
                changed = [Token(recombine(rng, others), None)]
            else:
                changed = change(rng, tokens, inside)
            new = "".join(t.text for t in changed)
            began = time.process_time()  # others may use the machine too
            place = anchors.find_anchor(anchor, new, "a" if new == text else "b")
            took = time.process_time() - began
            spent, slowest, done = spent + took, max(slowest, took), done + 1
            truth = None if "deleted" in name else true_place(changed, inside)
            told = verdict(place, truth)
            counts[told] += 1
            if show and told != ("right" if truth else "orphan"):
                where = new[slice(*truth)] if truth else None
                print(f"\n{told} ({place.how}): {anchor.exact!r}\n  truth {where!r}")
                print(f"  found {new[place.start : place.end]!r}")
            folding.fold.cache_clear()  # every note pays for the whole text here
    good = 100 * counts["orphan" if "deleted" in name or "replaced" in name else "right"] / done
    wrong = 100 * counts["wrong"] / done
    least, most = TARGETS[name]
    ms = 1000 * spent / done
    met = good >= least and wrong <= most and ms <= MILLISECONDS
    shares = "  ".join(f"{key} {100 * value / done:6.2f} %" for key, value in counts.items())
    line = f"{name:17} {done:5} notes  {shares}  {ms:5.2f} ms a note (slowest {1000 * slowest:.1f})"
    return f"{line}  {'met' if met else 'MISSED'}", met


CHANGES: dict[str, Change] = {
    "cleaner improved": clean,
    "2 % edited": edit(0.02),
    "10 % edited": edit(0.10),
    "paragraphs moved": move,
    "passage deleted": delete,
    "file replaced": rename,
    "file renamed": rename,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--notes", type=int, default=900, help="notes a change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was not found right")
    asked = parser.parse_args()
    missed = 0
    for name, change in CHANGES.items():
        line, met = run(name, change, asked.notes, asked.seed, asked.show)
        print(line, flush=True)
        missed += not met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
