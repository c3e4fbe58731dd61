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


def read_article(text: str, name: str = "") -> Article:
    """Read a text as a crawler left it: see `reader.article.reading.read_article`."""
    from reader.article.reading import read_article as read  # 50 ms, for who reads a text

    return read(text, name)
