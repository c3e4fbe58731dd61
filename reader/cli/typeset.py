"""Text set to a measure on a terminal: a margin, words wrapped, what is faint or stands out."""

from rich.text import Text

from reader import settings
from reader.cli.printing import console, one_line

MARGIN = 5
"""Columns to the left of the text: a number, right-aligned, and a space."""

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
        beside = margin
        for line in text.wrap(self.screen, self.width):
            line.rstrip()
            edge = Text(beside.rjust(MARGIN - 1) + " ", style="dim")
            self.screen.print(Text.assemble(edge, line), soft_wrap=True)
            beside = ""

    def blank(self) -> None:
        """Print an empty line."""
        self.screen.print()

    def rule(self) -> None:
        """Print a line across."""
        self.screen.rule(style="dim")
