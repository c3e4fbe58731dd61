"""What speaks for each piece of a page standing above the text, in it or below it.

The weights are set by hand; a sentence of running text weighs about 1.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reader.article.page.run import ends_links
from reader.article.page.seen import Seen
from reader.article.page.zones import Evidence

# Short lines that say nothing: subheads where text follows, else menus and link lists.
_SHORT: Evidence = (0.3, -0.5, 0.3)
_SUBHEAD: Evidence = (0.2, -0.1, 0.2)
_ITEM: Evidence = (0.0, 0.2, 0.0)
_NO_WORDS: Evidence = (0.1, -0.05, 0.1)
_INTRODUCED: Evidence = (0.0, 0.1, 0.0)
_LISTED: Evidence = (0.2, -0.1, 0.2)
_TEASED: Evidence = (0.2, -0.3, 0.2)
_CLOSING: Evidence = (0.0, 0.1, 0.0)

# So many dates make a list of headlines, each with a sentence below it.
_TEASERS = 2

# A page with so many of a site's phrases is a whole page, not an article alone.
_FURNITURE = 3

# A headline that asks has so many words at most.
_QUESTION = 14

_ENTRY = re.compile(r"[:,;\d(]")

# A run of short lines counts as so many at most.
_RUN = 4

# Sentences above the text; there are no more than so many, and within so many pieces
# a dateline follows, or within so many more their repetition.
_SUMMARY: Evidence = (0.5, -0.5, 0.0)
_SUMMARIES, _SUMMARIES_APART, _REPEATED_WITHIN = 3, 12, 60

# A dateline all but proves that the text begins.
_DATELINE = 3.0

_BY_LABEL: dict[str, Evidence] = {
    "ad": (0.0, 0.0, 0.0),
    "caption": (0.1, 0.0, -0.1),
    "source": (0.0, -0.3, 0.3),
    "related": (0.0, -0.05, 0.05),
    "page": (-0.2, -0.1, 0.1),
    "nav": (0.4, -0.4, 0.4),
    "byline": (0.6, -0.6, 0.4),
    "kicker": (0.5, -0.5, 0.0),
}
_TIMED: Evidence = (1.0, -0.7, 0.0)
_DATED: Evidence = (0.4, -0.2, 0.0)


def weigh(page: Sequence[Seen], bare: bool) -> list[Evidence]:
    """The evidence of each piece; `bare`: the page has not its site's furniture."""
    evidence = list(map(_one, page, _followed_by_text(page)))
    _damp(page, evidence, _first_text(page) if bare else len(page))
    for index in _introduced(page):
        evidence[index] = _INTRODUCED
    for index in _listed(page):
        evidence[index] = _LISTED
    for index in _teased(page):
        evidence[index] = _TEASED
    for index in _summaries(page):
        evidence[index] = _SUMMARY
    if _asks(page):
        evidence[0] = _SUMMARY
    return evidence


def _asks(page: Sequence[Seen]) -> bool:
    """Whether a page begins with a short question, with running text below: its headline."""
    if len(page) < 2 or page[0].clue is not None or page[0].shape.words > _QUESTION:
        return False
    below = next((seen for seen in page[1:] if seen.clue is None), None)
    asks = page[0].shape.prose <= 0.3 and page[0].text.endswith(("?", "!"))
    return asks and below is not None and below.shape.prose >= 1


def _introduced(page: Sequence[Seen]) -> Iterator[int]:
    """The entries below a line that ends in a colon: a line-up, ingredients."""
    introduced = False
    for index, seen in enumerate(page):
        if seen.clue is not None:
            introduced = False
        elif seen.text.endswith(":"):
            introduced = True
            if seen.shape.prose < 0.8:
                yield index
        elif introduced and not seen.shape.prose:
            if _ENTRY.search(seen.text):
                yield index
        else:
            introduced = False


def _listed(page: Sequence[Seen]) -> Iterator[int]:
    """The lines that follow a heading over links, until running text comes."""
    listed = False
    for index, seen in enumerate(page):
        if seen.clue is not None:
            bar = seen.clue.how == "bar" or seen.says("date", "related", "caption")
            listed = seen.clue.opens == "links" or (listed and bar)
        elif ends_links(seen):
            listed = False
        elif listed:
            yield index


