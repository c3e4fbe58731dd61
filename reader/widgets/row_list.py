"""A list that is drawn line by line, so that a long one costs no more than a short one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from reader.widgets.line_view import LineView
from reader.widgets.painted import strip_of
from reader.widgets.source import Given, Source
from reader.widgets.wrap import fit, pad, wrap

Item = TypeVar("Item")
Piece = tuple[str, Style]
Span = tuple[int, int]

HEAD_LINES = 3
"""Lines that what stands above a list may take."""


class RowList(LineView, Generic[Item]):
    """Items one under the other, each a fixed number of lines high, one under the cursor.

    A subclass says what an item is called (`name_of`), how high it is and how
    its lines look; without that, it is called and looks as `str` has it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--head"}

    items: var[Source[Item] | Sequence[Item]] = var[Source[Item] | Sequence[Item]]((), init=False)
    """What is listed: all of it, or where it is fetched from."""
    cursor: var[int] = var(0, init=False)
    """Index of the item under the cursor."""
    head: var[str] = var("", init=False)
    """What is to be known of the list as a whole: stands above it, in some lines at most."""

    @dataclass
    class Chosen(Message):
        """The reader asked for an item."""

        item: Any

    @dataclass
    class Moved(Message):
        """The cursor stands on another item, or the items are others."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._source: Source[Item] = Given((), self.name_of)
        self._height = 1

    def name_of(self, item: Item) -> str:
        """What an item is known by when the list changes around it."""
        return str(item)

    def pieces(self, item: Item, line: int, width: int) -> list[Piece]:
        """One line of an item: words with their styles, `width` cells at most."""
        return [(fit(str(item), width) if line == 0 else "", Style())]

    @property
    def row_height(self) -> int:
        """Lines that an item takes."""
        return 1

    @property
    def source(self) -> Source[Item]:
        """What is listed, by its place."""
        return self._source

    @property
    def has_keys(self) -> bool:
        """Whether the keys move the cursor here, so that it is to be seen from afar."""
        return self.has_focus

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self._source[self.cursor] if self.cursor < len(self._source) else None

    @property
    def shown(self) -> tuple[int, int]:
        """The items in sight, from and up to."""
        height = self.row_height
        return self.top // height, min(len(self._source), -(-self.bottom // height))

    def names_near(self) -> list[str]:
        """What the item under the cursor is known by, then its neighbours in sight.

        When the list changes and the item is gone, the cursor goes to the first
        of these that is still there: those behind it, then those before it.
        """
        first, last = self.shown
        first, last = min(first, self.cursor), max(last, self.cursor + 1)
        near = [*range(self.cursor, last), *range(self.cursor - 1, first - 1, -1)]
        size = len(self._source)
        return [self.name_of(self._source[index]) for index in near if index < size]

    def move(self, steps: int) -> None:
        """Move the cursor down, or up where `steps` is negative."""
        self.cursor += steps

    def page(self, pages: int) -> None:
        """Move by whole pages; the cursor keeps its place on the screen."""
        rows = max(1, self.room // self.row_height)
        self.scroll_lines_to(self.top + pages * rows * self.row_height)
        self.cursor += pages * rows

    def to_end(self, last: bool) -> None:
        """Move the cursor to the first item, or to the last."""
        self.cursor = len(self._source) - 1 if last else 0

    def choose(self) -> None:
        """Ask for the item under the cursor."""
        if (item := self.item) is not None:
            self.post_message(self.Chosen(item))

    def renew(self) -> None:
        """Look at the items anew: the same ones in the same order may look different."""
        self._source.forget()
        self.repaint()

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._source) - 1))

    def watch_head(self) -> None:
        self.scroll_lines_to(self.top)
        self._show_cursor()
        self.repaint()

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new:
            self.repaint_item(old)
            self.repaint_item(new)
            self._show_cursor()
            self.post_message(self.Moved(new))

    def watch_items(self) -> None:
        """Keep the cursor on its item, and where it stands on the screen; paint what differs."""
        names = self.names_near()
        above = self.cursor * self.row_height - self.top
        self._take(self.items)
        places = (self._source.place(name) for name in names)
        place = next((place for place in places if place is not None), self.cursor)
        self.set_reactive(RowList.cursor, self.validate_cursor(place))
        self.scroll_lines_to(self.cursor * self.row_height - above)
        self._show_cursor()
        self.repaint()
        self.post_message(self.Moved(self.cursor))

    def on_resize(self, event: events.Resize) -> None:
        before, self._height = self._height, self.row_height
        self.scroll_lines_to(self.top // before * self._height)
        self._show_cursor()

    def clicked(self, line: int, cell: int) -> None:
        index = line // self.row_height
        if index < len(self._source):
            self.cursor = index
            self.choose()

    def repaint_item(self, index: int) -> None:
        """Paint one item anew."""
        first = index * self.row_height
        self.repaint_lines(range(first, first + self.row_height))

    def show_from_top(self, items: Source[Item] | Sequence[Item]) -> None:
        """List other items, with the cursor on the first."""
        self.set_reactive(RowList.cursor, 0)
        self.set_reactive(type(self).items, items)
        self._take(items)
        self.scroll_lines_to(0)
        self.repaint()
        self.post_message(self.Moved(0))

    def _take(self, items: Source[Item] | Sequence[Item]) -> None:
        self._source = items if isinstance(items, Source) else Given(items, self.name_of)

    @property
    def head_height(self) -> int:
        return self.head_height_in(self.extent.width)

    @property
    def most_head(self) -> int:
        """Lines that what stands above the list may take."""
        return HEAD_LINES

    def draw_head(self, y: int, width: int) -> Strip:
        lines = self._head_lines(self.extent.width)
        start, end = lines[y]
        words = self.head[start : end if y < self.most_head - 1 else len(self.head)]
        words = pad(f" {words}", width - 1)
        return strip_of([(words, self.style_of("row-list--head"))], self.base_style, width)

    def head_height_in(self, width: int) -> int:
        """How many lines stand above those that scroll where all of them are `width` cells."""
        return min(self.most_head, len(self._head_lines(width)))

    def _head_lines(self, width: int) -> list[Span]:
        width, size = width - 2, len(self.head)
        if width <= 0:  # before the first layout
            return [(0, size)] if self.head else []
        return list(wrap(self.head, 0, size, width))

    @property
    def line_count(self) -> int:
        return len(self._source) * self.row_height

    def draw_line(self, number: int, width: int) -> Strip:
        index, line = divmod(number, self.row_height)
        base, over = self.base_style, Style()
        here = index == self.cursor
        # One line says it as well as all of them, and costs a movement a third.
        if here and line == 0 and self.has_keys:
            over = self.style_of("row-list--cursor")
        pieces = [
            ("▌" if here else " ", Style()),
            *self.pieces(self._source[index], line, width - 1),
        ]
        return strip_of([(words, own + over) for words, own in pieces], base + over, width)

    def reading_at(self) -> tuple[int, int]:
        return self.cursor * self.row_height, 0

    def _show_cursor(self) -> None:
        """Scroll as little as brings the item under the cursor into sight."""
        height = self.row_height
        first = self.cursor * height
        if first < self.top:
            self.scroll_lines_to(first)
        elif first + height > self.bottom:
            self.scroll_lines_to(first + height - self.room)
