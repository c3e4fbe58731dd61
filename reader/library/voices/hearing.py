"""People and echoes as they are asked for: lists of which only what is shown is fetched.

Everything is asked of connections that know what the user set of articles (see
`reader.library.own`); what that changes for people and echoes comes as `Anew`.
"""

from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.article.echoes import Statement, likeness
from reader.article.people import Speaker
from reader.article.statements import order
from reader.library import tables
from reader.library.places import Places
from reader.library.row import Row, Said
from reader.library.view import rows_of
from reader.library.voices.anew import Anew, Members, Place, heard_by, members_of, persons_with
from reader.library.voices.calling import people_with, speakers_called
from reader.library.voices.selecting import selected, slices

if TYPE_CHECKING:
    import sqlite3

Ask = Callable[["Callable[[sqlite3.Connection], Any]"], Any]
Rank = tuple[Any, ...]

SLICE = 200
"""People, statements or groups that are fetched together where all are asked for."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote with the article that it stands in."""

    row: Row
    said: Said

    @property
    def statement(self) -> Statement:
        """The quote as two printings are compared."""
        row, said = self.row, self.said
        return Statement(row.id, said.start, said.end, said.text, said.speaker, row.published)


@dataclass(frozen=True, slots=True)
class Group:
    """A statement as several articles print it, the earliest first; how sure it is one, 0 to 1."""

    score: float
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Printings:
    """A quote, and its other printings, the earliest first, each with its likeness, 0 to 1.

    That is less than `ENOUGH` where only a third one, which has both, ties the two.
    """

    here: Voice
    others: tuple[tuple[Voice, float], ...] = ()


class People:
    """Who speaks, those with most quotes first: how many, a part of them, the place of one."""

    def __init__(self, ask: Ask, anew: Anew) -> None:
        self._ask = ask
        self._anew = anew
        self._keys: array[int] = ask(self._sorted)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Speaker]:
        for start in range(0, len(self), SLICE):
            yield from filter(None, self.slice(start, start + SLICE))

    def slice(self, start: int, stop: int) -> tuple[Speaker | None, ...]:
        """The people from `start` up to `stop`; None for somebody who is gone since."""
        keys = self._keys[max(start, 0) : max(stop, 0)]
        known: Mapping[int, Speaker] = self._ask(lambda db: _persons(db, self._anew, keys))
        return tuple(known.get(key) for key in keys)

    def place(self, key: int) -> int | None:
        """Where the person with this key stands."""
        return self._keys.index(key) if key in self._keys else None

    def called(self, words: str) -> tuple[int, ...]:
        """Where those stand whose names or offices have all these words, or parts of words."""
        keys = self._ask(lambda db: people_with(db, self._anew, words))
        return tuple(place for place, key in enumerate(self._keys) if key in keys)

    def _sorted(self, db: "sqlite3.Connection") -> "array[int]":
        sql = "select key from voice_person order by quotes desc, articles desc, name, first"

        def rank(key: int) -> Rank:
            return _rank(_persons(db, self._anew, (key,))[key])

        return _merged((key for (key,) in db.execute(sql)), self._anew.persons, rank)


class Sayings:
    """All that a person said, by date: how many statements, a part of them."""

    def __init__(self, ask: Ask, places: Places, anew: Anew, person: int) -> None:
        self._ask = ask
        self._places = places
        self._anew = anew
        self._said: Sequence[Place] = ask(lambda db: self._found(db, person))

    def __len__(self) -> int:
        return len(self._said)

    def __iter__(self) -> Iterator[Voice]:
        for start in range(0, len(self), SLICE):
            yield from filter(None, self.slice(start, start + SLICE))

    def slice(self, start: int, stop: int) -> tuple[Voice | None, ...]:
        """The statements from `start` up to `stop`; None for what is gone since."""
        places = self._said[max(start, 0) : max(stop, 0)]
        found: Mapping[Place, Voice] = self._ask(
            lambda db: _voices(db, self._places, self._anew, places)
        )
        return tuple(found.get(place) for place in places)

    def _found(self, db: "sqlite3.Connection", person: int) -> list[Place]:
        if person in self._anew.persons:
            heard = self._anew.heard.get(person, ())
        else:
            heard = heard_by(db, (person,)).get(person, [])
        names: dict[int, set[str]] = {}
        for article, name in heard:
            names.setdefault(article, set()).add(name)
        found = [
            Place(article, nth)
            for article, nth, speaker in _speakers(db, self._anew, names)
            if speaker in names[article]
        ]
        when = _dates(db, names)
        return sorted(found, key=lambda place: (when[place.article], place))


