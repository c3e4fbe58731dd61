"""What the library shows of an article without opening it, and the order of showing."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the values alone; reading texts is loaded when a text is read
    from reader.article.model import Attribution, Span
    from reader.article.traces import Trace


@dataclass(frozen=True, slots=True)
class Row:
    """One article, or one file that cannot be read, as the sidebar and `list` show it.

    `id` is "" where nothing could be read, and then `error` says why in one
    sentence. `path` is the root as the user typed it with the way below it,
    safe to draw, with `#12` behind it for the twelfth row of a file of rows.
    `published` is ISO 8601 to the precision the page gives; `words` counts the
    body, `quotes` the statements. `warning` is one sentence about a text that
    was read with some doubt. `key` is the catalog's own, and another one once the
    file has been read anew. `copies` counts the other articles of the same wire
    story where the list is folded to one row a story.
    """

    id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    words: int
    quotes: int
    error: str | None
    warning: str | None = None
    key: int = field(default=0, compare=False)
    copies: int = 0

    @property
    def headline(self) -> str:
        """The title, else the file's name: never empty."""
        return self.title or os.path.basename(self.path.rstrip("/\\")) or self.path or "?"


class Said(NamedTuple):
    """A quote as the catalog keeps it: positions in the article's text, and the words."""

    start: int
    end: int
    text: str
    speaker: str | None
    mention: str | None
    role: str | None
    cue: str | None
    attribution: "Attribution"


class Reading(NamedTuple):
    """What was worked out from one article of a file: a row without its path, and its quotes.

    `number` is 0 where the file is the article, else its row in the file,
    counted from 1; `offset` is where that row begins, in bytes of the unpacked
    file. `lasting` is False where another try at the same bytes may go better (a
    permission, a missing extra). `body` are the words that a search looks in, line
    by line, and `spans` says where each of these lines is in the article's text.
    `sketch` tells near-duplicates apart from others; () where there is none. `traces`
    has what each of the quotes is found by.
    """

    number: int = 0
    offset: int = 0
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    words: int = 0
    error: str | None = None
    warning: str | None = None
    quotes: tuple[Said, ...] = ()
    lasting: bool = True
    body: str = ""
    spans: "tuple[Span, ...]" = ()
    sketch: tuple[int, ...] = ()
    traces: "tuple[Trace, ...]" = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the files that have to be read were read."""

    done: int
    total: int


def parted(path: str) -> tuple[str, int | None]:
    """The file and the number of `file.jsonl#12`; None where the path ends in no number."""
    file, _, number = path.rpartition("#")
    if file and number.isascii() and number.isdecimal():
        return file, int(number[:18])  # an int of a million digits would be refused
    return path, None


def moment(published: str | None) -> float | None:
    """The instant of an ISO 8601 string in seconds since 1970, None where it is no date.

    A time with a zone counts as that instant. Without one it is taken as UTC,
    and a day, month or year begins with its first second: which zone was meant
    is not known, and the order must not depend on where the reader sits.
    """
    if not published:
        return None
    if len(published) in (4, 7):
        published += "-01-01"[: 10 - len(published)] if len(published) == 4 else "-01"
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    try:
        return when.timestamp()
    except (OverflowError, ValueError):
        return None


def newest_first(row: Row) -> tuple[bool, float, str]:
    """The order of the list: newest first, then what has no date; by path where equal."""
    when = moment(row.published)
    return (when is None, -(when or 0.0), row.path)
