"""The library's articles as the sidebar lists them, fetched in slices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from reader.library import Order, Row, State, View
from reader.library.order import By
from reader.widgets.article_list import Item
from reader.widgets.source import Source


@dataclass(frozen=True, slots=True)
class Choice:
    """How the reader wants the list: in which order, and only what a filter leaves."""

    order: Order = field(default_factory=Order)
    keep: str = ""

    @property
    def by_own(self) -> bool:
        """Whether it depends on what the user made which articles are listed, and where."""
        return bool(self.keep) or self.order.by in ("unread", "notes")

    def __str__(self) -> str:
        order = self.order
        return f"{order.by} {order.reverse:d} {order.fold:d} {self.keep}"


def choice_of(words: str | None) -> Choice:
    """The choice that was written as `words`; everything, newest first, where there is none."""
    by, reverse, fold, keep = (*(words or "").split(" ", 3), "", "", "", "")[:4]
    known: By | None = next((one for one in ORDERS if one == by), None)
    return Choice(Order(known, reverse == "1", fold == "1"), keep) if known else Choice()


#: Each order with its word for the reader, and what comes first: as it is, and reversed.
ORDERS: Mapping[By, tuple[str, str, str]] = {
    "date": ("date", "newest first", "oldest first"),
    "outlet": ("outlet", "a–z", "z–a"),
    "title": ("title", "a–z", "z–a"),
    "length": ("words", "longest first", "shortest first"),
    "quotes": ("quotes", "most first", "fewest first"),
    "unread": ("unread", "unread first", "read first"),
    "notes": ("notes", "marked first", "unmarked first"),
    "language": ("language", "a–z", "z–a"),
}


class Listed(NamedTuple):
    """A row of the list: a folded one that is open, or a copy below it."""

    row: Row
    unfolded: bool = False
    copy: bool = False


class Articles(Source[Item]):
    """A view of the library, with the copies that were unfolded below their rows.

    `unfolded` has these copies by the place of their row in the view.
    """

    def __init__(
        self, view: View, state: State, unfolded: Mapping[int, Sequence[Row]] | None = None
    ) -> None:
        super().__init__()
        self.view = view
        self._state = state
        self.unfolded = dict(sorted((unfolded or {}).items()))
        self._places: dict[str, int | None] = {}
        more = [len(copies) for copies in self.unfolded.values()]
        #: Where the copies of each row begin in the list.
        self._begins = [
            place + 1 + before
            for place, before in zip(self.unfolded, accumulate([0, *more]), strict=False)
        ]
        self._size = len(view) + sum(more)

    def __len__(self) -> int:
        return self._size

    def prepare(self) -> None:
        """Learn where each article stands, while nobody waits for it: the end may be asked for."""
        self.view.keys(0, len(self.view))

    def row(self, index: int) -> Row:
        """The row at a place of the list."""
        return self.listed(index, index + 1)[0].row

    def listed(self, start: int, stop: int) -> list[Listed]:
        """The rows from `start` up to `stop`."""
        found: list[Listed] = []
        for first, last, copies in self._stretches():
            here, there = max(start, first), min(stop, last)
            if here >= there:
                continue
            if copies is not None:
                some = copies[here - first : there - first]
                found.extend(Listed(row, copy=True) for row in some)
                continue
            before = self._copies_before(here)
            rows = self.view.rows(here - before, there - before)
            places = range(here - before, there - before)
            found.extend(
                Listed(row, unfolded=place in self.unfolded)
                for place, row in zip(places, rows, strict=True)
            )
        return found

    def fetch(self, start: int, stop: int) -> Sequence[Item]:
        listed = self.listed(start, stop)
        rows = [one.row for one in listed]
        read = self._state.read_ids([row.id for row in rows])
        marks = self.view.marks(rows)
        return [
            _item(one, one.row.id not in read, *marks.get(one.row.key, (0, 0))) for one in listed
        ]

    def place(self, name: str) -> int | None:
        if name not in self._places:
            self._places[name] = self._find(name)
        return self._places[name]

    def in_view(self, index: int) -> int:
        """The place in the view of the row at a place of the list, or of the row it is below."""
        for begin, copies in zip(self._begins, self.unfolded.values(), strict=True):
            if begin <= index < begin + len(copies):
                index = begin - 1
        return index - self._copies_before(index)

    def _find(self, path: str) -> int | None:
        for begin, copies in zip(self._begins, self.unfolded.values(), strict=True):
            for nth, row in enumerate(copies):
                if row.path == path:
                    return begin + nth
        place = self.view.place(path)
        if place is None:
            return None
        return place + sum(len(rows) for head, rows in self.unfolded.items() if head < place)

    def _copies_before(self, index: int) -> int:
        """How many copies stand before a place of the list."""
        both = zip(self._begins, self.unfolded.values(), strict=True)
        return sum(len(copies) for begin, copies in both if begin <= index)

    def _stretches(self) -> Iterator[tuple[int, int, Sequence[Row] | None]]:
        """The parts of the list in turn, from and up to: of the view (None), or copies."""
        done = 0
        for begin, copies in zip(self._begins, self.unfolded.values(), strict=True):
            yield done, begin, None
            yield begin, (done := begin + len(copies)), copies
        yield done, self._size, None


def _item(listed: Listed, unread: bool, bookmarks: int, notes: int) -> Item:
    row = listed.row
    return Item(
        id=row.id,
        path=row.path,
        title=row.headline,
        date=(row.published or "")[:10],
        outlet=row.publisher or "",
        unread=unread and row.error is None,
        bookmarks=bookmarks,
        notes=notes,
        error=row.error or "",
        copies=row.copies,
        unfolded=listed.unfolded,
        copy=listed.copy,
    )
