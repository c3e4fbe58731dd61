"""Groups of statements that echoes tie together. A group's key is the lowest of its members'."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from reader.library.voices.selecting import erase, selected

if TYPE_CHECKING:
    import sqlite3

Pair = tuple[int, int]


def join(db: "sqlite3.Connection", echoes: Iterable[Pair]) -> None:
    """Put the statements of these echoes into one group each."""
    pairs = list(echoes)
    group_of = dict(
        selected(
            db,
            "select statement, grp from voice_member where statement in {}",
            {one for pair in pairs for one in pair},
        )
    )
    above: dict[int, int] = {}

    def top(one: int) -> int:
        one = group_of.get(one, one)
        while (up := above.get(one, one)) != one:
            above[one] = above.get(up, up)
            one = up
        return one

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        if low != high:
            above[high] = low
    known = frozenset(group_of.values())
    moved = [(top(group), group) for group in known if top(group) != group]
    db.executemany("update voice_member set grp = ? where grp = ?", moved)
    erase(db, "voice_group", "key", [group for _, group in moved])
    fresh = {one for pair in pairs for one in pair if one not in group_of}
    db.executemany("insert into voice_member values (?, ?)", [(one, top(one)) for one in fresh])
    _count(db, {top(a) for a, _ in pairs})


def part(db: "sqlite3.Connection", groups: Collection[int]) -> None:
    """Make groups anew from the echoes that are left."""
    members = [
        one for (one,) in selected(db, "select statement from voice_member where grp in {}", groups)
    ]
    erase(db, "voice_group", "key", list(groups))
    erase(db, "voice_member", "statement", members)
    join(db, selected(db, "select a, b from voice_echo where a in {}", members))


def groups_of(db: "sqlite3.Connection", statements: Iterable[int]) -> set[int]:
    """The groups that these belong to."""
    sql = "select grp from voice_member where statement in {}"
    return {group for (group,) in selected(db, sql, statements)}


def _count(db: "sqlite3.Connection", groups: Collection[int]) -> None:
    db.executemany(
        "insert or replace into voice_group select ?1,"
        " (select count(*) from voice_member where grp = ?1),"
        " (select round(avg(score), 3) from voice_member join voice_echo on a = statement"
        " where grp = ?1)",
        [(group,) for group in groups],
    )
