"""Joins lines that were wrapped by hand into paragraphs."""

from collections.abc import Iterator, Sequence

from reader.article.model import Line, Paragraph
from reader.article.page.pieces import unwrapped


def gather_paragraphs(text: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The kept lines as paragraphs, in reading order.

    A paragraph is one line, or several of one label which stand directly below
    each other and were wrapped at a width of 50 to 100 columns.
    """
    place = {line.number: index for index, line in enumerate(lines)}
    return tuple(
        Paragraph(
            piece[0].start,
            piece[-1].end,
            piece[0].label,
            tuple(place[line.number] for line in piece),
        )
        for block in _blocks(lines)
        for piece in unwrapped(text, block)
    )


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The kept lines of one label that stand directly below each other."""
    block: list[Line] = []
    for line in lines:
        if not line.kept:
            continue
        if block and (line.label != block[-1].label or line.number != block[-1].number + 1):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
