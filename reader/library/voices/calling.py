"""Who is called by a name, and in which articles they speak under which."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.library.voices.anew import Anew, heard_by
from reader.library.voices.selecting import selected

if TYPE_CHECKING:
    import sqlite3

_WORD = re.compile(r"\w+")


def speakers_called(
    db: "sqlite3.Connection", anew: Anew, name: str
) -> Mapping[int, frozenset[str]]:
    """What those are called in articles (by key) whom anybody calls `name`.

    A person is called by every name that any of the articles uses. Whatever the
    case and the punctuation; a part of a name is enough, whole words. Of a text
    in several files all of these are given.
    """
    wanted = _words(name)
    if not wanted:
        return {}
    called: defaultdict[int, set[str]] = defaultdict(set)
    people: set[int] = {
        key
        for key, spoken, aliases in _holding(db, "key, name, aliases", "voice_person", wanted)
        if key not in anew.persons and _is_called(wanted, (spoken, *json.loads(aliases)))
    }
    for person, one in anew.persons.items():
        if one is not None and _is_called(wanted, (one.name, *one.aliases)):
            people.add(person)
    heard = heard_by(db, people - anew.persons.keys())
    for person in people:
        for article, spoken in heard.get(person) or anew.heard.get(person, ()):
            called[article].add(spoken)
    texts: defaultdict[int, set[str]] = defaultdict(set)
    for text, spoken, aliases, roles in _heard_directly(db, wanted):
        names = (spoken, *json.loads(aliases))
        with_role = (f"{role} {one}" for role in json.loads(roles) for one in names)
        if _is_called(wanted, (*names, *with_role)):
            texts[text].add(spoken)
    sql = "select key, article from voice_text where article is not null and key in {}"
    for text, article in selected(db, sql, texts):
        if article not in anew.quotes:
            called[article] |= texts[text]
    for article, quotes in anew.quotes.items():
        for said in quotes:
            if said.speaker and _is_called(wanted, (said.speaker, said.mention or "")):
                called[article].add(said.speaker)
    return _with_copies(db, called)


def _heard_directly(db: "sqlite3.Connection", wanted: Sequence[str]) -> Iterator[Sequence[Any]]:
    """Who speaks in a text under a name and with an office that may have all the words.

    Only those are looked through of whom some text has such words, and those who
    are nobody yet, or never will be.
    """
    heard = "select text, name, aliases, roles from voice_heard"
    yield from db.execute(f"{heard} where node is null").fetchall()
    nodes = [key for (key,) in db.execute("select key from voice_node where person is null")]
    people = _holding(db, "key, name, aliases, roles", "voice_person", wanted)
    sql = "select key from voice_node where person in {}"
    nodes += [key for (key,) in selected(db, sql, [person for person, *_ in people])]
    yield from selected(db, f"{heard} where node in {{}}", nodes)


def people_with(db: "sqlite3.Connection", anew: Anew, words: str) -> frozenset[int]:
    """The keys of those whose names or offices have all these words, or parts of words."""
    wanted = words.casefold().split()
    if not wanted:
        return frozenset()
    known = _holding(db, "key, name, aliases, roles", "voice_person", wanted)
    told = {key: (name, *json.loads(a), *json.loads(r)) for key, name, a, r in known}
    told |= dict.fromkeys(anew.persons, ())
    told |= {
        key: (one.name, *one.aliases, *one.roles)
        for key, one in anew.persons.items()
        if one is not None
    }
    return frozenset(
        key
        for key, names in told.items()
        if names and all(word in "\n".join(names).casefold() for word in wanted)
    )


def _with_copies(
    db: "sqlite3.Connection", called: Mapping[int, set[str]]
) -> dict[int, frozenset[str]]:
    sql = """
    select one.key, other.key from article as one join article as other on other.id = one.id
    where one.key in {}
    """
    return {other: frozenset(called[one]) for one, other in selected(db, sql, called)}


def _holding(
    db: "sqlite3.Connection", columns: str, table: str, wanted: Sequence[str]
) -> Iterable[Sequence[Any]]:
    """The rows in which all words may stand; SQLite knows the case of ASCII letters alone."""
    searched = " || ' ' || ".join(columns.split(", ")[1:])
    plain = [word for word in wanted if word.isascii()]
    where = " and ".join([f"{searched} like ?"] * len(plain)) or "true"
    sql = f"select {columns} from {table} where {where}"
    return db.execute(sql, [f"%{word}%" for word in plain]).fetchall()


def _is_called(wanted: Sequence[str], names: Iterable[str]) -> bool:
    return any(_stands_in(wanted, _words(name)) for name in names)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _stands_in(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        tuple(words[start : start + len(wanted)]) == tuple(wanted)
        for start in range(len(words) - len(wanted) + 1)
    )
