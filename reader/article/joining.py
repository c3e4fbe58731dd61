"""The rules by which speakers of different articles are made one person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article.namesakes import (
    initials,
    may_be_one,
    name_words,
    same_word,
    spelling,
    within,
)
from reader.article.offices import same_office
from reader.article.statements import day_of

USUAL = 3
"""Articles that must call somebody by a short form beside the full name, before an
article that has the short form alone is taken to mean the same person."""

WHILE = 14
"""Days in which an unusual single name means the same person: as long as one piece of
news is told."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody who speaks in one article.

    `name` is the fullest form there, `aliases` the others, `roles` what stands
    before them; `quotes` counts. `published` is ISO 8601.
    """

    article: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 1
    outlet: str | None = None
    published: str | None = None


def order(one: Appearance) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...], int]:
    """Sorts appearances; the same whichever way they were given."""
    return (one.published or "", one.article, one.name, one.aliases, one.roles, one.quotes)


def persons_of(
    appearances: Sequence[Appearance], same_words: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """The numbers of the appearances that are one person's, for each person.

    `appearances` are in their `order`; of each pair in `same_words` the articles
    print the same statement.
    """
    pairs = sorted((min(pair), max(pair)) for pair in same_words)
    persons = _Persons(appearances)
    persons.join(_same_name(persons.all()))
    persons.join(_same_spelling(persons.all()))
    persons.join(_longer_name(persons.all()))
    persons.join(_same_statement(persons.all(), pairs))
    persons.join(_short_name(persons.all()))
    persons.join(_single_name(persons.all()))
    return [person.members for person in persons.all()]


# -- persons while they are joined ----------------------------------------------------

Words = tuple[str, ...]


class _Person:
    """Appearances that were joined, and what they say of the person."""

    __slots__ = ("called", "days", "full", "members", "number", "roles")

    def __init__(self, number: int, members: list[int], of: Sequence[Appearance]) -> None:
        self.number = number
        self.members = members
        self.full: Counter[Words] = Counter()
        self.called: Counter[Words] = Counter()
        self.roles: dict[str, None] = {}
        for n in members:
            name = name_words(of[n].name)
            self.full[name] += 1
            forms = {name_words(alias) for alias in of[n].aliases} - {name, ()}
            self.called.update(forms)
            self.roles |= dict.fromkeys(of[n].roles)
        self.days = {day for n in members if (day := day_of(of[n].published)) is not None}

    @property
    def is_full(self) -> bool:
        """Whether some article gives more than one word of the name."""
        return any(len(name) > 1 for name in self.full)

    def shares_office(self, other: "_Person") -> bool:
        """Whether an office of one is an office of the other."""
        return any(same_office(a, b) for a in self.roles for b in other.roles)

    def differs_in_office(self, other: "_Person") -> bool:
        """Whether both have offices and none in common."""
        return bool(self.roles and other.roles) and not self.shares_office(other)


Joins = Iterator[tuple[_Person, _Person]]


class _Persons:
    """Who has been joined with whom."""

    def __init__(self, appearances: Sequence[Appearance]) -> None:
        self._of = appearances
        self._above = list(range(len(appearances)))
        self._articles = [{one.article} for one in appearances]

    def all(self) -> list[_Person]:
        """The persons as they are now, in a fixed order."""
        members: dict[int, list[int]] = {}
        for n in range(len(self._of)):
            members.setdefault(self._top(n), []).append(n)
        return [_Person(top, group, self._of) for top, group in members.items()]

    def join(self, pairs: Iterable[tuple[_Person, _Person]]) -> None:
        """Make each two one, unless an article has both and keeps them apart."""
        for one, other in list(pairs):
            a, b = sorted((self._top(one.number), self._top(other.number)))
            if a != b and self._articles[a].isdisjoint(self._articles[b]):
                self._above[b] = a
                small, large = sorted((self._articles[a], self._articles[b]), key=len)
                large |= small
                self._articles[a] = large

    def _top(self, n: int) -> int:
        while self._above[n] != n:
            self._above[n] = self._above[self._above[n]]
            n = self._above[n]
        return n


# -- who is one -----------------------------------------------------------------------


def _same_name(persons: Sequence[_Person]) -> Joins:
    """The same full name, word for word."""
    return _alike(persons, lambda name: name)


def _same_spelling(persons: Sequence[_Person]) -> Joins:
    """A full name that differs in its spelling only, unless the offices differ too."""
    for one, other in _alike(persons, lambda name: tuple(map(spelling, name))):
        if not one.differs_in_office(other):
            yield one, other
    by_rest: defaultdict[tuple[int, Words], list[tuple[str, _Person]]] = defaultdict(list)
    for person in persons:
        for name in person.full:
            for n in range(len(name) if len(name) > 1 else 0):
                by_rest[n, name[:n] + name[n + 1 :]].append((name[n], person))
    for group in by_rest.values():
        for word, one in group[1:]:
            first, other = group[0]
            if word != first and same_word(word, first) and one.shares_office(other):
                yield one, other


def _alike(persons: Sequence[_Person], key: Callable[[Words], Words]) -> Joins:
    """Persons with a full name of the same key, each with the first that has it."""
    first: dict[Words, _Person] = {}
    for person in persons:
        for name in person.full:
            if len(name) > 1 and (other := first.setdefault(key(name), person)) is not person:
                yield other, person


def _longer_name(persons: Sequence[_Person]) -> Joins:
    """A name and a longer one with all its words, where one person only has such a name."""
    holding: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in persons:
        for word in {word for name in person.full for word in name}:
            holding[word].append(person)
    for person in persons:
        for name in person.full:
            if len(name) < 2:
                continue
            rarest = min(name, key=lambda word: (len(holding[word]), word))
            longer = [
                other
                for other in holding[rarest]
                if other is not person
                and any(len(full) > len(name) and within(name, full) for full in other.full)
            ]
            if match := _the_one(person, longer):
                yield person, match


def _the_one(person: _Person, candidates: Sequence[_Person]) -> _Person | None:
    """The candidate who shares an office, else the only one whose office does not differ."""
    sharing = [other for other in candidates if person.shares_office(other)]
    if sharing:
        return sharing[0] if len(sharing) == 1 else None
    if len(candidates) == 1 and not person.differs_in_office(candidates[0]):
        return candidates[0]
    return None


def _same_statement(persons: Sequence[_Person], pairs: Iterable[tuple[int, int]]) -> Joins:
    """Two of whom articles print the same words, and whose names go together."""
    of = {n: person for person in persons for n in person.members}
    for a, b in pairs:
        one, other = of[a], of[b]
        if one is not other and any(_go_together(x, y) for x in one.full for y in other.full):
            yield one, other


def _go_together(one: Words, other: Words) -> bool:
    """Whether two names can be one person's: a short form of it, a longer one, initials."""
    short, full = sorted((one, other), key=len)
    if len(short) > 1:
        return within(short, full)
    return may_be_one(short[0].title(), " ".join(full).title())


