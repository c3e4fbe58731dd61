"""Who speaks in the library, all that one of them said, and the printings of one statement."""

from collections.abc import Iterable

from textual import on, work
from textual.widget import Widget
from textual.worker import get_current_worker

from reader.article.echoes import compare
from reader.article.people import Speaker
from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.notebook import Corrections
from reader.screens.crowd import Crowd, Voice
from reader.screens.keys import bindings
from reader.screens.listing import Listing, Wanted
from reader.screens.session import Session
from reader.widgets.comparison import ComparisonView, Printing
from reader.widgets.row_list import RowList
from reader.widgets.voice_lists import PersonItem, PersonList, SaidItem, SaidList


class CrowdListing(Listing):
    """A list that is made from all quotes of the library, heard beside the screen."""

    def on_mount(self) -> None:
        super().on_mount()
        self.entitle("Listening to the library…")
        try:
            self.hear(self.session.notebook.all_corrections())
        except ReaderError as error:
            self.say(error.sentence, trouble=True)

    @work(thread=True, exclusive=True)
    def hear(self, corrections: Corrections) -> None:
        """Hear everybody; the library may be large."""
        worker = get_current_worker()
        crowd, trouble = None, ""
        try:
            crowd = self.session.crowd(corrections)
        except ReaderError as error:
            trouble = error.sentence
        if worker.is_cancelled:
            return  # the reader has gone on meanwhile
        if crowd is not None:
            self.app.call_from_thread(self.heard, crowd)
        else:
            self.app.call_from_thread(self.say, trouble, trouble=True)

    def heard(self, crowd: Crowd) -> None:
        """Make the list of what was heard."""


class PeopleScreen(CrowdListing):
    """Who speaks, how often, in which outlets; opens to all that somebody said."""

    BINDINGS = bindings([BY_ID["people"]])  # type: ignore[assignment]  # as Moving

    LIST = PersonList

    def heard(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self.rows.items = tuple(
            _person_item(str(nth), person) for nth, person in enumerate(crowd.people)
        )
        count = len(crowd.people)
        self.entitle(f"Who speaks: {count}" if count else "Nobody is quoted by name here.")

    def about(self, index: int) -> str:
        return "; ".join(self._crowd.people[index].roles)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        nth = int(event.item.key)
        person, said = self._crowd.people[nth], self._crowd.said_by(nth)
        self.app.push_screen(PersonScreen(self.session, person, said), self._from_person)

    def _from_person(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.dismiss(wanted)

    def action_people(self) -> None:
        self.dismiss(None)


class PersonScreen(Listing):
    """All that one person said, by date."""

    def __init__(self, session: Session, person: Speaker, said: tuple[Voice, ...]) -> None:
        super().__init__(session)
        self._person = person
        self._said = said

    LIST = SaidList

    def on_mount(self) -> None:
        super().on_mount()
        role = f", {self._person.roles[0]}" if self._person.roles else ""
        self.entitle(f"{self._person.name}{role}: {len(self._said)}")
        self.rows.items = tuple(_said_item(str(nth), voice) for nth, voice in enumerate(self._said))

    def about(self, index: int) -> str:
        return self.session.below(self._said[index].row.path)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        voice = self._said[int(event.item.key)]
        self.dismiss(Wanted(voice.row, voice.said.start))


class EchoesScreen(CrowdListing):
    """The other printings of one statement, compared with it word by word."""

    BINDINGS = bindings([BY_ID["echoes"]])  # type: ignore[assignment]  # as Moving

    def __init__(self, session: Session, article: str, start: int) -> None:
        super().__init__(session)
        self._article, self._start = article, start
        self._here: Voice | None = None
        self._others: tuple[Voice, ...] = ()

    LIST = SaidList

    def make_rest(self) -> Iterable[Widget]:
        yield ComparisonView(id="comparison")

    def heard(self, crowd: Crowd) -> None:
        found = crowd.quote_at(self._article, self._start)
        if found is not None:
            self._here, self._others = found
        self.rows.items = tuple(
            _said_item(str(nth), voice) for nth, voice in enumerate(self._others)
        )
        many = len(self._others)
        self.entitle(
            f"Printed in {many} other article{'s' if many > 1 else ''}"
            if many
            else "No other article of this library prints this statement."
        )
        self._compare(0)

    def about(self, index: int) -> str:
        self._compare(index)
        return self.session.below(self._others[index].row.path)

    def _compare(self, index: int) -> None:
        here, view = self._here, self.query_one(ComparisonView)
        if here is None:
            return
        if index >= len(self._others):
            view.show([Printing(_about(here), here.said.text)])
            return
        there = self._others[index]
        found = compare(here.statement, there.statement)
        view.show(
            [
                Printing(f"here: {_about(here)}", here.said.text, _within(here, found.first)),
                Printing(f"there: {_about(there)}", there.said.text, _within(there, found.second)),
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


def _about(voice: Voice) -> str:
    row = voice.row
    return " · ".join(filter(None, ((row.published or "")[:10], row.publisher, row.headline)))


def _said_item(key: str, voice: Voice) -> SaidItem:
    return SaidItem(key, _about(voice), voice.said.speaker or "", " ".join(voice.said.text.split()))


def _person_item(key: str, person: Speaker) -> PersonItem:
    quotes, articles = person.quotes, person.articles
    days = dict.fromkeys(day[:10] for day in (person.first, person.last) if day)
    about = " · ".join(filter(None, (", ".join(person.outlets[:4]), " – ".join(days))))
    return PersonItem(
        key,
        person.name,
        person.roles[0] if person.roles else "",
        f"{quotes} quote{'' if quotes == 1 else 's'} in {articles}"
        f" article{'' if articles == 1 else 's'}",
        about,
        f"also {', '.join(person.aliases[:3])}" if person.aliases else "",
    )
