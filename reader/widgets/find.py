"""Finds words in a text as a reader means them. Pure."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article import Span

_QUOTES = '["“”„«»]'
_SINGLE = "['‘’]"
_DASHES = "[-\u2010-\u2015]"


def find_all(text: str, query: str) -> "tuple[Span, ...]":
    """Where `query` stands in `text`, as spans of code points.

    Capital letters count only when the query has one. White space matches any
    white space, so words are found over line ends; a straight quotation mark
    matches any, a hyphen any dash.
    """
    words = query.split()
    if not words:
        return ()
    pattern = r"\s+".join("".join(_letter(char) for char in word) for word in words)
    flags = re.NOFLAG if query != query.lower() else re.IGNORECASE
    return tuple(match.span() for match in re.compile(pattern, flags).finditer(text))


def _letter(char: str) -> str:
    if char == '"':
        return _QUOTES
    if char == "'":
        return _SINGLE
    if char == "-":
        return _DASHES
    return re.escape(char)
