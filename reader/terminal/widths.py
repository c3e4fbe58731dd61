"""How many columns a character takes, where all terminals agree about it.

They disagree about emoji, about what is joined to its neighbours, about
characters that are newer than their tables. Such characters are *disputed*;
what stands right of one is not known to stand anywhere.

Characters whose width is called ambiguous (quotation marks, dashes, rules)
count as one column: every program on a terminal relies on that.
"""

import re
import unicodedata
from functools import cache

_NARROW = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1"
    "\u03a3-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2100-\u218b\u2190-\u2319\u2400-\u2426\u2460-\u25fc\u25ff-\u2604"
    "\u2639-\u263b\u2660-\u2667\u2713-\u2714\u2717-\u271a\u2720-\u2722"
    "\u270e-\u2710\u2756-\u2756\u275b-\u2760\u2776-\u2794\u27e8-\u27eb\u2900-\u297f"
)
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufa6d\uff01-\uff60\uffe0-\uffe6\U00020000-\U0002a6df"
)
#: Marks without a width of their own, as a regular expression's class.
JOINED = "\u0300-\u034e\u0350-\u036f\u0483-\u0487"

#: Text in which each character takes one column.
narrow = re.compile(f"[{_NARROW}]*").fullmatch


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]")  # 2.5 ms that most screens do not need


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(f"[{JOINED}]")


def cells(text: str) -> list[str] | None:
    """What stands in each column; None where terminals disagree.

    A character of two columns is followed by an empty string; marks without a
    width of their own stand in the column of what they are written over. A
    text that begins with such a mark is disputed.
    """
    columns: list[str] = []
    base = -1
    for character in text:
        if narrow(character):
            base = len(columns)
            columns.append(character)
        elif _wide().match(character):
            base = len(columns)
            columns += (character, "")
        elif _joined().match(character) and base >= 0:
            columns[base] += character
        else:
            return None
    return columns


def is_wide(cell: str) -> bool:
    """Whether a cell's character reaches into the next column."""
    return narrow(cell) is None and _wide().match(cell[0]) is not None


def guess(text: str) -> int:
    """About how many columns a text takes, disputed or not."""
    return sum(
        0 if unicodedata.category(one) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(one) in "WF"
        else 1
        for one in text
    )  # fmt: skip