def printings(
    db: "sqlite3.Connection", places: Places, anew: Anew, article: str, start: int
) -> Printings | None:
    """The quote that begins at `start` of an article (an id), and its other printings."""
    known = db.execute("select article from voice_text where id = ?", (article,)).fetchone()
    if known is None or known[0] is None:
        known = db.execute("select key from article where id = ? limit 1", (article,)).fetchone()
    if known is None:
        return None
    quotes = anew.quotes.get(known[0])
    if quotes is None:
        quotes = tables.said(db, known[0])
    nth = next((nth for nth, said in enumerate(quotes) if said.start == start), None)
    if nth is None:
        return None
    here = Place(known[0], nth)
    members = [here, *(place for place in _with(db, anew, here) if place != here)]
    voices = _voices(db, places, anew, members)
    if here not in voices:
        return None
    mine = voices.pop(here)
    others = sorted(voices.values(), key=lambda voice: order(voice.statement))
    return Printings(
        mine, tuple((other, likeness(mine.statement, other.statement)) for other in others)
    )


def echo_groups(ask: Ask, places: Places, anew: Anew) -> Iterator[Group]:
    """The statements that several articles print, the most printed first."""
    keys = ask(lambda db: _sorted_groups(db, anew))
    for start in range(0, len(keys), SLICE):
        yield from ask(partial(_groups, places, anew, keys[start : start + SLICE]))


def quotes_of(
    ask: Ask, places: Places, anew: Anew, name: str
) -> Iterator[tuple[Row, tuple[tuple[int, Said], ...]]]:
    """What those said whom anybody calls by a name: articles, newest first, and in each the
    quotes with their numbers, from 1."""
    called: Mapping[int, frozenset[str]] = ask(lambda db: speakers_called(db, anew, name))
    keys = ask(lambda db: sorted(called, key=_newest(db, called).__getitem__))
    for some in slices(keys, SLICE):
        yield from ask(partial(_quotes_in, places, anew, called, some))


# -- people ---------------------------------------------------------------------------


def _persons(db: "sqlite3.Connection", anew: Anew, keys: Iterable[int]) -> dict[int, Speaker]:
    found = persons_with(db, [key for key in keys if key not in anew.persons])
    return found | {key: one for key in keys if (one := anew.persons.get(key)) is not None}


def _rank(one: Speaker) -> Rank:
    return -one.quotes, -one.articles, one.name, one.first or ""


def _merged(
    known: Iterable[int], anew: Mapping[int, object | None], rank: Callable[[int], Rank]
) -> "array[int]":
    """Keys in their order, with those that are otherwise now in their places."""
    keys = array("q", (key for key in known if key not in anew) if anew else known)
    for key, one in anew.items():
        if one is not None:
            keys.insert(bisect(keys, rank(key), key=rank), key)
    return keys


# -- groups ---------------------------------------------------------------------------


def _with(db: "sqlite3.Connection", anew: Anew, place: Place) -> Iterable[Place]:
    """The places of the statements that echoes tie to the one at a place."""
    for members in anew.groups.values():
        if members is not None and place in members.places.values():
            return members.places.values()
    if place.article in anew.quotes:
        return ()
    found = db.execute(
        "select grp from voice_text join voice_statement on voice_statement.text = voice_text.key"
        " join voice_member on statement = voice_statement.key where article = ? and nth = ?",
        place,
    ).fetchone()
    if found is None or found[0] in anew.groups:
        return ()
    return members_of(db, found)[found[0]].places.values()


