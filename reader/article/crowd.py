"""All quotes of a library together: who speaks, and what was printed more than once.

People and echoes tell of each other: who is one person decides whether two
statements are the same person's, and articles that print the same statement of
*Pras* and of *Prasetyo Hadi* mean one person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.article.echoes import Echo, EchoGroup, Statement, find_echoes, group_echoes, likeness
from reader.article.people import Appearance, Speaker, join_people


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote with what people and echoes are told by.

    `article` is the article's id; `start` and `end` are code points into its
    text, of which `text` is that part. `speaker` is the fullest name in the
    article; `called` the name beside the cue, None where there is none or a
    pronoun; `role` what stands before it. `published` is ISO 8601.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    called: str | None = None
    role: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What all quotes tell together; quotes go by their numbers, as they were given.

    `people` go from the one with most quotes down; `person_of` has for each quote
    the number of the person, None where nobody is named. `groups` are the
    statements that several articles print, the most printed first; `group_of`
    has for each quote the number of its group or None. `statements` are the
    quotes with one name for one person in all articles.
    """

    people: tuple[Speaker, ...]
    person_of: tuple[int | None, ...]
    groups: tuple[EchoGroup, ...]
    group_of: tuple[int | None, ...]
    statements: tuple[Statement, ...]

    def printings(self, n: int) -> tuple[tuple[int, float], ...]:
        """The other printings of the `n`th quote, the earliest first.

        Each with how like it is, 0 to 1: less than `ENOUGH` where only a third
        statement, which has both, ties the two together.
        """
        group = self.group_of[n]
        if group is None:
            return ()
        return tuple(
            (m, likeness(self.statements[n], self.statements[m]))
            for m in self.groups[group].statements
            if m != n
        )


def hear(spoken: Sequence[Spoken]) -> Heard:
    """People and echoes of a library, each found with the help of the other."""
    appearances, numbers = _appearances(spoken)
    statements = _statements(spoken, appearances, numbers)
    echoes = find_echoes(statements)
    people = _people(appearances, numbers, echoes)
    groups = group_echoes(statements, echoes)
    person_of = {n: nth for nth, person in enumerate(people) for n in person.appearances}
    group_of = {n: nth for nth, group in enumerate(groups) for n in group.statements}
    return Heard(
        people,
        tuple(None if n is None else person_of.get(n) for n in numbers),
        groups,
        tuple(group_of.get(n) for n in range(len(spoken))),
        statements,
    )


def people_of(spoken: Sequence[Spoken]) -> tuple[Speaker, ...]:
    """The speakers of a library, those with most quotes first."""
    appearances, numbers = _appearances(spoken)
    return _people(appearances, numbers, find_echoes(_statements(spoken, appearances, numbers)))


def echoes_of(spoken: Sequence[Spoken]) -> tuple[Echo, ...]:
    """The echoes among quotes, by their numbers, in the order of publication."""
    return find_echoes(_statements(spoken, *_appearances(spoken)))


def echo_groups_of(spoken: Sequence[Spoken]) -> tuple[EchoGroup, ...]:
    """The statements that several articles print, by the quotes' numbers, most printed first."""
    statements = _statements(spoken, *_appearances(spoken))
    return group_echoes(statements, find_echoes(statements))


def _people(
    appearances: Sequence[Appearance], numbers: Sequence[int | None], echoes: Iterable[Echo]
) -> tuple[Speaker, ...]:
    """The people, where articles that print the same words of two help to join them."""
    pairs = {
        (a, b)
        for echo in echoes
        if (a := numbers[echo.a]) is not None and (b := numbers[echo.b]) is not None
    }
    return join_people(appearances, pairs)


def _appearances(
    spoken: Sequence[Spoken],
) -> tuple[tuple[Appearance, ...], tuple[int | None, ...]]:
    """Each speaker of each article, and which of them said each quote."""
    found: defaultdict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in spoken:
        if one.speaker is not None:
            found[one.article, one.speaker].append(one)
    numbers = {key: n for n, key in enumerate(found)}
    appearances = tuple(
        Appearance(
            article,
            name,
            aliases=tuple(dict.fromkeys(alias for one in said if (alias := _alias(one)))),
            roles=tuple(dict.fromkeys(one.role for one in said if one.role)),
            quotes=len(said),
            outlet=said[0].outlet,
            published=said[0].published,
        )
        for (article, name), said in found.items()
    )
    return appearances, tuple(
        None if one.speaker is None else numbers[one.article, one.speaker] for one in spoken
    )


def _alias(one: Spoken) -> str | None:
    """The name beside the cue without the office before it, where it is another."""
    called = one.called or ""
    if one.role and called.startswith(one.role):
        called = called.removeprefix(one.role).lstrip(" ,")
    return called if called and called != one.speaker else None


def _statements(
    spoken: Sequence[Spoken],
    appearances: Sequence[Appearance],
    numbers: Sequence[int | None],
) -> tuple[Statement, ...]:
    """The quotes with one name for one person in all articles."""
    names = {n: person.name for person in join_people(appearances) for n in person.appearances}
    return tuple(
        Statement(
            one.article,
            one.start,
            one.end,
            one.text,
            one.speaker if n is None else names.get(n, one.speaker),
            one.published,
        )
        for one, n in zip(spoken, numbers, strict=True)
    )
