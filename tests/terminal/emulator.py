"""A terminal in memory that does what its entry declares, and complains about anything else.

pyte does the common part. Added: all attributes and links; erasing with or
without the background (bce); REP; margins at the sides (DECLRMM); what a
terminal makes of half a wide character; and how wide it takes disputed
characters to be, of which there is more than one opinion.
"""

import re
from ast import literal_eval
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pyte
from pyte.screens import Char, Margins
from wcwidth import wcwidth

from reader.terminal.capabilities import Capabilities
from reader.terminal.pens import PLAIN, Pen, dipped

#: Opinions about the width of a character: after a joiner or not, what VS16 does to it.
Opinion = Callable[[str, str], int]


@lru_cache(4096)
def _alone(character: str) -> int:
    return max(0, wcwidth(character))


def as_wcwidth(_: str, character: str) -> int:
    """Each character for itself."""
    return _alone(character)


def joining(before: str, character: str) -> int:
    """What follows a joiner is part of what precedes it."""
    return 0 if before.endswith("\u200d") else as_wcwidth(before, character)


def emoji_narrow(before: str, character: str) -> int:
    """An old terminal: emoji are one column wide, joiners and variation selectors too."""
    if character in "\u200d\ufe0f":
        return 1
    return (
        1 if ord(character) >= 0x1F000 and ord(character) < 0x20000 else as_wcwidth("", character)
    )


OPINIONS: tuple[Opinion, ...] = (as_wcwidth, joining, emoji_narrow)

#: Keyboard protocols, strings and questions, which pyte takes for something else.
DEAF = re.compile(
    r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:u|\$p)"
    r"|\x1b[P_^X].*?\x1b\\|\x1b\](?!8;).*?(?:\x07|\x1b\\)",
    re.DOTALL,
)
_LINK = re.compile(r"\x1b\]8;(.*?)(?:\x07|\x1b\\)")


class Stream(pyte.Stream):
    """pyte's reader of sequences, with the ones that it does not know."""

    csi = {**pyte.Stream.csi, "b": "repeat", "s": "set_side_margins"}  # noqa: RUF012 - pyte's own kind
    events = pyte.Stream.events | {"repeat", "set_side_margins"}


