"""Cuts a text into its lines, and joins those that were wrapped by hand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from reader.article.page.shape import Shape, measure

# Text wrapped by hand has lines of about one width, in characters.
_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z]")
_ADDRESS = re.compile(r"https?:|[^\s.]+\.\w")
_NARROW, _WIDE, _RAGGED = 50, 100, 24

# A line that goes on below is no shorter than this, in characters.
_LEAST = min(_NARROW - 10, _NARROW - _RAGGED)


class Physical(NamedTuple):
    """A line of the text that is not blank; `number` counts from 1, blank ones included.

    A tuple, as is what is made of it: a text may have half a million lines, and
    tuples are made in half the time.
    """

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


class Piece(NamedTuple):
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
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if bare := line.strip():
            first = start if bare[0] == line[0] else start + line.index(bare[0])
            yield Physical(number, first, first + len(bare))
        start += len(line) + 1


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order."""
    shapes: dict[str, Shape] = {}
    pieces = []
    for lines in _joined(text):
        words = (
            text[lines[0].start : lines[0].end]
            if len(lines) == 1
            else " ".join(text[line.start : line.end] for line in lines)
        )
        shape = shapes.get(words)
        if shape is None:
            shape = shapes[words] = measure(words)
        pieces.append(Piece(lines, words, shape))
    return tuple(pieces)


def _joined(text: str) -> Iterator[tuple[Physical, ...]]:
    block: list[Physical] = []
    below = 0
    for line in physical_lines(text):
        if line.number != below and block:
            yield from unwrapped(text, block)
            block = []
        block.append(line)
        below = line.number + 1
    yield from unwrapped(text, block)


def unwrapped(text: str, block: Sequence[_P]) -> Iterator[tuple[_P, ...]]:
    """Lines that stand directly below each other, those that were one put together.

    Text wrapped by hand at 70 or 80 columns is joined; lines that are a paragraph
    each are not.
    """
    longest = max((line.end - line.start for line in block), default=0)
    if len(block) < 2 or longest < _LEAST:
        for line in block:
            yield (line,)
        return
    width = _width(text, block, longest)
    piece = [block[0]]
    for above, line in pairwise(block):
        if _goes_on(text, above, line, width):
            piece.append(line)
        else:
            yield tuple(piece)
            piece = [line]
    yield tuple(piece)


def _width(text: str, block: Sequence[Placed], width: int) -> int:
    """The width that these lines were wrapped at, in characters; 0 when they were not.

    `width` is that of the longest.
    """
    if not _NARROW <= width <= _WIDE:
        return 0
    full = sum(line.end - line.start >= width - _RAGGED for line in block)
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
    if size < _LEAST:
        return False
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
