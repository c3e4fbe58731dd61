"""Joins lines that were wrapped by hand into paragraphs."""

from collections.abc import Iterator, Sequence

from reader.article.model import KEPT, Line, Paragraph
from reader.article.page.pieces import unwrapped


def gather_paragraphs(text: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The kept lines as paragraphs, in reading order.

    A paragraph is one line, or several of one label which stand directly below
    each other and were wrapped at a width of 50 to 100 columns.
    """
    paragraphs = []
    for place, block in _blocks(lines):
        for piece in unwrapped(text, block):
            # The lines of a block have no other ones between them.
            below = place + len(piece)
            within = tuple(range(place, below))
            paragraphs.append(Paragraph(piece[0].start, piece[-1].end, piece[0].label, within))
            place = below
    return tuple(paragraphs)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """The kept lines of one label that stand directly below each other; the first one's index."""
    block: list[Line] = []
    first = below = 0
    for index, line in enumerate(lines):
        if line.label not in KEPT:
            continue
        if block and (line.label != block[0].label or line.number != below):
            yield first, block
            block = []
        if not block:
            first = index
        block.append(line)
        below = line.number + 1
    if block:
        yield first, block
