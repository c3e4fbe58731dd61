"""Compares offices: *Menkeu* is *Menteri Keuangan*, *Gubernur BI* *Gubernur Bank Indonesia*."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
_LEAST = 2
"""Letters of a word that stands for itself in a comparison: *RI*, not *I*."""


@lru_cache(maxsize=1 << 16)
def same_office(one: str, other: str) -> bool:
    """Whether two descriptions may name one office: the words of one are in the other.

    A word may stand for several, as their initials or their beginnings together.
    """
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    return _told_by(a, b) or _told_by(b, a)


def _words(role: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(role.casefold()) if len(word) >= _LEAST)


def _told_by(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of `short` is one of `full`, or stands for some of its words."""
    return all(
        word in full
        or any(full[n][0] == word[0] and _abbreviates(word, full[n:]) for n in range(len(full) - 1))
        for word in short
    )


def _abbreviates(word: str, words: Sequence[str]) -> bool:
    """Whether beginnings of the first two words or more, put together, make `word`."""
    ends = {0}  # how many letters of `word` the words so far can have made
    for count, full in enumerate(words, 1):
        ends = {
            end + size
            for end in ends
            for size in range(1, len(full) + 1)
            if word.startswith(full[:size], end)
        }
        if not ends:
            return False
        if count > 1 and len(word) in ends:
            return True
    return False
