"""The sidebar: the library's articles."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.reactive import var

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import cells, fit, pad, wrap

#: From this width on an article takes one line, below it three.
ONE_LINE_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Item:
    """An article as the list shows it. `date` is `YYYY-MM-DD` or empty."""

    id: str
    path: str
    title: str
    date: str = ""
    outlet: str = ""
    unread: bool = False
    bookmarks: int = 0
    notes: int = 0
    error: str = ""


class ArticleList(RowList[Item]):
    """The library's articles, in the order given: unread sign, date, outlet, title, marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--about",
        "article-list--error",
        "article-list--mark",
        "article-list--open",
        "article-list--unread",
    }

    opened: var[str] = var("", init=False)
    """Path of the article that the reading pane shows."""

    @property
    def row_height(self) -> int:
        return 1 if self.size.width >= ONE_LINE_WIDTH else 3

    def name_of(self, item: Item) -> str:
        return item.path

    def watch_opened(self, old: str, new: str) -> None:
        for index, item in enumerate(self.items):
            if item.path in (old, new):
                self.refresh_item(index)

    def pieces(self, item: Item, line: int, width: int) -> list[Piece]:
        marks = _marks(item)
        sign = ("● " if item.unread else "  ", self._style("unread"))
        mark = (marks, self._style("mark"))
        about = self._style("about")
        if self.row_height == 1:
            outlet, room = 16, width - 2 - 11 - 17 - cells(marks) - 1
            return [
                sign,
                (pad(item.date, 11), about),
                (pad(item.outlet, outlet) + " ", about),
                (title := fit(item.title, room), self._title_style(item)),
                (" " * (room - cells(title)), Style()),
                mark,
            ]
        if line == 0:
            words = " ".join(filter(None, (item.date or "no date", item.outlet)))
            return [sign, (pad(words, width - 3 - cells(marks)), about), mark]
        spans = list(wrap(item.title, 0, len(item.title), max(1, width - 3)))
        words = ""
        if line == 1 and spans:
            words = item.title[slice(*spans[0])]
        elif line == 2 and len(spans) > 1:
            words = item.title[spans[1][0] :]
        return [("  ", Style()), (fit(words, width - 3), self._title_style(item))]

    def _style(self, name: str) -> Style:
        return self.style_of(f"article-list--{name}")

    def _title_style(self, item: Item) -> Style:
        style = self._style("error") if item.error else Style()
        if item.unread:
            style += self._style("unread")
        if item.path == self.opened:
            style += self._style("open")
        return style


def _marks(item: Item) -> str:
    """Signs for bookmarks and notes, with how many there are where it is more than one."""
    signs = (("◆", item.bookmarks), ("✎", item.notes))
    return "".join(f" {sign}{count if count > 1 else ''}" for sign, count in signs if count)
