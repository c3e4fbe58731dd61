"""One file: opened with care, given to its source, read as articles."""

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from reader.article import NOISE, Article, read_article
from reader.article.model import Span
from reader.article.sketch import sketch
from reader.article.traces import trace
from reader.library.faults import because, fault_of
from reader.library.row import Reading, Said
from reader.library.sources import REGISTRY, Found, UnreadableError, kind_of, source_for
from reader.library.sources.known import outlet_of
from reader.library.sources.packed import unpacked

NO_TEXT = "There is no text in it."

_OPENING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO that took the file's place must not hold us up
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def readings(path: str) -> Iterator[Reading]:
    """What is worked out from the articles of a file, in their order. Raises nothing.

    A file that cannot be read, or holds nothing, gives one Reading with its error.
    """
    last = -1
    try:
        for found, article in articles(path):
            last = found.number
            yield reading(found, article)
        if last < 0:
            yield Reading(error=NO_TEXT)
    except UnreadableError as error:
        number = last + 1 if last > 0 else 0
        yield Reading(number, error=error.sentence, lasting=error.lasting)


class Piece(NamedTuple):
    """An article of a large file, as its source found it: the `nth` of what is read of it now."""

    path: str
    nth: int
    found: Found
    lasting: bool = True

    @property
    def weight(self) -> int:
        """The letters of its text."""
        return len(self.found.text)


Task = str | Piece
"""A file that is read as a whole, or an article of one that comes piece by piece."""


def read(task: Task) -> Iterator[Reading]:
    """What is worked out from a file, or a piece of one. Raises nothing."""
    if isinstance(task, str):
        return readings(task)
    made = reading(*_article(task.found, os.path.basename(task.path)))
    return iter((made if task.lasting else made._replace(lasting=False),))


def pieces(path: str, number: int = 0, offset: int = 0) -> Iterator[Piece]:
    """A file piece by piece, from behind the row `number` (at `offset`) if one is named.

    Where the file cannot be read, or not to its end, the last piece says so. Raises nothing.
    """
    nth = -1
    last = number
    try:
        for found in finds(path, number, offset):
            if number and found.number <= number:
                continue
            nth, last = nth + 1, found.number
            yield Piece(path, nth, found)
        if nth < 0 and not number:
            yield Piece(path, 0, Found("", error=NO_TEXT))
    except UnreadableError as error:
        after = last + 1 if last > 0 else 0
        yield Piece(path, nth + 1, Found("", after, error=error.sentence), error.lasting)


def articles(path: str, number: int = 0, offset: int = 0) -> Iterator[tuple[Found, Article | None]]:
    """The articles of a file, from a row on if one is named; None beside a row with an error.

    Raises UnreadableError.
    """
    name = os.path.basename(path)
    return (_article(one, name) for one in finds(path, number, offset))


