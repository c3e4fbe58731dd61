"""The index of words: FTS5 without a copy of the texts, and a list of all words beside it.

SQLite can take an article out of such an index only when it is told the words
again, and then the file may be gone. So what is forgotten stays for the time
being: keys are never used twice, and whoever asks joins with `article`. Once it is
a large part, the words are taken from the index itself and given back to it.

The list of words is for *layan*: which words hold these letters. A word that no
article has any more does no harm in it.

Everything here raises what sqlite3 raises.
"""

import itertools
import json
import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.search.letters import TOKENIZER, letters

if TYPE_CHECKING:
    import sqlite3

    from reader.library.derived import Kept
    from reader.library.row import Said

# Merging eight segments at a time and flushing no sooner than a transaction ends
# takes a third off the time to fill it (78 against 119 µs for 3 kB, measured).
SCHEMA = f"""
create virtual table search using fts5(
    title, body, speakers, content='', tokenize='{TOKENIZER}');
insert into search (search, rank) values ('automerge', 8);
insert into search (search, rank) values ('hashsize', 16777216);
create table search_word (word text primary key) without rowid;
create table search_gone (key integer primary key)
"""

SHORTEST, LONGEST = 3, 64
"""Letters of a word in the list; none is kept that has only digits."""

FEW = 1000
"""Articles that may be forgotten before it is worth anything to take them out."""

SHARE = 3
"""One in so many may be forgotten: by so much the index is larger and slower than it need be."""

AT_ONCE = 8192
"""Articles taken out at one settling, or half of all that are gone: each time all words of
the index are gone through, which costs less than those articles cost when they were read."""

MERGED = 256
"""Pages that a settling merges at most: some milliseconds."""

_APART = " \ua66e "
"""A letter that no news has: what stands on either side of it is not side by side."""

_REMEMBERED = 150_000
"""Words as they stand in the texts that are known to be in the list: 15 MB at most."""

_PLAIN = re.compile(r"[0-9a-z]+")


def add(db: "sqlite3.Connection", articles: Sequence["Kept"]) -> None:
    """Articles that are new."""
    rows = [
        (one.key, one.reading.title or "", one.reading.body, _speakers(one.reading.quotes))
        for one in articles
        if one.reading.body or one.reading.title
    ]
    db.executemany("insert into search (rowid, title, body, speakers) values (?, ?, ?, ?)", rows)
    _listed.take(db, rows)


def remove(db: "sqlite3.Connection", keys: Sequence[int]) -> None:
    """Articles that are forgotten; their rows are still there."""
    # An article without words is not in the index.
    db.executemany(
        "insert or ignore into search_gone select id from search_docsize where id = ?",
        [(key,) for key in keys],
    )
    if len(keys) > FEW and _count(db, "search_gone") == _count(db, "search_docsize"):
        db.execute("insert into search (search) values ('delete-all')")
        db.execute("delete from search_gone")


def settle(db: "sqlite3.Connection") -> None:
    """After a scan that changed something: some merging, and what is gone leaves if it is much."""
    gone = _count(db, "search_gone")
    if gone > max(FEW, _count(db, "search_docsize") // SHARE):
        _take_out(db, max(AT_ONCE, gone // 2))
    db.execute("insert into search (search, rank) values ('merge', ?)", (MERGED,))


def _take_out(db: "sqlite3.Connection", many: int) -> None:
    """Give the index the words of articles that are gone, which it forgets by that."""
    db.execute("create virtual table temp.search_seen using fts5vocab(main, search, instance)")
    db.execute(
        "create temp table search_leaving as select key from search_gone order by key limit ?",
        (many,),
    )
    db.execute(
        "create temp table search_words as select doc, col, group_concat(term, ' ') as words"
        " from temp.search_seen where doc in (select key from temp.search_leaving)"
        " group by doc, col order by doc"
    )
    found = db.execute("select doc, col, words from temp.search_words order by rowid")
    for key, columns in itertools.groupby(found, key=lambda row: row[0]):
        words = {column: text for _, column, text in columns}
        db.execute(
            "insert into search (search, rowid, title, body, speakers)"
            " values ('delete', ?, ?, ?, ?)",
            (key, *(words.get(column, "") for column in ("title", "body", "speakers"))),
        )
    db.execute("delete from search_gone where key in (select key from temp.search_leaving)")
    for table in ("search_seen", "search_leaving", "search_words"):
        db.execute(f"drop table temp.{table}")


def titled(db: "sqlite3.Connection") -> None:
    """Fill temp.titled: the words of the titles in temp.corrected, by the article's key."""
    db.execute(
        f"create virtual table if not exists temp.titled using fts5(title, tokenize='{TOKENIZER}')"
    )
    db.execute("delete from temp.titled")
    db.execute("insert into temp.titled (rowid, title) select key, title from temp.corrected")


class _Listed:
    """Puts words into the list, those that are not known to be there already.

    What is known is of one connection and of what it has committed: a counter in
    a table of the connection's own, which is rolled back with everything else,
    tells whether it still holds.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._state: tuple[int, int] = (0, 0)
        self._connections = itertools.count(1)
        self._taking = threading.Lock()

    def take(self, db: "sqlite3.Connection", rows: Sequence[tuple[int, str, str, str]]) -> None:
        with self._taking:
            self._take(db, rows)

    def _take(self, db: "sqlite3.Connection", rows: Sequence[tuple[int, str, str, str]]) -> None:
        self._be_sure(db)
        found: set[str] = set()
        for _, title, body, _ in rows:
            found.update(title.split())
            found.update(body.split())
        found -= self._known
        if len(self._known) + len(found) > _REMEMBERED:
            self._known = set()
        self._known |= found
        db.execute(
            "insert or ignore into search_word select value from json_each(?)",
            (json.dumps(sorted(_words(found))),),
        )

    def _be_sure(self, db: "sqlite3.Connection") -> None:
        db.execute("create temp table if not exists search_listed (connection, times)")
        state = db.execute("select connection, times from temp.search_listed").fetchone()
        if state != self._state:
            self._known = set()
            self._state = next(self._connections), 0
            db.execute("delete from temp.search_listed")
            db.execute("insert into temp.search_listed values (?, ?)", self._state)
        connection, times = self._state
        self._state = connection, times + 1
        db.execute("update temp.search_listed set times = ?", (times + 1,))


_listed = _Listed()


def _words(chunks: set[str]) -> set[str]:
    """The words in pieces of text as the index has them, without those that the list leaves out."""
    words = set(_PLAIN.findall(" ".join(one for one in chunks if one.isascii()).lower()))
    words.update(letters().words(" ".join(one for one in chunks if not one.isascii())))
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and not word.isdigit()}


def _speakers(quotes: Sequence["Said"]) -> str:
    """By which names those are called who are quoted."""
    names = (
        name
        for said in quotes
        for name in (said.speaker, said.mention if said.attribution == "name" else None)
        if name
    )
    return _APART.join(dict.fromkeys(names))


def _count(db: "sqlite3.Connection", table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchone()[0])
