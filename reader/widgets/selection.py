"""Selecting words by keyboard. Pure.

First a word is pointed at, and motions move it (a sentence motion takes the whole
sentence). Once it is held, motions move the other end of the selection instead.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from reader.article import Span

Motion = Literal[
    "left", "right", "next-word", "previous-word", "next-sentence", "previous-sentence"
]

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
#: A sentence runs to its mark and to the quotation mark or bracket that closes behind it.
_SENTENCE = re.compile(
    r"[^\s.!?…][^.!?…\n]*(?:[.!?…]++(?![\s\"”’')\]])[^.!?…\n]*)*[.!?…]*[\"”’')\]]*"
)
#: How far back a sentence is looked for, in code points: longer ones are cut there.
_BACK = 4000


@dataclass(frozen=True, slots=True)
class Selection:
    """Words being selected, in code points of the text.

    `origin` is what was pointed at, `free` the end that motions move once it is
    held (None before). What is selected reaches from the one to the other.
    """

    origin: Span
    free: int | None = None

    @property
    def span(self) -> Span:
        if self.free is None:
            return self.origin
        return min(self.origin[0], self.free), max(self.origin[1], self.free)

    @property
    def moving(self) -> int:
        """The end that the next motion moves."""
        return self.origin[0] if self.free is None else self.free

    def hold(self) -> "Selection":
        """From here on motions make the selection larger or smaller; held already: let go."""
        if self.free is None:
            return replace(self, free=self.origin[1])
        return Selection(self.span)


def word_at(text: str, offset: int) -> Selection:
    """Point at the first word at or after a position."""
    match = _WORD.search(text, offset)
    return Selection(match.span() if match else (offset, min(len(text), offset + 1)))


def moved(text: str, selection: Selection, motion: Motion, limits: Span) -> Selection:
    """The selection after a motion. It is never empty and stays within `limits`."""
    if selection.free is None:
        return Selection(_pointed(text, selection.origin, motion, limits))
    first, last = selection.origin
    free = selection.free
    forward = motion in ("right", "next-word", "next-sentence")
    if motion in ("left", "right"):
        step = 1 if forward else -1
        # Within the origin there is nothing to see: the end jumps over it.
        if first < free + step < last:
            free = last if forward else first
        free += step
    elif forward:
        if free < first:
            free = min(_start_after(text, free, first, motion), first)
            free = last if free == first else free
        else:
            free = _end_after(text, max(free, last), limits[1], motion)
    elif free > last:
        free = max(_end_before(text, free, last, motion), last)
    else:
        free = _start_before(text, min(free, first), limits[0], motion)
    return replace(selection, free=max(limits[0], min(free, limits[1])))


def _pattern(motion: Motion) -> re.Pattern[str]:
    return _SENTENCE if "sentence" in motion else _WORD


def _pointed(text: str, origin: Span, motion: Motion, limits: Span) -> Span:
    """The next word or sentence, or the one before; the same where there is none."""
    pattern = _pattern(motion)
    start, end = origin
    if pattern is _SENTENCE:
        here = _around(text, start, limits)
        if here and here != origin and (motion == "next-sentence" or here[0] < start):
            return here
        start, end = here or origin
    if motion in ("right", "next-word", "next-sentence"):
        match = pattern.search(text, end, limits[1])
        return match.span() if match else origin
    before = _start_before(text, start, limits[0], motion)
    match = pattern.match(text, before, limits[1])
    return match.span() if match and before < start else origin


def _around(text: str, offset: int, limits: Span) -> Span | None:
    """The sentence that holds a position."""
    line = text.rfind("\n", max(limits[0], offset - _BACK), offset) + 1
    for match in _SENTENCE.finditer(text, max(line, limits[0], offset - _BACK), limits[1]):
        if match.end() > offset:
            return match.span() if match.start() <= offset else None
    return None


def _end_after(text: str, at: int, limit: int, motion: Motion) -> int:
    for match in _pattern(motion).finditer(text, at, limit):
        if match.end() > at:
            return match.end()
    return limit


def _start_after(text: str, at: int, limit: int, motion: Motion) -> int:
    for match in _pattern(motion).finditer(text, at, limit):
        if match.start() > at:
            return match.start()
    return limit


def _end_before(text: str, at: int, limit: int, motion: Motion) -> int:
    ends = [m.end() for m in _pattern(motion).finditer(text, limit, at) if m.end() < at]
    return ends[-1] if ends else limit


def _start_before(text: str, at: int, limit: int, motion: Motion) -> int:
    back = max(limit, at - _BACK)
    starts = [m.start() for m in _pattern(motion).finditer(text, back, at) if m.start() < at]
    return starts[-1] if starts else limit
