"""The line above the article: which one it is, wherever in it one is."""

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip

from reader.widgets.painted import Painted, strip_of
from reader.widgets.wrap import cells, fit, wrap

#: Lines that a reason may take.
MOST_LINES = 5


class ArticleBar(Painted):
    """The title at the left; at the right what is to be known of where the article is from.

    Below it stands why there is no article, in as many lines as that takes.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-bar--active",
        "article-bar--away",
        "article-bar--trouble",
    }

    title: var[str] = var("", init=False)
    """What the article is called."""
    about: var[str] = var("", init=False)
    """What else is to be known, in a few words."""
    trouble: var[str] = var("", init=False)
    """Why the article cannot be shown."""
    active: var[bool] = var(False, init=False)
    """Whether the keys go to the article."""

    def watch_title(self) -> None:
        self.repaint()

    def watch_about(self) -> None:
        self.repaint()

    def watch_active(self) -> None:
        self.repaint()

    def watch_trouble(self) -> None:
        """Take as many lines as the reason needs, and lay the pane out when that changes."""
        if self.get_content_height(Size(), Size(), self.extent.width) != self.extent.height:
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 + len(self._reason(width))

    def _reason(self, width: int) -> list[str]:
        words = self.trouble
        spans = list(wrap(words, 0, len(words), max(1, width - 4)))[:MOST_LINES]
        return [words[start:end] for start, end in spans]

    def draw(self, y: int) -> Strip:
        width = self.extent.width
        if y > 0:
            lines = self._reason(width)
            words = lines[y - 1] if y <= len(lines) else ""
            style = self.style_of("article-bar--trouble")
            return strip_of([(f"   {words}", style)], self.base_style, width)
        about = f" {self.about}" if self.about else ""
        lead = " ✗ " if self.trouble else "   "
        title = fit(self.title, max(0, width - cells(lead) - cells(about) - 1))
        gap = " " * max(0, width - cells(lead) - cells(title) - cells(about) - 1)
        style = self.style_of(f"article-bar--{'active' if self.active else 'away'}")
        return strip_of([(lead + title + gap + about, style)], self.base_style + style, width)
