"""Finds quotation marks and tells which way each one faces.

The glyph says little on scraped pages: `”` opens at some outlets, `"` was put
in for both, entities and escapes were left standing. What stands on either
side of a mark says more: an opening mark has a space before it and none after.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reader.article.model import Span

Side = Literal["open", "close", "either"]

_NAMED = "quot|ldquo|rdquo|bdquo|laquo|raquo"
_NUMBERED = "#0*(?:34|171|187|8220|8221|8222)|#[xX]0*(?:22|ab|AB|bb|BB|201[cdeCDE])"
_GLYPHS = '"“”„‟«»″〝〞'
# Every alternative begins with a letter of its own, so that the search leaps from one
# such letter to the next.
_ONE = "|".join(
    [
        *_GLYPHS,
        rf"\\[{_GLYPHS}]",
        rf"&(?:{_NAMED}|{_NUMBERED});",
        *("''", "’’", "‘‘", "‘’", "``"),
        r",,(?=\w)(?<![\w,],,)",
    ]
)
_MARK = re.compile(_ONE)
_CLOSING = re.compile(rf"[’'\s]*(?:{_ONE})*")

_OPENS_AFTER = frozenset("([{–—-/>…’‘'")
_CLOSES_BEFORE = frozenset(",.;:?!)]}–—-…’‘'/")
_FACING = {"“": "open", "«": "open", "„": "open", "‟": "open", "&ldquo;": "open", "&laquo;": "open"}


class Mark(NamedTuple):
    """A quotation mark, or several that stand for one (`''`, `“"`, `&quot;`).

    `side` is what the spacing says; `looks_open` what the glyph says, where the
    spacing says nothing.
    """

    start: int
    end: int
    side: Side
    looks_open: bool


class Quoted(NamedTuple):
    """A string between two marks, or after one that is never closed (`closed_at` is None).

    `start` and `end` leave the marks out; `opened_at` is where the first mark
    begins, `closed_at` where the last one ends.
    """

    start: int
    end: int
    opened_at: int
    closed_at: int | None


def mark_starts(text: str) -> list[int]:
    """Where the double quotation marks of a text begin, and the parts of one."""
    return [match.start() for match in _MARK.finditer(text)]


def find_marks(text: str, span: Span) -> Iterator[Mark]:
    """Yield the double quotation marks within `span`, in order."""
    first, last = span
    start = end = -1
    for match in _MARK.finditer(text, first, last):
        if match.start() == end:
            end = match.end()
            continue
        if start >= 0:
            yield from _faced(text, start, end, span)
        start, end = match.span()
    if start >= 0:
        yield from _faced(text, start, end, span)


def is_closed(text: str, end: int) -> bool:
    """Whether a quotation mark stands where a quote ends, single ones left aside."""
    while end < len(text) and text[end] in "’'" and not _MARK.match(text, end):
        end += 1
    return _MARK.match(text, end) is not None


def past_marks(text: str, start: int, end: int) -> int:
    """Where the closing marks at `start` end, single ones among them."""
    match = _CLOSING.match(text, start, end)
    return match.end() if match else start


def _faced(text: str, start: int, end: int, span: Span) -> Iterator[Mark]:
    """The mark at `start:end`; or two, where one quote ends as the next begins."""
    before = text[start - 1] if start > span[0] else " "
    after = text[end] if end < span[1] else " "
    glued = _is_inner(before) and _is_inner(after)
    if glued and before in ".,?!…" and (pair := _MARK.match(text, start)) and pair.end() < end:
        yield Mark(start, pair.end(), "close", False)
        yield Mark(pair.end(), end, "open", True)
        return
    opens = before.isspace() or before in _OPENS_AFTER
    closes = after.isspace() or after in _CLOSES_BEFORE
    side: Side = "either"
    if opens != closes:
        side = "open" if opens else "close"
    match = _MARK.match(text, start)
    glyph = match[0] if match else ""
    yield Mark(start, end, side, glyph in _FACING)


def _is_inner(char: str) -> bool:
    return not char.isspace()
