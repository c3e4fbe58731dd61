"""Lists of who speaks and of what was said."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import cells, fit, pad, wrap


@dataclass(frozen=True, slots=True)
class PersonItem:
    """A speaker: `count` says how much, `when` the days, `called` the other names, `where` outlets.

    `role` is the office that is shown, `roles` are all of them.
    """

    key: str
    name: str
    role: str
    count: str
    when: str
    called: str = ""
    where: str = ""
    roles: str = ""


class PersonList(RowList[PersonItem]):
    """Who speaks: name and office, how much and where."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "person-list--about",
        "person-list--name",
    }

    @property
    def row_height(self) -> int:
        return 2

    def name_of(self, item: PersonItem) -> str:
        return item.key

    def pieces(self, item: PersonItem, line: int, width: int) -> list[Piece]:
        about = self.style_of("person-list--about")
        if line == 0:
            name = fit(f" {item.name}", width)
            role = fit(f", {item.role}" if item.role else "", width - cells(name))
            return [(name, self.style_of("person-list--name")), (role, Style())]
        words = " · ".join(filter(None, (item.count, item.when, item.called, item.where)))
        return [(fit(f"   {words}", width), about)]


@dataclass(frozen=True, slots=True)
class SaidItem:
    """A statement: `about` names date, outlet and article, `who` the speaker as named there.

    `path` is where the article lies, as far as it is shown.
    """

    key: str
    about: str
    who: str
    words: str
    path: str = ""


class SaidList(RowList[SaidItem]):
    """What was said: where it stands, and the beginning of the words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "said-list--about",
        "said-list--words",
    }

    @property
    def row_height(self) -> int:
        return 4

    def name_of(self, item: SaidItem) -> str:
        return item.key

    def pieces(self, item: SaidItem, line: int, width: int) -> list[Piece]:
        if line == 0:
            return [(pad(f" {item.about}", width), self.style_of("said-list--about"))]
        if line > 2:
            return []
        words = f"“{item.words}” — {item.who}" if item.who else f"“{item.words}”"
        spans = list(wrap(words, 0, len(words), max(1, width - 4)))
        if line > len(spans):
            return []
        shown = words[slice(*spans[0])] if line == 1 else words[spans[1][0] :]
        return [(f"   {fit(shown, width - 4)}", self.style_of("said-list--words"))]
