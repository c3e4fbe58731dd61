"""What is worked out from the articles once they are in the catalog: one line for each index.

An index is a module (or package) of `reader.library` with tables of its own. Its
functions run inside the transaction of whoever writes, and may raise sqlite3.Error::

    SCHEMA: str                                # create table …; create index …
    def add(db, articles: Sequence[Kept]) -> None
    def remove(db, keys: Sequence[int]) -> None    # before these articles and their quotes go
    def settle(db) -> None                     # once, at the end of a scan that changed something

A catalog that was made by other code than this is made anew, so a changed SCHEMA
needs nothing else. No statement of a SCHEMA has a semicolon inside it.
"""

import importlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from reader.library.row import Reading

if TYPE_CHECKING:
    import sqlite3

INDEXES: tuple[str, ...] = (
    "reader.library.stories",
    "reader.library.search.index",
    "reader.library.voices.index",
)
"""The modules in the order in which they are told; a later one may ask for what an earlier kept."""


class Kept(NamedTuple):
    """An article that was taken into the catalog: its key, what was read, its quotes' keys."""

    key: int
    reading: Reading
    quotes: Sequence[int]


class Index(Protocol):
    """What a module that is named here offers."""

    SCHEMA: str

    def add(self, db: "sqlite3.Connection", articles: Sequence[Kept]) -> None: ...

    def remove(self, db: "sqlite3.Connection", keys: Sequence[int]) -> None: ...

    def settle(self, db: "sqlite3.Connection") -> None: ...


@cache
def indexes() -> tuple[Index, ...]:
    """All of them, loaded: only who writes needs them."""
    return tuple(cast(Index, importlib.import_module(name)) for name in INDEXES)
