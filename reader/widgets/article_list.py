"""The sidebar: the library's articles."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.reactive import var

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import cells, fit, pad, wrap

#: From this width on an article takes one line, below it three.
ONE_LINE_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Item:
    """An article as the list shows it. `date` is `YYYY-MM-DD` or empty.

    `copies` counts the other articles of the same story that are folded into
    this row; `unfolded` says that they stand below it, and `copy` that this is
    one of those.
    """

    id: str
    path: str
    title: str
    date: str = ""
    outlet: str = ""
    unread: bool = False
    bookmarks: int = 0
    notes: int = 0
    error: str = ""
    copies: int = 0
    unfolded: bool = False
    copy: bool = False


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

    @dataclass
    class Unfolded(Message):
        """The reader clicked on the sign of a row into which copies are folded."""

        item: Item

    @property
    def row_height(self) -> int:
        return 1 if self.extent.width >= ONE_LINE_WIDTH else 3

    def name_of(self, item: Item) -> str:
        return item.path

    def watch_opened(self) -> None:
        self.repaint()

    def clicked(self, line: int, cell: int) -> None:
        index, nth = divmod(line, self.row_height)
        if index < len(self._source) and nth == 0:
            item = self._source[index]
            if item.copies and cell >= self.extent.width - 2 - cells(_marks(item)):
                self.cursor = index
                self.post_message(self.Unfolded(item))
                return
        super().clicked(line, cell)

    def pieces(self, item: Item, line: int, width: int) -> list[Piece]:
        if item.error:
            return self._unreadable(item, line, width)
        marks = _marks(item)
        sign = ("└" if item.copy else "") + ("● " if item.unread else "  ")
        lead = (sign, self._style("unread"))
        mark = (marks, self._style("mark"))
        about = self._style("about")
        if self.row_height == 1:
            outlet, room = 16, width - cells(sign) - 11 - 17 - cells(marks) - 1
            return [
                lead,
                (pad(item.date, 11), about),
                (pad(item.outlet, outlet) + " ", about),
                (title := fit(item.title, room), self._title_style(item)),
                (" " * (room - cells(title)), Style()),
                mark,
            ]
        if line == 0:
            words = " ".join(filter(None, (item.date or "no date", item.outlet)))
            return [lead, (pad(words, width - cells(sign) - 1 - cells(marks)), about), mark]
        left = " " * cells(sign)
        words = _line_of(item.title, line - 1, width - len(left) - 1)
        return [(left, Style()), (words, self._title_style(item))]

    def _unreadable(self, item: Item, line: int, width: int) -> list[Piece]:
        """A file that is no article: which one, and why."""
        style = self._style("error")
        named = style + self._style("open") if item.path == self.opened else style
        if self.row_height == 1:
            title = fit(f"{item.title}: ", width - 2)
            reason = fit(item.error, max(0, width - 2 - cells(title)))
            return [("✗ ", style), (title, named), (reason, style)]
        if line == 0:
            return [("✗ ", style), (fit(item.title, width - 3), named)]
        return [("  ", style), (_line_of(item.error, line - 1, width - 3), style)]

    def _style(self, name: str) -> Style:
        return self.style_of(f"article-list--{name}")

    def _title_style(self, item: Item) -> Style:
        style = self._style("unread") if item.unread else Style()
        if item.path == self.opened:
            style += self._style("open")
        return style


def _line_of(words: str, line: int, width: int) -> str:
    """Line 0 or 1 of the two that words are given; the second is cut where they need more."""
    room = max(1, width)
    spans = list(wrap(words, 0, len(words), room))[:2]
    if line >= len(spans):
        return ""
    start, end = spans[line]
    return fit(words[start : end if line == 0 else len(words)], room)


def _marks(item: Item) -> str:
    """Signs for bookmarks, notes and folded copies, with how many where it is more than one."""
    signs = (("◆", item.bookmarks), ("✎", item.notes))
    marks = "".join(f" {sign}{count if count > 1 else ''}" for sign, count in signs if count)
    fold = f" {'-' if item.unfolded else '+'}{item.copies}" if item.copies else ""
    return marks + fold
