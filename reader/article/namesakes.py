"""Compares names of people: when two may be one person's."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’`‘-][^\W\d_]+)*")
# What follows a comma is a degree: "Hudori, S.H., M.Si".
_DEGREE = re.compile(r",.*", re.DOTALL)
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "‘": "'"})

# Said before a name without being a part of it, and short enough for a page to print it as if
# it were. Offices (minister, governor) are told where the sentence is read.
_ADDRESS = re.compile(
    "pak|bu|bapak|ibu|bang|mas|mbak|kang|tuan|puan|encik"
    "|drs?|dra|prof|profesor|ir|hj|kh|mrs?|ms|sir|madam"
)

LONGEST_LINK = 3
"""Letters of a word that may stand inside a name without a capital: *bin, de, van*."""

SAME_SPELLING = 0.8
"""Share of letters from which two words of a name are two spellings of one."""

# Dutch spelling, kept in names, and what is written either way. `j` and `y` become one letter:
# the old *j* is today's *y*, the old *dj* today's *j*.
_SPELT = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("ch", "h"), ("kh", "h")),
    *(("j", "i"), ("y", "i"), ("v", "f")),
)
_TWICE = re.compile(r"(\w)\1")
_SILENT = re.compile(r"(?<=[^aeiou])h")


@lru_cache(maxsize=1 << 16)
def name_words(name: str | None) -> tuple[str, ...]:
    """The words of a name without case, forms of address, degrees and what is in brackets.

    A name that is nothing else keeps its last word, or what is in brackets.
    """
    whole = unicodedata.normalize("NFKC", (name or "").translate(_APOSTROPHES)).casefold()
    words = tuple(_WORD.findall(_DEGREE.sub("", _ASIDE.sub(" ", whole))) or _WORD.findall(whole))
    first = 0
    while first < len(words) - 1 and _ADDRESS.fullmatch(words[first]):
        first += 1
    return words[first:]


def is_name(name: str | None) -> bool:
    """Whether it is a name at all.

    *salah satu warga Desa Sukamaju* and *One strategist* describe a person
    without one: they have words without a capital that join no names.
    """
    words = _WORD.findall(name or "")
    small = (word for word in words if not word[0].isupper() and len(word) > LONGEST_LINK)
    return any(word[0].isupper() for word in words) and not any(small) and bool(name_words(name))


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """A key that spellings old and new share: *Djoko, Joko*; *Achmad, Akhmad, Ahmad*."""
    for old, new in _SPELT:
        word = word.replace(old, new)
    return _TWICE.sub(r"\1", _SILENT.sub("", word))


def same_word(one: str, other: str) -> bool:
    """Whether two words of names may be one, perhaps in two spellings."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    if spelling(one) == spelling(other):
        return True
    return one[0] == other[0] and Indel.normalized_similarity(one, other) >= SAME_SPELLING


def initials(words: Sequence[str]) -> str:
    """*ahy* of *Agus Harimurti Yudhoyono*, *sty* of *Shin Tae-yong*."""
    return "".join(part[0] for word in words for part in word.split("-"))


def within(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether all words of `short` stand in `full`, in that order."""
    rest = iter(full)
    return all(any(same_word(word, other) for other in rest) for word in short)


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two names do not speak against being one person's.

    True where one is not known or only described, where a word is shared, where
    one is the initials of the other or begins as a nickname made of it does.
    """
    if one is None or other is None or one == other:
        return True
    if not (is_name(one) and is_name(other)):
        return True
    a, b = name_words(one), name_words(other)
    return not a or not b or words_may_be_one(a, b)


def words_may_be_one(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names, by their words, do not speak against being one person's."""
    if any(same_word(x, y) for x in a for y in b):
        return True
    if initials(a) in b or initials(b) in a:
        return True
    return a[0][:4] == b[0][:4] and min(len(a[0]), len(b[0])) >= 4
