"""Joins lines that were wrapped by hand into paragraphs."""

from collections.abc import Iterator, Sequence

from reader.article.model import KEPT, Line, Paragraph
from reader.article.page.wrapping import unwrap


def gather_paragraphs(text: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The kept lines as paragraphs, in reading order.

    A paragraph is one line, or several of one label which stand directly below
    each other and were wrapped at a width of 50 to 100 columns.
    """
    place = {line.number: index for index, line in enumerate(lines)}
    paragraphs = []
    for piece in unwrap(text, list(_blocks(lines))):
        # The lines of a piece have no other ones between them.
        first = place[piece[0].number]
        within = tuple(range(first, first + len(piece)))
        paragraphs.append(Paragraph(piece[0].start, piece[-1].end, piece[0].label, within))
    return tuple(paragraphs)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The kept lines of one label that stand directly below each other."""
    block: list[Line] = []
    below = 0
    for line in lines:
        if line.label not in KEPT:
            continue
        if block and (line.label != block[0].label or line.number != below):
            yield block
            block = []
        block.append(line)
        below = line.number + 1
    if block:
        yield block
