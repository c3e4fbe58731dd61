"""Lines that scroll, of which only those in sight are drawn."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from reader.widgets.painted import Painted

WHEEL = 3
"""Lines that a notch of the mouse wheel scrolls."""


class LineView(Painted, can_focus=True, inherit_bindings=False):
    """Some number of lines; a bar at the right says where in them one is.

    A subclass says how many lines there are (`line_count`), draws one of them
    (`draw_line`), and calls `repaint_lines` or `repaint` when they may look
    different.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--bar", "line-view--thumb"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._top = 0

    # What a subclass says

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return 0

    def draw_line(self, number: int, width: int) -> Strip:
        """Line `number`, counted from 0, in exactly `width` cells."""
        return Strip.blank(width, self.base_style)

    def draw_head(self, y: int, width: int) -> Strip:
        """Line `y` of those that stand above and do not scroll."""
        return Strip.blank(width, self.base_style)

    def reading_at(self) -> tuple[int, int] | None:
        """The line and the cell in it where the reader is, for the terminal's own cursor."""
        return None

    def clicked(self, line: int, cell: int) -> None:
        """The mouse was pressed on a cell of a line."""

    # Scrolling

    @property
    def head_height(self) -> int:
        """How many lines stand above those that scroll."""
        return 0

    @property
    def room(self) -> int:
        """How many lines can be in sight."""
        return max(0, self.extent.height - self.head_height)

    @property
    def top(self) -> int:
        """The first line in sight."""
        return self._top

    @property
    def bottom(self) -> int:
        """The line after the last one that there is room for."""
        return self._top + self.room

    def scroll_lines_to(self, top: int) -> bool:
        """Let a line be the first in sight where that can be; False where nothing moves."""
        top = max(0, min(top, self.line_count - self.room))
        if top == self._top or not self.room:  # before the first layout there is none
            return False
        self._top = top
        self.repaint()
        return True

    # Painting

    def repaint_lines(self, numbers: Iterable[int]) -> None:
        """Paint what differs in some of the lines, as far as they are in sight."""
        first = self._top - self.head_height
        self.repaint(number - first for number in numbers if number >= self._top)

    def painted(self) -> None:
        """Put the terminal's own cursor where the reading is: what reads the screen follows it."""
        at = self.reading_at() if self.has_focus else None
        if at is not None:
            line, cell = at
            y = max(0, min(line - self._top, self.room - 1)) + self.head_height
            self.app.cursor_position = self.content_region.offset + Offset(cell, y)

    def draw(self, y: int) -> Strip:
        width, head = self.extent.width, self.head_height
        number = y + self._top - head
        if y < head:
            return self.draw_head(y, width).adjust_cell_length(width, self.base_style)
        if number < self.line_count:
            strip = self.draw_line(number, max(0, width - 1))
        else:
            strip = Strip.blank(max(0, width - 1), self.base_style)
        return Strip([*strip, self._bar(y - head)]).adjust_cell_length(width, self.base_style)

    def _bar(self, y: int) -> Segment:
        """One cell of the bar at the right."""
        height, count = self.room, self.line_count
        if count <= height:
            return Segment(" ", self.base_style)
        size = max(1, height * height // count)
        first = round((height - size) * self._top / (count - height))
        here = first <= y < first + size
        style = self.style_of("line-view--thumb" if here else "line-view--bar")
        return Segment("┃" if here else "│", self.base_style + style)

    def on_resize(
        self, event: events.Resize
    ) -> None:  # Textual calls that of each class, this one first
        self.scroll_lines_to(self._top)

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines_to(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines_to(self._top - WHEEL)

    def on_click(self, event: events.Click) -> None:
        if event.x >= self.extent.width - 1:
            share = (event.y - self.head_height) / max(1, self.room - 1)
            self.scroll_lines_to(round(share * (self.line_count - self.room)))
        elif event.y >= self.head_height:
            self.clicked(event.y - self.head_height + self._top, event.x)
