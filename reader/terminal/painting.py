"""The bytes that make what a terminal shows into what it should show."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from operator import and_, is_not, ne, or_

from reader.terminal.capabilities import Capabilities
from reader.terminal.frames import Run
from reader.terminal.grid import UNKNOWN, Box, Chars, Grid, Pens, Row
from reader.terminal.motion import way
from reader.terminal.pens import PLAIN, Pen, change
from reader.terminal.widths import JOINED, narrow

#: Columns that are written again rather than jumped over, at most: no jump is longer.
_SHORT = 6
#: As many as are always written again, if by the same pen: a jump is as long.
_GAP = 3
_STILL = re.compile(b"\x00+")
_CLOSE = re.compile(b"\x01+(?:\x00{1,%d}\x01+)*" % _GAP)
#: Bytes that a row costs, however little of it differs.
_ROW = 12
#: The same character, often enough for a sequence to be shorter.
_BLANK = " " * 6
_SAME = re.compile(rf"([^\0])\1{{5,}}(?![{JOINED}])")


#: The rows that differ, by their numbers: for each column 1 where it does, else 0.
Apart = Mapping[int, bytes]


class Painter:
    """Paints; knows where the cursor is and which pen is in hand (None: it does not).

    What it has painted is in `out`.
    """

    def __init__(
        self, able: Capabilities, x: int | None = None, y: int | None = None, pen: Pen | None = None
    ) -> None:
        self.able = able
        self.x = x
        self.y = y
        self.pen = pen
        self.out: list[str] = []

    def __len__(self) -> int:
        """Bytes."""
        return len("".join(self.out).encode())

    # -- whole screens ----------------------------------------------------------------------

    def paint(self, wanted: Grid, apart: Apart) -> None:
        """Make what is shown into what is wanted, from which it is so far apart."""
        for y, differing in apart.items():
            self._paint_row(wanted.row(y), differing, y, wanted.knows(y))

    def clear(self) -> None:
        """Erase the screen (ED)."""
        self.dip(PLAIN)
        self.out.append("\x1b[H\x1b[J")
        self.x = self.y = 0

    def scroll(self, box: Box, columns: int, rows: int) -> None:
        """Move what stands in a box of a screen of `columns` × `rows`."""
        self.dip(PLAIN)
        beside = (box.left, box.right) != (0, columns)
        above = (box.top, box.bottom) != (0, rows)
        if beside:
            self.out.append(f"\x1b[?69h\x1b[{box.left + 1};{box.right}s")
        if above:
            self.out.append(f"\x1b[{box.top + 1};{box.bottom}r")
        if beside or above:
            self.x = self.y = None
        self.go(box.left, box.bottom - 1 if box.by > 0 else box.top)
        self.out.append("\n" * box.by if box.by > 0 else "\x1bM" * -box.by)
        if above:
            self.out.append("\x1b[r")
        if beside:
            self.out.append("\x1b[?69l")
        self.x = self.y = None

    def repeat(self, y: int, parts: Iterable[Row | Run]) -> None:
        """Write the parts of a row that cannot be painted, as they were written."""
        for part in parts:
            if isinstance(part, Run):
                self.dip(part.pen)
                self.out.append(part.text)
                self.pen = part.after
                self.x = self.y = None
            else:
                written = bytes(map(UNKNOWN.__ne__, part[0]))
                self._paint_row(part, written, y, 0 not in written)

    # -- a pen, a cursor ---------------------------------------------------------------------

    def dip(self, pen: Pen) -> None:
        """Take a pen in hand."""
        if self.pen is not pen:
            self.out.append(change(self.pen, pen, self.able.singly))
            self.pen = pen

    def go(self, x: int, y: int) -> None:
        """Put the cursor on a cell."""
        if self.x != x or self.y != y:
            self.out.append(way(self.able, self.x, self.y, x, y))
            self.x, self.y = x, y

    # -- a row -------------------------------------------------------------------------------

    def _paint_row(self, row: Row, differing: bytes, y: int, known: bool) -> None:
        """Paint what differs of a row, all of which is `known`, or not."""
        chars, pens = row
        # Erasing may take half of a wide character away that nobody knows of.
        tail = self._tail(chars, pens) if known else len(chars)
        in_tail = differing.find(1, tail)
        if in_tail < 0 or differing.rfind(1) - in_tail < len("\x1b[K"):
            in_tail, tail = -1, len(chars)
        for left, right in _runs(differing, tail, chars, pens, known):
            self._reach(left, y, chars, pens)
            self._write(left, right, chars, pens, known)
        if in_tail >= 0:
            if not (self.y == y and self.x is not None and tail <= self.x <= in_tail):
                self._reach(in_tail, y, chars, pens)
            self.dip(pens[-1])
            self.out.append("\x1b[K")

    def _tail(self, chars: Chars, pens: Pens) -> int:
        """Where the blank end of a row begins that can be erased."""
        pen = pens[-1]
        if chars[-1] != " " or not (self.able.erase_line and self._erasable(pen)):
            return len(chars)
        tail = len(chars) - 1
        while tail and chars[tail - 1] == " " and pens[tail - 1] is pen:
            tail -= 1
        return tail

    def _erasable(self, pen: Pen) -> bool:
        return pen.wipes and (self.able.erases_colour or not pen.paper)

    def _reach(self, x: int, y: int, chars: Chars, pens: Pens) -> None:
        """Go to a cell of the row that is painted, perhaps by writing what stands there again."""
        if self.y == y and self.x is not None and 0 < x - self.x <= _SHORT:
            here, goal = pens[self.x], pens[x]
            text = "".join(chars[self.x : x])
            # The goal's pen is dipped sooner or later; so only the steps count.
            if (
                len(text) == x - self.x
                and text.isascii()
                and text.isprintable()
                and all(pen is here for pen in pens[self.x : x])
                and (here is self.pen or here is goal)
                and (len(text) <= _GAP or len(text) <= len(way(self.able, self.x, y, x, y)))
            ):
                self.dip(here)
                self.out.append(text)
                self.x = x
                return
        self.go(x, y)

    def _write(self, left: int, right: int, chars: Chars, pens: Pens, known: bool) -> None:
        able = self.able
        x = left
        for end in (*_turns(pens, left, right), right):
            pen = pens[x]
            self.dip(pen)
            text = "".join(chars[x:end])
            if able.repeats or (_BLANK in text and known and able.erase_cells):
                text = self._shortened(text, known and self._erasable(pen))
            self.out.append(text)
            x = end
        # At the right edge the cursor may stand in the last column, or beyond.
        self.x = right if right < len(chars) else None

    def _shortened(self, text: str, erasable: bool) -> str:
        """Text with the same characters said once, or spaces erased where that is right."""
        able = self.able

        def shorten(match: re.Match[str]) -> str:
            same, times = match[1], len(match[0])
            ways = [match[0]]
            if able.repeats and narrow(same):
                ways.append(f"{same}\x1b[{times - 1}b")
            if same == " " and erasable and able.erase_cells and able.steps:
                ways.append(f"\x1b[{times}X\x1b[{times}C")
            return min(ways, key=_bytes)

        return _SAME.sub(shorten, text)


def differences(wanted: Grid, shown: Grid) -> Apart:
    """In which rows and columns what is shown differs; what is not known to be wanted does not."""
    apart = {}
    for y in range(wanted.rows):
        if not wanted.same(y, shown):
            chars, pens = wanted.chars[y], wanted.pens[y]
            marks: Iterable[bool] = map(ne, chars, shown.chars[y])
            if pens != shown.pens[y]:
                # An equal pen may count as another: then a cell is written once more.
                marks = map(or_, marks, map(is_not, pens, shown.pens[y]))
            if not wanted.knows(y):
                marks = map(and_, marks, map(UNKNOWN.__ne__, chars))
            if 1 in (row := bytes(marks)):
                apart[y] = row
    return apart


def effort(wanted: Grid, apart: Apart) -> int:
    """About how many bytes it takes to paint what differs."""
    total = 0
    for y, differing in apart.items():
        cells = [*compress(wanted.chars[y], differing)]
        total += _ROW + len(cells) - cells.count(" ")
    return total


def _runs(
    differing: bytes, end: int, chars: Chars, pens: Pens, known: bool
) -> Iterator[tuple[int, int]]:
    """The differing columns before `end` as runs of whole characters: first, and last + 1.

    A few columns between two that stay as they are belong to one run, where
    writing them again is no longer than a jump.
    """
    for run in _CLOSE.finditer(differing, 0, end):
        left, right = run.span()
        turns = _turns(pens, left, right)
        if turns or not known:
            for gap in _STILL.finditer(differing, left, right):
                start, stop = gap.span()
                turned = bisect_left(turns, start) < bisect_right(turns, stop)
                if turned or (not known and UNKNOWN in chars[start:stop]):
                    yield _whole(left, start, chars)
                    left = stop
        yield _whole(left, right, chars)


def _turns(pens: Pens, left: int, right: int) -> list[int]:
    """The columns between `left` and `right` that have another pen than the one before."""
    part = pens[left:right]
    if part.count(part[0]) == right - left:
        return []
    return [*compress(range(left + 1, right), map(is_not, part, part[1:]))]


def _whole(left: int, right: int, chars: Chars) -> tuple[int, int]:
    while left and chars[left] == "":
        left -= 1
    while right < len(chars) and chars[right] == "":
        right += 1
    return left, right


def _bytes(text: str) -> int:
    return len(text.encode())
