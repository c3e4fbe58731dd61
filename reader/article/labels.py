"""Tells what each line of a page is.

The page is cut into pieces (a line, or several that were wrapped by hand); each
is asked what it says of itself and what it looks like; then the page is divided
into what stands above the article's text, the text, and what stands below it,
and each piece is labelled by its words, its shape and its place.
"""

from collections.abc import Sequence

from reader.article.language import Language
from reader.article.model import NOISE, Line, Part
from reader.article.page.below import label_below, own_date
from reader.article.page.bylines import Bylines, bylines
from reader.article.page.clues import phrases
from reader.article.page.evidence import furnished, weigh
from reader.article.page.headline import choose_headline, first_headline
from reader.article.page.inside import label_inside
from reader.article.page.intro import Intro
from reader.article.page.masthead import label_masthead
from reader.article.page.parts import AFTER_INITIALS, glued_in, parts_of
from reader.article.page.pieces import cut
from reader.article.page.proof import part_at_furniture, prove
from reader.article.page.run import Verdict
from reader.article.page.seen import Seen, look_over
from reader.article.page.zones import text_range

# A summary above the text is looked for in so many pieces of it.
_TOLD = 60

# A dateline stands in one of the text's first pieces.
_OPENING = 4


def label_lines(text: str, language: Language) -> tuple[Line, ...]:
    """Every line of `text` that is not blank, with its label and the reason."""
    pieces = part_at_furniture(text, cut(text), phrases(language))
    page = prove(look_over(pieces, language), language)
    bare = not furnished(page)
    begin, end = text_range(weigh(page, bare))
    while begin < end and not page[begin].unsaid:
        begin += 1
    while begin < end and not page[end - 1].unsaid:
        end -= 1
    if end - begin > 1 and _signs(page, end, bylines(language)):
        end -= 1
    if begin == end:
        # No running text: what says nothing of itself is all the text there is.
        begin, end = 0, len(page)
    borne_out = choose_headline(page, begin, end)
    headline = borne_out
    if headline is None:
        headline = first_headline(page, begin, bare, phrases(language))
    title = page[headline].key if headline is not None else None
    in_text = tuple(seen.key for seen in page[begin : min(end, begin + _TOLD)] if seen.shape.prose)
    verdicts = [
        *_label_above(page, begin, headline, language, in_text, bare),
        *label_inside(page, begin, end, title),
        *label_below(page, end, title, bylines(language), phrases(language).sections),
    ]
    lines = []
    glued = glued_in(text, language)
    opening = _opening(page, begin, end)
    for index, (seen, verdict) in enumerate(zip(page, verdicts, strict=True)):
        label, reason = verdict
        if seen.proof and label in NOISE:
            label, reason = "body", seen.proof
        elif index == headline and borne_out is None:
            reason = "the first line above the text that could be its headline"
        first = seen.dateline if index == opening else None
        for line in seen.piece.lines:
            parts: tuple[Part, ...] = ()
            if label in ("body", "byline"):
                if first or glued or text[line.end - 1] in AFTER_INITIALS:
                    parts = parts_of(text, line.start, line.end, first, glued)
                first = None
            lines.append(Line(*line, label, reason, parts))
    return tuple(lines)


def _label_above(
    page: Sequence[Seen],
    begin: int,
    headline: int | None,
    language: Language,
    in_text: Sequence[str],
    bare: bool,
) -> list[Verdict]:
    """The labels of the pieces before the text, which begins at `begin`."""
    start = 0 if headline is None else headline + 1
    intro = Intro(page, start, begin, headline, phrases(language), bylines(language), in_text, bare)
    if headline is None:
        return intro.label()
    title: Verdict = ("title", "the headline: its words come again in the text")
    return [*label_masthead(page, headline, phrases(language)), title, *intro.label()]


def _signs(page: Sequence[Seen], end: int, known: Bylines) -> bool:
    """Whether the text's last piece is a name with which it is signed, above its date."""
    last = page[end - 1]
    if last.shape.prose or last.shape.words > 4 or own_date(page, end) != end:
        return False
    return known.bare(last.text) is not None


def _opening(page: Sequence[Seen], begin: int, end: int) -> int | None:
    """The index of the piece with the article's dateline: among its first ones, or None."""
    first = range(begin, min(end, begin + _OPENING))
    return next((index for index in first if page[index].dateline), None)
