"""The words of a hit: its file is read again, since the index has no copy of the texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from reader.article.safety import sanitise
from reader.library.places import Spot
from reader.library.row import Row, Said
from reader.library.search.marks import Body, Marker, Places
from reader.library.search.names import said_by
from reader.library.search.snippets import around, beginning
from reader.library.search.tree import Term

if TYPE_CHECKING:
    from reader.article.model import Span

_LONG = 60
"""Characters of a line that is prose."""

_CHANGED = "The file has changed since it was read: it is shown as it is now."
_GONE = "The file is gone since it was read."


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and where.

    `snippet` is one line of the article; `marks` are the spans in it, and
    `title_marks` those in the row's title, of what was looked for. `spans` are all
    places of that in the article's text, in their order; `start` and `end` are the
    first that the snippet shows: where the article opens. Where what was looked for
    is not in the text (filters alone, a title that only a row of a file gives)
    `spans` is empty, and `start` and `end` are where reading begins. `score` is the
    greater the better, 0.0 where hits are not ranked. `trouble` is a sentence where
    the text is not as it was found.
    """

    row: Row
    snippet: str = ""
    marks: "tuple[Span, ...]" = ()
    title_marks: "tuple[Span, ...]" = ()
    start: int = 0
    end: int = 0
    spans: "tuple[Span, ...]" = ()
    score: float = 0.0
    trouble: str | None = None


class Known(NamedTuple):
    """What the catalog knows of a hit: its row, where it is read, its lines, who is quoted."""

    row: Row
    spot: Spot | None
    lines: "tuple[Span, ...]"
    quotes: tuple[Said, ...]


class Shower:
    """Finds what was looked for in the articles that are shown."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._words = tuple(term for term in terms if term.column != "speakers")
        self._names = tuple(term for term in terms if term.column == "speakers")

    def shown(self, known: Sequence[Known], scores: Sequence[float]) -> tuple[Hit, ...]:
        """These hits with their words."""
        read = [_read(one) for one in known]
        titles = [one.row.title or "" for one in known]
        texts = list(zip(titles, (body.text for body, _ in read), strict=True))
        with Marker(self._words) as marker:
            places = marker.places(texts)
        return tuple(
            self._hit(one, body, found, score, trouble)
            for one, (body, trouble), found, score in zip(known, read, places, scores, strict=True)
        )

    def _hit(
        self,
        known: Known,
        body: Body,
        found: Places,
        score: float,
        trouble: str | None,
    ) -> Hit:
        in_title, in_body = found
        said = said_by(self._names, known.quotes) if trouble is None else ()
        quotes = [span for one in said if (span := body.within((one.start, one.end)))]
        heading = _line_of(body.text, known.row.title)
        if in_body:
            anchors = _within(in_body, quotes) or _without(in_body, heading) or in_body
            snippet = around(body.text, in_body, anchors)
            spans = body.whole(in_body)
        else:
            begin = quotes[0][0] if quotes else _prose(body.text, heading[1])
            snippet = beginning(body.text, begin)
            spans = tuple((one.start, one.end) for one in said)
        start, end = spans[0] if spans and not in_body else body.first(snippet.at)
        return Hit(
            known.row, snippet.text, snippet.marks, in_title, start, end, spans, score, trouble
        )


def _read(known: Known) -> tuple[Body, str | None]:
    """The lines of a hit as its file has them now, and what is wrong with that."""
    from reader.library.reading import find_article, finds, searched_in
    from reader.library.sources import UnreadableError

    nothing = Body("", ())
    if known.spot is None or known.row.error is not None:
        return nothing, known.row.error or _GONE
    try:
        found = next(finds(*known.spot), None)
        if found is not None and found.number == known.spot.number and found.error is None:
            text = sanitise(found.text)
            if sha256(text.encode()).hexdigest() == known.row.id:
                return Body(text, known.lines), None
        article = find_article(*known.spot)[1]
    except UnreadableError as error:
        return nothing, error.sentence
    return Body(article.text, searched_in(article)), _CHANGED


def _line_of(body: str, title: str | None) -> "Span":
    """Where a line is that is nothing but the title, with its end; (0, 0) where none is."""
    start = body.find(title) if title else -1
    if start < 0 or body[start - 1 : start].strip() or body[start + len(title or "") :][:1].strip():
        return 0, 0
    return start, min(start + len(title or "") + 1, len(body))


def _prose(body: str, start: int) -> int:
    """Where the first long line begins: what is shorter is a date or a byline."""
    at = start
    for line in body[start:].split("\n"):
        if len(line) >= _LONG:
            return at
        at += len(line) + 1
    return start


def _within(marks: "Sequence[Span]", places: "Sequence[Span]") -> "list[Span]":
    return [one for one in marks if any(a <= one[0] < b for a, b in places)]


def _without(marks: "Sequence[Span]", place: "Span") -> "list[Span]":
    return [one for one in marks if not place[0] <= one[0] < place[1]]
