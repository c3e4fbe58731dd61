"""Keeps a catalog true to the disk: whole looks, quick ones, and whose turn it is."""

import os
import threading
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from reader.library import tables
from reader.library.catalog import TRIES, Catalog, clear_away, errors
from reader.library.freshness import Watch
from reader.library.places import Places
from reader.library.row import Progress
from reader.library.turn import turn

if TYPE_CHECKING:
    import sqlite3

Stop = Callable[[], bool]
Tell = Callable[[Progress], None]

WORTH_A_TRY = 100
"""Files that could not be read and are tried again at a glance; more are left to a scan."""

EVERY = 0.1
"""Seconds between two questions how far another session has read."""

PATIENCE = 120.0
"""Seconds after which a session that has the turn and reads nothing is not waited for."""


class Lookout:
    """Looks at the disk for a catalog. `Library` says what its functions do."""

    def __init__(self, catalog: Catalog, places: Places) -> None:
        self._catalog = catalog
        self._places = places
        self._watch = Watch(places)
        self._whole: int | None = None
        """The catalog's generation at the last look that came to its end."""
        self._looked: int | None = None
        """Its generation at the last look, however that ended."""
        self._looking = threading.Lock()

    def look(self, tell: Tell | None = None, stop: Stop | None = None) -> None:
        """See `Library.scan`."""
        self._look(tell or _nobody, stop or _never, PATIENCE)

    def changed(self) -> bool:
        """See `Library.changed`."""
        if self._looking.locked():
            return False
        if self._whole != self._catalog.generation:
            return True
        self._watch.listen()
        return self._catalog.ask(self._watch.changed)

    def glance(self, tell: Tell | None = None) -> bool:
        """See `Library.glance`."""
        if self._catalog.ask(self._is_as_known):
            self._whole = self._looked = self._catalog.generation
            return True
        return self._look(tell or _nobody, _never, patience=0)

    def be_known(self) -> None:
        """Glance at the disk where nobody has looked yet, or the catalog was lost since."""
        if self._looked != self._catalog.generation and not self._looking.locked():
            self.glance()

    def _is_as_known(self, db: "sqlite3.Connection") -> bool:
        """Whether the catalog has what is on the disk, as far as a quick look tells."""
        return (
            tables.is_whole(db)
            and (not (again := tables.due(db)) or again > WORTH_A_TRY)
            and not self._watch.changed(db, once=True)
        )

    def _look(self, tell: Tell, stop: Stop, patience: float) -> bool:
        """Look at the disk; whether the catalog has all that there is now."""
        with self._looking:
            if self._catalog.path is not None and not os.path.exists(self._catalog.path):
                clear_away(self._catalog.path)
            known = self._whole == self._catalog.generation
            only = self._watch.suspects if known else None
            self._watch.suspects = set()
            self._whole = None
            self._looked = self._catalog.generation
            for _ in range(TRIES):
                try:
                    if self._take_turn(tell, stop, only or None, patience):
                        self._whole = self._looked = self._catalog.generation
                        return True
                    break
                except errors() as error:
                    self._catalog.failed(error)
                    only = None
            return False

    def _take_turn(
        self, tell: Tell, stop: Stop, only: "Collection[bytes] | None", patience: float
    ) -> bool:
        """Look once no other session does, or one does and comes no further for long."""
        since, version, most = time.monotonic(), 0, 0
        while True:
            waited = time.monotonic() - since
            with turn(self._catalog.path if self._catalog.on_disk else None) as ours:
                if ours or waited > patience > 0:
                    return self._read(tell, stop, only)
            if stop() or not patience:
                return False
            if version != (version := self._catalog.ask(tables.version_of)):
                since = time.monotonic()
                left = self._catalog.ask(tables.due)
                most = max(most, left)
                tell(Progress(most - left, most))
            time.sleep(EVERY)

    def _read(self, tell: Tell, stop: Stop, only: "Collection[bytes] | None") -> bool:
        from reader.library.scanning import compare, read
        from reader.library.writer import Writer

        with self._catalog.writing() as db:
            writer = Writer(db)
            whole = (
                compare(writer, self._places, stop, only)
                and read(writer, self._places, tell, stop)
                and writer.settle(stop)
            )
            writer.commit()
            return whole


def _never() -> bool:
    return False


def _nobody(progress: Progress) -> None:
    """Nobody wants to know."""
