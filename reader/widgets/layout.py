"""Lays an article out in lines for a pane of a given width. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reader.article import Paragraph, Quote, Span
from reader.article.shown import shown
from reader.widgets.page import Mark, Page
from reader.widgets.wrap import fit, wrap

#: Cells left of the text: the cursor's bar, the sign of a mark, a space.
GUTTER = 3
#: Cells for speakers right of the text, where there is room for them.
MARGIN = 24
#: Cells that a line of a note may be set in.
MOST_INDENT = 8
#: Cells for a line's label in the raw view.
LABEL = 9

Kind = Literal[
    "title", "facts", "kicker", "caption", "body", "other", "speaker", "note", "kept", "noise",
    "reason", "blank",
]  # fmt: skip


class Row(NamedTuple):
    """A line on the screen.

    It shows `text[start:end]` of the article, or `words` where `start` is -1.
    `block` is the index into `Layout.blocks` of what the line belongs to, -1 for
    none. `side` stands in the margin (the speaker), or in the raw view before
    the line (its label).
    """

    kind: Kind
    start: int
    end: int
    block: int
    words: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that the cursor can stand on: a span of the text and its rows on the screen.

    `first` is its first row, `last` the row after its last.
    """

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """An article in rows. `text_width` and `left` are in cells."""

    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    left: int
    text_width: int
    margin: int

    def block_at(self, offset: int) -> int:
        """The block that holds a position of the text, or the last one before it; 0 at least."""
        return max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)

    def row_at(self, offset: int) -> int:
        """The row on which a position of the text stands, or the nearest row of its block."""
        if not self.blocks:
            return 0
        block = self.blocks[self.block_at(offset)]
        found = block.first
        for number in range(block.first, block.last):
            row = self.rows[number]
            if 0 <= row.start <= offset:
                found = number
        return found


