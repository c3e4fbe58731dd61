"""Cuts a text into its lines, and joins those that were wrapped by hand."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.article.page.shape import Shape, measure
from reader.article.page.wrapping import unwrap


class Physical(NamedTuple):
    """A line of the text that is not blank; `number` counts from 1, blank ones included.

    A tuple, as is what is made of it: a text may have half a million lines, and
    tuples are made in half the time.
    """

    number: int
    start: int
    end: int


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
    for lines in unwrap(text, _blocks(text)):
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


def _blocks(text: str) -> list[list[Physical]]:
    """The lines of a text, those together that have no blank one between them."""
    blocks: list[list[Physical]] = []
    below = 0
    for line in physical_lines(text):
        if line.number == below:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        below = line.number + 1
    return blocks
