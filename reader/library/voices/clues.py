"""Which statements are held against each other: by their clues, and by how they begin and end.

Two are when they have a clue in common that only they have, or two that few have; or
when they begin or end alike and stand near each other in the order of days. A clue
that many have leads nowhere: the cost of a statement depends on its length, not on how
many there are.

Those that come near each other when others go are told by `take_out`; but of a clue
that many had, no more than `FEW` + 1 are known, so what only such a clue would lead to
after many of them have gone is not found.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from reader.article.traces import found_by
from reader.library.voices.groups import Pair

if TYPE_CHECKING:
    import sqlite3

Fresh = tuple[int, bytes, bytes]
"""A statement with its clues and its ends, as `voice_fresh` has it."""

ENOUGH_CLUES = 3
"""What the clues in common must be worth for two statements to be held against each other."""

RARE, FEW = 2, 5
"""Statements that may have a clue for it to be worth three, or two. Else it is worth nothing."""

NEAR = 3
"""Neighbours in the order of days, before and after, of those that begin or end alike."""

_PLACES = 13
_PLACE = (1 << _PLACES) - 1

AT_ONCE = 1 << _PLACES
"""Statements that are looked for together: about 20 MB."""


def all_by(words: bytes, node: int | None) -> bytes:
    """All words of a statement and who said them, as one more of its ends.

    Many say the same few words of one occasion; each is printed by many.
    """
    return array("I", [crc32(words, node or 0)]).tobytes()


def candidates(db: "sqlite3.Connection", fresh: Sequence[Fresh]) -> set[Pair]:
    """Make statements findable, and say which pairs with them are worth a closer look."""
    keys = [one for one, _, _ in fresh]
    worth = _by_clues(db, keys, _coded(clues for _, clues, _ in fresh))
    found = {pair for pair, value in worth.items() if value >= ENOUGH_CLUES}
    return found | _by_ends(db, keys, _coded(ends for _, _, ends in fresh))


def _coded(parts: Iterable[bytes]) -> list[int]:
    """Each clue and the place of who has it, in one number: they are sorted fast as such."""
    return sorted(
        [clue << _PLACES | place for place, clues in enumerate(parts) for clue in array("I", clues)]
    )


def _by_clues(
    db: "sqlite3.Connection", keys: Sequence[int], coded: Sequence[int]
) -> Mapping[Pair, int]:
    """What the clues in common are worth, for pairs of which one at least is new."""
    known: dict[int, list[int]] = {}
    for clue, one in db.execute(_KNOWN, (_distinct(coded),)):
        known.setdefault(clue, []).append(one)
    shared = _shared(coded, known)
    # Most clues are nobody else's.
    rows = [
        (code >> _PLACES, keys[code & _PLACE]) for code in coded if code >> _PLACES not in shared
    ]
    worth: defaultdict[Pair, int] = defaultdict(int)
    for clue, new in _grouped(coded, keys, shared):
        before = [one for one in known.get(clue, ()) if one not in new]
        room = FEW + 1 - len(before)
        rows += [(clue, one) for one in new[:room]]
        many = len(before) + len(new)
        if many <= FEW:
            value = ENOUGH_CLUES if many <= RARE else ENOUGH_CLUES - 1
            for one in new:
                for other in before:
                    worth[(one, other) if one < other else (other, one)] += value
            for pair in combinations(new, 2):
                worth[pair] += value
    db.executemany("insert or ignore into voice_clue values (?, ?)", rows)
    return worth


_KNOWN = "select clue, statement from voice_clue where clue in (select value from json_each(?))"


def _by_ends(db: "sqlite3.Connection", keys: Sequence[int], coded: Sequence[int]) -> set[Pair]:
    """The pairs of neighbours that begin or end alike, of which one at least is new."""
    known = {clue for (clue,) in db.execute(_HELD, (_distinct(coded),))}
    db.executemany(
        "insert or ignore into voice_end values (?, ?)",
        [(code >> _PLACES, keys[code & _PLACE]) for code in coded],
    )
    found: set[Pair] = set()
    for clue, new in _grouped(coded, keys, _shared(coded, known)):
        for one in new:
            before, after = _near(db, clue, one)
            found.update((other, one) for other in before)
            found.update((one, other) for other in after)
    return found


_HELD = """
select value from json_each(?) where exists (select 1 from voice_end where clue = value)
"""


def _near(db: "sqlite3.Connection", clue: int, one: int) -> tuple[list[int], list[int]]:
    """Those that begin or end so just before one, and just after it, the nearest first."""
    before = db.execute(_BEFORE, (clue, one, NEAR)).fetchall()
    after = db.execute(_AFTER, (clue, one, NEAR)).fetchall()
    return [other for (other,) in before], [other for (other,) in after]


_BEFORE = """
select statement from voice_end where clue = ? and statement < ? order by statement desc limit ?
"""
_AFTER = """
select statement from voice_end where clue = ? and statement > ? order by statement limit ?
"""


def _distinct(coded: Iterable[int]) -> str:
    return json.dumps([*dict.fromkeys([code >> _PLACES for code in coded])])


def _shared(coded: Sequence[int], known: Collection[int]) -> set[int]:
    """The clues that more than one of the new has, or somebody else."""
    clues = [code >> _PLACES for code in coded]
    twice = [clue for clue, following in pairwise(clues) if clue == following]
    return set(known).union(twice)


def _grouped(
    coded: Iterable[int], keys: Sequence[int], wanted: Collection[int]
) -> Iterator[tuple[int, list[int]]]:
    """Each of the wanted clues, and those of the new that have it, in their order."""
    few = [code for code in coded if code >> _PLACES in wanted]
    for clue, some in groupby(few, _clue_of):
        yield clue, [keys[code & _PLACE] for code in some]


def _clue_of(code: int) -> int:
    return code >> _PLACES


def take_out(db: "sqlite3.Connection", key: int, words: bytes, node: int | None) -> Iterator[Pair]:
    """Take a statement out, with its words and its node; the pairs to be held anew for that."""
    clues, ends = found_by(words)
    ends += array("I", all_by(words, node))
    for clue in clues:
        db.execute("delete from voice_clue where clue = ? and statement = ?", (clue, key))
        yield from _left_by_clue(db, clue)
    for clue in ends:
        yield from _left_by_end(db, clue, key)
        db.execute("delete from voice_end where clue = ? and statement = ?", (clue, key))


def _left_by_clue(db: "sqlite3.Connection", clue: int) -> Iterable[Pair]:
    """The pairs of which a clue tells more, now that somebody who had it is gone."""
    found = db.execute(
        "select statement from voice_clue where clue = ? order by statement", (clue,)
    ).fetchall()
    return combinations([one for (one,) in found], 2) if len(found) in (RARE, FEW) else ()


def _left_by_end(db: "sqlite3.Connection", clue: int, one: int) -> Iterable[Pair]:
    """Those that come near each other when one between them goes."""
    before, after = _near(db, clue, one)
    # `before[n]` is n + 1 steps before it: of NEAR + 1 steps between two, one goes.
    return [
        (other, after[NEAR - 1 - n]) for n, other in enumerate(before) if NEAR - 1 - n < len(after)
    ]
