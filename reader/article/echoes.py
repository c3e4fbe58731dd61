"""Echoes: the same statement printed in different articles.

Two statements are an echo when they have enough words in common, in passages,
for them to be the same words of the same person on the same occasion; also when
one was cut, split, put together with another or re-worded, or they only share a
clause. What speaks against it: another speaker, and days between them.

The cost is near-linear in the number of statements: they are read in the order
of publication, and each is compared only with the latest few that share rare
pairs of neighbouring words with it (`statements.Candidates`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article.alignment import Run, Word, align, passages, words_of
from reader.article.model import Span
from reader.article.namesakes import may_be_one
from reader.article.statements import (
    Candidates,
    Statement,
    Told,
    library_weights,
    order,
    plain_weight,
)

__all__ = [
    "ENOUGH",
    "Comparison",
    "Echo",
    "EchoGroup",
    "Statement",
    "compare",
    "find_echoes",
    "group_echoes",
    "likeness",
]

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
    numbers = sorted(range(len(statements)), key=lambda n: order(statements[n]))
    told = [Told(statements[n]) for n in numbers]
    weigh = library_weights(told)
    for one in told:
        one.weigh(weigh)
    candidates = Candidates(told)
    found = []
    for n, one in enumerate(told):
        for m in candidates.before(n):
            score = _score(told[m], one)
            if score < ENOUGH and _word_for_word(told[m], one):
                score = likeness(told[m].statement, one.statement)
            if score >= ENOUGH:
                found.append(Echo(numbers[m], numbers[n], round(score, 3)))
    return tuple(found)


def group_echoes(statements: Sequence[Statement], echoes: Iterable[Echo]) -> tuple[EchoGroup, ...]:
    """The groups that echoes make, those with most statements first."""
    echoes = tuple(echoes)
    above: dict[int, int] = {}

    def top(n: int) -> int:
        while (up := above.setdefault(n, n)) != n:
            above[n] = above[up]
            n = up
        return n

    for echo in echoes:
        above[top(echo.b)] = top(echo.a)
    members: dict[int, list[int]] = {}
    for n in list(above):
        members.setdefault(top(n), []).append(n)
    scores: dict[int, list[float]] = {}
    for echo in echoes:
        scores.setdefault(top(echo.a), []).append(echo.score)
    groups = [
        EchoGroup(
            tuple(sorted(group, key=lambda n: order(statements[n]))),
            round(sum(scores[root]) / len(scores[root]), 3),
        )
        for root, group in members.items()
    ]
    groups.sort(key=lambda g: (-len(g.statements), -g.score, order(statements[g.statements[0]])))
    return tuple(groups)


def likeness(a: Statement, b: Statement) -> float:
    """How surely two statements are an echo, 0 to 1, without a library's word counts."""
    one, other = (Told(statement) for statement in sorted((a, b), key=order))
    one.weigh(plain_weight)
    other.weigh(plain_weight)
    return _score(one, other)


def _word_for_word(a: Told, b: Told) -> bool:
    """Whether one and the same speaker is printed with exactly the same words.

    That words are common in this library then speaks against nothing.
    """
    speaker = a.statement.speaker
    return speaker is not None and speaker == b.statement.speaker and a.forms == b.forms


def _score(a: Told, b: Told) -> float:
    """How surely two statements are an echo: 0 to 1."""
    if min(a.different, b.different) < LEAST:
        return 0.0
    whole = min(a.whole, b.whole)
    against = OTHER_DAY * _apart(a.day, b.day)
    held = set(b.forms)
    at_most = sum(bits for form, bits in zip(a.forms, a.bits, strict=True) if form in held)
    at_most *= _IN_TWO_FORMS
    if _blend(at_most, whole, at_most) - against < ENOUGH:
        return 0.0  # not worth an alignment
    runs = align(a.forms, b.forms, a.bits, b.bits, LEAST_RUN)
    if not runs:
        return 0.0

    def bits(common: Iterable[Run]) -> float:
        in_a = in_b = 0.0
        for run in common:
            in_a += sum(a.bits[run.a : run.a + run.size])
            in_b += sum(b.bits[run.b : run.b + run.other])
        return min(in_a, in_b)

    passage = max(map(bits, passages(runs)))
    if not may_be_one(a.statement.speaker, b.statement.speaker):
        against += OTHER_SPEAKER
    not_known = (a.day is None or b.day is None) + (
        a.statement.speaker is None or b.statement.speaker is None
    )
    against += not_known * NOT_KNOWN * (1.0 - min(1.0, passage / CLAUSE))
    return max(0.0, _blend(bits(runs), whole, passage) - against)


_IN_TWO_FORMS = 1.6
"""Room for words in two forms, which comparing sets of words does not see."""


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
    return tuple(plain_weight(word.form) for word in words)


def _span(words: Sequence[Word], first: int, size: int, offset: int) -> Span:
    return words[first].start + offset, words[first + size - 1].end + offset


def _rest(words: Sequence[Word], common: Iterable[int], offset: int) -> tuple[Span, ...]:
    """The spans between the common words, from the first word to the last."""
    gaps = pairwise((-1, *sorted(common), len(words)))
    return tuple(
        _span(words, left + 1, right - left - 1, offset) for left, right in gaps if right - left > 1
    )
