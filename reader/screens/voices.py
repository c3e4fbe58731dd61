"""Who speaks in the library, all that one of them said, and the printings of one statement."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from textual import on, work
from textual.widget import Widget
from textual.worker import get_current_worker

from reader.article.echoes import compare
from reader.article.people import Speaker
from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.library import Own
from reader.library.voices.hearing import People, Printings, Sayings, Voice
from reader.screens.asking import SeekingListing
from reader.screens.crowd import Persons, Statements, about, said_item
from reader.screens.keys import bindings
from reader.screens.listing import Listing, Wanted
from reader.screens.session import Session
from reader.widgets.comparison import ComparisonView, Printing
from reader.widgets.row_list import RowList
from reader.widgets.voice_lists import PersonList, SaidList

Heard = TypeVar("Heard")

LOOK = 2.0
"""Seconds after which the list of people looks whether there are others now."""

STILL = "articles are still being read"


class CrowdListing(Listing):
    """A list of what the library tells of people or echoes, asked for beside the screen."""

    def listen(self, ask: Callable[[Own], Heard], then: Callable[[Heard, Own], None]) -> None:
        """Ask the library, with what the user made; then do something with its answer."""
        try:
            self._hear(ask, then, self.session.own(self.session.choice))
        except ReaderError as error:
            self.say(error.sentence, trouble=True)

    @work(thread=True, exclusive=True)
    def _hear(
        self, ask: Callable[[Own], Heard], then: Callable[[Heard, Own], None], own: Own
    ) -> None:
        worker = get_current_worker()
        try:
            heard = ask(own)
        except ReaderError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.say, error.sentence, trouble=True)
            return
        if not worker.is_cancelled:  # else the reader has gone on meanwhile
            self.app.call_from_thread(then, heard, own)


class PeopleScreen(SeekingListing, CrowdListing):
    """Who speaks, how often, in which outlets; opens to all that somebody said."""

    BINDINGS = bindings([BY_ID["people"]])  # type: ignore[assignment]  # as Moving
    CONTEXT = "people"
    LIST = PersonList

    _shown: object = None
    """Of which library, notebook and state of reading the people are who are shown."""

    def on_mount(self) -> None:
        self._people: People | None = None
        self.look()
        self.set_interval(LOOK, self.look)

    def look(self) -> None:
        """Show who speaks now, if the library is another one than when that was asked."""
        asking = any(one.node is self and not one.is_finished for one in self.app.workers)
        if not asking:  # a slow disk may take longer than this is apart
            self.listen(self._newer, self.heard)

    def _newer(self, own: Own) -> tuple[People, object, bool] | None:
        """Who speaks, of which state that is, and whether it is all; None: as they are shown."""
        library = self.session.library
        state = library.version, (whole := library.is_whole), own.token
        return None if state == self._shown else (library.voices.people(own), state, whole)

    def heard(self, heard: tuple[People, object, bool] | None, own: Own) -> None:
        """Show who speaks."""
        if heard is None:
            return
        (people, self._shown, whole), self._own = heard, own
        self._people = people
        self.rows.items = Persons(people)
        count = len(people)
        if whole:
            title = f"Who speaks: {count:,}" if count else "Nobody is quoted by name here."
        else:
            title = f"Who speaks so far: {count:,}; {STILL}." if count else f"Nobody yet: {STILL}."
        self.entitle(title)
        self.tell_place()

    # Finding somebody

    def places_of(self, words: str) -> Sequence[int]:
        return self._people.called(words) if self._people is not None else ()

    def none_has(self, words: str) -> str:
        return f"Nobody here has “{words}” in a name or an office."

    def about(self, index: int) -> str:
        return str(self.rows.items[index].roles)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        assert self._people is not None  # else there was nobody to choose
        place = self._people.place(int(event.item.key))
        person = self._people.slice(place, place + 1)[0] if place is not None else None
        if person is None:
            self.say(f"{event.item.name} is no longer quoted in this library.")
            return
        self.app.push_screen(PersonScreen(self.session, person, self._own), self._from_person)

    def _from_person(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.dismiss(wanted)

    def action_people(self) -> None:
        self.dismiss(None)


class PersonScreen(CrowdListing):
    """All that one person said, by date."""

    LIST = SaidList

    def __init__(self, session: Session, person: Speaker, own: Own) -> None:
        super().__init__(session)
        self._person = person
        self._as_known = own

    def on_mount(self) -> None:
        self._entitle(self._person.quotes)
        self.listen(self._said_by, self.heard)

    def _entitle(self, quotes: int) -> None:
        role = f", {self._person.roles[0]}" if self._person.roles else ""
        self.entitle(f"{self._person.name}{role}: {quotes:,}")

    def _said_by(self, own: Own) -> Sayings:
        # With that by which the person has this key.
        return self.session.library.voices.said_by(self._person.key, self._as_known)

    def heard(self, heard: Sayings, own: Own) -> None:
        """Show what was said."""
        self._said = heard
        self._entitle(len(heard))  # there may be more by now than when the person was listed
        self.rows.items = Statements(heard, self.session.below)
        self.tell_place()

    def about(self, index: int) -> str:
        return str(self.rows.items[index].path)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        place = int(event.item.key)
        voice = self._said.slice(place, place + 1)[0]
        if voice is None:
            self.say(event.item.words)
            return
        self.dismiss(Wanted(voice.row, voice.said.start))


class EchoesScreen(CrowdListing):
    """The other printings of one statement, compared with it word by word."""

    BINDINGS = bindings([BY_ID["echoes"]])  # type: ignore[assignment]  # as Moving

    LIST = SaidList

    def __init__(self, session: Session, article: str, start: int) -> None:
        super().__init__(session)
        self._article, self._start = article, start
        self._here: Voice | None = None
        self._others: tuple[Voice, ...] = ()

    def make_rest(self) -> Iterable[Widget]:
        yield ComparisonView(id="comparison")

    def on_mount(self) -> None:
        self.listen(self._printings, self.heard)

    def _printings(self, own: Own) -> tuple[Printings | None, bool]:
        library = self.session.library
        return library.voices.printings(self._article, self._start, own), library.is_whole

    def heard(self, heard: tuple[Printings | None, bool], own: Own) -> None:
        """Show the other printings, and how they differ."""
        found, whole = heard
        if found is not None:
            self._here = found.here
            self._others = tuple(voice for voice, _ in found.others)
        self.rows.items = tuple(
            said_item(str(nth), voice, self.session.below) for nth, voice in enumerate(self._others)
        )
        many = len(self._others)
        self.entitle(
            f"Printed in {many:,} other article{'s' if many > 1 else ''}"
            if many
            else "No other article of this library prints this statement."
            if whole
            else f"No other article prints this statement so far; {STILL}."
        )
        self._compare(0)

    def about(self, index: int) -> str:
        self._compare(index)
        return str(self.rows.items[index].path)

    def _compare(self, index: int) -> None:
        here, view = self._here, self.query_one(ComparisonView)
        if here is None:
            return
        if index >= len(self._others):
            view.show([Printing(about(here), here.said.text)])
            return
        there = self._others[index]
        found = compare(here.statement, there.statement)
        view.show(
            [
                Printing(f"here: {about(here)}", here.said.text, _within(here, found.first)),
                Printing(f"there: {about(there)}", there.said.text, _within(there, found.second)),
            ]
        )

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        voice = self._others[int(event.item.key)]
        self.dismiss(Wanted(voice.row, voice.said.start))

    def action_echoes(self) -> None:
        self.dismiss(None)


def _within(voice: Voice, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of an article as spans of a statement's own words."""
    return [(start - voice.said.start, end - voice.said.start) for start, end in spans]
