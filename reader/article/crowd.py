"""All quotes of a library together: who speaks, and what was printed more than once.

People and echoes tell of each other: who is one person decides whether two
statements are the same person's, and articles that print the same statement of
*Pras* and of *Prasetyo Hadi* mean one person.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reader.article.echoes import Echo, EchoGroup, Statement, find_echoes, group_echoes
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


def people_of(spoken: Sequence[Spoken]) -> tuple[Speaker, ...]:
    """The speakers of a library, those with most quotes first."""
    appearances, numbers = _appearances(spoken)
    echoes = find_echoes(_statements(spoken, appearances, numbers))
    pairs = {
        (a, b)
        for echo in echoes
        if (a := numbers[echo.a]) is not None and (b := numbers[echo.b]) is not None
    }
    return join_people(appearances, pairs)


def echoes_of(spoken: Sequence[Spoken]) -> tuple[Echo, ...]:
    """The echoes among quotes, by their numbers, in the order of publication."""
    return find_echoes(_statements(spoken, *_appearances(spoken)))


def echo_groups_of(spoken: Sequence[Spoken]) -> tuple[EchoGroup, ...]:
    """The statements that several articles print, by the quotes' numbers, most printed first."""
    statements = _statements(spoken, *_appearances(spoken))
    return group_echoes(statements, find_echoes(statements))


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
