"""Cuts a text into its lines, and joins those that were wrapped by hand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from reader.article.page.shape import Shape, measure

_LINE = re.compile(r"\S(?:[^\n]*\S)?")

# Text wrapped by hand has lines of about one width, in characters.
_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z]")
_ADDRESS = re.compile(r"https?:|[^\s.]+\.\w")
_NARROW, _WIDE, _RAGGED = 50, 100, 24


@dataclass(frozen=True, slots=True)
class Physical:
    """A line of the text that is not blank; `number` counts from 1, blank ones included."""

    number: int
    start: int
    end: int


class Placed(Protocol):
    """Whatever has a line's number and place."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is judged as one: a line, or several that were wrapped by hand.

    `text` is theirs, joined by spaces.
    """

    lines: tuple[Physical, ...]
    text: str
    shape: Shape

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def physical_lines(text: str) -> Iterator[Physical]:
    """Every line that is not blank, without outer blanks."""
    number, seen = 1, 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        number += text.count("\n", seen, start)
        seen = start
        yield Physical(number, start, end)


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order."""
    shapes: dict[str, Shape] = {}
    pieces = []
    for lines in _joined(text):
        words = " ".join(text[line.start : line.end] for line in lines)
        shape = shapes.get(words)
        if shape is None:
            shape = shapes[words] = measure(words)
        pieces.append(Piece(lines, words, shape))
    return tuple(pieces)


def _joined(text: str) -> Iterator[tuple[Physical, ...]]:
    block: list[Physical] = []
    for line in physical_lines(text):
        if block and line.number > block[-1].number + 1:
            yield from unwrapped(text, block)
            block = []
        block.append(line)
    yield from unwrapped(text, block)


def unwrapped(text: str, block: Sequence[_P]) -> Iterator[tuple[_P, ...]]:
    """Lines that stand directly below each other, those that were one put together.

    Text wrapped by hand at 70 or 80 columns is joined; lines that are a paragraph
    each are not.
    """
    if len(block) < 2:
        if block:
            yield (block[0],)
        return
    width = _width(text, block)
    piece = [block[0]]
    for above, line in pairwise(block):
        if _goes_on(text, above, line, width):
            piece.append(line)
        else:
            yield tuple(piece)
            piece = [line]
    yield tuple(piece)


def _width(text: str, block: Sequence[Placed]) -> int:
    """The width that these lines were wrapped at, in characters; 0 when they were not."""
    sizes = [line.end - line.start for line in block]
    width = max(sizes)
    if not _NARROW <= width <= _WIDE:
        return 0
    full = sum(size >= width - _RAGGED for size in sizes)
    broken = sum(
        not _ends_sentence(text, above) or text[line.start].islower()
        for above, line in pairwise(block)
    )
    small = sum(text[line.start].islower() for line in block[1:])
    joints = len(block) - 1
    return width if 2 * full >= joints and 2 * broken >= joints and 4 * small >= joints else 0


def _goes_on(text: str, above: Placed, line: Placed, width: int) -> bool:
    """Whether a line continues the sentence or the paragraph of the one directly above."""
    size = above.end - above.start
    open_ended = not _ends_sentence(text, above)
    if open_ended and text[line.start].islower() and size >= _NARROW - 10:
        last = text[above.end - 1]
        several = text.count(" ", line.start, line.end) >= 2 or _ends_sentence(text, line)
        running = (
            len(_SMALL_WORD.findall(text, max(above.start, above.end - _WIDE), above.end)) >= 3
        )
        goes = (last.islower() or last in ",-–—") and several and running
        return goes and not _ADDRESS.match(text, line.start, line.end)
    if not width or size < width - _RAGGED:
        return False
    # In wrapped text the next word would not have fitted: no paragraph ends here.
    first = text.find(" ", line.start, line.end)
    word = (line.end if first < 0 else first) - line.start
    return size + 1 + word > width - 2 or open_ended


def _ends_sentence(text: str, line: Placed) -> bool:
    """Whether a line ends as a sentence does."""
    end = text[max(line.start, line.end - 4) : line.end].rstrip("\"”“’')»]*")
    return end.endswith((".", "!", "?", "…", ":"))
