"""The two lines at the bottom: what the cursor stands on, and the keys that help there."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip

from reader.widgets.painted import Painted, strip_of
from reader.widgets.wrap import cells, fit, wrap

#: Lines that a long message may take.
MOST_LINES = 5


class StatusLine(Painted):
    """One line: what the cursor stands on at the left, how far the reader is at the right.

    A message takes its place until the next key, and more lines where it needs them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--message",
        "status-line--trouble",
        "status-line--where",
    }

    where: var[str] = var("", init=False)
    """What the cursor stands on."""
    share: var[str] = var("", init=False)
    """How far the reader is."""
    busy: var[str] = var("", init=False)
    """What goes on beside the reading."""
    message: var[str] = var("", init=False)
    """What has just been done."""
    trouble: var[bool] = var(False, init=False)
    """Whether the message tells of something that went wrong."""

    def watch_where(self) -> None:
        self.repaint()

    def watch_share(self) -> None:
        self.repaint()

    def watch_busy(self) -> None:
        self.repaint()

    def watch_trouble(self) -> None:
        self.repaint()

    def watch_message(self) -> None:
        """Take as many lines as the message needs, and lay the screen out when that changes."""
        if max(1, len(self._message_lines(self.extent.width))) != self.extent.height:
            self.refresh(layout=True)
        self.repaint()

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
        words = " · ".join(filter(None, (self.busy, self.share)))
        return f" {words} " if words else " "

    def say(self, message: str, *, trouble: bool = False) -> None:
        """Show a message; an empty one takes the last away."""
        self.message, self.trouble = message, trouble

    def draw(self, y: int) -> Strip:
        width = self.extent.width
        name = "where"
        if self.message:
            name = "trouble" if self.trouble else "message"
        share = self._share if y == 0 else " "
        lines = self._message_lines(width) or [self.where]
        words = fit(f" {lines[y]}" if y < len(lines) else "", width - cells(share))
        gap = " " * max(0, width - cells(words) - cells(share))
        style = self.style_of(f"status-line--{name}")
        return strip_of([(words, style), (gap + share, style)], self.base_style, width)


class KeyLine(Painted):
    """The keys that help here, as many as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--word"}

    keys: var[Sequence[tuple[str, str]]] = var[Sequence[tuple[str, str]]]((), init=False)
    """(key, word), the most wanted first."""

    def watch_keys(self) -> None:
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def draw(self, y: int) -> Strip:
        width = self.extent.width
        pieces, used = [(" ", Style())], 1
        for key, word in self.keys:
            size = cells(key) + cells(word) + 3
            if used + size > width:
                break
            pieces.append((key, self.style_of("key-line--key")))
            pieces.append((f" {word}  ", self.style_of("key-line--word")))
            used += size
        return strip_of(pieces, self.base_style, width)
