"""Joins lines that were wrapped by hand into paragraphs."""

from collections.abc import Sequence

from reader.article.model import Line, Paragraph


def gather_paragraphs(text: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The kept lines as paragraphs, in reading order."""
    return tuple(
        Paragraph(line.start, line.end, line.label, (index,))
        for index, line in enumerate(lines)
        if line.kept
    )
