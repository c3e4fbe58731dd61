"""Bytes to text: UTF-8, UTF-16 by its mark, else Windows' Western letters with a warning."""

import codecs

from reader.library.sources import UnreadableError

GUESSED = "The text is not UTF-8; it was read as Windows-1252, so some letters may be wrong."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file's bytes, and a warning where its letters are a guess.

    Raises UnreadableError for what is not a text at all.
    """
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace"), None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise UnreadableError("This is not a text file.") from None
        return data.decode("cp1252", "replace"), GUESSED
    # A stray zero byte is dirt; a tenth of them is UTF-16 without its mark, or no text.
    if data.count(0) * 10 > len(data):
        raise UnreadableError("This is not a text file, or it is UTF-16 without a byte order mark.")
    return text, None
