"""The cells of a terminal: what stands in each, and with which pen."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.terminal.pens import PLAIN, Pen

#: A cell of which nobody knows what it shows.
UNKNOWN = "\0"

#: The cells of one row: what stands in each (empty right of a wide character), and their pens.
Row = tuple[list[str], list[Pen]]


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
    """`rows` × `columns` cells, at first all unknown."""

    __slots__ = ("chars", "columns", "pens", "rows")

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.chars = [[UNKNOWN] * columns for _ in range(rows)]
        self.pens = [[PLAIN] * columns for _ in range(rows)]

    def copy(self) -> "Grid":
        twin = Grid(0, 0)
        twin.columns, twin.rows = self.columns, self.rows
        twin.chars = [row.copy() for row in self.chars]
        twin.pens = [row.copy() for row in self.pens]
        return twin

    def row(self, y: int, *, copy: bool = True) -> Row:
        """Row `y`: a copy of it, or as it is."""
        chars, pens = self.chars[y], self.pens[y]
        return (chars.copy(), pens.copy()) if copy else (chars, pens)

    def put(self, y: int, x: int, cells: Sequence[str], pen: Pen) -> None:
        """Write cells that fit in."""
        self.chars[y][x : x + len(cells)] = cells
        self.pens[y][x : x + len(cells)] = [pen] * len(cells)

    def take(self, y: int, other: "Grid") -> None:
        """Take row `y` of another grid; what is unknown there keeps what it is here."""
        if UNKNOWN not in other.chars[y]:
            self.chars[y], self.pens[y] = other.row(y)
            return
        for x, char in enumerate(other.chars[y]):
            if char != UNKNOWN:
                self.chars[y][x] = char
                self.pens[y][x] = other.pens[y][x]

    def forget(self, y: int | None = None) -> None:
        """Know nothing any more: of row `y`, or of all."""
        for one in range(self.rows) if y is None else (y,):
            self.chars[one] = [UNKNOWN] * self.columns
            self.pens[one] = [PLAIN] * self.columns

    def knows(self, y: int) -> bool:
        """Whether all of row `y` is known."""
        return UNKNOWN not in self.chars[y]

    def blind(self, y: int) -> bool:
        """Whether nothing of row `y` is known."""
        return self.chars[y].count(UNKNOWN) == self.columns

    def same(self, y: int, other: "Grid") -> bool:
        return self.chars[y] == other.chars[y] and self.pens[y] == other.pens[y]

    def erase(self) -> None:
        """Make all cells blank."""
        for y in range(self.rows):
            self.put(y, 0, " " * self.columns, PLAIN)

    def scroll(self, box: Box) -> None:
        """Move what stands in a box; what moves in is blank."""
        top, bottom, left, right, by = box
        for y in range(top, bottom) if by > 0 else range(bottom - 1, top - 1, -1):
            source = y + by
            if top <= source < bottom:
                self.chars[y][left:right] = self.chars[source][left:right]
                self.pens[y][left:right] = self.pens[source][left:right]
            else:
                self.put(y, left, " " * (right - left), PLAIN)
