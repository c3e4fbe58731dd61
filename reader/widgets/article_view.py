"""The reading pane: an article drawn line by line, with a cursor that stands on words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from reader.article import Quote, Span
from reader.widgets.layers import Ground, Spots
from reader.widgets.layout import Layout, lay_out
from reader.widgets.line_view import LineView
from reader.widgets.page import Mark, Page, Passage
from reader.widgets.selection import Motion, Selection, moved, word_at

EMPTY = Layout((), (), 0, 1, 0)


class ArticleView(LineView):
    """An article, its quotes in their colour, what is marked underlined.

    The cursor stands on a paragraph, on a quote, or on words being selected.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-view--caption",
        "article-view--cue",
        "article-view--cursor",
        "article-view--cursor-away",
        "article-view--facts",
        "article-view--found",
        "article-view--found-here",
        "article-view--here",
        "article-view--kicker",
        "article-view--label",
        "article-view--marked",
        "article-view--mention",
        "article-view--noise",
        "article-view--note",
        "article-view--other",
        "article-view--quote",
        "article-view--reason",
        "article-view--selected",
        "article-view--speaker",
        "article-view--title",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on something else now."""

        passage: Passage | None

    hits: var[Sequence[Span]] = var[Sequence[Span]]((), init=False)
    """Where the words that are looked for stand, sorted."""
    hit: var[int] = var(-1, init=False)
    """Index of the hit the reader is at."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._page: Page | None = None
        self._layout_rows = EMPTY
        self._ground: Ground | None = None
        self._laid_out: tuple[Page, int] | None = None
        self._block = 0
        self._quote = -1
        self._selection: Selection | None = None

    # What is shown

    @property
    def shown(self) -> Page | None:
        """The page on show."""
        return self._page

    def show(self, page: Page | None, at: int | None = None) -> None:
        """Show a page, from a position of its text on, else from where the reader was.

        `at` is a code point into the text; None keeps the place when the text is
        the same, and goes to the top when it is another one.
        """
        before = self._page
        same = before is not None and page is not None and before.article.id == page.article.id
        if not same:
            self._quote, self._selection = -1, None
            self.hits, self.hit = (), -1
        if at is None and same:
            at = self.offset_now
        above = self._above() if same and before is not None and page is not None else 0
        self._page = page
        self._arrange()
        if page is None:
            self.repaint()
            return
        self._block = self._layout_rows.block_at(at or 0)
        if at is None:
            self.scroll_lines_to(0)
        elif same and before is not None and before.raw == page.raw:
            self.scroll_lines_to(self._first_row() - above)
            self._show_cursor()
        else:
            self.reveal(at)
        self.repaint()
        self._tell()

    @property
    def offset_now(self) -> int:
        """The position in the text at which the reader is."""
        passage = self.passage
        return passage.start if passage else 0

    @property
    def share_read(self) -> float:
        """How much of the page lies above the pane's lower edge, from 0 to 1."""
        rows = len(self._layout_rows.rows)
        return min(1.0, self.bottom / rows) if rows else 1.0

    @property
    def passage(self) -> Passage | None:
        """What the cursor stands on."""
        page, blocks = self._page, self._layout_rows.blocks
        if page is None or not blocks:
            return None
        quotes = page.article.quotes
        if self._selection is not None:
            return Passage("selection", *self._selection.span)
        if 0 <= self._quote < len(quotes):
            quote = quotes[self._quote]
            return Passage("quote", quote.start, quote.end, self._quote + 1, len(quotes), quote)
        block = blocks[self._block]
        return Passage("paragraph", block.start, block.end, self._block + 1, len(blocks))

    def marks_on(self, passage: Passage) -> tuple[Mark, ...]:
        """The bookmarks and notes on a passage of the page on show, the narrowest first."""
        return marks_at(self._page, passage) if self._page is not None else ()

    @property
    def selecting(self) -> bool:
        """Whether words are being selected."""
        return self._selection is not None

    def shows(self, start: int, end: int) -> bool:
        """Whether words of the text are on show: what was removed is not, in a cleaned article."""
        blocks = self._layout_rows.blocks
        if not blocks:
            return False
        block = blocks[self._layout_rows.block_at(start)]
        return block.start <= start and end <= block.end

    # Moving

    def move(self, steps: int) -> None:
        """To the next paragraph, or the previous one; first through one that is cut off."""
        blocks = self._layout_rows.blocks
        if not blocks:
            return
        block = blocks[self._block]
        top, bottom = self.top, self.bottom
        half = max(1, self.extent.height // 2)
        on_quote = self._quote >= 0
        self._leave_words()
        if steps > 0 and block.last > bottom and block.first < bottom:
            self.scroll_lines_to(min(top + half, block.last - 1))
        elif steps < 0 and block.first < top and block.last > top:
            self.scroll_lines_to(max(top - half, block.first - 1))
        elif steps > 0 and self._block == len(blocks) - 1:
            self.scroll_lines_to(self.line_count)
        elif steps < 0 and self._block == 0:
            self.scroll_lines_to(0)
        else:
            self._stand_on(max(0, min(self._block + steps, len(blocks) - 1)))
            return
        if on_quote:
            self._tell()
            self.repaint()

    def line(self, steps: int) -> None:
        """Scroll by lines; the cursor comes along."""
        self._leave_words()
        self.scroll_lines_to(self.top + steps)
        self._follow()

    def page(self, pages: int) -> None:
        """Scroll by pages, with two lines of the old one left to find the place by."""
        self._leave_words()
        step = max(1, self.extent.height - 2) * pages
        if not self.scroll_lines_to(self.top + step) and self._layout_rows.blocks:
            self._stand_on(len(self._layout_rows.blocks) - 1 if pages > 0 else 0)
        else:
            self._follow(first=True)

    def to_end(self, last: bool) -> None:
        """To the first paragraph, or to the last."""
        self._leave_words()
        if self._layout_rows.blocks:
            self._stand_on(len(self._layout_rows.blocks) - 1 if last else 0)
            self.scroll_lines_to(self.line_count if last else 0)

    def to_quote(self, steps: int) -> Quote | None:
        """To the next quote after the cursor, or the previous one before it; None where none is."""
        if self._page is None:
            return None
        quotes = self._page.article.quotes
        if 0 <= self._quote < len(quotes):
            wanted = self._quote + steps
        else:
            starts = [quote.start for quote in quotes]
            here = self.offset_now
            first = bisect_left(starts, here)
            wanted = first if steps > 0 else first - 1
        if not 0 <= wanted < len(quotes):
            return None
        self._leave_words()
        self._quote = wanted
        self.reveal(quotes[wanted].start, quotes[wanted].end)
        return quotes[wanted]

    def stand_on_quote(self, offset: int) -> None:
        """Put the cursor on the quote that begins at a position of the text."""
        quotes = self._page.article.quotes if self._page else ()
        self._leave_words()
        for number, quote in enumerate(quotes):
            if quote.start == offset:
                self._quote = number
                self.reveal(quote.start, quote.end)

    def reveal(self, offset: int, end: int | None = None) -> None:
        """Bring a position of the text into sight, up to `end` if there is room for all."""
        layout = self._layout_rows
        self._block = layout.block_at(offset)
        first = layout.row_at(offset)
        last = first if end is None else layout.row_at(max(offset, end - 1))
        top, height = self.top, self.extent.height
        if not (top + 1 <= first and last < top + height - 1):
            wanted = max(first - height // 3, last - height + 2)
            self.scroll_lines_to(min(wanted, first - 1))
        self.repaint()
        self._tell()

    def leave_words(self) -> bool:
        """From a quote or a selection back to the paragraph; False when on a paragraph already."""
        left = self._leave_words()
        if left:
            self.repaint()
            self._tell()
        return left

    def leave_selection(self) -> None:
        """Let go of selected words, as after they were marked; a quote stays under the cursor."""
        if self._selection is not None:
            self.leave_words()

    # Selecting words

    def select(self) -> None:
        """Begin to select: point at a word; then hold it, so that the selection grows."""
        if self._page is None or not self._layout_rows.blocks:
            return
        if self._selection is None:
            self._selection = word_at(self._page.article.text, self.offset_now)
            self._quote = -1
        else:
            self._selection = self._selection.hold()
        self.repaint()
        self._tell()

    def reshape(self, motion: Motion) -> None:
        """Move what is pointed at, or the free end of the selection."""
        page = self._page
        if page is None or self._selection is None:
            return
        limits = self._layout_rows.blocks[0].start, self._layout_rows.blocks[-1].end
        self._selection = moved(page.article.text, self._selection, motion, limits)
        self.reveal(self._selection.moving)

    # Drawing

    def watch_hits(self) -> None:
        self.repaint()

    def watch_hit(self, old: int, new: int) -> None:
        if 0 <= new < len(self.hits):
            self._leave_words()
            self.reveal(self.hits[new][0])

    def on_resize(self, event: events.Resize) -> None:
        if self._page is not None:
            above, block = self._above(), self._block
            self._arrange()
            self._block = block
            self.scroll_lines_to(self._first_row() - above)
            self._show_cursor()

    def clicked(self, line: int, cell: int) -> None:
        if line < self.line_count and (block := self._layout_rows.rows[line].block) >= 0:
            self._leave_words()
            self._stand_on(block)

    def _arrange(self) -> None:
        """Lay the page out anew when it or the width has changed."""
        if self._page is None:
            self._layout_rows, self._laid_out, self._ground = EMPTY, None, None
        elif self._laid_out != (self._page, self.extent.width):
            self._laid_out = self._page, self.extent.width
            self._layout_rows = lay_out(self._page, self.extent.width)
            self._ground = Ground(self._page, self._layout_rows)
        self._block = max(0, min(self._block, len(self._layout_rows.blocks) - 1))

    def _first_row(self) -> int:
        blocks = self._layout_rows.blocks
        return blocks[self._block].first if blocks else 0

    def _above(self) -> int:
        """How many rows below the pane's upper edge the cursor's paragraph begins."""
        return self._first_row() - self.top

    def _leave_words(self) -> bool:
        left = self._quote >= 0 or self._selection is not None
        self._quote, self._selection = -1, None
        return left

    def _stand_on(self, block: int) -> None:
        before, self._block = self._block, block
        self._show_cursor()
        self._repaint_block(before)
        self._repaint_block(block)
        self._tell()

    def _repaint_block(self, number: int) -> None:
        block = self._layout_rows.blocks[number]
        self.repaint_lines(range(block.first, block.last))

    def _show_cursor(self) -> None:
        """Scroll as little as brings the paragraph, with the line above it, into sight."""
        blocks = self._layout_rows.blocks
        if not blocks:
            return
        block = blocks[self._block]
        first, last = max(0, block.first - 1), block.last
        top, height = self.top, self.extent.height
        if last > top + height:
            top = last - height
        if first < top or last - first > height:
            top = min(first, top) if first < top else first
        self.scroll_lines_to(top)

    def _follow(self, *, first: bool = False) -> None:
        """Let the cursor stand on a paragraph that is in sight."""
        blocks = self._layout_rows.blocks
        if not blocks:
            return
        top, bottom = self.top, self.bottom
        block = blocks[self._block]
        if first or block.first >= bottom or block.last <= top:
            seen = [n for n, one in enumerate(blocks) if top <= one.first < bottom]
            back = block.first >= bottom and not first
            if seen:
                self._block = seen[-1] if back else seen[0]
            else:
                self._block = next(
                    (n for n, one in enumerate(blocks) if one.last > top), len(blocks) - 1
                )
        self.repaint()
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Moved(self.passage))

    @property
    def line_count(self) -> int:
        return len(self._layout_rows.rows)

    def draw_line(self, number: int, width: int) -> Strip:
        base, ground = self.base_style, self._ground
        if ground is None:
            return Strip.blank(width, base)
        words = ground.words(number, self._spots())
        segments = [Segment(piece, self._style(names)) for piece, names in words if piece]
        return Strip(segments).adjust_cell_length(width, base)

    def reading_at(self) -> tuple[int, int] | None:
        ground, passage = self._ground, self.passage
        if ground is None or passage is None:
            return None
        if self._selection is not None:
            return ground.cell_of(self._selection.moving)
        at = passage.start
        if 0 <= self.hit < len(self.hits) and at <= self.hits[self.hit][0] < passage.end:
            at = self.hits[self.hit][0]
        return ground.cell_of(at)

    def _style(self, names: tuple[str, ...]) -> Style:
        """What words look like over which these styles lie, from below to above."""
        if names == ("cursor",) and not self.has_focus:
            names = ("cursor-away",)
        key = ("", *names)
        style = self._styles_known.get(key)
        if style is None:
            over = (self.style_of(f"article-view--{name}") for name in names)
            style = self._styles_known[key] = sum(over, start=self.base_style)
        return style

    def _spots(self) -> Spots:
        """What the reader is looking at."""
        quotes = self._page.article.quotes if self._page else ()
        quote = quotes[self._quote] if 0 <= self._quote < len(quotes) else None
        return Spots(
            here=(quote.start, quote.end) if quote else None,
            hits=self.hits,
            hit=self.hit,
            selected=self._selection.span if self._selection else None,
            block=self._block,
        )


def marks_at(page: Page, passage: Passage) -> tuple[Mark, ...]:
    """The marks that a key pressed at `passage` means: those on its words, the narrowest first."""
    return tuple(
        sorted(
            (m for m in page.marks if m.start < passage.end and passage.start < m.end),
            key=lambda m: (m.end - m.start, m.start),
        )
    )
