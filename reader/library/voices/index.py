"""Who speaks in the library, and what is printed more than once: an index of the catalog.

See `reader.library.derived`. It is kept as articles come and go; what has changed
is all that is looked at again. `texts` takes in and out what is spoken, `echoing`
finds the echoes, `persons` says who is one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.derived import Kept
from reader.library.voices import echoing, persons, texts
from reader.library.voices.schema import SCHEMA

if TYPE_CHECKING:
    import sqlite3

__all__ = ["SCHEMA", "add", "remove", "settle"]


def add(db: "sqlite3.Connection", articles: Sequence[Kept]) -> None:
    """What is spoken in new articles."""
    texts.put(db, [texts.text_of(one.key, one.reading) for one in articles if one.reading.quotes])
    # In a long scan, so that its end has no more to do than its middle.
    if echoing.many_wait(db) and not texts.any_left(db):
        echoing.find(db)
        if persons.many_wait(db):
            persons.settle(db)


def remove(db: "sqlite3.Connection", keys: Sequence[int]) -> None:
    """Articles that are about to be forgotten."""
    texts.leave(db, keys)


def settle(db: "sqlite3.Connection") -> None:
    """Find the echoes of what is new, and say who is one where something has changed."""
    texts.bury_left(db)
    echoing.find(db)
    persons.settle(db)
