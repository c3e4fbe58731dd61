"""Text set to a measure on a terminal: a margin, words wrapped, what is faint or stands out."""

from rich.text import Text

from reader import settings
from reader.cli.printing import console, one_line

MARGIN = 5
"""Columns to the left of the text: a number, right-aligned, and a space."""

NAME = 9
"""Columns for what a line is, where that is said."""

NARROWEST = 20
"""Columns of text at least, however narrow the terminal is."""


class Sheet:
    """A terminal to print on, as wide as the measure that is set, or narrower."""

    def __init__(self, measure: int | None = None) -> None:
        self.screen = console()
        wanted = settings.load().measure if measure is None else measure
        self.width = max(NARROWEST, min(wanted, self.screen.width - MARGIN - 1))

    def put(self, words: str | Text, style: str = "", margin: str = "") -> None:
        """Print words to the measure, `margin` beside their first line."""
        text = Text(one_line(words), style=style) if isinstance(words, str) else words
        self._put(text, margin.rjust(MARGIN - 1) + " ")

    def named(self, name: str, words: str, style: str = "") -> None:
        """Print words with what they are beside their first line; nothing where there are none."""
        if words:
            self._put(Text(one_line(words), style=style), " " * MARGIN + name.ljust(NAME))

    def _put(self, text: Text, edge: str) -> None:
        """Print a text to the measure, `edge` before its first line, as much space before more."""
        for line in text.wrap(self.screen, max(NARROWEST, self.width - len(edge) + MARGIN)):
            line.rstrip()
            self.screen.print(Text.assemble(Text(edge, style="dim"), line), soft_wrap=True)
            edge = " " * len(edge)

    def blank(self) -> None:
        """Print an empty line."""
        self.screen.print()

    def rule(self) -> None:
        """Print a line across."""
        self.screen.rule(style="dim")