def _teased(page: Sequence[Seen]) -> Iterator[int]:
    """The headlines with a sentence and a date each, two or more, below a heading over links."""
    for heading, seen in enumerate(page):
        if seen.opens != "links":
            continue
        last, dates, prose = heading, 0, False
        for index in range(heading + 1, len(page)):
            below = page[index]
            text = below.clue is None and below.shape.prose >= 0.5
            if below.opens or (prose and text):
                break
            if below.says("date"):
                last, dates = index, dates + 1
            if below.clue is None or below.says("date"):
                prose = text
        if dates >= _TEASERS:
            yield from range(heading + 1, last + 1)


def _damp(page: Sequence[Seen], evidence: list[Evidence], bare: int) -> None:
    """Weaken what a run of short lines says: thirty verses are no stronger than five.

    From `bare` on, below the first text of a page without its site's furniture, what
    is short is text as well: a poem, a line-up, a list of names.
    """
    for begin, end in _runs(page):
        size = end - begin
        if begin >= bare:
            evidence[begin:end] = [_CLOSING] * size
        elif size > _RUN:
            for index in range(begin, end):
                head, text, foot = evidence[index]
                evidence[index] = head * _RUN / size, text * _RUN / size, foot * _RUN / size


def _runs(page: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    """The runs of short lines that say nothing of themselves."""
    begin = None
    for index, seen in enumerate(page):
        if seen.clue is None and not seen.shape.prose and not seen.dateline:
            begin = index if begin is None else begin
        elif begin is not None:
            yield begin, index
            begin = None
    if begin is not None:
        yield begin, len(page)


def _first_text(page: Sequence[Seen]) -> int:
    """The index of the first piece that is running text."""
    for index, seen in enumerate(page):
        if seen.clue is None and seen.shape.prose >= 0.5:
            return index
    return len(page)


def _after_text(page: Sequence[Seen]) -> int:
    """The index after the last piece that is running text."""
    for index in range(len(page), 0, -1):
        seen = page[index - 1]
        if seen.clue is None and seen.shape.prose >= 0.5:
            return index
    return 0


def furnished(page: Sequence[Seen]) -> bool:
    """Whether a page has its site's furniture: some, or any below the running text."""
    found = [
        index
        for index, seen in enumerate(page)
        if (clue := seen.clue) is not None
        and clue.how in ("whole", "search")
        and (clue.label in ("nav", "page") or clue.opens == "links")
    ]
    return bool(found) and (len(found) >= _FURNITURE or found[-1] >= _after_text(page))


def _summaries(page: Sequence[Seen]) -> Iterator[int]:
    """The sentences above the text that sum it up or describe its picture.

    A dateline comes after them, or the text has their very words again.
    """
    prose = (
        index for index, seen in enumerate(page) if seen.clue is None and seen.shape.prose >= 0.4
    )
    early = list(islice(prose, _SUMMARIES + 1))
    for place, index in enumerate(early):
        if page[index].dateline:
            if index - early[0] <= _SUMMARIES_APART:
                yield from early[:place]
            return
    for index in early[:_SUMMARIES]:
        if page[index].shape.size >= 40:
            key = page[index].key
            if any(key in later.key for later in page[index + 1 : index + _REPEATED_WITHIN]):
                yield index


def _one(seen: Seen, followed: bool) -> Evidence:
    shape, clue = seen.shape, seen.clue
    if clue is None:
        if shape.prose:
            weight = shape.prose + (_DATELINE if seen.dateline else 0)
            return -weight, weight, -weight
        if seen.dateline:
            return -_DATELINE, _DATELINE, -_DATELINE
        if shape.item:
            return _ITEM
        return _SUBHEAD if followed and shape.words <= 14 else _SHORT
    if clue.how == "bar" and not any(map(str.isalpha, seen.text)):
        return _NO_WORDS
    if clue.opens == "caption":
        return _BY_LABEL["caption"]
    if clue.label == "date":
        return _TIMED if seen.moment is not None and seen.moment.has_time else _DATED
    head, text, foot = _BY_LABEL.get(clue.label, _SHORT)
    return head, text - clue.ends, foot + clue.ends / 4


def _followed_by_text(page: Sequence[Seen]) -> Iterator[bool]:
    """Of each piece, whether running text comes next, pictures and advertisements aside."""
    follows, found = False, []
    for seen in reversed(page):
        found.append(follows)
        if seen.clue is None:
            follows = seen.shape.prose >= 0.5
        elif not (seen.says("ad", "caption", "page") or seen.opens == "caption"):
            follows = False
    return reversed(found)
