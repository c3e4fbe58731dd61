"""A few words of an article around what was looked for, on one line."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article.model import Span

WIDTH = 180
"""Characters of a snippet, about: two lines on a terminal."""

BEFORE = 50
"""Characters at most before the first of the words that are shown."""

_CHOICE = 500
"""Places that are compared at most, from the first on."""

_NEARBY = 24
"""Characters within which an end of the snippet is moved to the end of a word."""

_MORE = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are spans in `text`; `at` is the span in the body that it was made for."""

    text: str
    marks: "tuple[Span, ...]"
    at: "Span"


def around(body: str, marks: "Sequence[Span]", anchors: "Sequence[Span]") -> Snippet:
    """The words where most of what was looked for stands together.

    `marks` are spans in `body`, one after the other; the snippet is made for one of
    `anchors`, which are some of them.
    """
    begins = [start for start, _ in marks]
    first = max(
        anchors[:_CHOICE], key=lambda one: (_together(body, one[0], marks, begins), -one[0])
    )
    start = max(0, first[0] - BEFORE)
    line = body.rfind("\n", start, first[0])
    if line >= 0:
        start = line + 1
    elif start:
        start = _next_word(body, start, first[0])
    return _cut(body, start, marks, first)


def beginning(body: str, start: int = 0) -> Snippet:
    """The words from a place on."""
    return _cut(body, start, (), (start, start))


def _together(body: str, start: int, marks: "Sequence[Span]", begins: Sequence[int]) -> int:
    """How many different words that were looked for stand in a snippet from here."""
    end = start + WIDTH - BEFORE
    near = marks[bisect_left(begins, start) : bisect_left(begins, end)]
    return len({body[a:b].casefold() for a, b in near if b <= end})


def _cut(body: str, start: int, marks: "Sequence[Span]", at: "Span") -> Snippet:
    end = min(len(body), max(start + WIDTH, at[1]))
    if end < len(body):
        space = body.rfind(" ", max(end - _NEARBY, at[1]), end + 1)
        end = space if space > start else end
    shown: list[str] = []
    places: dict[int, int] = {}
    for place in range(start, end):
        places[place] = len(shown)
        one = body[place]
        if not one.isspace():
            shown.append(one)
        elif shown and shown[-1] != " ":
            shown.append(" ")
    places[end] = len(shown)
    lead = _MORE if start > 0 and body[start - 1] != "\n" else ""
    trail = _MORE if body[end:].strip() else ""
    kept = tuple(
        (places[a] + len(lead), places[b] + len(lead))
        for a, b in marks[bisect_left(marks, (start, 0)) : bisect_left(marks, (end, 0))]
        if b <= end
    )
    return Snippet(lead + "".join(shown).rstrip() + trail, kept, at)


def _next_word(body: str, start: int, most: int) -> int:
    space = body.find(" ", start, min(start + _NEARBY, most))
    return space + 1 if space >= 0 else start
