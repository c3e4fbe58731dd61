"""What a row shows: its words with quotes, marks, hits over them, and what stands beside. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reader.article import Span
from reader.widgets.layout import GUTTER, LABEL, Layout, Row, overlaps
from reader.widgets.page import Page
from reader.widgets.wrap import cells, pad

#: Words with the names of the styles over them, from below to above.
Words = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spots:
    """What the reader is looking at, as spans of the text.

    `here` is the quote under the cursor, `hits` the words looked for and `hit`
    the index of the one the reader is at, `selected` the words being selected.
    `block` is the index of the block under the cursor.
    """

    here: Span | None = None
    hits: Sequence[Span] = ()
    hit: int = -1
    selected: Span | None = None
    block: int = -1


@dataclass(frozen=True)
class Ground:
    """A page laid out in rows, and what lies over its words wherever the cursor is."""

    page: Page
    layout: Layout

    def words(self, number: int, spots: Spots) -> Iterator[Words]:
        """Row `number` of the layout: gutter, label, words, and who speaks in the margin."""
        layout, page = self.layout, self.page
        row = layout.rows[number]
        yield " " * layout.left, ()
        yield "▌" if 0 <= row.block == spots.block else " ", ("cursor",)
        yield self._sign(row).ljust(GUTTER - 1), ("note",)
        if page.raw:
            yield row.side.ljust(LABEL), ("label",)
        style = () if row.kind in ("body", "kept", "blank") else (row.kind,)
        used = 0
        for words, names in self._pieces(row, spots):
            yield words, (*style, *names)
            used += cells(words)
        if layout.margin and row.side:
            first = number == 0 or not layout.rows[number - 1].side
            yield " " * (layout.text_width - used + 2), ()
            yield pad(row.side, layout.margin - 2), ("speaker" if first else "cue",)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The row and the cell in it on which a position of the text stands."""
        layout, page = self.layout, self.page
        number = layout.row_at(offset)
        row = layout.rows[number] if layout.rows else None
        before = layout.left + GUTTER + (LABEL if page.raw else 0)
        if row is not None and 0 <= row.start <= offset:
            before += cells(page.article.text[row.start : min(offset, row.end)])
        return number, before

    def _sign(self, row: Row) -> str:
        """The sign of a mark that begins on a row or goes over it; a note's before a bookmark's."""
        marks = [m for m in self.page.marks if row.start < m.end and m.start < row.end]
        if row.start < 0 or not marks:
            return ""
        return "✎" if any(mark.note for mark in marks) else "◆"

    def _pieces(self, row: Row, spots: Spots) -> Iterator[Words]:
        """A row's words, cut where the style changes."""
        if row.start < 0:
            yield row.words, ()
            return
        text = self.page.article.text
        layers = list(self._layers((row.start, row.end), spots))
        ends = (at for start, end, _ in layers for at in (start, end))
        for start, end in pairwise(sorted({row.start, row.end, *ends})):
            names = tuple(name for a, b, name in layers if a <= start and end <= b)
            yield text[start:end].replace("\n", " "), names

    def _layers(self, row: Span, spots: Spots) -> Iterator[tuple[int, int, str]]:
        lay = _Layer(row)
        yield from lay("quote", self._quotes)
        yield from lay("mention", self._mentions)
        for mark in self.page.marks:
            yield from lay("marked", [(mark.start, mark.end)])
        if spots.here is not None:
            yield from lay("here", [spots.here])
        yield from lay("found", spots.hits)
        if 0 <= spots.hit < len(spots.hits):
            yield from lay("found-here", [spots.hits[spots.hit]])
        if spots.selected is not None:
            yield from lay("selected", [spots.selected])

    @cached_property
    def _quotes(self) -> Sequence[Span]:
        return [(quote.start, quote.end) for quote in self.page.article.quotes]

    @cached_property
    def _mentions(self) -> Sequence[Span]:
        """The names beside the cues, each once; a pronoun names nobody."""
        quotes = self.page.article.quotes
        spans = (quote.mention_span for quote in quotes if quote.attribution == "name")
        return sorted({span for span in spans if span})


@dataclass(frozen=True, slots=True)
class _Layer:
    """Cuts spans to a row and gives them a name."""

    row: Span

    def __call__(self, name: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
        for start, end in overlaps(self.row, spans):
            yield start, end, name
