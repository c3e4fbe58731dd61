"""A saved web page: its text and what its head says, by trafilatura."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from reader.library.sources import Found, UnreadableError, read_whole
from reader.library.sources.known import known_of

MISSING = "Web pages need one more package: pip install 'kliping[html]'."
NOTHING = "No article was found in this page."

MOST = 30_000
"""Tags of a page that is taken apart, which costs their square: these take five seconds.
A page of news has some thousand."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# No page means anything by these, and the parser stops at them.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")
_REFERRED = re.compile(
    rb"&#(?:0*(?:%s)|[xX]0*(?:%s));?(?![0-9a-fA-F])"
    % (b"|".join(b"%d" % code for code in _CONTROLS), b"|".join(b"%x" % code for code in _CONTROLS))
)


def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """The page's article; UnreadableError where trafilatura is missing or finds none."""
    try:
        from trafilatura import extract
    except ImportError:
        raise UnreadableError(MISSING, lasting=False) from None
    data = read_whole(file)
    if data.count(b"<") > MOST:
        raise UnreadableError("This page has too many parts for an article: save less of it.")
    if not data.startswith(_UTF16):
        data = _REFERRED.sub(b"", data.translate(None, _CONTROLS))
    # Bytes, not text: the page's own declaration of its letters is trafilatura's to find.
    drawn = extract(
        data,
        output_format="json",
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    page = json.loads(drawn) if drawn else {}
    text = page.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError(NOTHING)
    yield Found(text, known=known_of(_said(page, data)))


def _said(page: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What the page says of itself, under the names of rows."""
    said = {
        "title": page.get("title"),
        "author": page.get("author"),
        "publisher": page.get("source-hostname"),
        "url": page.get("source"),
    }
    # A date that was printed somewhere is a guess, and the text is looked through for one
    # anyway; what stands between quotation marks is markup.
    if isinstance(day := page.get("date"), str) and day.isascii():
        marked = re.search(rb"[\"'](%s(?:[T ][\d:.+Z-]*)?)[\"']" % re.escape(day.encode()), data)
        said["date" if marked else "timestamp"] = marked[1].decode() if marked else day
    return said
