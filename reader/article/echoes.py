"""Echoes: the same statement printed in different articles.

Two statements are an echo when they have enough words in common, in passages,
for them to be the same words of the same person on the same occasion; also when
one was cut, split, put together with another or re-worded, or they only share a
clause. What speaks against it: another speaker, and days between them.

The cost is near-linear in the number of statements: they are read in the order
of publication, each is compared only with the latest that share some of its
rarest pairs of words, and with no more than `MOST` of them.
"""

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from reader.article.alignment import Run, Weigh, Word, align, passages, words_of
from reader.article.model import Span
from reader.article.namesakes import may_be_one

ENOUGH = 0.61
"""The score from which two statements are an echo."""

CLAUSE = 60.0
"""Bits of a passage that tell by themselves that a clause is the same: about eight
words of which no more than two or three are common ones."""

LEAST_RUN = 12.0
"""Bits of a run of words from which it is no accident: two words with a meaning."""

LEAST = 18.0
"""Bits of a statement below which it is a phrase that anybody may say."""

SOON, LATE = 3, 14
"""Days: until SOON a statement is news; after LATE the same words were said again."""

OTHER_DAY = 0.35
"""What days apart cost at most: what is left is for long statements word for word."""

OTHER_SPEAKER = 0.2
"""What it costs that two others are named: more than a phrase in common can pay."""

LOOK_BACK = 8
"""How many of the latest statements with the same pair of words are looked at."""

MOST = 24
"""How many statements one is compared with at most, the likeliest first."""


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two statements side by side; spans are code points into each article's text.

    `same` has pairs of spans whose words are the same, in the order of the
    first; `first` and `second` what only the one or the other has, in order.
    """

    same: tuple[tuple[Span, Span], ...]
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """Two statements of different articles that are the same speech.

    `a` and `b` number them as they were given, `a` the one published first.
    `score` goes from `ENOUGH` to 1: the same words at length, by nobody else,
    within days.
    """

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class EchoGroup:
    """Statements that echoes tie together, the earliest first, by their numbers.

    `score` is the mean of those echoes.
    """

    statements: tuple[int, ...]
    score: float


def find_echoes(statements: Sequence[Statement]) -> tuple[Echo, ...]:
    """The echoes among statements, in the order of publication.

    A statement that many articles print is tied to the latest of them, not to
    each: `group_echoes` puts together all that hang together.
    """
    order = sorted(range(len(statements)), key=lambda n: _order(statements[n]))
    told = [_Told(statements[n]) for n in order]
    weigh = _weights(told)
    for one in told:
        one.weigh(weigh)
    pairs = _Pairs(told)
    found = []
    for n, one in enumerate(told):
        for m in pairs.before(n):
            score = _score(told[m], one, weigh)
            if score >= ENOUGH:
                found.append(Echo(order[m], order[n], round(score, 3)))
    return tuple(found)


def group_echoes(statements: Sequence[Statement], echoes: Iterable[Echo]) -> tuple[EchoGroup, ...]:
    """The groups that echoes make, those with most statements first."""
    above: dict[int, int] = {}

    def top(n: int) -> int:
        while (up := above.setdefault(n, n)) != n:
            above[n] = above[up]
            n = up
        return n

    echoes = tuple(echoes)
    for echo in echoes:
        above[top(echo.b)] = top(echo.a)
    members: dict[int, list[int]] = {}
    scores: dict[int, list[float]] = {}
    for n in above:
        members.setdefault(top(n), []).append(n)
    for echo in echoes:
        scores.setdefault(top(echo.a), []).append(echo.score)
    groups = [
        EchoGroup(
            tuple(sorted(group, key=lambda n: _order(statements[n]))),
            round(sum(scores[root]) / len(scores[root]), 3),
        )
        for root, group in members.items()
    ]
    groups.sort(
        key=lambda g: (-len(g.statements), -g.score, _order(statements[g.statements[0]]))
    )
    return tuple(groups)


def likeness(a: Statement, b: Statement) -> float:
    """How surely two statements are an echo, 0 to 1, without a library's word counts."""
    told = [_Told(one) for one in sorted((a, b), key=_order)]
    for one in told:
        one.weigh(_plain_weight)
    return _score(*told, _plain_weight)


