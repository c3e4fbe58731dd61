"""Where the reader was: positions, read marks, the last library. Cheap to lose.

Each use opens `state.sqlite` anew; where it cannot be opened or written, the
state lives as long as the process.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader import paths

if TYPE_CHECKING:  # loaded at the first use
    import sqlite3

T = TypeVar("T")

_TABLES = (
    "create table if not exists position (article text primary key, place integer) without rowid",
    "create table if not exists seen (article text primary key) without rowid",
    "create table if not exists last (nth integer primary key, root blob)",
    "create table if not exists answer (question text primary key, words text) without rowid",
)
WAIT = 2.0
"""Seconds for which another session may be writing."""


class State:
    """Reading positions (code points into an article's text), read marks, the last library."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.state_folder() / "state.sqlite"
        self._positions: dict[str, int] = {}
        self._seen: dict[str, bool] = {}
        self._answers: dict[str, str] = {}
        self._last: tuple[str, ...] | None = None

    @property
    def path(self) -> Path:
        """The file that all this is in."""
        return self._path

    def position(self, article_id: str) -> int | None:
        """Where the reading of an article stopped."""
        if article_id in self._positions:
            return self._positions[article_id]
        row = self._do(
            lambda db: db.execute(
                "select place from position where article = ?", (article_id,)
            ).fetchone()
        )
        return row[0] if row else None

    def set_position(self, article_id: str, offset: int) -> None:
        """Reading stopped here."""
        kept = self._do(
            lambda db: db.execute(
                "insert or replace into position values (?, ?)", (article_id, offset)
            )
        )
        self._remember(self._positions, article_id, offset, kept is not None)

    def is_read(self, article_id: str) -> bool:
        """Whether the article was marked as read."""
        return article_id in self.read_ids((article_id,))

    def read_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the articles that were marked as read."""
        wanted = frozenset(ids)
        # One by one by their key: a list asks for a screen of them, and all may be many.
        stored = self._do(
            lambda db: [
                row[0]
                for one in wanted
                for row in db.execute("select article from seen where article = ?", (one,))
            ]
        )
        unkept = self._seen
        read = {one for one in wanted.intersection(stored or ()) if unkept.get(one, True)}
        return frozenset(read.union(one for one in wanted if unkept.get(one)))

    def mark_read(self, article_id: str, read: bool = True) -> None:
        """Mark as read, or as unread again."""
        statement = (
            "insert or ignore into seen values (?)"
            if read
            else "delete from seen where article = ?"
        )
        kept = self._do(lambda db: db.execute(statement, (article_id,)))
        self._remember(self._seen, article_id, read, kept is not None)

    def last_library(self) -> tuple[str, ...] | None:
        """The roots that were opened last, absolute; None where there were none."""
        if self._last is not None:
            return self._last
        rows = self._do(lambda db: db.execute("select root from last order by nth").fetchall())
        return tuple(os.fsdecode(row[0]) for row in rows) if rows else None

    def set_last_library(self, roots: Sequence[str]) -> None:
        """These roots are open now; kept as absolute paths."""
        absolute = tuple(os.path.abspath(root) for root in roots)

        def write(db: "sqlite3.Connection") -> bool:
            db.execute("delete from last")
            rows = [(nth, os.fsencode(root)) for nth, root in enumerate(absolute)]
            db.executemany("insert into last values (?, ?)", rows)
            return True

        self._last = None if self._do(write) else absolute

    def answer(self, question: str) -> str | None:
        """What was answered last when the reader was asked something, such as a folder."""
        if question in self._answers:
            return self._answers[question]
        row = self._do(
            lambda db: db.execute(
                "select words from answer where question = ?", (question,)
            ).fetchone()
        )
        return row[0] if row else None

    def set_answer(self, question: str, words: str) -> None:
        """Keep an answer, to offer it the next time."""
        kept = self._do(
            lambda db: db.execute("insert or replace into answer values (?, ?)", (question, words))
        )
        self._remember(self._answers, question, words, kept is not None)

    def _remember(self, memory: dict[str, T], key: str, value: T, kept: bool) -> None:
        """What the disk did not take is kept here; what it took, only there."""
        if kept:
            memory.pop(key, None)
        else:
            memory[key] = value

    def _do(self, work: "Callable[[sqlite3.Connection], T]") -> T | None:
        """The outcome of `work` in one transaction; None where the disk does not do it."""
        import sqlite3

        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._path, WAIT)) as db, db:
                    # Waiting for the disk at each movement (26 ms measured) costs more than
                    # a position that a power cut may take.
                    db.execute("pragma synchronous = off")
                    for table in _TABLES:
                        db.execute(table)
                    return work(db)
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                if not self._begun_again():
                    return None
            except OSError:
                return None
        return None

    def _begun_again(self) -> bool:
        """Whether a damaged file could be put out of the way."""
        try:
            os.replace(self._path, f"{self._path}.damaged")
            # What it had not finished would be done to the new one.
            Path(f"{self._path}-journal").unlink(missing_ok=True)
        except OSError:
            return False
        return True
