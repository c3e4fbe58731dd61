"""Which words two statements have in common, as runs of words in both.

Words are compared without case; a word that was only inflected, misspelt or
printed apart counts as the same when it stands between words that are. A word
that both have by chance, far from any common passage, does not count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from rapidfuzz.distance import Indel

# A number with its separators, one character of a script without spaces, or a word.
_NO_SPACES = r"\u3040-\u30ff\u3400-\u9fff"
_PATTERN = rf"\d+(?:[.,]\d+)*|[{_NO_SPACES}]|[^\W\d_{_NO_SPACES}]+"
_WORD = re.compile(_PATTERN)

_ENDS = frozenset(".!?:…\"'“”‘’«»")
_END = r"[.!?:…\"'“”‘’«»]"
_SENTENCE_ENDS = re.compile(_END)
_TOKEN = re.compile(f"{_PATTERN}|{_END}")

NEAR = 3
"""Words that may stand between two common words of one passage, in each text."""

ALIKE = 0.75
"""Share of letters from which two words in the same place are forms of one word."""

LONGEST = 600
"""Words of a statement that are compared; what comes after counts as different."""


class Word(NamedTuple):
    """A word as it is compared, and where it stands: code points into its text.

    `named`: it has a capital though no sentence begins with it, so it belongs to a name.
    """

    form: str
    start: int
    end: int
    named: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, without case; numbers without their separators."""
    found: list[Word] = []
    begun, end = False, 0
    for match in _WORD.finditer(text):
        word, before = match[0], end
        start, end = match.span()
        if begun and text[before:start] != " " and _SENTENCE_ENDS.search(text, before, start):
            begun = False
        found.append(Word(form_of(word), start, end, word[0].isupper() and begun))
        begun = True
        if len(found) == LONGEST:
            break
    return tuple(found)


def bare_words_of(text: str) -> tuple[list[str], list[bool]]:
    """The words of a text as it prints them, and which belong to a name; at a third of the cost."""
    words: list[str] = []
    named: list[bool] = []
    begun = False
    for token in _TOKEN.findall(text):
        if token in _ENDS:
            begun = False
            continue
        words.append(token)
        named.append(begun and token[0].isupper())
        begun = True
    return words[:LONGEST], named[:LONGEST]


def form_of(word: str) -> str:
    """A word as it is compared."""
    form = intern(word.casefold())  # a library has few words, many times
    return form.replace(".", "").replace(",", "") if form[0].isdecimal() else form


@dataclass(frozen=True, slots=True)
class Run:
    """Words in common: `size` of them from the `a`th word on, `other` from the `b`th there.

    `exact` is False for two forms of one word, and for words printed apart in
    one text and together in the other; only then may `size` and `other` differ.
    """

    a: int
    b: int
    size: int
    other: int
    exact: bool = True


def align(
    a: Sequence[str],
    b: Sequence[str],
    bits_a: Sequence[float],
    bits_b: Sequence[float],
    least: float,
) -> tuple[Run, ...]:
    """The runs of words that `a` and `b` have in common, in the order of `a`.

    `bits_a` and `bits_b` say what each word weighs. No word is in two runs. The
    heaviest run is taken first; one that weighs less than `least` only within
    `NEAR` words of another. Clauses that changed places are found too.
    """
    free_a, free_b = [True] * len(a), [True] * len(b)
    taken: list[Run] = []
    light: list[tuple[int, int, int]] = []

    def take(i: int, j: int, size: int) -> None:
        taken.append(Run(i, j, size, size))
        free_a[i : i + size] = [False] * size
        free_b[j : j + size] = [False] * size

    for _, _, i, j, size in sorted(_common(a, b, bits_a, bits_b)):
        for first, n in _free_parts(i, j, size, free_a, free_b):
            if _weight(i + first, j + first, n, bits_a, bits_b) >= least:
                take(i + first, j + first, n)
            else:
                light.append((i + first, j + first, n))
    if not taken:
        return ()
    for i, j, size in light:
        for first, n in _free_parts(i, j, size, free_a, free_b):
            if any(_near(run, i + first, j + first, n) for run in taken):
                take(i + first, j + first, n)
    taken.sort(key=lambda run: run.a)
    taken += _forms(a, b, taken, free_b)
    taken.sort(key=lambda run: run.a)
    return tuple(taken)


def _weight(i: int, j: int, size: int, bits_a: Sequence[float], bits_b: Sequence[float]) -> float:
    return min(sum(bits_a[i : i + size]), sum(bits_b[j : j + size]))


def _common(
    a: Sequence[str], b: Sequence[str], bits_a: Sequence[float], bits_b: Sequence[float]
) -> list[tuple[float, int, int, int, int]]:
    """Every longest run of equal words, so that the heaviest sorts first.

    Each is (minus its weight, how far apart it stands, i, j, size).
    """
    stands: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        stands.setdefault(word, []).append(j)
    runs = []
    for i, word in enumerate(a):
        for j in stands.get(word, ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            size = 1
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            runs.append((-_weight(i, j, size, bits_a, bits_b), abs(i - j), i, j, size))
    return runs


def _free_parts(
    i: int, j: int, size: int, free_a: Sequence[bool], free_b: Sequence[bool]
) -> list[tuple[int, int]]:
    """The parts of a run that no heavier one has taken: (offset, size), in order."""
    parts, first = [], -1
    for n in range(size + 1):
        if n < size and free_a[i + n] and free_b[j + n]:
            if first < 0:
                first = n
        elif first >= 0:
            parts.append((first, n - first))
            first = -1
    return parts


def _near(run: Run, i: int, j: int, size: int) -> bool:
    """Whether a run of words stands just before or just after another, in both texts."""
    before = 0 <= run.a - (i + size) <= NEAR and 0 <= run.b - (j + size) <= NEAR
    after = 0 <= i - (run.a + run.size) <= NEAR and 0 <= j - (run.b + run.other) <= NEAR
    return before or after


def _forms(a: Sequence[str], b: Sequence[str], runs: Sequence[Run], free: list[bool]) -> list[Run]:
    """Words between two runs, or at the ends, that are two forms of one word.

    `free`: which words of `b` no run has; one that changed places may stand there.
    """
    last = Run(len(a), len(b), 0, 0)
    found: list[Run] = []
    for left, right in pairwise((Run(0, 0, 0, 0), *runs, last)):
        i, j = left.a + left.size, left.b + left.other
        n, m = right.a - i, right.b - j
        if not (1 <= n <= 2 * NEAR and 1 <= m <= 2 * NEAR):
            continue
        if all(free[j : j + m]) and "".join(a[i : i + n]) == "".join(b[j : j + m]):
            free[j : j + m] = [False] * m
            found.append(Run(i, j, n, m, exact=False))
            continue
        for first in range(i, i + n):
            other = next((k for k in range(j, right.b) if free[k] and alike(a[first], b[k])), None)
            if other is not None:
                free[other] = False
                found.append(Run(first, other, 1, 1, exact=False))
                j = other + 1
    return found


def alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one: *inflasi, inflasinya*; *plat, pelat*."""
    if min(len(one), len(other)) < 4 or one.isdecimal() or other.isdecimal():
        return False
    return one in other or other in one or Indel.normalized_similarity(one, other) >= ALIKE


def passages(runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """Runs put together that stand near each other in both texts, in the order of `a`."""
    found: list[list[Run]] = []
    for run in runs:
        if found and _near(found[-1][-1], run.a, run.b, run.size):
            found[-1].append(run)
        else:
            found.append([run])
    return tuple(map(tuple, found))
