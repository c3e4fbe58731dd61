"""Two printings of one statement, with the words that differ marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.strip import Strip

from reader.article import Span
from reader.widgets.layout import overlaps
from reader.widgets.line_view import LineView
from reader.widgets.painted import strip_of
from reader.widgets.wrap import fit, wrap


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing: where it stands, its words, and the spans of them that the other lacks."""

    about: str
    text: str
    differs: Sequence[Span] = ()


class ComparisonView(LineView, can_focus=False):
    """Printings one under the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "comparison--about",
        "comparison--differs",
        "comparison--same",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._printings: Sequence[Printing] = ()
        self._rows: list[tuple[Printing, Span] | str] = []

    def show(self, printings: Sequence[Printing]) -> None:
        """Show these printings."""
        self._printings = printings
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange()

    def _arrange(self) -> None:
        width = max(1, self.extent.width - 5)
        self._rows = []
        for printing in self._printings:
            self._rows.append(printing.about)
            for span in wrap(printing.text, 0, len(printing.text), width):
                self._rows.append((printing, span))
        self.scroll_lines_to(0)
        self.repaint()

    @property
    def line_count(self) -> int:
        return len(self._rows)

    def draw_line(self, number: int, width: int) -> Strip:
        row, base = self._rows[number], self.base_style
        if isinstance(row, str):
            return strip_of([(fit(f" {row}", width), self._style("about"))], base, width)
        printing, (start, end) = row
        differs = list(overlaps((start, end), printing.differs))
        cuts = sorted({start, end, *(at for span in differs for at in span)})
        words = [("   ", Style())]
        for first, last in pairwise(cuts):
            other = any(a <= first and last <= b for a, b in differs)
            style = self._style("differs" if other else "same")
            words.append((printing.text[first:last].replace("\n", " "), style))
        return strip_of(words, base, width)

    def _style(self, name: str) -> Style:
        return self.style_of(f"comparison--{name}")
