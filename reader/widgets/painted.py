"""A widget that paints only the cells which changed."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from reader.widgets.panes import Unscrolled


class Painted(Unscrolled, Widget, inherit_bindings=False):
    """Lines that are drawn, compared with what is on the screen, and painted where they differ.

    Textual paints all of a widget when it is refreshed; over a slow line that is
    what one waits for. A subclass draws a line (`draw`) and calls `repaint` when
    lines may look different.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._drawn: dict[int, Strip] = {}
        self._stale: set[int] = set()
        self._styles_known: dict[tuple[str, ...], Style] = {}
        self._sized: Size | None = None
        self._extent = Size(0, 0)

    def draw(self, y: int) -> Strip:
        """Line `y` of the widget, counted from 0, as wide as the widget is."""
        return Strip.blank(self.extent.width, self.base_style)

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Paint what differs from what is on the screen: in some lines of the widget, or in all."""
        height = self.extent.height
        if not self._stale:
            self.call_next(self._paint)
        shown = range(height) if lines is None else lines
        self._stale.update(y for y in shown if 0 <= y < height)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint regions; where none are named, what differs (Textual asks for all at a focus)."""
        if repaint and not regions and not layout and not recompose and self._drawn:
            self.repaint()
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def painted(self) -> None:
        """What has to be painted is drawn."""

    @property
    def extent(self) -> Size:
        """The `size`, which Textual works out anew each time that it is asked for."""
        if self._size is not self._sized:
            self._sized, self._extent = self._size, self.size
        return self._extent

    @property
    def base_style(self) -> Style:
        """The style of a line on which nothing lies."""
        style = self._styles_known.get(())
        if style is None:
            style = self._styles_known[()] = self.rich_style
        return style

    def style_of(self, name: str) -> Style:
        """The style of a component class, to lay over another."""
        style = self._styles_known.get((name,))
        if style is None:
            style = self.get_component_rich_style(name, partial=True)
            self._styles_known[name,] = style
        return style

    def render_line(self, y: int) -> Strip:
        # As it stands on the screen, also where it is to be another: `_paint` sees the difference.
        strip = self._drawn.get(y)
        if strip is None or strip.cell_length != self.extent.width:
            strip = self._drawn[y] = self.draw(y)
        return strip

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_known.clear()
        if self.is_mounted:
            self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        # The layout that gave this size has been painted, in it.
        self._drawn = {y: strip for y, strip in self._drawn.items() if y < event.size.height}
        self.repaint()

    def _paint(self) -> None:
        stale, self._stale = self._stale, set()
        regions: list[Region] = []
        for y in sorted(stale):
            old, new = self._drawn.get(y), self.draw(y)
            if old is None:
                regions.append(Region(0, y, self.extent.width, 1))
            elif (changed := difference(old, new)) is not None:
                start, end = changed
                regions.append(Region(start, y, end - start, 1))
            self._drawn[y] = new
        self.painted()
        if regions:
            self.refresh(*regions)


def difference(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The cells, from and up to, in which two lines of the same width differ; None: in none."""
    if old.cell_length != new.cell_length:
        return 0, max(old.cell_length, new.cell_length)
    start = _same(old, new, 1)
    end = new.cell_length - _same(old, new, -1)
    return (start, end) if start < end else None


def _same(old: Strip, new: Strip, way: int) -> int:
    """The cells that two lines have in common: from the left where `way` is 1, else -1."""
    same = 0
    for before, after in zip([*old][::way], [*new][::way], strict=False):
        if before != after:
            # Within a piece only where a letter is a cell, so that none is cut in two.
            if before.style == after.style and before.text.isascii() and after.text.isascii():
                letters = zip(before.text[::way], after.text[::way], strict=False)
                same += sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
            break
        same += after.cell_length
    return same


def strip_of(pieces: Sequence[tuple[str, Style]], base: Style, width: int) -> Strip:
    """Words with their styles over `base`, cut or filled to `width` cells."""
    segments = [Segment(words, base + own) for words, own in pieces if words]
    return Strip(segments).adjust_cell_length(width, base)
