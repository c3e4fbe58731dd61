"""What is still to be looked at in one settling, in temporary tables: it may be very much."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3


class Waiting:
    """Keys (numbers or words) that wait, each once; they are taken in their order."""

    def __init__(self, db: "sqlite3.Connection", name: str) -> None:
        self._db = db
        self._table = f"temp.voice_waiting_{name}"
        db.execute(f"create table if not exists {self._table} (key primary key) without rowid")
        db.execute(f"delete from {self._table}")

    def add(self, keys: Iterable[int | str]) -> None:
        self._db.executemany(
            f"insert or ignore into {self._table} values (?)",
            [(key,) for key in keys],
        )

    def done(self, keys: Iterable[int | str]) -> None:
        """These were dealt with, before it was their turn."""
        self._db.executemany(
            f"delete from {self._table} where key = ?",
            [(key,) for key in keys],
        )

    def taken(self, many: int) -> Iterator[tuple[Any, ...]]:
        """So many at a time, until there are no more."""
        sql = f"select key from {self._table} order by key limit ?"
        while rows := self._db.execute(sql, (many,)).fetchall():
            some = tuple(key for (key,) in rows)
            self.done(some)
            yield some
