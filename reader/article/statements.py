"""Statements as echoes are looked for: their words, what each tells, which share rare ones."""

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from reader.article.alignment import Word, words_of

Weigh = Callable[[str], float]
"""What a word tells, in bits: rare words more than common ones."""

IN_A_NAME = 0.5
"""What a word of a name weighs, to the same word elsewhere: all who speak of a law or
an office name it alike."""

LEAST_WORDS = 5
"""Different words of a statement; fewer are a slogan, a chant, an expression."""

_SHARE_BY_LENGTH = (0.2, 0.2, 0.2, 0.2, 0.12, 0.06, 0.04, 0.014, 0.012, 0.011, 0.01, 0.004)
"""Share of statements that hold a word of 0, 1, 2 … letters: the mean over the words of
some 2,500 Indonesian and English quotes. Short words are those of grammar."""

_SHARE_OF_NUMBER = 0.01

_IMAGINED = 300
"""Statements that the shares above stand for, beside those of the library: with five
articles the length of a word tells more than how often it came, with 5,000 less."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote of an article, as echoes are looked for.

    `article` is the article's id; `start` and `end` are code points into its
    text, of which `text` is that part. `published` is ISO 8601, or None;
    `speaker` is the name of a person, or None.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    published: str | None = None


def order(statement: Statement) -> tuple[str, str, int, int, str]:
    """Sorts by publication; the same whichever way statements were given."""
    return (
        statement.published or "",
        statement.article,
        statement.start,
        statement.end,
        statement.text,
    )


# -- what a word weighs ---------------------------------------------------------------


def _expected(form: str) -> float:
    if form[0].isdecimal():
        return _SHARE_OF_NUMBER
    return _SHARE_BY_LENGTH[min(len(form), len(_SHARE_BY_LENGTH) - 1)]


def plain_weight(form: str) -> float:
    """What a word tells where no library is known."""
    return -math.log2(_expected(form))


def library_weights(told: Sequence["Told"]) -> Weigh:
    """What each word tells: bits by the share of these statements that hold it."""
    holding: Counter[str] = Counter()
    for one in told:
        holding.update(set(one.forms))
    total = len(told) + _IMAGINED
    bits = {
        form: math.log2((total + 1) / (n + _IMAGINED * _expected(form)))
        for form, n in holding.items()
    }
    return bits.__getitem__


# -- the words of a statement ---------------------------------------------------------


class Told:
    """A statement with its words and its day, worked out once.

    `forms` are the words without case, `bits` what each of them tells, `whole`
    what all do together, `different` what they do if each counts once; `day` is
    a number, None where the date is not known to the day. A headline, which was
    never said, and a phrase of fewer than `LEAST_WORDS` have no words here.
    """

    __slots__ = ("bits", "day", "different", "forms", "named", "statement", "whole")

    def __init__(self, statement: Statement) -> None:
        words = words_of(statement.text)
        distinct = {word.form for word in words}
        if len(distinct) < LEAST_WORDS or _is_headline(statement.text, words):
            words = ()
        self.statement = statement
        self.forms = tuple(word.form for word in words)
        self.named = bytes(word.named for word in words)
        self.day = day_of(statement.published)
        self.bits: tuple[float, ...] = ()
        self.whole = self.different = 0.0

    def weigh(self, weigh: Weigh) -> None:
        """Fill `bits`, `whole` and `different`."""
        self.bits = tuple(
            weigh(form) * (IN_A_NAME if named else 1.0)
            for form, named in zip(self.forms, self.named, strict=True)
        )
        self.whole = sum(self.bits)
        self.different = sum(dict(zip(self.forms, self.bits, strict=True)).values())


def _is_headline(text: str, words: Sequence[Word]) -> bool:
    """Whether Each Longer Word Begins Like This, and not all of it is in capitals.

    Titles of films, programmes and linked videos stand between the same marks as speech.
    """
    longer = [text[word.start : word.end] for word in words if word.end - word.start > 3]
    begins = all(not word[0].islower() for word in longer)
    return len(longer) >= 3 and begins and not all(map(str.isupper, longer))


def day_of(published: str | None) -> int | None:
    """The number of a day, None where the date is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


# -- which statements are compared ----------------------------------------------------

LOOK_BACK = 8
"""How many of the latest statements with the same pair of words are looked at."""

MOST = 24
"""How many statements one is compared with at most, the likeliest first."""

_SHARED = 2
"""Pairs of words that two statements must share to be compared: a phrase of three words."""

_RARE, _RARE_SHARE = 64, 500
"""A pair of words is rare that no more statements have than `_RARE`, or one in `_RARE_SHARE`."""

_FEWEST = 12
"""Pairs of words by which a statement is looked for at least, rare or not."""

_BUCKETS = 1 << 22


class Candidates:
    """Which earlier statements have all words of one, or share rare pairs of neighbours with it.

    The cost of a statement depends on its length alone, not on how many there
    are. Pairs of words that only one statement has are told beforehand by
    counting hashes, in memory that is the same for any library.
    """

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._rare = max(_RARE, len(told) // _RARE_SHARE)
        self._count = array("I", bytes(4 * _BUCKETS))
        self._latest: dict[int, list[int]] = {}
        self._same: dict[int, list[int]] = {}
        for one in told:
            for key in set(_pairs(one.forms)):
                self._count[key % _BUCKETS] += 1

    def before(self, n: int) -> list[int]:
        """Of the statements asked for before, those to compare with the `n`th."""
        if not self._told[n].forms:
            return []
        same = self._word_for_word(n)
        return [*same, *(m for m in self._alike(n) if m not in same)]

    def _word_for_word(self, n: int) -> list[int]:
        """The latest statements with exactly these words: by anybody, and by the same speaker."""
        one = self._told[n]
        article, speaker = one.statement.article, one.statement.speaker
        found: dict[int, None] = {}
        for key in (hash(one.forms), hash((one.forms, speaker))):
            latest = self._same.setdefault(key, [])
            for m in latest[-LOOK_BACK:]:
                if self._told[m].statement.article != article and self._told[m].forms == one.forms:
                    found[m] = None
            latest.append(n)
        return list(found)

    def _alike(self, n: int) -> list[int]:
        """The latest statements that share rare pairs of words, the likeliest first."""
        count = self._count
        keys = sorted(
            (count[key % _BUCKETS], key)
            for key in set(_pairs(self._told[n].forms))
            if count[key % _BUCKETS] > 1
        )
        rare = bisect_right(keys, (self._rare, math.inf))
        article = self._told[n].statement.article
        shared: Counter[int] = Counter()
        for _, key in keys[: max(_FEWEST, rare)]:
            latest = self._latest.setdefault(key, [])
            shared.update(latest[-LOOK_BACK:])
            latest.append(n)
        likely = sorted(
            (-times, -m)
            for m, times in shared.items()
            if times >= _SHARED and self._told[m].statement.article != article
        )
        return [-m for _, m in likely[:MOST]]


def _pairs(forms: Sequence[str]) -> list[int]:
    """A number for each pair of neighbouring words."""
    each = [crc32(form.encode("utf-8", "replace")) for form in forms]
    return [(one * 2654435761 ^ other) & 0xFFFFFFFFFFFF for one, other in pairwise(each)]
