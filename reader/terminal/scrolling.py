"""Finds rows that have moved, which the terminal can move by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

from reader.terminal.grid import Box, Grid
from reader.terminal.painting import Apart

#: Fewer rows that differ are painted sooner than moved.
FEW = 3


def moves(
    wanted: Grid, shown: Grid, apart: Apart, fixed: Set[int], margins: bool
) -> Iterator[list[Box]]:
    """Ways to move what is shown so that less of it differs from what is wanted.

    `apart` is how both differ now; `fixed` are rows that must stay where they
    are. `margins`: some columns can be moved alone. Whether a way is worth its
    bytes, painting tells.
    """
    rows = [y for y in apart if y not in fixed]
    if len(rows) <= FEW:
        return
    left = min(apart[y].index(1) for y in rows)
    right = max(apart[y].rindex(1) for y in rows) + 1
    by, shifted = _shift(wanted, shown, rows, left, right)
    stretches = list(_stretches(shifted, by, fixed))
    if stretches:
        yield [Box(top, bottom, 0, wanted.columns, by) for top, bottom in stretches]
        if margins and (left, right) != (0, wanted.columns) and right - left > 1:
            boxes = [Box(top, bottom, left, right, by) for top, bottom in stretches]
            if not any(_cuts(shown, box) for box in boxes):
                yield boxes


def _shift(
    wanted: Grid, shown: Grid, rows: Sequence[int], left: int, right: int
) -> tuple[int, list[int]]:
    """By how many rows most of what differs has moved up, and the rows that have."""
    votes: Counter[int] = Counter()
    voters: defaultdict[int, set[int]] = defaultdict(set)
    # A character that is joined or wide moves the window in its row alike wherever the row is.
    there = [(y, "".join(shown.chars[y])) for y in range(min(rows), max(rows) + 1)]
    here = [(y, "".join(wanted.chars[y])) for y in rows]
    for first, last in _windows(left, right):
        at: defaultdict[str, list[int]] = defaultdict(list)
        for y, text in there:
            at[text[first:last]].append(y)
        for y, text in here:
            text = text[first:last]
            for source in () if text.isspace() else at.get(text, ()):
                votes[source - y] += 1
                voters[source - y].add(y)
    votes.pop(0, None)
    if not votes:
        return 0, []
    by = max(votes, key=lambda shift: (votes[shift], -abs(shift)))
    return by, sorted(voters[by])


def _windows(left: int, right: int) -> Iterator[tuple[int, int]]:
    """Columns to compare: without what may stand at their edges, such as a scroll bar."""
    width = right - left
    if width > 8:
        yield left, right - 2
        yield left + width // 4, right - width // 4
    else:
        yield left, right


def _stretches(rows: list[int], by: int, fixed: Set[int]) -> Iterator[tuple[int, int]]:
    """The stretches of rows, from top up to bottom, in which `rows` come from `by` further down.

    No stretch has a fixed row in it.
    """
    group: list[int] = []

    def stretch() -> tuple[int, int]:
        ends = [group[0], group[-1], group[0] + by, group[-1] + by]
        return min(ends), max(ends) + 1

    for y in rows:
        low, high = min(y, y + by), max(y, y + by)
        if fixed and any(one in fixed for one in range(low, high + 1)):
            continue
        if fixed and group and any(one in fixed for one in range(group[-1], y)):
            if len(group) > FEW:
                yield stretch()
            group = []
        group.append(y)
    if len(group) > FEW:
        yield stretch()


def _cuts(shown: Grid, box: Box) -> bool:
    """Whether an edge of the box goes through a wide character."""
    return any(
        shown.chars[y][box.left] == ""
        or (box.right < shown.columns and shown.chars[y][box.right] == "")
        for y in range(box.top, box.bottom)
    )
