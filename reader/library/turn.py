"""Whose turn it is to read a library: one session reads, the others see what it has read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(catalog: Path | None) -> Iterator[bool]:
    """Take the turn while the block runs; False where another session has it.

    It is an SQLite lock on an empty file beside the catalog, which ends with the
    process that has it, whatever way that ends. Where the disk gives no lock
    everybody may go on: the work is then done twice, and nothing is lost.
    """
    if catalog is None:
        yield True
        return
    import sqlite3

    try:
        catalog.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(f"{catalog}-turn", 0, isolation_level=None, check_same_thread=False)
    except (sqlite3.Error, OSError):
        yield True
        return
    try:
        try:
            lock.execute("begin exclusive")
        except sqlite3.Error as error:
            yield error.sqlite_errorcode & 0xFF not in (5, 6)  # busy, locked
        else:
            yield True
    finally:
        lock.close()
