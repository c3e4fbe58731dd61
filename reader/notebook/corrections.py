"""What the user set, put in the place of what was worked out.

A correction is of the text in which it was set. It goes on to be true of a
changed text in the same file: a line or a quote where its words are found
again, what is true of the whole where the article still is the same one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from reader.article.model import Article, Label, Line, Person, Quote, Span
from reader.notebook.anchors import Anchor, find_anchor
from reader.notebook.model import CORRECTABLE, Correctable, Correction, Known

if TYPE_CHECKING:
    from reader.article.language import Language

SET = "set by you"
"""The reason of a label that the user set."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article as the user has it.

    `held` are the corrections that it shows, in the order of their fields and
    places; `lost` those whose line or quote is not in it, or not any more.
    `lines` are the numbers of the lines whose label the user set, `quotes` the
    spans of the quotes whose speaker.
    """

    article: Article
    held: tuple[Correction, ...] = ()
    lost: tuple[Correction, ...] = ()
    lines: frozenset[int] = frozenset()
    quotes: frozenset[Span] = frozenset()

    @property
    def fields(self) -> frozenset[Correctable]:
        """What of it the user set."""
        return frozenset(correction.field for correction in self.held)


def apply_corrections(article: Article, corrections: Iterable[Correction]) -> Corrected:
    """The article with these corrections, those of its text and those of its file.

    `article` is as it was read. Of two corrections of the same thing the one
    that was set in this very text counts, then the later one. Without any, the
    article is given back as it is.
    """
    ordered = in_order(corrections, article.id)
    if not ordered:
        return Corrected(article)
    lost: list[Correction] = []
    known = known_of(article)
    values = {c.field: c for c in ordered if c.anchor is None and is_about(c, article.id, known)}
    labels = _placed("label", ordered, partial(line_of, article), lost)
    if labels:
        article = _relabelled(article, {line: cast(Label, c.value) for line, c in labels.items()})
    speakers = _placed("speaker", ordered, partial(quote_of, article), lost)
    if speakers:
        article = _spoken_by(article, {quote: c.value for quote, c in speakers.items()})
    if values:
        article = _known_as(article, {field: c.value for field, c in values.items()})
    return Corrected(
        article,
        (
            *(values[field] for field in CORRECTABLE if field in values),
            *(labels[line] for line in sorted(labels)),
            *(speakers[quote] for quote in sorted(speakers)),
        ),
        tuple(lost),
        frozenset(article.lines[line].number for line in labels),
        frozenset((article.quotes[quote].start, article.quotes[quote].end) for quote in speakers),
    )


def _placed(
    field: Correctable,
    ordered: Iterable[Correction],
    place: Callable[[Correction], int | None],
    lost: list[Correction],
) -> dict[int, Correction]:
    """The corrections of lines or quotes by index, the later ones winning.

    Those without a place in the article go to `lost`.
    """
    placed: dict[int, Correction] = {}
    for correction in ordered:
        if correction.field == field and correction.anchor:
            index = place(correction)
            if index is None:
                lost.append(correction)
            else:
                placed[index] = correction
    return placed


def in_order(corrections: Iterable[Correction], article_id: str) -> list[Correction]:
    """Corrections so that each beats those before it: older first, those of this text last."""
    return sorted(corrections, key=lambda c: (c.article == article_id, c.updated, c.uid))


def known_of(article: Article) -> Known:
    """What an article says of itself."""
    return Known(article.title, article.published, article.publisher)


def is_about(correction: Correction, article_id: str, known: Known) -> bool:
    """Whether a correction made in a file's text is one of the text that it holds now.

    `known` is what is worked out of this one. A file that was written over with
    another article keeps nothing of the former: the title must be the same,
    or the outlet and the minute.
    """
    if correction.article == article_id:
        return True
    was = correction.known
    if was.title and known.title and _folded(was.title) == _folded(known.title):
        return True
    minute = "T" in (was.published or "")
    return minute and (was.published, was.publisher) == (known.published, known.publisher)


def known_with(corrections: Iterable[Correction], article_id: str, known: Known) -> Known:
    """What is known of an article (`known` is what was worked out) with what the user set."""
    values = {
        one.field: one.value
        for one in in_order(corrections, article_id)
        if one.anchor is None and is_about(one, article_id, known)
    }
    return replace(known, **values) if values else known


def as_read(article: Article, corrections: Iterable[Correction]) -> Known:
    """What was worked out of an article that may be corrected already.

    What was set in this very text tells what was worked out of it, whatever the
    article that is at hand has now.
    """
    known = known_of(article)
    for one in in_order(corrections, article.id):
        if one.anchor is None:
            here = one.article == article.id
            if here or one.value == getattr(known, one.field):
                known = replace(known, **{one.field: getattr(one.known, one.field)})
    return known


def line_of(article: Article, correction: Correction) -> int | None:
    """The index of the line that a correction is of."""
    return _overlapping(article, correction.anchor, [(one.start, one.end) for one in article.lines])


def quote_of(article: Article, correction: Correction) -> int | None:
    """The index of the quote that a correction is of."""
    return _overlapping(
        article, correction.anchor, [(one.start, one.end) for one in article.quotes]
    )


def _folded(title: str) -> list[str]:
    return title.casefold().split()


def _overlapping(article: Article, anchor: Anchor | None, spans: Sequence[Span]) -> int | None:
    """The index of the span where an anchor's words are: more than half of both is the same."""
    if anchor is None:
        return None
    place = find_anchor(anchor, article.text, article.id)
    for index, (start, end) in enumerate(spans):
        same = min(end, place.end) - max(start, place.start)
        if place.found and 2 * same > max(end - start, place.end - place.start):
            return index
    return None


