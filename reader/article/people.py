"""People over articles: which speakers of different articles are one person.

Within an article its reading says who is who; two whom an article keeps apart
are never one. Between articles these join (the rules are in `joining`):

- the same full name, also in another spelling (*Soeharto, Suharto*);
- a full name and a longer one with its words in the same order, where only one
  person has such a name, or the same office;
- a short form or a nickname (*Prabowo, Gus Ipul, AHY*) and the one person whom
  other articles call so beside the full name, or who holds the office named;
- names that go together, when the articles print the same statement of theirs;
- an unusual single name (*Appi*) within two weeks.

Somebody is rather listed twice than two people made one: a name that two
persons could bear is joined to neither, unless an office decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.article.namesakes import name_words

SURE = 2
"""Articles that must print a form for it to be the name, if any form is in so many: what
stands in one alone may be misread."""

LONG_FORM = 0.2
"""Share of a person's articles that must print a longer name for it to be the name."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person over articles.

    `aliases`, `roles` and `outlets` go from the most to the least frequent;
    `quotes` and `articles` count; `first` and `last` are the earliest and latest
    dates, None where no article has one. `key` is by what a library knows them.
    """

    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    quotes: int
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody who speaks in one article.

    `name` is the fullest form there, `aliases` the others, `roles` what stands
    before them; `quotes` counts.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 1


@dataclass(slots=True)
class Tally:
    """What articles tell of somebody, counted by articles; grows and shrinks with them."""

    names: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    quotes: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None

    def count(self, one: Appearance, outlet: str | None, by: int = 1) -> None:
        """Count an article in, or out where `by` is -1; its date is told by `date`."""
        self.quotes += by * one.quotes
        self.articles += by
        _count(self.names, (one.name,), by)
        _count(self.aliases, one.aliases, by)
        _count(self.roles, one.roles, by)
        if outlet:
            _count(self.outlets, (outlet,), by)

    def date(self, first: str | None, last: str | None) -> None:
        """Widen the time between the earliest and the latest date."""
        if first and (self.first is None or first < self.first):
            self.first = first
        if last and (self.last is None or last > self.last):
            self.last = last

    def add(self, other: "Tally") -> None:
        """Count in all that another has counted."""
        for mine, theirs in (
            (self.names, other.names),
            (self.aliases, other.aliases),
            (self.roles, other.roles),
            (self.outlets, other.outlets),
        ):
            for item, times in theirs.items():
                mine[item] = mine.get(item, 0) + times
        self.quotes += other.quotes
        self.articles += other.articles
        self.date(other.first, other.last)


def _count(counts: dict[str, int], items: Iterable[str], by: int) -> None:
    for item in items:
        counts[item] = counts.get(item, 0) + by
        if not counts[item]:
            del counts[item]


def speaker_of(tallies: Iterable[Tally], key: int = 0) -> Speaker:
    """The person of whom these tell together."""
    told = list(tallies)
    whole = told[0] if len(told) == 1 else Tally()
    for tally in told if len(told) > 1 else ():
        whole.add(tally)
    names = whole.names
    sure = max(min(SURE, max(names.values())), LONG_FORM * whole.articles)

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = len(name_words(name))
        return words > 1, names[name] >= sure, words, names[name], name

    fullest = max(names, key=rank)
    aliases = dict(names)
    for alias, times in whole.aliases.items():
        aliases[alias] = aliases.get(alias, 0) + times
    others = {name_words(alias): alias for alias in reversed(_most_first(aliases))}
    others.pop(name_words(fullest), None)
    kept = frozenset(others.values())
    return Speaker(
        fullest,
        tuple(alias for alias in _most_first(aliases) if alias in kept),
        tuple(_most_first(whole.roles)),
        whole.quotes,
        whole.articles,
        tuple(_most_first(whole.outlets)),
        whole.first,
        whole.last,
        key,
    )


def _most_first(counts: Mapping[str, int]) -> Sequence[str]:
    return sorted(counts, key=lambda item: (-counts[item], item))
