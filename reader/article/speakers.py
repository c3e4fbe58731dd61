"""Says who spoke."""

import re
from collections.abc import Sequence

from reader.article.language import Language
from reader.article.model import Line, Paragraph, Person, Quote, Span

_CUE = re.compile(r"\W{0,3}(kata|ujar|jelas|terang|tegas|tutur) ((?:[A-Z]\w+ ?)+)")


def attribute(
    text: str,
    lines: Sequence[Line],
    paragraphs: Sequence[Paragraph],
    spans: Sequence[Span],
    language: Language,
) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotes with their speakers, and the people of the article."""
    quotes = []
    for start, end in spans:
        if match := _CUE.match(text, end):
            name = match[2].strip()
            quotes.append(Quote(start, end, name, name, None, match[1], "name"))
        else:
            quotes.append(Quote(start, end))
    return tuple(quotes), ()
