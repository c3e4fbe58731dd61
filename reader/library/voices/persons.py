"""Settles who is one person after nodes have changed: these, and those whom it concerns.

Full names come first: those that are one are a cluster. Then single names and
nicknames find the cluster that they mean. Who is tied to each other after that, and
kept apart by no text, is a person. A cluster and a person go by the lowest key of
their nodes. All is decided by what the texts tell, whatever came first.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from reader.article.joining import Bearer, Words, nicknamed, tie_singles, unite
from reader.article.namesakes import words_may_be_one
from reader.article.people import speaker_of
from reader.library.voices import echoing, full_names
from reader.library.voices.full_names import FORM, forms_of, found_under
from reader.library.voices.names import Node, listed, load, stale
from reader.library.voices.selecting import erase, selected, slices
from reader.library.voices.ties import (
    LONGER,
    NICKNAME,
    SAID,
    SINGLE,
    SPELT,
    Component,
    Tie,
    components,
    replace,
    ties_of,
)
from reader.library.voices.waiting import Waiting

if TYPE_CHECKING:
    import sqlite3

AT_ONCE = 2000
"""Nodes that are in memory together, with those that they hang together with."""

_FULL = (SPELT, LONGER, SAID)
_ALL = (*_FULL, NICKNAME, SINGLE)


def many_wait(db: "sqlite3.Connection") -> bool:
    """Whether it is worth settling in between: where three of four names are new.

    So people can be looked at while a long scan goes on, and a third of it is
    done twice, not all of it hundreds of times.
    """
    new = db.execute("select count(*) from voice_stale where deep").fetchone()[0]
    names = db.execute("select max(key) from voice_node").fetchone()[0] or 0
    return bool(new > AT_ONCE and 4 * new > 3 * names)


def settle(db: "sqlite3.Connection") -> None:
    """Find out who is one, where anything has changed."""
    _Settling(db).run()


class _Settling:
    """The steps, each with what waits for it."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self._db = db
        self._names = Waiting(db, "names")
        self._full = Waiting(db, "full")
        self._nicknames = Waiting(db, "nicknames")
        self._blocks = Waiting(db, "blocks")
        self._persons = Waiting(db, "persons")
        self._odd = Waiting(db, "odd")
        self._left: set[int] = set()
        """Who was in a cluster with somebody who is gone."""

    def run(self) -> None:
        for nodes in slices(self._db.execute("select node, deep from voice_stale"), AT_ONCE):
            self._begin(dict(nodes))
        stale(self._db, [(key, True) for key in self._left])
        for some in self._names.taken(AT_ONCE):
            changed = full_names.tie_names(self._db, some)
            self._full.add(changed)
            stale(self._db, [(key, True) for key in changed])
        for some in self._full.taken(AT_ONCE):
            self._cluster(some)
        for some in self._nicknames.taken(AT_ONCE):
            self._tie_nicknames(some)
        for (block,) in self._blocks.taken(1):
            self._tie_block(block)
        self._db.execute("delete from voice_stale")
        for some in self._persons.taken(AT_ONCE):
            self._name_persons(some)
        echoing.part_odd(self._db)
        for some in self._odd.taken(AT_ONCE):
            echoing.find_of(self._db, some)

    # What has changed, and whom it concerns

    def _begin(self, deep: dict[int, int]) -> None:
        db = self._db
        nodes = load(db, deep).values()
        self._persons.add(deep)
        self._bury([node for node in nodes if not node.tally.articles])
        living = [node for node in nodes if node.tally.articles]
        self._blocks.add({node.block for node in living if node.block and deep[node.key]})
        full = [node for node in living if not node.text and deep[node.key]]
        before = {node.key: node.called for node in full}
        full_names.make_findable(db, full)
        self._concern_called(
            form for node in full for form in set(before[node.key]) - set(node.called)
        )
        db.executemany(
            "update voice_node set called = ? where key = ?",
            [(listed(node.called), node.key) for node in full],
        )
        self._names.add(chain((node.key for node in full), full_names.shorter_than(db, full)))
        self._full.add(node.key for node in full)
        shallow = [key for key in deep if not deep[key]]
        # Two of one cluster may speak in one text now, or no more.
        self._full.add({key for tie in ties_of(db, shallow, _FULL) for key in tie[:2]})

    def _bury(self, gone: Sequence[Node]) -> None:
        """Nodes of which no text tells any more."""
        if not gone:
            return
        db, keys = self._db, [node.key for node in gone]
        full = [node for node in gone if not node.text]
        self._names.add(full_names.shorter_than(db, full))
        full_names.forget(db, full)
        self._concern_called(_forms(full))
        self._blocks.add({node.block for node in gone if node.block})
        ties = ties_of(db, keys, _ALL)
        others = {key for tie in ties for key in tie[:2]}
        for waiting in (self._full, self._persons):
            waiting.add(others)
        self._nicknames.add(others)
        replace(db, ties, ())
        lost = {node.person for node in gone if node.person is not None}
        sql = "select key from voice_node where person in {}"
        self._persons.add(key for (key,) in selected(db, sql, lost))
        sql = "select key from voice_node where cluster in {}"
        clusters = {node.cluster for node in gone if node.cluster is not None}
        left = {key for (key,) in selected(db, sql, clusters)} - set(keys)
        self._left |= left
        self._full.add(left)
        erase(db, "voice_person", "key", list(lost))
        erase(db, "voice_node", "key", keys)

    def _concern_called(self, forms: Iterable[Words]) -> None:
        """Somebody is called so, or no more: whoever has that name alone may be meant."""
        names = {" ".join(form) for form in forms}
        sql = "select key, block from voice_node where words in {}"
        found = list(selected(self._db, sql, names))
        self._blocks.add({block for _, block in found if block})
        self._nicknames.add(key for key, block in found if not block)

    # Full names

    def _cluster(self, some: Sequence[int]) -> None:
        """Put full names into clusters."""
        db = self._db
        moved: list[tuple[int, int]] = []
        concerned: list[Node] = []
        parts = list(components(db, some, _FULL, full=True))
        done = [key for part in parts for key in part.nodes]
        deep = self._deep(done)
        for part in parts:
            groups = unite(part.nodes, [tie[:2] for tie in part.ties], part.apart)
            cluster_of = {key: group[0] for group in groups for key in group}
            changed = [
                (cluster_of[key], key)
                for key, node in part.nodes.items()
                if node.cluster != cluster_of[key]
            ]
            moved += changed
            if changed or not deep.isdisjoint(part.nodes):
                concerned += part.nodes.values()
        self._full.done(done)
        self._concern_called(_forms(concerned))
        keys = [node.key for node in concerned]
        self._nicknames.add(keys)
        self._persons.add(keys)
        db.executemany("update voice_node set cluster = ? where key = ?", moved)

    def _deep(self, nodes: Iterable[int]) -> set[int]:
        sql = "select node from voice_stale where deep and node in {}"
        return {node for (node,) in selected(self._db, sql, nodes)}

    def _tie_nicknames(self, some: Sequence[int]) -> None:
        """Names of two words or more by which articles call somebody else."""
        db = self._db
        nodes = {key: node for key, node in load(db, some).items() if not node.text}
        found = found_under(db, FORM, {" ".join(node.words) for node in nodes.values()})
        now = []
        for node in nodes.values():
            callers = [key for key, _ in found.get(" ".join(node.words), ())]
            if not callers:
                continue
            clusters = [
                one
                for one in self._clusters(callers)
                if one.called.get(node.words) and one.key != node.cluster
            ]
            if match := nicknamed(node.bearer(), clusters):
                now.append(Tie(node.key, match.key, NICKNAME))
        self._persons.add(replace(db, ties_of(db, nodes, (NICKNAME,), own=True), now))

    def _clusters(self, nodes: Iterable[int]) -> list[Bearer]:
        """The clusters to which full names belong, as they are known by all their names."""
        sql = "select distinct cluster from voice_node where cluster is not null and key in {}"
        clusters = {cluster for (cluster,) in selected(self._db, sql, nodes)}
        sql = "select key from voice_node where cluster in {}"
        members: defaultdict[int, list[Bearer]] = defaultdict(list)
        for node in load(self._db, [key for (key,) in selected(self._db, sql, clusters)]).values():
            members[node.cluster or 0].append(node.bearer())
        return sorted((_together(key, some) for key, some in members.items()), key=_by_names)

    # Single names

    def _tie_block(self, block: str) -> None:
        """Single names that are spelt more or less alike: whom they mean, and who is one."""
        db = self._db
        rows = db.execute("select key from voice_node where block = ?", (block,)).fetchall()
        nodes = load(db, [key for (key,) in rows])
        said = ties_of(db, nodes, (SAID,))
        sql = "select key from voice_node where text = 0 and key in {}"
        full = {key for (key,) in selected(db, sql, {key for tie in said for key in tie[:2]})}
        known = {key for tie in said if full & {tie.a, tie.b} for key in tie[:2]}
        sql = "select key, id from voice_text where key in {}"
        articles = dict(selected(db, sql, {node.text for node in nodes.values()}))
        singles = [
            node.single(articles[node.text]) for key, node in nodes.items() if key not in known
        ]

        def bearing(word: str) -> Sequence[Bearer]:
            found = found_under(db, FORM, (word,)).get(word, ())
            return self._clusters(key for key, _ in found)

        now = [Tie(a, b, SINGLE) for a, b in tie_singles(singles, bearing)]
        self._persons.add(replace(db, ties_of(db, nodes, (SINGLE,), own=True), now))

    # Persons

    def _name_persons(self, some: Sequence[int]) -> None:
        db = self._db
        gone: set[int] = set()
        persons = []
        seen: list[int] = []
        odd: list[int] = []
        moved: list[tuple[int, int]] = []
        for part in components(db, some, _ALL):
            seen += part.nodes
            gone.update(node.person for node in part.nodes.values() if node.person is not None)
            for group in _persons_in(part):
                moved += [(group[0], key) for key in group if part.nodes[key].person != group[0]]
                odd += _odd_in([part.nodes[key] for key in group])
                one = speaker_of((part.nodes[key].tally for key in group), group[0])
                persons.append(
                    (
                        one.key, one.name, _listed(one.aliases), _listed(one.roles), one.quotes,
                        one.articles, _listed(one.outlets), one.first, one.last,
                    )
                )  # fmt: skip
        self._persons.done(seen)
        db.executemany(
            f"insert or replace into voice_person values ({', '.join('?' * 9)})", persons
        )
        db.executemany("update voice_node set person = ? where key = ?", moved)
        # Of two who were one person the other may have been named already, and goes by its key.
        sql = "select distinct person from voice_node where person in {}"
        left = {person for (person,) in selected(db, sql, gone)}
        erase(db, "voice_person", "key", list(gone - left))
        self._odd.add(odd)