class Emulator(pyte.Screen):
    """A terminal of some kind.

    `undeclared` are the sequences that were sent though the terminal does not know them.
    """

    def __init__(
        self,
        columns: int,
        lines: int,
        able: Capabilities | None = None,
        opinion: Opinion = as_wcwidth,
    ) -> None:
        self.able = able
        self.opinion = opinion
        self.undeclared: list[str] = []
        self.pen = PLAIN
        self.sides: tuple[int, int] | None = None
        self.sided = False
        self.last = " "
        super().__init__(columns, lines)
        self.reader = Stream(self)

    def feed(self, data: str) -> None:
        """Take what the program writes, as the line hands it on: CR LF for every line feed."""
        place = 0
        for part in _LINK.finditer(data):
            self._take(data[place : part.start()])
            self._dip(self.pen._replace(link="" if part[1] == ";" else part[1]))
            place = part.end()
        self._take(data[place:])

    def _take(self, data: str) -> None:
        self.reader.feed(DEAF.sub("", data).replace("\n", "\r\n"))

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        able, self.able = self.able, None
        super().resize(lines, columns)
        self.able = able
        self.cursor.x = min(self.cursor.x, self.columns - 1)
        self.cursor.y = min(self.cursor.y, self.lines - 1)

    # -- pens: all of one is in the `fg` of pyte's characters ---------------------------------

    def _dip(self, pen: Pen) -> None:
        self.pen = pen
        self.cursor.attrs = Char(" ", fg=repr(tuple(pen))) if pen != PLAIN else Char(" ")

    def select_graphic_rendition(self, *codes: int, private: bool = False) -> None:
        if not private:
            pen = dipped(self.pen, ";".join(map(str, codes)))
            assert pen is not None, codes
            off = {22, 23, 24, 25, 27, 28, 29, 39, 49}
            if self._lacks("singly") and off & set(codes):
                self.undeclared.append(f"SGR {codes}")
            self._dip(pen)

    def reset(self) -> None:
        super().reset()
        self._dip(PLAIN)

    # -- writing -----------------------------------------------------------------------------

    def draw(self, data: str) -> None:
        for character in data:
            line = self.buffer[self.cursor.y]
            left = min(self.cursor.x, self.columns) - 1
            while left > 0 and line[left].data == "":
                left -= 1
            before = line[left].data if left >= 0 else ""
            width = self.opinion(before, character)
            if width == 0:
                if left >= 0:
                    line[left] = line[left]._replace(data=before + character)
                continue
            if self.cursor.x + width > self.columns:
                if pyte.modes.DECAWM in self.mode:
                    self.carriage_return()
                    self.linefeed()
                    line = self.buffer[self.cursor.y]
                else:
                    self.cursor.x = self.columns - width
            for x in range(self.cursor.x, self.cursor.x + width):
                self._cut(x, self.cursor.y)
                line[x] = _drawn(self.cursor.attrs, "")
            line[self.cursor.x] = _drawn(self.cursor.attrs, character)
            self.cursor.x += width
            self.last = character

    def _cut(self, x: int, y: int) -> None:
        """Half of a wide character is written over: the other half becomes a space."""
        line = self.buffer[y]
        if line[x].data == "" and x > 0:
            line[x - 1] = line[x - 1]._replace(data=" ")
        elif x + 1 < self.columns and line[x + 1].data == "":
            line[x + 1] = line[x + 1]._replace(data=" ")

    def repeat(self, count: int = 1, **_: Any) -> None:
        self._needs("repeats", "REP")
        if not self._lacks("repeats"):
            self.draw(self.last * max(1, count))

    # -- moving ------------------------------------------------------------------------------

    def _step(self, x: int, y: int) -> None:
        self._needs("steps", "CUU, CUD, CUF, CUB")
        self.cursor.x = min(max(0, min(self.cursor.x, self.columns - 1) + x), self.columns - 1)
        self.cursor.y = min(max(0, self.cursor.y + y), self.lines - 1)

    def cursor_up(self, count: int | None = None) -> None:
        self._step(0, -(count or 1))

    def cursor_down(self, count: int | None = None) -> None:
        self._step(0, count or 1)

    def cursor_forward(self, count: int | None = None) -> None:
        self._step(count or 1, 0)

    def cursor_back(self, count: int | None = None) -> None:
        self._step(-(count or 1), 0)

    def backspace(self) -> None:
        self.cursor.x = max(0, min(self.cursor.x, self.columns - 1) - 1)

    def cursor_to_column(self, column: int | None = None) -> None:
        self._needs("column", "CHA")
        super().cursor_to_column(column)

    def cursor_to_line(self, line: int | None = None) -> None:
        self._needs("line", "VPA")
        super().cursor_to_line(line)

    def carriage_return(self) -> None:
        left = self.sides[0] if self.sides else 0
        self.cursor.x = left if self.cursor.x >= left else 0

    # -- scrolling ---------------------------------------------------------------------------

    def index(self) -> None:
        self._scroll(1)

    def reverse_index(self) -> None:
        self._needs("scrolls", "RI")
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y != (bottom if by > 0 else top):
            self.cursor.y = min(max(0, self.cursor.y + by), self.lines - 1)
            return
        left, right = self.sides or (0, self.columns - 1)
        if not left <= self.cursor.x <= right:
            return
        edge = bottom if by > 0 else top
        rows = range(top, bottom) if by > 0 else range(bottom, top, -1)
        for x in range(left, right + 1):
            for y in rows:
                self.buffer[y][x] = self.buffer[y + by][x]
            self.buffer[edge][x] = self._blank()

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        self._needs("scrolls", "DECSTBM")
        super().set_margins(top, bottom)
        self.cursor_position()

    def set_side_margins(self, left: int = 0, right: int = 0) -> None:
        if self.sided:
            self.sides = max(1, left) - 1, (right or self.columns) - 1
            self.cursor_position()

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        if 69 in modes:
            self._needs("margins", "DECLRMM")
            self.sided = self.able is None or self.able.margins
        super().set_mode(*modes, **kwargs)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        if 69 in modes:
            self.sided, self.sides = False, None
        super().reset_mode(*modes, **kwargs)

    # -- erasing -----------------------------------------------------------------------------

    def _blank(self) -> Char:
        """What an erased cell is."""
        if self.able is not None and not self.able.erases_colour:
            return Char(" ")
        return self.cursor.attrs

    def _erase(self, y: int, left: int, right: int) -> None:
        for x in range(left, right):
            self._cut(x, y)
            self.buffer[y][x] = self._blank()

    def erase_characters(self, count: int | None = None) -> None:
        self._needs("erase_cells", "ECH")
        x = min(self.cursor.x, self.columns - 1)
        self._erase(self.cursor.y, x, min(x + (count or 1), self.columns))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        self._needs("erase_line", "EL")
        x = min(self.cursor.x, self.columns - 1)
        self._erase(self.cursor.y, 0 if how else x, x + 1 if how == 1 else self.columns)

    def erase_in_display(self, how: int = 0, *_: Any, **__: Any) -> None:
        self._needs("erase_screen", "ED")
        for y in range(0 if how else self.cursor.y, self.lines):
            self._erase(y, self.cursor.x if not how and y == self.cursor.y else 0, self.columns)

    # -- what is to be seen ------------------------------------------------------------------

    @property
    def cells(self) -> list[list[Char]]:
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    @property
    def picture(self) -> list[list[Char]]:
        """All cells as they are seen."""
        return [[_seen(char) for char in row] for row in self.cells]

    @property
    def place(self) -> tuple[int, int]:
        """Where the cursor is."""
        return min(self.cursor.x, self.columns - 1), self.cursor.y

    def _lacks(self, capability: str) -> bool:
        return self.able is not None and not getattr(self.able, capability)

    def _needs(self, capability: str, what: str) -> None:
        if self._lacks(capability):
            self.undeclared.append(what)


@lru_cache(16384)
def _drawn(attributes: Char, character: str) -> Char:
    return attributes._replace(data=character)


@lru_cache(16384)
def _seen(char: Char) -> Char:
    """A cell as it is seen: a space shows its background, not the ink it has.

    Nor is it seen which ink a mark has that was written over a space later.
    """
    if not char.data.startswith(" ") or char.fg == "default":
        return char
    pen = Pen(*literal_eval(char.fg))
    return Char(char.data, fg=pen.paper or "default") if pen.wipes else char