def compare(a: Statement, b: Statement) -> Comparison:
    """Which words of two statements are the same and which differ, for the screen."""
    if _order(b) < _order(a):
        swapped = compare(b, a)
        same = sorted((mine, theirs) for theirs, mine in swapped.same)
        return Comparison(tuple(same), swapped.second, swapped.first)
    words_a, words_b = words_of(a.text), words_of(b.text)
    runs = align(_forms(words_a), _forms(words_b), _plain_weight, LEAST_RUN)
    same = [
        (_span(words_a, run.a, run.size, a.start), _span(words_b, run.b, run.other, b.start))
        for run in runs
    ]
    in_a = [n for run in runs for n in range(run.a, run.a + run.size)]
    in_b = [n for run in runs for n in range(run.b, run.b + run.other)]
    return Comparison(
        tuple(same), _rest(words_a, in_a, a.start), _rest(words_b, in_b, b.start)
    )


# -- the words of a statement ---------------------------------------------------------


class _Told:
    """A statement with its words and its day, worked out once."""

    __slots__ = ("bits", "day", "forms", "statement")

    def __init__(self, statement: Statement) -> None:
        words = words_of(statement.text)
        self.statement = statement
        self.forms = () if _is_headline(statement.text, words) else _forms(words)
        self.day = _day(statement.published)
        self.bits = 0.0

    def weigh(self, weigh: Weigh) -> None:
        """Fill `bits`: what all the words tell."""
        self.bits = sum(map(weigh, self.forms))


def _forms(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.form for word in words)


def _is_headline(text: str, words: Sequence[Word]) -> bool:
    """Whether Each Longer Word Begins Like This, and not all of it is in capitals.

    Titles of films, programmes and linked videos stand between the same marks as speech.
    """
    longer = [text[word.start : word.end] for word in words if word.end - word.start > 3]
    begins = all(not word[0].islower() for word in longer)
    return len(longer) >= 3 and begins and not all(map(str.isupper, longer))


