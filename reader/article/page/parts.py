"""Finds what sticks inside a line of an article and is something else."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.article.language import Language
from reader.article.model import Part
from reader.article.page.bylines import initials
from reader.article.page.datelines import Dateline
from reader.article.page.tables import phrases

_SENTENCE_OVER = re.compile(r"[.!?…\"”)] \(?$")

AFTER_INITIALS = ")]*."
"""A line with its writer's initials at the end has one of these at last."""


class Stuck(NamedTuple):
    """What sticks in a line: an advertisement marker, else a link to another article."""

    start: int
    end: int
    is_ad: bool


def glued_in(text: str, language: Language) -> tuple[Stuck, ...]:
    """All that may stick in the lines of a text, in order."""
    either, ads = _glued(language)
    return tuple(
        Stuck(*match.span(), ads.match(text, match.start()) is not None)
        for match in either.finditer(text)
    )


@cache
def _glued(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # No group and no lookbehind in front: an alternation of letters is found far faster.
    ads, links = phrases(language, "glued", "ads"), phrases(language, "glued", "links")
    return re.compile("|".join((*ads, *links)) or "(?!)"), re.compile("|".join(ads) or "(?!)")


def parts_of(
    text: str, start: int, end: int, dateline: Dateline | None, glued: Sequence[Stuck]
) -> tuple[Part, ...]:
    """The parts of a line, in order, not overlapping.

    `glued`: what may stick in the lines of the text.
    """
    parts: list[Part] = []
    if dateline is not None and start + dateline.end <= end:
        reason = "where it was written, and for whom"
        parts.append(Part(start, start + dateline.end, "dateline", reason))
    stuck = list(_within(start, end, glued)) if glued else ()
    for one in stuck:
        if one.is_ad and (not parts or one.start >= parts[-1].end):
            parts.append(Part(one.start, one.end, "ad", "an advertisement marker in the text"))
    here = parts[-1].end if parts else start
    for one in stuck:
        link = not one.is_ad and one.start >= here
        if link and _SENTENCE_OVER.search(text, max(start, one.start - 4), one.start):
            reason = "a link to another article, stuck to the text"
            parts.append(Part(one.start, end, "related", reason))
            return tuple(parts)
    if text[end - 1] in AFTER_INITIALS and (said := initials(text[max(start, end - 60) : end])):
        first = end - (said.end() - said.start())
        if first > start and first >= here:
            parts.append(Part(first, end, "initials", "the initials of who wrote it"))
    return tuple(parts)


def _within(start: int, end: int, glued: Sequence[Stuck]) -> Iterator[Stuck]:
    """What sticks in one line."""
    for index in range(bisect_left(glued, (start,)), len(glued)):
        if glued[index].start >= end:
            return
        yield glued[index]
