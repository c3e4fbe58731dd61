"""Selects many rows by their keys."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import sqlite3

AT_ONCE = 500
"""Keys in one statement; SQLite takes 999 in any case."""

Item = TypeVar("Item")


def slices(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[tuple[Item, ...]]:
    """The items, `size` of them at a time."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def selected(db: "sqlite3.Connection", sql: str, keys: Iterable[Any], *more: Any) -> Iterator[Any]:
    """The rows that `sql` selects, where {} in it stands for a part of the keys.

    `more` are the values of the question marks before it.
    """
    for some in slices(keys):
        marks = f"({', '.join('?' * len(some))})"
        yield from db.execute(sql.format(marks), (*more, *some)).fetchall()


def erase(db: "sqlite3.Connection", table: str, column: str, keys: Sequence[int]) -> None:
    """Delete the rows with these keys in a column."""
    db.executemany(f"delete from {table} where {column} = ?", [(key,) for key in keys])
