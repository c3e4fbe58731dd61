"""Echoes: the same statement printed in different articles.

Two statements are an echo when they have enough words in common, in passages,
for them to be the same words of the same person on the same occasion; also when
one was cut, split, put together with another or re-worded, or they only share a
clause. What speaks against it: another speaker, and days between them.

Whether two are one is decided by these two alone, whatever else a library holds.
Which are held against each other is told by their traces (`traces`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article.alignment import Run, Word, align, passages, words_of
from reader.article.model import Span
from reader.article.namesakes import may_be_one
from reader.article.statements import BITS, Statement, Told, kind_of, order

__all__ = [
    "ENOUGH",
    "Comparison",
    "Statement",
    "compare",
    "hold_against",
    "likeness",
    "worth_it",
]

ENOUGH = 0.59
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

OTHER_SPEAKER = 0.25
"""What it costs that two others are named: more than a phrase in common can pay."""

NOT_KNOWN = 0.1
"""What it costs at most that a speaker is not known, or a day: short statements are
those that more than one person makes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two statements side by side; spans are code points into each article's text.

    `same` has pairs of spans whose words are the same, in the order of the
    first; `first` and `second` what only the one or the other has, in order.
    """

    same: tuple[tuple[Span, Span], ...]
    first: tuple[Span, ...]
    second: tuple[Span, ...]


def likeness(a: Statement, b: Statement) -> float:
    """How surely two statements are an echo, 0 to 1: the same words at length, within days."""
    return hold_against(Told(a), Told(b), apart=not may_be_one(a.speaker, b.speaker))


def hold_against(one: Told, other: Told, *, apart: bool) -> float:
    """How surely two statements are an echo, 0 to 1; the same from both sides.

    `apart`: they are two others'.
    """
    a, b = sorted((one, other), key=lambda told: order(told.statement))
    if min(a.different, b.different) < LEAST:
        return 0.0
    whole = min(a.whole, b.whole)
    held = set(b.forms)
    at_most = sum(bits for form, bits in zip(a.forms, a.bits, strict=True) if form in held)
    if not worth_it(at_most, whole, a.day, b.day, apart=apart):
        return 0.0
    common = passage = whole
    if a.forms != b.forms:
        runs = align(a.forms, b.forms, a.bits, b.bits, LEAST_RUN)
        if not runs:
            return 0.0
        common = _bits_of(runs, a, b)
        passage = max(_bits_of(near, a, b) for near in passages(runs))
    not_known = (a.day, b.day, a.statement.speaker, b.statement.speaker).count(None)
    against = _against(a.day, b.day, apart)
    against += not_known * NOT_KNOWN * (1.0 - min(1.0, passage / CLAUSE))
    return max(0.0, _blend(common, whole, passage) - against)


def worth_it(
    common: float, whole: float, day: int | None, other: int | None, *, apart: bool = False
) -> bool:
    """Whether words in common that weigh `common` can make an echo, however they stand.

    `whole` is what the shorter statement weighs; the days as `day_of` gives them.
    """
    at_most = common * _IN_TWO_FORMS
    return _blend(at_most, whole, at_most) - _against(day, other, apart) >= ENOUGH


def _against(day: int | None, other: int | None, apart: bool) -> float:
    return OTHER_DAY * _apart(day, other) + OTHER_SPEAKER * apart


_IN_TWO_FORMS = 1.15
"""Room for words in two forms, which comparing sets of words does not see."""


def _bits_of(runs: Iterable[Run], a: Told, b: Told) -> float:
    in_a = in_b = 0.0
    for run in runs:
        in_a += sum(a.bits[run.a : run.a + run.size])
        in_b += sum(b.bits[run.b : run.b + run.other])
    return min(in_a, in_b)


def _blend(common: float, whole: float, passage: float) -> float:
    """Two thirds for the share of the shorter statement, one for the longest passage."""
    return (min(1.0, common / whole) + min(1.0, passage / CLAUSE) / 2) / 1.5


def _apart(a: int | None, b: int | None) -> float:
    """0 within days or where a date is not known, 1 from two weeks on."""
    if a is None or b is None:
        return 0.0
    return min(1.0, max(0.0, (abs(a - b) - SOON) / (LATE - SOON)))


# -- side by side ---------------------------------------------------------------------


def compare(a: Statement, b: Statement) -> Comparison:
    """Which words of two statements are the same and which differ, for the screen."""
    if order(b) < order(a):
        swapped = compare(b, a)
        same = sorted((mine, theirs) for theirs, mine in swapped.same)
        return Comparison(tuple(same), swapped.second, swapped.first)
    words_a, words_b = words_of(a.text), words_of(b.text)
    runs = align(_forms(words_a), _forms(words_b), _bits(words_a), _bits(words_b), LEAST_RUN)
    in_a = [n for run in runs for n in range(run.a, run.a + run.size)]
    in_b = [n for run in runs for n in range(run.b, run.b + run.other)]
    return Comparison(
        tuple(
            (_span(words_a, run.a, run.size, a.start), _span(words_b, run.b, run.other, b.start))
            for run in runs
        ),
        _rest(words_a, in_a, a.start),
        _rest(words_b, in_b, b.start),
    )


def _forms(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.form for word in words)


def _bits(words: Sequence[Word]) -> tuple[float, ...]:
    return tuple(BITS[kind_of(word.form)] for word in words)


def _span(words: Sequence[Word], first: int, size: int, offset: int) -> Span:
    return words[first].start + offset, words[first + size - 1].end + offset


def _rest(words: Sequence[Word], common: Iterable[int], offset: int) -> tuple[Span, ...]:
    """The spans between the common words, from the first word to the last."""
    gaps = pairwise((-1, *sorted(common), len(words)))
    return tuple(
        _span(words, left + 1, right - left - 1, offset) for left, right in gaps if right - left > 1
    )
