"""What a line looks like, whatever it says."""

import re
from typing import NamedTuple

_SENTENCE_END = re.compile(
    r"[.!?…][\"”“’'»)\]]{0,3}[\s*]*(?:\([^()]{1,40}\)[\s*.]*|\[[^\[\]]{1,40}\]\s*)?$"
)
# Most sentences end in one of the first, most headings and buttons in one of the others.
_ENDS = frozenset(".!?…")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_QUOTE_END = ('"', "”", "“", "»", "''")
_MARKS = '"“”'
_SPOKEN = re.compile(r"[\"“”][^\"“”\n]{4,401}+(?<=[,.?!…])[\"“”] (?:\w+ ){0,2}[a-z]")
_ITEM = re.compile(r"(?:[-–•*▪●◦‣·✓✔]|\d{1,2}[.)]|[a-zA-Z][.)])\s+\S")

# A line is judged by its beginning and its end: long ones need no more.
_BEGINNING, _END = 200, 70


class Shape(NamedTuple):
    """A line's looks.

    `size` in characters; `words` of its beginning; `lower` the share of these that
    begin with a small letter; `ends` whether it ends as a sentence does; `item`
    whether it begins as a list item does. `prose` says how much it looks like the
    running text of an article: 0 for a heading or a button, 1 for a sentence, up
    to 3 for a long paragraph.
    """

    size: int
    words: int
    lower: float
    ends: bool
    item: bool
    prose: float

    @property
    def headline(self) -> bool:
        """Whether it could be a headline: of an article, or in a link."""
        return 3 <= self.words <= 32 and 18 <= self.size <= 230 and self.prose < 1


def measure(line: str) -> Shape:
    """The shape of a line without outer blanks."""
    size = len(line)
    words = line[:_BEGINNING].split()
    count = len(words)
    small = len([word for word in words if word[0].islower()])
    lower = small / count if count else 0.0
    ends = line[-1:] in _ENDS or (
        line[-1:] not in _LETTERS and _SENTENCE_END.search(line[-_END:]) is not None
    )
    item = _ITEM.match(line) is not None
    return Shape(size, count, lower, ends, item, _prose(line, size, count, small, lower, ends))


def _prose(line: str, size: int, count: int, small: int, lower: float, ends: bool) -> float:
    if small and size >= 20 and line[0] in _MARKS and _SPOKEN.match(line):
        return max(0.6, 1.0 + min(size, 500) / 250 if ends and size >= 80 else 0.0)
    if count < 3 and size < 200:
        return 0.2 if ends and small and line[-1] != "…" else 0.0
    cut_short = line.endswith(("...", "…"))
    ends = ends or (line.endswith(_QUOTE_END) and small >= 4)
    if ends and not (cut_short and size < 120):
        if lower < 0.35 and size < 120:
            # Title case: a headline that asks or shouts, or a sentence full of names.
            return 0.0 if line.endswith(("?", "!")) else 0.3
        if size >= 80:
            return 1.0 + min(size, 500) / 250
        if line.endswith(("?", "!")):
            return 0.3
        return 0.8 if size >= 40 else 0.4
    if lower >= 0.35:
        if size >= 160:
            return 1.0 + min(size - 160, 400) / 400
        if line.endswith((":", ";", ",")) and small >= 2:
            return 0.5
        if size >= 115 and lower >= 0.6:
            return 0.5
    return 1.0 if size >= 260 else 0.0
