"""How a note finds its words again.

An anchor is a TextQuoteSelector and a TextPositionSelector of the W3C's Web
Annotation model in one value: the words, what stood around them, and where.
"""

from dataclasses import dataclass
from typing import Literal

from reader.errors import ReaderError
from reader.notebook.folding import Folded, fold
from reader.notebook.likeness import (
    SHORTEST,
    Context,
    Likely,
    Words,
    context_at,
    likely_places,
    taken_out,
)

CONTEXT = 48  # code points kept on either side

_COMPARED = 200  # places of the same words that are compared by their surroundings
_TELLING = 40  # characters that tell a passage without its surroundings
_SURE = 0.6  # how like at least one side's surroundings must be where the words alone do not tell
_MARGIN = 0.1  # how much better than the second the best must be, by surroundings
_TOGETHER = 1.6  # similarity and surroundings, of 2, that changed words must have
_TIE = 0.05  # the same for words that were changed

How = Literal["exact", "moved", "fuzzy", "orphan"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one article. `start` and `end` count code points into that article's text.

    `article` is the id of the text in which the words were marked, `path` and
    `title` what it was called then. `prefix` and `suffix` hold up to 48 code
    points on either side, `occurrences` says how often `exact` stood in the text.
    Never rewritten once it is made.
    """

    article: str
    path: str
    title: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor's words are in a text: code points, start included, end excluded.

    `how` they were found: in the very same text ("exact"), the same words in a
    changed text ("moved"), changed words in a changed text ("fuzzy"). An orphan
    was not found; its span is empty, so that nothing gets marked.
    """

    start: int
    end: int
    how: How

    @property
    def found(self) -> bool:
        """Whether there are words at this place."""
        return self.how != "orphan"


ORPHAN = Place(0, 0, "orphan")


def make_anchor(text: str, start: int, end: int, *, article: str, path: str, title: str) -> Anchor:
    """The anchor of the words `text[start:end]`; ReaderError where there are none."""
    exact = text[start:end] if 0 <= start < end <= len(text) else ""
    if not exact.strip():
        raise ReaderError("There are no words at that place: mark a passage that has some.")
    return Anchor(
        article=article,
        path=path,
        title=title,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        occurrences=text.count(exact),
    )


def find_anchor(anchor: Anchor, text: str, article_id: str) -> Place:
    """Where the anchor's words are in `text`, the text of the article `article_id`.

    A lost note is better than a wrong one: where two places are nearly as good,
    or one is not good enough, the answer is an orphan. The cost is linear in the
    text, and most of it is paid once for all anchors of one text.
    """
    if article_id == anchor.article and text[anchor.start : anchor.end] == anchor.exact:
        return Place(anchor.start, anchor.end, "exact")
    words = Words(
        fold(anchor.exact).text.strip(), fold(anchor.prefix).text, fold(anchor.suffix).text
    )
    folded = fold(text)
    if not words.exact or not folded.text:
        return ORPHAN
    again = _same_words(anchor, words, folded)
    if again:
        best = _clear_winner(anchor, words, folded.text, again)
        if best is not None:
            return Place(*folded.span(best.start, best.end), "moved")
        return ORPHAN
    if len(words.exact) >= SHORTEST and not taken_out(words, folded.text):
        like = _like_enough(likely_places(words, folded))
        if like is not None:
            return Place(*folded.span(like.start, like.end), "fuzzy")
    return ORPHAN


@dataclass(frozen=True, slots=True)
class _Again:
    """The same words at a folded place; `far`: how far from where they were."""

    start: int
    end: int
    far: int
    context: Context

    @property
    def score(self) -> float:
        return (self.context.best + self.context.mean) / 2


def _same_words(anchor: Anchor, words: Words, folded: Folded) -> list[_Again]:
    """Every place where the same words stand, the best surroundings first."""
    exact, text = words.exact, folded.text
    # Words marked whole are found whole: no *ia* in *Indonesia*.
    whole_before = exact[0].isalnum() and not anchor.prefix[-1:].isalnum()
    whole_after = exact[-1].isalnum() and not anchor.suffix[:1].isalnum()
    if len(exact) >= SHORTEST:
        whole_before = whole_after = False  # pages glue words together, and are mended
    places: list[int] = []
    # Places that overlap by more than half are one place: a text of one repeated
    # letter would be compared with itself for minutes.
    step = max(1, len(exact) // 2)
    at = text.find(exact)
    while at >= 0:
        end = at + len(exact)
        glued_before = whole_before and text[at - 1 : at].isalnum()
        if not glued_before and not (whole_after and text[end : end + 1].isalnum()):
            places.append(at)
        at = text.find(exact, at + step)
    was = folded.near(anchor.start)
    if len(places) > _COMPARED:
        places = sorted(places, key=lambda place: abs(place - was))[:_COMPARED]
    again = [
        _Again(at, at + len(exact), abs(at - was), context_at(words, text, at, at + len(exact)))
        for at in places
    ]
    again.sort(key=lambda one: (-one.score, one.far))
    return again


def _clear_winner(anchor: Anchor, words: Words, text: str, again: list[_Again]) -> _Again | None:
    """The one place that must be meant, if there is one."""
    best = again[0]
    if len(again) == 1:
        if anchor.occurrences == 1 and len(words.exact) >= _TELLING:
            return best  # so many words do not come back by chance, wherever they went
        if len(again) < anchor.occurrences and taken_out(words, text):
            return None  # what is left is another place that has the same words
        return best if best.context.best >= _SURE else None
    second = again[1]
    if best.context.best >= _SURE and best.score - second.score >= _MARGIN:
        return best
    # The same surroundings twice: the place decides, where none of them was lost.
    near, next_near = sorted(again, key=lambda one: one.far)[:2]
    tied = [one for one in again if best.score - one.score < _MARGIN]
    if (
        near in tied
        and near.context.best >= _SURE
        and len(again) == anchor.occurrences
        and near.far * 4 < next_near.far
    ):
        return near
    return None


def _like_enough(places: list[Likely]) -> Likely | None:
    """The best of the likely places, if it is good, and the next one much worse."""
    if not places:
        return None
    best = places[0]
    context = best.context
    # Another printing of the same statement is like it too, and so are its
    # surroundings: what the words lack the surroundings must make good.
    in_place = (
        best.similarity >= 0.55
        and context.mean >= 0.7
        and best.similarity + context.mean >= _TOGETHER
    )
    long = best.end - best.start >= 2 * _TELLING
    elsewhere = best.similarity >= 0.9 and context.best >= (0.5 if long else 0.8)
    if not in_place and not elsewhere:
        return None
    if len(places) > 1 and best.score - places[1].score < _TIE:
        return None
    return best