def _forms(nodes: Iterable[Node]) -> Iterator[Words]:
    """All by which these may be meant."""
    for node in nodes:
        yield from node.called
        yield from ((form,) for form in forms_of(node.words))


def _persons_in(part: Component) -> list[list[int]]:
    nodes = part.nodes
    full = {key for key, node in nodes.items() if not node.text}
    clustered = [
        (node.cluster, key)
        for key, node in nodes.items()
        if node.cluster is not None and node.cluster in nodes
    ]
    nicknames = [tie[:2] for tie in part.ties if tie.rule == NICKNAME]
    loose = [
        tie[:2]
        for tie in part.ties
        if tie.rule == SINGLE or (tie.rule == SAID and not full.issuperset(tie[:2]))
    ]
    return unite(nodes, [*clustered, *nicknames], part.apart, loose, full)


def _listed(names: Sequence[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _odd_in(person: Sequence[Node]) -> list[int]:
    """Those of one person whose name does not go with the usual one."""
    if len(person) == 1:
        return []
    usual = max(person, key=lambda node: (node.tally.articles, node.words))
    return [node.key for node in person if not words_may_be_one(node.words, usual.words)]


def _together(key: int, members: Sequence[Bearer]) -> Bearer:
    """A cluster as one bearer of all its names."""
    called: defaultdict[Words, int] = defaultdict(int)
    for one in members:
        for form, times in one.called.items():
            called[form] += times
    names = sorted(name for one in members for name in one.names)
    roles = sorted({role for one in members for role in one.roles})
    return Bearer(key, tuple(names), tuple(roles), called)


def _by_names(one: Bearer) -> tuple[Words, ...]:
    return one.names