def _known_as(article: Article, values: Mapping[Correctable, str]) -> Article:
    inferred = tuple(name for name in article.inferred if name not in values)
    given = tuple(name for name in article.given if name not in values)
    return replace(article, inferred=inferred, given=given, **values)  # type: ignore[arg-type]  # three names of fields that are strings


def _relabelled(article: Article, labels: Mapping[int, Label]) -> Article:
    """The article with other labels on some lines (by index), and read on from there."""
    from reader.article.language import tell_language  # 60 ms, for who has set a label
    from reader.article.paragraphs import gather_paragraphs
    from reader.article.prose import heard
    from reader.article.quotes import find_quotes
    from reader.article.speakers import attribute

    text, language = article.text, tell_language(article.text)
    lines = tuple(
        _labelled(text, line, labels[index], language) if index in labels else line
        for index, line in enumerate(article.lines)
    )
    paragraphs = gather_paragraphs(text, lines)
    prose = heard(text, lines, language)
    spans = find_quotes(prose, lines, paragraphs, language)
    quotes, people = attribute(prose, lines, paragraphs, spans, language)
    return replace(article, lines=lines, paragraphs=paragraphs, quotes=quotes, people=people)


def _labelled(text: str, line: Line, label: Label, language: "Language") -> Line:
    from reader.article.page.parts import glued_in, parts_of

    parts = line.parts
    if label not in ("body", "byline"):
        parts = ()
    elif line.label not in ("body", "byline"):
        glued = glued_in(text[line.start : line.end], language)
        parts = parts_of(text, line.start, line.end, None, glued)
    return line._replace(label=label, reason=SET, parts=parts)


def _spoken_by(article: Article, speakers: Mapping[int, str]) -> Article:
    """The article with other speakers of some quotes (by index)."""
    quotes = tuple(
        _said_by(article, quote, speakers[index]) if index in speakers else quote
        for index, quote in enumerate(article.quotes)
    )
    named = {name for person in article.people for name in (person.name, *person.aliases)}
    new = [name for name in dict.fromkeys(speakers.values()) if name not in named]
    return replace(article, quotes=quotes, people=(*article.people, *map(Person, new)))


def _said_by(article: Article, quote: Quote, name: str) -> Quote:
    """A quote with its speaker.

    The words beside the cue and the role before them stay where they are a part
    of that name; somebody else's would be taken for this person's.
    """
    words = set(name.casefold().split())
    if quote.mention and words.issuperset(quote.mention.casefold().split()):
        return replace(quote, speaker=name, attribution="name")
    roles = [other.role for other in article.quotes if other.role and other.speaker == name]
    for person in article.people:
        if name in (person.name, *person.aliases):
            roles += person.roles
    return replace(
        quote,
        speaker=name,
        mention=None,
        mention_span=None,
        role=roles[0] if roles else None,
        attribution="name",
    )
