"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, else Windows' Western letters."""

import codecs

from reader.library.sources import UnreadableError

GUESSED = "The text is not UTF-8; it was read as Windows-1252, so some letters may be wrong."
DAMAGED = "The text is UTF-8 with broken letters in it: each is shown as \ufffd."

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # it begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file's bytes, and a warning where its letters are a guess.

    Raises UnreadableError for what is not a text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guessed(data)
    # A stray zero byte is dirt; a tenth of them is UTF-16 without its mark, or no text.
    if data.count(0) * 10 > len(data):
        raise UnreadableError("This is not a text file, or it is UTF-16 without a byte order mark.")
    return text, None


def _guessed(data: bytes) -> tuple[str, str]:
    if b"\0" in data:
        raise UnreadableError("This is not a text file.")
    # Letters of Windows-1252 are hardly ever UTF-8 by accident: where some are, a crawler
    # cut the text between two bytes, or put together what was written in two ways.
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    if broken * 4 < len(text) - len(text.encode("ascii", "ignore")):
        return text, DAMAGED
    return data.decode("cp1252", "replace"), GUESSED
