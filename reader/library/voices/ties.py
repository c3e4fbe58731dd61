"""The ties between nodes, and the nodes that hang together by them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.library.voices.names import Node, load
from reader.library.voices.selecting import selected

if TYPE_CHECKING:
    import sqlite3

SPELT, LONGER, SAID, NICKNAME, SINGLE = range(1, 6)
"""The rules by which two nodes are one, in the order in which they count."""


class Tie(NamedTuple):
    """Two nodes that a rule makes one. What the rule decides about goes first."""

    a: int
    b: int
    rule: int


@dataclass(frozen=True, slots=True)
class Component:
    """Nodes that hang together by ties, and these in the order in which they count.

    `apart` has, both ways round, those of them who speak in one text.
    """

    nodes: Mapping[int, Node]
    ties: Sequence[Tie]
    apart: Mapping[int, Collection[int]]


def replace(db: "sqlite3.Connection", before: Iterable[Tie], now: Iterable[Tie]) -> set[int]:
    """Put ties in the place of others; the nodes of those that are not in both."""
    old, new = set(before), set(now)
    db.executemany("delete from voice_tie where a = ? and b = ? and rule = ?", [*(old - new)])
    db.executemany("insert or ignore into voice_tie values (?, ?, ?, 1)", [*(new - old)])
    return {node for tie in old ^ new for node in tie[:2]}


def ties_of(
    db: "sqlite3.Connection", nodes: Iterable[int], rules: Collection[int], *, own: bool = False
) -> set[Tie]:
    """The ties of these nodes; with `own` only those that are decided about them."""
    wanted = list(nodes)
    those = ", ".join(map(str, rules))
    return {
        Tie(*row)
        for side in ("a" if own else "ab")
        for row in selected(
            db,
            f"select a, b, rule from voice_tie where rule in ({those}) and {side} in {{}}",
            wanted,
        )
    }


def components(
    db: "sqlite3.Connection", starts: Iterable[int], rules: Collection[int], *, full: bool = False
) -> Iterator[Component]:
    """The nodes that hang together with some, by these rules; with `full` full names alone."""
    nodes: dict[int, Node] = {}
    ties: set[Tie] = set()
    reached = set(starts)
    while reached:
        found = load(db, reached)
        if full:
            found = {key: node for key, node in found.items() if not node.text}
        nodes |= found
        more = ties_of(db, found, rules) - ties
        ties |= more
        reached = {key for tie in more for key in tie[:2]} - nodes.keys()
        if full:
            reached -= _single(db, reached)
    ties = {tie for tie in ties if tie.a in nodes and tie.b in nodes}
    parts = _parts(nodes, ties)
    apart = _apart(db, [part for part in parts if len(part) > 1], nodes)
    rank = _ranks(db, nodes, ties)
    ties_in: defaultdict[int, list[Tie]] = defaultdict(list)
    part_of = {key: n for n, part in enumerate(parts) for key in part}
    for tie in sorted(ties, key=lambda tie: (tie.rule, *sorted((rank[tie.a], rank[tie.b])))):
        ties_in[part_of[tie.a]].append(tie)
    for n, part in enumerate(parts):
        yield Component(
            {key: nodes[key] for key in part},
            ties_in[n],
            {key: apart[key] for key in part if key in apart},
        )


def _single(db: "sqlite3.Connection", keys: Iterable[int]) -> set[int]:
    sql = "select key from voice_node where text != 0 and key in {}"
    return {key for (key,) in selected(db, sql, keys)}


def _parts(nodes: Iterable[int], ties: Iterable[Tie]) -> list[list[int]]:
    tied: defaultdict[int, list[int]] = defaultdict(list)
    for tie in ties:
        tied[tie.a].append(tie.b)
        tied[tie.b].append(tie.a)
    parts: list[list[int]] = []
    seen: set[int] = set()
    for node in sorted(nodes):
        if node in seen:
            continue
        seen.add(node)
        part = [node]
        for one in part:
            new = [other for other in tied[one] if other not in seen]
            seen.update(new)
            part += dict.fromkeys(new)
        parts.append(part)
    return parts


def _apart(
    db: "sqlite3.Connection", parts: Iterable[Sequence[int]], nodes: Mapping[int, Node]
) -> Mapping[int, set[int]]:
    """Those of one part who speak in one text."""
    part_of: dict[int, int] = {}
    asked: list[int] = []
    for n, part in enumerate(parts):
        part_of.update(dict.fromkeys(part, n))
        # Whoever speaks in most texts is met from all the others.
        asked += sorted(part, key=lambda key: nodes[key].tally.articles)[:-1]
    sql = """
    select one.node, other.node from voice_heard as one
    join voice_heard as other on other.text = one.text
    where other.node is not null and other.node != one.node and one.node in {}
    """
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in selected(db, sql, asked):
        if part_of[one] == part_of.get(other):
            apart[one].add(other)
            apart[other].add(one)
    return apart


def _ranks(
    db: "sqlite3.Connection", nodes: Mapping[int, Node], ties: Iterable[Tie]
) -> Mapping[int, tuple[str, str, str]]:
    """The order of nodes, by what they are and not by when they came."""
    tied = {key for tie in ties for key in tie[:2]}
    texts = {nodes[key].text for key in tied} - {0}
    names = dict(selected(db, "select key, id from voice_text where key in {}", texts))
    return {
        key: (
            " ".join(nodes[key].words),
            (nodes[key].text and nodes[key].tally.first) or "",
            names.get(nodes[key].text, ""),
        )
        for key in tied
    }