def lay_out(page: Page, width: int) -> Layout:
    """The rows of a page in a pane that is `width` cells wide."""
    # One cell for the scroll bar, and one that keeps the words off it.
    room = max(1, width - GUTTER - 2)
    if page.raw:
        return _raw(page, room)
    margin = MARGIN if room >= page.measure + MARGIN + 1 else 0
    text_width = max(1, min(page.measure, room - margin))
    spare = room - text_width - margin
    builder = _Builder(page, text_width, bool(margin))
    builder.article()
    return Layout(
        tuple(builder.rows), tuple(builder.blocks), min(spare // 2, 20), text_width, margin
    )


def _raw(page: Page, room: int) -> Layout:
    """The page as it came: every line with its label, what was removed with its reason."""
    builder = _Builder(page, max(1, room - LABEL), False)
    builder.page_as_it_came()
    return Layout(tuple(builder.rows), tuple(builder.blocks), 0, builder.width, 0)


class _Builder:
    """Collects rows and blocks from top to bottom."""

    def __init__(self, page: Page, width: int, margin: bool) -> None:
        self.page = page
        self.text = page.article.text
        self.width = width
        self.margin = margin
        self.rows: list[Row] = []
        self.blocks: list[Block] = []

    def article(self) -> None:
        """The cleaned article."""
        paragraphs = shown(self.page.article, self.page.headline)
        if paragraphs and (title := paragraphs[0]).is_title:
            paragraphs = paragraphs[1:]
            self._block("title", title.start, title.end, reach=title.paragraph.end)
        else:
            self._words("title", self.page.headline)
        if self.page.facts:
            self._words("facts", self.page.facts)
        quotes = self.page.article.quotes
        at = 0
        for paragraph in (one.paragraph for one in paragraphs):
            while at < len(quotes) and quotes[at].end <= paragraph.start:
                at += 1
            inside = at
            while inside < len(quotes) and quotes[inside].start < paragraph.end:
                inside += 1
            self._paragraph(paragraph, quotes[at:inside])
        self._blank()

    def page_as_it_came(self) -> None:
        """Every line of the page, blank ones as they are."""
        number = 1
        for line in self.page.article.lines:
            for _ in range(min(line.number - number, 2)):
                self._blank()
            number = line.number + 1
            self._block(
                "kept" if line.kept else "noise", line.start, line.end, side=str(line.label)
            )
            if not line.kept:
                self._words("reason", f"removed: {line.reason}", len(self.blocks) - 1)

    def _paragraph(self, paragraph: Paragraph, quotes: Sequence[Quote]) -> None:
        label = paragraph.label
        kind: Kind = "other"
        if label == "body" or label == "caption" or label == "kicker":
            kind = label
        labels = _speakers(self.page, quotes)
        if labels and not self.margin:
            # The name takes the place of the blank line between two paragraphs.
            for words in labels:
                self._words("speaker", words, one_line=True)
        elif not (self.rows and self.rows[-1].kind == "kicker" and kind == "kicker"):
            self._blank()
        self._block(kind, paragraph.start, paragraph.end)
        if self.margin:
            self._name_speakers(quotes)

    def _name_speakers(self, quotes: Sequence[Quote]) -> None:
        """Set each speaker beside the row on which the quote begins, the cue below it."""
        block = self.blocks[-1]
        last: str | None = None
        row = block.first
        for quote in quotes:
            name = speaker_words(self.page, quote)
            if name == last:
                continue
            last = name
            while row < block.last - 1 and self.rows[row].end <= quote.start:
                row += 1
            for words in (name, cue_words(quote)):
                if words and row < block.last and not self.rows[row].side:
                    self.rows[row] = self.rows[row]._replace(side=fit(words, MARGIN - 2))
                    row += 1

    def _block(
        self, kind: Kind, start: int, end: int, *, side: str = "", reach: int | None = None
    ) -> None:
        """A piece of the text; `reach`: where marks on it may end, where that is further."""
        first = len(self.rows)
        number = len(self.blocks)
        for line_start, line_end in wrap(self.text, start, end, self.width):
            self.rows.append(Row(kind, line_start, line_end, number, "", side))
            side = ""
        for mark in self.page.marks:
            if (mark.note or mark.tags) and start < mark.end <= (reach or end):
                self._beside(mark, number)
        self.blocks.append(Block(start, end, first, len(self.rows)))

    def _beside(self, mark: Mark, block: int) -> None:
        """What the user wrote on a passage, and its tags, below it."""
        words = " ".join(filter(None, (mark.note.strip("\n"), *(f"#{tag}" for tag in mark.tags))))
        sign = "✎ " if mark.note else "◆ "
        for line in words.expandtabs(4).split("\n"):
            # The lines are the user's own, and what is set in stays set in.
            left = min(len(line) - len(line.lstrip()), MOST_INDENT)
            spans = list(wrap(line, 0, len(line), max(1, self.width - 2 - left))) or [(0, 0)]
            for start, end in spans:
                shown = f"{sign}{' ' * left}{line[start:end]}".rstrip()
                self.rows.append(Row("note", -1, -1, block, shown))
                sign = "  "

    def _words(self, kind: Kind, words: str, block: int = -1, *, one_line: bool = False) -> None:
        if one_line:
            self.rows.append(Row(kind, -1, -1, block, fit(words, self.width)))
            return
        for start, end in wrap(words, 0, len(words), self.width):
            self.rows.append(Row(kind, -1, -1, block, words[start:end]))

    def _blank(self) -> None:
        self.rows.append(Row("blank", -1, -1, -1))


def cue_words(quote: Quote) -> str:
    """How the text attributes a quote, in a few words: *kata Jokowi*, *jelasnya*."""
    if quote.attribution == "none":
        return ""
    if quote.cue is None:
        return "carried over" if quote.attribution == "carried" else ""
    if quote.mention and quote.mention != quote.speaker and quote.mention not in quote.cue:
        return f"{quote.cue} {quote.mention}"
    return quote.cue


def speaker_words(page: Page, quote: Quote) -> str:
    """Who said a quote; with the sign of what is set by the user, where that is."""
    if quote.speaker is None:
        return "speaker not told"
    return f"={quote.speaker}" if (quote.start, quote.end) in page.named else quote.speaker


def _speakers(page: Page, quotes: Sequence[Quote]) -> list[str]:
    """The names that stand above a paragraph, each once while it lasts."""
    names: list[str] = []
    last: str | None = None
    for quote in quotes:
        name = speaker_words(page, quote)
        if name != last:
            cue = cue_words(quote)
            names.append(f"❝ {name}" + (f" · {cue}" if cue else ""))
        last = name
    return names


def overlaps(span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """The parts of `spans`, sorted and apart, that lie inside `span`."""
    start, end = span
    at = bisect_right(spans, start, key=lambda one: one[1])
    while at < len(spans) and spans[at][0] < end:
        yield max(start, spans[at][0]), min(end, spans[at][1])
        at += 1