def finds(path: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """What the source of a file finds in it, from a row on if one is named.

    Raises UnreadableError.
    """
    source = source_for(kind_of(path) or ".txt")
    with opened(path) as file:
        try:
            yield from source.read(file, os.path.basename(path), number, offset)
        except (EOFError, zlib.error):
            raise UnreadableError("The file is not a whole gzip file: fetch it again.") from None
        except OSError as error:
            raise UnreadableError(because(error), lasting=False) from None


def find_article(
    path: str, number: int = 0, offset: int = 0, *, wanted: str = ""
) -> tuple[Found, Article]:
    """One article of a file; a row of it at `offset`, or where the row `number` is now.

    Raises UnreadableError where it is not there, or is not the article `wanted`
    (an id) in a file of rows: rows have moved.
    """
    for start in sorted({offset, 0}, reverse=True):
        for found, article in articles(path, number, start):
            if found.number != number:
                break
            if article is not None and (not number or wanted in ("", article.id)):
                return found, article
            break
    raise UnreadableError("The file has changed: this article is no longer there.")


def known_fields(path: str, number: int = 0, offset: int = 0) -> Mapping[str, str]:
    """What a row says of its article; nothing for a text file. Raises UnreadableError."""
    if REGISTRY.get(kind_of(path) or ".txt") == "plain":
        return {}
    found = next(finds(path, number, offset), None)
    return found.known if found is not None and found.number == number else {}


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A regular file of a size that is read, unpacked if need be. Raises UnreadableError."""
    try:
        file = os.fdopen(os.open(path, _OPENING), "rb")
    except (OSError, ValueError) as error:
        raise UnreadableError(because(error), lasting=False) from None
    with file:
        status = os.fstat(file.fileno())
        if fault := fault_of(status, path):
            raise UnreadableError(fault, lasting=False)
        if path.lower().endswith(".gz"):
            with unpacked(file) as inside:
                yield inside
        else:
            yield file


def _article(found: Found, name: str) -> tuple[Found, Article | None]:
    if found.error is not None:
        return found, None
    shown = f"{name}#{found.number}" if found.number else name
    try:
        article = read_article(found.text, shown)
    except Exception as error:  # one text that trips the engine must not stop the other thousands
        fault = f"Kliping failed at this text ({type(error).__name__}): please report it."
        return replace(found, error=fault), None
    if not article.text.strip():
        return replace(found, error=NO_TEXT), None
    return found, with_known(article, found)


def with_known(article: Article, found: Found) -> Article:
    """The article with what its row says, which beats what was worked out from the text.

    A crawler's `timestamp` may be the day of the crawl: it is taken only where
    the text gives no date, and stays marked as inferred. So is the outlet that only the
    address tells.
    """
    known = found.known
    changed: dict[str, object] = {
        name: known[name] for name in ("title", "published", "publisher") if name in known
    }
    if "authors" in known:
        changed["authors"] = tuple(known["authors"].split("; "))
    given = tuple(changed)
    inferred = tuple(name for name in article.inferred if name not in changed)
    if article.published is None and "published" not in changed and "timestamp" in known:
        changed["published"] = known["timestamp"]
        inferred += ("published",)
    outlet = (
        None if article.publisher or "publisher" in changed else outlet_of(known.get("url", ""))
    )
    if outlet:
        changed["publisher"] = outlet
        inferred += ("publisher",)
    if not changed:
        return article
    return replace(article, **changed, inferred=inferred, given=given)  # type: ignore[arg-type]  # checked above by name


def reading(found: Found, article: Article | None) -> Reading:
    """What the catalog keeps of an article."""
    if article is None:
        return Reading(found.number, found.offset, error=found.error)
    searched, said = searched_in(article), said_in(article)
    return Reading(
        found.number,
        found.offset,
        article.id,
        article.title,
        article.publisher,
        article.published,
        article.language,
        words_in(article),
        None,
        found.warning,
        said,
        True,
        "\n".join(article.text[start:end] for start, end in searched),
        searched,
        sketch(article),
        tuple([trace(one.text) for one in said]),
    )


def searched_in(article: Article) -> tuple[Span, ...]:
    """Where the words are that a search looks in: what a reader sees, in the order of the text.

    A line each, or several where something that is no part of the article sticks in it.
    """
    spans: list[Span] = []
    for line in article.lines:
        if line.kept:
            start = line.start
            for part in sorted(line.parts, key=lambda part: part.start):
                if part.label in NOISE and part.end > start:
                    spans.append((start, part.start))
                    start = part.end
            spans.append((start, line.end))
    return tuple(span for span in spans if span[0] < span[1])


def words_in(article: Article) -> int:
    """How many words the body has."""
    text = article.text
    return sum(len(text[p.start : p.end].split()) for p in article.paragraphs if p.label == "body")


def said_in(article: Article) -> tuple[Said, ...]:
    """The quotes of an article by themselves."""
    return tuple(
        Said(
            quote.start,
            quote.end,
            article.text[quote.start : quote.end],
            quote.speaker,
            quote.mention,
            quote.role,
            quote.cue,
            quote.attribution,
        )
        for quote in article.quotes
    )
