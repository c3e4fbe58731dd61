"""Keys and what they do, by what they are for, in lines that scroll."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.reactive import var
from textual.strip import Strip

from reader.widgets.line_view import LineView
from reader.widgets.painted import strip_of
from reader.widgets.wrap import pad, wrap

#: Cells for the keys, left of what they do.
KEYS = 16


@dataclass(frozen=True, slots=True)
class Told:
    """A line of help: keys (or a sign) and what they do; a heading where there are none."""

    keys: str
    words: str


class HelpView(LineView):
    """Help; the lines that do not hold the words of `wanted` are left out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help-view--group", "help-view--keys"}

    told: var[Sequence[Told]] = var[Sequence[Told]]((), init=False)
    wanted: var[str] = var("", init=False)
    """Words that are looked for; all is shown where it is empty."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: list[tuple[str, str]] = []

    def watch_told(self) -> None:
        self._arrange()

    def watch_wanted(self) -> None:
        self._arrange()
        self.scroll_lines_to(0)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange()

    def scroll_by(self, lines: int) -> None:
        """Scroll down, or up where `lines` is negative."""
        self.scroll_lines_to(self.top + lines)

    def page(self, pages: int) -> None:
        """Scroll by pages, with two lines of the old one left."""
        self.scroll_by(pages * max(1, self.room - 2))

    def _arrange(self) -> None:
        """The lines for the width, with a blank one before each heading."""
        width = max(10, self.extent.width - KEYS - 4)
        self._lines = []
        heading: str | None = None
        for one in self.told:
            if not one.keys:
                heading = one.words
                continue
            if not self._fits(one):
                continue
            if heading is not None:
                self._lines += [("", ""), ("", heading)]
                heading = None
            spans = list(wrap(one.words, 0, len(one.words), width)) or [(0, 0)]
            for nth, (start, end) in enumerate(spans):
                self._lines.append((one.keys if nth == 0 else " ", one.words[start:end]))
        self.scroll_lines_to(self.top)
        self.repaint()

    def _fits(self, one: Told) -> bool:
        line = f"{one.keys} {one.words}".casefold()
        return all(word in line for word in self.wanted.casefold().split())

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def draw_line(self, number: int, width: int) -> Strip:
        keys, words = self._lines[number]
        if not keys:
            pieces = [(f"  {words}", self.style_of("help-view--group"))]
        else:
            style = self.style_of("help-view--keys")
            pieces = [("  ", Style()), (pad(keys, KEYS - 1) + " ", style), (words, Style())]
        return strip_of(pieces, self.base_style, width)

    def reading_at(self) -> tuple[int, int]:
        return self.top, 0
