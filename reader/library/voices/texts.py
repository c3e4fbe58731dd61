"""What is spoken in each text goes in and out: who speaks, and the statements.

A text that is in several files speaks once, with the date and the outlet of that
file of which they come first. Raises what sqlite3 raises.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.article.crowd import appearances
from reader.article.namesakes import is_name, name_words
from reader.article.people import Appearance
from reader.article.statements import day_of
from reader.article.traces import Trace, trace
from reader.library import tables
from reader.library.row import Reading, Said
from reader.library.voices import clues, echoing
from reader.library.voices.names import Book, Node, count, discount
from reader.library.voices.schema import DAY
from reader.library.voices.selecting import erase, selected

if TYPE_CHECKING:
    import sqlite3

_LAST_DAY = (1 << 20) - 1
_SPREAD = 0x9E3779B97F5


class Text(NamedTuple):
    """A text that speaks: its id, its article's key and what is known of it, its quotes."""

    id: str
    article: int
    outlet: str | None
    published: str | None
    quotes: Sequence[Said]
    traces: Sequence[Trace] = ()

    @property
    def rank(self) -> tuple[bool, str, bool, str]:
        """Of two files with one text the lower one counts."""
        return self.published is None, self.published or "", self.outlet is None, self.outlet or ""


def text_of(article: int, reading: Reading) -> Text:
    """What is spoken in an article as it was read."""
    return Text(
        reading.id, article, reading.publisher, reading.published, reading.quotes, reading.traces
    )


def put(db: "sqlite3.Connection", texts: Iterable[Text]) -> None:
    """Texts that the library has now, perhaps in one more file."""
    fresh: dict[str, Text] = {}
    for one in texts:
        if one.id not in fresh or _comes_before(db, one, fresh[one.id]):
            fresh[one.id] = one
    sql = "select id, key, article, outlet, published from voice_text where id in {}"
    gone = []
    for name, key, article, outlet, published in list(selected(db, sql, list(fresh))):
        one = fresh[name]
        was = Text(name, article or 0, outlet, published, ())
        if article is not None and not _comes_before(db, one, was):
            del fresh[name]
        elif one.rank == was.rank:
            db.execute("update voice_text set article = ? where key = ?", (one.article, key))
            del fresh[name]
        else:
            gone.append(key)
    bury(db, gone)
    if fresh:
        _begin(db, list(fresh.values()))


def _comes_before(db: "sqlite3.Connection", one: Text, other: Text) -> bool:
    """Whether of two articles with the same text the first counts."""
    if one.rank != other.rank:
        return one.rank < other.rank
    first = db.execute(
        "select key from article where key in (?, ?) order by path, number limit 1",
        (one.article, other.article),
    ).fetchone()
    return first is not None and first[0] == one.article


def leave(db: "sqlite3.Connection", articles: Sequence[int]) -> None:
    """Articles that are about to be forgotten; their texts may come again before the burial."""
    db.executemany(
        "update voice_text set article = null where article = ?", [(key,) for key in articles]
    )


def any_left(db: "sqlite3.Connection") -> bool:
    """Whether there are texts that no article has, or none at the moment."""
    sql = "select 1 from voice_text where article is null limit 1"
    return db.execute(sql).fetchone() is not None


def bury_left(db: "sqlite3.Connection") -> None:
    """Take out the texts that no article has any more."""
    left = "select key, id from voice_text where article is null"
    names = [name for _, name in db.execute(left)]
    copies = "select key, id, publisher, published from article where id in {}"
    put(
        db,
        [
            Text(name, key, outlet, published, tables.said(db, key))
            for key, name, outlet, published in list(selected(db, copies, names))
        ],
    )
    bury(db, [key for key, _ in db.execute(left).fetchall()])


def bury(db: "sqlite3.Connection", texts: Sequence[int]) -> None:
    """Take texts out, with all that is spoken there."""
    if not texts:
        return
    statements = list(
        selected(db, "select key, words, node from voice_statement where text in {}", texts)
    )
    echoing.take_out(db, statements)
    erase(db, "voice_statement", "text", texts)
    known = {
        key: (outlet, published)
        for key, outlet, published in selected(
            db, "select key, outlet, published from voice_text where key in {}", texts
        )
    }
    heard = list(
        selected(
            db,
            "select text, node, name, aliases, roles, quotes from voice_heard"
            " where node is not null and text in {}",
            texts,
        )
    )
    erase(db, "voice_heard", "text", texts)
    erase(db, "voice_text", "key", texts)
    book = Book(db)
    nodes = book.load(node for _, node, *_ in heard)
    told: set[tuple[int, int]] = set()
    for text, node, name, aliases, roles, quotes in heard:
        seen = Appearance(name, tuple(json.loads(aliases)), tuple(json.loads(roles)), quotes)
        discount(nodes[node], seen, *known[text], again=(text, node) in told)
        told.add((text, node))
    book.keep()


def _begin(db: "sqlite3.Connection", texts: Sequence[Text]) -> None:
    """Take up texts that are not known."""
    key = db.execute("select coalesce(max(key), 0) from voice_text").fetchone()[0]
    rows: list[tuple[object, ...]] = []
    heard: list[tuple[object, ...]] = []
    statements: list[tuple[object, ...]] = []
    fresh: list[tuple[int, bytes, bytes]] = []
    book = Book(db)
    for one in texts:
        key += 1
        rows.append((key, one.id, one.article, one.outlet, one.published))
        nodes: dict[str | None, Node | None] = {}
        for seen in appearances(one.quotes):
            words = name_words(seen.name) if is_name(seen.name) else ()
            node = book.node(words, key) if words else None
            if node is not None:
                again = node in nodes.values()
                count(node, seen, one.outlet, one.published, again=again)
            nodes[seen.name] = node
            aliases, roles = (
                json.dumps(names, ensure_ascii=False) for names in (seen.aliases, seen.roles)
            )
            heard.append((key, node and node.key, seen.name, aliases, roles, seen.quotes))
        for nth, (said, found) in enumerate(zip(one.quotes, _traces(one), strict=True)):
            if found.ends:
                node = nodes.get(said.speaker)
                number = _key_of(one, said)
                statements.append((number, key, nth, node and node.key, found.words))
                ends = found.ends + clues.all_by(found.words, node.key if node else None)
                fresh.append((number, found.clues, ends))
    db.executemany("insert into voice_text values (?, ?, ?, ?, ?)", rows)
    db.executemany(
        "insert into voice_heard (text, node, name, aliases, roles, quotes)"
        " values (?, ?, ?, ?, ?, ?)",
        heard,
    )
    db.executemany("insert or ignore into voice_statement values (?, ?, ?, ?, ?)", statements)
    db.executemany("insert or ignore into voice_fresh values (?, ?, ?)", fresh)
    book.keep()


def _traces(text: Text) -> Sequence[Trace]:
    return text.traces or [trace(said.text) for said in text.quotes]


def _key_of(text: Text, said: Said) -> int:
    """A statement's key: by its day, then in no order that means anything, but always the same."""
    place = int(text.id[:11] or "0", 16) + (said.start + 1) * _SPREAD
    return min(day_of(text.published) or 0, _LAST_DAY) << DAY | place & ((1 << DAY) - 1)
