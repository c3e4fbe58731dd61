"""A statement's trace: what it is found by among all those of a library, in a few bytes.

`words` are its words as numbers with their weight in them, so that two statements
can be held against each other without their texts. `clues` are numbers for runs of
three words that tell something: of three runs in a row the one that tells most, and
the first and the last. So two statements with five words in a row in common have a
clue in common, and nearly all echoes do, re-worded ones too; a clue that many have
is of no use. `ends` are numbers for the first six words and the last six: these few
have in common, unless the statement itself was printed by many, whole or cut.
(Keeping one run of each window is called winnowing: Schleimer, Wilkerson, Aiken 2003.)
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from math import fsum
from typing import NamedTuple
from zlib import crc32

from reader.article.statements import BITS, IN_A_NAME, kind_of, spoken_words

_KIND, _NAMED = 0xF, 0x10
"""The parts of a word's number that say what it weighs: its kind, and that it is of a name."""

_MASK = 0xFFFFFFFF
_ONE = 0x9E3779B1
_TWO = pow(_ONE, 2, 1 << 32)

LEAST_CLUE = 12.0
"""Bits of a run of three words below which it is said by everybody."""

END = 6
"""Words of a beginning or an end by which a statement is known."""

_WEIGHT = [
    BITS[number & _KIND] * (IN_A_NAME if number & _NAMED else 1.0)
    if number & _KIND < len(BITS)
    else 0.0
    for number in range(2 * _NAMED)
]
_RANK = [round(100 * weight) << 32 for weight in _WEIGHT[:_NAMED]]
_LEAST_RANK = round(100 * LEAST_CLUE) << 32


class Trace(NamedTuple):
    """What a statement is found by, in numbers of four bytes; empty where it is not sought."""

    words: bytes = b""
    clues: bytes = b""
    ends: bytes = b""


def trace(text: str) -> Trace:
    """The trace of what was said."""
    numbers = [
        _number(form) | (_NAMED if named else 0)
        for form, named in zip(*spoken_words(text), strict=True)
    ]
    clues, ends = _found_by(numbers)
    return Trace(*(array("I", part).tobytes() for part in (numbers, clues, ends)))


def found_by(words: bytes) -> tuple[list[int], list[int]]:
    """The clues and the ends of a statement, from its words as the trace has them."""
    return _found_by(array("I", words))


def _found_by(numbers: Sequence[int]) -> tuple[list[int], list[int]]:
    forms = [number & ~_NAMED for number in numbers]
    runs = [
        _RANK[a & _KIND] + _RANK[b & _KIND] + _RANK[c & _KIND] | (a * _TWO + b * _ONE + c) & _MASK
        for a, b, c in zip(forms, forms[1:], forms[2:], strict=False)
    ]
    if not runs:
        return [], []
    kept = {runs[0], runs[-1], *map(max, runs, runs[1:], runs[2:])}
    clues = sorted({run & _MASK for run in kept if run >= _LEAST_RANK})
    return clues, sorted({_hashed(forms[:END]), _hashed(forms[-END:])})


def _hashed(forms: Sequence[int]) -> int:
    return crc32(array("I", forms).tobytes())


@lru_cache(maxsize=1 << 15)
def _number(form: str) -> int:
    """A word as a number: a hash, and its kind."""
    return crc32(form.encode("utf-8", "replace")) & ~(_KIND | _NAMED) | kind_of(form)


class Held:
    """A statement's words as two are held against each other: see `echoes.worth_it`.

    `whole` is what all weigh together.
    """

    __slots__ = ("_weights", "whole", "words")

    def __init__(self, words: bytes) -> None:
        self.words = words
        weights: dict[int, float] = {}
        for number in array("I", words):
            form = number & ~_NAMED
            weights[form] = weights.get(form, 0.0) + _WEIGHT[number & (_KIND | _NAMED)]
        self._weights = weights
        self.whole = fsum(weights.values())

    def common(self, other: "Held") -> float:
        """What the words that both have weigh, in the one in which they weigh less."""
        mine, theirs = self._weights, other._weights
        both = mine.keys() & theirs.keys()
        # Exactly, whatever the order of a set.
        return min(fsum(map(mine.__getitem__, both)), fsum(map(theirs.__getitem__, both)))
