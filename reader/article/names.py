"""Tells a name from the offices, titles and institutions that stand before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.article.model import Span
from reader.article.vocabulary import Naming

PLACE = 3
"""Words of a place's name at most: *Tanjung Lereng Timur*."""

_NUMERAL = re.compile(r"[IVX]{2,}|[A-Z]\d")  # *Komisi II*, *lulusan S1*
_ADDRESS = re.compile(r"\w{3,}\.[a-z]{2,}(?:\.[a-z]{2,})?$")

ENDINGS = frozenset(".s'’")
"""A word that ends in none of these is as the tables hold it."""


@dataclass(slots=True)
class Evidence:
    """What the article itself says of its capitalised words.

    `known` are words that it uses alone for a person (*kata Vinsen*), `ordinary`
    all that it writes in lower case too, as a text is split at its spaces;
    `alone` counts the capitalised words that it puts between small ones; `places` are
    those that it names with what they are (*Kabupaten Lereng Barat*).
    """

    known: set[str] = field(default_factory=set)
    ordinary: frozenset[str] = frozenset()

    alone: dict[str, int] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    def place_at(self, words: Sequence[str], index: int, last: int) -> int:
        """How many words from `index` on name a place that the article tells of; 0: none."""
        if not self.places or words[index] in self.known:
            return 0
        sizes = range(1, min(PLACE, last - index) + 1)
        return next((n for n in sizes if " ".join(words[index : index + n]) in self.places), 0)

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is an ordinary one that was only written with a capital here."""
        return word.lower() in self.ordinary and word not in self.known

    def begins_names(self, word: str) -> bool:
        """Whether the article uses a word by itself for a person, or more than once alone."""
        return word in self.known or self.alone.get(word, 0) > 1


def bare_word(word: str) -> str:
    """A word as the tables hold it: without a stop and without an English possessive."""
    if word[-1] not in ENDINGS:
        return word  # as most are
    if word[-1] == ".":
        word = word.rstrip(".")
    if word[-2:] in ("'s", "’s"):
        return word[:-2]
    return word[:-1] if word[-1:] in ("'", "’") else word


def is_capitalised(word: str) -> bool:
    """Whether a word is written with a capital, or is an account (*@kemenkes*)."""
    return word[0].isupper() or word[0] == "@"


def is_acronym(word: str) -> bool:
    """Whether a word is an acronym of three letters or more: *KPK*, *KORPRI*."""
    return word.isupper() and len(word) >= 3 and word.isalpha()


def name_within(words: Sequence[str], naming: Naming, evidence: Evidence) -> Span:
    """Where the name stands in a run of capitalised words; empty where there is none.

    The offices, institutions and places before it are told by the tables, by
    acronyms, and by the article: what it writes in lower case too goes on with
    an office, and a word that it uses alone for a person begins a name. Behind it
    stand degrees (*SH*, *M.Si*) and acronyms.
    """
    last = _name_end(words, naming)
    begin, told, open_ended = 0, -1, False
    for index in range(last):
        if index < begin:
            continue
        word = words[index]
        plain = bare_word(word) if word[-1] in ENDINGS else word
        if index and begin == index and plain in evidence.known:
            break
        if plain in naming.heads and " ".join(words[index : index + 2]) in naming.compounds:
            begin, told = index + 2, -1
        elif plain in naming.lexicon or word[0].isdigit() or _ADDRESS.match(word):
            begin, open_ended = index + 1, plain in naming.place_heads
            if open_ended and index + 2 < last:
                told = index + 1
        elif plain.isupper() and is_acronym(plain) and (index + 1 < last or begin == index):
            if plain in naming.nicknames:
                return index, last
            begin, open_ended = index + 1, False
        elif index and begin == index and (size := evidence.place_at(words, index, last)):
            begin, open_ended = index + size, False
        elif (
            index == told
            or (begin == index and _NUMERAL.fullmatch(plain))
            or (index and begin == index and naming.abstract.fullmatch(plain))
            or (index and begin == index and evidence.is_ordinary(plain))
            or (index + 1 < last and word == words[index + 1])
        ):
            begin = index + 1
    if begin >= last:
        return last, last
    if bare_word(words[begin]) not in evidence.known and (open_ended or begin):
        if open_ended:
            known = (
                i for i in range(begin + 1, last) if evidence.begins_names(bare_word(words[i]))
            )
            # One word alone behind what names a place is its name: *Kepala Desa Sukarame*.
            alone = last - begin == 1 and begin != told + 1
            return next(known, last if alone else begin), last
        return _behind_firm(words, begin, last, naming, evidence), last
    return begin, last


def _behind_firm(
    words: Sequence[str], begin: int, last: int, naming: Naming, evidence: Evidence
) -> int:
    """Where a name begins that may have a firm's name before it.

    *Pendiri Larisa Budi Hartono*, where the article calls somebody Budi.
    """
    later = range(begin + 1, last)
    office = begin > 0 and naming.lexicon.get(words[begin - 1]) == "role"
    if office and naming.short_form == "first" and last - begin > 2:
        known = (i for i in later[:-1] if bare_word(words[i]) in evidence.known)
        return next(known, begin)
    return begin


def _is_aside(word: str, before: str, naming: Naming) -> bool:
    """Whether a word in capitals is an acronym behind a name, and no part of it."""
    return is_acronym(word) and word not in naming.nicknames and not before.isupper()


def _name_end(words: Sequence[str], naming: Naming) -> int:
    """Where the name ends in `words`: before its degrees and acronyms."""
    last = len(words)
    while last > 1:
        word = words[last - 1]
        degree = word.replace(".", "") in naming.degrees
        if not degree and not (word.isupper() and _is_aside(word, words[last - 2], naming)):
            break
        last -= 1
    return last
