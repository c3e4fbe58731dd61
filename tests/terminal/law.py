"""The law of the thin wire, for one screen that lives for a while by chance.

A terminal that is sent what the shadow says shows what a terminal shows that is
sent all that Textual writes. `lives` goes through such a life, and fails where
the two differ; the tests do it for seconds, the benchmark for an hour.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyte

sys.path.insert(0, str(Path(__file__).parent))
from answering import Answering
from emulator import DEAF, OPINIONS, Emulator
from scenes import Scene

from reader.terminal.capabilities import Capabilities, declared
from reader.terminal.shadow import Shadow

__all__ = [
    "EVERYTHING", "OPINIONS", "TERMS", "Answering", "Emulator", "Life", "Plain", "compare",
    "lives", "words",
]  # fmt: skip

TERMS = ("xterm-256color", "tmux-256color", "screen", "linux", "vt100", "vt220", "putty", "dumb")
NAMES = tuple(one.name for one in fields(Capabilities))
EVERYTHING = Capabilities(**dict.fromkeys(NAMES, True))


class Plain(pyte.Screen):
    """pyte as it is, with the emulator's names."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.reader = pyte.Stream(self)

    def feed(self, data: str) -> None:
        self.reader.feed(DEAF.sub("", data))

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attributes)

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        # pyte gives the pen to those cells alone that something was written to, a terminal to all.
        for line in (self.buffer[y] for y in range(self.lines)):
            line.update({x: line[x] for x in range(self.columns)})
        super().erase_in_display(how, *args, **kwargs)

    @property
    def cells(self) -> list[list[Any]]:
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    @property
    def place(self) -> tuple[int, int]:
        return min(self.cursor.x, self.columns - 1), self.cursor.y


def of(chance: random.Random) -> Capabilities:
    """A kind of terminal."""
    if chance.random() < 0.7:
        return declared({"TERM": chance.choice(TERMS)})
    if chance.random() < 0.3:
        return EVERYTHING
    return Capabilities(**{name: chance.random() < 0.6 for name in NAMES})


@dataclass
class Life:
    """What a life has cost: bytes that Textual wrote, bytes that were sent."""

    written: int = 0
    sent: int = 0


def lives(
    seed: int, *, steps: int = 30, plain: bool = False, late: bool = False, widest: int = 300
) -> Life:
    """One life. `plain`: pyte as it is; `late`: the line takes a frame only now and then.

    Where frames are left out, or others write on the screen unheard, there are
    no characters whose width is disputed: what is left of what stood in their
    rows before is different then.
    """
    chance = random.Random(seed)
    able = declared({"TERM": chance.choice(TERMS)}) if plain else of(chance)
    opinion = chance.choice(OPINIONS)
    columns, rows = chance.randrange(40, widest + 1), chance.randrange(3, 50)
    disputed = chance.random() < 0.4 and not late
    foreign = chance.random() < 0.3
    scene = Scene(chance, columns, rows, disputed=disputed, foreign=foreign)
    wide, thin = (
        (Plain(columns, rows), Plain(columns, rows))
        if plain
        else (Emulator(columns, rows, None, opinion), Emulator(columns, rows, able, opinion))
    )
    exact = plain or able.erases_colour
    shadow = Shadow(columns, rows, able)
    life = Life()

    def write(data: str, *, send: bool) -> None:
        wide.feed(data)
        shadow.receive(data)
        sent = shadow.beside() + (shadow.difference() if send else "")
        thin.feed(sent)
        life.written += len(data.encode())
        life.sent += len(sent.encode())

    write(scene.start(), send=True)
    write(scene.whole(), send=True)
    for step in range(steps):
        if chance.random() < 0.04:
            columns, rows = chance.randrange(40, widest + 1), chance.randrange(3, 50)
            for screen in (wide, thin):
                screen.resize(rows, columns)
            shadow.resize(columns, rows)
            if chance.random() < 0.5:  # a frame that was made for the old size
                write(scene.write(), send=True)
            scene.resize(columns, rows)
            write(scene.whole(), send=True)
        elif not disputed and chance.random() < 0.03:
            noise = chance.choice(("\x1b[Hwall: noon\r\n", "\x1b[2Jgone"))
            before = [] if plain else thin.undeclared.copy()
            for screen in (wide, thin):
                screen.feed(noise)
            if not plain:
                thin.undeclared[:] = before
            shadow.repaint()
            write(scene.whole(), send=True)
        send = not late or chance.random() < 0.3
        write(scene.write(), send=send)
        if send:
            compare(wide, thin, exact, f"seed {seed}, step {step}, {able}")
            assert not shadow.knows_cursor or wide.place == thin.place, f"seed {seed}, step {step}"
    if not plain and not scene.foreign:
        # What was sent as it was written is Textual's own affair.
        assert {*thin.undeclared} <= {"SGR (39, 49)"}, f"seed {seed}: {thin.undeclared}, {able}"
    return life


def compare(wide: Any, thin: Any, exact: bool, where: str) -> None:
    """Compare what two terminals show, cell by cell."""
    one, other = (wide.cells, thin.cells) if exact else (wide.picture, thin.picture)
    for y, (cells, others) in enumerate(zip(one, other, strict=True)):
        if cells != others:
            x = next(x for x, cell in enumerate(cells) if cell != others[x])
            raise AssertionError(
                f"{where}: row {y} from column {x}: {others[x]}, not {cells[x]}\n"
                f"{words(cells)!r}\n{words(others)!r}"
            )


def words(cells: Sequence[Any]) -> str:
    return "".join(cell.data or "·" for cell in cells)
