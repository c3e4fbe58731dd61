"""A list that is drawn line by line, so that a long one costs no more than a short one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.widgets.wrap import fit

Item = TypeVar("Item")
Piece = tuple[str, Style]


class RowList(ScrollView, Generic[Item], can_focus=True, inherit_bindings=False):
    """Items one under the other, each a fixed number of lines high, one under the cursor.

    A subclass says what an item is called (`name_of`), how high it is and how
    its lines look; without that, it is called and looks as `str` has it.
    """

    COMPONENT_CLASSES = {"row-list--cursor"}  # noqa: RUF012 - Textual collects it as it is

    items: var[Sequence[Item]] = var[Sequence[Item]]((), init=False)
    """What is listed."""
    cursor: var[int] = var(0, init=False)
    """Index of the item under the cursor."""

    @dataclass
    class Chosen(Message):
        """The reader asked for an item."""

        item: Any

    @dataclass
    class Moved(Message):
        """The cursor stands on another item, or the items are others."""

        index: int

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
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def move(self, steps: int) -> None:
        """Move the cursor down, or up where `steps` is negative."""
        self.cursor += steps

    def page(self, pages: int) -> None:
        """Move the cursor by whole pages."""
        self.cursor += pages * max(1, self.size.height // self.row_height)

    def to_end(self, last: bool) -> None:
        """Move the cursor to the first item, or to the last."""
        self.cursor = len(self.items) - 1 if last else 0

    def choose(self) -> None:
        """Ask for the item under the cursor."""
        if (item := self.item) is not None:
            self.post_message(self.Chosen(item))

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.items) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new:
            self.refresh_item(old)
            self.refresh_item(new)
            self._show_cursor()
            self.post_message(self.Moved(new))

    def watch_items(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        """Keep the cursor on its item, wherever it stands now; redraw what changed."""
        here = self.name_of(old[self.cursor]) if self.cursor < len(old) else None
        names = [self.name_of(item) for item in new]
        if len(old) == len(new) and names == [self.name_of(item) for item in old]:
            for index, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.refresh_item(index)
        else:
            where = names.index(here) if here in names else self.cursor
            self.set_reactive(RowList.cursor, max(0, min(where, len(new) - 1)))
            self._measure()
            self._show_cursor()
            self.refresh()
        self.post_message(self.Moved(self.cursor))

    def on_resize(self, event: events.Resize) -> None:
        self._measure()
        self._show_cursor()

    def on_focus(self) -> None:
        self.refresh_item(self.cursor)

    def on_blur(self) -> None:
        self.refresh_item(self.cursor)

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.scroll_offset.y) // self.row_height
        if index < len(self.items):
            self.cursor = index
            self.choose()

    def refresh_item(self, index: int) -> None:
        """Draw one item anew."""
        self.refresh(self._region(index).translate(-self.scroll_offset))

    def style_of(self, name: str) -> Style:
        """The style of a component class, to lay over another."""
        return self.get_component_rich_style(name, partial=True)

    def render_line(self, y: int) -> Strip:
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        width, style = self.scrollable_content_region.width, self.rich_style
        if index >= len(self.items):
            return Strip.blank(width, style)
        here = index == self.cursor
        if here and self.has_focus:
            style += self.style_of("row-list--cursor")
        segments = [Segment("▌" if here else " ", style)]
        for words, own in self.pieces(self.items[index], line, width - 1):
            segments.append(Segment(words, style + own))
        return Strip(segments).adjust_cell_length(width, style)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.items) * self.row_height)

    def _region(self, index: int) -> Region:
        height = self.row_height
        return Region(0, index * height, max(1, self.size.width), height)

    def _show_cursor(self) -> None:
        """Scroll as little as brings the item under the cursor into sight."""
        height = self.row_height
        first = self.cursor * height
        top = self.scroll_offset.y
        if first < top:
            top = first
        elif first + height > top + self.size.height:
            top = first + height - self.size.height
        self.scroll_to(0, max(0, top), animate=False, force=True)
