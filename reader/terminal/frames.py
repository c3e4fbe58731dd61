"""Reads what Textual writes into a grid of what the terminal is to show.

A frame is a series of *runs*: the cursor is put somewhere (`CUP`), then text
follows, with its pens (`SGR`). What is no part of a frame either has nothing to
do with the cells (modes, questions, the clipboard), or it is not understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.terminal.grid import Grid, Row
from reader.terminal.pens import PLAIN, Pen, dipped, linked
from reader.terminal.widths import cells, guess, is_wide, narrow

#: What changes no cell: bell; modes, and questions about them; keyboard protocols; strings for
#: the title, the working folder, colours, the clipboard; the same wrapped for tmux and screen.
_BESIDE = (
    r"\x07"
    r"|\x1b\[\?[0-9;]*\$p"
    r"|\x1b\[\?(?:9|25|100[0-7]|101[56]|2004|2027|2031|2048)[hl]"
    r"|\x1b\[[<=>?][0-9;]*u"
    r"|\x1b\[[=>]?[0-9]*c|\x1b\[>[0-9]*q|\x1b\[5n"
    r"|\x1b\](?:[0-2]|4|7|9|1[0-2]|52|10[4-6]|11[0-2]|133|777)(?:;[^\x07\x1b]*)?(?:\x07|\x1b\\)"
    r"|\x1bP(?:tmux;|\x1b\]|[+$]q)(?:[^\x1b]|\x1b[^\\])*\x1b\\"
)
#: Text in a pen of its own: most of what Textual writes.
_STYLED = re.compile(r"\x1b\[([0-9;]+)m([^\x00-\x1f\x7f-\x9f]+)\x1b\[0m")
_TOKEN = re.compile(
    rf"(?P<styled>(?:{_STYLED.pattern})+)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<codes>[0-9;]*)m"
    r"|\x1b\[(?P<line>[0-9]*)(?:;(?P<column>[0-9]*))?H"
    r"|(?P<newline>\n)"
    r"|\x1b\[\?2026(?P<together>[hl])"
    r"|\x1b\[\?7(?P<wrap>[hl])"
    r"|\x1b\[\?(?:1049|1047|47)(?P<screen>[hl])"
    r"|\x1b\]8;(?P<link>[^\x07\x1b]*;[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rf"|(?P<beside>{_BESIDE})"
)
_CODES = re.compile(r"\x1b\[([0-9;]*)m")
_WRAPS = re.compile(r"\x1b\[\?7([hl])")


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it was written: the text with its sequences, and the pens before and after it.

    It begins in column `x` and about `width` columns long.
    """

    text: str
    x: int
    width: int
    pen: Pen
    after: Pen

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(slots=True)
class Written:
    """What was written to one row.

    `before`: the row as it was. `disputed`: what it shows now only the terminal knows.
    """

    before: Row
    noted: list[tuple[int, int, int, int | None, Pen, Pen]] = field(default_factory=list)
    disputed: bool = False

    def runs(self, data: str, y: int) -> Iterator[Run]:
        """The runs as they were written in `data`, to row `y`."""
        for start, end, x, last, pen, after in self.noted:
            text = data[start:end]
            width = guess(_CODES.sub("", text)) if last is None else last - x
            yield Run(f"\x1b[{y + 1};{x + 1}H{text}", x, width, pen, after)


@dataclass(slots=True)
class Reading:
    """What one piece of output was: rows of cells, what changes no cell, and perhaps a rest.

    `rest` is what was not understood and all after it, to be written with `rest_pen`
    from where the cursor is at `rest_x`, `rest_y` (None: unknown). `screen`: the
    terminal shows another screen now, of which nobody knows what is on it.
    """

    data: str
    rows: dict[int, Written] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    rest: str = ""
    rest_pen: Pen = PLAIN
    rest_x: int | None = None
    rest_y: int = 0
    screen: bool = False


class _Start(NamedTuple):
    place: int
    pen: Pen
    x: int | None
    y: int


