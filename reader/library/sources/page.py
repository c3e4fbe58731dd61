"""A saved web page: its text and what its head says, by trafilatura."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from reader.library.sources import Found, UnreadableError, read_whole
from reader.library.sources.known import known_of

MISSING = "Web pages need one more package: pip install 'kliping[html]'."


def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """The page's article; UnreadableError where trafilatura is missing or finds none."""
    try:
        from trafilatura import extract
    except ImportError:
        raise UnreadableError(MISSING, lasting=False) from None
    data = read_whole(file)
    # Bytes, not text: the page's own declaration of its letters is trafilatura's to find.
    drawn = extract(data, output_format="json", with_metadata=True, include_comments=False)
    page = json.loads(drawn) if drawn else {}
    text = page.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError("No article was found in this page.")
    yield Found(text, known=known_of(page))
