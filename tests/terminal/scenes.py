"""Screens that change at random, and the frames that Textual would write for them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from reader.terminal.widths import is_wide

WORDS = (
    "warta", "rapat", "desa", "pasar", "hujan", "“kata”", "–", "…", "lurah", "Émile", "☀", "❝", "¶",
    "▌", "│", "───", "●", "✎", "2022-11-29", "berita", "漢字", "かな", "한국", "ＡＢ", "e\u0301",
    "n\u0303o", "a\u0308\u0323", "ｆｕｌｌ", "x", "y", "z",
)  # fmt: skip
DISPUTED = (
    "❤\ufe0f", "👩\u200d👩\u200d👧", "🙂", "🇮🇩", "👍🏽", "⚡", "กำ", "1\ufe0f\u20e3",
    "\u0301x", "🫠", "नि", "a\u200bb",
)  # fmt: skip
CODES = (
    "", "", "", "1", "2", "3", "4", "7", "9", "31", "91;1", "38;5;12", "38;2;10;20;30;3",
    "48;5;3", "41", "48;2;9;9;9", "1;38;5;200;48;5;17", "39;49", "30;47", "53", "21", "8",
)  # fmt: skip
BESIDE = (
    "\x07", "\x1b[?1004h", "\x1b[?2048$p", "\x1b]52;c;YWJj\x07", "\x1b[>1u", "\x1b]0;title\x07",
    "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\", "\x1b[?25l", "\x1b[?25h",
)  # fmt: skip
FOREIGN = (
    "\x1b[2J", "\x1b[3;3Hwall: going down\r\nnow", "\x1b[1mloud", "\x1b7\x1b[H!\x1b8", "\ttab",
    "bare words", "\x1b[5;1H\x1b[2K", "\x1b[9999;1Hfar below", "\x1b[1;9999Hfar right",
)  # fmt: skip
LINK = ("\x1b]8;id=1;https://example.org\x1b\\", "\x1b]8;;\x1b\\")

Cell = tuple[str, str]
BLANK: Cell = (" ", "")


@dataclass
class Pane:
    """Part of the screen that shows some lines of a long text."""

    left: int
    right: int
    top: int
    bottom: int
    lines: list[list[Cell]]
    first: int = 0


class Scene:
    """What a program shows in a terminal.

    `write()` gives frame after frame; `cells` is what they show where the terminal
    takes characters to be as wide as Textual does.
    """

    def __init__(
        self, chance: random.Random, columns: int, rows: int, *, disputed: bool, foreign: bool
    ) -> None:
        self.chance = chance
        self.disputed = disputed
        self.foreign = foreign
        self.together = chance.random() < 0.3
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = [[BLANK] * columns for _ in range(rows)]
        split = self.chance.choice((0, columns // 3, columns // 2))
        bottom = max(1, rows - self.chance.randrange(3))
        self.panes = [self._pane(split, columns, 0, bottom)]
        if split:
            self.panes.append(self._pane(0, split, 0, bottom))

    def start(self) -> str:
        """What is written before the first frame."""
        return "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"

    def whole(self) -> str:
        """The whole screen as one frame."""
        for pane in self.panes:
            self._show(pane)
        return self._frame([(y, 0, self.columns) for y in range(self.rows)])

    def write(self) -> str:
        """Something changes: what Textual writes then."""
        chance = self.chance
        what = chance.random()
        if what < 0.08:
            return self.whole()
        if what < 0.14:
            return chance.choice(BESIDE)
        if what < 0.18 and self.foreign:
            return chance.choice(FOREIGN)
        if what < 0.6:
            return self._frame(self._scroll(chance.choice(self.panes)))
        if what < 0.7:
            return self._frame(self._highlight(chance.choice(self.panes)))
        return self._frame(list(self._patches()))

    # -- changes -----------------------------------------------------------------------------

    def _pane(self, left: int, right: int, top: int, bottom: int) -> Pane:
        lines = [self._line(right - left) for _ in range(self.chance.randrange(2, 60))]
        return Pane(left, right, top, bottom, lines)

    def _line(self, width: int) -> list[Cell]:
        chance = self.chance
        cells: list[Cell] = []
        code = chance.choice(CODES)
        end = chance.choice((0, width, width, chance.randrange(width + 1)))
        while len(cells) < end:
            if chance.random() < 0.3:
                code = chance.choice(CODES)
            word = chance.choice(DISPUTED if self.disputed and chance.random() < 0.05 else WORDS)
            if chance.random() < 0.03:
                word = chance.choice(("─", "=", " ", "漢")) * chance.randrange(4, 30)
            space = self._columns(f"{word} ", code)
            if len(cells) + len(space) > end:
                break
            cells += space
        blank = (" ", chance.choice((code, "", "", "48;5;3", "7")))
        return cells + [blank] * (width - len(cells))

    def _columns(self, text: str, code: str) -> list[Cell]:
        """Text as Textual lays it out: joined characters count as one that is as wide."""
        cells: list[Cell] = []
        first = ""
        for character in text:
            whole = cells[-1][0] if cells else ""
            width = cell_len(whole + character) - cell_len(whole) if whole else cell_len(character)
            if width <= 0 and cells:
                at = len(cells) - 1
                while at and cells[at][0] == "":
                    at -= 1
                cells[at] = (cells[at][0] + character, code)
            elif width <= 0:
                first += character
            else:
                cells += [(first + character, code)] + [("", code)] * (width - 1)
                first = ""
        return cells

    def _show(self, pane: Pane) -> None:
        width = pane.right - pane.left
        for y in range(pane.top, pane.bottom):
            at = pane.first + y - pane.top
            line = pane.lines[at] if at < len(pane.lines) else [BLANK] * width
            self.cells[y][pane.left : pane.right] = line

    def _scroll(self, pane: Pane) -> list[tuple[int, int, int]]:
        by = self.chance.choice((-3, -1, -1, 1, 1, 1, 2, 5, pane.bottom))
        pane.first = max(0, min(pane.first + by, len(pane.lines) - 1))
        self._show(pane)
        return [(y, pane.left, pane.right) for y in range(pane.top, pane.bottom)]

    def _highlight(self, pane: Pane) -> list[tuple[int, int, int]]:
        y = self.chance.randrange(pane.top, pane.bottom)
        code = self.chance.choice(CODES)
        for x in range(pane.left, pane.right):
            self.cells[y][x] = (self.cells[y][x][0], code)
        return [(y, pane.left, pane.right)]

    def _patches(self) -> Iterator[tuple[int, int, int]]:
        chance = self.chance
        for y in sorted(chance.sample(range(self.rows), min(self.rows, chance.randrange(1, 4)))):
            width = chance.randrange(1, self.columns + 1)
            left = chance.randrange(self.columns - width + 1)
            right = left + width
            # Textual never cuts a wide character; once in a while something does.
            row = self.cells[y]
            if chance.random() < 0.97:
                for edge in (left, right):
                    if edge < self.columns and row[edge][0] == "":
                        self._blank_out(row, edge)
            row[left:right] = self._line(width)
            ends = [x for x in (left, right - 1) if row[x][0] == "" or is_wide(row[x][0])]
            first = left - 1 if ends and left and chance.random() < 0.5 else left
            yield y, first, right

    def _blank_out(self, row: list[Cell], x: int) -> None:
        while row[x][0] == "":
            row[x] = (" ", row[x][1])
            x -= 1
        row[x] = (" ", row[x][1])

    # -- what Textual writes -----------------------------------------------------------------

    def _frame(self, spans: list[tuple[int, int, int]]) -> str:
        out = []
        for y, left, right in spans:
            row = self.cells[y]
            start = left
            for cut in (*self._cuts(left, right), right):
                end = max(cut, start)
                while end < right and row[end][0] == "":
                    end += 1  # within a wide character there is no cut
                while start < end and row[start][0] == "":
                    start += 1
                if start < end:
                    out.append(f"\x1b[{y + 1};{start + 1}H{self._strip(row[start:end])}")
                start = end
            if y != spans[-1][0]:
                out.append("\n")
        x, y = self.chance.randrange(self.columns), self.chance.randrange(self.rows)
        out.append(f"\x1b[{y + 1};{x + 1}H")
        frame = "".join(out)
        return f"\x1b[?2026h{frame}\x1b[?2026l" if self.together else frame

    def _cuts(self, left: int, right: int) -> list[int]:
        number = min(self.chance.choice((0, 0, 1, 2)), max(0, right - left - 1))
        return sorted(self.chance.sample(range(left + 1, right), number))

    def _strip(self, cells: list[Cell]) -> str:
        out = []
        place = 0
        while place < len(cells):
            code = cells[place][1]
            end = place
            while end < len(cells) and cells[end][1] == code:
                end += 1
            text = "".join(char for char, _ in cells[place:end])
            linked = self.chance.random() < 0.02
            if code:
                text = f"\x1b[{code}m{text}\x1b[0m"
            out.append(text.join(LINK) if linked else text)
            place = end
        return "".join(out)
