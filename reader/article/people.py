"""People over articles: which speakers of different articles are one person.

Within an article its reading says who is who; two whom an article keeps apart
are never one. Between articles these join:

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

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.article.joining import Appearance, order, persons_of
from reader.article.namesakes import is_name, name_words

__all__ = ["Appearance", "Speaker", "join_people"]

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


def join_people(
    appearances: Sequence[Appearance], same_words: Iterable[tuple[int, int]] = ()
) -> tuple[Speaker, ...]:
    """The people of all articles, those with most quotes first.

    `same_words` are pairs of appearances (by number) of whom the articles print
    the same statement.
    """
    numbers = [n for n, one in enumerate(appearances) if is_name(one.name)]
    numbers.sort(key=lambda n: order(appearances[n]))
    place = {n: position for position, n in enumerate(numbers)}
    pairs = [(place[a], place[b]) for a, b in same_words if a in place and b in place]
    persons = persons_of([appearances[n] for n in numbers], pairs)
    speakers = [_speaker(appearances, [numbers[n] for n in members]) for members in persons]
    speakers.sort(key=lambda one: (-one.quotes, -one.articles, one.name, one.first or ""))
    return tuple(speakers)


# -- what is known of one -------------------------------------------------------------


def _speaker(appearances: Sequence[Appearance], numbers: Sequence[int]) -> Speaker:
    of = [appearances[n] for n in numbers]
    articles = len({one.article for one in of})
    names = Counter(one.name for one in of)
    sure = max(min(SURE, max(names.values())), LONG_FORM * articles)

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = len(name_words(name))
        return words > 1, names[name] >= sure, words, names[name], name

    fullest = max(names, key=rank)
    aliases = names + Counter(alias for one in of for alias in one.aliases)
    others = {name_words(alias): alias for alias in reversed(_most_first(aliases))}
    others.pop(name_words(fullest), None)
    days = sorted(one.published for one in of if one.published)
    return Speaker(
        fullest,
        tuple(alias for alias in _most_first(aliases) if alias in others.values()),
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
