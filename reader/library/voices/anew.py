"""People and groups as the catalog has them, and what is otherwise by what the user set."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.article.people import Speaker
from reader.library.row import Said
from reader.library.voices.selecting import selected

if TYPE_CHECKING:
    import sqlite3


class Place(NamedTuple):
    """A quote in the catalog: its article's key, and which of its quotes it is, from 0."""

    article: int
    nth: int


@dataclass(frozen=True, slots=True)
class Members:
    """A group of statements: their places by their keys, in order, and its score."""

    score: float
    places: Mapping[int, Place]


@dataclass(frozen=True, slots=True)
class Anew:
    """What is otherwise than the catalog has it.

    `quotes` has those of the articles in which they are others; `persons` and
    `groups` those that are others, None for those that are none any more;
    `heard` who is quoted where, by person: articles' keys and names there.
    """

    quotes: Mapping[int, Sequence[Said]] = field(default_factory=dict)
    persons: Mapping[int, Speaker | None] = field(default_factory=dict)
    heard: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    groups: Mapping[int, Members | None] = field(default_factory=dict)


NOTHING = Anew()


# -- as the catalog has it -----------------------------------------------------------


def persons_with(db: "sqlite3.Connection", keys: Iterable[int]) -> dict[int, Speaker]:
    """People by their keys, those that there are."""
    sql = """
    select key, name, aliases, roles, quotes, articles, outlets, first, last
    from voice_person where key in {}
    """
    return {
        key: Speaker(
            name, _listed(aliases), _listed(roles), quotes, articles, _listed(outlets), first, last,
            key,
        )
        for key, name, aliases, roles, quotes, articles, outlets, first, last in selected(
            db, sql, keys
        )
    }  # fmt: skip


def heard_by(db: "sqlite3.Connection", people: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Where people are quoted: articles' keys, and their names there."""
    sql = """
    select person, article, name from voice_node join voice_heard on node = voice_node.key
    join voice_text on voice_text.key = voice_heard.text
    where article is not null and person in {}
    """
    heard: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for person, article, name in selected(db, sql, people):
        heard[person].append((article, name))
    return heard


def members_of(db: "sqlite3.Connection", groups: Iterable[int]) -> dict[int, Members]:
    """Groups by their keys, those that there are."""
    wanted = list(groups)
    scores = dict(selected(db, "select key, score from voice_group where key in {}", wanted))
    sql = """
    select grp, statement, article, nth from voice_member
    join voice_statement on voice_statement.key = statement
    join voice_text on voice_text.key = text where article is not null and grp in {}
    """
    places: defaultdict[int, dict[int, Place]] = defaultdict(dict)
    for group, statement, article, nth in sorted(selected(db, sql, wanted)):
        places[group][statement] = Place(article, nth)
    return {group: Members(score, places[group]) for group, score in scores.items()}


def _listed(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed))
