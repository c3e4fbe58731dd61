"""People and echoes of a library: what its screens and verbs ask for."""

from collections.abc import Callable, Iterator
from typing import Any

from reader.library import tables
from reader.library.catalog import Catalog
from reader.library.own import NOTHING, Own, Reread
from reader.library.places import Places
from reader.library.row import Row, Said
from reader.library.voices import anew, hearing
from reader.library.voices.anew import Anew
from reader.library.voices.hearing import Group, People, Printings, Sayings


class Voices:
    """Who speaks in a library, and what is printed more than once, with what the user made.

    All of it is as the catalog has it, which knows of what the last scan has read.
    Two that are asked for with the same `Own` know the same people by the same keys.
    """

    def __init__(
        self, ask: Callable[..., Any], catalog: Catalog, places: Places, reread: Reread
    ) -> None:
        self._ask = ask
        self._catalog = catalog
        self._places = places
        self._reread = reread
        self._known: tuple[tuple[int, int], Anew] | None = None

    def people(self, own: Own = NOTHING) -> People:
        """Who speaks, those with most quotes first."""
        return People(lambda work: self._ask(work, own), self._anew(own))

    def said_by(self, person: int, own: Own = NOTHING) -> Sayings:
        """All that somebody said, by date; `person` is the key of a Speaker."""
        ask = lambda work: self._ask(work, own)  # noqa: E731  a closure over `own`
        return Sayings(ask, self._places, self._anew(own), person)

    def printings(self, article: str, start: int, own: Own = NOTHING) -> Printings | None:
        """The quote that begins at `start` of an article (an id), and its other printings."""
        known = self._anew(own)
        found: Printings | None = self._ask(
            lambda db: hearing.printings(db, self._places, known, article, start), own
        )
        return found

    def echoes(self, own: Own = NOTHING) -> Iterator[Group]:
        """The statements that several articles print, the most printed first."""
        return hearing.echo_groups(lambda work: self._ask(work, own), self._places, self._anew(own))

    def called(
        self, name: str, own: Own = NOTHING
    ) -> Iterator[tuple[Row, tuple[tuple[int, Said], ...]]]:
        """What those said whom anybody calls by a name, article by article, newest first.

        Each quote comes with its number in the article, from 1.
        """
        known = self._anew(own)
        return hearing.quotes_of(lambda work: self._ask(work, own), self._places, known, name)

    def _anew(self, own: Own) -> Anew:
        """What the user set makes of people and echoes; worked out once, until either changes."""
        if own.corrections is None:
            return anew.NOTHING
        state = own.token, self._ask(tables.version_of)
        if self._known is None or self._known[0] != state:
            from reader.library.voices import remaking  # what nobody needs who set nothing right

            corrected = self._ask(
                lambda db: remaking.corrected_by(db, self._places, own.corrections, self._reread),
                own,
            )
            made = remaking.remade(self._catalog, corrected) if corrected else anew.NOTHING
            if made is None:
                return anew.NOTHING
            self._known = state, made
        return self._known[1]
