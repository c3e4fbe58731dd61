"""Text in, Article out. Pure: no disk, no screen, no clock."""

from reader.article.model import (
    KEPT,
    NOISE,
    Article,
    Attribution,
    Label,
    Line,
    Paragraph,
    Part,
    Person,
    Quote,
    Span,
)
from reader.article.reading import read_article
from reader.article.safety import sanitise

__all__ = [
    "KEPT",
    "NOISE",
    "Article",
    "Attribution",
    "Label",
    "Line",
    "Paragraph",
    "Part",
    "Person",
    "Quote",
    "Span",
    "read_article",
    "sanitise",
]