class FrameReader:
    """Reads output, piece by piece, into a grid.

    `x`, `y`: where the cursor is to be, `x` None where that is not known.
    `together`: frames are to be shown at once (synchronised output).
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.pen = PLAIN
        self.x: int | None = None
        self.y = 0
        self.together = False
        self._wraps = True
        self._cut: set[tuple[int, int]] = set()
        # The run that is being read: where it begins in the piece, and how.
        self._start: int | None = None
        self._start_x = 0
        self._start_pen = PLAIN
        self._lost = False
        # The last run: where it begins, its row, and what stood there before.
        self._run: tuple[int, int, Row] = -1, 0, ((), ())
        # From where on the piece can be written as it is: the pen and the cursor there.
        self._whole: _Start | None = None

    def read(self, data: str) -> Reading:
        """Read one piece of output: sequences are never cut at its ends."""
        reading = Reading(data)
        self._start = self._whole = None
        self._run = -1, 0, ((), ())
        self._lost = False
        place = 0
        for token in _TOKEN.finditer(data):
            if token.start() != place or not self._take(token, reading):
                break
            place = token.end()
        if place < len(data):
            self._leave(place, reading)
            return reading
        self._end_run(place, reading)
        self._look_at_cuts(reading)
        return reading

    def _take(self, token: re.Match[str], reading: Reading) -> bool:
        """Take one token; False where it is not understood."""
        kind = token.lastgroup
        if kind == "styled":
            return self._take_styled(token, reading)
        if kind == "text":
            return self._write(token[0], token.start(), reading)
        if kind in ("line", "column"):
            self._end_run(token.start(), reading)
            self._whole = _Start(token.start(), self.pen, None, 0)
            self._lost = False
            line, column = token.group("line", "column")
            return self._go(int(column or 1) - 1, int(line or 1) - 1)
        if kind == "newline":
            self._whole = self._whole or _Start(token.start(), self.pen, self.x, self.y)
            if self.y + 1 >= self.grid.rows:
                return False
            self._end_run(token.start(), reading)
            self.x, self._lost = None, False
        elif kind == "codes":
            pen = dipped(self.pen, token["codes"])
            if pen is None:
                return False
            self.pen = pen
        elif kind == "link":
            self.pen = linked(self.pen, "" if token["link"] == ";" else token["link"])
        else:
            self._end_run(token.start(), reading)
            if kind == "together":
                self.together = True
            else:
                if kind == "wrap":
                    self._wraps = token["wrap"] == "h"
                reading.screen |= kind == "screen"
                reading.beside.append(token[0])
        return True

    def _take_styled(self, token: re.Match[str], reading: Reading) -> bool:
        """Take texts in pens of their own, at once where nothing is special about them."""
        x, hand, after = self.x, self.pen, dipped(self.pen, "0") or PLAIN
        before = hand
        texts: list[str] = []
        pens: list[Pen] = []
        for codes, text in _STYLED.findall(token[0]):
            pen = dipped(before, codes)
            if pen is None:
                return False
            texts.append(text)
            pens += [pen] * len(text)
            before = after
        if x is not None and not self._lost and self._start is None:
            self._begin_run(token.start())  # with its pen: the sequence is in it
        whole = "".join(texts)
        if whole.isascii() or narrow(whole):
            done = self._write(whole, token.start(), reading, pens)
        else:
            first = 0
            for text in texts:
                self.pen = pens[first]
                first += len(text)
                if not (done := self._write(text, token.start(), reading)):
                    break
        self.pen = after
        if not done:  # all of them are left alone
            self.x, self.pen = x, hand
        return done

    def _go(self, x: int, y: int) -> bool:
        # A terminal takes 0 for 1.
        x, y = max(0, x), max(0, y)
        if x >= self.grid.columns or y >= self.grid.rows:
            return False
        self.x, self.y = x, y
        return True

    def _begin_run(self, place: int) -> None:
        self._start, self._start_x, self._start_pen = place, self.x or 0, self.pen
        self._run = place, self.y, self.grid.row(self.y)

    def _write(self, text: str, place: int, reading: Reading, pens: Sequence[Pen] = ()) -> bool:
        """Write text by the pen in hand, or narrow text by the pens given."""
        if self._lost:
            return True
        if self.x is None:
            return False
        if self._start is None:
            self._begin_run(place)
        row = reading.rows.get(self.y)
        if row is None:
            row = reading.rows[self.y] = Written(self.grid.row(self.y))
        plain = pens or text.isascii() or narrow(text)
        columns: Sequence[str] | None = text if plain else self._cells(text)
        if columns is None:
            if self._wraps or (self.x == 0 and not guess(text[0])):
                return False  # it may go on in the next row; it may belong to the row above
            # Where the rest of the run goes, only the terminal knows; but it stays in the row.
            self._lost, self.x, row.disputed = True, None, True
            return True
        x, end = self.x, self.x + len(columns)
        if end > self.grid.columns:
            return False
        chars = self.grid.chars[self.y]
        if columns and chars[x] == "":
            self._cut.add((self.y, x - 1))
        if end < self.grid.columns and chars[end] == "":
            self._cut.add((self.y, end))
        self.grid.put(self.y, x, columns, pens or [self.pen] * len(columns))
        self.x = end
        return True

    def _cells(self, text: str) -> list[str] | None:
        """The columns of `text`; marks that it begins with belong to what the run wrote last."""
        columns = cells(text)
        if columns is not None or self.x is None or self.x <= self._start_x:
            return columns
        last = self.x - 1
        chars = self.grid.chars[self.y]
        if chars[last] == "":
            last -= 1
        columns = cells(chars[last] + text)
        if columns is None:
            return None
        self.grid.put(self.y, last, columns[:1], self.grid.pens[self.y][last : last + 1])
        return columns[self.x - last :]

    def _end_run(self, end: int, reading: Reading) -> None:
        """Note where a run was written, should only that tell what it shows."""
        if self._start is not None:
            x = None if self._lost else self.x
            reading.rows[self.y].noted.append(
                (self._start, end, self._start_x, x, self._start_pen, self.pen)
            )
            self._start = None

    def _look_at_cuts(self, reading: Reading) -> None:
        """Where half of a wide character is left over, the terminal makes of it what it will."""
        for y, x in self._cut:
            chars = self.grid.chars[y]
            if chars[x] == "":
                whole = x > 0 and is_wide(chars[x - 1])
            else:
                whole = not is_wide(chars[x]) or (x + 1 < len(chars) and chars[x + 1] == "")
            if not whole:
                reading.rows[y].disputed = True
        self._cut.clear()

    def _leave(self, place: int, reading: Reading) -> None:
        """Leave the rest alone, from the beginning of the run that it is in."""
        begun, y, row = self._run
        start = self._whole or _Start(place, self.pen, self.x, self.y)
        if begun >= start.place:  # the rest writes it, over what stood there
            self.grid.chars[y], self.grid.pens[y] = row
        reading.rest, reading.rest_pen = reading.data[start.place :], start.pen
        reading.rest_x, reading.rest_y = start.x, start.y
        after: Pen | None = start.pen
        for codes in _CODES.findall(reading.rest):
            after = dipped(after or PLAIN, codes)
        self.pen = after or PLAIN
        for wrap in _WRAPS.findall(reading.rest):
            self._wraps = wrap == "h"
        self.x = None
        self._cut.clear()
