"""People and statements as lists show them, fetched in slices."""

from collections.abc import Callable, Sequence

from reader.article.people import Speaker
from reader.library.voices.hearing import People, Sayings, Voice
from reader.widgets.source import Source
from reader.widgets.voice_lists import PersonItem, SaidItem


class Persons(Source[PersonItem]):
    """Who speaks, each known by the key of the person."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people

    def __len__(self) -> int:
        return len(self._people)

    def fetch(self, start: int, stop: int) -> Sequence[PersonItem]:
        return [_person_item(one) for one in self._people.slice(start, stop)]

    def place(self, name: str) -> int | None:
        return self._people.place(int(name))


class Statements(Source[SaidItem]):
    """All that somebody said, each known by its place; `below` shortens a path."""

    block = 32

    def __init__(self, said: Sayings, below: Callable[[str], str]) -> None:
        super().__init__()
        self._said = said
        self._below = below

    def __len__(self) -> int:
        return len(self._said)

    def fetch(self, start: int, stop: int) -> Sequence[SaidItem]:
        return [
            said_item(str(nth), voice, self._below)
            for nth, voice in enumerate(self._said.slice(start, stop), start)
        ]

    def place(self, name: str) -> int | None:
        return int(name)


def said_item(key: str, voice: Voice | None, below: Callable[[str], str]) -> SaidItem:
    """A statement as a line of a list; one that is gone since says so."""
    if voice is None:
        return SaidItem(key, "", "", "This is no longer in the library.")
    words = " ".join(voice.said.text.split())
    return SaidItem(key, about(voice), voice.said.speaker or "", words, below(voice.row.path))


def about(voice: Voice) -> str:
    """When, where and under which title a statement was printed."""
    row = voice.row
    return " · ".join(filter(None, ((row.published or "")[:10], row.publisher, row.headline)))


def _person_item(person: Speaker | None) -> PersonItem:
    if person is None:
        return PersonItem("0", "?", "", "no longer in the library", "")
    quotes, articles = person.quotes, person.articles
    days = dict.fromkeys(day[:10] for day in (person.first, person.last) if day)
    return PersonItem(
        str(person.key),
        person.name,
        person.roles[0] if person.roles else "",
        f"{quotes:,} quote{'' if quotes == 1 else 's'} in {articles:,}"
        f" article{'' if articles == 1 else 's'}",
        " – ".join(days),
        f"also {', '.join(person.aliases[:3])}" if person.aliases else "",
        ", ".join(person.outlets[:4]),
        "; ".join(person.roles),
    )
