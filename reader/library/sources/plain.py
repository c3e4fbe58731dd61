"""A text file is one article."""

from collections.abc import Iterator
from typing import BinaryIO

from reader.library.sources import Found, read_whole
from reader.library.sources.decoding import decode


def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """The file's text."""
    text, warning = decode(read_whole(file))
    yield Found(text, warning=warning)
