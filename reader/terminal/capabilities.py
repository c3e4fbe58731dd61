"""What the terminal is known to do: by its terminfo entry, and by its own answers."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from reader.terminal import terminfo


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What may be used; nothing is assumed beyond moving the cursor (CUP) and pens (SGR).

    Every one of them is the sequence of ECMA-48 or DEC that it is called after.
    """

    column: bool = False
    """To a column of the row (CHA)."""
    line: bool = False
    """To a row of the column (VPA)."""
    steps: bool = False
    """Some columns or rows on (CUU, CUD, CUF, CUB)."""
    singly: bool = False
    """Attributes and colours are switched off one by one (SGR 22 to 29, 39, 49)."""
    erase_line: bool = False
    """To the end of the row (EL)."""
    erase_screen: bool = False
    """To the end of the screen (ED)."""
    erase_cells: bool = False
    """Some cells (ECH)."""
    erases_colour: bool = False
    """What is erased takes the pen's background (bce)."""
    scrolls: bool = False
    """Some rows alone (DECSTBM, then LF and RI)."""
    claims_repeats: bool = False
    repeats: bool = False
    """The last character again (REP): by its answer, for many claim it that cannot."""
    margins: bool = False
    """Some columns alone (DECLRMM): by its answer."""


#: The capability of terminfo, and what it has to be.
_DECLARED = {
    "column": (("hpa", "\x1b[%i%p1%dG"),),
    "line": (("vpa", "\x1b[%i%p1%dd"),),
    "steps": (
        ("cuu", "\x1b[%p1%dA"), ("cud", "\x1b[%p1%dB"),
        ("cuf", "\x1b[%p1%dC"), ("cub", "\x1b[%p1%dD"),
    ),
    "singly": (("rmul", "\x1b[24m"), ("op", "\x1b[39;49m")),
    "erase_line": (("el", "\x1b[K"),),
    "erase_screen": (("ed", "\x1b[J"),),
    "erase_cells": (("ech", "\x1b[%p1%dX"),),
    "erases_colour": (("bce", True),),
    "claims_repeats": (("rep", "%p1%c\x1b[%p2%{1}%-%db"),),
    "scrolls": (("csr", "\x1b[%i%p1%d;%p2%dr"), ("ri", "\x1bM")),
}  # fmt: skip


def declared(environment: Mapping[str, str] = os.environ) -> Capabilities:
    """What the terminal's entry says that it can do, but for what is known to be wrong."""
    entry = terminfo.entry(environment.get("TERM", ""), environment)
    found = {
        name: all(entry.get(capability) == wanted for capability, wanted in needed)
        for name, needed in _DECLARED.items()
    }
    if environment.get("STY"):
        # Inside GNU screen, whatever TERM says: it erases to the terminal's own background.
        found["erases_colour"] = False
    return Capabilities(**found)


def used(able: Capabilities) -> tuple[str, ...]:
    """The names of what is used, as people who know terminals call them."""
    return tuple(name for one, name in _SPOKEN.items() if getattr(able, one))


def missing(able: Capabilities) -> tuple[str, ...]:
    """The names of what would be used if the terminal could do it."""
    return tuple(name for one, name in _SPOKEN.items() if not getattr(able, one))


_SPOKEN = {
    "column": "columns", "line": "rows", "steps": "steps", "singly": "single attributes",
    "erase_line": "erasing lines", "erase_screen": "erasing the screen",
    "erase_cells": "erasing cells", "erases_colour": "erasing in colour",
    "scrolls": "scrolling regions", "repeats": "repeating", "margins": "margins",
}  # fmt: skip
