"""Newsrooms: catalogs in memory, with articles of which only the quotes matter."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from reader.article.model import Attribution
from reader.article.people import Speaker
from reader.library import derived, tables
from reader.library.row import Reading, Said
from reader.library.voices.anew import members_of, persons_with

Statement = tuple[str, int]
"""An article, as it was called when it was printed, and which of its quotes it is."""


def said(
    words: str,
    speaker: str | None = None,
    called: str | None = None,
    role: str | None = None,
    attribution: Attribution = "name",
) -> Said:
    """A quote; where it stands is told by `Newsroom.print`."""
    return Said(0, len(words), words, speaker, called or speaker, role, "kata", attribution)


class Newsroom:
    """Articles come and go, each called by a name; people and echoes are kept up."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        tables.create(self.db)
        self.db.execute("begin")
        self._keys: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def print(
        self,
        name: str,
        *quotes: Said,
        outlet: str | None = None,
        published: str | None = None,
        file: str = "",
    ) -> None:
        """An article with these quotes. The same `name` is the same text, also in another file."""
        text = sha256(name.encode()).hexdigest()
        placed, start = [], 0
        for one in quotes:
            placed.append(one._replace(start=start, end=start + len(one.text)))
            start += len(one.text) + 4
        reading = Reading(id=text, publisher=outlet, published=published, quotes=tuple(placed))
        place = (file or name).encode()
        tables.add(self.db, [tables.Found(1, b"0/" + place, reading)])
        self._names[text] = name
        (self._keys[file or name],) = self.db.execute("select max(key) from article").fetchone()

    def forget(self, *files: str) -> None:
        """Articles are removed."""
        keys = [self._keys.pop(file) for file in files]
        for index in derived.indexes():
            index.remove(self.db, keys)
        for key in keys:
            self.db.execute("delete from quote where article = ?", (key,))
            self.db.execute("delete from article where key = ?", (key,))

    def settle(self) -> None:
        """The scan comes to its end."""
        for index in derived.indexes():
            index.settle(self.db)

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Who speaks, those with most quotes first."""
        keys = [key for (key,) in self.db.execute("select key from voice_person")]
        found = persons_with(self.db, keys).values()
        return tuple(
            sorted(found, key=lambda one: (-one.quotes, -one.articles, one.name, one.first or ""))
        )

    @property
    def names(self) -> list[str]:
        """What people are called, by the alphabet."""
        return sorted(person.name for person in self.people)

    def heard(self) -> dict[frozenset[tuple[str, str]], Speaker]:
        """Everybody by where they are quoted: articles, and their names there."""
        sql = """
        select person, id, name from voice_heard join voice_node on voice_node.key = node
        join voice_text on voice_text.key = voice_heard.text
        """
        places: dict[int, set[tuple[str, str]]] = {}
        for person, text, name in self.db.execute(sql):
            places.setdefault(person, set()).add((self._names[text], name))
        people = {one.key: replace(one, key=0) for one in self.people}
        assert places.keys() == people.keys()  # nobody is quoted who is not listed, or listed only
        return {frozenset(places[key]): one for key, one in people.items()}

    def groups(self) -> dict[frozenset[Statement], float]:
        """The statements that echoes tie together, and their score."""
        keys = [key for (key,) in self.db.execute("select key from voice_group")]
        articles = {
            key: self._names[text] for key, text in self.db.execute("select key, id from article")
        }
        return {
            frozenset((articles[at.article], at.nth) for at in one.places.values()): one.score
            for one in members_of(self.db, keys).values()
        }

    def echoes(self) -> set[frozenset[Statement]]:
        """The pairs of statements that are an echo."""
        sql = """
        select voice_statement.key, id, nth from voice_statement
        join voice_text on voice_text.key = text
        """
        named = {key: (self._names[text], nth) for key, text, nth in self.db.execute(sql)}
        pairs = self.db.execute("select a, b from voice_echo")
        return {frozenset((named[a], named[b])) for a, b in pairs}


@pytest.fixture
def newsrooms() -> Iterator[Callable[[], Newsroom]]:
    """As many as are wanted, each empty at first."""
    made: list[Newsroom] = []

    def make() -> Newsroom:
        made.append(Newsroom())
        return made[-1]

    yield make
    for one in made:
        one.db.close()


@pytest.fixture
def newsroom(newsrooms: Callable[[], Newsroom]) -> Newsroom:
    """One of them."""
    return newsrooms()


@pytest.fixture
def quote() -> Callable[..., Said]:
    """Makes a quote: words, speaker, the words beside the cue, role."""
    return said
