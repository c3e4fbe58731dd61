"""The cells of a terminal: what stands in each, and with which pen."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from reader.terminal.pens import PLAIN, Pen

#: A cell of which nobody knows what it shows.
UNKNOWN = "\0"

#: What stands in the cells of a row (empty right of a wide character), and their pens.
Chars = tuple[str, ...]
Pens = tuple[Pen, ...]
Row = tuple[Chars, Pens]


Cell = TypeVar("Cell")


class Box(NamedTuple):
    """A box of cells that moves up by `by` rows, down where negative.

    `bottom` and `right` are the first outside.
    """

    top: int
    bottom: int
    left: int
    right: int
    by: int


class Grid:
    """`rows` × `columns` cells, at first all unknown.

    A row is replaced when it changes; so grids may have rows in common.
    """

    __slots__ = ("_holed", "chars", "columns", "pens", "rows")

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.chars: list[Chars] = [(UNKNOWN,) * columns] * rows
        self.pens: list[Pens] = [(PLAIN,) * columns] * rows
        # The rows that may have unknown cells: only what is forgotten has.
        self._holed = set(range(rows))

    def scrolled(self, boxes: Iterable[Box]) -> "Grid":
        """The grid after boxes have moved; what moves in is blank."""
        twin = Grid(0, 0)
        twin.columns, twin.rows = self.columns, self.rows
        twin.chars, twin.pens = self.chars.copy(), self.pens.copy()
        twin._holed = set(range(self.rows))
        for box in boxes:
            _scroll(twin.chars, box, " ")
            _scroll(twin.pens, box, PLAIN)
        return twin

    def row(self, y: int) -> Row:
        return self.chars[y], self.pens[y]

    def put(self, y: int, x: int, cells: Sequence[str], pens: Sequence[Pen]) -> None:
        """Write cells that fit in, each with its pen."""
        (chars, before), end = self.row(y), x + len(cells)
        self.chars[y] = (*chars[:x], *cells, *chars[end:])
        self.pens[y] = (*before[:x], *pens, *before[end:])

    def take(self, y: int, other: "Grid") -> None:
        """Take row `y` of another grid; what is unknown there keeps what it is here."""
        if other.knows(y):
            self.chars[y], self.pens[y] = other.row(y)
            self._holed.discard(y)
            return
        for x, char in enumerate(other.chars[y]):
            if char != UNKNOWN:
                self.put(y, x, (char,), other.pens[y][x : x + 1])

    def forget(self, y: int | None = None) -> None:
        """Know nothing any more: of row `y`, or of all."""
        for one in range(self.rows) if y is None else (y,):
            self.chars[one] = (UNKNOWN,) * self.columns
            self.pens[one] = (PLAIN,) * self.columns
            self._holed.add(one)

    def knows(self, y: int) -> bool:
        """Whether all of row `y` is known."""
        if y in self._holed:
            if UNKNOWN in self.chars[y]:
                return False
            self._holed.discard(y)
        return True

    def blind(self, y: int) -> bool:
        """Whether nothing of row `y` is known."""
        return self.chars[y].count(UNKNOWN) == self.columns

    def same(self, y: int, other: "Grid") -> bool:
        return self.row(y) == other.row(y)

    def erase(self) -> None:
        """Make all cells blank."""
        for y in range(self.rows):
            self.put(y, 0, " " * self.columns, (PLAIN,) * self.columns)


def _scroll(rows: list[tuple[Cell, ...]], box: Box, blank: Cell) -> None:
    """Move a box of the rows."""
    top, bottom, left, right, by = box
    old = rows[top:bottom]
    for y, row in enumerate(old):
        whole = right - left == len(row)
        if 0 <= y + by < len(old):
            source = old[y + by]
            rows[top + y] = source if whole else row[:left] + source[left:right] + row[right:]
        else:
            rows[top + y] = row[:left] + (blank,) * (right - left) + row[right:]