def _sorted_groups(db: "sqlite3.Connection", anew: Anew) -> "array[int]":
    sql = "select key from voice_group order by size desc, score desc, key"

    def rank(key: int) -> Rank:
        members = _members(db, anew, (key,))[key]
        return -len(members.places), -members.score, key

    return _merged((key for (key,) in db.execute(sql)), anew.groups, rank)


def _members(db: "sqlite3.Connection", anew: Anew, keys: Iterable[int]) -> dict[int, Members]:
    found = members_of(db, [key for key in keys if key not in anew.groups])
    return found | {key: one for key in keys if (one := anew.groups.get(key)) is not None}


def _groups(
    places: Places, anew: Anew, keys: Iterable[int], db: "sqlite3.Connection"
) -> list[Group]:
    members = _members(db, anew, keys)
    voices = _voices(
        db, places, anew, [place for one in members.values() for place in one.places.values()]
    )
    found = []
    for key in keys:
        if key in members:
            said = [voices[one] for one in members[key].places.values() if one in voices]
            said.sort(key=lambda voice: order(voice.statement))
            found.append(Group(members[key].score, tuple(said)))
    return found


# -- quotes ---------------------------------------------------------------------------


def _voices(
    db: "sqlite3.Connection", places: Places, anew: Anew, wanted: Iterable[Place]
) -> dict[Place, Voice]:
    """Quotes with their articles, by their places."""
    sought = list(wanted)
    rows = {row.key: row for row in rows_of(db, places, list({one.article for one in sought}))}
    said: dict[Place, Said] = {}
    sql = f"select article, nth, {tables.SAID} from quote where article in {{}}"
    stored = [article for article in rows if article not in anew.quotes]
    for article, nth, *rest in selected(db, sql, stored):
        said[Place(article, nth)] = Said(*rest)
    for article in rows.keys() & anew.quotes.keys():
        said |= {Place(article, nth): one for nth, one in enumerate(anew.quotes[article])}
    return {
        place: Voice(rows[place.article], said[place])
        for place in sought
        if place in said and place.article in rows
    }


def _speakers(
    db: "sqlite3.Connection", anew: Anew, articles: Iterable[int]
) -> Iterator[tuple[int, int, str | None]]:
    """The quotes of articles, each by its article and number, with its speaker."""
    stored = [article for article in articles if article not in anew.quotes]
    yield from selected(db, "select article, nth, speaker from quote where article in {}", stored)
    for article in articles:
        for nth, said in enumerate(anew.quotes.get(article, ())):
            yield article, nth, said.speaker


def _dates(db: "sqlite3.Connection", articles: Iterable[int]) -> dict[int, Rank]:
    """By what articles are sorted from the earliest to the latest, those without date last."""
    wanted = list(articles)
    sql = "select key, published, path, number from {} where key in {{}}"
    return {
        key: (published is None, published or "", path, number)
        for table in ("main.article", "temp.corrected")
        for key, published, path, number in selected(db, sql.format(table), wanted)
    }


def _newest(db: "sqlite3.Connection", articles: Iterable[int]) -> dict[int, Rank]:
    """By what articles are sorted from the newest to the oldest, as the list has them."""
    wanted = list(articles)
    sql = "select key, moment, path, number from {} where key in {{}}"
    return {
        key: (moment is None, -(moment or 0.0), path, number)
        for table in ("main.article", "temp.corrected")
        for key, moment, path, number in selected(db, sql.format(table), wanted)
    }


def _quotes_in(
    places: Places,
    anew: Anew,
    called: Mapping[int, frozenset[str]],
    articles: Sequence[int],
    db: "sqlite3.Connection",
) -> list[tuple[Row, tuple[tuple[int, Said], ...]]]:
    wanted = [
        Place(article, nth)
        for article, nth, speaker in _speakers(db, anew, articles)
        if speaker in called[article]
    ]
    voices = _voices(db, places, anew, wanted)
    by_article: dict[int, list[tuple[int, Said]]] = {}
    rows: dict[int, Row] = {}
    for place in sorted(voices):
        by_article.setdefault(place.article, []).append((place.nth + 1, voices[place].said))
        rows[place.article] = voices[place].row
    return [(rows[key], tuple(by_article[key])) for key in articles if key in rows]
