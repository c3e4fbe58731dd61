"""Opens one file as an article, outside any library."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.library.folder import denial, is_denied, shown
from reader.library.row import parted

if TYPE_CHECKING:  # reading texts is loaded when a text is read
    from reader.article import Article


class Opened(NamedTuple):
    """An article, its path safe to draw, and what its row said of it."""

    article: "Article"
    path: str
    known: Mapping[str, str]


def open_path(path: str | os.PathLike[str]) -> Opened:
    """The article of any file, or of a row (`file.jsonl#12`). ReaderError where there is none."""
    from reader.library.reading import NO_TEXT, articles
    from reader.library.sources import UnreadableError

    name = os.fspath(path)
    file, number = name, None
    if not os.path.lexists(name) and os.path.lexists(parted(name)[0]):
        file, number = parted(name)
    told = shown(name)
    if is_denied(file):
        raise ReaderError(denial(name), title="This cannot be read")
    if not os.path.lexists(file):
        raise ReaderError(f"No such file: {told}. Check the name.", title="No such file")
    if os.path.isdir(file):
        raise ReaderError(f"{told} is a folder: give one of its files.", title="Not a file")
    try:
        found = []
        for one, article in articles(file, number or 0):
            if article is None:
                raise ReaderError(f"{told}: {one.error}", title="This cannot be read")
            found.append((one, article))
            if number is not None or len(found) > 1:
                break
    except UnreadableError as error:
        raise ReaderError(f"{told}: {error.sentence}", title=error.title) from None
    if number is not None and (not found or found[0][0].number != number):
        raise ReaderError(f"{told}: there is no row {number}.", title="No such article")
    if not found:
        raise ReaderError(f"{told}: {NO_TEXT}", title="This cannot be read")
    if len(found) > 1:
        raise ReaderError(f"{told} holds many articles: name one by its row, as {told}#1.")
    one, article = found[0]
    return Opened(article, f"{shown(file)}#{one.number}" if one.number else told, one.known)
