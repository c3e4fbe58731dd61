"""What lies over the words of a row: quotes, marks, hits, a selection. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article import Quote, Span
from reader.widgets.layout import Row, overlaps
from reader.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Spots:
    """What the reader is looking at, as spans of the text.

    `here` is the quote under the cursor, `hits` the words looked for and `hit`
    the index of the one the reader is at, `selected` the words being selected.
    """

    here: Span | None = None
    hits: Sequence[Span] = ()
    hit: int = -1
    selected: Span | None = None


def pieces(row: Row, page: Page, spots: Spots) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a row's words, cut where the style changes, with the names of the styles over them.

    The names go from below to above.
    """
    text = page.article.text
    layers = list(_layers((row.start, row.end), page, spots))
    cuts = sorted({row.start, row.end, *(at for start, end, _ in layers for at in (start, end))})
    for start, end in pairwise(cuts):
        names = tuple(name for a, b, name in layers if a <= start and end <= b)
        yield text[start:end].replace("\n", " "), names


def _layers(row: Span, page: Page, spots: Spots) -> Iterator[tuple[int, int, str]]:
    quotes = page.article.quotes
    lay = _Layer(row)
    yield from lay("quote", [(quote.start, quote.end) for quote in quotes])
    yield from lay("mention", _mentions(quotes))
    for mark in page.marks:
        yield from lay("marked", [(mark.start, mark.end)])
    if spots.here is not None:
        yield from lay("here", [spots.here])
    yield from lay("found", spots.hits)
    if 0 <= spots.hit < len(spots.hits):
        yield from lay("found-here", [spots.hits[spots.hit]])
    if spots.selected is not None:
        yield from lay("selected", [spots.selected])


def _mentions(quotes: Sequence[Quote]) -> list[Span]:
    """The names beside the cues, each once; a pronoun names nobody."""
    spans = (quote.mention_span for quote in quotes if quote.attribution == "name")
    return sorted({span for span in spans if span})


@dataclass(frozen=True, slots=True)
class _Layer:
    """Cuts spans to a row and gives them a name."""

    row: Span

    def __call__(self, name: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
        for start, end in overlaps(self.row, spans):
            yield start, end, name
