"""Finds direct quotations."""

import re
from collections.abc import Sequence

from reader.article.language import Language
from reader.article.model import Line, Paragraph, Span

_PAIR = re.compile(r'["“”]([^"“”\n]+[,.?!])["“”]')


def find_quotes(
    text: str, lines: Sequence[Line], paragraphs: Sequence[Paragraph], language: Language
) -> tuple[Span, ...]:
    """The spans of speech in the body, without their marks, in reading order."""
    return tuple(
        match.span(1)
        for paragraph in paragraphs
        if paragraph.label == "body"
        for match in _PAIR.finditer(text, paragraph.start, paragraph.end)
    )
