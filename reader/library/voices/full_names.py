"""Full names: by what they find each other, and which of them are one by what they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from reader.article.joining import (
    Bearer,
    Words,
    is_longer,
    is_spelt_alike,
    keys_of,
    longer_of,
    spelt_as,
)
from reader.library.voices.names import Node, load
from reader.library.voices.selecting import selected
from reader.library.voices.ties import LONGER, SPELT, Tie, replace, ties_of

if TYPE_CHECKING:
    import sqlite3

LIKE, PAIR, ENDS, FORM = range(4)
"""The kinds of keys: see `joining.Keys`."""


def hashed(kind: int, key: str) -> int:
    """A key as `voice_key` has it."""
    return kind << 32 | crc32(key.encode("utf-8", "replace"))


def forms_of(name: Words) -> tuple[str, ...]:
    """What somebody with this name may be called for short."""
    return keys_of(name).forms


def make_findable(db: "sqlite3.Connection", nodes: Iterable[Node]) -> None:
    """Enter nodes under their keys; under those of what they are called, as that is now."""
    added: list[tuple[int, int]] = []
    dropped: list[tuple[int, int]] = []
    for node in nodes:
        now = tuple(sorted(node.forms()))
        if node.is_new:
            keys = keys_of(node.words)
            added += [(hashed(LIKE, key), node.key) for key in keys.like]
            added += [(hashed(PAIR, key), node.key) for key in keys.pairs]
            added += [(hashed(FORM, key), node.key) for key in keys.forms]
            added.append((hashed(ENDS, keys.ends), node.key))
        own = set(forms_of(node.words))
        added += [(hashed(FORM, form), node.key) for form in _joined(now)]
        dropped += [
            (hashed(FORM, form), node.key)
            for form in _joined(node.called)
            if form not in own and tuple(form.split()) not in now
        ]
        node.called = now
    db.executemany("delete from voice_key where key = ? and node = ?", dropped)
    db.executemany("insert or ignore into voice_key values (?, ?)", sorted(added))


def forget(db: "sqlite3.Connection", nodes: Iterable[Node]) -> None:
    """Nodes that are no more are found no more."""
    gone = []
    for node in nodes:
        keys = keys_of(node.words)
        gone += [(hashed(LIKE, key), node.key) for key in keys.like]
        gone += [(hashed(PAIR, key), node.key) for key in keys.pairs]
        gone += [(hashed(FORM, key), node.key) for key in (*keys.forms, *_joined(node.called))]
        gone.append((hashed(ENDS, keys.ends), node.key))
    db.executemany("delete from voice_key where key = ? and node = ?", gone)


def _joined(names: Iterable[Words]) -> list[str]:
    return [" ".join(name) for name in names]


def found_under(
    db: "sqlite3.Connection", kind: int, keys: Iterable[str]
) -> Mapping[str, list[tuple[int, Words]]]:
    """The nodes that are entered under each key, with their names."""
    wanted = {hashed(kind, key): key for key in keys}
    sql = """
    select voice_key.key, voice_node.key, words
    from voice_key join voice_node on voice_node.key = node where voice_key.key in {}
    """
    found: defaultdict[str, list[tuple[int, Words]]] = defaultdict(list)
    for key, node, words in selected(db, sql, wanted):
        found[wanted[key]].append((node, tuple(words.split())))
    return found


def shorter_than(db: "sqlite3.Connection", nodes: Sequence[Node]) -> set[int]:
    """The nodes of which these have a longer name."""
    pairs = {node.key: keys_of(node.words).pairs for node in nodes}
    found = found_under(db, ENDS, {pair for some in pairs.values() for pair in some})
    return {
        other
        for node in nodes
        for pair in pairs[node.key]
        for other, words in found.get(pair, ())
        if is_longer(node.words, words)
    }


def tie_names(db: "sqlite3.Connection", some: Iterable[int]) -> set[int]:
    """Decide anew which names are one with each of these; the nodes that this changes."""
    nodes = load(db, some)
    keys = {node.key: keys_of(node.words) for node in nodes.values()}
    like = found_under(db, LIKE, {key for one in keys.values() for key in one.like})
    longer = found_under(db, PAIR, {one.ends for one in keys.values()})
    near: dict[int, tuple[set[int], set[int]]] = {}
    for node in nodes.values():
        near[node.key] = (
            {
                other
                for key in keys[node.key].like
                for other, words in like.get(key, ())
                if spelt_as(node.words, words)
            },
            {
                other
                for other, words in longer.get(keys[node.key].ends, ())
                if is_longer(words, node.words)
            },
        )
    bearers = _bearers(db, {other for two in near.values() for one in two for other in one})
    now: list[Tie] = []
    for node in nodes.values():
        one = node.bearer()
        alike, with_more = ([bearers[key] for key in sorted(keys_)] for keys_ in near[node.key])
        now += [
            Tie(min(one.key, other.key), max(one.key, other.key), SPELT)
            for other in alike
            if is_spelt_alike(one, other)
        ]
        with_more.sort(key=lambda other: other.names)
        if with_more and (match := longer_of(one, with_more)):
            now.append(Tie(one.key, match.key, LONGER))
    before = ties_of(db, nodes, (SPELT,)) | ties_of(db, nodes, (LONGER,), own=True)
    return replace(db, before, now)


def _bearers(db: "sqlite3.Connection", keys: Iterable[int]) -> Mapping[int, Bearer]:
    return {key: node.bearer() for key, node in load(db, keys).items()}
