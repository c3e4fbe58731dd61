"""The two lines at the bottom: what the cursor stands on, and the keys that help there."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.widgets.wrap import cells, fit, wrap

#: Lines that a long message may take.
MOST_LINES = 5


class StatusLine(Widget):
    """One line: what the cursor stands on at the left, how far the reader is at the right.

    A message takes its place until the next key, and more lines where it needs them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--message",
        "status-line--trouble",
        "status-line--where",
    }

    where: reactive[str] = reactive("")
    """What the cursor stands on."""
    share: reactive[str] = reactive("")
    """How far the reader is."""
    message: reactive[str] = reactive("", layout=True)
    """What has just been done."""
    trouble: reactive[bool] = reactive(False)
    """Whether the message tells of something that went wrong."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._message_lines(width)))

    def _message_lines(self, width: int) -> list[str]:
        """A message in lines of `width` cells, the last one cut where there are too many."""
        words = self.message
        spans = list(wrap(words, 0, len(words), max(1, width - 2 - cells(self._share))))
        lines = [words[start:end] for start, end in spans[:MOST_LINES]]
        if len(spans) > MOST_LINES:
            lines[-1] += "…"
        return lines

    @property
    def _share(self) -> str:
        return f" {self.share} " if self.share else " "

    def say(self, message: str, *, trouble: bool = False) -> None:
        """Show a message; an empty one takes the last away."""
        self.message, self.trouble = message, trouble

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        name = "where"
        if self.message:
            name = "trouble" if self.trouble else "message"
        style = base + self.get_component_rich_style(f"status-line--{name}", partial=True)
        share = self._share if y == 0 else " "
        lines = self._message_lines(width) or [self.where]
        words = fit(f" {lines[y]}" if y < len(lines) else "", width - cells(share))
        gap = " " * max(0, width - cells(words) - cells(share))
        return Strip([Segment(words, style), Segment(gap + share, style)]).adjust_cell_length(
            width, style
        )


class KeyLine(Widget):
    """The keys that help here, as many as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--word"}

    keys: reactive[Sequence[tuple[str, str]]] = reactive[Sequence[tuple[str, str]]](())
    """(key, word), the most wanted first."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        key_style = base + self.get_component_rich_style("key-line--key", partial=True)
        word_style = base + self.get_component_rich_style("key-line--word", partial=True)
        segments, used = [Segment(" ", base)], 1
        for key, word in self.keys:
            size = cells(key) + cells(word) + 3
            if used + size > width:
                break
            segments += [Segment(key, key_style), Segment(f" {word}  ", word_style)]
            used += size
        return Strip(segments).adjust_cell_length(width, base)
