"""Joins lines that were wrapped by hand into paragraphs."""

from collections.abc import Iterator, Sequence

from reader.article.model import KEPT, Line, Paragraph
from reader.article.page.wrapping import unwrap


def gather_paragraphs(text: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The kept lines as paragraphs, in reading order.

    A paragraph is one line, or several of one label which stand directly below
    each other and were wrapped at a width of 50 to 100 columns.
    """
    kept = [index for index, line in enumerate(lines) if line.label in KEPT]
    paragraphs = []
    here = 0
    for piece in unwrap(text, list(_blocks([lines[index] for index in kept]))):
        within = tuple(kept[here : here + len(piece)])
        here += len(piece)
        paragraphs.append(Paragraph(piece[0].start, piece[-1].end, piece[0].label, within))
    return tuple(paragraphs)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of one label that stand directly below each other."""
    block: list[Line] = []
    below = 0
    for line in lines:
        if block and (line.label != block[0].label or line.number != below):
            yield block
            block = []
        block.append(line)
        below = line.number + 1
    if block:
        yield block