def _short_name(persons: Sequence[_Person]) -> Joins:
    """Somebody named only by a short form, a nickname or initials, and the one it stands for."""
    bearing = _bearers(persons)
    for person in persons:
        for name in person.full:
            bearers = [other for other in bearing[name].values() if other is not person]
            usual = [other for other in bearers if other.called[name] >= USUAL]
            if len(name) > 1:  # a nickname of two words
                match = _the_one(person, [other for other in bearers if other.called[name]])
            else:
                match = _by_office(person, bearers)
                if not match and len(bearers) == 1 == len(usual):
                    match = None if person.differs_in_office(usual[0]) else usual[0]
            if match:
                yield person, match


def _bearers(persons: Sequence[_Person]) -> defaultdict[Words, dict[int, _Person]]:
    """Who may be meant by a form: by a word of the name, its initials, what articles say."""
    bearing: defaultdict[Words, dict[int, _Person]] = defaultdict(dict)
    for person in persons:
        forms = set(person.called)
        for name in person.full:
            if len(name) > 1:
                forms |= {(word,) for word in name} | {(initials(name),)}
        for form in forms:
            bearing[form][person.number] = person
    return bearing


def _single_name(persons: Sequence[_Person]) -> Joins:
    """Those who have one name only: the same office, or an unusual name and the same weeks."""
    bearing = _bearers(persons)
    alone: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in persons:
        if not person.is_full:
            for (word,) in person.full:
                alone[word].append(person)
    for word, namesakes in sorted(alone.items()):
        for n, one in enumerate(namesakes):
            if match := _by_office(one, namesakes[:n][-1:]):
                yield one, match
        if not bearing[word,]:
            dated = sorted((min(one.days), n) for n, one in enumerate(namesakes) if one.days)
            for (early, a), (late, b) in pairwise(dated):
                if late - early <= WHILE and not namesakes[a].differs_in_office(namesakes[b]):
                    yield namesakes[a], namesakes[b]
    spelt: defaultdict[str, dict[str, _Person]] = defaultdict(dict)
    for word in sorted(alone):
        likes = spelt[spelling(word)[:4]]
        for other, person in likes.items():
            if same_word(word, other) and alone[word][0].shares_office(person):
                yield alone[word][0], person
        likes[word] = alone[word][0]


def _by_office(person: _Person, candidates: Sequence[_Person]) -> _Person | None:
    """The only candidate who shares an office."""
    sharing = [other for other in candidates if person.shares_office(other)]
    return sharing[0] if len(sharing) == 1 else None
