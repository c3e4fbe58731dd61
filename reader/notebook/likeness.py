"""Finds words again that were changed: by shared words first, then letter by letter."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reader.notebook.folding import Folded, words_in

SHORTEST = 16  # characters: shorter words are like too many others
_HEAD = 64  # characters at either end by which an end is found; one machine word to rapidfuzz
_SAMPLE = 400  # words of a passage that vote, from its beginning, middle and end
_COMMON = 40  # a word that a text has more often says nothing about the place
_WHOLE = 4096  # longer passages are compared by their words
_MET = 85.0  # percent of the letters on both sides that stand together where nothing is between
_TRIED = 4  # places that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Context:
    """How much of either side stands there still: 0 to 1, None where nothing stood."""

    before: float | None
    after: float | None

    @property
    def best(self) -> float:
        """The better side: a passage beside a paragraph that was taken out keeps the other."""
        return max(self.before or 0.0, self.after or 0.0)

    @property
    def mean(self) -> float:
        """Both sides."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return sum(sides) / len(sides) if sides else 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for, folded: the words and what stood on either side."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A place in a folded text, and how like the words there are: 0 to 1."""

    start: int
    end: int
    similarity: float
    context: Context

    @property
    def score(self) -> float:
        """By what two places are compared."""
        return 0.7 * self.similarity + 0.3 * self.context.mean


def context_at(words: Words, text: str, start: int, end: int) -> Context:
    """How like the surroundings of `text[start:end]` are to those of the words."""
    from rapidfuzz.distance import Levenshtein  # 15 ms that opening a notebook does not need

    like = Levenshtein.normalized_similarity
    prefix, suffix = words.prefix, words.suffix
    return Context(
        like(prefix, text[max(0, start - len(prefix)) : start]) if prefix.strip() else None,
        like(suffix, text[end : end + len(suffix)]) if suffix.strip() else None,
    )


def taken_out(words: Words, text: str) -> bool:
    """Whether what stood before the words and what stood after them meet in the text now."""
    from rapidfuzz import fuzz

    before, after = words.prefix[-_HEAD // 2 :], words.suffix[: _HEAD // 2]
    if min(len(before.strip()), len(after.strip())) < SHORTEST:
        return False
    return fuzz.partial_ratio(before + after, text, score_cutoff=_MET) > 0


def likely_places(words: Words, folded: Folded) -> list[Likely]:
    """Places, best first, that do not overlap, where most of the words are found again."""
    found: list[Likely] = []
    for offset in _offsets(words.exact, folded):
        if (span := _ends(words, folded, offset)) is None:
            continue
        start, end = span
        likely = Likely(
            start,
            end,
            _similarity(words.exact, folded.text[start:end]),
            context_at(words, folded.text, start, end),
        )
        found.append(likely)
    found.sort(key=lambda likely: likely.score, reverse=True)
    apart: list[Likely] = []
    for likely in found:
        if all(likely.end <= other.start or likely.start >= other.end for other in apart):
            apart.append(likely)
    return apart


def _offsets(exact: str, folded: Folded) -> Iterator[int]:
    """Where in the text the passage would begin, by the words they share; likeliest first.

    Each rare word of the passage votes for the place that would put it where it
    stands in the text. Votes within a slack are one place: words were put in
    and taken out.
    """
    tokens = [(word, at) for word, at in words_in(exact) if word in folded.words]
    if len(tokens) > _SAMPLE:
        step = len(tokens) / _SAMPLE
        tokens = [tokens[int(index * step)] for index in range(_SAMPLE)]
    votes: list[tuple[int, float]] = []
    for word, at in tokens:
        places = folded.words[word]
        if len(places) <= _COMMON:
            weight = len(word) / len(places)
            votes.extend((place - at, weight) for place in places)
    votes.sort()
    slack = 24 + min(len(exact) // 5, 400)
    for _ in range(_TRIED):
        if not votes:
            return
        low, high = _densest(votes, slack)
        chosen = votes[low:high]
        # The middle vote: what was put in before it and after it weighs the same.
        yield chosen[len(chosen) // 2][0]
        del votes[low:high]


def _densest(votes: list[tuple[int, float]], slack: int) -> tuple[int, int]:
    """The slice of the sorted votes, no wider than `slack`, that weighs most."""
    best, low, weight = (0, 1), 0, 0.0
    heaviest = -1.0
    for high, (place, vote) in enumerate(votes):
        weight += vote
        while place - votes[low][0] > slack:
            weight -= votes[low][1]
            low += 1
        if weight > heaviest:
            heaviest, best = weight, (low, high + 1)
    return best


def _ends(words: Words, folded: Folded, offset: int) -> tuple[int, int] | None:
    """The span near `offset` that begins and ends as the words do; None where there is none."""
    from rapidfuzz import fuzz

    exact, text = words.exact, folded.text
    slack = 24 + min(len(exact) // 5, 400)
    head, tail = exact[:_HEAD], exact[-_HEAD:]
    low = max(0, offset - slack)
    window = text[low : offset + slack + len(head)]
    if not window or (found := fuzz.partial_ratio_alignment(head, window)) is None:
        return None
    start = low + found.dest_start - found.src_start
    low = max(0, start, offset + len(exact) - len(tail) - slack)
    window = text[low : offset + len(exact) + slack]
    if not window or (found := fuzz.partial_ratio_alignment(tail, window)) is None:
        return None
    end = low + found.dest_end + len(tail) - found.src_end
    spans = [_snap(words, folded, start, end)]
    if abs(end - start - len(exact)) > max(8, len(exact) // 10):
        # One end may have been drawn to a title or a repetition close by.
        spans.append(_snap(words, folded, start, start + len(exact)))
        spans.append(_snap(words, folded, end - len(exact), end))
    return max(
        (span for span in spans if span is not None),
        key=lambda span: _similarity(exact, text[span[0] : span[1]]),
        default=None,
    )


def _snap(words: Words, folded: Folded, start: int, end: int) -> tuple[int, int] | None:
    """The ends moved to where a word begins and ends, as the letters on both sides of them tell."""
    from rapidfuzz.distance import Levenshtein

    like = Levenshtein.normalized_similarity
    text, exact = folded.text, words.exact
    reach = 16 + min(len(exact) // 8, 48)
    head, tail = exact[:_HEAD], exact[-_HEAD:]
    prefix, suffix = words.prefix, words.suffix

    def begins(at: int) -> tuple[float, int]:
        before = like(prefix, text[max(0, at - len(prefix)) : at])
        return like(head, text[at : at + len(head)]) + 0.5 * before, -abs(at - start)

    def finishes(at: int) -> tuple[float, int]:
        after = like(suffix, text[at : at + len(suffix)])
        return like(tail, text[max(0, at - len(tail)) : at]) + 0.5 * after, -abs(at - end)

    start = max(folded.starts_between(start - reach, start + reach), key=begins, default=-1)
    end = max(folded.ends_between(end - reach, end + reach), key=finishes, default=-1)
    return (start, end) if 0 <= start < end else None


def _similarity(ours: str, theirs: str) -> float:
    """How like two passages are, 0 to 1: by letters, or by words where they are long."""
    from rapidfuzz import fuzz

    if len(ours) + len(theirs) <= 2 * _WHOLE:
        return fuzz.ratio(ours, theirs) / 100
    here, there = Counter(ours.split()), Counter(theirs.split())
    return 2 * (here & there).total() / (here.total() + there.total())
