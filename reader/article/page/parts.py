"""Finds what sticks inside a line of an article and is something else."""

import re
from functools import cache

from reader.article.language import Language
from reader.article.model import Part
from reader.article.page.bylines import initials
from reader.article.page.datelines import Dateline
from reader.article.page.tables import phrases

_SENTENCE_OVER = re.compile(r"[.!?…\"”)] \(?$")


Glued = tuple[re.Pattern[str] | None, re.Pattern[str] | None]
"""Patterns of the advertisement markers and of the links that stick in lines of text."""


def glued_in(text: str, language: Language) -> Glued:
    """The patterns that are found anywhere in a text, None for those that are not."""
    ads, links = _glued(language)
    return ads if ads.search(text) else None, links if links.search(text) else None


@cache
def _glued(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # No lookbehind in front: an alternation of letters is found far faster.
    ads = "|".join(phrases(language, "glued", "ads")) or "(?!)"
    links = "|".join(phrases(language, "glued", "links")) or "(?!)"
    return re.compile(ads), re.compile(links)


def parts_of(
    text: str, start: int, end: int, dateline: Dateline | None, glued: Glued
) -> tuple[Part, ...]:
    """The parts of a line, in order, not overlapping.

    `glued`: what may stick in the lines of the text.
    """
    ads, links = glued
    parts: list[Part] = []
    if dateline is not None and start + dateline.end <= end:
        reason = "where it was written, and for whom"
        parts.append(Part(start, start + dateline.end, "dateline", reason))
    for match in ads.finditer(text, start, end) if ads else ():
        if not parts or match.start() >= parts[-1].end:
            parts.append(Part(*match.span(), "ad", "an advertisement marker in the text"))
    for link in links.finditer(text, parts[-1].end if parts else start, end) if links else ():
        if _SENTENCE_OVER.search(text, max(start, link.start() - 4), link.start()):
            reason = "a link to another article, stuck to the text"
            parts.append(Part(link.start(), end, "related", reason))
            return tuple(parts)
    last = text[max(start, end - 60) : end]
    said = initials(last) if ")" in last or "]" in last else None
    if said:
        first = end - (said.end() - said.start())
        if first > start and (not parts or first >= parts[-1].end):
            parts.append(Part(first, end, "initials", "the initials of who wrote it"))
    return tuple(parts)