def _day(published: str | None) -> int | None:
    """The day's number, if the date is known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _order(statement: Statement) -> tuple[str, str, int, int, str]:
    """Sorts by publication; the same whichever way the statements were given."""
    return (
        statement.published or "",
        statement.article,
        statement.start,
        statement.end,
        statement.text,
    )


def _span(words: Sequence[Word], first: int, size: int, offset: int) -> Span:
    return words[first].start + offset, words[first + size - 1].end + offset


def _rest(words: Sequence[Word], common: Iterable[int], offset: int) -> tuple[Span, ...]:
    """The spans between the common words, from the first word to the last."""
    taken = sorted(common)
    gaps = pairwise((-1, *taken, len(words)))
    return tuple(
        _span(words, left + 1, right - left - 1, offset)
        for left, right in gaps
        if right - left > 1
    )


# -- what a word weighs ---------------------------------------------------------------

_SHARE_BY_LENGTH = (0.2, 0.2, 0.2, 0.2, 0.12, 0.06, 0.04, 0.014, 0.012, 0.011, 0.01, 0.004)
"""Share of statements that hold a word of 0, 1, 2 … letters: the mean over the words of
some 2,500 Indonesian and English quotes. Short words are those of grammar."""

_SHARE_OF_NUMBER = 0.01

_IMAGINED = 300
"""Statements that the shares above stand for, beside those of the library: with five
articles the length of a word tells more than how often it came, with 5,000 less."""


def _expected(form: str) -> float:
    if form[0].isdecimal():
        return _SHARE_OF_NUMBER
    return _SHARE_BY_LENGTH[min(len(form), len(_SHARE_BY_LENGTH) - 1)]


def _plain_weight(form: str) -> float:
    return -math.log2(_expected(form))


def _weights(told: Sequence[_Told]) -> Weigh:
    """What each word tells: bits by the share of these statements that hold it."""
    holding: Counter[str] = Counter()
    for one in told:
        holding.update(set(one.forms))
    total = len(told) + _IMAGINED
    bits: Mapping[str, float] = {
        form: math.log2((total + 1) / (n + _IMAGINED * _expected(form)))
        for form, n in holding.items()
    }
    return bits.__getitem__


# -- which statements are compared ----------------------------------------------------

_BUCKETS = 1 << 22
_RARE, _RARE_SHARE = 64, 500
"""A pair of words is rare that no more statements have than `_RARE`, or one in `_RARE_SHARE`."""

_FEWEST = 12
"""Pairs of words by which a statement is looked for at least, rare or not."""

_SHARED = 2
"""Pairs of words that two statements must share to be compared: a phrase of three words."""


class _Pairs:
    """Which earlier statements share rare pairs of neighbouring words with one.

    Pairs that only one statement has are told by counting hashes first, which
    takes the same memory for any library.
    """

    def __init__(self, told: Sequence[_Told]) -> None:
        self._told = told
        self._rare = max(_RARE, len(told) // _RARE_SHARE)
        self._count = array("I", bytes(4 * _BUCKETS))
        self._latest: dict[int, list[int]] = {}
        for one in told:
            for key in set(_keys(one.forms)):
                self._count[key % _BUCKETS] += 1

    def before(self, n: int) -> list[int]:
        """The statements asked for before that may be an echo of the `n`th, likeliest first."""
        count = self._count
        keys = sorted(
            (count[key % _BUCKETS], key)
            for key in set(_keys(self._told[n].forms))
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


def _keys(forms: Sequence[str]) -> list[int]:
    """A number for each pair of neighbouring words, and two for the whole."""
    each = [crc32(form.encode("utf-8", "replace")) for form in forms]
    pairs = [(one * 2654435761 ^ other) & 0xFFFFFFFFFFFF for one, other in pairwise(each)]
    whole = crc32(array("I", each).tobytes())
    return [*pairs, whole, whole + 1]


# -- whether two are an echo ----------------------------------------------------------


def _score(a: _Told, b: _Told, weigh: Weigh) -> float:
    """How surely two statements are an echo: 0 to 1."""
    whole = min(a.bits, b.bits)
    if whole < LEAST:
        return 0.0
    against = OTHER_DAY * _apart(a.day, b.day)
    in_common = _SLACK * sum(map(weigh, set(b.forms).intersection(a.forms)))
    if _blend(in_common, whole, in_common) - against < ENOUGH:
        return 0.0  # not worth an alignment
    if not may_be_one(a.statement.speaker, b.statement.speaker):
        against += OTHER_SPEAKER
    runs = align(a.forms, b.forms, weigh, LEAST_RUN)
    if not runs:
        return 0.0

    def bits(common: Iterable[Run]) -> float:
        in_a = in_b = 0.0
        for run in common:
            in_a += sum(map(weigh, a.forms[run.a : run.a + run.size]))
            in_b += sum(map(weigh, b.forms[run.b : run.b + run.other]))
        return min(in_a, in_b)

    return max(0.0, _blend(bits(runs), whole, max(map(bits, passages(runs)))) - against)


_SLACK = 1.6
"""For words that come twice and words in two forms, which comparing sets does not see."""


def _blend(common: float, whole: float, passage: float) -> float:
    """Two thirds for the share of the shorter statement, one for the longest passage."""
    return (min(1.0, common / whole) + min(1.0, passage / CLAUSE) / 2) / 1.5


def _apart(a: int | None, b: int | None) -> float:
    """0 within days or where a date is not known, 1 from two weeks on."""
    if a is None or b is None:
        return 0.0
    return min(1.0, max(0.0, (abs(a - b) - SOON) / (LATE - SOON)))
