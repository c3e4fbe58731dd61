"""Tells which lines were one before somebody wrapped them by hand at 70 or 80 columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

# Text wrapped by hand has lines of about one width, in characters.
_NARROW, _WIDE, _RAGGED = 50, 100, 24

# A line that goes on below is no shorter than this, in characters.
_LEAST = min(_NARROW - 10, _NARROW - _RAGGED)

# So many sentences broken by line ends show that a text was wrapped; and a text was
# where that many of its lines of such a length are in blocks that were.
_BROKEN, _SHARE = 4, 0.4

# What a line may end in, besides letters and figures, where its sentence goes on.
_OPEN_ENDED = ",-–—%\"”’'"

_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z]")
_ADDRESS = re.compile(r"https?:|[^\s.]+\.\w")


class Placed(Protocol):
    """Whatever has a line's number and place."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=Placed)


def unwrap(text: str, blocks: Sequence[Sequence[_P]]) -> Iterator[tuple[_P, ...]]:
    """Yield the lines of a text, those that were one put together.

    A block is the lines that stand directly below each other. Lines that are a
    paragraph each are not joined.
    """
    widths = [_width(text, block) if len(block) > 1 else 0 for block in blocks]
    common = _common(blocks, widths) if any(widths) else 0
    for block, width in zip(blocks, widths, strict=True):
        if len(block) == 1:
            yield (block[0],)
        elif not width and common and _fills(text, block, common):
            yield tuple(block)
        else:
            yield from _joined(text, block, width)


def _joined(text: str, block: Sequence[_P], width: int) -> Iterator[tuple[_P, ...]]:
    piece = [block[0]]
    for above, line in pairwise(block):
        if above.end - above.start >= _LEAST and _goes_on(text, above, line, width):
            piece.append(line)
        else:
            yield tuple(piece)
            piece = [line]
    yield tuple(piece)


def _width(text: str, block: Sequence[Placed]) -> int:
    """The width that two lines or more were wrapped at, in characters; 0 when they were not.

    One line in twenty may be longer: an address cannot be wrapped.
    """
    sizes = sorted([line.end - line.start for line in block])
    width = sizes[-1 - len(sizes) // 20]
    if not _NARROW <= width <= _WIDE:
        return 0
    joints = len(block) - 1
    if 2 * sum(size >= width - _RAGGED for size in sizes) < joints:
        return 0
    broken = small = stuck = 0
    for above, line in pairwise(block):
        goes_small = _begins_small(text, line)
        if goes_small or not _ends_sentence(text, above):
            broken += 1
            small += goes_small
            stuck += not _fits(text, above, line, width)
    # A sentence that was cut by the width begins again in whatever case; headlines in a
    # list would seldom all be too long for one word more.
    cut = 4 * small >= joints and 2 * stuck > broken
    cut = cut or (broken >= _BROKEN and stuck >= 0.95 * broken)
    return width if 2 * broken >= joints and cut else 0


def _common(blocks: Sequence[Sequence[Placed]], widths: Sequence[int]) -> int:
    """The width that a whole text was wrapped at, as its longer paragraphs show; or 0."""
    wrapped = lines = width = 0
    for block, own in zip(blocks, widths, strict=True):
        if own:
            wrapped += len(block)
            width = max(width, own)
    if wrapped < _BROKEN:
        return 0
    for block in blocks:
        lines += sum(line.end - line.start >= _NARROW for line in block)
    return width if wrapped >= _SHARE * lines else 0


def _fills(text: str, block: Sequence[Placed], width: int) -> bool:
    """Whether each line of a block is as full as lines of that width can be."""
    return all(
        above.end - above.start <= width and not _fits(text, above, line, width)
        for above, line in pairwise(block)
    )


def _fits(text: str, above: Placed, line: Placed, width: int) -> bool:
    """Whether the first word of a line would have found room in the one above."""
    first = text.find(" ", line.start, line.end)
    word = (line.end if first < 0 else first) - line.start
    return above.end - above.start + 1 + word <= width - 2


def _goes_on(text: str, above: Placed, line: Placed, width: int) -> bool:
    """Whether a line continues the sentence or the paragraph of the one directly above."""
    size = above.end - above.start
    open_ended = not _ends_sentence(text, above)
    if width and size >= width - _RAGGED:
        # In wrapped text the next word would not have fitted: no paragraph ends here.
        return open_ended or not _fits(text, above, line, width)
    if not open_ended or not _begins_small(text, line) or size < _NARROW - 10:
        return False
    last = text[above.end - 1]
    several = text.count(" ", line.start, line.end) >= 2 or _ends_sentence(text, line)
    running = len(_SMALL_WORD.findall(text, max(above.start, above.end - _WIDE), above.end)) >= 3
    goes = (last.isalnum() or last in _OPEN_ENDED) and several and running
    return goes and not _ADDRESS.match(text, line.start, line.end)


def _begins_small(text: str, line: Placed) -> bool:
    """Whether a line begins with a small letter; what is left of a bullet may look like one."""
    return "a" <= text[line.start] <= "z"


def _ends_sentence(text: str, line: Placed) -> bool:
    """Whether a line ends as a sentence does."""
    end = text[max(line.start, line.end - 4) : line.end].rstrip("\"”“’')»]*")
    return end.endswith((".", "!", "?", "…", ":"))
