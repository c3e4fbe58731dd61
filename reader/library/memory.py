"""A catalog in memory: one connection, which all threads use."""

import sqlite3
import threading
from collections.abc import Iterable
from typing import Any


class SharedCursor(sqlite3.Cursor):
    """A cursor that waits for its turn before it has anything done."""

    connection: "SharedConnection"

    def execute(self, sql: str, parameters: Any = (), /) -> "SharedCursor":
        with self.connection.turn:
            super().execute(sql, parameters)
            return self

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> "SharedCursor":
        with self.connection.turn:
            super().executemany(sql, parameters)
            return self

    def __next__(self) -> Any:
        with self.connection.turn:
            return super().__next__()

    def fetchone(self) -> Any:
        with self.connection.turn:
            return super().fetchone()

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        with self.connection.turn:
            return super().fetchmany(size)

    def fetchall(self) -> list[Any]:
        with self.connection.turn:
            return super().fetchall()


class SharedConnection(sqlite3.Connection):
    """A connection to a database in memory that several threads use.

    SQLite keeps one last error a connection: where two threads were at it at once,
    the one whose statement fails would be told what became of the other's.
    """

    turn: "threading.RLock"
    """Held while anything is done, and by who asks for as long as that takes."""

    def execute(self, sql: str, parameters: Any = (), /) -> SharedCursor:
        return self.cursor(SharedCursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> SharedCursor:
        return self.cursor(SharedCursor).executemany(sql, parameters)


def in_memory(turn: "threading.RLock") -> SharedConnection:
    """An empty database in memory."""
    db = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=SharedConnection
    )
    db.turn = turn
    return db
