"""What a search found: articles and notes, with the words that were looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import ClassVar

from rich.style import Style

from reader.article import Span
from reader.widgets.layout import overlaps
from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import fit, wrap


@dataclass(frozen=True, slots=True)
class HitItem:
    """An article, or a note, in which something was found.

    `about` says when and where it was printed; `title_marks` and `marks` are the
    spans of what was found, in `title` and in `snippet`.
    """

    key: str
    title: str
    about: str
    snippet: str
    title_marks: Sequence[Span] = ()
    marks: Sequence[Span] = ()
    note: bool = False


class HitList(RowList[HitItem]):
    """Hits: the title, where it was printed, and two lines of the words around what was found."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hit-list--about",
        "hit-list--found",
        "hit-list--note",
        "hit-list--title",
    }

    @property
    def row_height(self) -> int:
        return 4

    def name_of(self, item: HitItem) -> str:
        return item.key

    def pieces(self, item: HitItem, line: int, width: int) -> list[Piece]:
        if line == 0:
            style = self.style_of("hit-list--title")
            return [(" ", Style()), *self._marked(item.title, item.title_marks, width - 1, style)]
        if line == 1:
            name = "note" if item.note else "about"
            return [(fit(f"   {item.about}", width), self.style_of(f"hit-list--{name}"))]
        words = item.snippet
        spans = list(wrap(words, 0, len(words), max(1, width - 4)))
        if line - 2 >= len(spans):
            return []
        start, end = spans[line - 2]
        if line == 3:
            end = len(words)
        marks = [(a - start, b - start) for a, b in overlaps((start, end), item.marks)]
        shown = self._marked(words[start:end], marks, width - 4, Style())
        return [("   ", Style()), *shown]

    def _marked(
        self, words: str, marks: Sequence[Span], width: int, style: Style
    ) -> Iterator[Piece]:
        """Words, cut to a width, with what was found in a style over theirs."""
        shown = fit(words, width)
        ends = chain((0, len(shown)), *marks)
        found = self.style_of("hit-list--found")
        for start, end in pairwise(sorted({min(at, len(shown)) for at in ends})):
            here = any(a <= start and end <= b for a, b in marks)
            yield shown[start:end], style + found if here else style
