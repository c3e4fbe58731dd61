"""Two printings of one statement, with the words that differ marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.article import Span
from reader.widgets.layout import overlaps
from reader.widgets.wrap import fit, wrap


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing: where it stands, its words, and the spans of them that the other lacks."""

    about: str
    text: str
    differs: Sequence[Span] = ()


class ComparisonView(ScrollView, can_focus=False, inherit_bindings=False):
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
        width = max(1, self.size.width - 5)
        self._rows = []
        for printing in self._printings:
            self._rows.append(printing.about)
            for span in wrap(printing.text, 0, len(printing.text), width):
                self._rows.append((printing, span))
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width, base = self.scrollable_content_region.width, self.rich_style
        if number >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[number]
        if isinstance(row, str):
            about = base + self._style("about")
            return Strip([Segment(fit(f" {row}", width), about)]).adjust_cell_length(width, base)
        printing, (start, end) = row
        differs = list(overlaps((start, end), printing.differs))
        cuts = sorted({start, end, *(at for span in differs for at in span)})
        segments = [Segment("   ", base)]
        for first, last in pairwise(cuts):
            other = any(a <= first and last <= b for a, b in differs)
            words = printing.text[first:last].replace("\n", " ")
            segments.append(Segment(words, base + self._style("differs" if other else "same")))
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"comparison--{name}", partial=True)
