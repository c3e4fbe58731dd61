"""Compares offices: *Menkeu* is *Menteri Keuangan*, *Gubernur BI* *Gubernur Bank Indonesia*."""

import re
from collections.abc import Iterator, Sequence
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
    """Whether parts of the first two words or more, put together, make `word`.

    A part is a beginning (*Men-keu*, *B-I*), or the first letter and another (*Ka-bid* of
    *Kepala Bidang*).
    """
    ends = {0}  # how many letters of `word` the words so far can have made
    for count, full in enumerate(words, 1):
        ends = {end + size for end in ends for size in _parts(word, end, full)}
        if not ends:
            return False
        if count > 1 and len(word) in ends:
            return True
    return False


def _parts(word: str, end: int, full: str) -> Iterator[int]:
    """How many letters of `word` from `end` on may stand for `full`."""
    size = 0
    while end + size < len(word) and size < len(full) and word[end + size] == full[size]:
        size += 1
        yield size
    if size == 1 and end + 1 < len(word) and word[end + 1] in full:
        yield 2
