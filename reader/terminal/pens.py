"""How a cell is drawn, and the shortest sequence (SGR) from one way to another."""

from functools import lru_cache
from typing import NamedTuple

#: SGR codes that switch something on, by the bit they have in `Pen.attributes`.
SWITCHES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53)
#: The code that switches each of them off again, and others with it.
_OFF = {
    1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55,
}  # fmt: skip
_BIT = {code: 1 << place for place, code in enumerate(SWITCHES)}
_CLEARS = {
    off: sum(_BIT[code] for code in SWITCHES if _OFF[code] == off) for off in set(_OFF.values())
}
#: Those that are seen on a space too.
_ON_SPACES = sum(_BIT[code] for code in (4, 7, 9, 21, 51, 52, 53))

#: How colours are switched off.
_NO_COLOUR = {"ink": "39", "paper": "49"}


class Pen(NamedTuple):
    """How a cell is drawn.

    `ink` and `paper` are SGR parameters as they were given, "" for the terminal's own
    colours; `attributes` has a bit for each of `SWITCHES`; `link` is what stands after
    `OSC 8 ;`, "" for none.
    """

    ink: str = ""
    paper: str = ""
    attributes: int = 0
    link: str = ""

    @property
    def wipes(self) -> bool:
        """Whether a space that it draws looks as if the terminal had erased the cell."""
        return not self.attributes & _ON_SPACES and not self.link


PLAIN = Pen()

#: One object for each pen, so that most comparisons need no look inside.
_POOL = {PLAIN: PLAIN}


def linked(pen: Pen, link: str) -> Pen:
    """The pen with another link."""
    return _pooled(pen._replace(link=link))


def _pooled(pen: Pen) -> Pen:
    if len(_POOL) > 20_000:  # links have numbers
        _POOL.clear()
        _POOL[PLAIN] = PLAIN
    return _POOL.setdefault(pen, pen)


@lru_cache(4096)
def dipped(pen: Pen, parameters: str) -> Pen | None:
    """The pen after `CSI parameters m`; None where that is not understood."""
    ink, paper, attributes, link = pen
    codes = parameters.split(";")
    place = 0
    while place < len(codes):
        code = int(codes[place] or 0)
        place += 1
        if code == 0:
            ink, paper, attributes = "", "", 0
        elif code in _BIT:
            attributes |= _BIT[code]
        elif code in _CLEARS:
            attributes &= ~_CLEARS[code]
        elif 30 <= code <= 37 or 90 <= code <= 97:
            ink = str(code)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            paper = str(code)
        elif code == 39:
            ink = ""
        elif code == 49:
            paper = ""
        elif code in (38, 48):
            length = {"5": 2, "2": 4}.get(codes[place] if place < len(codes) else "", 0)
            if not length or place + length > len(codes):
                return None
            colour = ";".join([str(code), *codes[place : place + length]])
            place += length
            if code == 38:
                ink = colour
            else:
                paper = colour
        else:
            return None
    return _pooled(Pen(ink, paper, attributes, link))


@lru_cache(4096)
def change(old: Pen | None, new: Pen, singly: bool) -> str:
    """The shortest sequence from `old` (None: unknown) to `new`.

    `singly`: attributes and colours can be switched off one by one.
    """
    if old == new:
        return ""
    # A pen that nobody knows is taken to have no link: few terminals know them.
    link = "" if (old.link if old else "") == new.link else f"\x1b]8;{new.link or ';'}\x1b\\"
    if old is not None and old[:3] == new[:3]:
        return link
    codes = ";".join(["", *_colours(new), *_switches(new.attributes)])
    if singly and old is not None:
        step = ";".join(_step(old, new))
        codes = min((step, codes), key=len)
    return f"\x1b[{codes}m{link}"


def _switches(attributes: int) -> list[str]:
    return [str(code) for code in SWITCHES if attributes & _BIT[code]]


def _colours(pen: Pen) -> list[str]:
    return [colour for colour in (pen.ink, pen.paper) if colour]


def _step(old: Pen, new: Pen) -> list[str]:
    codes = []
    kept = old.attributes
    for off, bits in _CLEARS.items():
        if kept & bits & ~new.attributes:
            codes.append(str(off))
            kept &= ~bits
    codes += _switches(new.attributes & ~kept)
    if old.ink != new.ink:
        codes.append(new.ink or _NO_COLOUR["ink"])
    if old.paper != new.paper:
        codes.append(new.paper or _NO_COLOUR["paper"])
    return codes
