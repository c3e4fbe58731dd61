"""People over articles: which speakers of different articles are one person.

Within an article its reading says who is who. Between articles these join:

- the same full name, also in another spelling (*Soeharto, Suharto*);
- a full name and a longer one with its words in the same order, where only one
  person has such a name, or the same office;
- a short form or a nickname (*Prabowo, Gus Ipul, AHY*) and the one person whom
  other articles call so beside the full name, or who holds the office named.

Somebody is rather listed twice than two people made one: a name that two
persons could bear is joined to neither, unless an office decides.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.article.namesakes import initials, is_name, name_words, same_word, spelling, within
from reader.article.offices import same_office

USUAL = 2
"""Articles that must call somebody by a short form beside the full name, before an
article that has the short form alone is taken to mean the same person."""

LONG_FORM = 0.2
"""Share of a person's articles that must print a longer name for it to be the name."""


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


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person over articles.

    `aliases`, `roles` and `outlets` go from the most to the least frequent;
    `quotes` and `articles` count; `first` and `last` are the earliest and latest
    dates, None where no article has one. `appearances` numbers those joined.
    """

    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    quotes: int
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    appearances: tuple[int, ...]


def join_people(appearances: Sequence[Appearance]) -> tuple[Speaker, ...]:
    """The people of all articles, those with most quotes first."""
    numbers = [n for n, one in enumerate(appearances) if is_name(one.name)]
    numbers.sort(key=lambda n: _order(appearances[n]))
    persons = _Persons([appearances[n] for n in numbers])
    persons.join(_same_name(persons.all()))
    persons.join(_same_spelling(persons.all()))
    persons.join(_longer_name(persons.all()))
    persons.join(_short_name(persons.all()))
    speakers = [
        _speaker(appearances, [numbers[n] for n in person.members]) for person in persons.all()
    ]
    speakers.sort(key=lambda one: (-one.quotes, -one.articles, one.name, one.first or ""))
    return tuple(speakers)


def _order(one: Appearance) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...], int]:
    """Sorts appearances; the same whichever way they were given."""
    return (one.published or "", one.article, one.name, one.aliases, one.roles, one.quotes)


# -- persons while they are joined ----------------------------------------------------

Words = tuple[str, ...]


class _Person:
    """Appearances that were joined, and what they say of the person."""

    __slots__ = ("called", "full", "members", "number", "roles")

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

    def all(self) -> list[_Person]:
        """The persons as they are now, in a fixed order."""
        members: dict[int, list[int]] = {}
        for n in range(len(self._of)):
            members.setdefault(self._top(n), []).append(n)
        return [_Person(top, group, self._of) for top, group in members.items()]

    def join(self, pairs: Iterable[tuple[_Person, _Person]]) -> None:
        """Make each two one."""
        for one, other in list(pairs):
            a, b = sorted((self._top(one.number), self._top(other.number)))
            self._above[b] = a

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


def _short_name(persons: Sequence[_Person]) -> Joins:
    """Somebody named only by a short form, a nickname or initials, and the one it stands for."""
    bearing: defaultdict[Words, dict[int, _Person]] = defaultdict(dict)
    for person in persons:
        if person.is_full:
            for name in person.full:
                for form in ((word,) for word in (*name, initials(name))):
                    bearing[form][person.number] = person
        for form in person.called:
            bearing[form][person.number] = person
    mononyms: dict[Words, list[_Person]] = defaultdict(list)
    for person in persons:
        for name in person.full:
            bearers = [other for other in bearing[name].values() if other is not person]
            usual = [other for other in bearers if other.called[name] >= USUAL]
            if len(name) > 1:  # a nickname of two words: nobody else is called so
                if match := _the_one(person, [other for other in bearers if other.called[name]]):
                    yield person, match
            elif match := _by_office(person, bearers):
                yield person, match
            elif len(bearers) == 1 == len(usual) and not person.differs_in_office(usual[0]):
                yield person, usual[0]
            elif not bearers and not person.is_full:
                mononyms[name].append(person)
    for namesakes in mononyms.values():
        for one in namesakes[1:]:
            if match := _by_office(one, namesakes[:1]):
                yield one, match


def _by_office(person: _Person, candidates: Sequence[_Person]) -> _Person | None:
    """The only candidate who shares an office."""
    sharing = [other for other in candidates if person.shares_office(other)]
    return sharing[0] if len(sharing) == 1 else None


# -- what is known of one -------------------------------------------------------------


def _speaker(appearances: Sequence[Appearance], numbers: Sequence[int]) -> Speaker:
    of = [appearances[n] for n in numbers]
    articles = len({one.article for one in of})
    names = Counter(one.name for one in of)
    fullest = max(
        names,
        key=lambda name: (
            names[name] >= min(USUAL, articles) or names[name] >= LONG_FORM * articles,
            len(name_words(name)),
            names[name],
            name,
        ),
    )
    aliases = names + Counter(alias for one in of for alias in one.aliases)
    days = sorted(one.published for one in of if one.published)
    return Speaker(
        fullest,
        tuple(alias for alias in _most_first(aliases) if alias != fullest),
        tuple(_most_first(Counter(role for one in of for role in one.roles))),
        sum(one.quotes for one in of),
        articles,
        tuple(_most_first(Counter(one.outlet for one in of if one.outlet))),
        days[0] if days else None,
        days[-1] if days else None,
        tuple(sorted(numbers)),
    )


def _most_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda item: (-counts[item], item))
