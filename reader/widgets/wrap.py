"""Breaks text into lines of a terminal, keeping where each line stands in the text."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

#: Code points that surely fill one cell each: Latin letters and the common punctuation.
_ONE_CELL = re.compile("[\x20-\x7e\n\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*")
_WORD = re.compile(r"\S+")


def cells(text: str) -> int:
    """How many cells of a terminal `text` fills."""
    return len(text) if _ONE_CELL.fullmatch(text) else cell_len(text)


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something is missing."""
    text = text.replace("\n", " ")
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = text[: reach(text, 0, len(text), width - 1)].rstrip()
    return f"{kept}…"


def pad(text: str, width: int) -> str:
    """`text` cut or filled with spaces to exactly `width` cells."""
    text = fit(text, width)
    return text + " " * max(0, width - cells(text))


def reach(text: str, start: int, end: int, width: int) -> int:
    """The furthest position up to which `text[start:end]` fits into `width` cells.

    A combining mark stays with its letter.
    """
    if _ONE_CELL.fullmatch(text, start, end):
        return min(end, start + width)
    used, here = 0, start
    while here < end:
        size = cell_len(text[here])
        if used + size > width:
            break
        used += size
        here += 1
    return here


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines into which `text[start:end]` breaks at `width` cells.

    Lines break at white space, which belongs to no line; a word that is wider
    than a line is cut. A newline counts as a space. `width` is at least 1; one
    character that is wider than a line gets a line of its own.
    """
    width = max(1, width)
    plain = _ONE_CELL.fullmatch(text, start, end) is not None
    line_start = line_end = -1
    used = 0
    for word in _WORD.finditer(text, start, end):
        first, last = word.span()
        size = last - first if plain else cell_len(text[first:last])
        if line_start >= 0:
            gap = first - line_end
            if used + gap + size <= width:
                used += gap + size
                line_end = last
                continue
            yield line_start, line_end
        while size > width:
            cut = max(reach(text, first, last, width), first + 1)
            yield first, cut
            first = cut
            size = last - first if plain else cell_len(text[first:last])
        line_start, line_end, used = first, last, size
        if first == last:
            line_start = -1
    if line_start >= 0:
        yield line_start, line_end
