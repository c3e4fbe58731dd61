"""The nodes: full names in all texts, single names in one, and what the texts tell of them."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reader.article.joining import USUAL, Bearer, Single, Words, block_of
from reader.article.namesakes import name_words
from reader.article.people import Appearance, Tally
from reader.library.voices.selecting import selected

if TYPE_CHECKING:
    import sqlite3

COLUMNS = "key, words, text, block, tally, called, cluster, person"


class Node:
    """A name with all that is told of who bears it, as a row of `voice_node`.

    `text` is 0 for a full name. `called` are the other names under which
    `voice_key` had it last. `dated` says that its first or last date may have gone.
    """

    __slots__ = (
        "_packed", "_tally", "block", "called", "cluster", "dated", "key", "person", "text",
        "words",
    )  # fmt: skip

    def __init__(
        self,
        key: int,
        words: str,
        text: int,
        block: str | None,
        tally: str,
        called: str,
        cluster: int | None,
        person: int | None,
    ) -> None:
        self.key = key
        self.words: Words = tuple(words.split())
        self.text = text
        self.block = block
        self.called: tuple[Words, ...] = tuple(tuple(name.split()) for name in called.splitlines())
        self.cluster = cluster
        self.person = person
        self.dated = False
        self._packed = tally
        self._tally: Tally | None = None

    @property
    def tally(self) -> Tally:
        """What the texts tell; to be changed in place."""
        if self._tally is None:
            self._tally = Tally(*json.loads(self._packed))
        return self._tally

    def row(self) -> tuple[object, ...]:
        """As it is kept."""
        return (
            self.key, " ".join(self.words), self.text, self.block, _pack(self.tally),
            listed(self.called), self.cluster, self.person,
        )  # fmt: skip

    @property
    def is_new(self) -> bool:
        """Whether nobody has looked yet who it is."""
        return self.person is None

    @property
    def has_changed(self) -> bool:
        """Whether something has changed by which somebody is joined with others."""
        if self.is_new or not self.tally.articles:
            return True
        return _telling(self.tally) != _telling(Tally(*json.loads(self._packed)))

    def forms(self) -> Mapping[Words, int]:
        """What articles call them beside the name, and how many do."""
        forms: dict[Words, int] = {}
        for alias, times in self.tally.aliases.items():
            if (words := name_words(alias)) and words != self.words:
                forms[words] = forms.get(words, 0) + times
        return forms

    def bearer(self) -> Bearer:
        """As the rules of joining have a full name."""
        return Bearer(self.key, (self.words,), tuple(sorted(self.tally.roles)), self.forms())

    def single(self, article: str) -> Single:
        """As the rules of joining have a single name."""
        roles = tuple(sorted(self.tally.roles))
        return Single(self.key, self.words[0], article, roles, self.tally.first)


def listed(names: Iterable[Words]) -> str:
    """Names as `voice_node.called` has them."""
    return "\n".join(" ".join(name) for name in names)


def _telling(tally: Tally) -> object:
    return tally.roles.keys(), {name: min(times, USUAL) for name, times in tally.aliases.items()}


class Book:
    """The nodes that are being changed; `keep` writes them down."""

    def __init__(self, db: "sqlite3.Connection") -> None:
        self._db = db
        self._nodes: dict[int, Node] = {}
        self._found: dict[tuple[Words, int], Node] = {}
        row = db.execute("select seq from sqlite_sequence where name = 'voice_node'").fetchone()
        self._last: int = row[0] if row else 0

    def node(self, words: Words, text: int) -> Node:
        """The node of a name that stands in a text."""
        where = 0 if len(words) > 1 else text
        node = self._found.get((words, where))
        if node is None:
            row = self._db.execute(
                f"select {COLUMNS} from voice_node where words = ? and text = ?",
                (" ".join(words), where),
            ).fetchone()
            if row is None:
                self._last += 1
                block = block_of(words[0]) if where else None
                row = (self._last, " ".join(words), where, block, _NOTHING, "", None, None)
            node = self._nodes.get(row[0]) or Node(*row)
            self._nodes[node.key] = self._found[words, where] = node
        return node

    def load(self, keys: Iterable[int]) -> Mapping[int, Node]:
        """Nodes by their keys."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._nodes]
        self._nodes |= load(self._db, wanted)
        return self._nodes

    def keep(self) -> None:
        """Write down all, and which of them are to be looked at again."""
        for node in self._nodes.values():
            if node.dated and node.tally.articles:
                node.tally.first, node.tally.last = self._db.execute(
                    "select min(published), max(published) from voice_heard"
                    " join voice_text on voice_text.key = voice_heard.text where node = ?",
                    (node.key,),
                ).fetchone()
        nodes = sorted(self._nodes.values(), key=lambda node: node.key)
        self._db.executemany(
            f"insert or replace into voice_node ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [node.row() for node in nodes],
        )
        stale(self._db, [(node.key, node.has_changed) for node in nodes])


def load(db: "sqlite3.Connection", keys: Iterable[int]) -> dict[int, Node]:
    """Nodes by their keys, those that there are."""
    sql = f"select {COLUMNS} from voice_node where key in {{}}"
    return {row[0]: Node(*row) for row in selected(db, sql, keys)}


def stale(db: "sqlite3.Connection", nodes: Iterable[tuple[int, bool]]) -> None:
    """Nodes to be looked at when people are settled; True where others may be one now."""
    db.executemany(
        "insert into voice_stale values (?, ?)"
        " on conflict (node) do update set deep = max(deep, excluded.deep)",
        nodes,
    )


def count(
    node: Node, seen: Appearance, outlet: str | None, published: str | None, *, again: bool
) -> None:
    """Count somebody in; `again`: the text has told of this node already."""
    node.tally.count(seen, outlet)
    node.tally.date(published, published)
    node.tally.articles -= again


def discount(
    node: Node, seen: Appearance, outlet: str | None, published: str | None, *, again: bool
) -> None:
    """Count somebody out."""
    node.tally.count(seen, outlet, -1)
    node.tally.articles += again
    node.dated |= published in (node.tally.first, node.tally.last)


def _pack(tally: Tally) -> str:
    return _ENCODE(
        (
            tally.names, tally.aliases, tally.roles, tally.outlets,
            tally.quotes, tally.articles, tally.first, tally.last,
        )
    )  # fmt: skip


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_NOTHING = _pack(Tally())
