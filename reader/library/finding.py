"""Which row somebody means: by path, by the beginning of an id, by a part of a title."""

import os
from collections.abc import Iterable, Sequence

from reader.errors import ReaderError
from reader.library.folder import shown
from reader.library.row import Row, parted

SHORTEST_ID = 4
MOST_CANDIDATES = 5
_HEX = frozenset("0123456789abcdef")


def find_row(rows: Sequence[Row], wanted: str, at_path: Iterable[Row]) -> Row:
    """The one row that is meant; `at_path` are those whose file the words name on this disk.

    Tried in this order: the path, the id, the whole title, a part of the title.
    Raises ReaderError with up to five candidates where there is not just one.
    """
    names = {wanted, shown(wanted)} - {""}
    ends = tuple(os.sep + name.lstrip(os.sep) for name in names)
    safe = wanted if wanted.isprintable() else shown(wanted)
    words = " ".join(wanted.split()).casefold()
    titled = [row for row in rows if words and words in (row.title or "").casefold()]
    attempts = (
        [row for row in rows if row.path in names],
        list(at_path),
        [row for row in rows if row.path.endswith(ends) or parted(row.path)[0].endswith(ends)],
        _by_id(rows, wanted.lower()),
        [row for row in titled if (row.title or "").casefold() == words],
        titled,
    )
    for found in attempts:
        if len({row.id or row.path for row in found}) == 1:
            return found[0]
        if found:
            raise ReaderError(_several(safe, found), title="More than one article")
    raise ReaderError(
        f"No article “{safe}” in this library: give its path, the first letters of its id, "
        "or a part of its title.",
        title="No such article",
    )


def _by_id(rows: Sequence[Row], start: str) -> list[Row]:
    if len(start) < SHORTEST_ID or not _HEX.issuperset(start):
        return []
    return [row for row in rows if row.id.startswith(start)]


def _several(name: str, found: Sequence[Row]) -> str:
    candidates = "; ".join(
        f"{row.id[:8]} {row.headline}" if row.id else row.path for row in found[:MOST_CANDIDATES]
    )
    more = len(found) - MOST_CANDIDATES
    rest = f"; and {more:,} more" if more > 0 else ""
    names = f"“{name}” names {len(found):,} articles"
    return f"{names}: {candidates}{rest}. Say more of it, or give the id."
